"""Take a copy: the question is decided, the decision is kept, a worker writes the rights into the bytes.

Rights may change while a copy waits (security rule 7): it is judged again when its state or its bytes are asked for.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Words
from api.decisions import decision_answer, records_of
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem, field_problem, problem_response
from api.questions import asked_of
from api.requests import read_body
from api.v1.assets.lookups import find_asset
from api.v1.checks.answers import DecisionAnswer
from api.v1.downloads.answers import DownloadAnswer
from api.v1.downloads.handing_out import HandedOut, handed_out
from api.v1.downloads.serializers import DownloadBody
from api.v1.versions.views import CropAnswer
from api.views import ApiView
from assets.models import Asset, User
from assets.viewer import Viewer
from licensing.embed import COPY_TYPES
from licensing.models import Download
from licensing.rights import Decision, Question
from licensing.services import NotReleased, Part, request_download
from licensing.services.downloads import judged_now, take_download

LONGEST_URL: Final = timedelta(seconds=60)
_COPY_TYPES: Final = (*sorted(COPY_TYPES), "application/octet-stream")


class Downloads(ApiView):
    @operation(
        "Ask for a download",
        Access.DOWNLOAD,
        request=DownloadBody,
        answers={201: Says(DownloadAnswer, "Released: the copy is being prepared.")},
        problems=["not-found", "not-released", "not-ready", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, DownloadBody)
        asset = find_asset(Asset.objects.visible_to(self.viewer).select_related("original"), values["asset"])
        asked = asked_of(values["question"], self.viewer)
        if asked is None:
            raise field_problem("question.channel", "Bitte angeben, wo das Bild gezeigt wird.", code="required")
        if asset.state != "ready":
            raise Problem("not-ready")
        question = asked.about(asset.uuid)
        part = Part(values.get("crop"), values.get("max_edge"), values["on_canvas"])
        return once(request, self.user, lambda: self._create(asset, question, values["rendition"], part))

    def _create(self, asset: Asset, question: Question, rendition: Any, part: Part) -> HttpResponse:
        answer = request_download(asset, question, rendition=rendition, by=self.user, at=timezone.now(), part=part)
        if isinstance(answer, NotReleased):
            return refusal(answer.decision, self.viewer)
        return Response(_answer(answer, judged_now(answer, at=timezone.now()), self.viewer), status=201)


class DownloadView(ApiView):
    @operation(
        "Read a download",
        Access.DOWNLOAD,
        answers={200: Says(DownloadAnswer, "How far it is, and the decision as it stands now.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, download_id: UUID) -> Response:
        download = find_download(own_downloads(self.user, self.viewer), download_id)
        return Response(_answer(download, judged_now(download, at=timezone.now()), self.viewer))


class DownloadContent(ApiView):
    @operation(
        "Fetch a download",
        Access.DOWNLOAD,
        answers={
            200: Says(bytes, "The copy, as an attachment.", media_types=_COPY_TYPES),
            302: Says(None, "To the object store, by a signed URL that lives a minute at most."),
        },
        problems=["not-found", "not-ready", "not-released", "store-unavailable"],
        description="Judged again at this moment: a withdrawal stops a copy that was ready before.",
    )
    def get(self, request: Request, download_id: UUID) -> HttpResponseBase:
        download = find_download(own_downloads(self.user, self.viewer), download_id)
        decision = judged_now(download, at=timezone.now())
        if not decision.verdict.is_releasing:
            return refusal(decision, self.viewer)
        if download.state != Download.State.READY or download.expires_at <= timezone.now():
            raise Problem("not-ready")
        if request.method != "HEAD":
            take_download(download, actor=str(self.user.uuid))
        return handed_out(HandedOut.of(download), decision.next_change_at)


def own_downloads(user: User, viewer: Viewer) -> "QuerySet[Download]":
    """The user's downloads of assets that the user may still see."""
    rows = Download.objects.filter(user=user, asset__in=Asset.objects.visible_to(viewer))
    return rows.select_related("asset", "decision")


def find_download(downloads: "QuerySet[Download]", download_id: UUID) -> Download:
    found = downloads.filter(uuid=download_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def refusal(decision: Decision, viewer: Viewer) -> HttpResponse:
    """A refusal that explains itself; not raised, because the record of the decision has to stay."""
    answer = decision_answer(decision, records_of([decision], viewer))
    return problem_response("not-released", answer.words.sentence.de, decision=answer)


def _answer(download: Download, decision: Decision, viewer: Viewer) -> DownloadAnswer:
    is_open = download.state == Download.State.READY and decision.verdict.is_releasing
    answer: DecisionAnswer = decision_answer(
        decision, records_of([decision], viewer), decision_id=download.decision.uuid
    )
    return DownloadAnswer(
        id=download.uuid,
        asset=download.asset.uuid,
        rendition=download.rendition,
        state=download.state,
        reason=download.reason or None,
        provenance_note=download.provenance_note or None,
        decision=answer,
        url=reverse("download-content", args=[download.uuid]) if is_open else None,
        inside=_inside(download),
        crop=CropAnswer(**download.crop) if download.crop else None,
        modifications=sorted(download.decision.question.get("modifications", [])),
        filename=download.filename,
        expires_at=download.expires_at,
    )


def _inside(download: Download) -> Words:
    """What a person reads beside the button."""
    part = download.crop is not None
    return Words(
        de=f"{'Ausschnitt mit' if part else 'Mit'} Rechteangaben, ohne Standort.",
        en=f"{'A detail with' if part else 'With'} its rights inside, without location.",
    )

"""What a link opens, without an account: the page's data, views of the pictures, terms, and copies once accepted.

The link shows nothing of inside: no owner, no ids of records, no sibling. Each request judges again; a picture that
lost its release is gone from everything here. Who holds the link is asked for nothing and remembered nowhere.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body
from api.v1.artworks.printing import REPORT_TYPE, report_response
from api.v1.artworks.views import PICTURE_TYPE, preflight_picture
from api.v1.bundles.views import earliest
from api.v1.downloads.handing_out import ZIP_TYPE, HandedOut, handed_out
from api.v1.downloads.serializers import COPIES
from api.v1.renditions.views import SHOWN_TYPES, picture_response
from api.v1.shares.answers import AcceptanceAnswer, SharedAnswer, SharedCopyAnswer
from api.v1.shares.opening import find_motif, opened
from api.v1.shares.telling import shared_answer
from api.views import ApiView
from assets.models import Rendition
from licensing.embed import COPY_TYPES
from licensing.models import Bundle, Download, Share
from licensing.rights import Decision
from licensing.services import NotReleased, request_download
from licensing.services.bundles import BundleOrder, judged_again, request_bundle, take_bundle
from licensing.services.downloads import judged_now, take_download
from licensing.services.print_shares import record_report_taken, request_again
from licensing.services.shares import SharedPicture, accept_terms, has_accepted

VIEWS: Final = ("tile", "preview")
_NO_INDEX: Final = "noindex, nofollow, noarchive"


class AcceptanceBody(StrictSerializer):
    """One tick."""

    accepted = serializers.BooleanField(help_text="true: the terms are accepted.")


class SharedCopyBody(StrictSerializer):
    """Which picture; all of them as one ZIP when none is named."""

    acceptance = serializers.CharField(max_length=100, help_text="What accepting the terms gave.")
    asset = serializers.UUIDField(required=False, help_text="One picture of the share; all as a ZIP when absent.")
    rendition = serializers.ChoiceField(
        choices=COPIES, default="full", help_text="The original, 2048 pixels, or the code of a preset for a channel."
    )


class SharedView(ApiView):
    """Base of everything behind a link: never kept, never indexed."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["X-Robots-Tag"] = _NO_INDEX
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class Shared(SharedView):
    @operation(
        "Read what is shared",
        Access.ANYBODY,
        answers={200: Says(SharedAnswer, "Terms, pictures, credits.")},
        problems=["not-found", "share-ended", "too-many-requests"],
        rate="shared",
    )
    def get(self, _request: Request, token: str) -> Response:
        return Response(shared_answer(opened(token), token))


class SharedRendition(SharedView):
    @operation(
        "Read a view of what is shared",
        Access.ANYBODY,
        answers={
            200: Says(bytes, "The picture.", media_types=SHOWN_TYPES),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        problems=["not-found", "share-ended", "store-unavailable", "too-many-requests"],
        rate="shared",
    )
    def get(self, request: Request, token: str, asset_id: UUID, preset: str) -> HttpResponseBase:
        picture = find_picture(opened(token).pictures, asset_id)
        found = Rendition.objects.filter(
            original__asset=picture.asset, preset=preset if preset in VIEWS else "", media_type__in=SHOWN_TYPES
        ).first()
        if found is None:
            raise Problem("not-found")
        return picture_response(request, found)


class SharedArtwork(SharedView):
    @operation(
        "Read a picture of a shared preflight",
        Access.ANYBODY,
        answers={200: Says(bytes, "mockup: the motif on the product. marked: numbered places.", (PICTURE_TYPE,))},
        problems=["not-found", "share-ended", "store-unavailable", "too-many-requests"],
        rate="shared",
    )
    def get(self, _request: Request, token: str, artwork_id: UUID, kind: str) -> HttpResponseBase:
        response = preflight_picture(find_motif(opened(token).motifs, artwork_id).preflight, kind)
        response["Cache-Control"] = "private, no-store"
        return response


class SharedReport(SharedView):
    @operation(
        "Read the report of a shared preflight",
        Access.ANYBODY,
        answers={200: Says(bytes, "The report as PDF.", (REPORT_TYPE,))},
        problems=["not-found", "share-ended", "store-unavailable", "too-many-requests"],
        rate="shared",
    )
    def get(self, request: Request, token: str, artwork_id: UUID) -> HttpResponse:
        found = opened(token)
        motif = find_motif(found.motifs, artwork_id)
        if request.method != "HEAD":
            record_report_taken(found.share, motif)
        return report_response(motif.use, motif.preflight)


class SharedAcceptance(SharedView):
    @operation(
        "Accept the terms",
        Access.ANYBODY,
        request=AcceptanceBody,
        answers={201: Says(AcceptanceAnswer, "Recorded, without any name or address.")},
        problems=["not-found", "share-ended", "terms-not-accepted", "too-many-requests"],
        rate="shared",
    )
    def post(self, request: Request, token: str) -> Response:
        share = opened(token).share
        if not read_body(request, AcceptanceBody)["accepted"]:
            raise Problem("terms-not-accepted")
        return Response(AcceptanceAnswer(acceptance=accept_terms(share, at=timezone.now())), status=201)


class SharedCopies(SharedView):
    @operation(
        "Ask for what is shared",
        Access.ANYBODY,
        request=SharedCopyBody,
        answers={201: Says(SharedCopyAnswer, "Judged again and released: it is being prepared.")},
        problems=[
            "not-found",
            "share-ended",
            "terms-not-accepted",
            "not-released",
            "field-invalid",
            "too-many-requests",
        ],
        rate="shared",
    )
    def post(self, request: Request, token: str) -> HttpResponse:
        found = opened(token)
        share = found.share
        values = read_body(request, SharedCopyBody)
        if not has_accepted(share, values["acceptance"]):
            raise Problem("terms-not-accepted")
        if "asset" in values:
            picture = find_picture(found.pictures, values["asset"])
            question = picture.decision.question
            made: Any = request_download(
                picture.asset, question, rendition=values["rendition"], by=share, at=timezone.now()
            )
        elif found.is_for_print:
            made = request_again(share, found.motifs, at=timezone.now())
        else:
            made = _bundle(share, found.pictures, values["rendition"])
        if made is None or isinstance(made, NotReleased):
            raise Problem("not-released")
        return Response(_copy_answer(made, token), status=201)


class SharedCopyView(SharedView):
    @operation(
        "Read a shared copy",
        Access.ANYBODY,
        answers={200: Says(SharedCopyAnswer, "How far it is.")},
        problems=["not-found", "share-ended", "too-many-requests"],
        rate="shared",
    )
    def get(self, _request: Request, token: str, copy_id: UUID) -> Response:
        return Response(_copy_answer(find_copy(opened(token).share, copy_id), token))


class SharedCopyContent(SharedView):
    @operation(
        "Fetch a shared copy",
        Access.ANYBODY,
        answers={
            200: Says(bytes, "The copy, as an attachment.", media_types=(*sorted(COPY_TYPES), ZIP_TYPE)),
            302: Says(None, "To the object store, by a signed URL that lives a minute at most."),
        },
        problems=["not-found", "share-ended", "not-ready", "not-released", "store-unavailable", "too-many-requests"],
        rate="shared",
        description="Judged again at this moment.",
    )
    def get(self, request: Request, token: str, copy_id: UUID) -> HttpResponseBase:
        found = opened(token)
        share, copy = found.share, find_copy(found.share, copy_id)
        decisions = _decisions(copy)
        if found.is_held_back or not all(each.verdict.is_releasing for each in decisions):
            raise Problem("not-released")
        what = HandedOut.of(copy)
        if request.method != "HEAD":
            _take(copy, share)
        return handed_out(what, earliest(decisions))


def find_picture(pictures: Sequence[SharedPicture], asset_id: UUID) -> SharedPicture:
    found = next((each for each in pictures if each.asset.uuid == asset_id), None)
    if found is None:
        raise Problem("not-found")
    return found


def find_copy(share: Share, copy_id: UUID) -> Download | Bundle:
    own = Q(share=share, uuid=copy_id)
    found = (
        Download.objects.filter(own).select_related("asset", "decision").first() or Bundle.objects.filter(own).first()
    )
    if found is None:
        raise Problem("not-found")
    return found


def _decisions(copy: Download | Bundle) -> list[Decision]:
    now = timezone.now()
    return judged_again(copy, at=now) if isinstance(copy, Bundle) else [judged_now(copy, at=now)]


def _take(copy: Download | Bundle, share: Share) -> None:
    if isinstance(copy, Bundle):
        take_bundle(copy, actor=f"share:{share.uuid}")
    else:
        take_download(copy, actor=f"share:{share.uuid}")


def _bundle(share: Share, pictures: Sequence[SharedPicture], rendition: str) -> Bundle | None:
    asked = {each.asset.pk: each.decision.question for each in pictures}
    order = BundleOrder(title=share.title, rendition=rendition, organization=share.organization)
    return request_bundle([each.asset for each in pictures], asked, order=order, by=share, at=timezone.now()).bundle


def _copy_answer(copy: Download | Bundle, token: str) -> SharedCopyAnswer:
    is_bundle = isinstance(copy, Bundle)
    return SharedCopyAnswer(
        id=copy.uuid,
        kind="bundle" if is_bundle else "picture",
        state=copy.state,
        reason=copy.reason or None,
        filename=f"{copy.title[:80]}.zip" if isinstance(copy, Bundle) else copy.filename,
        url=reverse("shared-copy-content", args=[token, copy.uuid]) if copy.state == "ready" else None,
        expires_at=copy.expires_at,
    )

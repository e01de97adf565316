"""Several copies as one ZIP: each picture is decided about, those that are released go in, and all are judged again
when it is fetched: with one that lost its release the whole bundle stays, and can be made anew.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Words
from api.decisions import decision_answer, records_of
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem, field_problem, problem_response
from api.questions import Asked, QuestionBody, asked_of
from api.requests import StrictSerializer, read_body
from api.v1.bundles.answers import BundleAnswer, BundleMade, BundleMember
from api.v1.downloads.handing_out import ZIP_TYPE, HandedOut, handed_out
from api.v1.downloads.serializers import COPIES
from api.v1.downloads.views import refusal
from api.views import ApiView
from assets.models import Asset
from licensing.models import Bundle, BundleItem
from licensing.rights import Decision
from licensing.services.bundles import MOST_MEMBERS, BundleOrder, judged_again, request_bundle, take_bundle

_READY: Final = "ready"


class BundleBody(StrictSerializer):
    """Which pictures, and what for."""

    assets = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_MEMBERS, help_text="Ids of the assets."
    )
    question = QuestionBody(help_text="What for: each picture is decided about on its own.")
    title = serializers.CharField(max_length=200, help_text="For people; the ZIP's name follows it.")
    rendition = serializers.ChoiceField(
        choices=COPIES,
        default="full",
        help_text="Originals with their rights written in, 2048 pixels, or the code of a preset for a channel.",
    )


class Bundles(ApiView):
    @operation(
        "Ask for a bundle",
        Access.DOWNLOAD,
        request=BundleBody,
        answers={201: Says(BundleMade, "Those that are released are being packed; the others are named.")},
        problems=["not-found", "nothing-released", "not-released", "not-ready", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, BundleBody)
        asked = asked_of(values["question"], self.viewer)
        if asked is None:
            raise field_problem("question.channel", "Bitte angeben, wo die Bilder gezeigt werden.", code="required")
        assets = find_all(Asset.objects.visible_to(self.viewer).select_related("original"), values["assets"])
        return once(request, self.user, lambda: self._create(assets, asked, values))

    def _create(self, assets: Sequence[Asset], asked: Asked, values: dict[str, Any]) -> HttpResponse:
        made = request_bundle(
            assets,
            {each.pk: asked.about(each.uuid) for each in assets},
            order=BundleOrder(title=values["title"], rendition=values["rendition"], organization=asked.organization),
            by=self.user,
            at=timezone.now(),
        )
        if made.bundle is None and len(made.refused) == 1:
            return refusal(made.refused[0].decision, self.viewer)
        decisions = [each.decision for each in made.refused]
        records = records_of(decisions, self.viewer)
        refused = [
            decision_answer(each.decision, records, decision_id=each.settled.stored.uuid) for each in made.refused
        ]
        if made.bundle is None:
            return problem_response("nothing-released", decision=refused[0])
        answer = _answer(made.bundle, [each.decision for each in made.released])
        whole = BundleMade(
            **{name: getattr(answer, name) for name in answer.__struct_fields__ if name != "sentence"},
            sentence=_sentence(len(made.released), len(assets)),
            refused=refused,
        )
        return Response(whole, status=201)


class BundleView(ApiView):
    @operation(
        "Read a bundle",
        Access.DOWNLOAD,
        answers={200: Says(BundleAnswer, "How far it is, and whether each member may still leave.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, bundle_id: UUID) -> Response:
        bundle = find_bundle(own_bundles(self), bundle_id)
        return Response(_answer(bundle, judged_again(bundle, at=timezone.now())))


class BundleContent(ApiView):
    @operation(
        "Fetch a bundle",
        Access.DOWNLOAD,
        answers={
            200: Says(bytes, "The ZIP, as an attachment.", media_types=(ZIP_TYPE,)),
            302: Says(None, "To the object store, by a signed URL that lives a minute at most."),
        },
        problems=["not-found", "not-ready", "not-released", "store-unavailable"],
        description="Every member is judged again at this moment; one that lost its release holds back the whole.",
    )
    def get(self, request: Request, bundle_id: UUID) -> HttpResponseBase:
        bundle = find_bundle(own_bundles(self), bundle_id)
        decisions = judged_again(bundle, at=timezone.now())
        lost = next((each for each in decisions if not each.verdict.is_releasing), None)
        if lost is not None:
            return refusal(lost, self.viewer)
        what = HandedOut.of(bundle)
        if request.method != "HEAD":
            take_bundle(bundle, actor=str(self.user.uuid))
        return handed_out(what, earliest(decisions))


def own_bundles(view: ApiView) -> "QuerySet[Bundle]":
    """The user's bundles all of whose pictures the user may still see."""
    hidden = BundleItem.objects.exclude(asset__in=Asset.objects.visible_to(view.viewer))
    return Bundle.objects.filter(user=view.user).exclude(pk__in=hidden.values("bundle_id"))


def find_bundle(bundles: "QuerySet[Bundle]", bundle_id: UUID) -> Bundle:
    found = bundles.filter(uuid=bundle_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def find_all(assets: "QuerySet[Asset]", ids: Sequence[UUID]) -> list[Asset]:
    """All of them in the order asked, or nobody: one that may not be seen refuses the whole, without saying which."""
    wanted = list(dict.fromkeys(ids))
    found = {each.uuid: each for each in assets.filter(uuid__in=wanted)}
    if len(found) != len(wanted):
        raise Problem("not-found")
    if any(each.state != _READY for each in found.values()):
        raise Problem("not-ready")
    return [found[each] for each in wanted]


def earliest(decisions: Sequence[Decision]) -> Any:
    return min((each.next_change_at for each in decisions if each.next_change_at is not None), default=None)


def _answer(bundle: Bundle, decisions: Sequence[Decision]) -> BundleAnswer:
    items = list(bundle.items.select_related("asset", "decision"))
    members = [
        BundleMember(
            asset=item.asset.uuid,
            filename=item.filename,
            releasing=decision.verdict.is_releasing,
            decision=item.decision.uuid,
        )
        for item, decision in zip(items, decisions, strict=True)
    ]
    is_open = bundle.state == Bundle.State.READY and all(each.releasing for each in members)
    return BundleAnswer(
        id=bundle.uuid,
        title=bundle.title,
        state=bundle.state,
        reason=bundle.reason or None,
        members=members,
        sentence=_sentence(sum(each.releasing for each in members), len(members)),
        url=reverse("bundle-content", args=[bundle.uuid]) if is_open else None,
        expires_at=bundle.expires_at,
    )


def _sentence(released: int, asked: int) -> Words:
    if asked == 1:
        return Words(de="Das Bild darf heraus.", en="The picture may leave.") if released else _NONE
    if released == 0:
        return _NONE
    verb = "darf" if released == 1 else "dürfen"
    return Words(de=f"{released} von {asked} {verb} heraus.", en=f"{released} of {asked} may leave.")


_NONE: Final = Words(de="Keines darf heraus.", en="None may leave.")

"""Ask the question: one picture, many pictures, or one picture on every channel."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.decisions import answers_of
from api.operations import Says, operation
from api.problems import Problem, field_problem
from api.questions import Asked, asked_of
from api.requests import read_body
from api.v1.checks.answers import CheckAnswer, CheckSummary
from api.v1.checks.drafts import check_draft
from api.v1.checks.serializers import CheckBody
from api.views import ApiView
from assets.models import Asset
from assets.viewer import Viewer
from licensing.rights import Channel, Verdict
from licensing.services import judge

MOST_DECISIONS: Final = 200


class Checks(ApiView):
    @operation(
        "Check a use",
        Access.CHECK,
        request=CheckBody,
        answers={200: Says(CheckAnswer, "The decisions; a refusal is an answer, too.")},
        problems=["not-found"],
        rate="search",
        description=(
            "Nothing is changed or recorded. At most 200 decisions: assets times channels. With a draft instead of "
            "assets: what its answers would allow, files about which the same was said judged once."
        ),
    )
    def post(self, request: Request) -> Response:
        values = read_body(request, CheckBody)
        channels = _channels(values.get("channels", ()))
        first = channels[0].value if channels else None
        asked = asked_of(values["question"], self.viewer, channel=first)
        if asked is None:
            raise field_problem("question.channel", "Bitte angeben, wo das Bild gezeigt wird.", code="required")
        if "draft" in values:
            return Response(check_draft(values, asked, channels, self.viewer))
        ids = list(dict.fromkeys(values.get("assets", ())))
        if not ids:
            raise field_problem("assets", "Bitte angeben, um welche Bilder es geht.", code="required")
        if len(ids) * max(1, len(channels)) > MOST_DECISIONS:
            raise field_problem("channels", f"Höchstens {MOST_DECISIONS} Antworten auf einmal.", code="max_length")
        decisions = _decide(ids, asked, channels, self.viewer)
        counted = Counter(each.verdict for each in decisions)
        summary = CheckSummary(**{verdict.value: counted[verdict] for verdict in Verdict})
        answers = answers_of(decisions, self.viewer)
        return Response(CheckAnswer(decisions=answers, summary=summary, usable=None, files=None))


def _channels(codes: Sequence[str]) -> list[Channel]:
    return list(Channel) if "*" in codes else [Channel(code) for code in dict.fromkeys(codes)]


def _decide(ids: Sequence[UUID], asked: Asked, channels: Sequence[Channel], viewer: Viewer) -> Any:
    """Decide for all or for nobody: one asset that the asker may not see refuses the whole, without saying which."""
    seen = Asset.objects.visible_to(viewer).filter(uuid__in=ids)
    asset_ids = {str(uuid): pk for uuid, pk in seen.values_list("uuid", "pk")}
    if len(asset_ids) != len(ids):
        raise Problem("not-found")
    wanted: Sequence[Channel | None] = channels or [None]
    questions = [asked.about(asset, channel=channel) for asset in ids for channel in wanted]
    return judge(questions, asset_ids=asset_ids, at=timezone.now())

"""Short answers for a website: many pictures, one question, and for how long the answer holds.

GET is for caches: it changes nothing and carries an ETag. POST takes more ids, and has the organization's webhooks that
ask the same question watch what was asked about.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.operations import Says, operation
from api.problems import field_problem
from api.questions import Asked, QuestionBody, QuestionQuery, asked_of
from api.requests import StrictSerializer, UuidsField, read_body, read_query
from api.revalidation import revalidated
from api.views import ApiView
from assets.models import Asset
from licensing.models import Webhook
from licensing.rights import Channel
from licensing.services.verdicts import ShortAnswer, ids_of, short_answers
from licensing.services.webhooks import watch, watching

MOST_BY_POST: Final = 500
MOST_BY_GET: Final = 100
_WITH_WEBHOOK: Final = 4
"""Times as long an answer may be kept where a webhook says when it changes."""
_NO_ASSET: Final = UUID(int=0)


class CreditAnswer(Answer, frozen=True):
    """The credit that goes with the picture; empty where it may not be shown."""

    text: Annotated[str, about("Plain text.")]
    html: Annotated[str, about("HTML with links; everything else is escaped.")]


class VerdictAnswer(Answer, frozen=True):
    """The answer about one asset."""

    id: Annotated[UUID, about("The asset.")]
    verdict: Annotated[str, about("allowed, allowed_with_duties, needs_decision or forbidden.")]
    releasing: Annotated[bool, about("Whether it may be shown. Hide the picture unless this is true.")]
    credit: Annotated[CreditAnswer, about("To be shown with the picture.")]
    duties: Annotated[list[str], about("Codes of what has to be done.")]
    valid_until: Annotated[datetime | None, about("When the answer may change by itself; null where nothing is dated.")]


class VerdictList(Answer, frozen=True):
    """The answers, in the order asked."""

    results: Annotated[list[VerdictAnswer], about("About the assets that the asker may see.")]
    unknown: Annotated[list[UUID], about("Asked for, and not there for this asker: hide them.")]


class VerdictQuery(QuestionQuery):
    """Ids and a question; the channel is the website when none is named."""

    ids = UuidsField(most=MOST_BY_GET, help_text=f"Up to {MOST_BY_GET} ids of assets, separated by commas.")


class VerdictBody(StrictSerializer):
    """Ids and a question; the channel is the website when none is named."""

    ids = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_BY_POST, help_text="Ids of the assets."
    )
    question = QuestionBody(help_text="The question; the channel is the website when none is named.")


class Verdicts(ApiView):
    @operation(
        "Read verdicts",
        Access.CHECK,
        parameters=[VerdictQuery],
        answers={
            200: Says(VerdictList, "The answers; Cache-Control says for how long they hold."),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        rate="search",
    )
    def get(self, request: Request) -> HttpResponse:
        values = read_query(request, VerdictQuery)
        return self._answer(request, values["ids"], _asked(self, values), is_cached=True)

    @operation(
        "Ask for verdicts",
        Access.CHECK,
        request=VerdictBody,
        answers={200: Says(VerdictList, "The answers.")},
        rate="search",
        description="As by GET, for up to 500 ids. Webhooks of the organization that ask the same watch these assets.",
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, VerdictBody)
        return self._answer(request, values["ids"], _asked(self, values["question"]), is_cached=False)

    def _answer(self, request: Request, ids: Sequence[UUID], asked: Asked, *, is_cached: bool) -> HttpResponse:
        now, wanted = timezone.now(), list(dict.fromkeys(ids))
        seen = ids_of(Asset.objects.visible_to(self.viewer).filter(uuid__in=wanted).values_list("uuid", "pk"))
        order = {str(each): seen[str(each)] for each in wanted if str(each) in seen}
        question = asked.about(_NO_ASSET)
        answers = short_answers(question, order, at=now)
        webhooks = watching(asked.organization, question) if asked.organization else []
        if webhooks and not is_cached:
            watch(webhooks, {order[uuid]: answer for uuid, answer in answers.items()})
        body = VerdictList(
            results=[verdict_answer(answers[each]) for each in order],
            unknown=[each for each in wanted if str(each) not in seen],
        )
        if not is_cached:
            return Response(body)
        seconds = max_age(answers.values(), webhooks, now=now)
        return revalidated(request, body, cache_control=f"private, max-age={seconds}")


def _asked(view: ApiView, values: dict[str, Any]) -> Asked:
    asked = asked_of(values, view.viewer, channel=Channel.WEBSITE.value)
    if asked is None:  # the channel has a default
        raise field_problem("channel", "Bitte angeben, wo das Bild gezeigt wird.", code="required")
    return asked


def verdict_answer(answer: ShortAnswer) -> VerdictAnswer:
    return VerdictAnswer(
        id=UUID(answer.asset),
        verdict=answer.verdict,
        releasing=answer.is_releasing,
        credit=CreditAnswer(text=answer.credit_text, html=answer.credit_html),
        duties=list(answer.duties),
        valid_until=answer.valid_until,
    )


def max_age(answers: Any, webhooks: Sequence[Webhook], *, now: datetime) -> int:
    """Seconds for which the whole answer may be kept: to the first change, and never longer than the setting."""
    longest = settings.VERDICT_SECONDS * (_WITH_WEBHOOK if webhooks else 1)
    ends = [each.valid_until for each in answers if each.valid_until is not None]
    left = min(((each - now).total_seconds() for each in ends), default=longest)
    return max(0, int(min(left, longest)))

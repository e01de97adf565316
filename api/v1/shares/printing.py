"""Links for print shops, as those who make them see them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem
from api.questions import CalendarDay
from api.requests import read_body
from api.v1.artworks.printing import bundled_words, missing_answers, uses_to_print
from api.v1.artworks.serializers import PrintBundleBody
from api.v1.campaigns.reads import find_joined
from api.v1.shares.answers import PrintShareMade
from api.v1.shares.views import find_share, share_answer
from api.views import ApiView
from assets.models import ArtworkUse, Role
from licensing.services.print_shares import create_print_share
from licensing.services.shares import DEFAULT_DAYS, ShareRecord


class PrintShareBody(PrintBundleBody):
    """Which artwork goes to the print shop, until when, under which terms."""

    title = serializers.CharField(max_length=200, help_text="For the print shop; the ZIP's name follows it.")
    message = serializers.CharField(
        required=False, allow_blank=True, max_length=1000, help_text="A word to the print shop."
    )
    terms = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="What it accepts before fetching anything."
    )
    contact = serializers.EmailField(required=False, allow_blank=True, help_text="Whom to ask.")
    until_on = CalendarDay(required=False, help_text=f"Last day, at most 90 days on; {DEFAULT_DAYS} when absent.")


class CampaignPrintShare(ApiView):
    @operation(
        "Share artwork with a print shop",
        Access.WRITE,
        request=PrintShareBody,
        answers={201: Says(PrintShareMade, "The link to what is cleared; what is missing is named.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
        description="Artwork, preflight reports and rights sheet for a print shop without an account. Copies are taken "
        "from the print run once, and given back on the last day when nobody fetched them.",
    )
    def post(self, request: Request, campaign_id: UUID) -> HttpResponse:
        campaign = find_joined(campaign_id, self.viewer)
        values = read_body(request, PrintShareBody)
        uses = uses_to_print(campaign, values["artworks"], self.viewer)
        if not self.viewer.holds(Role.EDITOR, uses[0].organization_id):
            raise Problem("not-permitted")
        create = lambda: self._create(uses, values)  # noqa: E731  # run once, below
        return once(request, self.user, create, secret="secret")  # noqa: S106  # a field's name

    def _create(self, uses: list[ArtworkUse], values: dict[str, Any]) -> HttpResponse:
        until = values.get("until_on") or timezone.localdate() + timedelta(days=DEFAULT_DAYS)
        texts = {name: values.get(name, "") for name in ("title", "message", "terms", "contact")}
        made = create_print_share(
            uses,
            ShareRecord(until_on=until, **texts),
            organization=uses[0].organization,
            by=self.user,
            at=timezone.now(),
        )
        answer = PrintShareMade(
            share=share_answer(find_share(self, made.share.uuid)) if made.share else None,
            secret=made.secret or None,
            members=[each.uuid for each in made.members],
            missing=missing_answers(made.missing),
            sentence=bundled_words(len(made.members), len(uses)),
        )
        return Response(answer, status=201)

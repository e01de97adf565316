"""What came of a campaign: its publications, those in the quiet period among them, and figures that people noted."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Words
from api.decisions import words_of
from api.idempotency import once
from api.operations import Says, operation
from api.requests import read_body
from api.v1.assets.answers import Named
from api.v1.campaigns.answers import (
    CampaignUseAnswer,
    CampaignUses,
    ResultAnswer,
    ResultList,
)
from api.v1.campaigns.reads import find_joined, organization_to_add_for, quiet_of
from api.v1.campaigns.serializers import ResultBody
from api.v1.publications.reads import answers_of, listed
from api.views import ApiView
from assets import campaigning
from assets.models import Asset, CampaignResult
from licensing.services.campaigns import judged_uses, uses_of

MOST_SHOWN = 200


class CampaignPublications(ApiView):
    @operation(
        "List publications of a campaign",
        Access.READ,
        answers={200: Says(CampaignUses, "What was and will be published, and what falls into the quiet period.")},
        problems=["not-found"],
        description="What was entered for the campaign, and what its organizations published of its pictures in its "
        "window. Uses in the quiet period are judged for their days in it.",
    )
    def get(self, _request: Request, campaign_id: UUID) -> Response:
        campaign = find_joined(campaign_id, self.viewer)
        rows = uses_of(campaign, self.viewer).filter(asset__in=Asset.objects.visible_to(self.viewer))
        uses = list(listed(rows).order_by("from_on", "pk")[:MOST_SHOWN])
        told = dict(zip([each.pk for each in uses], answers_of(uses, self.viewer), strict=True))
        judged = judged_uses(campaign, uses, self.viewer, at=timezone.now())
        results = [
            CampaignUseAnswer(
                publication=told[each.publication.pk],
                is_quiet=each.is_quiet,
                is_planned=each.is_planned,
                verdict_then=words_of(each.then) if each.then else None,
            )
            for each in judged
        ]
        waiting = [each.publication.uuid for each in judged if each.is_quiet and each.is_planned]
        sentence = quiet_sentence(len(waiting)) if waiting else None
        return Response(CampaignUses(results=results, quiet=quiet_of(campaign), sentence=sentence, in_quiet=waiting))


def quiet_sentence(planned: int) -> Words:
    """How many posts are planned inside the quiet period."""
    if planned == 1:
        return Words(de="In der Ruhezeit liegt 1 geplanter Beitrag.", en="1 planned post falls into the quiet period.")
    return Words(
        de=f"In der Ruhezeit liegen {planned} geplante Beiträge.",
        en=f"{planned} planned posts fall into the quiet period.",
    )


class CampaignResults(ApiView):
    @operation(
        "List results of a campaign",
        Access.READ,
        answers={200: Says(ResultList, "The figures.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, campaign_id: UUID) -> Response:
        campaign = find_joined(campaign_id, self.viewer)
        rows = campaign.results.select_related("organization")[:MOST_SHOWN]
        return Response(ResultList(results=[_answer(each) for each in rows]))

    @operation(
        "Note a result of a campaign",
        Access.WRITE,
        request=ResultBody,
        answers={201: Says(ResultAnswer, "The figure.")},
        problems=["not-found", "not-permitted"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, campaign_id: UUID) -> HttpResponse:
        campaign = find_joined(campaign_id, self.viewer)
        values = dict(read_body(request, ResultBody))
        organization = organization_to_add_for(campaign, values.pop("organization"), self.viewer)
        values["label"] = values.pop("what")

        def create() -> HttpResponse:
            made = campaigning.note_result(campaign, values, organization=organization, by=self.user)
            return Response(_answer(made), status=201)

        return once(request, self.user, create)


def _answer(row: CampaignResult) -> ResultAnswer:
    return ResultAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        channel=row.channel or None,
        what=row.label,
        value=float(row.value),
        counted_on=row.counted_on,
        note=row.note,
    )

"""Campaigns: seen by who takes part and, if open, by the network; changed by editors of who runs them."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem
from api.requests import read_body, read_query
from api.v1.assets.answers import Named
from api.v1.campaigns.answers import CampaignAnswer, CampaignPage
from api.v1.campaigns.serializers import CampaignBody, CampaignChanges
from api.v1.campaigns.writing import change_campaign, create_campaign
from api.views import ApiView
from assets.models import Asset, Campaign, Role
from assets.viewer import Viewer


class Campaigns(ApiView):
    @operation(
        "List campaigns",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(CampaignPage, "One page of the campaigns that the asker may see.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        rows = listed(Campaign.objects.visible_to(self.viewer))
        page = page_of(rows, Order("name"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(CampaignPage(results=campaign_answers(page.rows, self.viewer), next=page.next))

    @operation(
        "Create a campaign",
        Access.WRITE,
        request=CampaignBody,
        answers={201: Says(CampaignAnswer, "The campaign.")},
        problems=["not-permitted", "already-exists"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, CampaignBody)
        organization = organization_to_write(values["organization"], Role.EDITOR, self.viewer)

        def create() -> HttpResponse:
            campaign = create_campaign(values, organization=organization, by=self.user)
            return Response(campaign_answers([campaign], self.viewer)[0], status=201)

        return once(request, self.user, create)


class CampaignView(ApiView):
    @operation(
        "Read a campaign",
        Access.READ,
        answers={200: Says(CampaignAnswer, "The campaign.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, campaign_id: UUID) -> Response:
        return Response(campaign_answers([find_campaign(campaign_id, self.viewer)], self.viewer)[0])

    @operation(
        "Change a campaign",
        Access.WRITE,
        request=CampaignChanges,
        answers={200: Says(CampaignAnswer, "As it stands now.")},
        problems=["not-found", "not-permitted"],
        rate="write",
    )
    def patch(self, request: Request, campaign_id: UUID) -> Response:
        campaign = find_campaign(campaign_id, self.viewer)
        if not Campaign.objects.editable_by(self.viewer).filter(pk=campaign.pk).exists():
            raise Problem("not-permitted")
        changed = change_campaign(campaign, read_body(request, CampaignChanges, partial=True), by=self.user)
        return Response(campaign_answers([changed], self.viewer)[0])


def listed(campaigns: "QuerySet[Campaign]") -> "QuerySet[Campaign]":
    """Everything that an answer reads, in a fixed number of queries."""
    return campaigns.select_related("organization").prefetch_related("organizations")


def find_campaign(campaign_id: UUID, viewer: Viewer) -> Campaign:
    found = listed(Campaign.objects.visible_to(viewer)).filter(uuid=campaign_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def campaign_answers(campaigns: Sequence[Campaign], viewer: Viewer) -> list[CampaignAnswer]:
    """Only visible assets are counted: nobody learns how many there are beside them."""
    links = Campaign.assets.through.objects.filter(
        campaign_id__in=[each.pk for each in campaigns], asset__in=Asset.objects.visible_to(viewer)
    )
    counts = Counter(links.values_list("campaign_id", flat=True))
    return [
        CampaignAnswer(
            id=each.uuid,
            slug=each.slug,
            name=each.name,
            description=each.description,
            organization=Named(id=each.organization.uuid, name=each.organization.name),
            organizations=[Named(id=one.uuid, name=one.name) for one in each.organizations.all()],
            visibility=each.visibility,
            from_on=each.from_on,
            until_on=each.until_on,
            assets=counts[each.pk],
            can_edit=viewer.holds(Role.EDITOR, each.organization_id),
        )
        for each in campaigns
    ]

"""Campaigns: seen by who takes part and, if open, by the network; changed by editors of who runs them."""

from uuid import UUID

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
from api.v1.assets.lookups import find_asset
from api.v1.campaigns.answers import CampaignDetail, CampaignPage, ParticipantAnswer
from api.v1.campaigns.reads import (
    campaign_answers,
    detail_of,
    find_campaign,
    listed,
    participants_of,
)
from api.v1.campaigns.serializers import CampaignBody, CampaignChanges, ParticipationBody
from api.v1.campaigns.writing import change_campaign, create_campaign
from api.views import ApiView, no_content
from assets import campaigning
from assets.models import Asset, Campaign, Organization, Role


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
        answers={201: Says(CampaignDetail, "The campaign.")},
        problems=["not-permitted", "already-exists"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, CampaignBody)
        organization = organization_to_write(values["organization"], Role.EDITOR, self.viewer)

        def create() -> HttpResponse:
            campaign = create_campaign(values, organization=organization, by=self.user)
            return Response(detail_of(find_campaign(campaign.uuid, self.viewer), self.viewer), status=201)

        return once(request, self.user, create)


class CampaignView(ApiView):
    @operation(
        "Read a campaign",
        Access.READ,
        answers={200: Says(CampaignDetail, "The campaign.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, campaign_id: UUID) -> Response:
        return Response(detail_of(find_campaign(campaign_id, self.viewer), self.viewer))

    @operation(
        "Change a campaign",
        Access.WRITE,
        request=CampaignChanges,
        answers={200: Says(CampaignDetail, "As it stands now.")},
        problems=["not-found", "not-permitted"],
        rate="write",
    )
    def patch(self, request: Request, campaign_id: UUID) -> Response:
        campaign = find_campaign(campaign_id, self.viewer)
        if not Campaign.objects.editable_by(self.viewer).filter(pk=campaign.pk).exists():
            raise Problem("not-permitted")
        changed = change_campaign(campaign, read_body(request, CampaignChanges, partial=True), by=self.user)
        return Response(detail_of(find_campaign(changed.uuid, self.viewer), self.viewer))


class CampaignParticipant(ApiView):
    @operation(
        "Set what an organization may in a campaign",
        Access.WRITE,
        request=ParticipationBody,
        answers={200: Says(ParticipantAnswer, "As it stands now.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        description="Editors of the organization that runs the campaign let others take part and say what they may.",
    )
    def put(self, request: Request, campaign_id: UUID, organization_id: UUID) -> Response:
        campaign = find_campaign(campaign_id, self.viewer)
        if not campaigning.leads(campaign, self.viewer):
            raise Problem("not-permitted")
        organization = Organization.objects.filter(uuid=organization_id).first()
        if organization is None:
            raise Problem("not-found")
        values = read_body(request, ParticipationBody)
        campaigning.set_participation(campaign, organization, **values, by=self.user)
        told = participants_of(find_campaign(campaign_id, self.viewer))
        return Response(next(each for each in told if each.organization.id == organization.uuid))


class CampaignAsset(ApiView):
    @operation(
        "Put an asset into a campaign",
        Access.WRITE,
        answers={204: Says(None, "It is in it.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
        description="Contributors of an organization that may add. The asset stays as visible as it is by itself.",
    )
    def put(self, _request: Request, campaign_id: UUID, asset_id: UUID) -> HttpResponse:
        campaigning.put_asset(*self._both(campaign_id, asset_id), by=self.user)
        return no_content()

    @operation(
        "Take an asset out of a campaign",
        Access.WRITE,
        answers={204: Says(None, "It is not in it.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, campaign_id: UUID, asset_id: UUID) -> HttpResponse:
        campaigning.take_asset(*self._both(campaign_id, asset_id), by=self.user)
        return no_content()

    def _both(self, campaign_id: UUID, asset_id: UUID) -> tuple[Campaign, Asset]:
        campaign = find_campaign(campaign_id, self.viewer)
        if not campaigning.adds_for(campaign, self.viewer):
            raise Problem("not-permitted")
        return campaign, find_asset(Asset.objects.visible_to(self.viewer), asset_id)

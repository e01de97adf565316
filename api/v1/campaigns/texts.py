"""Texts of a campaign: read with the credit line of their picture, which is never kept with them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.decisions import words_of
from api.idempotency import once
from api.operations import IF_MATCH, Says, operation
from api.preconditions import etag, expected_version
from api.problems import Problem
from api.requests import read_body
from api.v1.assets.answers import Named
from api.v1.assets.lookups import find_asset
from api.v1.campaigns.answers import TextAnswer, TextList
from api.v1.campaigns.reads import find_joined, organization_to_add_for, texts_of
from api.v1.campaigns.serializers import TextBody, TextChanges
from api.v1.publications.reads import briefs_of
from api.views import ApiView, no_content
from assets import campaigning
from assets.models import Asset, Campaign, CampaignText, Role
from assets.viewer import Viewer
from licensing.services.campaigns import credit_of, text_credits

MOST_SHOWN = 200


class CampaignTexts(ApiView):
    @operation(
        "List texts of a campaign",
        Access.READ,
        answers={200: Says(TextList, "Its texts, with the credit lines of this moment.")},
        problems=["not-found"],
        description="For members of the organizations that take part. A text whose picture may not be seen is not "
        "there.",
    )
    def get(self, _request: Request, campaign_id: UUID) -> Response:
        campaign = find_joined(campaign_id, self.viewer)
        rows = _loaded(campaign, self.viewer)[:MOST_SHOWN]
        return Response(TextList(results=text_answers(list(rows), self.viewer)))

    @operation(
        "Write a text for a campaign",
        Access.WRITE,
        request=TextBody,
        answers={201: Says(TextAnswer, "The text.")},
        problems=["not-found", "not-permitted"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, campaign_id: UUID) -> HttpResponse:
        campaign = find_joined(campaign_id, self.viewer)
        values = read_body(request, TextBody)
        organization = organization_to_add_for(campaign, values["organization"], self.viewer)
        asset = _asset(values.get("asset"), self.viewer)

        def create() -> HttpResponse:
            made = campaigning.write_text(campaign, values, asset=asset, organization=organization, by=self.user)
            return _told(find_text(made.uuid, self.viewer), self.viewer, 201)

        return once(request, self.user, create)


class CampaignTextView(ApiView):
    @operation(
        "Change a text of a campaign",
        Access.WRITE,
        request=TextChanges,
        parameters=[IF_MATCH],
        answers={200: Says(TextAnswer, "As it stands now.")},
        problems=["not-found", "not-permitted", "precondition-required", "changed-meanwhile"],
        rate="write",
    )
    def patch(self, request: Request, text_id: UUID) -> HttpResponse:
        text = self._editable(text_id)
        expected_version(request, text.version)
        values: dict[str, Any] = read_body(request, TextChanges, partial=True)
        if "asset" in values:
            values = {**values, "asset": _asset(values["asset"], self.viewer)}
        campaigning.change_text(text, values, by=self.user)
        return _told(find_text(text_id, self.viewer), self.viewer)

    @operation(
        "Delete a text of a campaign",
        Access.WRITE,
        answers={204: Says(None, "Gone.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, text_id: UUID) -> HttpResponse:
        campaigning.delete_text(self._editable(text_id), by=self.user)
        return no_content()

    def _editable(self, text_id: UUID) -> CampaignText:
        text = find_text(text_id, self.viewer)
        if not _can_edit(text, self.viewer):
            raise Problem("not-permitted")
        return text


def find_text(text_id: UUID, viewer: Viewer) -> CampaignText:
    campaign = Campaign.objects.visible_to(viewer).joined_by(viewer).filter(texts__uuid=text_id).first()
    found = _loaded(campaign, viewer).filter(uuid=text_id).first() if campaign else None
    if found is None:
        raise Problem("not-found")
    return found


def text_answers(texts: Sequence[CampaignText], viewer: Viewer) -> list[TextAnswer]:
    decisions = text_credits(texts, at=timezone.now())
    briefs = briefs_of([each.asset_id for each in texts if each.asset_id], viewer)
    found = []
    for each in texts:
        decision = decisions.get(each.pk)
        credit = credit_of(decision) if decision else ""
        is_own = viewer.sees_all or each.organization_id in viewer.organization_ids
        found.append(
            TextAnswer(
                id=each.uuid,
                organization=Named(id=each.organization.uuid, name=each.organization.name),
                author=str(each.author),
                asset=briefs.get(each.asset_id) if each.asset_id else None,
                channel=each.channel,
                title=each.title,
                text=each.text,
                credit_line=credit,
                whole="\n\n".join(part for part in (each.text, credit) if part),
                verdict=words_of(decision) if decision and is_own else None,
                version=each.version,
                created_at=each.created_at,
                changed_at=each.changed_at,
                can_edit=_can_edit(each, viewer),
            )
        )
    return found


def _loaded(campaign: Campaign, viewer: Viewer) -> "QuerySet[CampaignText]":
    return texts_of(campaign, viewer).select_related("organization", "author", "asset", "campaign")


def _can_edit(text: CampaignText, viewer: Viewer) -> bool:
    """Its author, and editors of its organization and of the one that leads."""
    is_author = text.author_id == viewer.user_id and viewer.holds(Role.CONTRIBUTOR, text.organization_id)
    return is_author or viewer.holds(Role.EDITOR, text.organization_id) or campaigning.leads(text.campaign, viewer)


def _asset(wanted: UUID | None, viewer: Viewer) -> Asset | None:
    return None if wanted is None else find_asset(Asset.objects.visible_to(viewer), wanted)


def _told(text: CampaignText, viewer: Viewer, status: int = 200) -> Response:
    return Response(text_answers([text], viewer)[0], status=status, headers={"ETag": etag(text.version)})

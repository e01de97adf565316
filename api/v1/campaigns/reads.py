"""Campaigns as answers: what everybody learns who sees one, and for who takes part what its board holds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from api.problems import Problem
from api.v1.assets.answers import Named
from api.v1.campaigns.answers import (
    CampaignAnswer,
    CampaignCounts,
    CampaignDetail,
    ParticipantAnswer,
    QuietAnswer,
)
from assets import campaigning
from assets.models import (
    ArtworkUse,
    Asset,
    Campaign,
    CampaignResult,
    CampaignText,
    Motif,
    Organization,
    Role,
)
from assets.viewer import Viewer
from licensing.services.campaigns import uses_of


def listed(campaigns: "QuerySet[Campaign]") -> "QuerySet[Campaign]":
    """Everything that an answer reads, in a fixed number of queries."""
    return campaigns.select_related("organization").prefetch_related("organizations", "participations")


def find_campaign(campaign_id: UUID, viewer: Viewer) -> Campaign:
    return _found(Campaign.objects.visible_to(viewer), campaign_id)


def find_joined(campaign_id: UUID, viewer: Viewer) -> Campaign:
    """A campaign whose board the viewer may read; for everybody else it has none."""
    return _found(Campaign.objects.visible_to(viewer).joined_by(viewer), campaign_id)


def _found(rows: "QuerySet[Campaign]", campaign_id: UUID) -> Campaign:
    found = listed(rows).filter(uuid=campaign_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def organization_to_add_for(campaign: Campaign, wanted: UUID, viewer: Viewer) -> Organization:
    """One of the viewer's organizations that may add to the campaign; every other one is refused alike."""
    rows = Organization.objects.filter(uuid=wanted, pk__in=campaigning.adds_for(campaign, viewer))
    found = rows.first()
    if found is None:
        raise Problem("not-permitted")
    return found


def campaign_answers(campaigns: Sequence[Campaign], viewer: Viewer) -> list[CampaignAnswer]:
    """Only visible assets are counted: nobody learns how many there are beside them."""
    links = Campaign.assets.through.objects.filter(
        campaign_id__in=[each.pk for each in campaigns], asset__in=Asset.objects.visible_to(viewer)
    )
    counts = Counter(links.values_list("campaign_id", flat=True))
    return [CampaignAnswer(**_columns(each, counts[each.pk], viewer)) for each in campaigns]


def detail_of(campaign: Campaign, viewer: Viewer) -> CampaignDetail:
    """The campaign with counts for its tabs; an asker who does not take part learns of its assets alone."""
    counts = _counts(campaign, viewer)
    is_joined = Campaign.objects.joined_by(viewer).filter(pk=campaign.pk).exists()
    posting = campaigning.organizations_that("post", campaign)
    posting = posting if viewer.sees_all else posting & viewer.organizations_as(Role.CONTRIBUTOR)
    return CampaignDetail(
        **_columns(campaign, counts.assets, viewer),
        participants=participants_of(campaign),
        counts=counts,
        is_participant=is_joined,
        adds_for=_names(campaigning.adds_for(campaign, viewer)),
        posts_for=_names(posting),
    )


def _names(ids: Iterable[int]) -> list[Named]:
    rows = Organization.objects.filter(pk__in=set(ids)).order_by("name", "pk")
    return [Named(id=each.uuid, name=each.name) for each in rows]


def participants_of(campaign: Campaign) -> list[ParticipantAnswer]:
    told = {each.organization_id: each for each in campaign.participations.all()}
    lead = campaign.organization
    found = [_participant(lead, may_add=True, may_post=True, leads=True)]
    for each in sorted(campaign.organizations.all(), key=lambda one: one.name):
        if each.pk == lead.pk:
            continue
        row = told.get(each.pk)
        may_add = row.may_add if row else campaigning.ADDS_UNLESS_SAID
        may_post = row.may_post if row else campaigning.POSTS_UNLESS_SAID
        found.append(_participant(each, may_add=may_add, may_post=may_post, leads=False))
    return found


def _participant(organization: Organization, *, may_add: bool, may_post: bool, leads: bool) -> ParticipantAnswer:
    named = Named(id=organization.uuid, name=organization.name)
    return ParticipantAnswer(organization=named, may_add=may_add, may_post=may_post, leads=leads)


def quiet_of(campaign: Campaign) -> QuietAnswer | None:
    if campaign.quiet_from_on is None or campaign.quiet_until_on is None:
        return None
    return QuietAnswer(
        from_on=campaign.quiet_from_on, until_on=campaign.quiet_until_on, name=campaign.quiet_name or "Ruhezeit"
    )


def _columns(campaign: Campaign, assets: int, viewer: Viewer) -> dict[str, Any]:
    return {
        "id": campaign.uuid,
        "slug": campaign.slug,
        "name": campaign.name,
        "description": campaign.description,
        "organization": Named(id=campaign.organization.uuid, name=campaign.organization.name),
        "organizations": [Named(id=one.uuid, name=one.name) for one in campaign.organizations.all()],
        "visibility": campaign.visibility,
        "from_on": campaign.from_on,
        "until_on": campaign.until_on,
        "quiet": quiet_of(campaign),
        "assets": assets,
        "can_edit": viewer.holds(Role.EDITOR, campaign.organization_id),
    }


def _counts(campaign: Campaign, viewer: Viewer) -> CampaignCounts:
    seen = Asset.objects.visible_to(viewer)
    assets = campaign.assets.filter(pk__in=seen.values("pk")).count()
    if not Campaign.objects.joined_by(viewer).filter(pk=campaign.pk).exists():
        return CampaignCounts(assets=assets, motifs=0, artworks=0, texts=0, publications=0, results=0)
    return CampaignCounts(
        assets=assets,
        motifs=motifs_of(campaign, viewer).count(),
        artworks=artworks_of(campaign, viewer).count(),
        texts=texts_of(campaign, viewer).count(),
        publications=uses_of(campaign, viewer).filter(asset__in=seen).count(),
        results=CampaignResult.objects.filter(campaign=campaign).count(),
    )


def motifs_of(campaign: Campaign, viewer: Viewer) -> "QuerySet[Motif]":
    """Motifs whose pictures the viewer may see."""
    return Motif.objects.filter(campaign=campaign, asset__in=Asset.objects.visible_to(viewer)).exclude(
        state=Motif.State.WITHDRAWN
    )


def artworks_of(campaign: Campaign, viewer: Viewer) -> "QuerySet[ArtworkUse]":
    return ArtworkUse.objects.filter(
        campaign=campaign, ended_at__isnull=True, asset__in=Asset.objects.visible_to(viewer)
    )


def texts_of(campaign: Campaign, viewer: Viewer) -> "QuerySet[CampaignText]":
    """Texts without a picture, and those whose picture the viewer may see: what they say is about it."""
    seen = Q(asset__isnull=True) | Q(asset__in=Asset.objects.visible_to(viewer))
    return CampaignText.objects.filter(seen, campaign=campaign, deleted_at__isnull=True)

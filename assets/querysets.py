"""Every read starts here: what a viewer may see, what a listing loads, what work is left."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from assets.viewer import Viewer

if TYPE_CHECKING:
    from assets.models import Asset, Campaign, Collection, Location, Original  # noqa: F401  (names in annotations)

STEPS = ("read", "render", "index")
_STAMPS = {"read": "read_at", "render": "rendered_at", "index": "indexed_at"}


class AssetQuerySet(models.QuerySet["Asset"]):
    def alive(self) -> Self:
        return self.filter(deleted_at__isnull=True)

    def visible_to(self, viewer: Viewer) -> Self:
        """The only door (security rule 1).

        An asset is seen by its organization, by the organizations it is shared with, by every member of the network,
        or by everybody. While quarantined or unreadable only contributors of its own organization see it (rule 21).
        """
        alive = self.alive()
        if viewer.sees_all:
            return alive
        return alive.filter(
            _seen_by(viewer) & (~Q(state__in=["quarantined", "failed"]) | _held_as("contributor", viewer))
        )

    def editable_by(self, viewer: Viewer) -> Self:
        """Assets that the viewer may describe: editors and above, in their own organization."""
        return self.alive() if viewer.sees_all else self.alive().filter(_held_as("editor", viewer))

    def rights_editable_by(self, viewer: Viewer) -> Self:
        return self.alive() if viewer.sees_all else self.alive().filter(_held_as("rights_manager", viewer))

    def for_listing(self) -> Self:
        """Everything a tile needs, in a fixed number of queries."""
        return self.select_related("organization", "place", "original").prefetch_related("original__renditions")

    def for_detail(self) -> Self:
        """Everything the page of one asset needs, in a fixed number of queries."""
        return self.select_related("organization", "place__parent__parent", "original").prefetch_related(
            "keyword_links__keyword",
            "campaigns",
            "shared_with",
            "original__renditions",
            "original__conflicts",
            "original__raw_metadata",
            "original__locations",
        )


def _seen_by(viewer: Viewer) -> Q:
    from assets.models.asset import Asset

    seen = Q(visibility="public")
    if viewer.is_member:
        shared = Asset.shared_with.through.objects.filter(
            asset_id=OuterRef("pk"), organization_id__in=viewer.organization_ids
        )
        seen |= Q(visibility="network") | Q(organization_id__in=viewer.organization_ids)
        seen |= Q(Q(visibility="selected"), Exists(shared))
    return seen


def _held_as(role: str, viewer: Viewer) -> Q:
    from assets.models.organization import Role

    return Q(organization_id__in=viewer.organizations_as(Role(role)))


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Campaigns of the viewer's organizations, those they take part in, and those open to the network or public."""
        if viewer.sees_all:
            return self
        seen = Q(visibility="public")
        if viewer.is_member:
            from assets.models.collection import Campaign

            joined = Campaign.organizations.through.objects.filter(
                campaign_id=OuterRef("pk"), organization_id__in=viewer.organization_ids
            )
            seen |= Q(visibility="network") | Q(organization_id__in=viewer.organization_ids) | Q(Exists(joined))
        return self.filter(seen)

    def joined_by(self, viewer: Viewer) -> Self:
        """Campaigns that the viewer's organizations lead or take part in: their boards are for nobody else."""
        if viewer.sees_all:
            return self
        from assets.models.collection import Campaign

        joined = Campaign.organizations.through.objects.filter(
            campaign_id=OuterRef("pk"), organization_id__in=viewer.organization_ids
        )
        return self.filter(Q(organization_id__in=viewer.organization_ids) | Q(Exists(joined)))

    def editable_by(self, viewer: Viewer) -> Self:
        return self if viewer.sees_all else self.filter(_held_as("editor", viewer))


class CollectionQuerySet(models.QuerySet["Collection"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Collections of the viewer's organizations."""
        return self if viewer.sees_all else self.filter(organization_id__in=viewer.organization_ids)

    def editable_by(self, viewer: Viewer) -> Self:
        return self if viewer.sees_all else self.filter(_held_as("contributor", viewer))


def _free(now: datetime) -> Q:
    """What a worker may take: not waiting for its next attempt, not held by a living worker."""
    waiting = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
    return waiting & (Q(leased_until__isnull=True) | Q(leased_until__lt=now))


class OriginalQuerySet(models.QuerySet["Original"]):
    def needing(self, step: str) -> Self:
        """Originals whose `step` is left to do and whose earlier steps are done: the truth about work."""
        earlier = STEPS[: STEPS.index(step)]
        done = {f"{_STAMPS[name]}__isnull": False for name in earlier}
        return self.filter(**done, **{f"{_STAMPS[step]}__isnull": True}, asset__deleted_at__isnull=True)

    def unfinished(self) -> Self:
        """Steps are left and can be done: the bytes are known to be somewhere, or no step that is left needs them."""
        from assets.models.original import Location

        held = Exists(Location.objects.live().filter(original=OuterRef("pk"), hashed_at__isnull=False))
        needs_no_bytes = Q(read_at__isnull=False, rendered_at__isnull=False)
        return self.filter(Q(held) | needs_no_bytes, indexed_at__isnull=True, gave_up_at__isnull=True)

    def takeable(self, *, now: datetime) -> Self:
        return self.unfinished().filter(_free(now))


class LocationQuerySet(models.QuerySet["Location"]):
    def needing_hash(self) -> Self:
        return self.filter(hashed_at__isnull=True, vanished_at__isnull=True)

    def unfinished(self) -> Self:
        return self.needing_hash().filter(gave_up_at__isnull=True)

    def takeable(self, *, now: datetime) -> Self:
        return self.unfinished().filter(_free(now))

    def live(self) -> Self:
        return self.filter(vanished_at__isnull=True)

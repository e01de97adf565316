"""Ids in requests go through the one door too: unknown and invisible are refused alike (security rule 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.problems import Problem, field_problem
from assets.campaigning import adds_for
from assets.models import Asset, Campaign, Organization, Place, Visibility
from assets.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who shall see an asset."""

    visibility: Visibility
    organizations: Sequence[Organization]


def find_asset(assets: QuerySet[Asset], asset_id: UUID) -> Asset:
    found = assets.filter(uuid=asset_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def asset_changes(values: dict[str, Any], asset: Asset, viewer: Viewer) -> tuple[dict[str, object], Sharing | None]:
    """Validated values as the services take them: rows instead of ids, sharing apart from description."""
    changes: dict[str, object] = {
        name: value for name, value in values.items() if name not in {"visibility", "shared_with"}
    }
    if "place" in changes:
        changes["place"] = find_place(values["place"])
    if "campaigns" in changes:
        changes["campaigns"] = find_campaigns(values["campaigns"], viewer, kept=asset)
    return changes, _sharing(values, asset)


def find_place(wanted: str | None) -> Place | None:
    """A place by slug or UUID; places are the region's gazetteer, the same for everybody."""
    if wanted is None:
        return None
    try:
        found = Place.objects.filter(uuid=UUID(wanted)).first()
    except ValueError:
        found = Place.objects.filter(slug=wanted).first()
    if found is None:
        raise field_problem("place", "Diesen Ort gibt es hier nicht.", code="does_not_exist")
    return found


def find_campaigns(wanted: Sequence[UUID], viewer: Viewer, *, kept: Asset) -> list[Campaign]:
    """The campaigns named, all visible to the viewer, and those of the asset that the viewer cannot see."""
    seen = Campaign.objects.visible_to(viewer)
    found = list(seen.filter(uuid__in=wanted))
    if len(found) != len(set(wanted)):
        raise field_problem("campaigns", "Diese Kampagne gibt es hier nicht.", code="does_not_exist")
    present = set(kept.campaigns.values_list("pk", flat=True))
    rows = seen.filter(pk__in=[each.pk for each in found if each.pk not in present])
    for each in rows.prefetch_related("organizations", "participations"):
        if not adds_for(each, viewer):
            raise Problem("not-permitted", f"Zu „{each.name}“ fügt Ihre Organisation nichts hinzu.")
    hidden = kept.campaigns.exclude(pk__in=seen.values("pk"))
    return [*found, *hidden]


def _sharing(values: dict[str, Any], asset: Asset) -> Sharing | None:
    if "visibility" not in values and "shared_with" not in values:
        return None
    visibility = Visibility(values.get("visibility", asset.visibility))
    wanted = values.get("shared_with", [])
    organizations = list(Organization.objects.filter(uuid__in=wanted))
    if len(organizations) != len(set(wanted)):
        raise field_problem("shared_with", "Diese Organisation gibt es nicht.", code="does_not_exist")
    if "shared_with" not in values:
        organizations = list(asset.shared_with.all())
    return Sharing(visibility, organizations)

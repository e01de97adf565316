"""Make the demo's people before indexing and its records after it; both may run again and change nothing then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from assets.demo import PICTURES, Picture
from assets.models import Asset, Kind, Location, Organization, Place, User, Visibility
from assets.places import load_boundaries
from assets.services import share_asset
from licensing.demo.accounts import RECORD_KEEPERS, ensure_people
from licensing.demo.board import ensure_board
from licensing.demo.boundaries import DISTRICT, district_document, municipalities_document
from licensing.demo.groups import ensure_campaigns, ensure_collections
from licensing.demo.layers import Stage, ensure_layers
from licensing.demo.organizations import LINDRODE, ensure_organizations
from licensing.demo.situations import SITUATIONS, GrantPlan, Licensees, Situation, dates_of, upcoming
from licensing.demo.uses import ensure_uses
from licensing.models import Embargo
from licensing.services import (
    GrantRecord,
    assign_license,
    confirm_states,
    dispute_grant,
    record_grant,
    revoke_grant,
    set_embargo,
)

MARK = "Beispieldaten"
DATASETS = "https://daten.kreis-heiderland.invalid"
HIDDEN = {
    "public-domain-mark": Visibility.ORGANIZATION,
    "orphan": Visibility.ORGANIZATION,
    "disputed": Visibility.SELECTED,
}
PUBLIC_SCENARIOS = ("cc0", "dl-zero", "cc-by-4")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demo."""

    organizations: Mapping[str, Organization]
    people: Mapping[str, User]

    def keeper(self, slug: str) -> User:
        return self.people[RECORD_KEEPERS[slug]]


def seed_people() -> Cast:
    """Organizations, offices and places: before indexing, so that pictures find their owner and their town."""
    organizations = ensure_organizations()
    people = ensure_people(organizations)
    if not Place.objects.filter(name=DISTRICT).exists():
        [district] = load_boundaries(district_document())
        load_boundaries(municipalities_document(), parent=district)
    return Cast(organizations, people)


def seed_demo(by_folder: Path, *, today: date | None = None) -> int:
    """Record the rights of the indexed pictures below `by_folder`, campaigns and collections; the number recorded."""
    cast = seed_people()
    assets = indexed_assets(by_folder, cast.organizations)
    done = set(Asset.objects.filter(rights__note__startswith=MARK).values_list("pk", flat=True))
    recorded = 0
    for picture in PICTURES:
        asset = assets.get(picture.path)
        if asset is not None and asset.pk not in done:
            _record(picture, asset, cast, today or timezone.localdate())
            recorded += 1
    ensure_campaigns(assets, cast.organizations)
    ensure_collections(assets, cast.organizations, cast.keeper)
    stage = Stage(assets, cast.organizations, cast.keeper, today or timezone.localdate())
    ensure_layers(stage)
    ensure_uses(stage)
    ensure_board(stage)
    return recorded


def indexed_assets(folder: Path, organizations: Mapping[str, Organization]) -> dict[str, Asset]:
    """The assets that indexing made of the drawn files, by the picture's path."""
    found: dict[str, Asset] = {}
    for slug in organizations:
        root = str((folder / slug).resolve())
        locations = Location.objects.filter(source__url=root, original__isnull=False).select_related("original__asset")
        for location in locations:
            if location.original is not None:
                found[f"{slug}/{location.key.lstrip('/')}"] = location.original.asset
    return found


@transaction.atomic
def _record(picture: Picture, asset: Asset, cast: Cast, today: date) -> None:
    situation = SITUATIONS[picture.scenario]
    keeper = cast.keeper(picture.organization)
    if picture.is_artwork:
        Asset.objects.filter(pk=asset.pk).update(kind=Kind.ARTWORK)
    if situation.license:
        assign_license(
            asset,
            license=situation.license,
            status=situation.status,
            by=keeper,
            evidence=situation.evidence,
            source_url=f"{DATASETS}/{asset.uuid}" if situation.is_dataset else "",
            licensor_is_creator="yes",
        )
    if situation.grant is not None:
        _grant(situation.grant, picture, asset, cast, today)
    _hold_back(situation, asset, keeper, today)
    _share(picture, asset, cast)
    confirm_states(asset, states=situation.confirmed, by=keeper, note=f"{MARK}: {picture.scenario.value}")


def _grant(plan: GrantPlan, picture: Picture, asset: Asset, cast: Cast, today: date) -> None:
    term = dates_of(plan.term, taken_on=date.fromisoformat(picture.taken_at[:10]), today=today)
    record = GrantRecord(
        licensor=", ".join(picture.creators) or "unbekannt",
        licensees=_licensees(plan.licensees, picture, cast.organizations),
        channels=plan.channels,
        purposes=plan.purposes,
        modifications=("*",),
        from_on=term.start,
        until_on=term.end,
        commercial=plan.all_uses,
        paid_promotion=plan.all_uses,
        platform_sublicense=plan.all_uses,
        third_party_redistribution="yes" if "*" in plan.channels else "no",
        credit_required=plan.credit,
        evidence=plan.evidence,
        evidence_missing=not plan.evidence,
    )
    owner = cast.organizations[picture.organization]
    grant = record_grant(record, by=cast.keeper(picture.organization), keeper=owner, asset=asset)
    if plan.status == "revoked":
        revoke_grant(grant, by=cast.keeper(picture.organization), reason="Vertrag gekündigt (Beispiel)")
    elif plan.status == "disputed":
        dispute_grant(grant, by=cast.keeper(picture.organization))


def _licensees(who: Licensees, picture: Picture, organizations: Mapping[str, Organization]) -> list[str]:
    owner = str(organizations[picture.organization].uuid)
    match who:
        case Licensees.EVERYBODY:
            return ["*"]
        case Licensees.OWNER:
            return [owner]
        case Licensees.OWNER_AND_LINDRODE:
            return sorted({owner, str(organizations[LINDRODE].uuid)})
        case _:
            return sorted(str(each.uuid) for each in organizations.values())


def _hold_back(situation: Situation, asset: Asset, keeper: User, today: date) -> None:
    """Set the embargo unless reading the file already found one."""
    if not situation.embargo or Embargo.objects.filter(asset=asset).exists():
        return
    day = upcoming(1, 1, today=today).isoformat()
    set_embargo(asset, until_local=day if situation.embargo == "day" else f"{day}T09:00", by=keeper)


def _share(picture: Picture, asset: Asset, cast: Cast) -> None:
    code = picture.scenario.value
    visibility = Visibility.PUBLIC if code in PUBLIC_SCENARIOS else HIDDEN.get(code, Visibility.NETWORK)
    if asset.visibility == visibility:
        return
    chosen = [cast.organizations[LINDRODE]] if visibility is Visibility.SELECTED else []
    share_asset(asset, visibility=visibility, organizations=chosen, by=cast.keeper(picture.organization))

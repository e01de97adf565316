"""Rows that follow from the facts: claims and embargoes found in files, and the windows search filters by."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assets.models import Asset, Organization
from licensing import rights
from licensing.claims import claimed_license
from licensing.facts import facts_for
from licensing.models import Embargo, LicenseAssignment, PermittedUse

BATCH = 500
_COLUMNS = ("channels", "purposes", "organization_id", "from_on", "until_on", "verdict")
_Values = tuple[object, ...]


@transaction.atomic
def derive_rights(asset_ids: Iterable[int]) -> None:
    """Make claims, embargoes and windows of these assets again; running it twice changes nothing."""
    ids = list(asset_ids)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        assets = list(Asset.objects.filter(pk__in=batch).select_related("original"))
        _record_claims(assets)
        _record_embargoes(assets)
        refresh_windows(batch)


def refresh_windows(asset_ids: list[int]) -> list[int]:
    """Make the `PermittedUse` rows what the kernel says now; the assets whose rows were others before.

    Rows that say the same stay as they are: reading costs a tenth of writing, and most refreshes change little.
    """
    rows: dict[int, list[PermittedUse]] = {pk: [] for pk in asset_ids}
    for row in windows_of(asset_ids):
        rows[row.asset_id].append(row)
    stored: dict[int, set[_Values]] = {pk: set() for pk in asset_ids}
    count = dict.fromkeys(asset_ids, 0)
    for values in PermittedUse.objects.filter(asset_id__in=asset_ids).values_list("asset_id", *_COLUMNS):
        stored[values[0]].add(values[1:])
        count[values[0]] += 1
    changed = [
        pk
        for pk, own in rows.items()
        if count[pk] != len(own) or {tuple(getattr(row, name) for name in _COLUMNS) for row in own} != stored[pk]
    ]
    PermittedUse.objects.filter(asset_id__in=changed).delete()
    PermittedUse.objects.bulk_create([row for pk in changed for row in rows[pk]], batch_size=1000)
    return changed


def windows_of(asset_ids: list[int]) -> list[PermittedUse]:
    """What the kernel says now, as rows that are not saved."""
    organizations = dict(Organization.objects.values_list("uuid", "pk"))
    keys = {str(uuid): pk for uuid, pk in organizations.items()}
    rows = []
    for asset_id, facts in facts_for(asset_ids, with_rules=False).items():
        rows += [_row(asset_id, use, keys) for use in rights.windows(facts, organizations=sorted(keys))]
    return rows


def _row(asset_id: int, use: rights.PermittedUse, organizations: dict[str, int]) -> PermittedUse:
    return PermittedUse(
        asset_id=asset_id,
        channels=use.channels,
        purposes=use.purposes,
        organization_id=None if use.organization is None else organizations[use.organization],
        from_on=use.start,
        until_on=use.until,
        verdict=use.verdict.strictness,
    )


def _record_claims(assets: list[Asset]) -> None:
    """A license that a file names becomes a claim, once; what people recorded is never touched."""
    now = timezone.now()
    known = set(LicenseAssignment.objects.filter(asset__in=assets).values_list("asset_id", flat=True))
    claims = [
        LicenseAssignment(asset=asset, license=code, claimed_by="file", created_at=now)
        for asset in assets
        if asset.pk not in known and (code := claimed_license(asset)) is not None
    ]
    LicenseAssignment.objects.bulk_create(claims)


def _record_embargoes(assets: list[Asset]) -> None:
    """IIM release dates hold a picture back until a person lifts them; a date without a time stays ambiguous."""
    now = timezone.now()
    known = set(Embargo.objects.filter(asset__in=assets, origin__startswith="iim").values_list("asset_id", flat=True))
    found = []
    for asset in assets:
        field = asset.original.file_facts.get("iim_release_at") if hasattr(asset, "original") else None
        if field and asset.pk not in known:
            found += _embargo(asset, field, now)
    Embargo.objects.bulk_create(found)


def _embargo(asset: Asset, field: dict[str, object], now: datetime) -> list[Embargo]:
    value = field["value"]
    text = str(value.get("value", "")) if isinstance(value, dict) else str(value)
    try:
        written = datetime.fromisoformat(text)
    except ValueError:
        return []
    origin = str(field.get("origin", "iim:2:30"))
    if len(text) <= len("2026-11-22"):
        return [Embargo(asset=asset, until_local=text, precision="day", origin=origin, created_at=now)]
    local = written.astimezone(rights.BERLIN).replace(tzinfo=None) if written.tzinfo else written
    try:
        until_at = rights.resolve_local(local)
    except rights.NonexistentLocalTime:
        until_at = None
    precision = "minute" if until_at else "day"
    until_local = local.isoformat(timespec="minutes") if until_at else local.date().isoformat()
    return [
        Embargo(
            asset=asset, until_local=until_local, until_at=until_at, precision=precision, origin=origin, created_at=now
        )
    ]

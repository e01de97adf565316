"""What is recorded about assets, as values for the rights kernel: in bulk, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.utils import timezone

from assets.models import Asset, MetadataConflict
from licensing import rights
from licensing.claims import claimed_license
from licensing.facts.grants import grants_of
from licensing.facts.persons import add_persons
from licensing.facts.reading import read_code
from licensing.facts.rules import add_policies, add_rules
from licensing.facts.shown import add_shown
from licensing.models import AssetRights, Embargo, LicenseAssignment
from licensing.rights import layers

_STATES = {
    "ready": rights.AssetState.READY,
    "processing": rights.AssetState.PROCESSING,
    "quarantined": rights.AssetState.QUARANTINED,
    "failed": rights.AssetState.FAILED,
    "vanished": rights.AssetState.VANISHED,
}
_MEDIA = {"photo": rights.Medium.PHOTO, "artwork": rights.Medium.GRAPHIC, "video": rights.Medium.VIDEO}


def facts_for(
    asset_ids: Collection[int],
    *,
    organizations: Collection[str] | None = None,
    with_rules: bool = True,
    at: datetime | None = None,
) -> dict[int, rights.Facts]:
    """Facts of each asset by its id; assets with nothing recorded get the facts that release nothing.

    `organizations` (uuids) are those whose rules and switches matter to the question; none given means all. Without
    rules the facts are those of windows, which search reads with the rules put under them (`licensing.floors`). What is
    reserved of a quota counts until it lapses, as of `at` (now).
    """
    ids = list(asset_ids)
    assets = Asset.objects.filter(pk__in=ids).select_related("original").in_bulk()
    records = _Records(ids, at or timezone.now())
    found = {pk: _facts(asset, records) for pk, asset in assets.items()}
    found = add_policies(add_shown(add_persons(found)), organizations)
    return add_rules(found, organizations) if with_rules else found


class _Records:
    """The rights rows of some assets, one query for each table."""

    def __init__(self, ids: list[int], at: datetime) -> None:
        current = LicenseAssignment.objects.filter(asset_id__in=ids, superseded_at__isnull=True)
        self.assignments = {each.asset_id: each for each in current}
        self.states = {each.asset_id: each for each in AssetRights.objects.filter(asset_id__in=ids)}
        self.embargoes = _grouped(Embargo.objects.filter(asset_id__in=ids).order_by("pk"), "asset_id")
        conflicts = (
            MetadataConflict.objects.filter(original__asset_id__in=ids).select_related("original").order_by("pk")
        )
        self.conflicts: dict[int, list[MetadataConflict]] = defaultdict(list)
        for conflict in conflicts:
            self.conflicts[conflict.original.asset_id].append(conflict)
        self.grants = grants_of(ids, at=at)


def _grouped(rows: Iterable[Embargo], key: str) -> dict[int, list[Embargo]]:
    found: dict[int, list[Embargo]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _facts(asset: Asset, records: _Records) -> rights.Facts:
    states = records.states.get(asset.pk) or AssetRights()
    assignment = records.assignments.get(asset.pk)
    return rights.Facts(
        asset=_asset_facts(asset),
        assignment=_assignment(assignment),
        grants=tuple(records.grants.get(asset.pk, ())),
        naming=_naming(asset, states, assignment),
        persons=rights.Completeness(states.persons),
        works=rights.Completeness(states.works),
        property=rights.Completeness(states.property),
        audio=rights.Completeness(states.audio),
        ai=rights.Tri.YES if asset.is_artificial else rights.Tri(states.ai),
        ai_use=_ai_use(states),
        is_political_assembly=states.is_political_assembly,
        viewpoint=read_code(layers.Viewpoint, states.viewpoint),
        conflicts=_conflicts(asset, records, assignment),
        embargoes=tuple(_embargo(each) for each in records.embargoes.get(asset.pk, ())),
    )


def _asset_facts(asset: Asset) -> rights.AssetFacts:
    state = rights.AssetState.DELETED if asset.deleted_at else _STATES[asset.state]
    return rights.AssetFacts(state=state, block_reason=asset.state_reason, has_sound=_has_sound(asset))


def _has_sound(asset: Asset) -> rights.Tri:
    """Whether the file has a track of sound, as its reader found; nobody knows of a video that was not read yet."""
    if asset.kind != "video":
        return rights.Tri.NO
    said = asset.original.file_facts.get("has_sound", {}).get("value") if hasattr(asset, "original") else None
    if not isinstance(said, bool):
        return rights.Tri.UNKNOWN
    return rights.Tri.YES if said else rights.Tri.NO


def _ai_use(states: AssetRights) -> layers.AiUse:
    return layers.AiUse(
        looks_real=read_code(rights.Tri, states.ai_looks_real),
        depicts_real_person=read_code(rights.Tri, states.ai_depicts_real_person),
        has_provider_terms=read_code(rights.Tri, states.ai_has_provider_terms),
        label=states.ai_label,
    )


def _assignment(row: LicenseAssignment | None) -> rights.LicenseAssignment | None:
    if row is None:
        return None
    origin = rights.Origin.PERSON if row.verified_by_id else rights.Origin.FILE
    return rights.LicenseAssignment(
        id=str(row.uuid),
        license=row.license,
        revision=row.license_revision,
        status=rights.RecordStatus(row.status),
        licensor_is_creator=rights.Tri(row.licensor_is_creator),
        source_url=row.source_url,
        retrieved_on=row.retrieved_on,
        provenance=rights.Provenance(origin=origin, evidence=row.evidence),
    )


def _naming(asset: Asset, states: AssetRights, assignment: LicenseAssignment | None) -> rights.Naming:
    designation = rights.Designation(states.designation)
    if designation is rights.Designation.UNKNOWN:
        designation = rights.Designation.NAME  # the file or a person gave the name: that is how it is written
    return rights.Naming(
        creators=tuple(rights.Creator(name=name, designation=designation) for name in asset.creators),
        title=asset.title,
        is_untitled=states.is_untitled,
        source=asset.source,
        source_url=assignment.source_url if assignment else "",
        provider=asset.source,
        credit_line=states.exact_credit or asset.credit_line,
        copyright_notice=asset.copyright_notice,
        medium=_MEDIA.get(asset.kind, rights.Medium.IMAGE),
    )


def _conflicts(
    asset: Asset, records: _Records, assignment: LicenseAssignment | None
) -> tuple[rights.MetadataConflict, ...]:
    """Contradictions inside the file, and between file and record (rule R3 c): open until resolved."""
    rows = records.conflicts.get(asset.pk, [])
    found = [
        rights.MetadataConflict(
            concept=row.concept,
            concern=rights.ConflictConcern(row.severity),
            is_resolved=row.resolved_at is not None,
        )
        for row in rows
    ]
    claimed = claimed_license(asset)
    settled = any(row.concept == "license" and row.resolved_at for row in rows)
    if assignment and assignment.status == "verified" and claimed not in {None, assignment.license} and not settled:
        found.append(rights.MetadataConflict(concept="license"))
    return tuple(found)


def _embargo(row: Embargo) -> rights.Embargo:
    until: date | datetime
    until = date.fromisoformat(row.until_local) if row.precision == "day" else datetime.fromisoformat(row.until_local)
    return rights.Embargo(id=str(row.pk), until_local=until, timezone=row.zone, is_lifted=row.lifted_at is not None)

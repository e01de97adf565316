"""Writes about rights, and asking: each is one transaction, audited, and re-derives what search filters by."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, MetadataConflict, Organization, User
from assets.models import Collection as AssetCollection
from assets.services import touch_assets
from licensing import rights
from licensing.facts import facts_for
from licensing.models import AssetRights, Download, Embargo, GrantScope, LicenseAssignment, RightsDecision, RightsGrant
from licensing.snapshots import snapshot

DOWNLOAD_HOURS = 24
LAYERS = ("persons", "works", "property", "audio")
RenditionChoice = Literal["full", "large"]


class EvidenceMissing(DomainError):
    """Verified means proven: a verified record names what proves it."""

    code = "evidence-missing"

    def __init__(self) -> None:
        super().__init__("Geprüft heißt belegt: bitte angeben, was die Lizenz belegt.")


class AssignmentDetails(TypedDict, total=False):
    """What may be known beside license and status: where the license stands, when it was looked up, by whom given."""

    source_url: str
    retrieved_on: date | None
    licensor_is_creator: str


@dataclass(frozen=True, slots=True)
class NotReleased:
    """A download was asked for and the decision does not release it; the decision says why and what would help."""

    decision: rights.Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRecord:
    """What a person enters for a grant; codes of the vocabulary, `*` for all of an axis, uuids for licensees."""

    licensor: str
    licensees: Collection[str]
    channels: Collection[str]
    purposes: Collection[str]
    from_on: date
    until_on: date | None = None
    modifications: Collection[str] = ()
    territories: Collection[str] = ("*",)
    kind: str = "simple"
    commercial: str = "unknown"
    paid_promotion: str = "unknown"
    platform_sublicense: str = "unknown"
    third_party_redistribution: str = "unknown"
    print_run_max: int | None = None
    credit_required: str = "unknown"
    exact_credit: str = ""
    reference: str = ""
    evidence: str = ""


def ask(questions: Sequence[rights.Question], *, asset_ids: Mapping[str, int], at: datetime) -> list[rights.Decision]:
    """Decide each question; `asset_ids` maps the questions' asset uuids to ids that the asker may see."""
    facts = facts_for(set(asset_ids.values()))
    return [rights.decide(each, facts[asset_ids[each.asset]], at=at) for each in questions]


@transaction.atomic
def record_decision(
    asset: Asset, question: rights.Question, facts: rights.Facts, decision: rights.Decision, *, by: User | None
) -> RightsDecision:
    """Keep a decision as it was given, insert-only, with the facts it rests on, so that it can be computed again."""
    organization = Organization.objects.filter(uuid=question.organization).first() if question.organization else None
    stored = RightsDecision.objects.create(
        asset=asset,
        organization=organization,
        asked_by=by,
        question=snapshot(question),
        facts=snapshot(facts),
        answer=snapshot(decision),
        verdict=decision.verdict.value,
        input_hash=decision.input_hash,
        ruleset_version=decision.ruleset_version,
        valid_at=decision.valid_at,
        next_change_at=decision.next_change_at,
    )
    audit.record(
        "rights.decided",
        actor=str(by.uuid) if by else "system",
        object_kind="decision",
        object_id=str(stored.uuid),
        data={"asset": str(asset.uuid), "verdict": stored.verdict, "input": stored.input_hash},
    )
    return stored


@transaction.atomic
def request_download(
    asset: Asset, question: rights.Question, *, rendition: RenditionChoice, by: User, at: datetime
) -> Download | NotReleased:
    """Decide, keep the decision, and let a worker prepare the copy; nothing leaves without a releasing verdict."""
    facts = facts_for([asset.pk])[asset.pk]
    decision = rights.decide(question, facts, at=at)
    stored = record_decision(asset, question, facts, decision, by=by)
    if not decision.verdict.is_releasing:
        return NotReleased(decision)
    ends = at + timedelta(hours=DOWNLOAD_HOURS)
    download = Download.objects.create(
        decision=stored,
        asset=asset,
        user=by,
        rendition=rendition,
        filename=asset.original.filename,
        created_at=at,
        expires_at=min(ends, decision.next_change_at or ends),
    )
    audit.record(
        "download.requested",
        actor=str(by.uuid),
        object_kind="download",
        object_id=str(download.uuid),
        data={"decision": str(stored.uuid), "asset": str(asset.uuid), "rendition": rendition},
    )
    return download


@transaction.atomic
def assign_license(
    asset: Asset,
    *,
    license: str,
    status: str,
    by: User,
    evidence: str = "",
    **details: Unpack[AssignmentDetails],
) -> LicenseAssignment:
    """Record an asset's license; the former record stays, superseded. Verified needs evidence, a claim does not."""
    if license not in rights.LICENSES:
        raise FieldInvalid("license", "Diese Lizenz steht nicht im Verzeichnis.")
    verified = status == LicenseAssignment.Status.VERIFIED
    if verified and not evidence.strip():
        raise EvidenceMissing
    now = timezone.now()
    LicenseAssignment.objects.filter(asset=asset, superseded_at__isnull=True).update(superseded_at=now)
    assignment = LicenseAssignment.objects.create(
        asset=asset,
        license=license,
        status=status,
        claimed_by=str(by.uuid),
        evidence=evidence.strip(),
        **details,
        verified_by=by if verified else None,
        verified_at=now if verified else None,
        created_at=now,
    )
    _changed(
        [asset.pk], "license.assigned", by, "assignment", str(assignment.uuid), {"license": license, "status": status}
    )
    return assignment


@transaction.atomic
def confirm_states(asset: Asset, *, states: Mapping[str, str], by: User, note: str = "") -> AssetRights:
    """Record what a person saw: layers (see LAYERS), `ai`, `designation`, `exact_credit`."""
    rights_row, _ = AssetRights.objects.get_or_create(asset=asset)
    for name, value in states.items():
        if name not in {*LAYERS, "ai", "designation", "exact_credit"}:
            raise FieldInvalid(name, "Das lässt sich hier nicht eintragen.")
        setattr(rights_row, name, value)
    rights_row.confirmed_by, rights_row.confirmed_at = by, timezone.now()
    rights_row.note = note or rights_row.note
    rights_row.version += 1
    rights_row.full_clean()
    rights_row.save()
    data = {name: value for name, value in states.items() if name != "exact_credit"}
    _changed([asset.pk], "rights.confirmed", by, "asset", str(asset.uuid), data)
    return rights_row


@transaction.atomic
def set_embargo(asset: Asset, *, until_local: str, by: User, zone: str = "Europe/Berlin") -> Embargo:
    """Hold an asset back until a wall-clock time; a day without a time is kept and asks for the time.

    Raises FieldInvalid for a time that the clocks skip in spring, an unknown zone, or text that is no time.
    """
    try:
        is_day = len(until_local) == len("2026-11-22")
        local = None if is_day else datetime.fromisoformat(until_local)
        day = date.fromisoformat(until_local[:10])
        until_at = rights.resolve_local(local, zone) if local else None
    except ValueError as error:
        raise FieldInvalid("embargo", f"Diesen Zeitpunkt gibt es nicht: {until_local}") from error
    embargo = Embargo.objects.create(
        asset=asset,
        until_local=day.isoformat() if local is None else local.isoformat(timespec="minutes"),
        zone=zone,
        until_at=until_at,
        precision="day" if is_day else "minute",
        origin="person",
        set_by=by,
        created_at=timezone.now(),
    )
    _changed([asset.pk], "embargo.set", by, "asset", str(asset.uuid), {"until": embargo.until_local})
    return embargo


@transaction.atomic
def lift_embargoes(asset: Asset, *, by: User) -> int:
    """End every embargo of an asset; the rows stay as proof. The number ended."""
    lifted = Embargo.objects.filter(asset=asset, lifted_at__isnull=True).update(lifted_at=timezone.now(), lifted_by=by)
    if lifted:
        _changed([asset.pk], "embargo.lifted", by, "asset", str(asset.uuid), {"lifted": lifted})
    return lifted


@transaction.atomic
def resolve_conflicts(asset: Asset, *, concepts: Collection[str], by: User) -> None:
    """Settle contradictions in a file, or between the file and the record (`license`), as a person who looked."""
    now = timezone.now()
    open_rows = MetadataConflict.objects.filter(original=asset.original, concept__in=concepts)
    open_rows.filter(resolved_at__isnull=True).update(resolved_at=now, resolved_by=by)
    missing = set(concepts) - set(open_rows.values_list("concept", flat=True))
    MetadataConflict.objects.bulk_create(
        MetadataConflict(
            original=asset.original, concept=concept, values={}, severity="permission", resolved_at=now, resolved_by=by
        )
        for concept in sorted(missing)
    )
    _changed([asset.pk], "conflicts.resolved", by, "asset", str(asset.uuid), {"concepts": sorted(concepts)})


@transaction.atomic
def record_grant(
    record: GrantRecord,
    *,
    by: User,
    keeper: Organization,
    asset: Asset | None = None,
    collection: AssetCollection | None = None,
) -> RightsGrant:
    """Record a right of use for one asset or collection; an active grant names licensees, channels and purposes."""
    if not (record.licensees and record.channels and record.purposes):
        raise FieldInvalid("channels", "Ein Recht nennt, wer was wofür darf: Organisationen, Kanäle und Zwecke.")
    scalar = {
        name: getattr(record, name)
        for name in (
            "licensor", "kind", "from_on", "until_on", "commercial", "paid_promotion", "platform_sublicense",
            "third_party_redistribution", "print_run_max", "credit_required", "exact_credit", "reference", "evidence",
        )
    }  # fmt: skip
    grant = RightsGrant.objects.create(
        organization=keeper, asset=asset, collection=collection, created_by=by, created_at=timezone.now(), **scalar
    )
    GrantScope.objects.bulk_create(_scopes(grant, record))
    _changed(_covered(grant), "grant.recorded", by, "grant", str(grant.uuid), {})
    return grant


@transaction.atomic
def revoke_grant(grant: RightsGrant, *, by: User, reason: str = "") -> None:
    """End a grant now; twice is once. The row stays as proof of what was allowed until then."""
    now = timezone.now()
    ended = RightsGrant.objects.filter(pk=grant.pk).exclude(status=RightsGrant.Status.REVOKED)
    if ended.update(status=RightsGrant.Status.REVOKED, revoked_at=now):
        _changed(_covered(grant), "grant.revoked", by, "grant", str(grant.uuid), {"reason_given": bool(reason)})


def _scopes(grant: RightsGrant, record: GrantRecord) -> Iterable[GrantScope]:
    axis = GrantScope.Axis
    values = {
        axis.LICENSEE: record.licensees,
        axis.CHANNEL: record.channels,
        axis.PURPOSE: record.purposes,
        axis.TERRITORY: record.territories,
        axis.MODIFICATION: record.modifications,
    }
    return [
        GrantScope(grant=grant, axis=name, value=value)
        for name, codes in values.items()
        for value in sorted(set(codes))
    ]


def _covered(grant: RightsGrant) -> list[int]:
    if grant.asset_id is not None:
        return [grant.asset_id]
    return list(Asset.objects.filter(collections=grant.collection_id).values_list("pk", flat=True))


def _changed(
    asset_ids: list[int], action: str, by: User, object_kind: str, object_id: str, data: Mapping[str, object]
) -> None:
    audit.record(action, actor=str(by.uuid), object_kind=object_kind, object_id=object_id, data=data)
    touch_assets(asset_ids)

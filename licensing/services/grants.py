"""Rights granted to organizations: recorded whole, ended now, kept as proof.

A grant is entered as a draft, gets its scope and is put in force; from then on the database refuses to change its terms
(`licensing.grant_rules`). Other terms are the next version: `amend_grant` writes it beside the former one, which stays
and no longer counts. A draft of the next version changes nothing until it is put in force.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, Organization, User
from assets.models import Collection as AssetCollection
from licensing import rights
from licensing.grant_rules import EXCLUSIVE_OVERLAP
from licensing.models import Document, GrantScope, RightsGrant
from licensing.services.changes import record_change

Status = RightsGrant.Status
TRI_FIELDS: Final = (
    "commercial", "paid_promotion", "platform_sublicense", "third_party_redistribution", "sensitive_use",
    "covers_other_bodies", "transferable", "credit_required",
)  # fmt: skip
_AXES: Final = ("licensees", "channels", "purposes", "territories", "modifications")
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


class ExclusiveOverlap(DomainError):
    """An exclusive right of somebody else already reaches into channel, territory and term of this one."""

    code = "exclusive-overlap"

    def __init__(self) -> None:
        super().__init__(
            "Für einen Teil davon gilt schon ein ausschließliches Recht. Bitte Kanäle, Gebiet oder Zeit trennen."
        )


class GrantFixed(DomainError):
    """A version that is over cannot be amended, and a draft is edited by drafting anew."""

    code = "wrong-state"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRecord:
    """What a person enters for a grant; codes of the vocabulary, `*` for all of an axis, uuids for licensees.

    `evidence`, `reference` or `document` prove it; without any, `evidence_missing` says so outright.
    """

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
    sensitive_use: str = "unknown"
    covers_other_bodies: str = "no"
    transferable: str = "unknown"
    print_run_max: int | None = None
    quota_uses: int | None = None
    granted_on: date | None = None
    credit_required: str = "unknown"
    exact_credit: str = ""
    report_to: str = ""
    specimen_to: str = ""
    report_days: int = 30
    fee_note: str = ""
    reference: str = ""
    evidence: str = ""
    document: Document | None = None
    evidence_missing: bool = False


@transaction.atomic
def record_grant(
    record: GrantRecord,
    *,
    by: User,
    keeper: Organization,
    asset: Asset | None = None,
    collection: AssetCollection | None = None,
    is_draft: bool = False,
) -> RightsGrant:
    """Record a right of use for one asset or collection; a grant in force names licensees, channels and purposes."""
    grant = _enter(record, by=by, organization=keeper, asset=asset, collection=collection, is_draft=is_draft)
    _say(grant, "grant.drafted" if is_draft else "grant.recorded", by, {})
    return grant


@transaction.atomic
def amend_grant(grant: RightsGrant, record: GrantRecord, *, by: User, is_draft: bool = False) -> RightsGrant:
    """Other terms of the same contract as its next version; the former one is kept as it stood and counts no more."""
    former = RightsGrant.objects.select_for_update().get(pk=grant.pk)
    _check_is_newest(former)
    newer = _enter(
        record,
        by=by,
        organization=former.organization,
        asset=former.asset,
        collection=former.collection,
        replaces=former,
        is_draft=is_draft,
    )
    _say(newer, "grant.amendment_drafted" if is_draft else "grant.amended", by, {"replaces": str(former.uuid)})
    return newer


@transaction.atomic
def put_in_force(grant: RightsGrant, *, by: User) -> RightsGrant:
    """A draft counts from now on, and a version that it replaces no more; twice is once."""
    draft = RightsGrant.objects.select_for_update(of=("self",)).select_related("replaces").get(pk=grant.pk)
    if draft.status != Status.DRAFT:
        return draft
    if draft.replaces is not None:
        _check_is_newest(draft.replaces)
    _check_proof(draft)
    _activate(draft)
    _say(draft, "grant.put_in_force", by, {})
    return draft


@transaction.atomic
def revoke_grant(grant: RightsGrant, *, by: User, reason: str = "") -> None:
    """End a grant now; twice is once. The row stays as proof of what was allowed until then."""
    now = timezone.now()
    ended = RightsGrant.objects.filter(pk=grant.pk).exclude(status=Status.REVOKED)
    if ended.update(status=Status.REVOKED, revoked_at=now):
        _say(grant, "grant.revoked", by, {"reason_given": bool(reason)})


@transaction.atomic
def dispute_grant(grant: RightsGrant, *, by: User, is_disputed: bool = True) -> None:
    """Somebody contests the grant, or the contest is settled: every use is for a person meanwhile."""
    before, after = (Status.ACTIVE, Status.DISPUTED) if is_disputed else (Status.DISPUTED, Status.ACTIVE)
    if RightsGrant.objects.filter(pk=grant.pk, status=before).update(status=after):
        _say(grant, "grant.disputed" if is_disputed else "grant.settled", by, {})


def covered_assets(grant: RightsGrant) -> list[int]:
    """The assets that a grant is about, at this moment."""
    if grant.asset_id is not None:
        return [grant.asset_id]
    return list(Asset.objects.filter(collections=grant.collection_id).values_list("pk", flat=True))


def versions_of(grant: RightsGrant) -> "QuerySet[RightsGrant]":
    """All versions of the contract, drafts too, oldest first."""
    ledger = grant.ledger_id
    return RightsGrant.objects.filter(Q(pk=ledger) | Q(first_id=ledger)).order_by("version", "pk")


def record_of(grant: RightsGrant) -> GrantRecord:
    """A grant as it would be entered, for changing a part of it; expects its scopes prefetched."""
    scope: dict[str, list[str]] = {name: [] for name in _AXES}
    names = dict(zip(("licensee", "channel", "purpose", "territory", "modification"), _AXES, strict=True))
    for each in grant.scopes.all():
        scope[names[each.axis]].append(each.value)
    values: dict[str, Any] = {each.name: getattr(grant, each.name, None) for each in fields(GrantRecord)}
    return GrantRecord(**{**values, **scope})


def _enter(
    record: GrantRecord, *, by: User, replaces: RightsGrant | None = None, is_draft: bool, **whose: Any
) -> RightsGrant:
    clean = checked(record, keeper=whose["organization"])
    scalar = {each.name: getattr(clean, each.name) for each in fields(GrantRecord) if each.name not in _AXES}
    grant = RightsGrant(
        **whose,
        **scalar,
        status=Status.DRAFT,
        created_by=by,
        created_at=timezone.now(),
        replaces=replaces,
        first_id=None if replaces is None else replaces.ledger_id,
        version=1 if replaces is None else replaces.version + 1,
    )
    grant.clean_fields()
    grant.save()
    GrantScope.objects.bulk_create(_scopes(grant, clean))
    if not is_draft:
        _check_proof(grant)
        _activate(grant)
    return grant


def _activate(grant: RightsGrant) -> None:
    """The database says whether it may; of its refusals the one about exclusive rights is for people."""
    try:
        with transaction.atomic():
            RightsGrant.objects.filter(pk=grant.pk).update(status=Status.ACTIVE)
    except IntegrityError as error:
        if EXCLUSIVE_OVERLAP in str(error):
            raise ExclusiveOverlap from error
        if "one_next_version" in str(error) or "replaces_id" in str(error):
            raise GrantFixed("Diese Fassung ist inzwischen abgelöst: bitte die neueste ändern.") from error
        raise
    grant.status = Status.ACTIVE


def _check_is_newest(grant: RightsGrant) -> None:
    followed = RightsGrant.objects.filter(replaces=grant).exclude(status=Status.DRAFT).exists()
    if followed or grant.status in {Status.DRAFT, Status.REVOKED}:
        raise GrantFixed("Diese Fassung gilt nicht oder nicht mehr: bitte die neueste ändern.")


def _check_proof(grant: RightsGrant) -> None:
    if not (grant.evidence_missing or grant.evidence or grant.reference or grant.document_id):
        raise FieldInvalid(
            "evidence", "Bitte angeben, was das Recht belegt, oder ausdrücklich sagen, dass der Beleg fehlt."
        )


def checked(record: GrantRecord, *, keeper: Organization) -> GrantRecord:
    """The record with unknown codes refused in words; raises FieldInvalid that names the field."""
    if not (record.licensees and record.channels and record.purposes):
        raise FieldInvalid("channels", "Ein Recht nennt, wer was wofür darf: Organisationen, Kanäle und Zwecke.")
    _check_codes("channels", record.channels, set(rights.Channel), "Diesen Kanal gibt es nicht: {}.")
    _check_codes("purposes", record.purposes, set(rights.Purpose), "Diesen Zweck gibt es nicht: {}.")
    _check_codes(
        "modifications", record.modifications, set(rights.Modification), "Diese Bearbeitung gibt es nicht: {}."
    )
    _check_licensees(record.licensees)
    for name in TRI_FIELDS:
        if getattr(record, name) not in set(rights.Tri):
            raise FieldInvalid(name, "Möglich sind: yes, no, unknown.")
    if record.kind not in set(RightsGrant.Kind):
        raise FieldInvalid("kind", "Ein Recht ist einfach oder ausschließlich.")
    _check_days(record)
    _check_counts(record)
    if record.document is not None and record.document.organization_id != keeper.pk:
        raise FieldInvalid("document", "Diesen Beleg gibt es hier nicht.")
    if not record.territories:
        raise FieldInvalid("territories", "Bitte angeben, wo es gilt; überall ist *.")
    return record


def _check_codes(field: str, given: Iterable[str], known: set[Any], words: str) -> None:
    unknown = sorted(set(given) - known - {"*"})
    if unknown:
        raise FieldInvalid(field, words.format(unknown[0]))


def _check_licensees(wanted: Collection[str]) -> None:
    ids = {each for each in wanted if each != "*"}
    known = {str(each) for each in Organization.objects.values_list("uuid", flat=True)}
    if not ids <= known:
        raise FieldInvalid("licensees", "Diese Organisation gibt es nicht.")


def _check_days(record: GrantRecord) -> None:
    for name in ("from_on", "until_on", "granted_on"):
        day = getattr(record, name)
        if day is not None and not _FIRST_DAY <= day <= _LAST_DAY:
            raise FieldInvalid(name, "Dieses Datum liegt außerhalb des Kalenders.")
    if record.until_on is not None and record.until_on < record.from_on:
        raise FieldInvalid("until_on", "Das Ende liegt vor dem Anfang.")


def _check_counts(record: GrantRecord) -> None:
    for name in ("print_run_max", "quota_uses"):
        number = getattr(record, name)
        if number is not None and number < 1:
            raise FieldInvalid(name, "Mindestens eins; leer heißt unbegrenzt.")
    if not 0 <= record.report_days <= 3650:
        raise FieldInvalid("report_days", "Möglich sind 0 bis 3650 Tage.")


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


def _say(grant: RightsGrant, action: str, by: User, data: dict[str, object]) -> None:
    record_change(covered_assets(grant), action, by, "grant", str(grant.uuid), data)

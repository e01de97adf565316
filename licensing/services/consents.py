"""Consents: recorded whole and with proof, withdrawn at once, never edited and never deleted.

What becomes of a consent is an event. Every event ends with `touch_assets` for all pictures that it concerns, in its
own transaction: when the withdrawal is committed, every answer has changed (security rule 50).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, Organization, User
from assets.models import Collection as AssetCollection
from licensing import rights
from licensing.facts.persons import ADULT_AT, NOES, SIGNED
from licensing.models import Consent, ConsentEvent, ConsentGiver, ConsentScope, Document, Person
from licensing.models.person import TriState
from licensing.rights.days import anniversary
from licensing.services.changes import record_change
from licensing.services.withdrawals import WithdrawalEffect, pictures_under, withdrawal_effect

Kind = ConsentEvent.Kind
ALL = "*"


class ConsentEnded(DomainError):
    """Nothing more can happen to a consent that was withdrawn, refused or replaced: a new consent is a new record."""

    code = "consent-ended"

    def __init__(self) -> None:
        super().__init__("Diese Einwilligung ist beendet. Eine neue Einwilligung wird als neue eingetragen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed and when: self, guardian, relative."""

    role: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """What was agreed to, explicitly: nothing is covered that is not named, `*` for all of an axis.

    With a document or a note of where the paper lies. `information_version` names the text that was told (Art. 7, 13
    GDPR); grounds that nobody signs (public task, office, s. 23 KUG) have none.
    """

    channels: Collection[str]
    purposes: Collection[str]
    organizations: Collection[str]
    given_on: date
    from_on: date | None = None
    until_on: date | None = None
    signatures: Collection[Signature] = ()
    information_version: str = ""
    basis: str = Consent.Basis.CONSENT
    is_general: bool = False
    covers_commercial: str = TriState.UNKNOWN
    may_name: str = TriState.UNKNOWN
    document: Document | None = None
    evidence_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What a consent is for: one picture, one collection ("all from this shoot"), or neither: every picture of the
    person that the controller holds.
    """

    asset: Asset | None = None
    collection: AssetCollection | None = None


EVERY_PICTURE = Covered()


@transaction.atomic
def record_consent(record: ConsentRecord, *, person: Person, by: User, covered: Covered = EVERY_PICTURE) -> Consent:
    """Record a consent, release or other ground; a former no that it follows is marked as superseded.

    Raises FieldInvalid for a scope that is empty or unknown, for missing proof, and for signatures that cannot be.
    """
    _check_record(record, person)
    consent = _consent(record, person, covered, by)
    ConsentScope.objects.bulk_create(_scopes(consent, record))
    ConsentGiver.objects.bulk_create(
        ConsentGiver(consent=consent, role=each.role, signed_on=each.signed_on) for each in record.signatures
    )
    _add_event(consent, Kind.GIVEN, rights.start_of(record.given_on), by)
    if record.basis in SIGNED:
        _supersede_former_noes(consent, by)
    data = {"person": str(person.uuid), "basis": record.basis, "has_document": record.document is not None}
    record_change(pictures_under(consent), "consent.given", by, "consent", str(consent.uuid), data)
    return consent


@transaction.atomic
def refuse_consent(
    person: Person,
    *,
    happened_at: datetime,
    by: User,
    covered: Covered = EVERY_PICTURE,
    received_by: str = "",
    evidence_note: str = "",
) -> Consent:
    """Record that somebody was asked and said no: the pictures are closed until the person consents anew."""
    _check_moment(happened_at)
    day = rights.berlin_day(happened_at)
    blank = ConsentRecord(channels=(), purposes=(), organizations=(), given_on=day, evidence_note=evidence_note)
    consent = _consent(blank, person, covered, by)
    _add_event(consent, Kind.REFUSED, happened_at, by, received_by)
    data = {"person": str(person.uuid)}
    record_change(pictures_under(consent), "consent.refused", by, "consent", str(consent.uuid), data)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, happened_at: datetime, by: User, received_by: str = "") -> WithdrawalEffect:
    """End a consent now; twice is once. The record and its proof stay, every use stops with this transaction.

    What it hits, as it stood just before: publications that have to come down, organizations that are told.
    """
    locked = Consent.objects.select_for_update().get(pk=consent.pk)
    effect = withdrawal_effect(locked)
    if state_of(locked) == Kind.WITHDRAWN:
        return effect
    _happens(locked, Kind.WITHDRAWN, happened_at, by, received_by)
    return effect


@transaction.atomic
def note_objection(consent: Consent, *, happened_at: datetime, by: User, received_by: str = "") -> None:
    """An objection under Art. 21 GDPR: until somebody weighed it, every use is put to a person."""
    _happens(_locked(consent), Kind.OBJECTION, happened_at, by, received_by)


@transaction.atomic
def note_dispute(consent: Consent, *, happened_at: datetime, by: User, received_by: str = "") -> None:
    """Somebody says that the consent or contract is not what it is taken for."""
    _happens(_locked(consent), Kind.DISPUTED, happened_at, by, received_by)


@transaction.atomic
def reconfirm_consent(consent: Consent, *, happened_at: datetime, by: User, received_by: str = "") -> None:
    """Somebody who came of age confirms what guardians agreed to; from then on it is the person's own."""
    locked = _locked(consent)
    born_on = locked.person.born_on
    adult_on = None if born_on is None else anniversary(born_on, ADULT_AT)
    if state_of(locked) in {Kind.OBJECTION, Kind.DISPUTED}:
        raise FieldInvalid("kind", "Widerspruch und Streit enden mit einer neuen Einwilligung, nicht hiermit.")
    if adult_on is not None and rights.berlin_day(happened_at) < adult_on:
        raise FieldInvalid("happened_at", "An diesem Tag war die Person noch nicht volljährig.")
    _happens(locked, Kind.RECONFIRMED, happened_at, by, received_by)


def state_of(consent: Consent) -> str:
    """The last event; empty for a record that nothing happened to."""
    return consent.events.order_by("-pk").values_list("kind", flat=True).first() or ""


def _locked(consent: Consent) -> Consent:
    return Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent.pk)


def _happens(consent: Consent, kind: str, happened_at: datetime, by: User, received_by: str) -> None:
    _check_moment(happened_at)
    first = consent.events.order_by("pk").first()
    if first is not None and happened_at < first.happened_at:
        raise FieldInvalid("happened_at", "Das liegt vor der Einwilligung selbst.")
    if state_of(consent) in {Kind.WITHDRAWN, Kind.REFUSED, Kind.SUPERSEDED}:
        raise ConsentEnded
    _add_event(consent, kind, happened_at, by, received_by)
    data = {"happened_at": happened_at.isoformat(timespec="seconds")}
    record_change(pictures_under(consent), f"consent.{kind}", by, "consent", str(consent.uuid), data)


def _add_event(consent: Consent, kind: str, happened_at: datetime, by: User, received_by: str = "") -> None:
    ConsentEvent.objects.create(
        consent=consent,
        kind=kind,
        happened_at=happened_at,
        recorded_at=timezone.now(),
        recorded_by=by,
        received_by=received_by.strip()[:100],
    )


def _supersede_former_noes(consent: Consent, by: User) -> None:
    """A no for the same pictures, said on the day of the new consent or before, is followed by it."""
    same = Consent.objects.filter(person=consent.person).exclude(pk=consent.pk)
    if consent.asset_id is not None or consent.collection_id is not None:
        same = same.filter(asset=consent.asset, collection=consent.collection)
    for former in same.prefetch_related("events"):
        last = max(former.events.all(), key=lambda event: event.pk, default=None)
        if last is not None and last.kind in NOES and rights.berlin_day(last.happened_at) <= consent.given_on:
            _add_event(former, Kind.SUPERSEDED, max(last.happened_at, rights.start_of(consent.given_on)), by)


def _consent(record: ConsentRecord, person: Person, covered: Covered, by: User) -> Consent:
    if person.erased_at is not None:
        raise FieldInvalid("person", "Die Angaben zu dieser Person sind gelöscht.")
    if covered.asset is not None and covered.collection is not None:
        raise FieldInvalid("asset", "Eine Einwilligung gilt für ein Bild oder eine Sammlung, nicht für beides.")
    if record.document is not None and record.document.organization_id != person.organization_id:
        raise FieldInvalid("document", "Diesen Beleg gibt es hier nicht.")
    return Consent.objects.create(
        person=person,
        organization=person.organization,
        asset=covered.asset,
        collection=covered.collection,
        basis=record.basis,
        given_on=record.given_on,
        from_on=record.from_on or record.given_on,
        until_on=record.until_on,
        information_version=record.information_version.strip(),
        is_general=record.is_general,
        covers_commercial=record.covers_commercial,
        may_name=record.may_name,
        evidence=record.document,
        evidence_note=record.evidence_note.strip(),
        created_by=by,
        created_at=timezone.now(),
    )


def _scopes(consent: Consent, record: ConsentRecord) -> Iterable[ConsentScope]:
    axis = ConsentScope.Axis
    values = {
        axis.ORGANIZATION: record.organizations,
        axis.CHANNEL: record.channels,
        axis.PURPOSE: record.purposes,
    }
    return [
        ConsentScope(consent=consent, axis=name, value=value)
        for name, codes in values.items()
        for value in sorted(set(codes))
    ]


def _check_record(record: ConsentRecord, person: Person) -> None:
    _check_codes("basis", [record.basis], Consent.Basis.values)
    _check_codes("channels", record.channels, [*rights.Channel, ALL])
    _check_codes("purposes", record.purposes, [*rights.Purpose, ALL])
    _check_organizations(record.organizations)
    _check_codes("covers_commercial", [record.covers_commercial], TriState.values)
    _check_codes("may_name", [record.may_name], TriState.values)
    if record.document is None and not record.evidence_note.strip():
        raise FieldInvalid("document", "Eine Einwilligung braucht einen Beleg: ein Dokument, oder wo das Papier liegt.")
    if record.basis in SIGNED and not record.information_version.strip():
        raise FieldInvalid("information_version", "Bitte angeben, welcher Text der Person vorlag (Fassung).")
    if record.given_on > timezone.localdate():
        raise FieldInvalid("given_on", "Dieser Tag liegt in der Zukunft.")
    if record.until_on is not None and record.until_on < (record.from_on or record.given_on):
        raise FieldInvalid("until_on", "Das Ende liegt vor dem Anfang.")
    _check_signatures(record, person)


def _check_codes(field: str, codes: Collection[str], known: Collection[str]) -> None:
    if not codes:
        raise FieldInvalid(field, "Bitte ausdrücklich angeben: Was nicht genannt ist, ist nicht erlaubt.")
    if not set(codes) <= set(known):
        raise FieldInvalid(field, "Diesen Wert gibt es hier nicht.")


def _check_organizations(wanted: Collection[str]) -> None:
    ids = set(wanted) - {ALL}
    known = {str(uuid) for uuid in Organization.objects.filter(uuid__in=ids).values_list("uuid", flat=True)}
    _check_codes("organizations", wanted, {*known, ALL})


def _check_signatures(record: ConsentRecord, person: Person) -> None:
    roles = [each.role for each in record.signatures]
    if record.basis in {Consent.Basis.CONSENT, Consent.Basis.RELATIVES} and not roles:
        raise FieldInvalid("signatures", "Bitte angeben, wer unterschrieben hat.")
    if roles:
        _check_codes("signatures", roles, ConsentGiver.Role.values)
    if any(each.signed_on > timezone.localdate() for each in record.signatures):
        raise FieldInvalid("signatures", "Eine Unterschrift liegt in der Zukunft.")
    if ConsentGiver.Role.GUARDIAN in roles and not was_minor(person, record.given_on):
        raise FieldInvalid("signatures", "Sorgeberechtigte unterschreiben nur für Minderjährige.")
    if ConsentGiver.Role.RELATIVE in roles and person.died_on is None:
        raise FieldInvalid("signatures", "Angehörige unterschreiben nur für Verstorbene: bitte den Todestag eintragen.")


def was_minor(person: Person, day: date) -> bool:
    """Whether somebody was not yet 18 on a day; an age that is not known may be that of a child."""
    if person.born_on is None:
        return person.age_band != Person.AgeBand.ADULT
    adult_on = anniversary(person.born_on, ADULT_AT)
    return adult_on is None or day < adult_on


def _check_moment(happened_at: datetime) -> None:
    if happened_at > timezone.now():
        raise FieldInvalid("happened_at", "Dieser Zeitpunkt liegt in der Zukunft.")

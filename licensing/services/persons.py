"""Who is shown: persons as pseudonyms of the organization that keeps their consents, and where they are in pictures.

Names and addresses are encrypted and lie apart; nothing here writes them to a log, to the audit trail or to facts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, Organization, User
from licensing.evidence import Contact, Sealed, sealed_contact, unsealed_contact
from licensing.models import AssetRights, Person, PersonContact, PersonShown
from licensing.models.assignment import Completeness
from licensing.models.person import TriState
from licensing.services.changes import record_change

MAX_PEOPLE = 500
_Band = tuple[int | None, int | None, str]
"""A person, or the number of somebody unknown, and how old they looked."""
LISTED = frozenset({Completeness.LISTED_COMPLETE, Completeness.LISTED_INCOMPLETE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """What an organization records of a person; a birth date wins over the age band, which was true on `age_band_on`:
    today where nothing else is said.
    """

    reference: str = ""
    born_on: date | None = None
    age_band: str = Person.AgeBand.UNKNOWN
    age_band_on: date | None = None
    custody: str = Person.Custody.UNKNOWN
    died_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where somebody is in the upright picture; all in 0..1 of its sides, from the upper left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """Somebody on a picture; without a person it is known that somebody is there and not who."""

    number: int
    person: Person | None = None
    is_identifiable: str = TriState.UNKNOWN
    prominence: str = PersonShown.Prominence.UNKNOWN
    age_band: str = Person.AgeBand.UNKNOWN
    has_special_category: bool = False
    region: Region | None = None


@transaction.atomic
def record_person(record: PersonRecord, *, by: User, keeper: Organization, contact: Contact | None = None) -> Person:
    """Begin a record of a person that `keeper` holds consents of."""
    _check(record)
    values = {each.name: getattr(record, each.name) for each in fields(PersonRecord)}
    person = Person(organization=keeper, created_by=by, created_at=timezone.now(), **values)
    person.age_band_on = record.age_band_on or timezone.localdate()
    person.save()
    if contact is not None:
        _keep_contact(person, contact)
    record_change([], "person.recorded", by, "person", str(person.uuid), {"has_contact": contact is not None})
    return person


@transaction.atomic
def change_person(person: Person, *, changes: Mapping[str, object], by: User, contact: Contact | None = None) -> Person:
    """Correct what is recorded of a person; every picture of the person is judged again."""
    current = Person.objects.select_for_update().get(pk=person.pk)
    if current.erased_at is not None:
        raise FieldInvalid("person", "Die Angaben zu dieser Person sind gelöscht.")
    unknown = set(changes) - {each.name for each in fields(PersonRecord)}
    if unknown:
        raise FieldInvalid(min(unknown), "Das lässt sich hier nicht eintragen.")
    known = (current.age_band, current.age_band_on)
    for name, value in changes.items():
        setattr(current, name, value)
    if current.age_band != known[0] and current.age_band_on == known[1]:
        current.age_band_on = timezone.localdate()
    _check(PersonRecord(**{each.name: getattr(current, each.name) for each in fields(PersonRecord)}))
    current.save()
    if contact is not None:
        _keep_contact(current, contact)
    data = {"fields": sorted([*changes, *(["contact"] if contact is not None else [])])}
    record_change(pictures_of(current), "person.changed", by, "person", str(current.uuid), data)
    return current


@transaction.atomic
def show_people(
    asset: Asset, *, people: Sequence[ShownRecord], by: User, completeness: str | None = None
) -> list[PersonShown]:
    """These are the people on a picture, by number; who keeps a number keeps the row, with what rests on it.

    `completeness` says whether these are all (`listed_complete`) or only some. "Nobody" is no empty list but a
    confirmation of its own (`confirm_states`), and a confirmation that nobody is there ends with the first person.
    """
    _check_people(people, completeness)
    kept = {row.number: row for row in PersonShown.objects.select_for_update().filter(asset=asset)}
    before = set(PersonShown.objects.filter(asset=asset, person__isnull=False).values_list("person__uuid", flat=True))
    PersonShown.objects.filter(asset=asset).exclude(number__in=[each.number for each in people]).delete()
    PersonShown.objects.filter(asset=asset).update(person=None)  # persons may change places
    known_since = _bands_known_since(kept.values())
    shown = [_show(asset, each, kept.get(each.number), by, known_since) for each in people]
    _note_completeness([asset.pk], completeness, by, anybody=bool(people))
    gone = before - {each.person.uuid for each in people if each.person is not None}
    data = {"people": len(people), "completeness": completeness or "", "removed": sorted(map(str, gone))}
    record_change([asset.pk], "people.recorded", by, "asset", str(asset.uuid), data)
    return shown


@transaction.atomic
def show_person_on(assets: Sequence[Asset], *, shown: ShownRecord, by: User) -> int:
    """Add somebody to many pictures under the next free number of each; twice is once. How many were new."""
    ids = [asset.pk for asset in assets]
    _check_people([shown], None)
    known: set[int] = set()
    if shown.person is not None:
        rows = PersonShown.objects.filter(asset_id__in=ids, person=shown.person)
        known = set(rows.values_list("asset_id", flat=True))
    numbers = dict(
        PersonShown.objects.filter(asset_id__in=ids).values_list("asset_id").annotate(Max("number")).order_by()
    )
    fresh = [asset for asset in assets if asset.pk not in known]
    PersonShown.objects.bulk_create(_row(asset, shown, numbers.get(asset.pk, 0) + 1, by) for asset in fresh)
    _note_completeness([asset.pk for asset in fresh], None, by, anybody=True)
    person = str(shown.person.uuid) if shown.person else ""
    record_change([each.pk for each in fresh], "person.shown", by, "person", person, {"assets": len(fresh)})
    return len(fresh)


def contact_of(person: Person) -> Contact | None:
    """Name and address in the clear; whoever calls this records the reading."""
    row = PersonContact.objects.filter(person=person).first()
    if row is None:
        return None
    sealed = Sealed(bytes(row.ciphertext), row.key_id)
    return unsealed_contact(sealed, organization=person.organization.uuid, person=person.uuid)


def pictures_of(person: Person) -> list[int]:
    return list(PersonShown.objects.filter(person=person).values_list("asset_id", flat=True))


def persons_kept_for(organization_ids: frozenset[int]) -> "QuerySet[Person]":
    return Person.objects.filter(organization_id__in=organization_ids)


def _check(record: PersonRecord) -> None:
    if record.age_band not in Person.AgeBand.values:
        raise FieldInvalid("age_band", "Diese Altersgruppe gibt es hier nicht.")
    if record.custody not in Person.Custody.values:
        raise FieldInvalid("custody", "Diesen Wert gibt es hier nicht.")
    today = timezone.localdate()
    if record.born_on is not None and record.born_on > today:
        raise FieldInvalid("born_on", "Dieser Tag liegt in der Zukunft.")
    if record.age_band_on is not None and record.age_band_on > today:
        raise FieldInvalid("age_band_on", "Dieser Tag liegt in der Zukunft.")
    if record.died_on is not None and (record.died_on > today or record.died_on < (record.born_on or record.died_on)):
        raise FieldInvalid("died_on", "Dieser Tag passt nicht zum Geburtstag oder liegt in der Zukunft.")


def _keep_contact(person: Person, contact: Contact) -> None:
    sealed = sealed_contact(contact, organization=person.organization.uuid, person=person.uuid)
    values = {"ciphertext": sealed.ciphertext, "key_id": sealed.key_id}
    PersonContact.objects.update_or_create(person=person, defaults=values)


def _check_people(people: Sequence[ShownRecord], completeness: str | None) -> None:
    if completeness is not None and completeness not in LISTED:
        raise FieldInvalid("completeness", "Möglich ist: alle aufgeführt, oder nicht alle.")
    if len(people) > MAX_PEOPLE:
        raise FieldInvalid("people", f"Höchstens {MAX_PEOPLE} Personen je Bild.")
    numbers = [each.number for each in people]
    if len(set(numbers)) != len(numbers) or any(not 1 <= each <= 32_767 for each in numbers):
        raise FieldInvalid("people", "Jede Person hat eine eigene Nummer ab 1.")
    persons = [each.person.pk for each in people if each.person is not None]
    if len(set(persons)) != len(persons):
        raise FieldInvalid("people", "Eine Person steht nur einmal auf einem Bild.")
    for each in people:
        _check_shown(each)


def _check_shown(shown: ShownRecord) -> None:
    known = (
        ("is_identifiable", TriState.values),
        ("prominence", PersonShown.Prominence.values),
        ("age_band", Person.AgeBand.values),
    )
    for name, values in known:
        if getattr(shown, name) not in values:
            raise FieldInvalid(name, "Diesen Wert gibt es hier nicht.")
    region = shown.region
    if region is None:
        return
    starts, ends = (region.x, region.y), (region.x + region.width, region.y + region.height)
    if min(starts) < 0 or max(ends) > 1 or min(region.width, region.height) <= 0:
        raise FieldInvalid("region", "Der Ausschnitt liegt nicht im Bild.")


def _show(
    asset: Asset, shown: ShownRecord, kept: PersonShown | None, by: User, known_since: "dict[_Band, date | None]"
) -> PersonShown:
    row = _row(asset, shown, shown.number, by)
    row.pk = kept.pk if kept is not None else None
    row.age_band_on = known_since.get(_band_of(row), row.age_band_on)
    row.save()
    return row


def _bands_known_since(rows: Iterable[PersonShown]) -> "dict[_Band, date | None]":
    """Whose band was noted when: to say again who is there is no new look at anybody's age."""
    return {_band_of(row): row.age_band_on for row in rows}


def _band_of(row: PersonShown) -> _Band:
    return row.person_id, None if row.person_id is not None else row.number, row.age_band


def _row(asset: Asset, shown: ShownRecord, number: int, by: User) -> PersonShown:
    region = shown.region
    return PersonShown(
        asset=asset,
        person=shown.person,
        number=number,
        is_identifiable=shown.is_identifiable,
        prominence=shown.prominence,
        age_band=shown.age_band,
        age_band_on=timezone.localdate(),
        has_special_category=shown.has_special_category,
        region=None if region is None else {each.name: getattr(region, each.name) for each in fields(Region)},
        recorded_by=by,
        recorded_at=timezone.now(),
    )


def _note_completeness(asset_ids: list[int], completeness: str | None, by: User, *, anybody: bool) -> None:
    """What is said is noted; said nothing, a picture on which somebody is recorded is at least partly listed."""
    AssetRights.objects.bulk_create([AssetRights(asset_id=pk) for pk in asset_ids], ignore_conflicts=True)
    rows = AssetRights.objects.filter(asset_id__in=asset_ids)
    if completeness is not None:
        if not anybody and completeness == Completeness.LISTED_COMPLETE:
            raise FieldInvalid(
                "completeness", "Niemand aufgeführt: bitte ausdrücklich bestätigen, dass niemand da ist."
            )
        now = timezone.now()
        rows.update(persons=completeness, confirmed_by=by, confirmed_at=now, version=F("version") + 1)
    elif anybody:
        open_states = [Completeness.UNKNOWN, Completeness.NONE_CONFIRMED]
        rows.filter(persons__in=open_states).update(persons=Completeness.LISTED_INCOMPLETE, version=F("version") + 1)

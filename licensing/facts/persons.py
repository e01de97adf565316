"""People shown, with the consents that cover each picture: as the kernel takes them, in a fixed number of queries.

A consent covers one asset, one collection, or with neither every picture of its person that its controller holds. What
somebody agreed to for one asset does not cover the different picture that took its place; what they refused still does.
What became of it is its last event. A withdrawal or refusal counts until the person, or who signs for the person,
consents anew on that day or later for something that includes the picture; a paper that is merely filed later does not.

A birth date goes into stored decisions, so it is told only where a verdict can hang on it: not of adults who were
adults when they consented (data minimization, Art. 5 (1) (c) GDPR).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assets.models import Asset
from licensing import rights
from licensing.facts.reading import read_code
from licensing.facts.resolutions import other_pictures
from licensing.models import Consent, ConsentEvent, ConsentGiver, ConsentScope, Person, PersonShown
from licensing.rights import layers
from licensing.rights.days import anniversary

ADULT_AT = 18
SIGNED = frozenset({Consent.Basis.CONSENT, Consent.Basis.RELEASE_CONTRACT, Consent.Basis.RELATIVES})
"""Grounds on which somebody said yes; only such a record can follow a withdrawal."""

NOES = frozenset({
    ConsentEvent.Kind.WITHDRAWN, ConsentEvent.Kind.REFUSED, ConsentEvent.Kind.OBJECTION, ConsentEvent.Kind.DISPUTED
})  # fmt: skip

_Covering = Mapping[int, tuple[Consent, ...]]


def add_persons(found: Mapping[int, rights.Facts]) -> dict[int, rights.Facts]:
    """The same facts with the people shown; seven queries at most, however many assets."""
    persons = persons_of(found)
    return {pk: replace(facts, persons_shown=persons[pk]) if pk in persons else facts for pk, facts in found.items()}


def persons_of(asset_ids: Collection[int]) -> dict[int, tuple[layers.Person, ...]]:
    """Who is shown on each asset, in order of number; assets on which nobody is recorded are left out."""
    shown: dict[int, list[PersonShown]] = defaultdict(list)
    rows = PersonShown.objects.filter(asset_id__in=asset_ids).select_related("person", "asset")
    for row in rows.order_by("asset_id", "number"):
        shown[row.asset_id].append(row)
    consents = consents_covering([row for rows in shown.values() for row in rows])
    return {pk: tuple(_person(row, consents.get(row.pk, ())) for row in rows) for pk, rows in shown.items()}


def consents_covering(shown: Collection[PersonShown], *, with_keepers: bool = False) -> _Covering:
    """The consents of each person shown that cover the picture, oldest first, by the id of the `PersonShown`.

    Expects the rows with their assets; scopes, givers and events come prefetched, and the controllers if asked for.
    """
    assets = {row.asset_id for row in shown}
    persons = {row.person_id for row in shown if row.person_id is not None}
    if not persons:
        return {}
    replaced = other_pictures().filter(asset=OuterRef("asset"), replaced_at__gte=OuterRef("created_at"))
    rows = (
        Consent.objects.filter(person_id__in=persons)
        .filter(Q(asset_id__in=assets) | Q(collection__assets__in=assets) | Q(asset=None, collection=None))
        .annotate(is_of_former=Exists(replaced))
        .distinct()
        .order_by("pk")
        .select_related("evidence", *(["organization"] if with_keepers else []))
        .prefetch_related("scopes", "givers", "events")
    )
    return _by_shown(shown, list(rows))


def _by_shown(shown: Iterable[PersonShown], consents: list[Consent]) -> _Covering:
    collected = _collected({each.collection_id for each in consents}, {row.asset_id for row in shown})
    by_person: dict[int, list[Consent]] = defaultdict(list)
    for consent in consents:
        by_person[consent.person_id].append(consent)
    found: dict[int, tuple[Consent, ...]] = {}
    for row in shown:
        held = by_person.get(row.person_id or 0, [])
        found[row.pk] = tuple(each for each in held if _covers(each, row.asset, collected))
    return found


def _collected(collections: set[int | None], assets: set[int]) -> set[tuple[int | None, int]]:
    wanted = {pk for pk in collections if pk is not None}
    if not wanted:
        return set()
    links = Asset.collections.through.objects.filter(collection_id__in=wanted, asset_id__in=assets)
    return set(links.values_list("collection_id", "asset_id"))


def _covers(consent: Consent, asset: Asset, collected: set[tuple[int | None, int]]) -> bool:
    if consent.asset_id is not None:
        ended = last_event(consent)
        is_no = ended is not None and ended.kind in NOES
        return consent.asset_id == asset.pk and (is_no or not consent.is_of_former)  # type: ignore[attr-defined]  # annotated
    if consent.collection_id is not None:
        return (consent.collection_id, asset.pk) in collected
    return consent.organization_id == asset.organization_id


def last_event(consent: Consent) -> ConsentEvent | None:
    """What became of a consent; expects the events prefetched."""
    return max(consent.events.all(), key=lambda event: event.pk, default=None)


def is_followed(consent: Consent, others: Iterable[Consent]) -> bool:
    """Whether the person said yes again after a no: signed on that day or later, and recorded later."""
    ended = last_event(consent)
    if ended is None or ended.kind not in NOES:
        return False
    day = rights.berlin_day(ended.happened_at)
    return any(_says_yes_again(other, ended, day) for other in others if other.pk != consent.pk)


def _says_yes_again(other: Consent, ended: ConsentEvent, day: date) -> bool:
    given = next((event for event in other.events.all() if event.kind == ConsentEvent.Kind.GIVEN), None)
    return other.basis in SIGNED and other.given_on >= day and given is not None and given.pk > ended.pk


def _person(row: PersonShown, consents: tuple[Consent, ...]) -> layers.Person:
    person = row.person or Person()
    band, band_on = _band(person, row)
    born_on = person.born_on
    if born_on is not None and _is_grown_up(born_on, consents):
        band, born_on = Person.AgeBand.ADULT, None
    return layers.Person(
        id=str(row.pk),
        number=row.number,
        is_identifiable=read_code(rights.Tri, row.is_identifiable),
        prominence=read_code(layers.Prominence, row.prominence),
        born_on=born_on,
        age_band=read_code(layers.AgeBand, band),
        age_band_on=band_on if band == Person.AgeBand.UNDER_14 and born_on is None else None,
        custody=read_code(layers.Custody, person.custody),
        died_on=person.died_on,
        has_special_category=row.has_special_category,
        consents=tuple(_consent(each, consents) for each in consents),
    )


def _band(person: Person, row: PersonShown) -> tuple[str, date | None]:
    """The age that is recorded of the person, else the one that was seen on the picture, and when it was true."""
    of = person if person.age_band != Person.AgeBand.UNKNOWN else row
    return of.age_band, of.age_band_on


def _is_grown_up(born_on: date, consents: Iterable[Consent]) -> bool:
    """Adult today, and adult at every consent: the birth date changes no verdict any more."""
    adult_on = anniversary(born_on, ADULT_AT)
    return (
        adult_on is not None
        and adult_on <= timezone.localdate()
        and all(adult_on <= _given_on(each) for each in consents)
    )


def _given_on(row: Consent) -> date:
    """The day of the consent, or of its confirmation by the person who came of age since."""
    confirmed = [each.happened_at for each in row.events.all() if each.kind == ConsentEvent.Kind.RECONFIRMED]
    return max([row.given_on, *map(rights.berlin_day, confirmed)])


def _consent(row: Consent, others: tuple[Consent, ...]) -> layers.Consent:
    event = last_event(row)
    roles = [giver.role for giver in row.givers.all()]
    is_confirmed = any(each.kind == ConsentEvent.Kind.RECONFIRMED for each in row.events.all())
    return layers.Consent(
        id=str(row.uuid),
        basis=read_code(layers.Basis, row.basis),
        status=_status(row, event, others),
        scope=_scope(row),
        given_on=_given_on(row),
        changed_on=rights.berlin_day(event.happened_at) if event else None,
        has_evidence=_yes_or_no(has_proof(row)),
        guardians=roles.count(ConsentGiver.Role.GUARDIAN),
        by_subject=_yes_or_no(is_confirmed or ConsentGiver.Role.SELF in roles),
        by_relatives=_yes_or_no(ConsentGiver.Role.RELATIVE in roles),
        is_general=row.is_general,
        covers_commercial=read_code(rights.Tri, row.covers_commercial),
    )


def has_proof(row: Consent) -> bool:
    """A document that is still there, or a note of where the paper lies."""
    is_filed = row.evidence is not None and row.evidence.erased_at is None
    return is_filed or bool(row.evidence_note.strip())


def _status(row: Consent, event: ConsentEvent | None, others: tuple[Consent, ...]) -> layers.ConsentStatus:
    """A record without any event is unreadable, which the kernel puts to a person."""
    if event is None:
        return read_code(layers.ConsentStatus, "")
    if event.kind == ConsentEvent.Kind.RECONFIRMED:
        return layers.ConsentStatus.GIVEN
    return layers.ConsentStatus.SUPERSEDED if is_followed(row, others) else read_code(layers.ConsentStatus, event.kind)


def _scope(row: Consent) -> layers.Scope:
    values: dict[str, set[str]] = defaultdict(set)
    for each in row.scopes.all():
        values[each.axis].add(each.value)
    axis = ConsentScope.Axis
    return layers.Scope(
        channels=rights.channels_of(values[axis.CHANNEL]),
        purposes=rights.purposes_of(values[axis.PURPOSE]),
        organizations=frozenset(values[axis.ORGANIZATION]),
        start=row.from_on,
        until=row.until_on,
    )


def _yes_or_no(is_so: bool) -> rights.Tri:
    return rights.Tri.YES if is_so else rights.Tri.NO

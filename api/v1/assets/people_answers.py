"""Who is on a picture, as far as the asker may know: a number, where, how old, what was agreed to; never a name.

The ids behind it, person and consents, are for rights managers of the controller (invariant I15). Everybody else who
sees the picture is told scope, end and state, and where the proof lies.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from django.utils import timezone

from api.answers import Answer, Words, about
from api.v1.consents.answers import scopes_of
from api.v1.documents.reads import kept_by
from assets.models import Asset
from assets.viewer import Viewer
from licensing.facts.persons import consents_covering, is_followed, last_event
from licensing.models import AssetRights, Consent, Person, PersonShown
from licensing.rights.days import anniversary

_COLUMNS: Final = ((1 / 3, "links", "left"), (2 / 3, "in der Mitte", "center"), (2.0, "rechts", "right"))
_ROWS: Final = ((1 / 3, "oben", "top"), (2 / 3, "", ""), (2.0, "unten", "bottom"))


class RegionAnswer(Answer, frozen=True):
    """Where somebody is in the upright picture, in 0..1 of its sides, from the upper left."""

    x: Annotated[float, about("Left edge.")]
    y: Annotated[float, about("Upper edge.")]
    width: Annotated[float, about("Width.")]
    height: Annotated[float, about("Height.")]


class CoveringConsent(Answer, frozen=True):
    """What was agreed to for this picture."""

    id: Annotated[UUID | None, about("The record; only for rights managers of the controller.")]
    basis: Annotated[str, about("consent, release_contract, public_task ...")]
    state: Annotated[str, about("given, refused, withdrawn, expired, superseded, objection, disputed.")]
    channels: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    purposes: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    organizations: Annotated[list[str], about("Ids of organizations, or *.")]
    from_on: Annotated[date, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive; null is until withdrawn.")]
    kept_by: Annotated[str, about("The organization where the proof lies.")]


class PersonOnAsset(Answer, frozen=True):
    """Somebody on the picture."""

    number: Annotated[int, about("Person 1, 2, 3 ...")]
    label: Annotated[Words, about("How the person is spoken of.")]
    position: Annotated[Words | None, about("Where in the picture, in words.")]
    person: Annotated[UUID | None, about("The record; only for rights managers of the controller.")]
    is_known: Annotated[bool, about("Whether somebody knows who it is.")]
    is_identifiable: Annotated[str, about("yes, no or unknown.")]
    prominence: Annotated[str, about("main, group, incidental or unknown.")]
    age_band: Annotated[str, about("adult, from_14, under_14, minor or unknown.")]
    has_special_category: Annotated[bool, about("Health, religion, politics ... visible (Art. 9 GDPR).")]
    region: Annotated[RegionAnswer | None, about("Only for members of the picture's organization.")]
    state: Annotated[str, about("How it stands: given, withdrawn, expired ..., or missing.")]
    until_on: Annotated[date | None, about("Last day of the consent in force.")]
    consents: Annotated[list[CoveringConsent], about("Everything on file for this picture, newest first.")]


class PeopleAnswer(Answer, frozen=True):
    """Who is on a picture."""

    completeness: Annotated[str, about("unknown, none_confirmed, listed_complete or listed_incomplete.")]
    confirmed_at: Annotated[datetime | None, about("When somebody looked.")]
    people: Annotated[list[PersonOnAsset], about("By number.")]


def people_answer(asset: Asset, viewer: Viewer) -> PeopleAnswer:
    rights = AssetRights.objects.filter(asset=asset).first() or AssetRights()
    return PeopleAnswer(completeness=rights.persons, confirmed_at=rights.confirmed_at, people=people_on(asset, viewer))


def people_on(asset: Asset, viewer: Viewer) -> list[PersonOnAsset]:
    """Seven queries at most, however many people."""
    rows = list(PersonShown.objects.filter(asset=asset).select_related("asset", "person").order_by("number"))
    covering = consents_covering(rows, with_keepers=True)
    is_own = viewer.sees_all or asset.organization_id in viewer.organization_ids
    return [_person(row, covering.get(row.pk, ()), kept_by(viewer), is_own=is_own) for row in rows]


def _person(
    row: PersonShown, consents: tuple[Consent, ...], readable: frozenset[int], *, is_own: bool
) -> PersonOnAsset:
    is_readable = row.person is not None and row.person.organization_id in readable
    told = [_consent(each, consents, readable) for each in reversed(consents)]
    state, until_on = _standing(told)
    return PersonOnAsset(
        number=row.number,
        label=Words(de=f"Person {row.number}", en=f"Person {row.number}"),
        position=position_of(row.region),
        person=row.person.uuid if row.person and is_readable else None,
        is_known=row.person_id is not None,
        is_identifiable=row.is_identifiable,
        prominence=row.prominence,
        age_band=_age_band(row),
        has_special_category=row.has_special_category,
        region=RegionAnswer(**row.region) if row.region and is_own else None,
        state=state,
        until_on=until_on,
        consents=told,
    )


def _consent(row: Consent, others: Iterable[Consent], readable: frozenset[int]) -> CoveringConsent:
    return CoveringConsent(
        id=row.uuid if row.organization_id in readable else None,
        basis=row.basis,
        state=_state(row, others),
        **scopes_of(row),
        from_on=row.from_on,
        until_on=row.until_on,
        kept_by=row.organization.name,
    )


def _state(row: Consent, others: Iterable[Consent]) -> str:
    event = last_event(row)
    if event is None:
        return ""
    if is_followed(row, others):
        return "superseded"
    state = "given" if event.kind == "reconfirmed" else str(event.kind)
    is_over = row.until_on is not None and row.until_on < timezone.localdate()
    return "expired" if state == "given" and is_over else state


def _standing(told: list[CoveringConsent]) -> tuple[str, date | None]:
    """A no comes first, then what is open, then what is in force, then what is over; nothing on file is missing."""
    for state in ("withdrawn", "refused", "objection", "disputed", "given", "expired"):
        found = next((each for each in told if each.state == state), None)
        if found is not None:
            return state, found.until_on
    return "missing", None


def _age_band(row: PersonShown) -> str:
    """The band of today; a birth date stays with the controller."""
    person = row.person
    if person is None:
        return row.age_band
    if person.born_on is None:
        return person.age_band if person.age_band != Person.AgeBand.UNKNOWN else row.age_band
    today = timezone.localdate()
    bands = ((18, Person.AgeBand.ADULT), (14, Person.AgeBand.FROM_14))
    for years, band in bands:
        birthday = anniversary(person.born_on, years)
        if birthday is not None and birthday <= today:
            return str(band)
    return str(Person.AgeBand.UNDER_14)


def position_of(region: Any) -> Words | None:
    """ "links oben": in which ninth of the picture the middle of the region lies."""
    if not region:
        return None
    x, y = region["x"] + region["width"] / 2, region["y"] + region["height"] / 2
    column = next(words for edge, *words in _COLUMNS if x <= edge)
    row = next(words for edge, *words in _ROWS if y <= edge)
    german, english = f"{column[0]} {row[0]}", f"{row[1]} {column[1]}"
    return Words(de=german.strip(), en=english.strip())

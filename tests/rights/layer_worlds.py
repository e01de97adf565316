"""Generated records of the layers beside copyright: persons, works, property, signs, sound, rules, blocks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from licensing.rights import (
    ALL_CHANNELS,
    ALL_PURPOSES,
    EVERYONE,
    AgeBand,
    AiUse,
    AudioKind,
    AudioTrack,
    Basis,
    Block,
    BlockCause,
    Channel,
    Completeness,
    Consent,
    ConsentStatus,
    Custody,
    Modification,
    OrganizationRule,
    Permission,
    PermissionStatus,
    Person,
    Prominence,
    Property,
    Purpose,
    RenditionFacts,
    RuleEffect,
    RuleKind,
    Scope,
    Sign,
    SignKind,
    SiteRule,
    Tri,
    Viewpoint,
    Work,
    WorkPlace,
)

T = TypeVar("T")
ORGANIZATIONS = ("lindrode", "ahlen", "kreis")
FIRST = date(2026, 3, 20)
MOSTLY_YES = (Tri.YES, Tri.YES, Tri.YES, Tri.YES, Tri.NO, Tri.UNKNOWN)


def some(rng: Random, values: tuple[T, ...], at_most: int = 4) -> frozenset[T]:
    return frozenset(rng.sample(values, rng.randint(0, min(at_most, len(values)))))


CHANNELS = tuple(Channel)
PURPOSES = tuple(Purpose)


def scope(rng: Random) -> Scope:
    start = None if rng.random() < 0.5 else near(rng, -5, 5)
    return Scope(
        channels=ALL_CHANNELS if rng.random() < 0.7 else some(rng, CHANNELS, 6),
        purposes=ALL_PURPOSES if rng.random() < 0.7 else some(rng, PURPOSES, 6),
        organizations=frozenset({EVERYONE}) if rng.random() < 0.6 else some(rng, ORGANIZATIONS, 2),
        start=start,
        until=None if rng.random() < 0.5 else (start or FIRST) + timedelta(days=rng.randint(0, 20)),
    )


def near(rng: Random, low: int, high: int) -> date:
    return FIRST + timedelta(days=rng.randint(low, high))


def _years_before(rng: Random, years: int) -> date:
    """A day whose anniversary falls among the days that are asked about."""
    return near(rng, -2, 20).replace(year=FIRST.year - years)


def consent(rng: Random, id: str) -> Consent:
    is_tidy = rng.random() < 0.6
    status = ConsentStatus.GIVEN if rng.random() < 0.8 else rng.choice(tuple(ConsentStatus))
    return Consent(
        id=id,
        basis=Basis.CONSENT if rng.random() < 0.7 else rng.choice(tuple(Basis)),
        status=status,
        scope=scope(rng),
        given_on=None if rng.random() < 0.5 else near(rng, -40, 0),
        changed_on=near(rng, -5, 0) if status is not ConsentStatus.GIVEN else None,
        has_evidence=Tri.YES if is_tidy else rng.choice(MOSTLY_YES),
        guardians=rng.choice((0, 1, 2)),
        by_subject=Tri.YES if is_tidy else rng.choice(MOSTLY_YES),
        by_relatives=rng.choice(tuple(Tri)),
        is_general=rng.random() < 0.1,
        covers_commercial=rng.choice((Tri.YES, Tri.YES, *Tri)),
    )


def person(rng: Random, number: int) -> Person:
    born, died = None, None
    if rng.random() < 0.35:
        born = _years_before(rng, rng.choice((14, 18, 10, 40)))
    if rng.random() < 0.12:
        died = _years_before(rng, rng.choice((10, 3)))
    return Person(
        id=f"p{number}",
        number=number,
        is_identifiable=rng.choice(MOSTLY_YES),
        prominence=rng.choice(tuple(Prominence)),
        born_on=born,
        age_band=AgeBand.ADULT if rng.random() < 0.7 else rng.choice(tuple(AgeBand)),
        age_band_on=None if rng.random() < 0.2 else near(rng, -400, -340),
        custody=rng.choice(tuple(Custody)),
        died_on=died,
        has_special_category=rng.random() < 0.05,
        consents=tuple(consent(rng, f"c{number}{n}") for n in range(rng.choice((0, 1, 1, 1, 1, 2)))),
    )


def permission(rng: Random, id: str) -> Permission | None:
    if rng.random() < 0.4:
        return None
    return Permission(
        id=id,
        scope=scope(rng),
        status=PermissionStatus.GIVEN if rng.random() < 0.8 else rng.choice(tuple(PermissionStatus)),
        has_evidence=rng.choice(MOSTLY_YES),
        modifications=frozenset(Modification) if rng.random() < 0.5 else frozenset(),
    )


def work(rng: Random, number: int) -> Work:
    return Work(
        id=f"w{number}",
        title=rng.choice(("", "Brunnen")),
        artist=rng.choice(("", "A. Bildhauer")),
        artist_died_on=rng.choice((None, None, date(1955, 5, 1), date(1956, 5, 1), date(2020, 1, 1))),
        is_protected=rng.choice((Tri.YES, Tri.YES, *Tri)),
        place=rng.choice((WorkPlace.PUBLIC_PERMANENT, WorkPlace.PUBLIC_PERMANENT, *WorkPlace)),
        prominence=rng.choice(tuple(Prominence)),
        permission=permission(rng, f"wp{number}"),
    )


def _rule(rng: Random, number: int) -> OrganizationRule:
    start = None if rng.random() < 0.3 else near(rng, 0, 20)
    return OrganizationRule(
        id=f"r{number}",
        organization=rng.choice(ORGANIZATIONS),
        kind=rng.choice((RuleKind.BLACKOUT, *RuleKind)),
        effect=rng.choice(tuple(RuleEffect)),
        name=rng.choice(("", "Wahl im Mai")),
        start=start,
        until=None if rng.random() < 0.3 else (start or FIRST) + timedelta(days=rng.randint(0, 10)),
        channels=some(rng, CHANNELS, 5) if rng.random() < 0.4 else frozenset(),
        purposes=some(rng, PURPOSES, 5) if rng.random() < 0.4 else frozenset(),
        exempt_purposes=frozenset({Purpose.SERVICE_INFORMATION}) if rng.random() < 0.5 else frozenset(),
        licenses=frozenset({"CONTRACT", "CC-BY-4.0"}) if rng.random() < 0.5 else frozenset(),
    )


def _listed(rng: Random, chance: float, make: Callable[[Random, int], T], most: int) -> tuple[T, ...]:
    return tuple(make(rng, n) for n in range(1, rng.randint(1, most) + 1)) if rng.random() < chance else ()


def calmed(known: dict[str, Any]) -> dict[str, Any]:
    """The same records as careful people would leave them: given, evidenced, adults, nothing half-known."""
    wide = {"channels": ALL_CHANNELS, "purposes": ALL_PURPOSES, "organizations": frozenset({EVERYONE})}
    given = {"status": ConsentStatus.GIVEN, "basis": Basis.CONSENT, "by_subject": Tri.YES, "has_evidence": Tri.YES}
    yes = {"status": PermissionStatus.GIVEN, "has_evidence": Tri.YES}

    def permitted(each: Permission | None) -> Permission:
        return replace(each, **yes) if each is not None else Permission(id="calm", scope=Scope(**wide), **yes)

    def consented(each: Person) -> Person:
        own = tuple(replace(one, guardians=2, covers_commercial=Tri.YES, **given) for one in each.consents)
        own = own or (Consent(id="calm", scope=Scope(**wide), covers_commercial=Tri.YES, **given),)
        band = AgeBand.ADULT if each.born_on is None else each.age_band
        seen = {"is_identifiable": Tri.YES, "has_special_category": False, "age_band": band, "died_on": None}
        return replace(each, consents=own, **seen)

    return known | {
        "persons_shown": tuple(map(consented, known["persons_shown"])),
        "works_shown": tuple(replace(each, permission=permitted(each.permission)) for each in known["works_shown"]),
        "property_shown": tuple(replace(each, release=permitted(each.release)) for each in known["property_shown"]),
        "signs_shown": tuple(replace(each, permission=permitted(each.permission)) for each in known["signs_shown"]),
        "audio_tracks": tuple(replace(each, permission=permitted(each.permission)) for each in known["audio_tracks"]),
        "is_political_assembly": False,
        "blocks": (),
        "ai_use": AiUse(looks_real=Tri.YES, depicts_real_person=Tri.NO, has_provider_terms=Tri.YES),
    }


def layers(rng: Random) -> dict[str, Any]:
    """Records of a few layers at a time, each with a state that mostly fits them; most worlds have one busy layer."""
    busy = rng.choice(("persons", "persons", "works", "places", "signs", "sound", "rules", "all", "none"))

    def chance(layer: str) -> float:
        return 0.9 if busy == layer else 0.3 if busy == "all" else 0.0

    persons = _listed(rng, chance("persons"), person, 3)
    works = _listed(rng, chance("works"), work, 2)
    places = _listed(rng, chance("places"), _place, 2)
    return {
        "persons_shown": persons,
        "persons": Completeness.LISTED_COMPLETE if persons else Completeness.NONE_CONFIRMED,
        "is_political_assembly": rng.random() < 0.03,
        "works_shown": works,
        "works": Completeness.LISTED_COMPLETE if works else Completeness.NONE_CONFIRMED,
        "property_shown": places,
        "property": Completeness.LISTED_COMPLETE if places else Completeness.NONE_CONFIRMED,
        "viewpoint": rng.choice((Viewpoint.PUBLIC_GROUND, Viewpoint.PUBLIC_GROUND, *Viewpoint)),
        "signs_shown": _listed(rng, chance("signs"), _sign, 2),
        "audio_tracks": _listed(rng, chance("sound"), _track, 2),
        "rules": _listed(rng, chance("rules"), _rule, 3),
        "blocks": (Block(id="b1", cause=BlockCause.PERSON),) if rng.random() < 0.02 else (),
        "ai_use": AiUse(
            looks_real=rng.choice(tuple(Tri)),
            depicts_real_person=rng.choice((Tri.NO, Tri.NO, *Tri)),
            has_provider_terms=rng.choice(MOSTLY_YES),
        ),
        "renditions": (_rendition(rng, persons),),
    }


def _place(rng: Random, number: int) -> Property:
    return Property(id=f"h{number}", site_rule=rng.choice(tuple(SiteRule)), release=permission(rng, f"hp{number}"))


def _sign(rng: Random, number: int) -> Sign:
    return Sign(
        id=f"s{number}",
        kind=rng.choice(tuple(SignKind)),
        holder=rng.choice(("", "lindrode", "ahlen", "Musterland")),
        prominence=rng.choice(tuple(Prominence)),
        permission=permission(rng, f"sp{number}"),
    )


def _track(rng: Random, number: int) -> AudioTrack:
    return AudioTrack(id=f"a{number}", kind=rng.choice(tuple(AudioKind)), permission=permission(rng, f"ap{number}"))


def _rendition(rng: Random, persons: tuple[Person, ...]) -> RenditionFacts:
    shown = some(rng, tuple(each.id for each in persons), 2)
    return RenditionFacts(
        id="crop",
        modifications=frozenset({Modification.CROP}),
        persons=Completeness.LISTED_COMPLETE if shown else Completeness.NONE_CONFIRMED,
        shown_persons=shown,
        works=rng.choice(tuple(Completeness)),
        property=rng.choice(tuple(Completeness)),
    )

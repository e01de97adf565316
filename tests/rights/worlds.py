"""Generated rights worlds: facts and questions that are likely to meet, with every kind of gap in them.

Hypothesis draws one seed, and the world follows from it: far faster than drawing each of some forty values, so that the
short form of a property sees thousands of worlds. A failing world is printed whole and comes back with its seed.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from licensing.rights import (
    ALL_CHANNELS,
    ALL_PURPOSES,
    EVERYONE,
    EVERYWHERE,
    LICENSES,
    AssetFacts,
    AssetState,
    Channel,
    Completeness,
    ConflictConcern,
    Creator,
    CreditRule,
    Designation,
    Embargo,
    Facts,
    Grant,
    GrantKind,
    GrantStatus,
    LicenseAssignment,
    MetadataConflict,
    Modification,
    Naming,
    Placement,
    Policy,
    PolicyEffect,
    PolicyOf,
    Purpose,
    Question,
    RecordStatus,
    Tri,
)

from .layer_worlds import FIRST, ORGANIZATIONS, calmed, layers

T = TypeVar("T")
COMMON = ("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-3.0-DE", "DL-DE-BY-2.0", "CONTRACT", "OWN-WORK")
COMPLETE = Naming(creators=(Creator(name="Jan Muster"),), title="Schloss", source="Kreis", provider="Kreis")
YES_MOSTLY = (Tri.YES, Tri.YES, Tri.YES, Tri.NO, Tri.UNKNOWN)
NONE_MOSTLY = (Completeness.NONE_CONFIRMED,) * 8 + tuple(Completeness)
NAMES = ("Jan Muster", "Ada Lovelace", "Kim", "")


def _some(rng: Random, values: Iterable[T], at_most: int = 4) -> frozenset[T]:
    ordered = sorted(values, key=str)
    return frozenset(rng.sample(ordered, rng.randint(0, min(at_most, len(ordered)))))


def _all_or_some(rng: Random, values: Iterable[T]) -> frozenset[T]:
    every = frozenset(values)
    return every if rng.random() < 0.6 else _some(rng, every)


def _term(rng: Random) -> dict[str, Any]:
    start = FIRST + timedelta(days=rng.randint(-3, 8))
    until = None if rng.random() < 0.4 else start + timedelta(days=rng.randint(0, 15))
    return {"start": start, "until": until}


def _grant(rng: Random, id: str, *, is_tidy: bool) -> Grant:
    """A grant; a tidy one stands, is evidenced and silent about nothing, so that its scope and term decide."""
    licensees = frozenset({EVERYONE}) if rng.random() < 0.4 else _some(rng, ORGANIZATIONS, 2)
    grant = Grant(
        id=id,
        licensees=licensees,
        channels=_all_or_some(rng, ALL_CHANNELS),
        purposes=_all_or_some(rng, ALL_PURPOSES),
        modifications=_all_or_some(rng, Modification),
        has_evidence=Tri.YES,
        commercial=Tri.YES,
        paid_promotion=Tri.YES,
        platform_sublicense=rng.choice(YES_MOSTLY),
        third_party_redistribution=rng.choice(YES_MOSTLY),
        covers_other_bodies=rng.choice((Tri.NO, Tri.NO, *Tri)),
        kind=rng.choice((GrantKind.SIMPLE, GrantKind.SIMPLE, GrantKind.EXCLUSIVE)),
        licensor=rng.choice(("", "Muster", "Muster")),
        granted_on=rng.choice((None, FIRST, FIRST + timedelta(days=2))),
        credit=CreditRule(required=rng.choice(list(Tri)), line=rng.choice(("", "Foto: Jan Muster", "Foto: Kreis"))),
        **_term(rng),
    )
    return grant if is_tidy else _untidy_grant(rng, grant)


def _untidy_grant(rng: Random, grant: Grant) -> Grant:
    return replace(
        grant,
        territories=frozenset({"DE"}) if rng.random() < 0.25 else frozenset({EVERYWHERE}),
        status=rng.choice((GrantStatus.ACTIVE,) * 6 + tuple(GrantStatus)),
        has_evidence=rng.choice(YES_MOSTLY),
        commercial=rng.choice(YES_MOSTLY),
        paid_promotion=rng.choice(YES_MOSTLY),
        sensitive_use=rng.choice(YES_MOSTLY),
        print_run_left=rng.choice((None, None, 0, 500)),
        uses_left=rng.choice((None, None, None, 0, 3)),
        uses_max=rng.choice((None, 5)),
        report_to=rng.choice(("", "", "VG")),
    )


def _creator(rng: Random) -> Creator:
    designation = rng.choice((Designation.NAME,) * 4 + tuple(Designation))
    return Creator(name=rng.choice(NAMES), designation=designation, pseudonym=rng.choice(NAMES))


def _naming(rng: Random) -> Naming:
    return Naming(
        creators=tuple(_creator(rng) for _ in range(rng.randint(0, 2))),
        title=rng.choice(("", "Schloss", "Bei Jan Muster")),
        is_untitled=rng.random() < 0.5,
        source=rng.choice(("", "Stadt Lindrode")),
        source_url=rng.choice(("", "https://example.org/1", "javascript:alert(1)")),
        provider=rng.choice(("", "Kreis Ahlen")),
        credit_line=rng.choice(("", "Foto: Kim / Stadt Lindrode")),
    )


def _embargo(rng: Random) -> Embargo:
    day = FIRST + timedelta(days=rng.randint(0, 20))
    until: date | datetime = day if rng.random() < 0.3 else datetime.combine(day, time(rng.randint(0, 23)))
    zone = rng.choice(("Europe/Berlin", "Europe/Berlin", "America/New_York", "Nowhere/Land"))
    return Embargo(until_local=until, is_lifted=rng.random() < 0.3, timezone=zone)


_EFFECTS = tuple(name for name, field in Policy.__dataclass_fields__.items() if isinstance(field.default, PolicyEffect))


def _policy(rng: Random) -> Policy:
    effects = {name: rng.choice(list(PolicyEffect)) for name in _EFFECTS}
    return Policy(
        **effects,
        own_consent_from=rng.choice((12, 14, 14, 16)),
        guardians_needed=rng.choice((1, 2)),
        four_eyes_for_minors=rng.random() < 0.8,
        label_photoreal_ai=rng.random() < 0.8,
    )


def _license(rng: Random) -> str | None:
    return rng.choice(COMMON) if rng.random() < 0.5 else rng.choice((None, "no-such-license", *LICENSES))


def _facts(rng: Random, *, calm: float = 0.5) -> Facts:
    """Facts about an asset. Half of the worlds are tidy except for rights of use, naming and embargoes."""
    is_calm = rng.random() < calm
    is_tidy = is_calm or rng.random() < 0.3
    code = rng.choice(COMMON) if is_calm else _license(rng)
    verified = code and LicenseAssignment(license=code, status=RecordStatus.VERIFIED, licensor_is_creator=Tri.YES)
    tidy = Facts(
        assignment=verified or None,
        grants=tuple(_grant(rng, f"g{n}", is_tidy=is_tidy) for n in range(rng.randint(0, 3))),
        naming=COMPLETE if is_calm or rng.random() < 0.3 else _naming(rng),
        persons=Completeness.NONE_CONFIRMED,
        works=Completeness.NONE_CONFIRMED,
        property=Completeness.NONE_CONFIRMED,
        ai=rng.choice((Tri.NO, Tri.NO, Tri.NO, Tri.YES)),
        embargoes=tuple(_embargo(rng) for _ in range(rng.choice((0, 0, 0, 0, 0, 1, 2)))),
        policy=Policy() if is_calm or rng.random() < 0.3 else _policy(rng),
        policies=(PolicyOf(organization="ahlen", policy=_policy(rng)),) if rng.random() < 0.15 else (),
    )
    if rng.random() < 0.75:
        records = layers(rng)
        tidy = replace(tidy, **(calmed(records) if is_calm else records))
        has_sound = Tri.YES if tidy.audio_tracks else Tri.NO
        tidy = replace(tidy, asset=AssetFacts(has_sound=has_sound), audio=Completeness.LISTED_COMPLETE)
    return tidy if is_tidy else _untidy_facts(rng, tidy)


def _untidy_facts(rng: Random, tidy: Facts) -> Facts:
    """The same world with any layer in any state."""
    status = rng.choice((RecordStatus.VERIFIED,) * 6 + tuple(RecordStatus))
    assignment = tidy.assignment and replace(tidy.assignment, status=status, licensor_is_creator=rng.choice(YES_MOSTLY))
    conflict = MetadataConflict(
        concept=rng.choice(("creator", "copyright_notice")),
        concern=rng.choice(list(ConflictConcern)),
        is_resolved=rng.random() < 0.6,
    )
    return replace(
        tidy,
        asset=AssetFacts(
            state=rng.choice((AssetState.READY,) * 12 + tuple(AssetState)),
            has_sound=rng.choice((Tri.NO, Tri.NO, Tri.NO, *Tri)),
        ),
        assignment=assignment,
        persons=rng.choice(NONE_MOSTLY),
        works=rng.choice(NONE_MOSTLY),
        property=rng.choice(NONE_MOSTLY),
        audio=rng.choice(NONE_MOSTLY),
        ai=rng.choice((Tri.NO, Tri.NO, Tri.NO, *Tri)),
        conflicts=(conflict,) if rng.random() < 0.3 else (),
    )


def _searched(rng: Random) -> Question:
    """A search-shaped question: everything beyond channel, purpose, organization and period is left open."""
    start = FIRST + timedelta(days=rng.randint(0, 20))
    until = None if rng.random() < 0.3 else start + timedelta(days=rng.randint(0, 6))
    return Question(
        asset="a1",
        organization=rng.choice(ORGANIZATIONS),
        channel=rng.choice(list(Channel)),
        purpose=rng.choice(list(Purpose)),
        publish_from=start,
        publish_until=until,
    )


def _asked(rng: Random) -> Question:
    """A question with any attribute answered or left open."""
    if rng.random() < 0.4:
        calm = dict.fromkeys(("commercial", "paid_promotion", "sold", "sensitive_context"), Tri.NO)
        return replace(_searched(rng), territory="DE-NW", print_run=100, **calm)  # type: ignore[arg-type]  # all Tri
    answers = (Tri.NO, Tri.NO, *Tri)
    return replace(
        _searched(rng),
        placement=rng.choice((None, None, *Placement)),
        territory=rng.choice((None, "DE", "DE-NW", "AT")),
        modifications=_some(rng, Modification, 2) if rng.random() < 0.4 else frozenset(),
        commercial=rng.choice(answers),
        paid_promotion=rng.choice(answers),
        sold=rng.choice(answers),
        sensitive_context=rng.choice(answers),
        print_run=rng.choice((None, 100, 1000, 600_000)),
        output_license=rng.choice((None, None, "CC-BY-SA-4.0", "CC-BY-4.0")),
        political_context=rng.choice((Tri.NO, Tri.NO, Tri.NO, *Tri)),
        as_logo=rng.choice((Tri.NO, Tri.NO, Tri.NO, *Tri)),
        rendition=rng.choice((None, None, None, "crop", "unseen")),
        co_publishers=frozenset({rng.choice(ORGANIZATIONS)}) if rng.random() < 0.1 else frozenset(),
    )


CASES = 200_000 if os.environ.get("BILDKREIS_PROOF") == "1" else 10_000
"""How many worlds an invariant sees: in CI, and in the long form of `make proof`."""
many = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def _seeded(make: Callable[[Random], T]) -> st.SearchStrategy[T]:
    return st.integers(0, 2**48).map(lambda seed: make(Random(seed)))


@dataclass(frozen=True)
class World:
    """Facts about one asset, and a question about it."""

    facts: Facts
    question: Question


def worlds() -> st.SearchStrategy[World]:
    """Any question about any facts."""
    return _seeded(lambda rng: World(_facts(rng), _asked(rng)))


@dataclass(frozen=True)
class Searched:
    """Facts about one asset, and questions that leave open what a search leaves open."""

    facts: Facts
    questions: tuple[Question, ...]


def searched_worlds(count: int) -> st.SearchStrategy[Searched]:
    return _seeded(lambda rng: Searched(_facts(rng), tuple(_searched(rng) for _ in range(count))))


def recorded() -> st.SearchStrategy[Facts]:
    return _seeded(_facts)


def searched() -> st.SearchStrategy[Question]:
    return _seeded(_searched)


def asked() -> st.SearchStrategy[Question]:
    return _seeded(_asked)


namings = _seeded(_naming)
licenses = _seeded(_license)


make_facts, make_asked, make_searched, make_naming = _facts, _asked, _searched, _naming
"""The same worlds for tests that want them by number, without hypothesis."""

"""What an answer costs: one question, a matrix of channels, the rows for search.

Run as `python -m benchmarks.rights`. The asset is a realistic one: three grants, four persons with consents, two places
with releases. Every figure is the best of many short rounds and stands beside a *floor* that is measured in the same
rounds (making as many small frozen values as an answer holds), so that a busy machine slows both alike.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from licensing.rights import (
    ALL_CHANNELS,
    ALL_MODIFICATIONS,
    ALL_PURPOSES,
    AgeBand,
    Channel,
    Completeness,
    Consent,
    Creator,
    Facts,
    Grant,
    LicenseAssignment,
    Naming,
    Permission,
    Person,
    Placement,
    Property,
    Purpose,
    Question,
    RecordRef,
    RecordStatus,
    Scope,
    SiteRule,
    Tri,
    Viewpoint,
    decide,
    windows,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ORGANIZATIONS = tuple(f"organization-{n}" for n in range(12))
OWN = ORGANIZATIONS[0]
ROUNDS, REPEATS = 150, 10
DECIDE_US, MATRIX_MS, WINDOWS_MS = 100.0, 2.0, 1.0


def _scope(until: date) -> Scope:
    owner, start = frozenset({OWN}), date(2026, 1, 1)
    return Scope(channels=ALL_CHANNELS, purposes=ALL_PURPOSES, organizations=owner, start=start, until=until)


def _person(number: int) -> Person:
    consent = Consent(id=f"c{number}", scope=_scope(date(2028, number, 28)), has_evidence=Tri.YES, by_subject=Tri.YES)
    return Person(id=f"p{number}", number=number, is_identifiable=Tri.YES, age_band=AgeBand.ADULT, consents=(consent,))


def _place(number: int) -> Property:
    release = Permission(id=f"l{number}", scope=_scope(date(2029, 1, number)), has_evidence=Tri.YES)
    return Property(id=f"h{number}", site_rule=SiteRule.PERMISSION_NEEDED, release=release)


def _grant(number: int, licensee: str, until: date | None) -> Grant:
    return Grant(
        id=f"g{number}",
        licensees=frozenset({licensee}),
        channels=ALL_CHANNELS,
        purposes=ALL_PURPOSES,
        modifications=ALL_MODIFICATIONS,
        start=date(2026, 1, 1),
        until=until,
        has_evidence=Tri.YES,
        commercial=Tri.YES,
        paid_promotion=Tri.YES,
        platform_sublicense=Tri.YES,
        third_party_redistribution=Tri.YES,
    )


def realistic() -> Facts:
    """Three grants, four persons with consents, two releases."""
    plain = replace(copyright_only(), assignment=_verified("CONTRACT"), viewpoint=Viewpoint.INTERIOR)
    return replace(
        plain,
        grants=(
            _grant(1, OWN, date(2027, 12, 31)),
            _grant(2, ORGANIZATIONS[1], None),
            _grant(3, ORGANIZATIONS[2], date(2026, 12, 31)),
        ),
        persons=Completeness.LISTED_COMPLETE,
        persons_shown=tuple(_person(number) for number in range(1, 5)),
        property=Completeness.LISTED_COMPLETE,
        property_shown=(_place(1), _place(2)),
    )


def _verified(license: str) -> LicenseAssignment:
    return LicenseAssignment(license=license, status=RecordStatus.VERIFIED, licensor_is_creator=Tri.YES)


def copyright_only() -> Facts:
    """Nobody and nothing of others shown, under a public license."""
    none = Completeness.NONE_CONFIRMED
    naming = Naming(creators=(Creator(name="J. Muster"),), title="Wasserschloss", source="Stadt Lindrode")
    return Facts(
        assignment=_verified("CC-BY-4.0"), naming=naming, persons=none, works=none, property=none, audio=none, ai=Tri.NO
    )


def questions() -> list[Question]:
    """The thirteen channels, and a story: what the page of a medium asks at once."""
    every = [
        Question(
            asset="a",
            organization=OWN,
            channel=channel,
            purpose=Purpose.EDITORIAL_INFORMATION,
            publish_from=date(2026, 11, 24),
            commercial=Tri.NO,
            paid_promotion=Tri.NO,
            sensitive_context=Tri.NO,
            print_run=100,
        )
        for channel in Channel
    ]
    return [*every, replace(every[list(Channel).index(Channel.INSTAGRAM)], placement=Placement.STORY)]


def floor() -> None:
    for number in range(100):
        RecordRef("floor", str(number))


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds of one call: the best round, and the median of them."""

    best: float
    median: float


def measured(steps: dict[str, Callable[[], object]]) -> dict[str, Figure]:
    """Time every step in each round, in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            before = time.perf_counter()
            for _ in range(REPEATS):
                step()
            seconds[name].append((time.perf_counter() - before) / REPEATS)
    return {name: Figure(min(found), statistics.median(found)) for name, found in seconds.items()}


def main() -> None:
    known, simple, asked = realistic(), copyright_only(), questions()
    steps: dict[str, Callable[[], object]] = {
        "floor": floor,
        "decide, 3 grants, 4 persons, 2 releases": lambda: decide(asked[0], known, at=NOW),
        "decide, copyright only": lambda: decide(asked[0], simple, at=NOW),
        "14 channels": lambda: [decide(each, known, at=NOW) for each in asked],
        "windows, 3 grants, 4 persons, 2 releases": lambda: windows(known, organizations=ORGANIZATIONS),
        "windows, copyright only": lambda: windows(simple, organizations=ORGANIZATIONS),
    }
    assert decide(asked[0], known, at=NOW).verdict.is_releasing
    found = measured(steps)
    least = found["floor"].best
    for name, figure in found.items():
        ratio = f"{figure.best / least:7.1f} × floor"
        print(f"{name:42} best {figure.best * 1e6:8.1f} µs  median {figure.median * 1e6:8.1f} µs  {ratio}")
    goals = {
        "decide, 3 grants, 4 persons, 2 releases": DECIDE_US,
        "14 channels": MATRIX_MS * 1000,
        "windows, 3 grants, 4 persons, 2 releases": WINDOWS_MS * 1000,
    }
    for name, goal in goals.items():
        print(f"goal {name}: {goal:.0f} µs, {'met' if found[name].median * 1e6 < goal else 'missed'} at the median")


if __name__ == "__main__":
    main()

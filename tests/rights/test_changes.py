"""When an answer changes by itself."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from licensing.rights import (
    Channel,
    Completeness,
    Embargo,
    Policy,
    Property,
    Sign,
    SignKind,
    Work,
    start_of,
)

from .builders import (
    NOW,
    answer,
    consent,
    contracted,
    day,
    facts,
    grant,
    permission,
    person,
    question,
    rule,
    scope,
    showing,
)

TERM = scope(("2027-01-01", "2027-06-30"))


@pytest.mark.parametrize(
    ("known", "changes"),
    [
        pytest.param(facts(), None, id="never"),
        pytest.param(contracted(grant(term=("2026-01-01", "2027-03-31"))), "2027-04-01", id="a grant ends"),
        pytest.param(contracted(grant(term=("2026-01-01", "2026-11-22"))), "2026-11-23", id="a grant ends today"),
        pytest.param(contracted(grant(term=("2026-01-01", "2026-11-21"))), None, id="a grant has ended"),
        pytest.param(contracted(grant(term=("2027-02-01", None))), "2027-02-01", id="a grant begins"),
        pytest.param(showing(person(consent(scope=TERM))), "2027-01-01", id="a consent begins"),
        pytest.param(showing(person(consent(scope=replace(TERM, start=None)))), "2027-07-01", id="a consent ends"),
        pytest.param(showing(person(born_on=day("2009-05-10"))), "2027-05-10", id="18th birthday"),
        pytest.param(showing(person(born_on=day("2013-05-10"))), "2027-05-10", id="14th birthday"),
        pytest.param(
            showing(person(born_on=day("2013-05-10")), policy=Policy(own_consent_from=16)),
            "2029-05-10",
            id="16th birthday",
        ),
        pytest.param(showing(person(died_on=day("2017-05-10"))), "2027-05-11", id="ten years after death"),
        pytest.param(
            facts(works_shown=(Work(id="w", artist_died_on=day("1956-05-10")),)), "2027-01-01", id="a work goes free"
        ),
        pytest.param(
            facts(works_shown=(Work(id="w", permission=permission(scope=TERM)),)),
            "2027-01-01",
            id="a work is permitted",
        ),
        pytest.param(
            facts(property_shown=(Property(id="h", release=permission(scope=TERM)),)), "2027-01-01", id="a place"
        ),
        pytest.param(
            facts(signs_shown=(Sign(id="s", kind=SignKind.LOGO, permission=permission(scope=TERM)),)),
            "2027-01-01",
            id="a mark",
        ),
        pytest.param(facts(rules=(rule(),)), "2027-02-01", id="a black-out begins"),
        pytest.param(facts(rules=(rule((None, "2027-03-14")),)), "2027-03-15", id="a black-out ends"),
        pytest.param(facts(embargoes=(Embargo(until_local=day("2026-12-10")),)), "2026-12-10", id="an embargo's day"),
        pytest.param(
            facts(embargoes=(Embargo(until_local=day("2026-12-10"), is_lifted=True),)), None, id="a lifted embargo"
        ),
        pytest.param(
            contracted(grant(term=("2026-01-01", "2027-03-31")), rules=(rule(),)),
            "2027-02-01",
            id="the earliest counts",
        ),
    ],
)
def test_an_answer_changes_with_the_next_fact(known, changes) -> None:
    assert answer(question(), known).next_change_at == (start_of(day(changes)) if changes else None)


def test_an_embargo_ends_at_its_instant() -> None:
    known = facts(embargoes=(Embargo(until_local=datetime.fromisoformat("2026-11-22T10:30")),))
    assert answer(question(), known).next_change_at == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_an_embargo_that_is_over_changes_nothing() -> None:
    known = facts(embargoes=(Embargo(until_local=datetime.fromisoformat("2026-11-22T10:00")),))
    assert answer(question(), known).next_change_at is None
    assert datetime(2026, 11, 22, 9, 14, tzinfo=UTC) == NOW


@pytest.mark.parametrize("broken", ["grants", "persons_shown", "rules", "works_shown"])
def test_a_record_that_cannot_be_read_has_no_date(broken) -> None:
    known = replace(contracted(grant(term=("2026-01-01", "2027-03-31"))), **{broken: ("nonsense",)})
    expected = None if broken == "grants" else start_of(day("2027-04-01"))
    assert answer(question(Channel.PRINT), known).next_change_at == expected


def test_what_nobody_looked_at_changes_all_the_same() -> None:
    known = facts(persons=Completeness.UNKNOWN, persons_shown=(person(born_on=day("2009-05-10")),))
    assert answer(question(), known).next_change_at == start_of(day("2027-05-10"))


@pytest.mark.parametrize(
    ("embargo", "instant"),
    [
        pytest.param(Embargo(until_local=day("2026-11-22")), start_of(day("2026-11-23")), id="a day ends at midnight"),
        pytest.param(
            Embargo(until_local=datetime.fromisoformat("2026-11-25T20:00"), timezone="America/New_York"),
            datetime(2026, 11, 26, 1, 0, tzinfo=UTC),
            id="on the clock of its place",
        ),
        pytest.param(Embargo(until_local=day("9999-12-31")), start_of(day("9999-12-31")), id="last day of all"),
        pytest.param(Embargo(until_local="soon"), None, id="no day at all"),
    ],
)
def test_an_embargo_changes_the_answer_when_it_ends(embargo, instant) -> None:
    assert answer(question(), facts(embargoes=(embargo,))).next_change_at == instant


def test_facts_that_cannot_be_remembered_change_all_the_same() -> None:
    listed = replace(showing(person(consent(scope=TERM))), conflicts=[])
    assert answer(question(), listed).next_change_at == start_of(day("2027-01-01"))

"""`windows` and `decide` are one rule in two forms."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from licensing.rights import (
    Basis,
    Channel,
    Embargo,
    Facts,
    PermittedUse,
    Purpose,
    Question,
    Verdict,
    channel_mask,
    decide,
    purpose_mask,
    window_query,
    window_verdict,
    windows,
)

from .builders import NOW, TOWN, consent, contracted, day, facts, grant, person, scope, showing
from .cases import CASES as CASES_OF_LAW
from .cases.case import Case
from .worlds import CASES, ORGANIZATIONS, Searched, many, recorded, searched_worlds


def _assert_rows_say_what_decide_says(rows: tuple[PermittedUse, ...], known: Facts, asked: Question) -> None:
    period = (asked.publish_from, asked.publish_until)
    assert asked.organization is not None
    found = window_verdict(rows, asked.channel, asked.purpose, asked.organization, *period)
    decided = decide(asked, known, at=NOW).verdict
    is_ended_in_time = asked.publish_until is not None and found is Verdict.ALLOWED_WITH_DUTIES
    assert found is decided or (is_ended_in_time and decided is Verdict.ALLOWED)


def _is_searchable(case: Case) -> bool:
    asks = case.asks
    return asks.organization is not None and (asks.publish_until or asks.publish_from) >= asks.publish_from


QUESTIONS = 8
"""Questions about one asset, so that its rows are made once for several cases."""


@given(searched_worlds(QUESTIONS))
@settings(many, max_examples=CASES // QUESTIONS)
def test_i10_the_rows_of_an_asset_give_the_verdict_that_deciding_gives(world: Searched) -> None:
    rows = windows(world.facts, organizations=ORGANIZATIONS)
    for asked in world.questions:
        _assert_rows_say_what_decide_says(rows, world.facts, asked)


@given(recorded())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_rows_agree_on_every_channel_purpose_and_organization(known: Facts) -> None:
    rows, start = windows(known, organizations=ORGANIZATIONS), date(2026, 3, 28)
    for channel, purpose, organization in product(Channel, Purpose, ORGANIZATIONS):
        asked = Question(asset="a1", organization=organization, channel=channel, purpose=purpose, publish_from=start)
        found = window_verdict(rows, channel, purpose, organization, start, None)
        assert found is decide(asked, known, at=NOW).verdict, (channel, purpose, organization)


@pytest.mark.parametrize("case", [pytest.param(each, id=each.id) for each in CASES_OF_LAW if _is_searchable(each)])
def test_the_rows_of_a_worked_case_say_what_deciding_says(case: Case) -> None:
    """What a search leaves open is left open; asked for the days of the case and five years later, on every channel."""
    asks = case.asks
    rows = windows(case.facts, organizations=[TOWN, "ahlen"])
    for channel, later, is_dated in product(Channel, (0, 5 * 365), (True, False)):
        start = asks.publish_from + timedelta(days=later)
        asked = Question(
            asset="a1",
            organization=asks.organization,
            channel=channel,
            purpose=asks.purpose,
            publish_from=start,
            publish_until=max(start, asks.publish_until or start) if is_dated else None,
        )
        _assert_rows_say_what_decide_says(rows, case.facts, asked)


def test_an_asset_with_nothing_recorded_needs_no_row() -> None:
    assert windows(Facts(), organizations=ORGANIZATIONS) == ()


def test_facts_that_cannot_be_read_give_no_row() -> None:
    assert windows(facts(grants=None), organizations=ORGANIZATIONS) == ()


def test_a_dated_grant_is_one_row_beside_the_refusal_of_everything_else() -> None:
    right = grant(term=("2026-01-01", "2027-03-31"), channels=frozenset({Channel.PRINT}))
    rows = windows(contracted(right), organizations=[TOWN, "ahlen"])
    every = (channel_mask(Channel), purpose_mask(Purpose))
    assert rows == (
        PermittedUse(*every, None, None, None, Verdict.FORBIDDEN),
        PermittedUse(
            channel_mask([Channel.PRINT]),
            every[1],
            TOWN,
            day("2026-01-01"),
            day("2027-03-31"),
            Verdict.ALLOWED_WITH_DUTIES,
        ),
    )


def test_an_embargo_moves_the_start_of_a_row() -> None:
    rows = windows(facts("CC-BY-4.0", embargoes=(Embargo(until_local=day("2026-12-10")),)), organizations=[TOWN])
    starts = {(row.start, row.verdict) for row in rows}
    assert starts == {
        (None, Verdict.FORBIDDEN),
        (day("2026-12-10"), Verdict.NEEDS_DECISION),
        (day("2026-12-11"), Verdict.ALLOWED_WITH_DUTIES),
    }


@pytest.mark.parametrize(
    ("channel", "until", "last"),
    [
        pytest.param(Channel.WEBSITE, "2027-01-31", "2027-01-31", id="a page stays until its end"),
        pytest.param(Channel.WEBSITE, None, "2026-11-23", id="an open end is asked for the first day"),
        pytest.param(Channel.NEWSLETTER, "2027-01-31", "2026-11-23", id="sending is one instant"),
    ],
)
def test_a_search_question_is_a_handful_of_integers(channel, until, last) -> None:
    query = window_query(channel, Purpose.EDUCATION, TOWN, day("2026-11-23"), day(until) if until else None)
    assert (query.first_day, query.last_day) == (day("2026-11-23").toordinal(), day(last).toordinal())


def test_a_period_that_ends_before_it_begins_is_no_search_question() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        window_query(Channel.WEBSITE, Purpose.EDUCATION, TOWN, day("2026-11-23"), day("2026-11-22"))


def test_grants_of_one_asset_stay_a_handful_of_rows() -> None:
    everywhere = [grant(f"g{n}", term=("2026-01-01", f"203{n}-12-31")) for n in range(6)]
    assert len(windows(contracted(*everywhere), organizations=ORGANIZATIONS)) <= 4


@pytest.mark.parametrize("until", ["2028-05-10", "2030-05-10", "2040-05-10", None])
@pytest.mark.parametrize("start", ["2027-01-01", "2030-05-10", "2030-05-11", "2041-01-01"])
@pytest.mark.parametrize("last", [None, "2045-01-01"])
def test_the_rows_of_somebody_who_died_end_and_begin_again_as_deciding_does(until, start, last) -> None:
    """Protected until 10.05.2030; the relatives' consent ends before, with, or after that."""
    theirs = consent(basis=Basis.RELATIVES, scope=scope((None, until)))
    known = showing(person(theirs, died_on=day("2020-05-10")))
    asked = Question(
        asset="a1",
        organization=TOWN,
        channel=Channel.WEBSITE,
        purpose=Purpose.EDUCATION,
        publish_from=day(start),
        publish_until=day(last) if last else None,
    )
    _assert_rows_say_what_decide_says(windows(known, organizations=[TOWN]), known, asked)

"""Wall-clock times and Berlin days, at the edges of summer time."""

from datetime import UTC, date, datetime

import pytest

from licensing.rights import Embargo, NonexistentLocalTime, berlin_day, embargo, end_of, resolve_local, start_of
from licensing.rights.days import anniversary, as_day, day_after, day_before, last_day_of_years

from .builders import answer, contracted, day, facts, grant, question


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        pytest.param("2026-11-25T10:00", "2026-11-25T09:00+00:00", id="winter"),
        pytest.param("2026-07-25T10:00", "2026-07-25T08:00+00:00", id="summer"),
        pytest.param("2027-03-28T01:59", "2027-03-28T00:59+00:00", id="last minute before spring"),
        pytest.param("2027-03-28T03:00", "2027-03-28T01:00+00:00", id="first minute after spring"),
        pytest.param("2026-10-25T02:30", "2026-10-25T01:30+00:00", id="doubled in autumn: the later one"),
        pytest.param("2026-10-25T01:59", "2026-10-24T23:59+00:00", id="last minute before autumn"),
        pytest.param("2026-10-25T03:00", "2026-10-25T02:00+00:00", id="first minute after autumn"),
    ],
)
def test_a_wall_clock_time_is_one_instant(local: str, instant: str) -> None:
    assert resolve_local(datetime.fromisoformat(local)) == datetime.fromisoformat(instant)


@pytest.mark.parametrize("local", ["2027-03-28T02:00", "2027-03-28T02:30", "2027-03-28T02:59"])
def test_an_hour_that_spring_skips_is_rejected_on_input(local: str) -> None:
    with pytest.raises(NonexistentLocalTime, match="does not exist in Europe/Berlin"):
        embargo(datetime.fromisoformat(local))


def test_a_time_that_exists_makes_an_embargo() -> None:
    made = embargo(datetime.fromisoformat("2026-10-25T02:30"), id="e1")
    assert made == Embargo(until_local=datetime.fromisoformat("2026-10-25T02:30"), id="e1")


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../etc/passwd", ""])
def test_an_unknown_time_zone_is_a_value_error(zone: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        resolve_local(datetime.fromisoformat("2026-11-25T10:00"), zone)


def test_a_time_with_an_offset_is_no_wall_clock_time() -> None:
    with pytest.raises(ValueError, match=r"^a wall-clock time carries no offset$"):
        resolve_local(datetime(2026, 11, 25, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        pytest.param("2027-03-28", 23, id="spring day"),
        pytest.param("2026-10-25", 25, id="autumn day"),
        pytest.param("2026-11-23", 24, id="any other day"),
    ],
)
def test_a_day_runs_from_midnight_to_midnight_in_berlin(text: str, hours: int) -> None:
    end = end_of(day(text))
    assert end is not None
    assert (end - start_of(day(text))).total_seconds() == hours * 3600


def test_the_last_day_of_the_calendar_has_no_end() -> None:
    assert end_of(date.max) is None


def test_an_instant_late_at_night_belongs_to_the_next_berlin_day() -> None:
    assert berlin_day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == day("2026-11-23")
    assert as_day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == day("2026-11-23")


def test_an_embargo_of_another_zone_ends_on_the_berlin_day_of_its_instant() -> None:
    end = Embargo(until_local=datetime.fromisoformat("2026-11-25T20:00"), timezone="America/New_York")
    before = answer(question(publish_from=day("2026-11-25")), facts(embargoes=(end,)))
    on_the_day = answer(question(publish_from=day("2026-11-26")), facts(embargoes=(end,)))
    assert [before.verdict, on_the_day.verdict] == ["forbidden", "allowed_with_duties"]


def test_the_ends_of_the_calendar_do_not_overflow() -> None:
    eternal = contracted(grant(term=("0001-01-01", "9999-12-31")))
    asked = question(publish_from=date.min, publish_until=date.max)
    assert answer(asked, eternal).verdict.is_releasing


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert (day_before(date.min), day_after(date.max)) == (None, None)
    assert (day_before(day("2027-01-01")), day_after(day("2026-12-31"))) == (day("2026-12-31"), day("2027-01-01"))
    assert anniversary(date(9990, 5, 1), 10) is None
    assert anniversary(date(9989, 5, 1), 10) == date(9999, 5, 1)


@pytest.mark.parametrize(
    ("event", "years", "last"),
    [
        pytest.param("2016-02-29", 10, "2026-02-28", id="no such day: the last of the month"),
        pytest.param("2016-02-29", 4, "2020-02-29", id="the same day"),
        pytest.param("2016-03-01", 10, "2026-03-01", id="the day after"),
    ],
)
def test_years_end_on_the_day_of_the_same_number(event: str, years: int, last: str) -> None:
    assert last_day_of_years(day(event), years) == day(last)

"""Gate 11: embargoes, on the wall clock of the place that they were set in."""

from collections.abc import Iterator
from datetime import date, datetime

from ..case import Case
from ..catalogue import Finding, RecordRef, duty, forbidden, needs_decision
from ..days import berlin_day, resolve_local, start_of
from ..facts import Embargo


def embargo_reasons(first: date | None, embargo: Embargo) -> Iterator[Finding]:
    """What one embargo says to a use that begins on the Berlin day `first`.

    Before the day of the instant: forbidden. On that day: allowed from the instant on. A date without an hour is open
    until that day is over, because nobody knows whether its beginning or its end is meant; so is a time that does not
    exist.
    """
    if embargo.is_lifted is True or first is None:
        return
    record = RecordRef("embargo", embargo.id)
    until = embargo.until_local
    if not isinstance(until, datetime):
        if first <= until:
            yield needs_decision("EMBARGO_TIME_AMBIGUOUS", 11, record)
        if first < until:
            yield forbidden("EMBARGO_ACTIVE", 11, record, until=until)
        return
    try:
        instant = resolve_local(until, embargo.timezone)
    except ValueError:
        yield needs_decision("EMBARGO_TIME_AMBIGUOUS", 11, record)
        return
    day = berlin_day(instant)
    if first < day:
        yield forbidden("EMBARGO_ACTIVE", 11, record, until=instant)
    elif first == day and start_of(day) < instant:
        yield duty("DUTY_WAIT_UNTIL", due=day, instant=instant)


def embargoes(case: Case) -> Iterator[Finding]:
    """Gate 11: every embargo on its own; the strictest counts."""
    for embargo in case.facts.embargoes:
        yield from embargo_reasons(case.first, embargo)


def embargo_findings(case: Case, embargo: Embargo) -> Iterator[Finding]:
    """What one embargo says to the use."""
    return embargo_reasons(case.first, embargo)

"""What the end of a permission means for the use asked about: a deadline, told apart by when the channel's act happens.

A permission that ends always carries its last day as a duty, also where the planned use ends earlier: what is
published near an end is only complete with a dated task (rights note 4.4). Of several ends the earliest counts.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from .case import Case
from .catalogue import Finding, duty
from .days import day_before
from .vocabulary import Channel, Timing

_INSTANT, _CONTINUING = Timing.INSTANT, Timing.CONTINUING

CAUSES = ("grant", "consent", "permission", "exclusive", "rule", "decision")
"""What a deadline can come from."""


def last_day(case: Case, until: date | None, cause: str) -> tuple[Finding, ...]:
    """The duty to end a use with the last day of a permission; an act in a single instant has ended by itself."""
    if until is None or case.timing is _INSTANT:
        return ()
    return (_deadline(until, cause, case.timing is _CONTINUING),)


def outlives(case: Case, until: date | None) -> bool:
    """Whether what is done lasts beyond a permission that ends: what the press was sent cannot be recalled (rights note
    2.6), so a person decides whether such a permission carries it.
    """
    return until is not None and case.channel is Channel.PRESS


@lru_cache(maxsize=4096)
def _deadline(until: date, cause: str, is_continuing: bool, /) -> Finding:
    code = "DUTY_TAKE_DOWN_BY" if is_continuing else "DUTY_STOP_DISTRIBUTION_BY"
    return duty(code, due=until, date=until, cause=cause)


def overlaps(case: Case, start: date | None, until: date | None) -> bool:
    """Whether the use and a period share a day; an open end of the period is open."""
    if case.first is None or case.last is None:
        return False
    return (start is None or start <= case.last) and (until is None or case.first <= until)


def before(case: Case, start: date | None, cause: str) -> Iterator[Finding]:
    """The duty to end a use without an end before a period begins that would forbid it or put it to a person. A use
    that ends by itself before that day owes nothing.
    """
    if case.is_open_ended and start is not None and case.last is not None and case.last < start:
        yield from last_day(case, day_before(start), cause)

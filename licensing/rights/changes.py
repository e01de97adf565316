"""When an answer changes by itself: the earliest instant after the check at which a recorded fact turns.

Terms of grants, consents, releases and rules begin and end; somebody turns 14 (or the age of the policy) or 18; ten
years after a death and seventy after an artist's are over; an embargo ends. Days are Berlin days; a record that cannot
be read has no date to tell.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from .days import berlin_day, day_after, resolve_local, start_of
from .facts import Embargo, Facts, Grant, Policy
from .gates.ages import majority_of, own_voice_of
from .gates.consents import protected_until
from .gates.works import free_from
from .layers import AudioTrack, OrganizationRule, Permission, Person, Property, Scope, Sign, Work


def next_change(facts: Facts, policy: Policy, at: datetime) -> datetime | None:
    """The earliest instant after `at` at which a fact changes, for somebody under this policy."""
    try:
        today = berlin_day(at)
    except (ValueError, OverflowError):
        return None
    try:
        days = _remembered(facts, policy)
    except TypeError:  # something in the facts cannot be remembered
        days = _change_days(facts, policy)
    place = bisect_right(days, today)
    instants = [instant for instant in _embargo_ends(facts) if instant > at] if facts.embargoes else []
    if place < len(days):
        instants.append(start_of(days[place]))
    return min(instants, default=None)


def _change_days(facts: Facts, policy: Policy) -> tuple[date, ...]:
    return tuple(sorted(set(_days(facts, policy))))


_remembered = lru_cache(maxsize=4096)(_change_days)


Days = Callable[[Any], Iterable[date | None]]


def _days(facts: Facts, policy: Policy) -> Iterator[date]:
    """The days on which something is different, record by record, so that a broken one has none."""
    layers: tuple[tuple[tuple[object, ...], Days], ...] = (
        (facts.grants, _of_grant),
        (facts.persons_shown, partial(of_person, policy=policy)),
        (facts.works_shown, of_work),
        (facts.property_shown, _of_release),
        (facts.signs_shown, _of_permitted),
        (facts.audio_tracks, _of_permitted),
        (facts.rules, of_rule),
    )
    for records, days_of in layers:
        if not isinstance(records, tuple):
            continue
        for record in records:
            try:
                yield from [day for day in days_of(record) if isinstance(day, date)]
            except (AttributeError, TypeError, ValueError):
                continue


def _term(start: date | None, until: date | None) -> Iterable[date | None]:
    """The days on which something is different: the first one of a term, and the one after its last."""
    return (start, day_after(until) if until is not None else None)


def _of_grant(grant: Grant) -> Iterable[date | None]:
    return _term(grant.start, grant.until)


def of_scope(scope: Scope) -> Iterable[date | None]:
    return _term(scope.start, scope.until)


def of_rule(rule: OrganizationRule) -> Iterable[date | None]:
    return _term(rule.start, rule.until)


def _of_release(place: Property) -> Iterable[date | None]:
    return of_permission(place.release)


def _of_permitted(record: Sign | AudioTrack) -> Iterable[date | None]:
    return of_permission(record.permission)


def of_permission(permission: Permission | None) -> Iterable[date | None]:
    return of_scope(permission.scope) if permission is not None else ()


def of_work(work: Work) -> Iterable[date | None]:
    return (free_from(work), *of_permission(work.permission))


def of_person(person: Person, policy: Policy) -> Iterable[date | None]:
    """Terms of the consents, birthdays that matter, and the day on which relatives need no longer be asked."""
    days: list[date | None] = []
    for consent in person.consents:
        days += of_scope(consent.scope)
    days += (majority_of(person), own_voice_of(person, policy))
    if person.died_on is not None:
        protected = protected_until(person.died_on)
        days.append(day_after(protected) if protected is not None else None)
    return days


def _embargo_ends(facts: Facts) -> list[datetime]:
    if not isinstance(facts.embargoes, tuple):
        return []
    return [instant for embargo in facts.embargoes for instant in _of_embargo(embargo)]


def _of_embargo(embargo: Embargo) -> list[datetime]:
    """Its instant; without an hour, the beginning and the end of its day."""
    try:
        if embargo.is_lifted:
            return []
        if isinstance(embargo.until_local, datetime):
            return [resolve_local(embargo.until_local, embargo.timezone)]
        over = day_after(embargo.until_local)
        return [start_of(embargo.until_local), *([start_of(over)] if over is not None else [])]
    except (AttributeError, TypeError, ValueError, OverflowError):
        return []

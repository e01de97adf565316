"""When an answer changes by itself: the earliest instant after the check at which a recorded fact turns.

Terms of grants, consents, releases and rules begin and end; somebody turns 14 (or the age of the policy) or 18; ten
years after a death and seventy after an artist's are over; an embargo ends. Days are Berlin days; a record that cannot
be read has no date to tell.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from .days import berlin_day, day_after, resolve_local, start_of
from .facts import Embargo, Facts, Grant, Policy
from .gates.ages import majority_of, own_voice_of
from .gates.consents import protected_until
from .gates.works import free_from
from .layers import OrganizationRule, Permission, Person, Scope, Work

R = TypeVar("R")


def next_change(facts: Facts, policy: Policy, at: datetime) -> datetime | None:
    """The earliest instant after `at` at which a fact changes, for somebody under this policy."""
    try:
        today = berlin_day(at)
    except (ValueError, OverflowError):
        return None
    days = [day for day in _days(facts, policy) if isinstance(day, date) and today < day]
    instants = [instant for instant in _embargo_ends(facts) if instant > at]
    if days:
        instants.append(start_of(min(days)))
    return min(instants, default=None)


def _days(facts: Facts, policy: Policy) -> Iterator[date | None]:
    yield from _read(facts.grants, _of_grant)
    yield from _read(facts.persons_shown, lambda person: of_person(person, policy))
    yield from _read(facts.works_shown, of_work)
    yield from _read(facts.property_shown, lambda place: of_permission(place.release))
    yield from _read(facts.signs_shown, lambda sign: of_permission(sign.permission))
    yield from _read(facts.audio_tracks, lambda track: of_permission(track.permission))
    yield from _read(facts.rules, of_rule)


def _read(records: tuple[R, ...], days: Callable[[R], Iterable[date | None]]) -> Iterator[date | None]:
    if not isinstance(records, tuple):
        return
    for record in records:
        try:
            yield from days(record)
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


def of_permission(permission: Permission | None) -> Iterable[date | None]:
    return of_scope(permission.scope) if permission is not None else ()


def of_work(work: Work) -> Iterable[date | None]:
    return (free_from(work), *of_permission(work.permission))


def of_person(person: Person, policy: Policy) -> Iterator[date | None]:
    """Terms of the consents, birthdays that matter, and the day on which relatives need no longer be asked."""
    for consent in person.consents:
        yield from of_scope(consent.scope)
    if person.born_on is not None:
        yield majority_of(person)
        yield own_voice_of(person, policy)
    if person.died_on is not None:
        protected = protected_until(person.died_on)
        yield day_after(protected) if protected is not None else None


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

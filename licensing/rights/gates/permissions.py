"""Written permissions of owners, holders and artists: judged whole, like a grant.

A permission passes only if it was given, stands on evidence and covers channel, purpose, organization, the whole
period and the alterations asked for. A recorded no forbids; what is contested or not evidenced is for a person.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..case import Case
from ..catalogue import Finding, Param, RecordRef, forbidden, needs_decision
from ..facts import EVERYONE
from ..layers import Permission, PermissionStatus, Scope
from ..periods import last_day, outlives
from ..verdict import YES
from ..vocabulary import MODIFICATIONS, Modification

_GIVEN = PermissionStatus.GIVEN
REFUSALS = frozenset({PermissionStatus.REFUSED, PermissionStatus.REVOKED})


class Wanting(NamedTuple):
    """What to say where a permission does not do: the gate, and the codes for "none", "not this use" and "no"."""

    gate: int
    missing: str
    outside: str
    record: RecordRef
    params: tuple[tuple[str, Param], ...] = ()
    is_altering_free: bool = False
    refused: str | None = None


def permission_findings(case: Case, permission: Permission, say: Wanting) -> Iterator[Finding]:
    """Judge one permission against the use; nothing is yielded by one that covers it without an end."""
    if permission.status in REFUSALS:
        yield forbidden(say.refused or say.missing, say.gate, say.record, **dict(say.params))
        return
    if permission.status != _GIVEN or permission.has_evidence != YES:
        yield needs_decision(say.missing, say.gate, say.record, **dict(say.params))
    missed = _missed(case, permission.scope)
    if not say.is_altering_free and case.modifications and _alterations(case) - permission.modifications:
        missed.append("modifications")
    if missed:
        yield forbidden(say.outside, say.gate, say.record, scope=tuple(missed), **dict(say.params))
    if permission.scope.until is not None:
        yield from last_day(case, permission.scope.until, "permission")
    if outlives(case, permission.scope.until):
        yield needs_decision("LIC_THIRD_PARTY_REDISTRIBUTION", 13, say.record)


def _missed(case: Case, scope: Scope) -> list[str]:
    """The axes on which a scope does not cover the use; silence is not a yes."""
    missed = []
    if case.channel is not None and case.channel not in scope.channels:
        missed.append("channel")
    if case.purpose is not None and case.purpose not in scope.purposes:
        missed.append("purpose")
    if case.organization is not None and not covers(scope.organizations, case.organization):
        missed.append("organization")
    if case.first is not None and case.last is not None:
        is_early = scope.start is not None and case.first < scope.start
        if is_early or (scope.until is not None and scope.until < case.last):
            missed.append("period")
    return missed


def covers(organizations: frozenset[str], organization: str) -> bool:
    return organization in organizations or EVERYONE in organizations


def _alterations(case: Case) -> frozenset[Modification]:
    """What is asked that changes a picture; resizing, converting and blurring faces take nothing from a work."""
    return frozenset(
        each for each in case.modifications if MODIFICATIONS[each].is_adaptation and each is not Modification.FACE_BLUR
    )


def is_altered(case: Case) -> bool:
    return bool(_alterations(case))

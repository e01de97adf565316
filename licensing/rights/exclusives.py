"""Exclusive grants of somebody else, and what survives them (ss. 31 (3), 33 UrhG).

An exclusive grant shuts out everybody else where it reaches: channel, purpose, territory, term. A right of use that was
granted earlier stays in force against it; so does one that comes from its holder. For the license that a picture is
under the order has to be known, else a person judges.
"""

from collections.abc import Iterator
from datetime import date

from .case import Case
from .catalogue import Finding, RecordRef, forbidden, needs_decision
from .facts import EVERYONE, EVERYWHERE, Grant, GrantKind, GrantStatus
from .periods import before, overlaps
from .verdict import YES

_LIVE = (GrantStatus.ACTIVE, GrantStatus.DISPUTED)


def exclusives_against(grants: tuple[Grant, ...], right: Grant | None) -> list[Grant]:
    """The exclusive grants that stand against a right of use; none is the license that everybody is offered."""
    return [each for each in grants if _stands(each) and (right is None or _shuts_out(each, right))]


def _stands(grant: Grant) -> bool:
    if grant.kind != GrantKind.EXCLUSIVE or grant.status not in _LIVE or grant.revoked_on is not None:
        return False
    return EVERYONE not in grant.licensees


def _shuts_out(exclusive: Grant, right: Grant) -> bool:
    if right.id == exclusive.id or right.licensor in exclusive.licensees:
        return False
    return not _granted(right) < _granted(exclusive)


def _granted(grant: Grant) -> date:
    return grant.granted_on or grant.start


def exclusive_findings(case: Case, right: Grant | None, exclusive: Grant) -> Iterator[Finding]:
    """What one exclusive grant of others says to a use under `right`."""
    if case.organization is None or case.organization in exclusive.licensees:
        return
    if case.channel not in exclusive.channels or case.purpose not in exclusive.purposes:
        return
    if not _reaches(exclusive, case.territory) or (right is None and _was_offered_before(case, exclusive)):
        return
    if overlaps(case, exclusive.start, exclusive.until):
        is_certain = exclusive.status == GrantStatus.ACTIVE and exclusive.has_evidence == YES and right is not None
        say = forbidden if is_certain else needs_decision
        holder = tuple(sorted(exclusive.licensees))
        yield say("GRANT_EXCLUSIVE_OTHER", 4, RecordRef("grant", exclusive.id), holder=holder)
    else:
        yield from before(case, exclusive.start, "exclusive")


def _reaches(exclusive: Grant, territory: str | None) -> bool:
    """Whether the exclusive territory and that of the use may overlap; an unknown territory may."""
    if territory is None or EVERYWHERE in exclusive.territories:
        return True
    return any(
        each == territory or territory.startswith(f"{each}-") or each.startswith(f"{territory}-")
        for each in exclusive.territories
    )


def _was_offered_before(case: Case, exclusive: Grant) -> bool:
    """A license offered to everybody is a simple right: retrieved before the exclusive grant was made, it survives."""
    assignment = case.facts.assignment
    retrieved = assignment.retrieved_on if assignment is not None else None
    return retrieved is not None and retrieved < _granted(exclusive)

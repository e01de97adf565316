"""Unbroken chains of grants: one licensor goes on granting at least the same (rights note 4.4).

Scope and term are still never added up. A chain has the scope of its first grant, because every later one is as wide
on every axis, asks for the same in return, and begins before the former is over. It is shown by its ids.
"""

from dataclasses import dataclass, replace
from datetime import date

from .days import day_after
from .facts import EVERYONE, EVERYWHERE, Grant, GrantStatus
from .verdict import YES

_TERMS = (
    "commercial",
    "paid_promotion",
    "platform_sublicense",
    "third_party_redistribution",
    "sensitive_use",
    "covers_other_bodies",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """A grant as long as those that follow on it, and the ids of all of them in order."""

    grant: Grant
    ids: tuple[str, ...]


def chains(grants: tuple[Grant, ...]) -> list[Chain]:
    """Every grant that others carry on, with the end of the last of them."""
    linkable = [grant for grant in grants if grant.licensor and _is_sound(grant)]
    if len(linkable) < 2:  # a chain has two links
        return []
    found = [_chain(grant, linkable) for grant in linkable]
    return [chain for chain in found if len(chain.ids) > 1]


def _is_sound(grant: Grant) -> bool:
    """Only plain grants make a chain: in force, evidenced, and not counted in uses or copies."""
    is_counted = grant.uses_left is not None or grant.print_run_left is not None
    is_in_force = grant.status == GrantStatus.ACTIVE and grant.revoked_on is None
    return is_in_force and grant.has_evidence == YES and not is_counted


def _chain(first: Grant, grants: list[Grant]) -> Chain:
    links, until = [first], first.until
    while until is not None:
        following = [grant for grant in grants if _carries_on(grant, first, until)]
        if not following:
            break
        links.append(min(following, key=lambda grant: (-_reach(grant), grant.id)))
        until = links[-1].until
    granted = max(link.granted_on or link.start for link in links)
    return Chain(replace(first, until=until, granted_on=granted), tuple(link.id for link in links))


def _reach(grant: Grant) -> int:
    return (grant.until or date.max).toordinal()


def _carries_on(later: Grant, first: Grant, until: date) -> bool:
    """Whether a grant begins no later than the day after `until`, ends after it, and is as wide as the first one."""
    next_day = day_after(until)
    is_longer = later.until is None or later.until > until
    return next_day is not None and later.start <= next_day and is_longer and _is_as_wide(later, first)


def _is_as_wide(later: Grant, first: Grant) -> bool:
    is_same_deal = (later.licensor, later.credit, later.report_to, later.specimen_to) == (
        first.licensor,
        first.credit,
        first.report_to,
        first.specimen_to,
    )
    return (
        is_same_deal
        and (EVERYONE in later.licensees or first.licensees <= later.licensees)
        and (EVERYWHERE in later.territories or first.territories <= later.territories)
        and first.channels <= later.channels
        and first.purposes <= later.purposes
        and first.modifications <= later.modifications
        and all(getattr(later, term) in (YES, getattr(first, term)) for term in _TERMS)
    )

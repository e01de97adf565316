"""Asking one record's gate about every kind of search-shaped question, to get its answer as cells.

A record says on which channels, purposes, organizations and days its answer can change. Its gate is the one that
`decide` asks; it is asked once for each group of channels, purposes and organizations that the record treats alike.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from .case import Case, read_case
from .catalogue import Finding
from .cells import ALLOWED, Cell, Layer, Span, pruned, spans
from .days import FIRST_DAY, LAST_DAY
from .facts import EVERYONE, Facts, Question
from .findings import verdict_of
from .vocabulary import CHANNEL_BITS, PURPOSE_BITS, Channel, Purpose, channel_mask, purpose_mask

R = TypeVar("R")
M = TypeVar("M", Channel, Purpose)
EVERY_CHANNEL = channel_mask(Channel)
EVERY_PURPOSE = purpose_mask(Purpose)
PROBE = Question(
    asset="probe",
    organization="probe",
    channel=Channel.WEBSITE,
    purpose=Purpose.PUBLIC_RELATIONS,
    publish_from=date(2000, 1, 1),
)
ANY_CHANNEL: Mapping[Channel, int] = {PROBE.channel: EVERY_CHANNEL}
ANY_PURPOSE: Mapping[Purpose, int] = {PROBE.purpose: EVERY_PURPOSE}
UNLISTED = "\x00unlisted"
"""Stands for every organization that is not listed."""


@dataclass(frozen=True, slots=True)
class Universe:
    """The organizations that are told apart, one bit each; the first bit stands for all others."""

    organizations: tuple[str, ...]

    @property
    def everyone(self) -> int:
        return (2 << len(self.organizations)) - 1

    def cell(self, strictness: int = ALLOWED, organizations: int | None = None) -> Cell:
        bits = self.everyone if organizations is None else organizations
        return Cell(EVERY_CHANNEL, EVERY_PURPOSE, bits, FIRST_DAY, LAST_DAY, strictness)

    def bits_of(self, organizations: Collection[str]) -> int:
        if EVERYONE in organizations:
            return self.everyone
        return sum(2 << place for place, each in enumerate(self.organizations) if each in organizations)

    def named(self, bits: int) -> Iterator[str]:
        return (each for place, each in enumerate(self.organizations) if bits & (2 << place))

    def someone(self, bits: int) -> str:
        """One organization that stands for a group."""
        return UNLISTED if bits & 1 else next(self.named(bits), UNLISTED)

    def groups(self, scopes: Iterable[Collection[str]]) -> list[int]:
        """Organizations that all these lists treat alike."""
        groups = [self.everyone]
        for listed in scopes:
            bits = self.bits_of(listed)
            groups = [part for group in groups for part in (group & bits, group & ~bits) if part]
        return groups


@dataclass(frozen=True, slots=True)
class Axes:
    """Where the answer of one record can change; a channel or purpose that is left out is forbidden."""

    channels: Mapping[Channel, int]
    purposes: Mapping[Purpose, int]
    organizations: Iterable[int]
    days: tuple[date | None, ...] = ()


def alike(members: Iterable[M], kind: Callable[[M], Hashable]) -> dict[M, int]:
    """Bits of the members of one kind, under the first of them."""
    groups: dict[Hashable, tuple[M, int]] = {}
    for member in members:
        key = kind(member)
        bit = CHANNEL_BITS[member] if isinstance(member, Channel) else PURPOSE_BITS[member]
        first, bits = groups.get(key, (member, 0))
        groups[key] = (first, bits | bit)
    return dict(groups.values())


@lru_cache(maxsize=256)
def _template(channel: Channel, purpose: Purpose) -> dict[str, object]:
    case = read_case(replace(PROBE, channel=channel, purpose=purpose), Facts())
    return {name: getattr(case, name) for name in case.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Prober:
    """Asks about uses that leave everything beyond channel, purpose, organization and period open. `case` brings the
    facts, license and policy.
    """

    case: Case
    universe: Universe

    @property
    def facts(self) -> Facts:
        return self.case.facts

    def ask(self, gate: Callable[[Case, R], Iterable[Finding]], record: R, axes: Axes) -> Layer:
        cells = []
        for bits in axes.organizations:
            asker = replace(self.case, organization=self.universe.someone(bits))
            for channel, channels in axes.channels.items():
                for purpose, purposes in axes.purposes.items():
                    found = _spans(gate, record, _template(channel, purpose) | _settled(asker), axes.days)
                    cells += [Cell(channels, purposes, bits, *span) for span in found]
        return pruned(cells) if cells else []


def _settled(asker: Case) -> dict[str, object]:
    return {
        "facts": asker.facts,
        "asset": asker.asset,
        "policy": asker.policy,
        "license": asker.license,
        "organization": asker.organization,
    }


def _spans(
    gate: Callable[[Case, R], Iterable[Finding]],
    record: R,
    fields: Mapping[str, object],
    days: Iterable[date | None],
) -> list[Span]:
    def strictness(first: date, last: date) -> int:
        case = Case(**{**fields, "first": first, "last": last})  # type: ignore[arg-type]  # fields of a Case
        return verdict_of(gate(case, record)).strictness

    return spans(days, strictness)

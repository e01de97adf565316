"""Asking one record's gate about every kind of search-shaped question, to get its answer as cells.

A record says on which channels, purposes, organizations and days its answer can change. Its gate is the one that
`decide` asks; it is asked once for each group of channels, purposes and organizations that the record treats alike.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

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
    """Where the answer of one record can change. A channel, purpose or organization that is left out, and a day before
    `start` or after `until`, is forbidden, so nothing is asked there.
    """

    channels: Mapping[Channel, int]
    purposes: Mapping[Purpose, int]
    organizations: Iterable[int]
    days: tuple[date | None, ...] = ()
    start: date | None = None
    until: date | None = None


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
def _template(channel: Channel, purpose: Purpose) -> dict[str, Any]:
    case = read_case(replace(PROBE, channel=channel, purpose=purpose), Facts())
    return {name: getattr(case, name) for name in case.__dataclass_fields__}


class Prober:
    """Asks about uses that leave everything beyond channel, purpose, organization and period open. `case` brings the
    facts, license and policy.
    """

    def __init__(self, case: Case, universe: Universe) -> None:
        self.case = case
        self.facts = case.facts
        self.universe = universe
        self._settled = {name: getattr(case, name) for name in ("facts", "asset", "policy", "license")}

    def ask(self, gate: Callable[[Case, R], Iterable[Finding]], record: R, axes: Axes) -> Layer:
        """The answers of one gate about one record, as cells."""
        cells = []
        for bits in axes.organizations:
            fields = {**self._settled, "organization": self.universe.someone(bits)}
            for channel, channels in axes.channels.items():
                for purpose, purposes in axes.purposes.items():
                    found = _spans(gate, record, {**_template(channel, purpose), **fields}, axes)
                    cells += [Cell(channels, purposes, bits, *span) for span in found]
        return pruned(cells) if len(cells) > 1 else cells


def _spans(gate: Callable[[Case, R], Iterable[Finding]], record: R, fields: dict[str, Any], axes: Axes) -> list[Span]:
    def strictness(first: date, last: date) -> int:
        fields["first"], fields["last"] = first, last
        return verdict_of(gate(Case(**fields), record)).strictness

    return spans(axes.days, strictness, Span(_ordinal(axes.start, FIRST_DAY), _ordinal(axes.until, LAST_DAY), ALLOWED))


def _ordinal(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day is not None else otherwise

"""`decide` as rows: what a search needs to filter millions of assets by permission without a second rule.

A row says: a use on one of `channels`, for one of `purposes`, by `organization` (none means every one), that lies
inside [`start`, `until`] gets `verdict`. A search question matches a row when all of this holds:

1. `channels & channel_bit` and `purposes & purpose_bit`,
2. `organization` is none or equals the organization,
3. `start` is none or `start <= first`,
4. `until` is none or `last <= until`,

with `first` and `last` of `WindowQuery`: `last` equals `first` for an open-ended use (a dated permission then carries
a take-down duty) and on channels whose act is a single instant (newsletter, press). The verdict is the mildest of the
matching rows; with no matching row it is `needs_decision`. Every comparison is one of integers (`start_day`,
`until_day`).

The rows answer search-shaped questions: channel, purpose, organization, from, until given, everything else left open.
For those, `window_verdict(windows(facts, organizations=[o]), ...)` equals `decide(...).verdict`; a property test
holds the two together. Rows are derived by asking the very gates that `decide` asks, at the points where their
answers can change.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from .case import policy_for, read_case
from .cells import Cell, Layer, join, pruned
from .days import FIRST_DAY, LAST_DAY
from .facts import Facts, Policy
from .findings import verdict_of
from .gates import FIXED_GATES, reading
from .layer_cells import layers_of
from .probing import EVERY_CHANNEL, EVERY_PURPOSE, PROBE, Prober, Universe
from .right_cells import rights_of_use
from .verdict import VERDICTS_BY_STRICTNESS, Verdict, mildest
from .vocabulary import CHANNEL_BITS, CHANNELS, PURPOSE_BITS, Channel, Purpose, Timing


@dataclass(frozen=True, slots=True)
class PermittedUse:
    """One row; see the module for the matching rule."""

    channels: int
    purposes: int
    organization: str | None
    start: date | None
    until: date | None
    verdict: Verdict

    @property
    def start_day(self) -> int:
        """`start` as an ordinal day, open as the first day of the calendar."""
        return FIRST_DAY if self.start is None else self.start.toordinal()

    @property
    def until_day(self) -> int:
        return LAST_DAY if self.until is None else self.until.toordinal()


@dataclass(frozen=True, slots=True)
class WindowQuery:
    """A search-shaped question as the integers that rows are compared with."""

    channel_bit: int
    purpose_bit: int
    organization: str
    first_day: int
    last_day: int

    def matches(self, row: PermittedUse) -> bool:
        return bool(
            row.channels & self.channel_bit
            and row.purposes & self.purpose_bit
            and (row.organization is None or row.organization == self.organization)
            and row.start_day <= self.first_day
            and self.last_day <= row.until_day
        )


def window_query(channel: Channel, purpose: Purpose, organization: str, start: date, until: date | None) -> WindowQuery:
    """Fold a search-shaped question into integers; raises ValueError when it ends before it begins."""
    if until is not None and until < start:
        raise ValueError("a period must not end before it begins")
    is_one_day = until is None or CHANNELS[channel].timing is Timing.INSTANT
    last = start if is_one_day or until is None else until
    return WindowQuery(CHANNEL_BITS[channel], PURPOSE_BITS[purpose], organization, start.toordinal(), last.toordinal())


def window_verdict(
    rows: Iterable[PermittedUse],
    channel: Channel,
    purpose: Purpose,
    organization: str,
    start: date,
    until: date | None,
) -> Verdict:
    """The verdict that rows give: the mildest matching one, or `needs_decision`. Reference for every faster reading."""
    query = window_query(channel, purpose, organization, start, until)
    verdicts = [row.verdict for row in rows if query.matches(row)]
    return mildest(verdicts) if verdicts else Verdict.NEEDS_DECISION


def windows(facts: Facts, *, organizations: Collection[str]) -> tuple[PermittedUse, ...]:
    """Expand facts into rows for the given organizations; facts that cannot be read give no row, i.e.
    `needs_decision`.
    """
    try:
        return tuple(_rows(facts, sorted(organizations)))
    except Exception:  # totality, as in decide: an unreadable record must not hide the asset from search
        return ()


def _rows(facts: Facts, organizations: list[str]) -> Iterator[PermittedUse]:
    """One refusal of everything, and milder rows on top of it."""
    universe = Universe(tuple(dict.fromkeys([*organizations, *_mentioned(facts)])))
    cells = [cell for policy, bits in _policies(facts, universe) for cell in _cells(facts, policy, universe, bits)]
    cells = pruned(cells)
    if cells == [universe.cell(Verdict.NEEDS_DECISION.strictness)]:
        return
    yield PermittedUse(EVERY_CHANNEL, EVERY_PURPOSE, None, None, None, Verdict.FORBIDDEN)
    listed = frozenset(organizations)
    for cell in cells:
        if cell.organizations == universe.everyone:
            yield _row(cell, None)
        else:
            yield from (_row(cell, each) for each in universe.named(cell.organizations) if each in listed)


def _row(cell: Cell, organization: str | None) -> PermittedUse:
    return PermittedUse(
        channels=cell.channels,
        purposes=cell.purposes,
        organization=organization,
        start=None if cell.start == FIRST_DAY else date.fromordinal(cell.start),
        until=None if cell.until == LAST_DAY else date.fromordinal(cell.until),
        verdict=VERDICTS_BY_STRICTNESS[cell.strictness],
    )


def _mentioned(facts: Facts) -> list[str]:
    """Organizations with rules or switches of their own: a row for all must hold for them too."""
    return [*(rule.organization for rule in facts.rules), *(own.organization for own in facts.policies)]


def _policies(facts: Facts, universe: Universe) -> Iterator[tuple[Policy, int]]:
    """Each set of switches, and the organizations that are under it."""
    own = {each.organization for each in facts.policies}
    rest = universe.everyone & ~universe.bits_of(own)
    yield facts.policy, rest
    for organization in own:
        yield policy_for(organization, facts), universe.bits_of((organization,))


def _cells(facts: Facts, policy: Policy, universe: Universe, bits: int) -> Layer:
    """All layers joined, for the organizations under one policy."""
    case = replace(read_case(PROBE, facts), policy=policy)
    fixed = verdict_of(finding for gate in FIXED_GATES for finding in reading(gate, case))
    if fixed is Verdict.FORBIDDEN:
        return []
    prober = Prober(case, universe)
    layers = [[universe.cell(fixed.strictness, bits)], *layers_of(prober), rights_of_use(prober)]
    return join(layers, universe.cell())

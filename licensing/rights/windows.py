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

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from .alternatives import alternatives, chosen, grant_licensee, grant_outcome, verdict_of
from .attribution import web_address
from .case import read_case
from .days import FIRST_DAY, LAST_DAY, berlin_day, resolve_local
from .facts import EVERYONE, Creator, Designation, Embargo, Facts, Grant, Naming, Question
from .gates import FIXED_GATES, embargo_reasons, reading
from .provenance import Provenance
from .verdict import Verdict, mildest, strictest
from .vocabulary import (
    CHANNEL_BITS,
    CHANNELS,
    PURPOSE_BITS,
    PURPOSES,
    Channel,
    Purpose,
    Timing,
    channel_mask,
    purpose_mask,
)

M = TypeVar("M", Channel, Purpose)
EVERY_CHANNEL = channel_mask(Channel)
EVERY_PURPOSE = purpose_mask(Purpose)
_PROBE = Question(
    asset="probe",
    organization="probe",
    channel=Channel.WEBSITE,
    purpose=Purpose.PUBLIC_RELATIONS,
    publish_from=date(2000, 1, 1),
)


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


@dataclass(frozen=True, slots=True)
class _Threshold:
    """From this day on (none: always), embargoes are no stricter than `verdict`."""

    start: date | None
    verdict: Verdict


def windows(facts: Facts, *, organizations: Collection[str]) -> tuple[PermittedUse, ...]:
    """Expand facts into rows for the given organizations; facts that cannot be read give no row, i.e.
    `needs_decision`.
    """
    try:
        return tuple(_rows(facts, organizations))
    except Exception:  # totality, as in decide: an unreadable record must not hide the asset from search
        return ()


def _rows(facts: Facts, organizations: Collection[str]) -> Iterator[PermittedUse]:
    fixed = _fixed_verdict(facts)
    everything = PermittedUse(EVERY_CHANNEL, EVERY_PURPOSE, None, None, None, Verdict.FORBIDDEN)
    thresholds = _thresholds(facts.embargoes)
    milder = _milder_rows(facts, fixed, organizations) if fixed is not Verdict.FORBIDDEN else []
    clipped = [row for base in milder for row in _after_embargoes(base, thresholds)]
    undecided = replace(everything, verdict=Verdict.NEEDS_DECISION)
    if clipped == [undecided]:
        return
    yield everything
    yield from dict.fromkeys(row for row in clipped if not _is_covered(row, clipped))


def _fixed_verdict(facts: Facts) -> Verdict:
    case = read_case(_PROBE, facts)
    return verdict_of([finding for gate in FIXED_GATES for finding in reading(gate, case)])


def _thresholds(embargoes: Iterable[Embargo]) -> list[_Threshold]:
    """The days at which embargoes ease, each with what they then still say; embargoes only ever ease with time."""
    records = list(embargoes)
    days: set[date] = set()
    for record in records:
        day = _embargo_day(record)
        if day is not None:
            days |= {day} if day == date.max else {day, day + timedelta(days=1)}
    points = [date.min, *sorted(days)]
    easing: list[_Threshold] = []
    for point in points:
        verdict = verdict_of([finding for record in records for finding in embargo_reasons(point, record)])
        if not easing or verdict.strictness < easing[-1].verdict.strictness:
            easing.append(_Threshold(None if point == date.min else point, verdict))
    return easing


def _embargo_day(record: Embargo) -> date | None:
    if not isinstance(record.until_local, datetime):
        return record.until_local
    try:
        return berlin_day(resolve_local(record.until_local, record.timezone))
    except ValueError:
        return None


def _after_embargoes(row: PermittedUse, thresholds: list[_Threshold]) -> Iterator[PermittedUse]:
    for threshold in thresholds:
        starts = [day for day in (row.start, threshold.start) if day is not None]
        start = max(starts) if starts else None
        verdict = strictest((row.verdict, threshold.verdict))
        is_empty = start is not None and row.until is not None and row.until < start
        if verdict is not Verdict.FORBIDDEN and not is_empty:
            yield replace(row, start=start, verdict=verdict)


def _is_covered(row: PermittedUse, rows: Iterable[PermittedUse]) -> bool:
    """Whether another row says at least as much, so that this one can go."""
    return any(
        other != row
        and other.channels & row.channels == row.channels
        and other.purposes & row.purposes == row.purposes
        and other.organization in (None, row.organization)
        and other.start_day <= row.start_day
        and row.until_day <= other.until_day
        and other.verdict.strictness <= row.verdict.strictness
        for other in rows
    )


def _milder_rows(facts: Facts, fixed: Verdict, organizations: Collection[str]) -> list[PermittedUse]:
    """Rows of every alternative that is not forbidden throughout."""
    case = read_case(_PROBE, facts)
    is_public = case.license is not None and case.license.is_public_offer
    rows: list[PermittedUse] = []
    if is_public or not facts.grants:
        rows += _scope_rows(replace(facts, grants=()), None, fixed)
    for grant in facts.grants:
        rows += _grant_rows(facts, grant, fixed, organizations)
    return rows


def _grant_rows(facts: Facts, grant: Grant, fixed: Verdict, organizations: Collection[str]) -> Iterator[PermittedUse]:
    open_to_all = replace(grant, licensees=frozenset({EVERYONE}))
    rows = list(_scope_rows(facts, open_to_all, fixed))
    for organization in [None] if EVERYONE in grant.licensees else [None, *sorted(organizations)]:
        # Without a name, an organization stands for all that are not listed.
        asked = organization if organization is not None else _UNLISTED
        licensee = verdict_of(list(grant_licensee(asked, grant)))
        if organization is not None and organization not in grant.licensees:
            continue
        for row in rows:
            verdict = strictest((row.verdict, licensee))
            if verdict is not Verdict.FORBIDDEN:
                yield replace(row, organization=organization, verdict=verdict)


_UNLISTED = "\x00unlisted"


def _scope_rows(facts: Facts, grant: Grant | None, fixed: Verdict) -> Iterator[PermittedUse]:
    """Rows of one alternative for the organizations that it covers, within its term."""
    for channels, purposes, verdict in _cells(_shape(facts, grant)):
        joined = strictest((verdict, fixed))
        if joined is not Verdict.FORBIDDEN:
            start, until = (grant.start, grant.until) if grant is not None else (None, None)
            yield PermittedUse(channels, purposes, None, start, until, joined)


def _shape(facts: Facts, grant: Grant | None) -> Facts:
    """Facts reduced to what the verdict of one alternative depends on, so that assets of one kind share the work."""
    slim = () if grant is None else (replace(grant, id="", start=_PROBE.publish_from, until=_some_end(grant)),)
    assignment = facts.assignment
    if assignment is not None:
        assignment = replace(assignment, id="", source_url="", retrieved_on=None, provenance=Provenance())
    return Facts(assignment=assignment, grants=slim, naming=_naming_shape(facts.naming), policy=facts.policy)


def _naming_shape(naming: Naming) -> Naming:
    """Which elements there are, not what they say; only refused names make the wording itself matter."""
    if any(creator.designation not in (Designation.NAME, Designation.UNKNOWN) for creator in naming.creators):
        return naming

    def mark(text: str) -> str:
        return "x" if text.strip() else ""

    return Naming(
        creators=tuple({Creator(name=mark(c.name), designation=c.designation) for c in naming.creators}),
        title=mark(naming.title),
        is_untitled=naming.is_untitled,
        source=mark(naming.source),
        source_url="https://x/" if web_address(naming.source_url) else "",
        provider=mark(naming.provider),
        credit_line=mark(naming.credit_line),
    )


def _some_end(grant: Grant) -> date | None:
    return None if grant.until is None else _PROBE.publish_from


@lru_cache(maxsize=16384)
def _cells(facts: Facts) -> tuple[tuple[int, int, Verdict], ...]:
    """Ask the only alternative in `facts` for every kind of channel and purpose; fold equal answers into rectangles.

    Outside its lists a grant is always forbidden, so nothing is asked there and no cell tells of it.
    """
    grant = facts.grants[0] if facts.grants else None
    channels = [channel for channel in Channel if grant is None or channel in grant.channels]
    purposes = [purpose for purpose in Purpose if grant is None or purpose in grant.purposes]
    folded: dict[tuple[int, Verdict], int] = {}
    for channel, like_channel in _alike(channels, _channel_kind).items():
        answers: dict[Verdict, int] = {}
        for purpose, like_purpose in _alike(purposes, _purpose_kind).items():
            verdict = _probe(facts, channel, purpose)
            answers[verdict] = answers.get(verdict, 0) | purpose_mask(like_purpose)
        for verdict, mask in answers.items():
            folded[mask, verdict] = folded.get((mask, verdict), 0) | channel_mask(like_channel)
    return tuple((channel_bits, mask, verdict) for (mask, verdict), channel_bits in folded.items())


def _alike(members: list[M], kind: Callable[[M], Hashable]) -> dict[M, list[M]]:
    """Group members of one kind under the first of them."""
    groups: dict[Hashable, list[M]] = {}
    for member in members:
        groups.setdefault(kind(member), []).append(member)
    return {group[0]: group for group in groups.values()}


_NAMED_CHANNELS = frozenset({Channel.WEBSITE, Channel.PRESS, Channel.MERCHANDISE})
"""Channels that a rule names. All others are told apart by their traits alone, so one answers for its like."""


def _channel_kind(channel: Channel) -> Hashable:
    traits = CHANNELS[channel]
    return traits.timing, traits.is_platform, traits.has_copies, channel if channel in _NAMED_CHANNELS else None


def _purpose_kind(purpose: Purpose) -> Hashable:
    traits = PURPOSES[purpose]
    return traits.kind, traits.commercial, purpose is Purpose.MERCHANDISE_SALE


def _probe(facts: Facts, channel: Channel, purpose: Purpose) -> Verdict:
    case = read_case(replace(_PROBE, channel=channel, purpose=purpose), facts)
    outcome = grant_outcome(case, facts.grants[0]) if facts.grants else chosen(alternatives(case))
    return outcome.verdict

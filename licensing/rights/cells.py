"""Cells: the answer of one layer as rectangles of channels, purposes, organizations and days, and how layers join.

A layer is a list of cells; a use gets the mildest cell that holds it, and is forbidden where there is none. Joining two
layers intersects their cells and keeps the stricter answer, so the mildest cell of the join is the strictest of the
two layers. All of it are integers: bit sets, ordinals of days, and strictness.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from .verdict import Verdict

FORBIDDEN = Verdict.FORBIDDEN.strictness
ALLOWED = Verdict.ALLOWED.strictness


class Cell(NamedTuple):
    channels: int
    purposes: int
    organizations: int
    start: int
    until: int
    strictness: int


class Span(NamedTuple):
    """Days on which a use may begin and has to end, and what it then gets."""

    start: int
    until: int
    strictness: int


Layer = list[Cell]


def join(layers: Iterable[Layer], everything: Cell) -> Layer:
    """Intersect layers, narrowest answers kept; begins with everything allowed."""
    joined = [everything]
    for layer in layers:
        if len(layer) == 1 and layer[0] == everything:
            continue
        met = [cell for one in joined for other in layer if (cell := _both(one, other)) is not None]
        joined = pruned(met) if len(met) > 1 else met
        if not joined:
            return []
    return joined


def _both(one: Cell, other: Cell) -> Cell | None:
    channels, purposes = one.channels & other.channels, one.purposes & other.purposes
    organizations = one.organizations & other.organizations
    start, until = max(one.start, other.start), min(one.until, other.until)
    if not (channels and purposes and organizations) or until < start:
        return None
    return Cell(channels, purposes, organizations, start, until, max(one.strictness, other.strictness))


def pruned(cells: list[Cell]) -> Layer:
    """Without the cells that another one covers with an answer that is as mild; order follows content."""
    merged = _merged(set(cells))
    if len(merged) == 1:
        return merged
    merged.sort(key=lambda cell: (cell.strictness, cell.start - cell.until))
    kept: list[Cell] = []
    for cell in merged:
        if not any(_covers(other, cell) for other in kept):
            kept.append(cell)
    return sorted(cell for cell in kept if not any(other != cell and _covers(other, cell) for other in kept))


def _covers(other: Cell, cell: Cell) -> bool:
    return (
        other.strictness <= cell.strictness
        and other.start <= cell.start
        and cell.until <= other.until
        and cell.channels & ~other.channels == 0
        and cell.purposes & ~other.purposes == 0
        and cell.organizations & ~other.organizations == 0
    )


def _merged(cells: set[Cell]) -> list[Cell]:
    """Cells that differ in one bit set alone become one."""
    for place in (2, 0, 1):  # organizations, channels, purposes
        if len(cells) == 1:
            break
        folded: dict[tuple[int, ...], int] = {}
        for cell in cells:
            rest = cell[:place] + cell[place + 1 :]
            folded[rest] = folded.get(rest, 0) | cell[place]
        if len(folded) < len(cells):
            cells = {Cell._make((*rest[:place], bits, *rest[place:])) for rest, bits in folded.items()}
    return list(cells)


def spans(days: Iterable[date | None], judge: Callable[[date, date], int], within: Span) -> list[Span]:
    """The longest stretches of time in which a use gets one answer, inside the days of `within`.

    Answers change only on `days`, and a longer use is never judged more mildly than a part of it, so it is enough to
    ask for a use from each such day to each later one, and stop where it is forbidden.
    """
    if within.until < within.start:
        return []
    ordinals = {day.toordinal() for day in days if day is not None}
    marks = sorted({within.start, *(day for day in ordinals if within.start < day <= within.until)})
    ends = [*(mark - 1 for mark in marks[1:]), within.until]
    found = [span for first in range(len(marks)) for span in _from(first, marks, ends, judge)]
    if len(found) < 2:
        return found
    return [span for span in found if not any(_holds(other, span) for other in found if other != span)]


def _from(first: int, marks: Sequence[int], ends: Sequence[int], judge: Callable[[date, date], int]) -> list[Span]:
    start, stretches = date.fromordinal(marks[first]), list[Span]()
    for last in range(first, len(marks)):
        strictness = judge(start, date.fromordinal(marks[last]))
        if strictness == FORBIDDEN:
            break
        if stretches and stretches[-1].strictness == strictness:
            stretches.pop()
        stretches.append(Span(marks[first], ends[last], strictness))
    return stretches


def _holds(other: Span, span: Span) -> bool:
    return other.strictness <= span.strictness and other.start <= span.start and span.until <= other.until

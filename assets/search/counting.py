"""Exact facet counts of a result.

Below `GATHER_BELOW` hits the codes of all hits are gathered and counted in one pass; above, each value's bitmap is
intersected, largest first, until no smaller value can reach the list any more. A facet in which values were chosen is
counted as if they were not, so that more of its values can be added.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappush, heappushpop
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.facets import FacetTable, Ranked
from assets.search.tables import ids_of
from assets.search.visibility import Principal

GATHER_BELOW = 200_000
ROOM = 2**24
"""More than there are values in all facets: leaves room for a value's rank beside its count."""
AT_ONCE = 8_192
"""Hits whose codes are counted at once: as many as stay in the processor's cache, a fifth quicker than all together."""
FEW_VALUES = 2_000
Counts = NDArray[np.int64]
Top = tuple[int, int]
"""A value's code and its count."""


class FacetCount(msgspec.Struct, frozen=True, gc=False):
    """A value and how many of the found assets have it."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to count: how many values of each facet, and which are chosen."""

    limit: int
    selected: Mapping[str, Collection[str]]


class Counter:
    """Counts facets over one table for one principal."""

    def __init__(self, table: FacetTable, principal: Principal, wanted: Wanted) -> None:
        self._table = table
        self._principal = principal
        self._wanted = wanted

    def count(self, hits: BitMap, facets: Iterable[str]) -> dict[str, tuple[FacetCount, ...]]:
        """The most frequent values of some facets among the hits, by label where equal; chosen ones always included."""
        facets = tuple(facets)
        if not facets:
            return {}
        if len(hits) >= GATHER_BELOW:
            return {facet: self._listed(facet, self._intersected(hits, facet), hits) for facet in facets}
        ranked = self._table.ranked()
        counts = self._gathered(hits)[ranked.codes]
        # One number orders by count, then by label: no two are equal, so the cut is exact.
        keys = counts * -ROOM + np.arange(len(counts))
        top = _top_of_few if np.count_nonzero(counts) <= FEW_VALUES else _top_of_many
        found = top(ranked, keys, facets, self._wanted.limit)
        return {facet: self._listed(facet, found[facet], hits) for facet in facets}

    def _gathered(self, hits: BitMap) -> Counts:
        table, assets = self._table, ids_of(hits)
        counts = np.zeros(len(table.entries), dtype=np.int64)
        for start in range(0, len(assets), AT_ONCE):
            rows = table.matrix.take(assets[start : start + AT_ONCE], axis=0)
            counts += np.bincount(rows.ravel(), minlength=len(counts))
        if table.overflown.intersect(hits):
            counts += np.bincount(table.overflow_of(hits), minlength=len(counts))
        counts[table.hidden_from(self._principal)] = 0
        return counts

    def _intersected(self, hits: BitMap, facet: str) -> list[tuple[int, int]]:
        """(code, count) of the most frequent values: largest bitmaps first, until none can reach the list."""
        table, limit = self._table, self._wanted.limit
        ranked = table.ranked()
        codes = ranked.codes[ranked.slices[facet]].tolist()
        rank = {code: at for at, code in enumerate(codes)}
        best: list[tuple[int, int, int]] = []
        for code in sorted(codes, key=lambda code: -table.entries[code].count):
            entry = table.entries[code]
            if not entry.count or (len(best) == limit and entry.count < best[0][0]):
                break
            if self._principal.admits(entry.value.audience):
                count = entry.assets.intersection_cardinality(hits)
                if count:
                    push = heappush if len(best) < limit else heappushpop
                    push(best, (count, -rank[code], code))
        return [(code, count) for count, _, code in sorted(best, reverse=True)]

    def _listed(self, facet: str, top: list[tuple[int, int]], hits: BitMap) -> tuple[FacetCount, ...]:
        """Values with labels; chosen ones that did not make the list stand at its end."""
        entries = self._table.entries
        chosen = self._wanted.selected.get(facet, ())
        listed = []
        for code, count in top:
            value = entries[code].value
            listed.append(FacetCount(value.key, value.label, count, value.key in chosen))
        if chosen:
            missing = sorted(set(chosen) - {one.value for one in listed})
            listed.extend(self._chosen(facet, key, hits) for key in missing)
        return tuple(listed)

    def _chosen(self, facet: str, key: str, hits: BitMap) -> FacetCount:
        code = self._table.codes[facet].get(key)
        if code is None or not self._principal.admits(self._table.entries[code].value.audience):
            return FacetCount(key, key, 0, selected=True)
        entry = self._table.entries[code]
        count = entry.assets.intersection_cardinality(hits)
        # A value without a visible asset is not named: its label may be known from invisible ones only.
        return FacetCount(key, entry.value.label if count else key, count, selected=True)


def _top_of_few(ranked: Ranked, keys: Counts, facets: Collection[str], limit: int) -> dict[str, list[Top]]:
    """All facets at once: one sort of the values that occur."""
    at = np.flatnonzero(keys < 0)
    keys = keys[at]
    order = np.lexsort((keys, ranked.facets[at]))
    codes, counts = ranked.codes[at[order]].tolist(), (-(keys[order] // ROOM)).tolist()
    ends = np.searchsorted(ranked.facets[at[order]], np.arange(len(ranked.slices) + 1)).tolist()
    places = dict(zip(ranked.slices, pairwise(ends), strict=True))
    found: dict[str, list[Top]] = {}
    for facet in facets:
        start, end = places[facet]
        end = min(end, start + limit)
        found[facet] = list(zip(codes[start:end], counts[start:end], strict=True))
    return found


def _top_of_many(ranked: Ranked, keys: Counts, facets: Collection[str], limit: int) -> dict[str, list[Top]]:
    """Facet by facet: a partition finds the values to list without sorting all."""
    return {facet: _top(ranked.codes[ranked.slices[facet]], keys[ranked.slices[facet]], limit) for facet in facets}


def _top(codes: Counts, keys: Counts, limit: int) -> list[Top]:
    """The `limit` smallest keys that stand for a count of one or more."""
    if len(keys) > limit:
        near = np.argpartition(keys, limit)[:limit]
        keys, codes = keys[near], codes[near]
    order = np.argsort(keys)
    counts = -(keys[order] // ROOM)
    return [(code, count) for code, count in zip(codes[order].tolist(), counts.tolist(), strict=True) if count > 0]

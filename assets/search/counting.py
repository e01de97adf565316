"""Exact facet counts of a result.

Below `GATHER_BELOW` hits the codes of all hits are gathered and counted in one pass; above, each value's bitmap is
intersected, largest first, until no smaller value can reach the list any more. A facet in which values were chosen is
counted as if they were not, so that more of its values can be added.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.facets import Entry, FacetTable
from assets.search.visibility import Principal

GATHER_BELOW = 60_000
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value and how many of the found assets have it."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to count: which facets, how many values of each, which are chosen."""

    facets: tuple[str, ...]
    limit: int
    selected: Mapping[str, Collection[str]]


class Counter:
    """Counts facets over one table for one principal."""

    def __init__(self, table: FacetTable, principal: Principal, wanted: Wanted) -> None:
        self._table = table
        self._principal = principal
        self._wanted = wanted

    def count(self, hits: BitMap, facets: Iterable[str]) -> dict[str, tuple[FacetCount, ...]]:
        """The most frequent values of some facets among the hits, chosen ones always included."""
        facets = tuple(facets)
        if not facets:
            return {}
        if len(hits) >= GATHER_BELOW:
            return {facet: self._intersect(hits, facet) for facet in facets}
        counts = self._gather(hits)
        return {facet: self._top(facet, counts) for facet in facets}

    def _gather(self, hits: BitMap) -> Counts:
        table = self._table
        ids = np.frombuffer(hits.to_array(), dtype=np.uint32) if hits else np.zeros(0, dtype=np.uint32)
        counts = np.bincount(table.matrix[ids].ravel(), minlength=len(table.entries))
        for asset in table.overflown & hits:
            counts[list(table.overflow[asset])] += 1
        counts[table.hidden_from(self._principal)] = 0
        return counts

    def _top(self, facet: str, counts: Counts) -> tuple[FacetCount, ...]:
        codes = self._table.codes_of(facet)
        own = counts[codes]
        limit = self._wanted.limit
        least = 1 if own.size <= limit else max(1, int(np.partition(own, own.size - limit)[own.size - limit]))
        picked = [(int(codes[at]), int(own[at])) for at in np.flatnonzero(own >= least)]
        return self._listed(facet, [(self._table.entries[code], count) for code, count in picked], counts)

    def _intersect(self, hits: BitMap, facet: str) -> tuple[FacetCount, ...]:
        entries = [self._table.entries[code] for code in self._table.codes[facet].values()]
        entries = [entry for entry in entries if self._principal.admits(entry.value.audience)]
        found: list[tuple[Entry, int]] = []
        floor = 1
        for entry in sorted(entries, key=lambda one: -len(one.assets)):
            if len(entry.assets) < floor:
                break
            count = entry.assets.intersection_cardinality(hits)
            if count >= floor:
                found.append((entry, count))
                if len(found) >= self._wanted.limit and len(found) % self._wanted.limit == 0:
                    floor = max(floor, sorted((one[1] for one in found), reverse=True)[self._wanted.limit - 1])
        return self._listed(facet, found, hits)

    def _listed(self, facet: str, found: list[tuple[Entry, int]], rest: Counts | BitMap) -> tuple[FacetCount, ...]:
        """Most frequent first, by label where equal; chosen values that did not make the list stand at its end."""
        chosen = set(self._wanted.selected.get(facet, ()))
        found.sort(key=lambda one: (-one[1], one[0].value.label, one[0].value.key))
        listed = [
            FacetCount(entry.value.key, entry.value.label, count, entry.value.key in chosen)
            for entry, count in found[: self._wanted.limit]
        ]
        for key in sorted(chosen - {one.value for one in listed}):
            listed.append(self._chosen(facet, key, rest))
        return tuple(listed)

    def _chosen(self, facet: str, key: str, rest: Counts | BitMap) -> FacetCount:
        code = self._table.codes[facet].get(key)
        if code is None or not self._principal.admits(self._table.entries[code].value.audience):
            return FacetCount(key, key, 0, selected=True)
        entry = self._table.entries[code]
        count = entry.assets.intersection_cardinality(rest) if isinstance(rest, BitMap) else int(rest[code])
        # A value without a visible asset is not named: its label may be known from invisible ones only.
        return FacetCount(key, entry.value.label if count else key, count, selected=True)

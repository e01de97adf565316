"""Conditions on a field of a question: ort:, urheber:, jahr:, titel: and the others, and the days of a span."""

from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

from assets.search.analysis import fold, stem, words
from assets.search.facets import FacetTable
from assets.search.names import NameTable
from assets.search.order import OrderColumns
from assets.search.postings import Postings
from assets.search.query import Term
from assets.search.query_words import code_of
from assets.search.spans import Span
from assets.search.synonyms import Thesaurus
from assets.search.tables import bitmap_of
from assets.search.visibility import Principal

_BY_CODE = frozenset({"media_type", "orientation", "alt_text", "color"})
"""Fields whose values are codes: nothing but the whole value counts."""


class FieldReader:
    """Finds the assets of one field condition, as far as the principal may know its values."""

    def __init__(self, facets: FacetTable, names: NameTable, postings: Postings, order: OrderColumns) -> None:
        self._facets = facets
        self._names = names
        self._postings = postings
        self._order = order

    def assets(self, term: Term, principal: Principal, thesaurus: Thesaurus) -> BitMap:
        if term.field == "file":
            return self._names.starting(term.written)
        if term.field == "title":
            return _all_of(self._postings.of_stem(stem(token), in_title=True) for token in term.tokens)
        key = term.written
        exact = self._facets.assets_with(term.field, {key, key.lower(), code_of(term.field, key)}, principal)
        if term.field in _BY_CODE:
            return exact
        if term.is_exact:
            return exact | self._called_exactly(term, principal)
        named = _all_of(self._called(token, term.field, principal) for token in term.tokens)
        if term.field == "place":
            for phrase in thesaurus.of(stem("".join(term.tokens))):
                named |= _all_of(self._called(token, term.field, principal) for token in phrase)
        return exact | named

    def during(self, days: Span, field: str) -> BitMap:
        """Assets taken within the days; for whole years also those of which only the year is known."""
        low, high = days.numbers()
        column = self._order.days
        found = bitmap_of(np.flatnonzero((column >= low) & (column <= high)))
        return found | self._of_years(days) if field == "year" else found

    def _of_years(self, days: Span) -> BitMap:
        years = (value for value in self._facets.codes.get("year", {}) if value.isdecimal())
        entries = (self._facets.entries[self._facets.codes["year"][year]] for year in years if _covers(days, int(year)))
        return BitMap.union(BitMap(), *(entry.assets for entry in entries))

    def _called(self, token: str, field: str, principal: Principal) -> BitMap:
        entries = self._facets.named(stem(token), principal, (field,))
        return BitMap.union(BitMap(), *(entry.assets for entry in entries))

    def _called_exactly(self, term: Term, principal: Principal) -> BitMap:
        """Values in whose name the words stand side by side as they were typed."""
        found = BitMap()
        for entry in self._facets.named(stem(term.tokens[0]), principal, (term.field,)):
            if says(entry.value.label, term.tokens):
                found |= entry.assets
        return found


def says(label: str, tokens: tuple[str, ...]) -> bool:
    """Whether the folded words stand in a label side by side."""
    said = tuple(fold(word) for word in words(label).sequence)
    return any(said[at : at + len(tokens)] == tokens for at in range(len(said)))


def _covers(days: Span, year: int) -> bool:
    first, last = days.since, days.until
    return (first is None or (first.year, first.month, first.day) <= (year, 1, 1)) and (
        last is None or (last.year, last.month, last.day) >= (year, 12, 31)
    )


def _all_of(found: Iterable[BitMap]) -> BitMap:
    bitmaps = list(found)
    return bitmaps[0] if len(bitmaps) == 1 else BitMap.intersection(*sorted(bitmaps, key=len))

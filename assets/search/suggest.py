"""Suggestions while typing: what visible assets are called, with how many visible assets each would find."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from pyroaring import BitMap

from assets.search.analysis import fold, stop_words
from assets.search.matching import Stock
from assets.search.names import is_name_like
from assets.search.query import LONGEST_QUERY, QueryTooLong
from assets.search.visibility import Principal

MOST = 10
PER_KIND = 4


class SuggestionKind(StrEnum):
    PLACE = "place"
    KEYWORD = "keyword"
    CAMPAIGN = "campaign"
    CREATOR = "creator"
    FILENAME = "filename"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`value` is what to search or filter by, `label` what to show, `count` how many visible assets it finds."""

    kind: SuggestionKind
    value: str
    label: str
    count: int


class Suggester:
    """Completes what is typed from the visible part of the stock; sorted word lists are kept until words are added."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._labels: list[tuple[str, int]] = []
        self._made_of = -1

    def suggest(self, text: str, principal: Principal, visible: BitMap) -> tuple[Suggestion, ...]:
        """Up to ten: values whose label has a word that begins so, then words, then file names."""
        if len(text) > LONGEST_QUERY:
            raise QueryTooLong
        prefix = fold(text.strip())
        if not prefix or not visible:
            return ()
        self._refresh()
        found = self._values(prefix, principal, visible)
        known = {fold(one.label) for one in found}
        found.extend(one for one in self._words(prefix, visible) if fold(one.label) not in known)
        if is_name_like(text):
            found.extend(self._filenames(text, visible))
        return tuple(found[:MOST])

    def _refresh(self) -> None:
        facets = self._stock.facets
        if facets.labels == self._made_of:
            return
        self._labels = sorted(
            (folded[at:], code)
            for code, entry in enumerate(facets.entries)
            if entry.facet in {"place", "keyword", "creator", "campaign"}
            for folded in (fold(entry.value.label),)
            for at in range(len(folded))
            if at == 0 or not folded[at - 1].isalnum()
        )
        self._made_of = facets.labels

    def _values(self, prefix: str, principal: Principal, visible: BitMap) -> list[Suggestion]:
        found: dict[int, Suggestion] = {}
        at = bisect_left(self._labels, (prefix, -1))
        while at < len(self._labels) and self._labels[at][0].startswith(prefix):
            code = self._labels[at][1]
            at += 1
            entry = self._stock.facets.entries[code]
            if code in found or not principal.admits(entry.value.audience):
                continue
            count = entry.assets.intersection_cardinality(visible)
            if count:
                kind = SuggestionKind(entry.facet)
                found[code] = Suggestion(kind, entry.value.key, entry.value.label, count)
        best: list[Suggestion] = []
        for kind in SuggestionKind:
            own = sorted((one for one in found.values() if one.kind is kind), key=lambda one: (-one.count, one.label))
            best.extend(own[:PER_KIND])
        return best

    def _words(self, prefix: str, visible: BitMap) -> list[Suggestion]:
        postings = self._stock.postings
        vocabulary = postings.vocabulary
        known = (
            (-sum(map(postings.at_most, vocabulary.by_fold.get(folded))), folded)
            for folded in vocabulary.by_fold.starting(prefix)
            if len(folded) >= 3 and folded.isalpha() and folded not in stop_words()
        )
        found: list[Suggestion] = []
        for most, folded in sorted(known):
            if len(found) >= MOST and -most < sorted(one.count for one in found)[-MOST]:
                break
            spelled = [
                (-postings.of_word(number).intersection_cardinality(visible), vocabulary.word(number))
                for number in vocabulary.by_fold.get(folded)
            ]
            best, word = min(spelled)
            if best:
                count = postings.of_fold(folded).intersection_cardinality(visible)
                found.append(Suggestion(SuggestionKind.WORD, word, word, count))
        return sorted(found, key=lambda one: (-one.count, one.label))[:MOST]

    def _filenames(self, text: str, visible: BitMap) -> list[Suggestion]:
        assets = (self._stock.names.starting(text) & visible)[:PER_KIND]
        shown = (self._stock.names.written(asset) for asset in assets)
        return [Suggestion(SuggestionKind.FILENAME, name, name, 1) for name in dict.fromkeys(shown) if name]

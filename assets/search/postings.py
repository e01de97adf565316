"""Which assets contain which word: one roaring bitmap per word and tier.

Two tiers are written: title and keywords, and all other text. What shares a stem, or is a part of a compound, is a
union over words; it is made when first asked for, kept, and changed along with its words: a question is one lookup.
"""

from array import array
from collections.abc import Iterable
from enum import IntEnum
from typing import TypeVar

from pyroaring import BitMap

from assets.search.vocabulary import Vocabulary

BREAK = -1
"""Ends a field in a document's sequence: no phrase reaches across it."""
OTHER_TEXT = -2
"""Everything before it in a sequence is title and keywords, everything behind it other text."""


Key = TypeVar("Key")


class Tier(IntEnum):
    """Where a document was found: the lower, the better. Relevance is the worst word's tier, then the newest."""

    NAME = 0
    TITLE = 1
    TEXT = 2
    PART = 3
    REPAIRED = 4
    SYNONYM = 5
    LOOSE = 6


class Postings:
    """Word postings with the documents' word sequences, which serve phrases and let a document be taken out again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.title: dict[int, BitMap] = {}
        self.text: dict[int, BitMap] = {}
        self.sequences: dict[int, array[int]] = {}
        self._stems: dict[tuple[str, bool], BitMap] = {}
        self._parts: dict[str, BitMap] = {}

    def add(self, asset: int, sequence: "array[int]") -> None:
        self.sequences[asset] = sequence
        title, text = tiers(sequence)
        for number in title:
            _add(self.title, number, asset)
        for number in text:
            _add(self.text, number, asset)
        if not self._stems and not self._parts:
            return
        for in_title, numbers in ((True, title), (False, text)):
            for number in numbers:
                _add_if_kept(self._stems, (self.vocabulary.stem(number), in_title), asset)
                for part in self.vocabulary.parts(number):
                    _add_if_kept(self._parts, part, asset)

    def remove(self, asset: int) -> None:
        sequence = self.sequences.pop(asset, None)
        if sequence is None:
            return
        for number in {number for number in sequence if number >= 0}:
            for postings in (self.title, self.text):
                if number in postings:
                    postings[number].discard(asset)
            stem = self.vocabulary.stem(number)
            for key in ((stem, True), (stem, False)):
                if key in self._stems:
                    self._stems[key].discard(asset)
            for part in self.vocabulary.parts(number):
                if part in self._parts:
                    self._parts[part].discard(asset)

    def of_stem(self, stem: str, *, in_title: bool) -> BitMap:
        """Assets with any form of the word; not to be changed by the caller."""
        kept = self._stems.get((stem, in_title))
        if kept is not None:
            return kept
        numbers = self.vocabulary.by_stem.get(stem)
        if numbers is None:
            return BitMap()
        made = self._stems[stem, in_title] = _union([self.title if in_title else self.text], numbers)
        return made

    def of_part(self, part: str) -> BitMap:
        """Assets with a compound that has this part, anywhere in the text."""
        kept = self._parts.get(part)
        if kept is not None:
            return kept
        numbers = self.vocabulary.by_part.get(part)
        if numbers is None:
            return BitMap()
        made = self._parts[part] = _union([self.title, self.text], numbers)
        return made

    def of_fold(self, folded: str) -> BitMap:
        """Assets with exactly this word in any spelling, without inflection."""
        return _union([self.title, self.text], self.vocabulary.by_fold.get(folded, ()))

    def of_word(self, number: int) -> BitMap:
        return _union([self.title, self.text], (number,))


def tiers(sequence: Iterable[int]) -> tuple[set[int], set[int]]:
    """The word numbers of a sequence: those of title and keywords, those of other text."""
    title: set[int] = set()
    text: set[int] = set()
    current = title
    for number in sequence:
        if number >= 0:
            current.add(number)
        elif number == OTHER_TEXT:
            current = text
    return title, text


def _add(postings: dict[int, BitMap], number: int, asset: int) -> None:
    found = postings.get(number)
    if found is None:
        postings[number] = BitMap((asset,))
    else:
        found.add(asset)


def _add_if_kept(kept: dict[Key, BitMap], key: Key, asset: int) -> None:
    if key in kept:
        kept[key].add(asset)


def _union(sources: list[dict[int, BitMap]], numbers: Iterable[int]) -> BitMap:
    found = [source[number] for number in numbers for source in sources if number in source]
    return BitMap.union(*found) if found else BitMap()

"""Which assets contain which word: one roaring bitmap per word and tier.

Two tiers are written: title and keywords, and all other text. What shares a stem, or is a part of a compound, is a
union over words; it is made when first asked for, kept, and changed along with its words: a question is one lookup.
"""

from array import array
from collections.abc import Iterable, Iterator
from enum import IntEnum

from pyroaring import BitMap

from assets.search.container import Container, Section
from assets.search.tables import Bitmaps, Kept, Rows
from assets.search.vocabulary import Vocabulary

BREAK = -1
"""Ends a field in a document's sequence: no phrase reaches across it."""
OTHER_TEXT = -2
"""Everything before it in a sequence is title and keywords, everything behind it other text."""
KEPT_BYTES = 32 * 2**20


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

    def __init__(self, stored: Container | None = None) -> None:
        self.vocabulary = Vocabulary(stored)
        self._gone = BitMap()
        self.title = Bitmaps(self._gone, stored, "title")
        self.text = Bitmaps(self._gone, stored, "text")
        self._sequences = Rows(stored, "sequences")
        self._stems: Kept[tuple[str, bool]] = Kept(KEPT_BYTES)
        self._parts: Kept[str] = Kept(KEPT_BYTES // 2)

    def sequence(self, asset: int) -> "array[int]":
        """The document's words as numbers; empty where there is none."""
        return array("i", self._sequences[asset])

    def add(self, asset: int, sequence: "array[int]") -> None:
        self._sequences[asset] = sequence.tobytes()
        title, text = tiers(sequence)
        self.title.add(title, asset)
        self.text.add(text, asset)
        if not self._stems and not self._parts:
            return
        for in_title, numbers in ((True, title), (False, text)):
            for number in numbers:
                self._stems.add((self.vocabulary.stem(number), in_title), asset)
                for part in self.vocabulary.parts(number):
                    self._parts.add(part, asset)

    def remove(self, asset: int) -> None:
        sequence = self.sequence(asset)
        if not sequence:
            return
        if self._sequences.as_stored(asset):
            self._gone.add(asset)
        self._sequences[asset] = b""
        numbers = {number for number in sequence if number >= 0}
        self.title.discard(numbers, asset)
        self.text.discard(numbers, asset)
        for number in numbers:
            stem = self.vocabulary.stem(number)
            self._stems.discard((stem, True), asset)
            self._stems.discard((stem, False), asset)
            for part in self.vocabulary.parts(number):
                self._parts.discard(part, asset)

    def pack(self) -> None:
        self._sequences.pack()
        self.title.settle()
        self.text.settle()

    def sections(self) -> Iterator[Section]:
        yield from self.vocabulary.sections()
        yield from self.title.sections("title")
        yield from self.text.sections("text")
        yield from self._sequences.sections("sequences")

    def of_stem(self, stem: str, *, in_title: bool) -> BitMap:
        """Assets with any form of the word; not to be changed by the caller."""
        kept = self._stems.get((stem, in_title))
        if kept is not None:
            return kept
        made = _union([self.title if in_title else self.text], self.vocabulary.by_stem.get(stem))
        return self._stems.keep((stem, in_title), made)

    def of_part(self, part: str) -> BitMap:
        """Assets with a compound that has this part, anywhere in the text."""
        kept = self._parts.get(part)
        if kept is not None:
            return kept
        return self._parts.keep(part, _union([self.title, self.text], self.vocabulary.by_part.get(part)))

    def of_fold(self, folded: str) -> BitMap:
        """Assets with exactly this word in any spelling, without inflection."""
        return _union([self.title, self.text], self.vocabulary.by_fold.get(folded))

    def at_most(self, number: int) -> int:
        """A number of assets that the word is in no more than of."""
        return self.title.at_most(number) + self.text.at_most(number)

    def of_word(self, number: int) -> BitMap:
        return _union([self.title, self.text], (number,))


def tiers(sequence: "array[int]") -> tuple[set[int], set[int]]:
    """The word numbers of a sequence: those of title and keywords, those of other text."""
    split = sequence.index(OTHER_TEXT)
    title, text = set(sequence[:split]), set(sequence[split + 1 :])
    title.discard(BREAK)
    text.discard(BREAK)
    return title, text


def _union(sources: list[Bitmaps], numbers: Iterable[int]) -> BitMap:
    found = [bitmap for number in numbers for source in sources if (bitmap := source.of(number))]
    return BitMap.union(*found) if found else BitMap()

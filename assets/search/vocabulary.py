"""The words that occur, each with a number; which of them share a spelling, a stem, or a part of a compound."""

from collections.abc import Iterator
from dataclasses import dataclass

from assets.search import compounds
from assets.search.analysis import fold, stem
from assets.search.container import Container, Section
from assets.search.tables import Lookup, Rows, decoded, encoded

_WHOLE = "\n"
"""Stands behind a stored word that is never split; no word contains it."""
MOST_NAMES = 20_000


@dataclass(frozen=True, slots=True)
class Name:
    """A short text that comes again and again, with the numbers that it is written with."""

    words: tuple[str, ...]
    numbers: list[int]


class Vocabulary:
    """Numbers words as they were written, so that what is shown again (suggestions) is somebody's visible spelling.

    A word that names the document's own place is another word than the same letters elsewhere: Winterberg in a picture
    from Winterberg is no winter and no mountain, so it has no parts.
    """

    def __init__(self, stored: Container | None = None) -> None:
        self._words = Rows(stored, "words")
        self._parts = Rows(stored, "parts")
        self.by_fold = Lookup(stored, "folded")
        self.by_stem = Lookup(stored, "stems")
        self.by_part = Lookup(stored, "pieces")
        self._numbers: dict[str, int] = {}
        self._whole_numbers: dict[str, int] = {}
        self._count = len(self._words)
        self.names: dict[str, Name] = {}

    def __len__(self) -> int:
        return self._count

    def number(self, word: str, *, whole: bool = False) -> int:
        """The word's number, given now if it is new; `whole` words are never split."""
        known = self._whole_numbers if whole else self._numbers
        found = known.get(word)
        if found is None:
            row = encoded(word + _WHOLE if whole else word)
            found = next((one for one in self.by_fold.get(fold(word)) if self._words[one] == row), None)
            if found is None:
                found = self._learn(row, fold(word), () if whole else compounds.parts(fold(word)))
            known[word] = found
        return found

    def keep_name(self, text: str, name: Name) -> None:
        if len(self.names) >= MOST_NAMES:
            self.names.clear()
        self.names[text] = name

    def word(self, number: int) -> str:
        return decoded(self._words[number]).removesuffix(_WHOLE)

    def stem(self, number: int) -> str:
        return stem(fold(self.word(number)))

    def parts(self, number: int) -> tuple[str, ...]:
        """The stems of the word's parts, none if it is a place name or no compound."""
        return tuple(decoded(self._parts[number]).split())

    def spellings(self, since: int) -> Iterator[str]:
        """Folded words and parts of compounds that came since there were so many words; some more than once."""
        if since == 0:
            yield from self.by_fold.words()
            yield from self.by_part.words()
        for number in range(since, len(self)) if since else ():
            yield fold(self.word(number))
            yield from self.parts(number)

    def sections(self) -> Iterator[Section]:
        yield from self._words.sections("words")
        yield from self._parts.sections("parts")
        yield from self.by_fold.sections("folded")
        yield from self.by_stem.sections("stems")
        yield from self.by_part.sections("pieces")

    def _learn(self, row: bytes, folded: str, parts: tuple[str, ...]) -> int:
        number = self._count
        self._count += 1
        self._words[number] = row
        self._parts[number] = " ".join(parts).encode()
        self.by_fold.add(folded, number)
        self.by_stem.add(stem(folded), number)
        for part in parts:
            self.by_part.add(part, number)
        return number

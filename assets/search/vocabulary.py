"""The words that occur, each with a number; which of them share a spelling, a stem, or a part of a compound."""

from collections import defaultdict
from collections.abc import Iterable

from assets.search import compounds
from assets.search.analysis import fold, stem


class Vocabulary:
    """Numbers words as they were written, so that what is shown again (suggestions) is somebody's visible spelling.

    A word that names the document's own place is another word than the same letters elsewhere: Winterberg in a picture
    from Winterberg is no winter and no mountain, so it has no parts.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.folded: list[str] = []
        self.by_fold: defaultdict[str, list[int]] = defaultdict(list)
        self.by_stem: defaultdict[str, list[int]] = defaultdict(list)
        self.by_part: defaultdict[str, list[int]] = defaultdict(list)
        self._numbers: dict[tuple[str, bool], int] = {}
        self._parts: list[tuple[str, ...]] = []

    def number(self, word: str, *, whole: bool = False) -> int:
        """The word's number, given now if it is new; `whole` words are never split."""
        found = self._numbers.get((word, whole))
        if found is not None:
            return found
        return self._learn(word, whole, () if whole else compounds.parts(fold(word)))

    def stem(self, number: int) -> str:
        return stem(self.folded[number])

    def parts(self, number: int) -> tuple[str, ...]:
        """The stems of the word's parts, none if it is a place name or no compound."""
        return self._parts[number]

    def entries(self) -> list[tuple[str, bool, tuple[str, ...]]]:
        """Words in order of their numbers with their parts, to be stored."""
        return [(word, whole, parts) for (word, whole), parts in zip(self._numbers, self._parts, strict=True)]

    @classmethod
    def of(cls, entries: Iterable[tuple[str, bool, tuple[str, ...]]]) -> "Vocabulary":
        vocabulary = cls()
        for word, whole, parts in entries:
            vocabulary._learn(word, whole, parts)
        return vocabulary

    def _learn(self, word: str, whole: bool, parts: tuple[str, ...]) -> int:
        number = self._numbers[word, whole] = len(self.words)
        folded = fold(word)
        self.words.append(word)
        self.folded.append(folded)
        self.by_fold[folded].append(number)
        self.by_stem[stem(folded)].append(number)
        self._parts.append(parts)
        for part in parts:
            self.by_part[part].append(number)
        return number

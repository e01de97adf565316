"""The words that occur, each with a number; which of them share a spelling, a stem, or a part of a compound."""

from collections import defaultdict

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
        self._whole: set[int] = set()

    def number(self, word: str, *, whole: bool = False) -> int:
        """The word's number, given now if it is new; `whole` words are never split."""
        found = self._numbers.get((word, whole))
        if found is not None:
            return found
        number = self._numbers[word, whole] = len(self.words)
        folded = fold(word)
        self.words.append(word)
        self.folded.append(folded)
        self.by_fold[folded].append(number)
        self.by_stem[stem(folded)].append(number)
        if whole:
            self._whole.add(number)
        for part in self.parts(number):
            self.by_part[part].append(number)
        return number

    def stem(self, number: int) -> str:
        return stem(self.folded[number])

    def parts(self, number: int) -> tuple[str, ...]:
        """The stems of the word's parts, none if it is a place name or no compound."""
        return () if number in self._whole else compounds.parts(self.folded[number])

    def entries(self) -> list[tuple[str, bool]]:
        """Words in order of their numbers, to be stored."""
        return list(self._numbers)

    @classmethod
    def of(cls, entries: list[tuple[str, bool]]) -> "Vocabulary":
        vocabulary = cls()
        for word, whole in entries:
            vocabulary.number(word, whole=whole)
        return vocabulary

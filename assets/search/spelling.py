"""Repair of typos: the nearest words that occur in assets the asker may see. Words are read when first needed.

Distance counts swapped neighbours as one error. One error is allowed from four letters on, two from nine if the first
letter is right. A word that finds something visible is never repaired.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from assets.search.facets import FacetTable
from assets.search.vocabulary import Vocabulary

SHORTEST_REPAIRED = 4
TWO_ERRORS_FROM = 9
MOST_CANDIDATES = 3


class Spelling:
    """Folded words by length; visibility is asked of the caller, so one table serves every principal."""

    def __init__(self, vocabulary: Vocabulary, facets: FacetTable) -> None:
        self._vocabulary = vocabulary
        self._facets = facets
        self._learned = (0, 0)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._known: set[str] = set()

    def nearest(self, word: str, count: Callable[[str], int]) -> tuple[str, ...]:
        """Words at the smallest distance that `count` more than no visible assets, most frequent first."""
        if len(word) < SHORTEST_REPAIRED or not word.isalpha():
            return ()
        self._catch_up()
        by_distance = self._candidates(word)
        for distance in sorted(by_distance):
            counted = [(-count(candidate), candidate) for candidate in by_distance[distance]]
            visible = sorted(one for one in counted if one[0] < 0)
            if visible:
                return tuple(candidate for _, candidate in visible[:MOST_CANDIDATES])
        return ()

    def _candidates(self, word: str) -> dict[int, list[str]]:
        allowed = 2 if len(word) >= TWO_ERRORS_FROM else 1
        found: defaultdict[int, list[str]] = defaultdict(list)
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            choices = self._by_length.get(length)
            if not choices:
                continue
            for candidate, distance, _ in extract(
                word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None, processor=None
            ):
                if distance == 1 or (distance == 2 and candidate[0] == word[0]):
                    found[int(distance)].append(candidate)
        return found

    def _catch_up(self) -> None:
        """Take up the words and labels that came since; those with digits and very short ones are never a repair."""
        known, labels = self._learned
        if known < len(self._vocabulary):
            self._learn(self._vocabulary.spellings(known))
        if labels != self._facets.labels:
            self._learn(list(self._facets.by_fold))
        self._learned = (len(self._vocabulary), self._facets.labels)

    def _learn(self, folded: Iterable[str]) -> None:
        for word in folded:
            if word not in self._known and len(word) >= SHORTEST_REPAIRED - 1 and word.isalpha():
                self._known.add(word)
                self._by_length[len(word)].append(word)

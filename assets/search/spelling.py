"""Repair of typos: the nearest words that occur in assets the asker may see.

Distance counts swapped neighbours as one error. One error is allowed from four letters on, two from nine if the first
letter is right. A word that finds something visible is never repaired.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST_REPAIRED = 4
TWO_ERRORS_FROM = 9
MOST_CANDIDATES = 3


class Spelling:
    """Folded words by length; visibility is asked of the caller, so one table serves every principal."""

    def __init__(self) -> None:
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._known: set[str] = set()

    def learn(self, folded: Iterable[str]) -> None:
        """Add words; those with digits and very short ones are never a repair."""
        for word in folded:
            if word not in self._known and len(word) >= SHORTEST_REPAIRED - 1 and word.isalpha():
                self._known.add(word)
                self._by_length[len(word)].append(word)

    def nearest(self, word: str, count: Callable[[str], int]) -> tuple[str, ...]:
        """Words at the smallest distance that `count` more than no visible assets, most frequent first."""
        if len(word) < SHORTEST_REPAIRED or not word.isalpha():
            return ()
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

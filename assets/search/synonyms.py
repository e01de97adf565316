"""Other words for the same thing, from `data/synonyms.txt`: groups that find each other, and broader words that find
narrower ones. Fixed data: what is a synonym never depends on what the library holds.
"""

from collections import defaultdict
from functools import cache
from importlib import resources

from assets.search.analysis import fold, stem, words

Phrase = tuple[str, ...]
"""Folded words that all have to occur."""


def synonyms_of(word_stem: str) -> tuple[Phrase, ...]:
    """What else may be said for a word; words written apart are asked for written together."""
    return _table().get(word_stem, ())


@cache
def _table() -> dict[str, tuple[Phrase, ...]]:
    found: defaultdict[str, dict[Phrase, None]] = defaultdict(dict)
    text = resources.files("assets.search").joinpath("data", "synonyms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        broader, sign, narrower = line.rpartition(">")
        finds = [_phrase(entry) for entry in narrower.split(",")]
        asked = [_phrase(broader)] if sign else finds
        for one in asked:
            found[_trigger(one)].update((other, None) for other in finds if other != one)
    return {trigger: tuple(others) for trigger, others in found.items()}


def _phrase(entry: str) -> Phrase:
    said = words(entry.strip())
    return tuple(fold(word) for word in (said.joined[-1:] if len(said.joined) == 1 else said.sequence))


def _trigger(phrase: Phrase) -> str:
    return stem("".join(phrase))

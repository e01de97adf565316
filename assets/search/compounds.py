"""Compounds and their parts: Fahrradweg is also a Fahrrad, a Radweg, a Rad and a Weg.

A word is split by dictionary: fewest parts, longest shortest part, linking letters (s, es, n, en, er, e) or a dropped
final e between them (Schul-mensa), then each part again down to its atoms; every contiguous run of atoms is a part.
Where one side of a word is unknown, a long known head or a long known beginning is cut off.

The dictionary is `data/nouns.txt` and nothing else: what the library holds must not change how a visible text is
read, or an invisible asset could be noticed (security rule 4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from assets.search.analysis import fold, stem

LINKS = ("", "s", "n", "en", "es", "er", "e", "ens")
ENDINGS = ("", "e", "n", "en", "er", "ern", "s", "es", "in", "innen", "nen")
SHORTEST_PART = 3
LONGEST_SPLIT = 40
LONE_PART = 5
UNKNOWN_PART = 4

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part at `start`; `end` is where its word ends, `next` where the following part begins (after the link)."""

    start: int
    end: int
    next: int


@cache
def nouns() -> frozenset[str]:
    """The dictionary's words, folded; verb stems and adjectives that begin compounds stand among them."""
    text = resources.files("assets.search").joinpath("data", "nouns.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())


@cache
def _beginnings() -> frozenset[str]:
    """Forms that can stand before another part: the words, and those in -e without it (Kirche, Kirch-turm)."""
    return nouns() | {word[:-1] for word in nouns() if word.endswith("e") and len(word) > 4}


@lru_cache(maxsize=500_000)
def parts(word: str) -> tuple[str, ...]:
    """The stems of all parts of a folded word, the word itself left out; empty where it is no compound."""
    if not 6 <= len(word) <= LONGEST_SPLIT or not word.isalpha():
        return ()
    pieces = _atoms(word)
    if len(pieces) < 2:
        return _one_sided(word)
    found: dict[str, None] = {}
    for first in range(len(pieces)):
        for last in range(first, len(pieces)):
            if last - first + 1 < len(pieces):
                found[stem(word[pieces[first].start : pieces[last].end])] = None
    found.pop(stem(word), None)
    return tuple(found)


def split(word: str, known: Known | None = None) -> tuple[str, ...]:
    """The fewest parts that make up the word, empty if none do; `known` admits words beside the dictionary."""
    if not 6 <= len(word) <= LONGEST_SPLIT or not word.isalpha():
        return ()
    return tuple(word[piece.start : piece.end] for piece in _cut(word, known, whole=False))


def _atoms(word: str) -> list[_Piece]:
    """The smallest pieces: each part of the best split, split again while it can be."""
    atoms: list[_Piece] = []
    for piece in _cut(word, None, whole=False):
        inner = _atoms(word[piece.start : piece.end]) if piece.end - piece.start >= 6 else []
        if len(inner) < 2:
            atoms.append(piece)
            continue
        atoms.extend(_Piece(piece.start + one.start, piece.start + one.end, piece.start + one.next) for one in inner)
    return atoms


def _cut(word: str, known: Known | None, *, whole: bool) -> list[_Piece]:
    """Best split by dynamic programming from the end; a single piece only where `whole` allows it."""
    length = len(word)
    best: list[tuple[int, int, list[_Piece]] | None] = [None] * (length + 1)
    best[length] = (0, 0, [])
    for start in range(length - SHORTEST_PART, -1, -1):
        for piece in _pieces_at(word, start, known):
            rest = best[piece.next]
            if rest is None or (piece.next == length and start == 0 and not whole):
                continue
            shortest = min(piece.end - piece.start, -rest[1] or LONGEST_SPLIT)
            offer = (rest[0] + 1, -shortest, [piece, *rest[2]])
            held = best[start]
            if held is None or offer[:2] < held[:2]:
                best[start] = offer
    return best[0][2] if best[0] is not None else []


def _pieces_at(word: str, start: int, known: Known | None) -> list[_Piece]:
    length = len(word)
    pieces = []
    for end in range(start + SHORTEST_PART, length + 1):
        text = word[start:end]
        if end == length:
            if _is_head(text, known):
                pieces.append(_Piece(start, end, end))
        elif text in _beginnings() or (known is not None and known(text)):
            pieces.extend(
                _Piece(start, end, end + len(link))
                for link in LINKS
                if word.startswith(link, end) and end + len(link) < length
            )
    return pieces


@lru_cache(maxsize=200_000)
def _in_dictionary(text: str) -> bool:
    """Whether a text is a dictionary word in any form: the ending is taken off, or its stem is a word's."""
    words = nouns()
    if text in words or stem(text) in _noun_stems():
        return len(text) > SHORTEST_PART or text in words
    return any(ending and text.endswith(ending) and text[: -len(ending)] in words for ending in ENDINGS)


def _is_head(text: str, known: Known | None) -> bool:
    return _in_dictionary(text) or (known is not None and known(text))


@cache
def _noun_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in nouns() if len(word) > SHORTEST_PART)


def _one_sided(word: str) -> tuple[str, ...]:
    """A long known head behind something unknown, or a long known beginning before it."""
    if word in nouns() or stem(word) in _noun_stems():
        return ()
    for start in range(UNKNOWN_PART, len(word) - LONE_PART + 1):
        if _in_dictionary(word[start:]):
            return (stem(word[start:]), stem(word[:start]))
    for end in range(len(word) - UNKNOWN_PART, LONE_PART - 1, -1):
        if word[:end] in _beginnings():
            return (stem(word[:end]), stem(word[end:]))
    return ()


@cache
def _spellings() -> dict[str, str]:
    text = resources.files("assets.search").joinpath("data", "nouns.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {fold(word): word for line in lines for word in line.split()}


def written(folded: str) -> str:
    """How the dictionary writes a folded word; the word itself if it does not know it."""
    return _spellings().get(folded, folded)

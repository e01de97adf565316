"""Compounds and their parts: Fahrradweg is also a Fahrrad, a Radweg, a Rad and a Weg.

A word is split by dictionary: fewest parts, fewest linking letters (s, es, n, en, er, e) or a dropped final e between
them (Schul-mensa), longest shortest part; then each part again down to its atoms. Every contiguous run is a part.
Where one side of a word is unknown, a long known head or a long known beginning is cut off.

The dictionary is `lexicon` and nothing else, whatever the library holds. Place names are never split; words with two
readings (Staubecken) have the parts of both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assets.search.analysis import stem, unabbreviated
from assets.search.lexicon import LINKS, beginnings, fixed_splits, is_head, lemma, places

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


@lru_cache(maxsize=500_000)
def parts(word: str) -> tuple[str, ...]:
    """The stems of all parts of a folded word, the word itself left out; empty where it is no compound."""
    if not 6 <= len(word) <= LONGEST_SPLIT or not word.isalpha() or stem(word) in places():
        return ()
    word = unabbreviated(word)
    if word in fixed_splits() or stem(word) in fixed_splits():
        return _given(word)
    pieces = _atoms(word)
    if len(pieces) < 2:
        return _one_sided(word)
    found: dict[str, None] = {}
    for first in range(len(pieces)):
        for last in range(first, len(pieces)):
            if last - first + 1 < len(pieces):
                found[stem(word[pieces[first].start : pieces[last].end])] = None
    for piece in pieces:
        found.update(dict.fromkeys(_given(word[piece.start : piece.end])))
    found.pop(stem(word), None)
    return tuple(found)


def _given(word: str) -> tuple[str, ...]:
    """The stems that `splits.txt` gives a word; none for a word that stands there alone or not at all."""
    given = fixed_splits().get(word) or fixed_splits().get(stem(word)) or ()
    return tuple(dict.fromkeys(stem(piece) for reading in given for piece in reading if piece != word))


def split(word: str, known: Known | None = None) -> tuple[str, ...]:
    """The fewest parts that make up the word, empty if none do; `known` admits words beside the dictionary."""
    if not 6 <= len(word) <= LONGEST_SPLIT or not word.isalpha():
        return ()
    given = fixed_splits().get(word) or fixed_splits().get(stem(word))
    if given is not None:
        return given[0] if len(given[0]) > 1 else ()
    return tuple(word[piece.start : piece.end] for piece in _cut(word, known, whole=False))


def _atoms(word: str) -> list[_Piece]:
    """The smallest pieces: each part of the best split, split again while it can be."""
    atoms: list[_Piece] = []
    for piece in _cut(word, None, whole=False):
        text = word[piece.start : piece.end]
        inner = _atoms(text) if len(text) >= 6 and stem(text) not in fixed_splits() else []
        if len(inner) < 2:
            atoms.append(piece)
            continue
        atoms.extend(_Piece(piece.start + one.start, piece.start + one.end, piece.start + one.next) for one in inner)
    return atoms


def _cut(word: str, known: Known | None, *, whole: bool) -> list[_Piece]:
    """Best split by dynamic programming from the end; a single piece only where `whole` allows it."""
    length = len(word)
    best: list[tuple[int, int, int, list[_Piece]] | None] = [None] * (length + 1)
    best[length] = (0, 0, 0, [])
    for start in range(length - SHORTEST_PART, -1, -1):
        for piece in _pieces_at(word, start, known):
            rest = best[piece.next]
            if rest is None or (piece.next == length and start == 0 and not whole):
                continue
            links = rest[1] + piece.next - piece.end
            shortest = min(piece.end - piece.start, -rest[2] or LONGEST_SPLIT)
            offer = (rest[0] + 1, links, -shortest, [piece, *rest[3]])
            held = best[start]
            if held is None or offer[:3] < held[:3]:
                best[start] = offer
    return best[0][3] if best[0] is not None else []


def _pieces_at(word: str, start: int, known: Known | None) -> list[_Piece]:
    length = len(word)
    pieces = []
    for end in range(start + SHORTEST_PART, length + 1):
        text = word[start:end]
        if end == length:
            if _is_head(text, known):
                pieces.append(_Piece(start, end, end))
        elif text in beginnings() or (known is not None and known(text)):
            pieces.extend(
                _Piece(start, end, end + len(link))
                for link in LINKS
                if word.startswith(link, end) and end + len(link) < length
            )
    return pieces


def _is_head(text: str, known: Known | None) -> bool:
    return is_head(text) or (known is not None and known(text))


def _one_sided(word: str) -> tuple[str, ...]:
    """A long known head behind something unknown, or a long known beginning before it."""
    if lemma(word) is not None:
        return ()
    for start in range(UNKNOWN_PART, len(word) - LONE_PART + 1):
        if is_head(word[start:]):
            return (stem(word[start:]), stem(word[:start]))
    for end in range(len(word) - UNKNOWN_PART, LONE_PART - 1, -1):
        if word[:end] in beginnings():
            return (stem(word[:end]), stem(word[end:]))
    return ()

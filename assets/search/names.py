"""File names and external references: found whole, without the extension, or from the beginning of any piece.

A name is compared as its pieces between blanks, dots, hyphens and underscores, joined by underscores, so that
"Wappen LK Kusel" and "Wappen_LK_Kusel_neu.eps" meet. All names lie in one block of bytes; an array of the places where
pieces begin, sorted by what follows, answers by bisection.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.analysis import fold

LONGEST_NAME = 255
_COMPARED = 64
_BETWEEN = re.compile(r"[\s._\-\u2010\u2011/\\]+")
_SORT_ABOVE = 500


def normal(name: str) -> str:
    """The form in which names are compared."""
    return "_".join(piece for piece in _BETWEEN.split(fold(unicodedata.normalize("NFC", name))) if piece)[:LONGEST_NAME]


def is_name_like(text: str) -> bool:
    """Whether a word of a question may be a piece of a file name rather than a word of a language."""
    return any(letter.isdigit() or letter in "_." for letter in text)


class NameTable:
    """Names by asset; changes since the last sorting are few and looked through one by one."""

    def __init__(self) -> None:
        self.names: dict[int, tuple[str, ...]] = {}
        self.written: dict[int, str] = {}
        self._changed = BitMap()
        self._block = b""
        self._pieces: NDArray[np.uint32] = np.zeros(0, dtype=np.uint32)
        self._begins: NDArray[np.uint32] = np.zeros(0, dtype=np.uint32)
        self._owners: NDArray[np.uint32] = np.zeros(0, dtype=np.uint32)

    def add(self, asset: int, names: Iterable[str]) -> None:
        names = tuple(names)
        kept = tuple(dict.fromkeys(name for name in map(normal, names) if name))
        if kept:
            self.names[asset] = kept
            self.written[asset] = next(name for name in names if name)
            self._changed.add(asset)

    def remove(self, asset: int) -> None:
        if self.names.pop(asset, None) is not None:
            del self.written[asset]
            self._changed.add(asset)

    def starting(self, text: str) -> BitMap:
        """Assets with a name in which `text` begins a piece."""
        wanted = normal(text)
        if not wanted:
            return BitMap()
        self._sort_if_needed()
        low, high = self._range(wanted)
        at = self._pieces[low:high]
        owners = self._owners[np.searchsorted(self._begins, at, side="right") - 1]
        found = BitMap(sorted(set(owners.tolist()))) - self._changed
        inner = f"_{wanted}"
        found.update(
            asset for asset in self._changed if any(f"_{name}".find(inner) >= 0 for name in self.names.get(asset, ()))
        )
        return found

    def exactly(self, text: str) -> BitMap:
        """Assets whose whole name is `text`, with or without the extension."""
        wanted = normal(text)
        return BitMap(
            asset
            for asset in self.starting(text)
            if any(name == wanted or name.rpartition("_")[0] == wanted for name in self.names.get(asset, ()))
        )

    def _sort_if_needed(self) -> None:
        if len(self._changed) > max(_SORT_ABOVE, len(self.names) // 50) or (self._changed and not self._block):
            self._sort()

    def _sort(self) -> None:
        encoded = [(asset, name.encode()) for asset, names in sorted(self.names.items()) for name in names]
        self._block = b"".join(name + b"\n" for _, name in encoded)
        lengths = np.fromiter((len(name) + 1 for _, name in encoded), dtype=np.uint32, count=len(encoded))
        self._begins = np.concatenate([np.zeros(1, np.uint32), np.cumsum(lengths, dtype=np.uint32)])[:-1]
        self._owners = np.fromiter((asset for asset, _ in encoded), dtype=np.uint32, count=len(encoded))
        raw = np.frombuffer(self._block, dtype=np.uint8)
        inner = np.flatnonzero(raw == ord("_")).astype(np.uint32) + 1
        block = self._block
        pieces = sorted(np.concatenate([self._begins, inner]).tolist(), key=lambda at: block[at : at + _COMPARED])
        self._pieces = np.array(pieces, dtype=np.uint32)
        self._changed = BitMap()

    def _range(self, wanted: str) -> tuple[int, int]:
        prefix = wanted.encode()[:_COMPARED]
        block = self._block

        def key(at: int) -> bytes:
            return block[at : at + len(prefix)]

        low = bisect_left(self._pieces, prefix, key=key)
        return low, bisect_left(self._pieces, prefix + b"\xff", lo=low, key=key)

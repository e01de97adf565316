"""File names and external references: found whole, without the extension, or from the beginning of any piece.

A name is compared as its pieces between blanks, dots, hyphens and underscores, joined by underscores, so that
"Wappen LK Kusel" and "Wappen_LK_Kusel_neu.eps" meet. All names lie in one block of bytes; the places where pieces
begin, sorted by what follows, answer by bisection. Checksums of whole names, with and without what follows the last
underscore (the extension), answer for whole names.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.analysis import fold
from assets.search.container import Chunk, Container, Section
from assets.search.tables import Rows, bitmap_of, decoded, encoded

LONGEST_NAME = 255
_COMPARED = 64
_BETWEEN = re.compile(r"[\s._\-\u2010\u2011/\\]+")
_SORT_ABOVE = 500
Numbers = NDArray[np.uint32]
_NONE: Numbers = np.zeros(0, np.uint32)
_PARTS = ("pieces", "owners", "sums", "named")


def normal(name: str) -> str:
    """The form in which names are compared."""
    return "_".join(piece for piece in _BETWEEN.split(fold(unicodedata.normalize("NFC", name))) if piece)[:LONGEST_NAME]


def is_name_like(text: str) -> bool:
    """Whether a word of a question may be a piece of a file name rather than a word of a language."""
    return any(letter.isdigit() or letter in "_." for letter in text)


class NameTable:
    """Names by asset: those of the file, those that changed since and are sorted again now and then, the last few."""

    def __init__(self, stored: Container | None = None) -> None:
        self._names = Rows(stored, "names")
        self._written = Rows(stored, "written")
        self._stored = SortedNames.read(stored) if stored is not None else SortedNames()
        self._recent = SortedNames()
        self._changed = BitMap()
        self._unsorted = BitMap()

    def add(self, asset: int, names: Iterable[str]) -> None:
        names = tuple(names)
        kept = tuple(dict.fromkeys(name for name in map(normal, filter(None, names)) if name))
        if kept:
            self._set(asset, "".join(f"{name}\n" for name in kept), next(name for name in names if name))

    def remove(self, asset: int) -> None:
        if self._names[asset]:
            self._set(asset, "", "")

    def of(self, asset: int) -> list[str]:
        """The asset's names in the form in which they are compared."""
        return decoded(self._names[asset]).split("\n")[:-1]

    def written(self, asset: int) -> str:
        """The first name of the asset as it was written; empty where it has none."""
        return decoded(self._written[asset])

    def starting(self, text: str) -> BitMap:
        """Assets with a name in which `text` begins a piece."""
        wanted = normal(text)
        if not wanted:
            return BitMap()
        self._sort_if_needed()
        found = self._stored.starting(encoded(wanted)) - self._changed
        found |= self._recent.starting(encoded(wanted)) - self._unsorted
        inner = f"_{wanted}"
        asked = self._unsorted if len(encoded(wanted)) <= _COMPARED else self._unsorted | found
        found -= asked
        found.update(asset for asset in asked if any(inner in f"_{name}" for name in self.of(asset)))
        return found

    def exactly(self, text: str) -> BitMap:
        """Assets whose whole name is `text`, with or without the extension."""
        wanted = normal(text)
        if not wanted:
            return BitMap()
        self._sort_if_needed()
        found = self._stored.called(encoded(wanted)) - self._changed
        found |= self._recent.called(encoded(wanted)) - self._unsorted
        found |= self._unsorted
        return BitMap(
            asset for asset in found if any(wanted in (name, name.rpartition("_")[0]) for name in self.of(asset))
        )

    def pack(self) -> None:
        self._names.pack()
        self._written.pack()

    def sections(self) -> Iterator[Section]:
        yield from self._names.sections("names")
        yield from self._written.sections("written")
        yield from SortedNames.of((asset, self._names[asset]) for asset in range(len(self._names))).sections()

    def _set(self, asset: int, names: str, written: str) -> None:
        self._names[asset], self._written[asset] = encoded(names), encoded(written)
        self._changed.add(asset)
        self._unsorted.add(asset)

    def _sort_if_needed(self) -> None:
        if len(self._unsorted) > max(_SORT_ABOVE, len(self._changed) // 10):
            self._recent = SortedNames.of((asset, self._names[asset]) for asset in self._changed)
            self._unsorted = BitMap()


class SortedNames:
    """Names that no longer change: one block of lines, and what finds pieces and whole names in it.

    `owners` has the asset of each piece, `named` the assets of the whole names by checksum.
    """

    def __init__(self, block: Chunk = b"", arrays: Sequence[Numbers] = (_NONE,) * 4) -> None:
        self._block = block
        self._pieces, self._owners, self._sums, self._named = arrays

    @classmethod
    def read(cls, stored: Container) -> "SortedNames":
        return cls(stored.bytes("names.rows"), [stored.array(f"names.{part}", np.uint32) for part in _PARTS])

    @classmethod
    def of(cls, rows: Iterable[tuple[int, bytes]]) -> "SortedNames":
        """From the lines of each asset, in order of asset."""
        lines, assets = bytearray(), array("I")
        for asset, row in rows:
            lines += row
            assets.extend([asset] * row.count(b"\n"))
        block = bytes(lines)
        raw = np.frombuffer(block, np.uint8)
        ends = np.flatnonzero(raw == ord("\n"))
        begins = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1]) if ends.size else ends
        pieces = np.sort(np.concatenate([begins, np.flatnonzero(raw == ord("_")) + 1]))
        owners = np.array(assets, np.uint32)[np.searchsorted(ends, pieces)]
        order = _by_content(raw, pieces)
        sums, named = _checksums(block, assets)
        return cls(block, (pieces[order].astype(np.uint32), owners[order], sums, named))

    def starting(self, wanted: bytes) -> BitMap:
        """Assets with a piece that begins so, as far as it is compared."""
        low, high = self._range(wanted[:_COMPARED])
        return bitmap_of(self._owners[low:high])

    def called(self, wanted: bytes) -> BitMap:
        """Assets that may have a whole name like this: few others have the same checksum."""
        checksum = np.uint32(crc32(wanted))
        low, high = self._sums.searchsorted(checksum, "left"), self._sums.searchsorted(checksum, "right")
        return bitmap_of(self._named[low:high])

    def sections(self) -> Iterator[Section]:
        for part, numbers in zip(_PARTS, (self._pieces, self._owners, self._sums, self._named), strict=True):
            yield f"names.{part}", [numbers.data]

    def _range(self, prefix: bytes) -> tuple[int, int]:
        block = self._block

        def key(at: int) -> bytes:
            return bytes(block[at : at + len(prefix)])

        low = bisect_left(self._pieces, prefix, key=key)
        return low, bisect_left(self._pieces, prefix + b"\xff", lo=low, key=key)


def _by_content(raw: NDArray[np.uint8], pieces: NDArray[np.int64]) -> NDArray[np.int64]:
    """The order of the pieces by what follows, one first letter after the other to spare memory."""
    padded = np.concatenate([raw, np.zeros(_COMPARED, np.uint8)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, _COMPARED)
    first = padded[pieces]
    order: list[NDArray[np.int64]] = []
    for letter in np.unique(first):
        own = np.flatnonzero(first == letter)
        texts = np.ascontiguousarray(windows[pieces[own]]).view(f"S{_COMPARED}").ravel()
        order.append(own[np.argsort(texts, kind="stable")])
    return np.concatenate(order) if order else np.zeros(0, np.int64)


def _checksums(block: bytes, assets: "array[int]") -> tuple[Numbers, Numbers]:
    """Checksums of each name and of each without its extension, in order, with the assets."""
    names = block.split(b"\n")[:-1]
    whole = np.fromiter(map(crc32, names), np.uint32, len(names))
    bare = np.fromiter((crc32(name.rpartition(b"_")[0]) for name in names), np.uint32, len(names))
    sums, owners = np.concatenate([whole, bare]), np.array(assets, np.uint32)
    order = np.argsort(sums, kind="stable")
    return sums[order], np.concatenate([owners, owners])[order]

"""The three shapes in which the index lies in its file: rows of bytes, bitmaps, and numbers by word.

Each reads the stored part where it lies and keeps what changed since beside it, so that nothing stored is ever altered
and processes share it. `sections` writes both as one.
"""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.container import Chunk, Container, Section

Key = TypeVar("Key", bound=Hashable)
_NO_SIZES: NDArray[np.int32] = np.zeros(0, np.int32)
_NUMBER_BYTES = 4
LEAST_BITMAP = 200
"""Bytes that even an empty bitmap takes."""


def room(used: int) -> int:
    """How many places a column has beyond those in use, before it has to be copied into a larger one."""
    return used // 4 + 1024


def bitmap_of(assets: NDArray[Any]) -> BitMap:
    """A bitmap of whole numbers, several times as quick as one number after the other."""
    numbers = array("I")
    numbers.frombytes(assets.astype(np.uint32).tobytes())
    return BitMap(numbers)


def ids_of(found: BitMap) -> NDArray[np.int64]:
    """The assets in order, as positions in columns."""
    return np.array(found.to_array(), dtype=np.int64)


def encoded(text: str) -> bytes:
    """Text as it is stored; half a surrogate pair, which a question may contain, is no reason to fail."""
    return text.encode("utf-8", "surrogatepass")


def decoded(row: bytes) -> str:
    return row.decode("utf-8", "surrogatepass")


class Rows:
    """Rows of bytes by number, from 0; a row that was never written is empty."""

    def __init__(self, stored: Container | None = None, name: str = "") -> None:
        self._ends: NDArray[np.int64] = np.zeros(1, np.int64)
        self.block = memoryview(b"")
        self.changed: dict[int, bytes] = {}
        self._packed: bytearray | None = None
        if stored is not None:
            self._ends, self.block = stored.array(f"{name}.ends", np.int64), stored.bytes(f"{name}.rows")

    def __len__(self) -> int:
        return max(self.stored, 1 + max(self.changed, default=-1))

    @property
    def stored(self) -> int:
        """How many rows lie in the file."""
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        row = self.changed.get(number)
        return self.as_stored(number) if row is None else row

    def __setitem__(self, number: int, row: bytes) -> None:
        self.changed[number] = row

    def as_stored(self, number: int) -> bytes:
        """The row as it lies in the file."""
        if not 0 <= number < self.stored:
            return b""
        return bytes(self.block[self._ends[number] : self._ends[number + 1]])

    def numbers(self, rows: BitMap) -> NDArray[np.int32]:
        """All numbers in some rows, for rows of numbers; stored ones are gathered at once."""
        ids = ids_of(rows - BitMap(self.changed))
        ids = ids[ids < self.stored]
        lengths = (self._ends[ids + 1] - self._ends[ids]) // _NUMBER_BYTES
        shifts = self._ends[ids] // _NUMBER_BYTES - np.cumsum(lengths) + lengths
        stored = np.frombuffer(self.block, np.int32)[np.repeat(shifts, lengths) + np.arange(lengths.sum())]
        changed = b"".join(self.changed[row] for row in rows & BitMap(self.changed))
        return np.concatenate([stored, np.frombuffer(changed, np.int32)])

    def sections(self, name: str) -> Iterator[Section]:
        ends = np.zeros(len(self) + 1, np.int64)
        ends[1 : self.stored + 1] = np.diff(self._ends)
        for number, row in self.changed.items():
            ends[number + 1] = len(row)
        yield f"{name}.rows", self._chunks()
        yield f"{name}.ends", [np.cumsum(ends).data]

    def pack(self) -> None:
        """Put the changed rows into the block, in memory: for whoever writes a million of them."""
        if not self.changed:
            return
        (_, rows), (_, ends) = self.sections("")
        if self._packed is None or min(self.changed) < self.stored:
            block = bytearray(b"".join(rows))
        else:
            block = self._packed
            self.block.release()
            for number in sorted(self.changed):
                block += self.changed[number]
        self._ends, self.block, self._packed = np.frombuffer(b"".join(ends), np.int64), memoryview(block), block
        self.changed = {}

    def _chunks(self) -> Iterator[Chunk]:
        """Everything in order: runs of stored rows, changed rows between them."""
        at = 0
        for number in sorted(self.changed):
            until = min(number, self.stored)
            if at < until:
                yield self.block[self._ends[at] : self._ends[until]]
            at = number + 1
            yield self.changed[number]
        if at < self.stored:
            yield self.block[self._ends[at] :]


def rows_of(rows: Iterable[bytes], name: str) -> Iterator[Section]:
    """Sections of rows that are made one after the other."""
    lengths: list[int] = [0]

    def counted() -> Iterator[Chunk]:
        for row in rows:
            lengths.append(len(row))
            yield row

    yield f"{name}.rows", counted()
    yield f"{name}.ends", [np.cumsum(np.array(lengths, np.int64)).data]


class Kept(Generic[Key]):
    """Bitmaps that were put together from stored ones; the longest unused go when all take more than `most` bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._bitmaps: OrderedDict[Key, tuple[BitMap, int]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._bitmaps)

    def get(self, key: Key) -> BitMap | None:
        found = self._bitmaps.get(key)
        if found is None:
            return None
        self._bitmaps.move_to_end(key)
        return found[0]

    def keep(self, key: Key, bitmap: BitMap) -> BitMap:
        weight = LEAST_BITMAP + 2 * min(len(bitmap), (bitmap.max() if bitmap else 0) // 16)
        self._bitmaps[key] = bitmap, weight
        self._weight += weight
        while self._weight > self._most and len(self._bitmaps) > 1:
            _, (_, dropped) = self._bitmaps.popitem(last=False)
            self._weight -= dropped
        return bitmap

    def add(self, key: Key, asset: int) -> None:
        """Put an asset into a bitmap, if that is kept."""
        found = self._bitmaps.get(key)
        if found is not None:
            found[0].add(asset)

    def discard(self, key: Key, asset: int) -> None:
        found = self._bitmaps.get(key)
        if found is not None:
            found[0].discard(asset)


class Bitmaps:
    """A bitmap for each number. `gone` are assets of which nothing stored holds any more; it belongs to the owner.

    Additions are only noted, and sorted into bitmaps when one is read: many at once cost a tenth of one at a time.
    """

    def __init__(self, gone: BitMap, stored: Container | None = None, name: str = "") -> None:
        self._gone = gone
        self._rows = Rows(stored, name)
        self._sizes: NDArray[np.int32] = _NO_SIZES if stored is None else stored.array(f"{name}.sizes", np.int32)
        self._fresh: dict[int, BitMap] = {}
        self._noted_numbers, self._noted_assets = array("i"), array("I")

    def of(self, number: int) -> BitMap:
        """The assets of a number; not to be changed by the caller."""
        self.settle()
        row, fresh = self._rows[number], self._fresh.get(number)
        if not row:
            return BitMap() if fresh is None else fresh
        found = BitMap.deserialize(row)
        if self._gone:
            found -= self._gone
        if fresh:
            found |= fresh
        return found

    def at_most(self, number: int) -> int:
        """A number that the bitmap is never larger than, without reading it."""
        self.settle()
        stored = int(self._sizes[number]) if number < len(self._sizes) else 0
        return stored + len(self._fresh.get(number, ()))

    def add(self, numbers: Collection[int], asset: int) -> None:
        """Put an asset into the bitmaps of some numbers."""
        self._noted_numbers.extend(numbers)
        self._noted_assets.extend([asset] * len(numbers))

    def discard(self, numbers: Iterable[int], asset: int) -> None:
        """Take out an asset that was added since the file was written."""
        self.settle()
        for number in numbers:
            if number in self._fresh:
                self._fresh[number].discard(asset)

    def settle(self) -> None:
        """Sort what was noted into the bitmaps."""
        if not self._noted_numbers:
            return
        numbers, assets = np.array(self._noted_numbers, np.int32), np.array(self._noted_assets, np.uint32)
        self._noted_numbers, self._noted_assets = array("i"), array("I")
        order = np.argsort(numbers, kind="stable")
        numbers, assets = numbers[order], assets[order]
        begins = np.flatnonzero(np.diff(numbers, prepend=-1))
        ends = [*begins[1:].tolist(), len(numbers)]
        for number, begin, end in zip(numbers[begins].tolist(), begins.tolist(), ends, strict=True):
            fresh = bitmap_of(assets[begin:end])
            if number in self._fresh:
                self._fresh[number] |= fresh
            else:
                self._fresh[number] = fresh

    def sections(self, name: str) -> Iterator[Section]:
        self.settle()
        sizes: list[int] = []

        def rows() -> Iterator[bytes]:
            for number in range(max(len(self._rows), 1 + max(self._fresh, default=-1))):
                found = self.of(number)
                sizes.append(len(found))
                yield found.serialize() if found else b""

        yield from rows_of(rows(), name)
        yield f"{name}.sizes", [np.array(sizes, np.int32).data]


class Lookup:
    """Numbers by word. Stored words lie in order and are found by bisection; `new` has what came since."""

    def __init__(self, stored: Container | None = None, name: str = "") -> None:
        self._words = Rows(stored, f"{name}.words")
        self._numbers = Rows(stored, f"{name}.numbers")
        self.new: dict[str, list[int]] = {}

    def get(self, word: str) -> list[int]:
        """The word's numbers, the first given first; none for an unknown word."""
        at = self._place(encoded(word))
        if at is None:
            return self.new.get(word, [])
        return [*np.frombuffer(self._numbers[at], np.int32).tolist(), *self.new.get(word, ())]

    def add(self, word: str, number: int) -> None:
        self.new.setdefault(word, []).append(number)

    def words(self) -> Iterator[str]:
        """All words; one that is stored and has new numbers comes twice."""
        yield from (decoded(self._words[at]) for at in range(self._words.stored))
        yield from self.new

    def starting(self, prefix: str) -> list[str]:
        """The words that begin so."""
        wanted = encoded(prefix)
        found = dict.fromkeys(word for word in self.new if word.startswith(prefix))
        at = bisect_left(self._words, wanted, 0, self._words.stored)
        while at < self._words.stored and (word := self._words[at]).startswith(wanted):
            found[decoded(word)] = None
            at += 1
        return list(found)

    def sections(self, name: str) -> Iterator[Section]:
        words = sorted(set(self.words()))
        yield from rows_of((encoded(word) for word in words), f"{name}.words")
        yield from rows_of((np.array(self.get(word), np.int32).tobytes() for word in words), f"{name}.numbers")

    def _place(self, word: bytes) -> int | None:
        at = bisect_left(self._words, word, 0, self._words.stored)
        return at if at < self._words.stored and self._words[at] == word else None

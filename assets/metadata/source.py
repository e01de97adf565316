"""Bounded random access to the bytes of one file, whether they lie in memory or on disk."""

from __future__ import annotations

import io
import os
from typing import BinaryIO, Final

from assets.metadata import limits

_LARGEST_READ: Final = limits.METADATA_BYTES


class Source:
    """Read-only bytes by offset. Reads outside the file give fewer bytes or none, never an error."""

    __slots__ = ("_file", "size")

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, os.SEEK_END)

    @classmethod
    def of(cls, data: bytes) -> Source:
        """A source over bytes in memory."""
        return cls(io.BytesIO(data))

    def at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes, never more than 16 MiB at once."""
        if offset < 0 or length <= 0 or offset >= self.size:
            return b""
        self._file.seek(offset)
        return self._file.read(min(length, _LARGEST_READ, self.size - offset))

    def count(self, needle: bytes, start: int, stop_at: int) -> int:
        """How often `needle` stands after `start`; counting stops at `stop_at`."""
        found, at, step = 0, start, 4 * limits.MIB
        while at < self.size and found < stop_at:
            found += self.at(at, step + len(needle) - 1).count(needle)
            at += step
        return min(found, stop_at)

    def rfind(self, needle: bytes, within_last: int) -> int:
        """Offset of the last `needle` in the tail of the file, or -1."""
        start = max(0, self.size - within_last)
        found = self.at(start, within_last).rfind(needle)
        return -1 if found < 0 else start + found

    def find(self, needle: bytes, start: int, end: int) -> int:
        """Offset of the first `needle` between `start` and `end`, or -1."""
        at, step = max(start, 0), 4 * limits.MIB
        end = min(end, self.size)
        while at < end:
            found = self.at(at, min(step + len(needle) - 1, end - at)).find(needle)
            if found >= 0:
                return at + found
            at += step
        return -1

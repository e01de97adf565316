"""One stretch of an object, as players ask for it (RFC 9110): one range in a request (security rule 32)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assets.storage import ObjectSource

PIECE: Final = 512 * 1024
_ONE: Final = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end`, both included."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start + 1


def stretch_of(header: str, size_bytes: int) -> Stretch | None:
    """The one stretch asked for; none when it is none, several, nonsense or behind the end: then the whole is right."""
    match = _ONE.fullmatch(header.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if not match[1]:
        start, end = max(0, size_bytes - int(match[2])), size_bytes - 1
    else:
        start, end = int(match[1]), min(int(match[2] or size_bytes), size_bytes - 1)
        if match[2] and int(match[2]) < start:
            return None
    return Stretch(start, end) if start <= end else None


def pieces_of(store: ObjectSource, key: str, stretch: Stretch) -> Iterator[bytes]:
    """The stretch in pieces, each read when it is wanted."""
    at = stretch.start
    while at <= stretch.end:
        piece = store.read_range(key, at, min(PIECE, stretch.end - at + 1))
        if not piece:
            return
        at += len(piece)
        yield piece

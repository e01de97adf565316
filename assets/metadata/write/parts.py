"""What goes into a container, whatever the container is; and a new file as pieces of the old one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from assets.metadata import limits
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source

_STEP: Final = limits.MIB


@dataclass(frozen=True, slots=True)
class Parts:
    """Blocks to write; None writes none. What stood in the file before is replaced, never doubled."""

    xmp: bytes | None = None
    exif: bytes | None = None
    iim: bytes | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of the source that are copied as they stand; `end` is the offset behind the last."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many bytes."""
        return self.end - self.start


Piece = bytes | Span


@dataclass(frozen=True, slots=True)
class Recipe:
    """A new file, piece by piece, and the proof that its picture is the old one: `check` raises when it is not."""

    pieces: tuple[Piece, ...]
    check: Callable[[Source], None]


def size_of(pieces: Sequence[Piece]) -> int:
    """Bytes of all pieces together."""
    return sum(piece.size if isinstance(piece, Span) else len(piece) for piece in pieces)


def bytes_of(source: Source, pieces: Sequence[Piece]) -> bytes:
    """The new file in memory."""
    return b"".join(_chunks(source, pieces))


def copy_to(target: BinaryIO, source: Source, pieces: Sequence[Piece]) -> int:
    """Write the new file, a mebibyte at a time, however large it is; its size."""
    return sum(target.write(chunk) for chunk in _chunks(source, pieces))


def _chunks(source: Source, pieces: Sequence[Piece]) -> Iterator[bytes]:
    for piece in pieces:
        if isinstance(piece, Span):
            yield from stretch(source, piece)
        else:
            yield piece


def stretch(source: Source, span: Span) -> Iterator[bytes]:
    """The bytes of a span, a mebibyte at a time; `MetadataNotWritten` when the file ends before."""
    at = span.start
    while at < span.end:
        chunk = source.at(at, min(_STEP, span.end - at))
        if not chunk:
            raise MetadataNotWritten("picture-damaged")
        yield chunk
        at += len(chunk)


def fingerprint(*pieces: bytes) -> bytes:
    """One hash over the stretches that make the picture."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.digest()


def must_equal(before: bytes, after: bytes) -> None:
    """Refuse to hand out a copy whose picture data are not those of the source."""
    if before != after:
        raise MetadataNotWritten("picture-changed")

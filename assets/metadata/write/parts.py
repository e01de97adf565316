"""The metadata blocks that go into a container, whatever the container is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assets.metadata.errors import MetadataNotWritten


@dataclass(frozen=True, slots=True)
class Parts:
    """Blocks to write; None writes none. What stood in the file before is replaced, never doubled."""

    xmp: bytes | None = None
    exif: bytes | None = None
    iim: bytes | None = None


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

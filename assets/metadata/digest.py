"""The IIM digest of Photoshop resource 0x0425: tells whether IIM was edited behind the back of XMP (R2)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def iim_digest(block: bytes) -> bytes:
    """The MD5 that writers of XMP leave beside the IIM block."""
    return hashlib.md5(block, usedforsecurity=False).digest()


def iim_is_newer(blocks: Sequence[bytes], digest: bytes) -> bool:
    """Whether a digest exists and matches no IIM block; an all-zero digest says nothing."""
    if not blocks or not digest.strip(b"\x00"):
        return False
    return all(digest != iim_digest(block) for block in blocks)

"""What a rendition was made by, as one hash: the same recipe is the same picture, whoever asks and whenever.

The hash is over the original's bytes, the preset with its version, and every choice that decides a pixel. Rights are
no part of it: they are written into each copy when it leaves.
"""

import hashlib

import msgspec

from assets.renditions.copy import Crop


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """`sha256` is that of the original, `profile` that of the printing condition's ICC profile."""

    sha256: str
    preset: str
    version: int
    crop: Crop | None = None
    canvas: str | None = None
    page: int = 1
    at_seconds: float | None = None
    profile: str = ""

    @property
    def key(self) -> str:
        """SHA-256 in hexadecimal digits."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

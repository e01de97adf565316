"""What rendering made: plain values that cross the process boundary as JSON."""

from enum import StrEnum
from typing import Annotated

import msgspec

SQUARE_TOLERANCE = 0.05

# No separators and no leading dot: a name that a captured child makes up cannot point out of the output folder.
FileName = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]*\.[a-z]+$", max_length=64)]


class Orientation(StrEnum):
    """How the picture lies, as people search for it. Square: the sides differ by at most 5 percent."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"

    @classmethod
    def of(cls, width: int, height: int) -> "Orientation":
        if abs(width - height) <= SQUARE_TOLERANCE * max(width, height):
            return cls.SQUARE
        return cls.LANDSCAPE if width > height else cls.PORTRAIT


class Caveat(StrEnum):
    """The picture was rendered, but the person who brought it must be told."""

    TRUNCATED = "truncated"
    PROFILE = "unusable-color-profile"
    EMBEDDED_PREVIEW = "rendered-from-embedded-preview"


class RenderedFile(msgspec.Struct, frozen=True):
    """One rendition; `name` is its file inside the output folder."""

    preset: str
    name: FileName
    media_type: str
    width: int
    height: int
    size_bytes: int


class Rendered(msgspec.Struct, frozen=True):
    """`width` and `height` are those of the upright original; `color` is "#rrggbb", for the placeholder."""

    color: str
    width: int
    height: int
    orientation: Orientation
    files: tuple[RenderedFile, ...]
    warnings: tuple[Caveat, ...] = ()

"""What rendering made: plain values that cross the process boundary as JSON."""

from enum import StrEnum

import msgspec

SQUARE_TOLERANCE = 0.05


class Shape(StrEnum):
    """The orientation that people search for. Square: the sides differ by at most 5 percent."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"

    @classmethod
    def of(cls, width: int, height: int) -> "Shape":
        if abs(width - height) <= SQUARE_TOLERANCE * max(width, height):
            return cls.SQUARE
        return cls.LANDSCAPE if width > height else cls.PORTRAIT


class Caveat(StrEnum):
    """The picture was rendered, but the person who brought it must be told."""

    TRUNCATED = "truncated"
    PROFILE = "unusable-color-profile"
    EMBEDDED_PREVIEW = "rendered-from-embedded-preview"


class RenderedFile(msgspec.Struct, frozen=True):
    """One rendition. `path` is the file name inside the output folder."""

    preset: str
    path: str
    media_type: str
    width: int
    height: int
    size_bytes: int


class Rendered(msgspec.Struct, frozen=True):
    """`width` and `height` are those of the upright original; `color` is "#rrggbb", for the placeholder."""

    color: str
    width: int
    height: int
    shape: Shape
    files: tuple[RenderedFile, ...]
    warnings: tuple[Caveat, ...] = ()

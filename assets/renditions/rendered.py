"""What rendering made: plain values that cross the process boundary as JSON."""

from enum import StrEnum
from typing import Annotated

import msgspec

SQUARE_TOLERANCE = 0.05

# No separators and no leading dot: a name that a captured child makes up cannot point out of the output folder.
FileName = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]*\.[a-z0-9]+$", max_length=64)]


Look = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


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
    FONT = "shown-in-another-font"
    LEFT_OUT = "parts-of-drawing-not-shown"


class RenderedFile(msgspec.Struct, frozen=True):
    """One rendition; `name` is its file inside the output folder."""

    preset: str
    name: FileName
    media_type: str
    width: int
    height: int
    size_bytes: int


class Focal(msgspec.Struct, frozen=True):
    """The point of the upright picture that every crop keeps, in shares of width and height."""

    x: Share
    y: Share


class FilmFacts(msgspec.Struct, frozen=True):
    """What people ask of a film. Size as shown: square pixels, upright; `rotation` is the turn that this took."""

    duration_seconds: float | None
    codec: str
    width: int
    height: int
    rotation: int
    frame_rate: float | None
    has_sound: bool
    sound_codec: str = ""


class Rendered(msgspec.Struct, frozen=True):
    """`width` and `height` are those of the upright original; `color` is "#rrggbb", for the placeholder.

    `focal` is the first guess of what the picture is about. `pages` counts those of a document or of a TIFF with more
    than one picture; `film` is there for films. `looks` are perceptual hashes (`assets.renditions.looks`).
    """

    color: str
    width: int
    height: int
    orientation: Orientation
    files: tuple[RenderedFile, ...]
    warnings: tuple[Caveat, ...] = ()
    focal: Focal | None = None
    pages: int | None = None
    film: FilmFacts | None = None
    looks: tuple[Look, ...] = ()

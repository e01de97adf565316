"""What is measured in a file of artwork, whatever its format. Boxes are 0..1 of the shown page, from the upper left.

Lengths are those of the final print: the reader knows by how much the page is scaled. What could not be looked at is
named in `unknown`, so that a check says so instead of passing.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from assets.artwork.products import ColorSpace

MM_PER_INCH: Final = 25.4
MOST_KEPT: Final = 400
"""Findings of a kind that are kept; the worst are what a check looks for, and no page has room for more marks."""


@dataclass(frozen=True, slots=True)
class Box:
    """Part of a page."""

    x: float
    y: float
    width: float
    height: float

    def clipped(self) -> "Box":
        """The part on the page."""
        left, top = min(max(self.x, 0.0), 1.0), min(max(self.y, 0.0), 1.0)
        right, bottom = min(max(self.x + self.width, 0.0), 1.0), min(max(self.y + self.height, 0.0), 1.0)
        return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))


WHOLE: Final = Box(0.0, 0.0, 1.0, 1.0)


class Form(StrEnum):
    PDF = "pdf"
    SVG = "svg"
    RASTER = "raster"


class Unseen(StrEnum):
    """What a reader could not look at, and why a check cannot be sure."""

    TOO_MUCH = "too-much"
    INK_OF_PICTURE = "ink-of-picture"
    COLOR = "color"
    PATTERN = "pattern"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class ImageUse:
    """A picture placed in the page: effective dots per inch, the lower of both directions."""

    dpi: float
    box: Box


@dataclass(frozen=True, slots=True)
class Measured:
    """A stroke (millimeters) or type (points) at its final size; `is_light` where it is light on something dark."""

    size: float
    is_light: bool
    box: Box


@dataclass(frozen=True, slots=True)
class FontUse:
    name: str
    is_embedded: bool
    is_drawn: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Ink:
    """The most ink somewhere, in percent summed over all inks."""

    percent: float
    box: Box


@dataclass(slots=True)
class Facts:
    """Everything that the checks look at."""

    form: Form
    width_mm: float
    height_mm: float
    """Of the trimmed page in the file, before scaling."""
    pages: int = 1
    page: int = 1
    bleed_mm: float | None = None
    """The least room beyond the trimmed page, at the final size; none where a format has no such thing."""
    painted_bleed_mm: float | None = None
    """How far artwork that reaches the edge goes beyond it, the least of all sides; none where nothing reaches it."""
    images: list[ImageUse] = field(default_factory=list)
    spaces: dict[ColorSpace, Box] = field(default_factory=dict)
    spots: dict[str, Box] = field(default_factory=dict)
    fonts: dict[str, FontUse] = field(default_factory=dict)
    strokes: list[Measured] = field(default_factory=list)
    type: list[Measured] = field(default_factory=list)
    transparency: list[Box] = field(default_factory=list)
    white_overprints: list[Box] = field(default_factory=list)
    ink: Ink | None = None
    profile: str | None = None
    is_encrypted: bool = False
    active: list[str] = field(default_factory=list)
    has_text: bool = False
    unknown: set[Unseen] = field(default_factory=set)

    def more_ink(self, percent: float, box: Box) -> None:
        """Keep the place with the most ink."""
        if self.ink is None or percent > self.ink.percent:
            self.ink = Ink(percent, box)


class Unreadable(Exception):
    """The file cannot be looked at at all; `code` is one of the sandbox's refusals."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

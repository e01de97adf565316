"""The renditions every picture gets, as data.

Each is made from the one before, so the order is from large to small. A rendition is never larger than its original.
"""

from dataclasses import dataclass
from enum import StrEnum


class Encoding(StrEnum):
    """What is written; the value is the media type."""

    JPEG = "image/jpeg"
    WEBP = "image/webp"

    @property
    def suffix(self) -> str:
        return "jpg" if self is Encoding.JPEG else "webp"


@dataclass(frozen=True, slots=True)
class Preset:
    """The picture fits into a box of `max_width` by `max_height` pixels.

    `slack` is the share by which it may stay below the box when plain halving leads there, by the JPEG decoder or from
    the rendition before: 4,032 pixels halve to 2,016 and 1,008, which nobody tells from 2,048 and 1,024, and scaling
    costs next to nothing. `keeps_alpha` leaves transparency in; otherwise it lies on white.
    """

    name: str
    encoding: Encoding
    max_width: int
    max_height: int
    quality: int
    slack: float = 0.0
    keeps_alpha: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.encoding.suffix}"

    def size_for(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of the rendition of a picture of that size; at least one pixel each way."""
        scale = min(1.0, self.max_width / width, self.max_height / height)
        return max(1, round(width * scale)), max(1, round(height * scale))

    def size_from(self, width: int, height: int) -> tuple[int, int]:
        """Width and height when it is made from a rendition of that size: half of it, if that is close enough."""
        wanted, least = self.size_for(width, height), self.smallest_source(width, height)
        half = (width // 2, height // 2)
        return half if all(low <= side <= high for low, side, high in zip(least, half, wanted, strict=True)) else wanted

    def smallest_source(self, width: int, height: int) -> tuple[int, int]:
        """The size that the decoder must at least deliver of a picture of that size."""
        wanted_width, wanted_height = self.size_for(width, height)
        return max(1, int(wanted_width * (1 - self.slack))), max(1, int(wanted_height * (1 - self.slack)))


LARGE = Preset("large", Encoding.JPEG, 2048, 2048, quality=82, slack=0.05)
PREVIEW = Preset("preview", Encoding.JPEG, 1024, 1024, quality=82, slack=0.05)
TILE = Preset("tile", Encoding.WEBP, 380, 760, quality=70, keeps_alpha=True)

PRESETS: tuple[Preset, ...] = (LARGE, PREVIEW, TILE)

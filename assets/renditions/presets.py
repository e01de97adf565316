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

    `slack` is the share by which the first rendition may stay below its box when the JPEG decoder reaches that size by
    itself: 4,032 pixels halve to 2,016, which nobody tells from 2,048, at a third of the cost of decoding them all.
    `keeps_alpha` leaves transparency in; otherwise it lies on white.
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

    def smallest_source(self, width: int, height: int) -> tuple[int, int]:
        """The size that the decoder must at least deliver of a picture of that size."""
        wanted_width, wanted_height = self.size_for(width, height)
        return max(1, int(wanted_width * (1 - self.slack))), max(1, int(wanted_height * (1 - self.slack)))


LARGE = Preset("large", Encoding.JPEG, 2048, 2048, quality=82, slack=0.05)
PREVIEW = Preset("preview", Encoding.JPEG, 1280, 1280, quality=82)
TILE = Preset("tile", Encoding.WEBP, 380, 760, quality=75, keeps_alpha=True)

PRESETS: tuple[Preset, ...] = (LARGE, PREVIEW, TILE)

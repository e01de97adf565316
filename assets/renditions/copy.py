"""A copy that is not the original byte for byte: a detail of it, or the whole smaller, rendered from its pixels.

Upright, in sRGB; JPEG, or PNG where something is transparent.
"""

from io import BytesIO
from pathlib import Path

import msgspec
from PIL import Image

from assets.renditions import bounds, color, scaling
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.opening import SIDEWAYS
from assets.renditions.presets import LARGE, Encoding, Preset
from assets.renditions.render import decoded_picture
from assets.renditions.rendered import Share

QUALITY = 90
LARGE_EDGE = LARGE.max_width


class Crop(msgspec.Struct, frozen=True):
    """A detail of the upright picture; all figures are shares of its width and height, the origin is at the top left.

    `ValueError` when nothing is left or it reaches outside.
    """

    x: Share
    y: Share
    width: Share
    height: Share

    def __post_init__(self) -> None:
        inside = self.x + self.width <= 1 + 1e-9 and self.y + self.height <= 1 + 1e-9
        if not (inside and self.width > 0 and self.height > 0):
            raise ValueError("the detail lies outside the picture")

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels of the upright picture, at least one pixel each way."""
        left, top = min(round(self.x * width), width - 1), min(round(self.y * height), height - 1)
        right = min(max(round((self.x + self.width) * width), left + 1), width)
        bottom = min(max(round((self.y + self.height) * height), top + 1), height)
        return left, top, right, bottom


class RenderedCopy(msgspec.Struct, frozen=True):
    """The encoded picture without any metadata."""

    data: bytes
    media_type: str
    width: int
    height: int


def render_copy(
    source: Path, *, media_type: str, crop: Crop | None = None, max_edge: int | None = None
) -> RenderedCopy:
    """The picture, or the detail, with a longest side of at most `max_edge` pixels. Raises `NotRenderable`.

    A detail is cut from the picture in its full size, so that scaling loses nothing that it need not.
    """
    edge = min(max_edge or bounds.MAX_SIDE, bounds.MAX_SIDE)
    preset = Preset("copy", Encoding.JPEG, edge, edge, quality=QUALITY)
    whole = Preset("copy", Encoding.JPEG, bounds.MAX_SIDE, bounds.MAX_SIDE, quality=QUALITY)
    decoded, _caveats = decoded_picture(source, media_type, preset if crop is None else whole)
    picture = scaling.continuous(decoded.image)
    picture.info = {}  # else Pillow writes comment, EXIF and profile of the original into the copy
    if crop is not None:
        picture = picture.crop(_stored_box(crop, picture, decoded.orientation))
    size = preset.size_for(*(picture.size[::-1] if decoded.orientation >= SIDEWAYS else picture.size))
    small = scaling.reduced(picture, size[::-1] if decoded.orientation >= SIDEWAYS else size)
    colored = color.to_srgb(small, decoded.profile).image
    upright = scaling.without_idle_alpha(scaling.upright(colored, decoded.orientation))
    return _encoded(upright)


def _stored_box(crop: Crop, picture: Image.Image, orientation: int) -> tuple[int, int, int, int]:
    """The box in the pixels as they are stored: cutting before turning costs the detail only."""
    width, height = picture.size
    left, top, right, bottom = crop.box(*((height, width) if orientation >= SIDEWAYS else (width, height)))
    boxes = {
        2: (width - right, top, width - left, bottom),
        3: (width - right, height - bottom, width - left, height - top),
        4: (left, height - bottom, right, height - top),
        5: (top, left, bottom, right),
        6: (top, height - right, bottom, height - left),
        7: (width - bottom, height - right, width - top, height - left),
        8: (width - bottom, left, width - top, right),
    }
    return boxes.get(orientation, (left, top, right, bottom))


def _encoded(picture: Image.Image) -> RenderedCopy:
    out = BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "PNG", compress_level=6)
        return RenderedCopy(out.getvalue(), "image/png", *picture.size)
    if picture.mode not in {"L", "RGB"}:
        raise NotRenderable(Refusal.TYPE, picture.mode)
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0 if max(picture.size) <= LARGE_EDGE else 2, optimize=True)
    return RenderedCopy(out.getvalue(), "image/jpeg", *picture.size)

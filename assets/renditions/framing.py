"""Which part of a picture a preset shows, and how large: pure arithmetic, known before anything is decoded.

The part has the shape of the preset, is as large as fits into the picture, and lies around the focal point as far as
the edges allow: it never reaches outside. Nothing is enlarged; where pixels are missing the plan is smaller than the
preset, and `is_smaller` says so.
"""

from dataclasses import dataclass

from assets.renditions.channels import ChannelPreset, Fit, Size
from assets.renditions.copy import Crop
from assets.renditions.rendered import Focal

STEPS = 1_000_000
WHITE = "#ffffff"


CENTER = Focal(0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Plan:
    """What comes out: the part (none is the whole), its size in pixels, and the canvas around it if there is one."""

    crop: Crop | None
    size: Size
    canvas: Size | None
    is_scaled: bool
    is_smaller: bool

    @property
    def outer(self) -> Size:
        return self.canvas or self.size


def plan(preset: ChannelPreset, original: Size, *, crop: Crop | None = None, on_canvas: bool = False) -> Plan:
    """The preset applied to an upright original. `crop` is the part; without one `cover` lies on a canvas or fits."""
    part = crop_size(crop, original)
    box = _box(preset, part)
    factor = min(box.width / part.width, box.height / part.height)
    scale = min(1.0, factor)
    size = Size(max(1, round(part.width * scale)), max(1, round(part.height * scale)))
    if preset.fit is Fit.COVER and factor < 1 and _is_about(size, box):
        size = box
    canvas = _canvas(box, factor) if on_canvas and crop is None else None
    is_smaller = preset.width is not None and factor > 1
    return Plan(crop, size, None if canvas == size else canvas, size != part, is_smaller)


def crop_around(focal: Focal, original: Size, *, width: int, height: int) -> Crop | None:
    """The largest part of that shape around the point; none when the whole picture has the shape, to the pixel."""
    aspect = width / height
    part_width = min(original.width, original.height * aspect)
    part_height = min(original.height, original.width / aspect)
    if original.width - part_width < 1 and original.height - part_height < 1:
        return None
    share_width, share_height = part_width / original.width, part_height / original.height
    return Crop(
        x=_start(focal.x, share_width),
        y=_start(focal.y, share_height),
        width=_down(share_width),
        height=_down(share_height),
    )


def automatic_crop(preset: ChannelPreset, focal: Focal | None, original: Size) -> Crop | None:
    """The part that a preset shows when nobody drew a frame; none for presets that show all."""
    if preset.fit is not Fit.COVER or preset.width is None or preset.height is None:
        return None
    return crop_around(focal or CENTER, original, width=preset.width, height=preset.height)


def crop_size(crop: Crop | None, original: Size) -> Size:
    """Pixels of the part."""
    if crop is None:
        return original
    left, top, right, bottom = crop.box(original.width, original.height)
    return Size(right - left, bottom - top)


def _start(center: float, share: float) -> float:
    """Where the part begins, so that it lies around the point and inside."""
    return _down(min(max(center - share / 2, 0.0), 1.0 - share))


def _down(value: float) -> float:
    """Cut to six decimals, downwards, so that begin and length together never pass the edge."""
    return int(value * STEPS) / STEPS


def _box(preset: ChannelPreset, part: Size) -> Size:
    """The preset's box; as large as the part where the preset states none."""
    return Size(preset.width or part.width, preset.height or part.height)


def _canvas(box: Size, factor: float) -> Size:
    """The box, made smaller with a picture that is too small for it, so that the picture reaches two edges."""
    shrink = max(1.0, factor)
    return Size(max(1, round(box.width / shrink)), max(1, round(box.height / shrink)))


def _is_about(size: Size, box: Size) -> bool:
    """Whether rounding alone keeps them apart: then the picture fills the box exactly."""
    return abs(size.width - box.width) <= 1 and abs(size.height - box.height) <= 1

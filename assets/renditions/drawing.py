"""SVG drawings become pixels: the tree is built anew, then resvg draws it without files, web fonts or network."""

import io
import math
import re
from functools import cache
from importlib.resources import files
from typing import BinaryIO, Final

import resvg_py
from lxml import etree
from PIL import Image

from assets.renditions.drawing_tree import MAX_BYTES, Rebuilt, rebuilt
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.opening import Decoded
from assets.renditions.presets import Preset

MAX_RASTER: Final = 25_000_000
MAX_FILTERED_RASTER: Final = 640_000
"""Filters cost by the pixel, tens of times what lines and areas do."""
MAX_SIDE: Final = 100_000
"""Of the drawing in its own pixels; what is drawn is never larger than asked for."""
_FONTS: Final = ("Regular", "Bold", "Italic", "BoldItalic", "Light")
_FAMILY: Final = "Fira Sans"
_LENGTH: Final = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:e[+-]?[0-9]{1,2})?)\s*(px|pt|pc|mm|cm|in|q|em|ex)?\s*$", re.I)
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0, "q": 96 / 101.6,
    "em": 12.0, "ex": 6.0,
}  # fmt: skip


def decode(source: BinaryIO, preset: Preset) -> tuple[Decoded, Rebuilt]:
    """The drawing as large as `preset` wants it: lines have no pixels to run out of. Raises `NotRenderable`."""
    source.seek(0)
    drawing = rebuilt(source.read(MAX_BYTES + 1))
    width, height = size_of(drawing.root)
    scale = min(preset.max_width / width, preset.max_height / height)
    most = MAX_FILTERED_RASTER if drawing.has_filters else MAX_RASTER
    scale = min(scale, math.sqrt(most / (width * height)))
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    image = _drawn(drawing.root, across, down)
    decoded = Decoded(
        image=image, orientation=1, profile=None, width=max(1, round(width)), height=max(1, round(height)),
        truncated=False,
    )  # fmt: skip
    return decoded, drawing


def size_of(root: etree._Element) -> tuple[float, float]:
    """Width and height in pixels as the drawing states them, by its view box where it states none."""
    box = [_number(part) for part in re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())[:4]]
    boxed = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0)
    width, height = _pixels(str(root.get("width", ""))), _pixels(str(root.get("height", "")))
    if width and not height and boxed[0]:
        height = width * boxed[1] / boxed[0]
    elif height and not width and boxed[1]:
        width = height * boxed[0] / boxed[1]
    width, height = width or boxed[0] or 300.0, height or boxed[1] or 150.0
    if max(width, height) > MAX_SIDE or max(width, height) > min(width, height) * 10_000:
        raise NotRenderable(Refusal.SIDE, "the drawing is too large or too long")
    return width, height


def _drawn(root: etree._Element, width: int, height: int) -> Image.Image:
    boxed = root.get("viewBox")
    if not boxed:
        own = size_of(root)
        root.set("viewBox", f"0 0 {own[0]} {own[1]}")
    root.set("width", str(width))
    root.set("height", str(height))
    text = etree.tostring(root, encoding="unicode")
    try:
        data = resvg_py.svg_to_bytes(
            svg_string=text, skip_system_fonts=True, font_files=list(_font_files()), font_family=_FAMILY,
            serif_family=_FAMILY, sans_serif_family=_FAMILY, cursive_family=_FAMILY, fantasy_family=_FAMILY,
            monospace_family=_FAMILY,
        )  # fmt: skip
    except ValueError as error:
        raise NotRenderable(Refusal.UNREADABLE, "the renderer refuses the drawing") from error
    image = Image.open(io.BytesIO(bytes(data)), formats=["PNG"])
    image.load()
    return image


@cache
def _font_files() -> tuple[str, ...]:
    """The program's own typeface: whatever a drawing asks for, its words are shown in this one."""
    folder = files("fontpkg_fira_sans") / "files"
    return tuple(str(folder / f"FiraSans-{cut}.ttf") for cut in _FONTS)


def _pixels(text: str) -> float:
    match = _LENGTH.match(text)
    return _number(match[1]) * _PIXELS[(match[2] or "").lower()] if match else 0.0


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0

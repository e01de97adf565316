"""Products drawn by ourselves: outlines in 0..1, cloth in the wanted color with seams and shade. No photograph."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

SIDE: Final = 800
FINE: Final = 2
"""Drawn twice as large and made smaller, for smooth edges."""
GROUND: Final = (241, 242, 246)
Point = tuple[float, float]
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """Where on the drawing the largest motif of a place lies, 0..1; round ones are clipped to a disc."""

    x: float
    y: float
    width: float
    height: float


_SHIRT: Final[Sequence[Point]] = (
    (0.36, 0.10), (0.43, 0.15), (0.50, 0.165), (0.57, 0.15), (0.64, 0.10), (0.80, 0.16), (0.94, 0.36), (0.82, 0.44),
    (0.74, 0.36), (0.745, 0.92), (0.255, 0.92), (0.26, 0.36), (0.18, 0.44), (0.06, 0.36), (0.20, 0.16),
)  # fmt: skip
_BAG: Final[Sequence[Point]] = ((0.22, 0.34), (0.78, 0.34), (0.80, 0.93), (0.20, 0.93))

AREAS: Final = {
    ("t-shirt", "front"): Area(0.31, 0.24, 0.38, 0.507), ("t-shirt", "back"): Area(0.29, 0.2, 0.42, 0.54),
    ("t-shirt", "left-chest"): Area(0.54, 0.26, 0.127, 0.127), ("polo", "left-chest"): Area(0.57, 0.27, 0.127, 0.127),
    ("polo", "back"): Area(0.31, 0.24, 0.38, 0.38), ("button", "front"): Area(0.14, 0.12, 0.72, 0.72),
    ("sticker", "front"): Area(0.12, 0.12, 0.76, 0.76), ("mug", "around"): Area(0.2, 0.3, 0.46, 0.45),
    ("mug", "front"): Area(0.26, 0.32, 0.34, 0.34), ("bag", "front"): Area(0.29, 0.42, 0.42, 0.45),
    ("poster", "front"): Area(0.2, 0.08, 0.594, 0.84), ("roll-up", "front"): Area(0.34, 0.05, 0.34, 0.8),
}  # fmt: skip
DEFAULT_AREA: Final = Area(0.25, 0.25, 0.5, 0.5)


def drawn_product(product: str, color: Rgb) -> Image.Image:
    """The bare product on its ground, SIDE × SIDE pixels."""
    size = SIDE * FINE
    paper = Image.new("RGB", (size, size), GROUND)
    _DRAWINGS.get(product, _sheet)(ImageDraw.Draw(paper), color, size)
    return paper.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def darker(color: Rgb, share: float) -> Rgb:
    """Towards black, or towards white for what is nearly black, so that seams are seen on any cloth."""
    aim = 255 if sum(color) < 120 else 0
    red, green, blue = (round(each + (aim - each) * share) for each in color)
    return red, green, blue


def _line(draw: ImageDraw.ImageDraw, points: Sequence[Point], color: Rgb, size: int, *, width: float = 0.004) -> None:
    draw.line([(x * size, y * size) for x, y in points], fill=color, width=max(1, round(width * size)), joint="curve")


def _polygon(draw: ImageDraw.ImageDraw, points: Sequence[Point], color: Rgb, size: int) -> None:
    draw.polygon([(x * size, y * size) for x, y in points], fill=color)
    _line(draw, [*points, points[0]], darker(color, 0.22), size)


def _shirt(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    _polygon(draw, _SHIRT, color, size)
    seam = darker(color, 0.14)
    _line(draw, ((0.36, 0.10), (0.42, 0.175), (0.50, 0.195), (0.58, 0.175), (0.64, 0.10)), seam, size, width=0.012)
    for side in (-1, 1):
        _line(draw, ((0.5 + side * 0.24, 0.36), (0.5 + side * 0.235, 0.2)), seam, size)
    _line(draw, ((0.255, 0.9), (0.745, 0.9)), seam, size)


def _polo(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    _polygon(draw, _SHIRT, color, size)
    collar = darker(color, 0.18)
    for side in (-1, 1):
        leaf = ((0.5, 0.2), (0.5 + side * 0.07, 0.25), (0.5 + side * 0.15, 0.12), (0.5 + side * 0.1, 0.08))
        _polygon(draw, leaf, collar, size)
    draw.rectangle([0.483 * size, 0.2 * size, 0.517 * size, 0.37 * size], fill=darker(color, 0.12))
    for y in (0.25, 0.3, 0.35):
        draw.ellipse([0.494 * size, (y - 0.006) * size, 0.506 * size, (y + 0.006) * size], fill=(244, 244, 244))


def _disc(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    draw.ellipse([0.2 * size, 0.87 * size, 0.8 * size, 0.93 * size], fill=darker(GROUND, 0.1))
    draw.ellipse([0.125 * size, 0.105 * size, 0.875 * size, 0.855 * size], fill=darker(color, 0.3))
    draw.ellipse([0.135 * size, 0.115 * size, 0.865 * size, 0.845 * size], fill=color)


def _sticker(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    draw.ellipse([0.095 * size, 0.1 * size, 0.915 * size, 0.92 * size], fill=darker(GROUND, 0.12))
    draw.ellipse([0.09 * size, 0.09 * size, 0.91 * size, 0.91 * size], fill=color)


def _mug(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    draw.ellipse([0.6 * size, 0.34 * size, 0.9 * size, 0.72 * size], outline=darker(color, 0.2), width=size // 24)
    draw.rounded_rectangle([0.16 * size, 0.2 * size, 0.7 * size, 0.86 * size], radius=size // 30, fill=color)
    draw.ellipse([0.16 * size, 0.15 * size, 0.7 * size, 0.26 * size], fill=darker(color, 0.12))
    _line(draw, ((0.16, 0.205), (0.16, 0.84)), darker(color, 0.2), size)
    _line(draw, ((0.7, 0.205), (0.7, 0.84)), darker(color, 0.2), size)


def _bag(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    for inner in (0.34, 0.62):
        box = [(inner - 0.02) * size, 0.06 * size, (inner + 0.06) * size, 0.4 * size]
        draw.rectangle(box, fill=darker(color, 0.12))
    draw.arc([0.34 * size, 0.02 * size, 0.66 * size, 0.24 * size], 180, 360, fill=darker(color, 0.12), width=size // 22)
    _polygon(draw, _BAG, color, size)
    _line(draw, ((0.22, 0.38), (0.78, 0.38)), darker(color, 0.16), size)


def _sheet(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    draw.rectangle([0.212 * size, 0.092 * size, 0.806 * size, 0.932 * size], fill=darker(GROUND, 0.14))
    draw.rectangle([0.2 * size, 0.08 * size, 0.794 * size, 0.92 * size], fill=color)


def _roll_up(draw: ImageDraw.ImageDraw, color: Rgb, size: int) -> None:
    draw.rectangle([0.34 * size, 0.05 * size, 0.68 * size, 0.85 * size], fill=color)
    draw.rounded_rectangle([0.3 * size, 0.85 * size, 0.72 * size, 0.91 * size], radius=size // 60, fill=(150, 153, 160))
    for x in (0.33, 0.66):
        draw.rectangle([x * size, 0.91 * size, (x + 0.03) * size, 0.94 * size], fill=(110, 112, 120))


_DRAWINGS: Final[dict[str, Callable[[ImageDraw.ImageDraw, Rgb, int], None]]] = {
    "t-shirt": _shirt, "polo": _polo, "button": _disc, "sticker": _sticker, "mug": _mug, "bag": _bag,
    "poster": _sheet, "roll-up": _roll_up,
}  # fmt: skip


def gloss(picture: Image.Image) -> Image.Image:
    """The light on a button."""
    light = Image.new("L", picture.size, 0)
    size = picture.width
    ImageDraw.Draw(light).arc(
        [0.17 * size, 0.15 * size, 0.83 * size, 0.81 * size], 200, 300, fill=150, width=size // 40
    )
    light = light.filter(ImageFilter.GaussianBlur(size / 160))
    return Image.composite(Image.new("RGB", picture.size, (255, 255, 255)), picture, light)

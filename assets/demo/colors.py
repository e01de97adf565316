"""Colors of the drawn demo pictures: sRGB triples, mixing, and gradients."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

Color = tuple[int, int, int]


@lru_cache(maxsize=4096)
def hue(code: str) -> Color:
    """Read `#rrggbb`."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: Color, second: Color, share: float) -> Color:
    """Blend towards `second`; 0 is all first, 1 all second."""
    keep = 1.0 - share
    return (
        round(first[0] * keep + second[0] * share),
        round(first[1] * keep + second[1] * share),
        round(first[2] * keep + second[2] * share),
    )


def scaled(color: Color, factors: tuple[float, float, float]) -> Color:
    """Multiply per channel, as colored light does."""
    red, green, blue = (min(255, max(0, round(part * factor))) for part, factor in zip(color, factors, strict=True))
    return red, green, blue


def darker(color: Color, share: float) -> Color:
    return mix(color, (12, 14, 30), share)


def lighter(color: Color, share: float) -> Color:
    return mix(color, (255, 252, 240), share)


@dataclass(frozen=True, slots=True)
class Fade:
    """A linear gradient over the bounding box of a shape, downward unless `sideways`."""

    stops: tuple[tuple[float, Color], ...]
    sideways: bool = False

    def strip(self) -> Image.Image:
        return _strip(self.stops, self.sideways)


Paint = Color | Fade


def fade(*colors: Color, sideways: bool = False) -> Fade:
    """Spread the colors evenly."""
    last = len(colors) - 1
    return Fade(tuple((index / last, color) for index, color in enumerate(colors)), sideways)


@lru_cache(maxsize=512)
def _strip(stops: tuple[tuple[float, Color], ...], sideways: bool) -> Image.Image:
    steps = 128
    pixels = bytearray()
    for step in range(steps):
        pixels += bytes(_color_at(stops, step / (steps - 1)))
    return Image.frombytes("RGB", (steps, 1) if sideways else (1, steps), bytes(pixels))


def _color_at(stops: tuple[tuple[float, Color], ...], position: float) -> Color:
    before = stops[0]
    for after in stops:
        if position <= after[0]:
            width = after[0] - before[0]
            return after[1] if width <= 0 else mix(before[1], after[1], (position - before[0]) / width)
        before = after
    return stops[-1][1]

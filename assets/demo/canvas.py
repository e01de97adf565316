"""A drawing surface in units of a thousandth of the short side.

Everything is drawn at twice the final size and reduced once at the end; that is the whole anti-aliasing. Points are
(x, y) in units, y grows downward, so a drawing does not know how many pixels it will have.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from assets.demo.colors import Color, Fade, Paint

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""x, y, width, height."""

OVERSAMPLING = 2


class Canvas:
    def __init__(self, width: float, height: float, *, pixels_per_unit: float, transparent: bool = False) -> None:
        self.width, self.height = width, height
        self.scale = pixels_per_unit * OVERSAMPLING
        size = (round(width * pixels_per_unit) * OVERSAMPLING, round(height * pixels_per_unit) * OVERSAMPLING)
        self.image = Image.new("RGBA", size, (0, 0, 0, 0)) if transparent else Image.new("RGB", size, (255, 255, 255))
        self.renew()

    def renew(self) -> None:
        """Draw on `image` again after it was replaced."""
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    def finished(self) -> Image.Image:
        return self.image.reduce(OVERSAMPLING)

    # -- shapes ------------------------------------------------------------------------------------------------

    def poly(self, points: Sequence[Point], paint: Paint, *, alpha: float = 1.0) -> None:
        pixels = [(x * self.scale, y * self.scale) for x, y in points]
        if isinstance(paint, Fade):
            self._faded(pixels, paint, alpha, lambda draw, shape: draw.polygon(shape, fill=255))
        else:
            self.draw.polygon(pixels, fill=_with_alpha(paint, alpha))

    def ellipse(self, center: Point, radii: Point, paint: Paint, *, alpha: float = 1.0) -> None:
        (x, y), (rx, ry) = center, radii
        corners = [((x - rx) * self.scale, (y - ry) * self.scale), ((x + rx) * self.scale, (y + ry) * self.scale)]
        if isinstance(paint, Fade):
            self._faded(corners, paint, alpha, lambda draw, shape: draw.ellipse(shape, fill=255))
        else:
            self.draw.ellipse(corners, fill=_with_alpha(paint, alpha))

    def disc(self, center: Point, radius: float, paint: Paint, *, alpha: float = 1.0) -> None:
        self.ellipse(center, (radius, radius), paint, alpha=alpha)

    def rect(self, box: Box, paint: Paint, *, alpha: float = 1.0, radius: float = 0.0) -> None:
        x, y, width, height = box
        corners = [(x * self.scale, y * self.scale), ((x + width) * self.scale - 1, (y + height) * self.scale - 1)]
        if corners[1][0] <= corners[0][0] or corners[1][1] <= corners[0][1]:
            return
        rounding = radius * self.scale
        if isinstance(paint, Fade):
            self._faded(corners, paint, alpha, lambda draw, shape: draw.rounded_rectangle(shape, rounding, fill=255))
        elif rounding:
            self.draw.rounded_rectangle(corners, rounding, fill=_with_alpha(paint, alpha))
        else:
            self.draw.rectangle(corners, fill=_with_alpha(paint, alpha))

    def line(self, points: Sequence[Point], color: Color, width: float, *, alpha: float = 1.0) -> None:
        pixels = [(x * self.scale, y * self.scale) for x, y in points]
        self.draw.line(pixels, _with_alpha(color, alpha), max(1, round(width * self.scale)), joint="curve")

    def ring(self, center: Point, radius: float, color: Color, width: float) -> None:
        x, y = center[0] * self.scale, center[1] * self.scale
        reach = radius * self.scale
        self.draw.ellipse(
            (x - reach, y - reach, x + reach, y + reach), outline=color, width=max(1, round(width * self.scale))
        )

    def arc(self, box: Box, angles: Point, color: Color, width: float) -> None:
        x, y, w, h = (part * self.scale for part in box)
        self.draw.arc((x, y, x + w, y + h), *angles, fill=color, width=max(1, round(width * self.scale)))

    # -- light and air -----------------------------------------------------------------------------------------

    def backdrop(self, paint: Fade) -> None:
        self.image.paste(paint.strip().resize(self.image.size, Image.Resampling.BILINEAR))

    def glow(self, center: Point, radius: float, color: Color, *, alpha: float = 1.0) -> None:
        """A soft round light that fades to nothing at `radius`."""
        reach = max(2, round(radius * self.scale))
        ramp = Image.radial_gradient("L").point(
            [round((1 - min(1.0, level / 180)) ** 2 * 255 * alpha) for level in range(256)]
        )
        mask = ramp.resize((reach * 2, reach * 2), Image.Resampling.BILINEAR)
        self.image.paste(color, (round(center[0] * self.scale) - reach, round(center[1] * self.scale) - reach), mask)

    def veil(self, color: Color, band: Point, alphas: Point) -> None:
        """A haze between two heights whose density runs from the first alpha to the second."""
        top, bottom = (round(edge * self.scale) for edge in band)
        if bottom <= top:
            return
        ramp = bytes(round(255 * (alphas[0] + (alphas[1] - alphas[0]) * step / 63)) for step in range(64))
        mask = Image.frombytes("L", (1, 64), ramp).resize((self.image.width, bottom - top), Image.Resampling.BILINEAR)
        self.image.paste(color, (0, top), mask)

    def mist(self, color: Color, band: Point, density: float, rng: Random) -> None:
        """Drifting fog: cloud noise, thickest in the middle of the band."""
        top, bottom = (round(edge * self.scale) for edge in band)
        size = (self.image.width, bottom - top)
        noise = cloud_noise((6, 2), rng).resize((96, 48), Image.Resampling.BICUBIC)
        noise = noise.point([round(60 + level * 0.75) for level in range(256)])
        profile = bytes(round(255 * math.sin(math.pi * (step + 0.5) / 48)) for step in range(48))
        mask = ImageChops.multiply(noise, Image.frombytes("L", (1, 48), profile).resize((96, 48)))
        mask = mask.point([min(255, round(level * density)) for level in range(256)])
        self.image.paste(color, (0, top), mask.resize(size, Image.Resampling.BICUBIC))

    def mirror(self, band: Point, water: Fade, clearness: float, rng: Random) -> None:
        """Let everything above the shore appear upside down in the water, blurred and broken by ripples."""
        shore, bottom = (round(edge * self.scale) for edge in band)
        depth = bottom - shore
        width = self.image.width
        source = self.image.crop((0, max(0, shore - depth), width, shore)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        source = source.resize((width // 4, max(1, depth // 8)), Image.Resampling.BOX)
        soft = source.filter(ImageFilter.GaussianBlur(1.2)).resize((width, depth), Image.Resampling.BILINEAR)
        tint = water.strip().resize((width, depth), Image.Resampling.BILINEAR)
        self._rippled(Image.blend(tint, soft, clearness), shore, rng)

    def _rippled(self, surface: Image.Image, shore: int, rng: Random) -> None:
        width, depth = surface.size
        step = max(4, round(3 * self.scale))
        for top in range(0, depth, step):
            reach = (2 + 10 * top / depth) * self.scale
            shift = round(math.sin(top / step * 1.7) * reach * 0.5 + rng.uniform(-0.5, 0.5) * reach)
            strip = surface.crop((0, top, width, min(depth, top + step)))
            self.image.paste(strip, (0, shore + top))
            self.image.paste(strip, (shift, shore + top))

    # -- inside ------------------------------------------------------------------------------------------------

    def _faded(
        self,
        shape: Sequence[Point],
        paint: Fade,
        alpha: float,
        fill: Callable[[ImageDraw.ImageDraw, Sequence[Point]], None],
    ) -> None:
        left, top = min(x for x, _ in shape), min(y for _, y in shape)
        right, bottom = max(x for x, _ in shape), max(y for _, y in shape)
        x0, y0 = max(0, math.floor(left)), max(0, math.floor(top))
        x1, y1 = min(self.image.width, math.ceil(right) + 1), min(self.image.height, math.ceil(bottom) + 1)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        fill(ImageDraw.Draw(mask), [(x - x0, y - y0) for x, y in shape])
        if alpha < 1.0:
            mask = mask.point([round(level * alpha) for level in range(256)])
        span = (max(1, math.ceil(right - left)), max(1, math.ceil(bottom - top)))
        part = (min(0.99, max(0.0, (x0 - left) / span[0])), min(0.99, max(0.0, (y0 - top) / span[1])))
        end = (min(1.0, (x1 - left) / span[0]), min(1.0, (y1 - top) / span[1]))
        strip = paint.strip()
        area = (part[0] * strip.width, part[1] * strip.height, end[0] * strip.width, end[1] * strip.height)
        self.image.paste(strip.resize(mask.size, Image.Resampling.BILINEAR, box=area), (x0, y0), mask)


def _with_alpha(color: Color, alpha: float) -> tuple[int, int, int, int]:
    return (*color, min(255, max(0, round(255 * alpha))))


def cloud_noise(cells: tuple[int, int], rng: Random) -> Image.Image:
    """Smooth gray noise from seeded bytes: three octaves, the finest 4 × as fine as `cells`."""
    total = Image.new("L", (cells[0] * 8, cells[1] * 8), 0)
    for octave, weight in ((1, 0.55), (2, 0.3), (4, 0.15)):
        size = (cells[0] * octave, cells[1] * octave)
        layer = Image.frombytes("L", size, rng.randbytes(size[0] * size[1])).resize(
            total.size, Image.Resampling.BICUBIC
        )
        total = ImageChops.add(total, layer.point([round(level * weight) for level in range(256)]))
    return total


def curve(start: Point, bend: Point, end: Point, steps: int = 16) -> list[Point]:
    """A quadratic Bézier as points."""
    points = []
    for step in range(steps + 1):
        share = step / steps
        rest = 1 - share
        points.append(
            (
                rest * rest * start[0] + 2 * rest * share * bend[0] + share * share * end[0],
                rest * rest * start[1] + 2 * rest * share * bend[1] + share * share * end[1],
            )
        )
    return points


def around(center: Point, radius: float, angle: float) -> Point:
    """The point at `angle` degrees, 0 to the right, 90 down."""
    turn = math.radians(angle)
    return center[0] + radius * math.cos(turn), center[1] + radius * math.sin(turn)

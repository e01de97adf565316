"""Everything above the horizon: sky, sun, moon, stars, clouds, and what falls from them."""

from __future__ import annotations

import math

from PIL import Image

from assets.demo.canvas import Point, around, cloud_noise
from assets.demo.colors import darker, fade, hue, lighter, mix
from assets.demo.mood import Hour, Weather
from assets.demo.stage import Stage


def sky(s: Stage, horizon: float, *, sun: Point | None = None, clouds: int = 5) -> None:
    """Paint the sky down to the horizon; `sun` is a share of width and of the sky's height."""
    s.canvas.rect((0, 0, s.width, horizon + 2), s.mood.sky_paint())
    s.canvas.rect((0, horizon, s.width, s.height - horizon), s.mood.grass(0.7))
    share = sun or (
        s.rng.uniform(0.15, 0.85),
        0.8 if s.mood.hour in (Hour.GOLDEN, Hour.DUSK) else s.rng.uniform(0.2, 0.4),
    )
    s.sun = (share[0] * s.width, share[1] * horizon)
    if s.mood.hour is Hour.NIGHT:
        stars(s, horizon, 260)
        moon(s, s.sun, 34)
    elif s.mood.has_sun or s.mood.hour in (Hour.GOLDEN, Hour.DUSK):
        sunlight(s)
    elif s.mood.weather is Weather.FOG:
        s.canvas.glow(s.sun, 360, hue("#fffbee"), alpha=0.75)
    if s.mood.weather in (Weather.CLOUDY, Weather.RAIN, Weather.STORM):
        cloud_cover(s, horizon)
    elif s.mood.weather is not Weather.FOG:
        for _ in range(clouds):
            cloud(s, (s.rng.uniform(-0.05, 1.05) * s.width, s.rng.uniform(0.1, 0.72) * horizon), s.rng.uniform(90, 230))


def sunlight(s: Stage) -> None:
    low = s.mood.hour in (Hour.GOLDEN, Hour.DUSK)
    warm = hue("#ffdf9a") if low else hue("#fffdf0")
    s.canvas.glow(s.sun, 620 if low else 420, warm, alpha=0.75)
    if low:
        s.canvas.disc(s.sun, 46, hue("#fff3c9"))
        s.canvas.glow(s.sun, 150, hue("#fff8dc"), alpha=0.9)
    else:
        s.canvas.glow(s.sun, 110, hue("#ffffff"), alpha=1.0)


def moon(s: Stage, at: Point, radius: float) -> None:
    s.canvas.glow(at, radius * 7, hue("#b8cdf2"), alpha=0.5)
    s.canvas.disc(at, radius, hue("#f4f1dc"))
    for dx, dy, size in ((-0.3, -0.2, 0.22), (0.25, 0.3, 0.16), (0.3, -0.35, 0.12), (-0.2, 0.4, 0.1)):
        s.canvas.disc((at[0] + dx * radius, at[1] + dy * radius), size * radius, hue("#dcd8c0"))


def stars(s: Stage, bottom: float, count: int) -> None:
    for _ in range(count):
        at = (s.rng.uniform(0, s.width), s.rng.uniform(0, bottom) ** 1.03)
        size = s.rng.choice((0.9, 1.1, 1.3, 2.0))
        s.canvas.disc(at, size, hue("#fdfcf0"), alpha=s.rng.uniform(0.35, 1.0))


def milky_way(s: Stage, bottom: float) -> None:
    """A slanting band of bright noise and dense small stars."""
    size = (s.canvas.image.width // 4, round(bottom * s.canvas.scale) // 4)
    noise = cloud_noise((14, 10), s.rng).resize(size, Image.Resampling.BICUBIC)
    band = Image.linear_gradient("L").resize((size[0] * 2, round(size[1] * 0.75)), Image.Resampling.BILINEAR)
    band = band.point([round(255 * math.sin(math.pi * level / 255) ** 3) for level in range(256)])
    slanted = Image.new("L", size, 0)
    turned = band.rotate(34, expand=True, resample=Image.Resampling.BILINEAR)
    slanted.paste(turned, ((size[0] - turned.width) // 2, (size[1] - turned.height) // 2))
    dust = Image.composite(
        noise.point([max(0, round((level - 60) * 1.25)) for level in range(256)]), Image.new("L", size, 0), slanted
    )
    full = (s.canvas.image.width, size[1] * 4)
    s.canvas.image.paste(hue("#b9b6e0"), (0, 0), dust.resize(full, Image.Resampling.BICUBIC))
    for _ in range(520):
        along = s.rng.uniform(-0.1, 1.1)
        at = (along * s.width + s.rng.gauss(0, 70), bottom * (1 - along) * 0.95 + s.rng.gauss(0, 80))
        if at[1] < bottom:
            s.canvas.disc(at, s.rng.choice((0.8, 1.0, 1.6)), hue("#ffffff"), alpha=s.rng.uniform(0.3, 0.95))


def cloud(s: Stage, at: Point, size: float) -> None:
    """A small fair-weather cloud: shaded underside, bright top, flat base; thin streaks at dusk and night."""
    x, y = at
    top = mix(hue("#ffffff"), s.mood.haze, 0.25 if not s.mood.is_dark else 0.75)
    low = mix(top, hue(s.mood.sky[0]), 0.35)
    if s.mood.hour in (Hour.GOLDEN, Hour.DUSK, Hour.BLUE, Hour.NIGHT):
        for _ in range(5):
            dx, dy = s.rng.uniform(-0.7, 0.7) * size, s.rng.uniform(-0.06, 0.06) * size
            s.canvas.ellipse(
                (x + dx, y + dy), (s.around(size * 0.5, 0.5), s.around(size * 0.045, 0.5)), top, alpha=0.34
            )
        return
    puffs = [(s.rng.uniform(-0.42, 0.42), s.rng.uniform(0.12, 0.2)) for _ in range(7)]
    for dx, radius in puffs:
        reach = radius * size * (1.25 - abs(dx))
        s.canvas.ellipse((x + dx * size, y - reach * 0.5), (reach * 1.5, reach * 0.8), low, alpha=0.5)
    for dx, radius in puffs:
        reach = radius * size * (1.25 - abs(dx))
        s.canvas.ellipse((x + dx * size - 4, y - reach * 0.72), (reach * 1.25, reach * 0.62), top, alpha=0.7)


def cloud_cover(s: Stage, horizon: float) -> None:
    """Gray layers from noise, darker towards the top."""
    storm = s.mood.weather is Weather.STORM
    dark = darker(hue(s.mood.sky[0]), 0.35 if storm else 0.08)
    s.canvas.mist(dark, (-horizon * 0.4, horizon * 0.7), 1.3 if storm else 0.8, s.rng)
    s.canvas.mist(lighter(hue(s.mood.sky[-1]), 0.3), (horizon * 0.15, horizon), 0.7, s.rng)


def rainbow(s: Stage, center: Point, radius: float) -> None:
    bands = ("#e35b5b", "#ef9b4d", "#f3dc62", "#7cc576", "#5b9fd8", "#7a6cc0")
    layer = s.canvas.image.copy()
    for index, code in enumerate(bands):
        s.canvas.ring(center, radius - index * 9, hue(code), 10)
    s.canvas.image = Image.blend(layer, s.canvas.image, 0.34)
    s.canvas.renew()


def falling_snow(s: Stage, count: int = 420) -> None:
    for _ in range(count):
        near = s.rng.random() ** 3
        at = (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height))
        s.canvas.disc(at, 1.2 + near * 5, hue("#ffffff"), alpha=0.85 - near * 0.3)


def rain(s: Stage, count: int = 420) -> None:
    for _ in range(count):
        x, y, length = s.rng.uniform(0, s.width * 1.1), s.rng.uniform(-40, s.height), s.rng.uniform(16, 46)
        s.canvas.line([(x, y), (x - length * 0.2, y + length)], hue("#e8eef2"), 0.9, alpha=s.rng.uniform(0.15, 0.42))


def birds(s: Stage, at: Point, count: int, *, formation: bool = False) -> None:
    color = s.tone("#2a2f3a", 0.25)
    for index in range(count):
        side = 1 if index % 2 else -1
        rank = (index + 1) // 2
        x, y = (
            (at[0] + side * rank * 17 + rank * 6, at[1] + rank * (13 if side > 0 else 9))
            if formation
            else (at[0] + s.rng.uniform(-130, 130), at[1] + s.rng.uniform(-50, 50))
        )
        span = s.rng.uniform(7, 11)
        s.canvas.line([(x - span, y - span * 0.45), (x, y), (x + span, y - span * 0.5)], color, 1.8)


def firework(s: Stage, at: Point, radius: float, code: str) -> None:
    color = hue(code)
    s.canvas.glow(at, radius * 1.2, color, alpha=0.45)
    for ray in range(30):
        angle = ray * 12 + s.rng.uniform(-3, 3)
        length = radius * s.rng.uniform(0.75, 1.0)
        for part in range(3, 11):
            share = part / 10
            point = around(at, length * share, angle)
            drop = (point[0], point[1] + radius * 0.16 * share * share)
            s.canvas.disc(drop, 0.8 + 1.7 * share, lighter(color, 0.35 + 0.3 * (1 - share)), alpha=0.25 + 0.7 * share)


def balloon(s: Stage, at: Point, size: float, codes: tuple[str, str]) -> None:
    """A hot-air balloon, `size` is the height of its envelope."""
    x, y = at
    radius = size * 0.46
    s.canvas.poly(
        [
            (x - radius * 0.62, y + radius * 0.7),
            (x + radius * 0.62, y + radius * 0.7),
            (x + 9, y + size * 0.68),
            (x - 9, y + size * 0.68),
        ],
        s.tone(codes[0], 0.15),
    )
    s.canvas.disc((x, y), radius, s.tone(codes[0], 0.12))
    for share, code in ((0.72, codes[1]), (0.4, codes[0]), (0.14, codes[1])):
        s.canvas.ellipse((x, y), (radius * share, radius), s.tone(code, 0.12))
    s.canvas.ellipse((x - radius * 0.35, y - radius * 0.35), (radius * 0.3, radius * 0.45), hue("#ffffff"), alpha=0.16)
    for side in (-1, 1):
        s.canvas.line([(x + side * 8, y + size * 0.66), (x + side * 6, y + size * 0.78)], s.tone("#4a3a2c"), 1.2)
    s.canvas.rect((x - 8, y + size * 0.77, 16, 12), s.tone("#7a5630"), radius=2)


def sky_lights(s: Stage, horizon: float) -> None:
    """Warm scatter of a town's lights at the horizon on late pictures."""
    if s.mood.is_dark:
        s.canvas.veil(hue("#f0a860"), (horizon * 0.7, horizon), (0.0, 0.2))


def sunbeams(s: Stage, origin: Point, count: int = 7) -> None:
    for index in range(count):
        angle = 35 + index * 110 / count + s.rng.uniform(-4, 4)
        width = s.rng.uniform(2, 6)
        reach = s.height * 1.4
        s.canvas.poly(
            [origin, around(origin, reach, angle - width), around(origin, reach, angle + width)],
            fade(hue("#fff8d8"), hue("#fff8d8")),
            alpha=0.1,
        )

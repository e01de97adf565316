"""Ground: hills, fields in rows, paths, water, snow."""

from __future__ import annotations

import math

from assets.demo.canvas import Point, curve
from assets.demo.colors import Color, darker, fade, hue, lighter, mix
from assets.demo.stage import Stage


def ridge(s: Stage, base: float, height: float, *, waves: float = 2.0) -> list[Point]:
    """The upper edge of a chain of hills, from left to right."""
    phases = [s.rng.uniform(0, math.tau) for _ in range(4)]
    edge = []
    for step in range(73):
        x = -20 + (s.width + 40) * step / 72
        t = x / s.width * math.tau
        swing = (
            math.sin(t * waves * 0.5 + phases[0]) * 0.55
            + math.sin(t * waves + phases[1]) * 0.3
            + math.sin(t * waves * 2.3 + phases[2]) * 0.11
            + math.sin(t * waves * 4.7 + phases[3]) * 0.04
        )
        edge.append((x, base - height * (0.5 + 0.5 * swing)))
    return edge


def hills(s: Stage, base: float, height: float, *, depth: float, code: str | None = None) -> list[Point]:
    """Fill one chain of hills down to the lower edge; farther chains take more haze."""
    edge = ridge(s, base, height, waves=s.rng.uniform(1.6, 2.8))
    color = s.tone(code, depth) if code else s.mood.grass(depth)
    s.canvas.poly([*edge, (s.width + 20, s.height), (-20, s.height)], fade(lighter(color, 0.1), darker(color, 0.12)))
    return edge


def distance(s: Stage, horizon: float) -> None:
    """Three bluish chains of wooded hills."""
    for index, depth in enumerate((1.15, 0.85, 0.6)):
        hills(
            s,
            horizon + 10 + index * 22,
            120 - index * 28,
            depth=depth,
            code="#4f6f5a" if not s.mood.is_white else "#a9bccb",
        )


def meadow(s: Stage, top: float, *, near: str | None = None) -> None:
    """The ground from `top` to the lower edge, lighter at the back."""
    far, close = s.mood.grass(0.42), s.mood.grass(0.0)
    if near:
        far, close = s.tone(near, 0.4), s.tone(near)
    edge = ridge(s, top + 14, 26, waves=1.4)
    s.canvas.poly([*edge, (s.width + 20, s.height), (-20, s.height)], fade(far, close, darker(close, 0.14)))


def at_depth(s: Stage, top: float, share: float) -> tuple[float, float]:
    """Height on the page and scale of something `share` of the way from the horizon (0) to the viewer (1)."""
    return top + (s.height - top) * share**1.7, 0.12 + 0.88 * share**1.5


def tufts(s: Stage, top: float, count: int, codes: tuple[str, ...], size: float = 13) -> None:
    """Dabs of color that grow towards the viewer: heather, grass, flowers from afar."""
    shares = sorted(s.rng.random() for _ in range(count))
    for share in shares:
        y, scale = at_depth(s, top, share)
        color = s.tone(s.rng.choice(codes), 0.45 * (1 - share))
        reach = size * scale * s.rng.uniform(0.6, 1.4)
        s.canvas.ellipse((s.rng.uniform(0, s.width), y), (reach, reach * 0.5), color)


def blades(s: Stage, top: float, count: int, codes: tuple[str, ...], *, height: float = 46) -> None:
    """Grass or corn standing up, longest in front."""
    shares = sorted(s.rng.random() for _ in range(count))
    for share in shares:
        y, scale = at_depth(s, top, share)
        x = s.rng.uniform(-10, s.width + 10)
        lean = s.rng.uniform(-0.35, 0.35) * height * scale
        color = s.tone(s.rng.choice(codes), 0.35 * (1 - share))
        s.canvas.line(
            [(x, y), (x + lean * 0.4, y - height * scale * 0.6), (x + lean, y - height * scale)], color, 1 + 1.8 * scale
        )


def rows(s: Stage, top: float, vanish: float, colors: tuple[Color, Color], count: int = 26) -> None:
    """Furrows or crop rows that meet at the horizon."""
    spread = s.width * 2.4
    for index in range(count):
        left = vanish + (index / count - 0.5) * spread
        right = vanish + ((index + 0.52) / count - 0.5) * spread
        apex = (vanish + (index / count - 0.5) * spread * 0.06, top)
        s.canvas.poly([apex, (apex[0] + 1.5, top), (right, s.height), (left, s.height)], fade(colors[0], colors[1]))


def path(s: Stage, top: float, *, course: tuple[float, float, float], width: float, code: str = "#dcc9a0") -> None:
    """A way that winds to a far point; `course` is where it starts, bends and ends, in shares of the width."""
    start, bend, end = course
    left = curve(
        (start * s.width - width / 2, s.height + 10),
        (bend * s.width - width * 0.16, (top + s.height) / 2),
        (end * s.width - 3, top),
    )
    right = curve(
        (start * s.width + width / 2, s.height + 10),
        (bend * s.width + width * 0.2, (top + s.height) / 2),
        (end * s.width + 3, top),
    )
    color = s.tone("#e6edf3" if s.mood.is_white else code)
    s.canvas.poly([*left, *reversed(right)], fade(mix(color, s.mood.haze, 0.35), color))
    s.canvas.line(left, darker(color, 0.22), 3, alpha=0.5)
    s.canvas.line(right, darker(color, 0.22), 3, alpha=0.5)


def water(s: Stage, shore: float, bottom: float, *, clearness: float = 0.55) -> None:
    """A still surface that mirrors what already stands above the shore."""
    near = mix(hue(s.mood.sky[0]), s.tone("#2c5a78"), 0.55)
    far = mix(hue(s.mood.sky[-1]), s.tone("#6f9fb4"), 0.5)
    s.canvas.mirror((shore, bottom), fade(far, near, darker(near, 0.3)), clearness, s.rng)
    for _ in range(46):
        share = s.rng.random()
        y = shore + 6 + (bottom - shore - 8) * share
        length = s.rng.uniform(12, 40) + 90 * share * s.rng.random()
        x = s.rng.uniform(0, s.width)
        s.canvas.line([(x, y), (x + length, y)], lighter(far, 0.45), 0.8 + 1.4 * share, alpha=s.rng.uniform(0.1, 0.42))
    s.canvas.line([(0, shore), (s.width, shore)], lighter(far, 0.3), 2, alpha=0.5)


def stream(s: Stage, points: tuple[Point, Point, Point], widths: Point) -> None:
    """A brook or river seen from its bank, narrowing along the curve from near to far."""
    (x0, y0), bend, (x1, y1) = points
    near, far = widths
    left = curve((x0 - near / 2, y0), (bend[0] - (near + far) / 4, bend[1]), (x1 - far / 2, y1))
    right = curve((x0 + near / 2, y0), (bend[0] + (near + far) / 4, bend[1]), (x1 + far / 2, y1))
    top = mix(hue(s.mood.sky[-1]), s.tone("#7fb0c4"), 0.5)
    s.canvas.poly([*left, *reversed(right)], fade(top, mix(hue(s.mood.sky[0]), s.tone("#2f6a8c"), 0.5)))
    s.canvas.line(left, s.tone("#6f7f45"), 5, alpha=0.7)
    s.canvas.line(right, s.tone("#6f7f45"), 5, alpha=0.7)
    for _ in range(26):
        share = s.rng.random()
        index = min(len(left) - 1, int(share * len(left)))
        x = s.rng.uniform(left[index][0], right[index][0])
        length = (right[index][0] - left[index][0]) * 0.16
        s.canvas.line([(x, left[index][1]), (x + length, left[index][1])], hue("#ffffff"), 1.4, alpha=0.35)


def snowdrift(s: Stage, top: float) -> None:
    """Soft blue hollows over white ground."""
    for _ in range(9):
        share = s.rng.random()
        y, scale = at_depth(s, top, share)
        s.canvas.ellipse((s.rng.uniform(0, s.width), y + 20), (320 * scale, 24 * scale), s.tone("#b9cbe0"), alpha=0.3)


def pavement(s: Stage, top: float, code: str = "#cfc2ab") -> None:
    """A paved square: bands of stones that widen towards the viewer."""
    color = s.tone("#e3eaf1" if s.mood.is_white else code)
    s.canvas.rect((0, top, s.width, s.height - top), fade(mix(color, s.mood.haze, 0.3), color, darker(color, 0.18)))
    for row in range(15):
        y, scale = at_depth(s, top, (row + 1) / 15)
        s.canvas.line([(0, y), (s.width, y)], darker(color, 0.2), 0.8 + scale, alpha=0.35)
        for stone in range(int(s.width / (150 * scale + 16))):
            x = (stone + (row % 2) * 0.5 + s.rng.uniform(-0.1, 0.1)) * (150 * scale + 16)
            s.canvas.line([(x, y), (x + 3, y - 13 * scale)], darker(color, 0.2), 0.8 + scale, alpha=0.25)

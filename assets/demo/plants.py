"""Trees, hedges, flowers."""

from __future__ import annotations

import math

from assets.demo.canvas import Point
from assets.demo.colors import Color, darker, fade, lighter, mix
from assets.demo.mood import Season
from assets.demo.stage import Stage


def tree(s: Stage, at: Point, height: float, *, depth: float = 0.0, kind: int | None = None) -> None:
    """A broad-leaved tree in the dress of the season, standing at its foot."""
    if s.mood.season is Season.WINTER:
        bare_tree(s, at, height, depth=depth)
        return
    x, y = at
    base = s.mood.leaves(s.rng.randrange(9) if kind is None else kind)
    trunk = s.tone("#5a4530", depth)
    width = height * 0.055
    s.canvas.poly(
        [(x - width, y), (x - width * 0.5, y - height * 0.6), (x + width * 0.5, y - height * 0.6), (x + width, y)],
        trunk,
    )
    crown(s, (x, y - height * 0.64), (height * 0.34, height * 0.36), s.tone(base, depth))


def crown(s: Stage, center: Point, radii: Point, color: Color) -> None:
    """Clumps of leaves, dark below and inside, bright on the side of the sun."""
    x, y = center
    rx, ry = radii
    side = 1 if s.sun[0] > x else -1
    for dark, count, shift, size in (
        (0.24, 9, 0.08, 0.55),
        (0.08, 9, -0.06, 0.44),
        (-0.12, 7, -0.2, 0.3),
        (-0.24, 5, -0.3, 0.19),
    ):
        tint = darker(color, dark) if dark > 0 else lighter(color, -dark)
        for index in range(count):
            angle = index / count * math.tau + s.rng.uniform(-0.4, 0.4)
            reach = s.rng.uniform(0.35, 0.68)
            offset = 0.0 if dark > 0 else side * 0.16
            px = x + (math.cos(angle) * reach + offset) * rx
            py = y + (math.sin(angle) * reach + shift) * ry
            radius = size * rx * s.rng.uniform(0.8, 1.15)
            s.canvas.ellipse((px, py), (radius, radius * 0.88), mix(tint, color, s.rng.uniform(0, 0.4)))


def bare_tree(s: Stage, at: Point, height: float, *, depth: float = 0.0) -> None:
    color = s.tone("#4d4036", depth)
    snow = s.tone("#f2f6fa", depth) if s.mood.is_white else None
    _branch(s, (at[0], at[1], -math.pi / 2, height * 0.3), height * 0.035, (color, snow))


def _branch(
    s: Stage, limb: tuple[float, float, float, float], width: float, colors: tuple[Color, Color | None]
) -> None:
    x, y, angle, length = limb
    end = (x + math.cos(angle) * length, y + math.sin(angle) * length)
    s.canvas.line([(x, y), end], colors[0], width)
    if colors[1] and abs(math.sin(angle)) < 0.93:
        s.canvas.line([(x, y - width * 0.5), (end[0], end[1] - width * 0.5)], colors[1], width * 0.55)
    if width < 0.9:
        return
    for turn in (-0.5, 0.42, -0.06):
        _branch(
            s,
            (*end, angle + turn + s.rng.uniform(-0.14, 0.14), length * s.rng.uniform(0.66, 0.8)),
            width * 0.58,
            colors,
        )


def spruce(s: Stage, at: Point, height: float, *, depth: float = 0.0, code: str = "#2f5140") -> None:
    """A spruce: overlapping skirts, lit on one side, white-edged in snow."""
    x, y = at
    base = s.tone(code, depth)
    s.canvas.rect((x - height * 0.02, y - height * 0.08, height * 0.04, height * 0.08), s.tone("#4a3828", depth))
    layers = 8
    for layer in range(layers):
        low = y - height * (0.05 + 0.82 * layer / layers)
        top = low - height * 0.27
        half = height * 0.2 * (1 - layer / (layers + 0.6))
        jag = [(x - half + 2 * half * step / 6, low + (half * 0.16 if step % 2 else -half * 0.05)) for step in range(7)]
        s.canvas.poly([(x, top), *reversed(jag)], mix(base, lighter(base, 0.22), layer / layers))
        s.canvas.poly([(x, top), jag[6], jag[5], (x + half * 0.1, low)], darker(base, 0.22), alpha=0.5)
        if s.mood.is_white:
            s.canvas.poly(
                [
                    (x, top),
                    (x - half * 0.78, low - half * 0.1),
                    (x - half * 0.1, low - half * 0.42),
                    (x + half * 0.6, low - half * 0.12),
                ],
                s.tone("#f4f8fb", depth),
                alpha=0.85,
            )


def birch(s: Stage, at: Point, height: float, *, depth: float = 0.0) -> None:
    x, y = at
    white = s.tone("#ece8df", depth)
    lean = s.rng.uniform(-0.05, 0.05) * height
    s.canvas.poly(
        [
            (x - height * 0.018, y),
            (x + lean - height * 0.006, y - height),
            (x + lean + height * 0.006, y - height),
            (x + height * 0.018, y),
        ],
        white,
    )
    for _ in range(9):
        share = s.rng.random()
        px, py = x + lean * share, y - height * share
        s.canvas.line(
            [(px - height * 0.012, py), (px + height * 0.006, py + 2)], s.tone("#3d3a38", depth), height * 0.008
        )
    if s.mood.season is Season.WINTER:
        _birch_twigs(s, at, (height, lean), s.tone("#5a4a42", depth))
        return
    code = (
        s.mood.leaves(s.rng.randrange(5))
        if s.mood.season is not Season.AUTUMN
        else s.pick("#dcae3c", "#e3bf58", "#cf9b32")
    )
    color = s.tone(code, depth)
    for _ in range(34):
        share = s.rng.uniform(0.38, 1.05)
        spread = height * 0.2 * (1.18 - share) + height * 0.05
        px = x + lean * share + s.rng.uniform(-1, 1) * spread
        s.canvas.ellipse(
            (px, y - height * share),
            (height * 0.034, height * 0.05),
            mix(color, lighter(color, 0.3), s.rng.random()),
            alpha=0.85,
        )


def _birch_twigs(s: Stage, at: Point, stem: Point, color: Color) -> None:
    """Thin hanging twigs; `stem` is height and lean."""
    height, lean = stem
    for _ in range(26):
        share = s.rng.uniform(0.4, 0.98)
        start = (at[0] + lean * share, at[1] - height * share)
        reach = height * 0.2 * (1.1 - share) * s.rng.choice((-1, 1))
        tip = (start[0] + reach, start[1] - height * 0.05)
        s.canvas.line([start, tip, (tip[0] + reach * 0.3, tip[1] + height * 0.07)], color, 1.6)


def juniper(s: Stage, at: Point, height: float, *, depth: float = 0.0) -> None:
    """The dark column of the heath."""
    x, y = at
    base = s.tone("#35523c" if not s.mood.is_white else "#6a8078", depth)
    for dark, dx, share in ((0.25, 0.03, 1.0), (0.0, 0.0, 0.86), (-0.14, -0.045, 0.6)):
        tint = darker(base, dark) if dark > 0 else lighter(base, -dark)
        s.canvas.poly(
            [
                (x + dx * height, y - height * share),
                (x + (0.14 * share + dx) * height, y - height * 0.35 * share),
                (x + (0.1 + dx) * height * share, y),
                (x + (dx - 0.1) * height * share, y),
                (x + (dx - 0.14 * share) * height, y - height * 0.35 * share),
            ],
            tint,
        )


def bush(s: Stage, at: Point, size: float, *, depth: float = 0.0, code: str | None = None) -> None:
    color = s.tone(code or s.mood.leaves(s.rng.randrange(9)), depth)
    crown(s, (at[0], at[1] - size * 0.4), (size * 0.75, size * 0.5), color)


def woodland(s: Stage, base: float, height: float, *, depth: float, spruces: float = 0.3) -> None:
    """A strip of trees along the whole width, far away."""
    x = -20.0
    while x < s.width + 40:
        size = height * s.rng.uniform(0.55, 1.1)
        y = base + s.rng.uniform(-3, 3)
        if s.rng.random() < spruces:
            _far_spruce(s, (x, y), size, depth)
        else:
            color = s.tone(s.mood.leaves(s.rng.randrange(9)), depth)
            s.canvas.ellipse((x, y - size * 0.4), (size * 0.42, size * 0.46), darker(color, 0.14))
            s.canvas.ellipse((x - size * 0.08, y - size * 0.5), (size * 0.3, size * 0.3), lighter(color, 0.06))
        x += size * s.rng.uniform(0.3, 0.55)


def _far_spruce(s: Stage, at: Point, size: float, depth: float) -> None:
    color = s.tone("#3c5a48" if not s.mood.is_white else "#c3d0da", depth)
    s.canvas.poly([(at[0] - size * 0.22, at[1]), (at[0], at[1] - size * 1.15), (at[0] + size * 0.22, at[1])], color)


def spruce_row(s: Stage, base: float, height: float, *, depth: float) -> None:
    x = -30.0
    while x < s.width + 60:
        size = height * s.rng.uniform(0.7, 1.2)
        spruce(s, (x, base + s.rng.uniform(-6, 10)), size, depth=depth)
        x += size * s.rng.uniform(0.16, 0.34)


def fruit_tree(s: Stage, at: Point, height: float, fruits: tuple[str, ...]) -> None:
    """An orchard tree: blossom in spring, fruit in autumn."""
    x, y = at
    tree(s, at, height, kind=1)
    if s.mood.season is Season.WINTER:
        return
    count = 70 if s.mood.season is Season.SPRING else 26
    size = height * (0.016 if s.mood.season is Season.SPRING else 0.02)
    for _ in range(count):
        angle, reach = s.rng.uniform(0, math.tau), math.sqrt(s.rng.random()) * 0.92
        at_fruit = (
            x + math.cos(angle) * reach * height * 0.36,
            y - height * 0.66 + math.sin(angle) * reach * height * 0.36,
        )
        s.canvas.disc(at_fruit, size * s.rng.uniform(0.8, 1.3), s.tone(s.rng.choice(fruits)))


def poppy(s: Stage, at: Point, size: float, code: str = "#d8402f") -> None:
    x, y = at
    s.canvas.line([(x, y), (x + size * 0.1, y - size * 1.6)], s.tone("#5d7d3a"), max(1.2, size * 0.07))
    head = (x + size * 0.1, y - size * 1.7)
    color = s.tone(code)
    for dx in (-0.28, 0.28):
        s.canvas.ellipse((head[0] + dx * size, head[1]), (size * 0.36, size * 0.32), color)
    s.canvas.ellipse((head[0], head[1] + size * 0.08), (size * 0.4, size * 0.3), lighter(color, 0.12))
    s.canvas.disc(head, size * 0.12, s.tone("#3a2a30"))


def sunflower(s: Stage, at: Point, size: float, *, depth: float = 0.0) -> None:
    """`at` is the head's center, `size` its radius."""
    x, y = at
    s.canvas.line([(x, y), (x + size * 0.15, y + size * 4.4)], s.tone("#5f7f37", depth), max(1.5, size * 0.16))
    for side, drop in ((-1, 1.9), (1, 2.7)):
        s.canvas.ellipse(
            (x + side * size * 0.75, y + size * drop), (size * 0.72, size * 0.32), s.tone("#6d913f", depth)
        )
    for ring, code in ((0.0, "#e0a21f"), (0.5, "#f6c838")):
        for petal in range(14):
            angle = (petal + ring) / 14 * math.tau
            tip = (x + math.cos(angle) * size, y + math.sin(angle) * size)
            wing = 0.24
            s.canvas.poly(
                [
                    (x + math.cos(angle - wing) * size * 0.55, y + math.sin(angle - wing) * size * 0.55),
                    tip,
                    (x + math.cos(angle + wing) * size * 0.55, y + math.sin(angle + wing) * size * 0.55),
                ],
                s.tone(code, depth),
            )
    s.canvas.disc((x, y), size * 0.56, s.tone("#5b3a1d", depth))
    s.canvas.disc((x, y), size * 0.34, s.tone("#7a5128", depth))


def lime_tree(s: Stage, at: Point, height: float) -> None:
    """One large old tree for the foreground."""
    x, y = at
    if s.mood.season is Season.WINTER:
        bare_tree(s, at, height)
        return
    trunk = s.tone("#5d4733")
    s.canvas.poly(
        [
            (x - height * 0.07, y),
            (x - height * 0.035, y - height * 0.5),
            (x + height * 0.035, y - height * 0.5),
            (x + height * 0.07, y),
        ],
        fade(lighter(trunk, 0.1), darker(trunk, 0.2), sideways=True),
    )
    color = s.tone(s.mood.leaves(s.rng.randrange(6)))
    for dx, dy, size in (
        (-0.24, -0.5, 0.26),
        (0.24, -0.52, 0.26),
        (0.0, -0.72, 0.32),
        (-0.1, -0.5, 0.28),
        (0.12, -0.6, 0.28),
    ):
        crown(s, (x + dx * height, y + dy * height), (size * height, size * 0.85 * height), color)

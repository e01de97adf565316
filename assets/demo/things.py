"""Furniture of streets, fêtes and rooms."""

from __future__ import annotations

import math

from assets.demo.canvas import Box, Point, around, curve
from assets.demo.colors import Color, darker, fade, hue, lighter
from assets.demo.lettering import lettering
from assets.demo.stage import Stage

FLAGS = ("#c8402f", "#2f6d8c", "#e2a83a", "#3d7a5a", "#f1ede2")


def stall(s: Stage, at: Point, size: float, *, stripe: str, goods: tuple[str, ...]) -> None:
    """A market stall with striped awning; `at` is the middle of its foot."""
    x, y = at
    wood = s.tone("#8a6238")
    for side in (-0.46, 0.46):
        s.canvas.line([(x + side * size, y), (x + side * size, y - size * 0.86)], wood, size * 0.028)
    s.canvas.rect((x - size * 0.45, y - size * 0.74, size * 0.9, size * 0.42), s.tone("#54402f"), alpha=0.75)
    if s.mood.is_dark:
        s.canvas.glow((x, y - size * 0.55), size * 0.6, hue("#ffcb70"), alpha=0.75)
    s.canvas.rect(
        (x - size * 0.48, y - size * 0.34, size * 0.96, size * 0.34), fade(lighter(wood, 0.12), darker(wood, 0.12))
    )
    for crate in range(4):
        left = x - size * 0.46 + crate * size * 0.235
        code = goods[crate % len(goods)]
        for _ in range(13):
            fruit = (left + s.rng.uniform(0.03, 0.19) * size, y - size * s.rng.uniform(0.35, 0.44))
            s.canvas.disc(fruit, size * 0.028, lighter(s.tone(code), s.rng.uniform(0, 0.3)))
        s.canvas.rect((left, y - size * 0.36, size * 0.22, size * 0.07), darker(wood, 0.2))
    awning(s, (x - size * 0.54, y - size * 0.98, size * 1.08, size * 0.2), stripe)


def awning(s: Stage, box: Box, stripe: str) -> None:
    x, y, w, h = box
    parts = 8
    for part in range(parts):
        left, right = x + w * part / parts, x + w * (part + 1) / parts
        top_left, top_right = x + w * (0.06 + 0.88 * part / parts), x + w * (0.06 + 0.88 * (part + 1) / parts)
        color = s.tone(stripe if part % 2 else "#f5f0e4")
        s.canvas.poly([(top_left, y), (top_right, y), (right, y + h * 0.78), (left, y + h * 0.78)], color)
        s.canvas.ellipse(((left + right) / 2, y + h * 0.78), (w / parts / 2, h * 0.22), darker(color, 0.08))
    if s.mood.is_white:
        s.canvas.rect((x + w * 0.04, y - h * 0.16, w * 0.92, h * 0.26), s.tone("#fbfdff"), radius=h * 0.12)


def bunting(s: Stage, start: Point, end: Point, *, sag: float = 60, size: float = 20) -> None:
    """A string of pennants between two points."""
    bend = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag * 2)
    count = max(4, round(abs(end[0] - start[0]) / (size * 1.5)))
    line = curve(start, bend, end, count)
    s.canvas.line(line, s.tone("#5a5048"), 1.6)
    for index, (x, y) in enumerate(line[:-1]):
        s.canvas.poly([(x, y), (x + size, y + 1), (x + size / 2, y + size * 1.3)], s.tone(FLAGS[index % len(FLAGS)]))


def fairy_lights(s: Stage, start: Point, end: Point, *, sag: float = 50) -> None:
    bend = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag * 2)
    line = curve(start, bend, end, max(6, round(abs(end[0] - start[0]) / 34)))
    s.canvas.line(line, s.tone("#2d2a30"), 1.4)
    for x, y in line:
        s.canvas.glow((x, y + 4), 20, hue("#ffd27a"), alpha=0.9)
        s.canvas.disc((x, y + 4), 3.2, hue("#fff3cf"))


def lamp(s: Stage, at: Point, height: float) -> None:
    x, y = at
    iron = s.tone("#2f353d")
    s.canvas.line([(x, y), (x, y - height)], iron, height * 0.022)
    s.canvas.poly(
        [
            (x - height * 0.04, y - height * 1.1),
            (x + height * 0.04, y - height * 1.1),
            (x + height * 0.028, y - height),
            (x - height * 0.028, y - height),
        ],
        hue("#ffe6a8") if s.mood.is_dark else s.tone("#dfe6e8"),
    )
    s.canvas.poly(
        [(x - height * 0.055, y - height * 1.1), (x, y - height * 1.16), (x + height * 0.055, y - height * 1.1)], iron
    )
    if s.mood.is_dark:
        s.canvas.glow((x, y - height * 1.05), height * 0.5, hue("#ffcf7a"), alpha=0.65)


def bench(s: Stage, at: Point, size: float) -> None:
    x, y = at
    wood = s.tone("#8a5f36")
    for side in (-0.4, 0.4):
        s.canvas.line([(x + side * size, y), (x + side * size, y - size * 0.42)], s.tone("#33383f"), size * 0.03)
    for level in (0.2, 0.3, 0.38, 0.46):
        s.canvas.rect(
            (x - size / 2, y - size * level, size, size * 0.05),
            lighter(wood, 0.1) if level > 0.25 else wood,
            radius=size * 0.01,
        )
    if s.mood.is_white:
        s.canvas.rect((x - size / 2, y - size * 0.49, size, size * 0.05), s.tone("#ffffff"), radius=size * 0.02)


def signpost(s: Stage, at: Point, height: float, lines: tuple[str, ...], *, code: str = "#f2d23a") -> None:
    """A post with arrow boards: hiking and cycling signs."""
    x, y = at
    s.canvas.line([(x, y), (x, y - height)], s.tone("#6a4c30"), height * 0.035)
    ink = hue("#22302a") if code in ("#f2d23a", "#f6f3ea") else hue("#ffffff")
    for index, words in enumerate(lines):
        top = y - height * (0.98 - index * 0.2)
        side = 1 if index % 2 == 0 else -1
        length = height * 0.62
        left = x - height * 0.1 if side > 0 else x + height * 0.1 - length
        tip = left + length + height * 0.07 if side > 0 else left - height * 0.07
        edge = left if side > 0 else left + length
        far = left + length if side > 0 else left
        s.canvas.poly(
            [
                (edge, top),
                (far, top),
                (tip, top + height * 0.075),
                (far, top + height * 0.15),
                (edge, top + height * 0.15),
            ],
            s.tone(code),
        )
        lettering(s.canvas, (left + length / 2, top + height * 0.075), words, height * 0.082, ink, weight=0.015)


def tent(s: Stage, at: Point, size: float, *, stripe: str = "#c8402f") -> None:
    """A marquee with flag."""
    x, y = at
    white = s.tone("#f6f2e8")
    s.canvas.rect((x - size * 0.5, y - size * 0.34, size, size * 0.34), white)
    for part in range(10):
        if part % 2:
            s.canvas.rect(
                (x - size * 0.5 + part * size * 0.1, y - size * 0.34, size * 0.1, size * 0.34), s.tone(stripe)
            )
    s.canvas.poly(
        [(x - size * 0.56, y - size * 0.33), (x, y - size * 0.7), (x + size * 0.56, y - size * 0.33)],
        fade(lighter(white, 0.2), darker(white, 0.12)),
    )
    for share in (-0.3, 0.0, 0.3):
        s.canvas.line([(x, y - size * 0.7), (x + share * size * 1.2, y - size * 0.33)], s.tone(stripe), 3)
    s.canvas.rect(
        (x - size * 0.1, y - size * 0.28, size * 0.2, size * 0.28),
        s.tone("#3a3038" if not s.mood.is_dark else "#ffcf7a"),
    )
    s.canvas.line([(x, y - size * 0.7), (x, y - size * 0.84)], s.tone("#5a5048"), 2)
    s.canvas.poly([(x, y - size * 0.84), (x + size * 0.12, y - size * 0.8), (x, y - size * 0.76)], s.tone(stripe))


def ferris_wheel(s: Stage, hub: Point, radius: float) -> None:
    steel = s.tone("#e6e2da")
    for side in (-1, 1):
        s.canvas.line([hub, (hub[0] + side * radius * 0.5, hub[1] + radius * 1.22)], s.tone("#8a8f98"), radius * 0.035)
    for ring in (1.0, 0.9):
        s.canvas.ring(hub, radius * ring, steel, radius * 0.018)
    for arm in range(16):
        s.canvas.line([hub, around(hub, radius, arm * 22.5)], steel, radius * 0.01)
        x, y = around(hub, radius, arm * 22.5)
        color = s.tone(FLAGS[arm % 4])
        s.canvas.rect((x - radius * 0.07, y, radius * 0.14, radius * 0.11), color, radius=radius * 0.03)
        s.canvas.poly(
            [(x - radius * 0.085, y + radius * 0.01), (x, y - radius * 0.05), (x + radius * 0.085, y + radius * 0.01)],
            darker(color, 0.2),
        )
        if s.mood.is_dark:
            s.canvas.glow((x, y), radius * 0.16, hue("#ffd98a"), alpha=0.8)
    s.canvas.disc(hub, radius * 0.06, s.tone("#c8402f"))


def fir_with_lights(s: Stage, at: Point, height: float) -> None:
    """The Christmas tree's candles and star; draw the spruce first."""
    x, y = at
    for _ in range(46):
        share = s.rng.uniform(0.08, 0.9)
        px = x + s.rng.uniform(-1, 1) * height * 0.18 * (1 - share)
        py = y - height * share
        s.canvas.glow((px, py), height * 0.035, hue("#ffd27a"), alpha=0.9)
        s.canvas.disc((px, py), height * 0.007, hue("#fff6da"))
    star(s, (x, y - height * 1.02), height * 0.045, hue("#ffe08a"))


def star(s: Stage, center: Point, radius: float, color: Color, *, points: int = 5) -> None:
    outline = []
    for step in range(points * 2):
        reach = radius if step % 2 == 0 else radius * 0.42
        outline.append(around(center, reach, -90 + step * 180 / points))
    s.canvas.poly(outline, color)


def heart(s: Stage, center: Point, size: float, color: Color) -> None:
    points = []
    for step in range(40):
        t = step / 40 * math.tau
        points.append(
            (
                center[0] + size * 0.058 * 16 * math.sin(t) ** 3,
                center[1]
                - size * 0.058 * (13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)),
            )
        )
    s.canvas.poly(points, color)


def table_top(s: Stage, top: float, code: str = "#a97a4a") -> None:
    """A wooden table that fills the picture from `top` down."""
    wood = s.tone(code)
    s.canvas.rect((0, top, s.width, s.height - top), fade(lighter(wood, 0.18), wood, darker(wood, 0.2)))
    for plank in range(1, 9):
        y = top + (s.height - top) * (plank / 9) ** 1.4
        s.canvas.line([(0, y), (s.width, y)], darker(wood, 0.28), 1.6, alpha=0.6)
        for _ in range(9):
            x = s.rng.uniform(0, s.width)
            s.canvas.line([(x, y - 8), (x + s.rng.uniform(50, 190), y - 8)], darker(wood, 0.16), 1.2, alpha=0.5)


def crate(s: Stage, box: Box, goods: tuple[str, ...], *, leaf: bool = True) -> None:
    """A box of round fruit seen from the front."""
    x, y, w, h = box
    radius = w * 0.088
    for row in range(3):
        for column in range(6):
            center = (
                x + w * 0.09 + column * w * 0.165 + (row % 2) * w * 0.06,
                y + h * 0.26 - row * radius * 0.55 + h * 0.1,
            )
            fruit(
                s,
                (center[0], center[1] - (2 - row) * radius * 0.2),
                radius * s.rng.uniform(0.88, 1.06),
                s.rng.choice(goods),
                leaf=leaf and s.rng.random() < 0.3,
            )
    wood = s.tone("#c79a62")
    for slat in range(3):
        top = y + h * (0.3 + slat * 0.24)
        s.canvas.rect((x, top, w, h * 0.2), fade(lighter(wood, 0.15), darker(wood, 0.12)), radius=3)
    for side in (0.0, 0.95):
        s.canvas.rect((x + w * side, y + h * 0.22, w * 0.05, h * 0.78), darker(wood, 0.18))


def fruit(s: Stage, center: Point, radius: float, code: str, *, leaf: bool = False) -> None:
    color = s.tone(code)
    s.canvas.disc(center, radius, fade(lighter(color, 0.2), color, darker(color, 0.3)))
    s.canvas.ellipse(
        (center[0] - radius * 0.34, center[1] - radius * 0.38),
        (radius * 0.24, radius * 0.17),
        hue("#ffffff"),
        alpha=0.45,
    )
    if leaf:
        s.canvas.line(
            [(center[0], center[1] - radius * 0.85), (center[0] + radius * 0.1, center[1] - radius * 1.25)],
            s.tone("#5a4028"),
            radius * 0.12,
        )
        s.canvas.ellipse(
            (center[0] + radius * 0.42, center[1] - radius * 1.14), (radius * 0.38, radius * 0.17), s.tone("#6f9a45")
        )

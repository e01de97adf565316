"""The sights of the district: castle, church, mills, bridge, dam, towers, tomb."""

from __future__ import annotations

import math

from assets.demo.canvas import Point, around, curve
from assets.demo.colors import Color, darker, fade, hue, lighter
from assets.demo.houses import LIT, arch, clock, door, window, window_grid
from assets.demo.stage import Stage


def castle(s: Stage, at: Point, width: float, *, wall: str = "#c0603f", roof: str = "#4a5060") -> None:
    """A moated castle with two round towers and a stepped gable; `at` is the middle of its foot."""
    x, y = at
    u = width / 100
    brick, slate = s.tone(wall), s.tone(roof if not s.mood.is_white else "#e9eff5")
    s.canvas.poly(
        [(x - 40 * u, y - 44 * u), (x - 36 * u, y - 58 * u), (x + 36 * u, y - 58 * u), (x + 40 * u, y - 44 * u)],
        fade(lighter(slate, 0.1), darker(slate, 0.2)),
    )
    s.canvas.rect(
        (x - 38 * u, y - 45 * u, 76 * u, 45 * u), fade(lighter(brick, 0.1), darker(brick, 0.06), sideways=True)
    )
    _castle_gable(s, (x, y), u, brick)
    for row in range(3):
        for column in range(9):
            if column in (4,):
                continue
            window(s, (x + (column - 4) * 7.4 * u - 1.3 * u, y - (39 - row * 11) * u, 2.6 * u, 5 * u), frame=wall)
    arch(s, (x - 4 * u, y - 13 * u, 8 * u, 13 * u), s.tone("#e7d9bd"))
    arch(s, (x - 3 * u, y - 11.5 * u, 6 * u, 11.5 * u), s.tone("#6a2f26"))
    for side in (-1, 1):
        _round_tower(s, (x + side * 41 * u, y), u, (brick, slate))
    s.canvas.rect((x - 50 * u, y - 2.4 * u, 100 * u, 3 * u), s.tone("#8a7a6a"))


def _castle_gable(s: Stage, at: Point, u: float, brick: Color) -> None:
    x, y = at
    face = lighter(brick, 0.07)
    s.canvas.rect((x - 15 * u, y - 46 * u, 30 * u, 46 * u), face)
    for step, half in enumerate((15, 11.5, 8, 4.5)):
        s.canvas.rect((x - half * u, y - (52 + step * 6) * u, 2 * half * u, 7 * u), face)
        s.canvas.rect(
            (x - half * u, y - (52 + step * 6) * u, 2 * half * u, 1.1 * u),
            s.tone("#e9dcc4" if not s.mood.is_white else "#ffffff"),
        )
    window(s, (x - 1.6 * u, y - 61 * u, 3.2 * u, 5.5 * u), frame="#e9dcc4")
    for left in (-8, 4.8):
        window(s, (x + left * u, y - 40 * u, 3.2 * u, 6 * u), frame="#e9dcc4")
    window(s, (x - 1.6 * u, y - 40 * u, 3.2 * u, 6 * u), frame="#e9dcc4")
    clock(s, (x, y - 50 * u), 2.6 * u)


def _round_tower(s: Stage, at: Point, u: float, colors: tuple[Color, Color]) -> None:
    x, y = at
    brick, slate = colors
    s.canvas.rect(
        (x - 8 * u, y - 62 * u, 16 * u, 62 * u),
        fade(darker(brick, 0.12), lighter(brick, 0.16), darker(brick, 0.28), sideways=True),
    )
    s.canvas.rect((x - 9 * u, y - 64 * u, 18 * u, 2.4 * u), lighter(brick, 0.2))
    helm = [
        *curve((x - 9.6 * u, y - 63 * u), (x - 3 * u, y - 76 * u), (x, y - 92 * u)),
        *curve((x, y - 92 * u), (x + 3 * u, y - 76 * u), (x + 9.6 * u, y - 63 * u)),
    ]
    s.canvas.poly(helm, fade(lighter(slate, 0.12), slate, darker(slate, 0.3), sideways=True))
    s.canvas.line([(x, y - 92 * u), (x, y - 99 * u)], s.tone("#d9b24a"), 0.5 * u)
    s.canvas.disc((x, y - 95 * u), 0.8 * u, s.tone("#d9b24a"))
    for row in range(4):
        window(s, (x - 1.4 * u, y - (55 - row * 13) * u, 2.8 * u, 5.4 * u), frame="#d8704c")


def church(s: Stage, at: Point, height: float, *, depth: float = 0.0, wall: str = "#b06a4c") -> None:
    """A village church; `at` is the foot of the tower's left corner, `height` reaches the cross."""
    x, y = at
    brick, slate = s.tone(wall, depth), s.tone("#5a606c" if not s.mood.is_white else "#edf2f7", depth)
    tower = height * 0.2
    nave = (x + tower * 0.9, y - height * 0.24, height * 0.52, height * 0.24)
    s.canvas.rect(nave, fade(lighter(brick, 0.08), darker(brick, 0.08)))
    s.canvas.poly(
        [
            (nave[0] - 4, nave[1]),
            (nave[0] + height * 0.03, y - height * 0.42),
            (nave[0] + nave[2] - height * 0.03, y - height * 0.42),
            (nave[0] + nave[2] + 5, nave[1]),
        ],
        fade(lighter(slate, 0.1), darker(slate, 0.12)),
    )
    for index in range(4):
        arch(
            s,
            (nave[0] + nave[2] * (0.1 + index * 0.23), nave[1] + nave[3] * 0.22, nave[2] * 0.1, nave[3] * 0.6),
            s.tone(LIT if s.mood.is_dark else "#50627a", depth),
        )
    s.canvas.rect(
        (x, y - height * 0.55, tower, height * 0.55), fade(lighter(brick, 0.12), darker(brick, 0.12), sideways=True)
    )
    s.canvas.poly(
        [
            (x - tower * 0.08, y - height * 0.55),
            (x + tower / 2, y - height * 0.95),
            (x + tower * 1.08, y - height * 0.55),
        ],
        fade(lighter(slate, 0.12), darker(slate, 0.2), sideways=True),
    )
    top = (x + tower / 2, y - height * 0.95)
    s.canvas.line([top, (top[0], top[1] - height * 0.06)], s.tone("#c9a544", depth), max(1.2, height * 0.006))
    s.canvas.line(
        [(top[0] - height * 0.015, top[1] - height * 0.04), (top[0] + height * 0.015, top[1] - height * 0.04)],
        s.tone("#c9a544", depth),
        max(1.2, height * 0.006),
    )
    clock(s, (x + tower / 2, y - height * 0.47), tower * 0.22)
    for left in (0.2, 0.58):
        arch(s, (x + tower * left, y - height * 0.4, tower * 0.22, height * 0.09), s.tone("#4a3f44", depth))
    arch(s, (x + tower * 0.3, y - height * 0.13, tower * 0.4, height * 0.13), s.tone("#4f3226", depth))


def windmill(s: Stage, at: Point, height: float, *, wall: str = "#7a4b38", turn: float = 22) -> None:
    """A Dutch smock mill with gallery; `at` is the middle of its foot, sails excluded from the height."""
    x, y = at
    body = s.tone(wall)
    s.canvas.rect(
        (x - height * 0.24, y - height * 0.3, height * 0.48, height * 0.3),
        fade(lighter(s.tone("#b36a4a"), 0.08), darker(s.tone("#b36a4a"), 0.2), sideways=True),
    )
    s.canvas.poly(
        [
            (x - height * 0.22, y - height * 0.3),
            (x - height * 0.13, y - height * 0.84),
            (x + height * 0.13, y - height * 0.84),
            (x + height * 0.22, y - height * 0.3),
        ],
        fade(lighter(body, 0.15), body, darker(body, 0.3), sideways=True),
    )
    for index in range(-2, 3):
        s.canvas.line(
            [(x + index * height * 0.085, y - height * 0.3), (x + index * height * 0.052, y - height * 0.84)],
            darker(body, 0.22),
            1.4,
            alpha=0.6,
        )
    cap = s.tone("#4a4540" if not s.mood.is_white else "#e9eff5")
    s.canvas.ellipse((x, y - height * 0.86), (height * 0.16, height * 0.12), fade(lighter(cap, 0.14), darker(cap, 0.2)))
    s.canvas.rect((x - height * 0.3, y - height * 0.32, height * 0.6, height * 0.022), s.tone("#5a4636"))
    for index in range(11):
        px = x - height * 0.3 + index * height * 0.06
        s.canvas.line([(px, y - height * 0.32), (px, y - height * 0.37)], s.tone("#5a4636"), 2)
    s.canvas.line(
        [(x - height * 0.3, y - height * 0.37), (x + height * 0.3, y - height * 0.37)], s.tone("#5a4636"), 2.4
    )
    door(s, (x - height * 0.05, y - height * 0.19, height * 0.1, height * 0.19), "#3a5a48")
    for level in (0.42, 0.56, 0.7):
        window(s, (x - height * 0.025, y - height * level - height * 0.03, height * 0.05, height * 0.06))
    _sails(s, (x, y - height * 0.86), height * 0.56, turn)


def _sails(s: Stage, hub: Point, reach: float, turn: float) -> None:
    wood = s.tone("#3d332c")
    for arm in range(4):
        angle = turn + arm * 90
        s.canvas.line([hub, around(hub, reach, angle)], wood, reach * 0.028)
        for bar in range(2, 12):
            inner = around(hub, reach * bar / 11.4, angle)
            s.canvas.line([inner, around(inner, reach * 0.15, angle + 90)], wood, 1.8)
        for offset in (0.07, 0.15):
            start, end = around(hub, reach * 0.17, angle), around(hub, reach * 0.98, angle)
            s.canvas.line(
                [around(start, reach * offset, angle + 90), around(end, reach * offset, angle + 90)], wood, 1.8
            )
    s.canvas.disc(hub, reach * 0.045, darker(wood, 0.3))


def water_wheel(s: Stage, hub: Point, radius: float) -> None:
    wood = s.tone("#5b402b")
    s.canvas.ring(hub, radius, wood, radius * 0.1)
    s.canvas.ring(hub, radius * 0.72, wood, radius * 0.06)
    for spoke in range(12):
        s.canvas.line(
            [around(hub, radius * 0.1, spoke * 30), around(hub, radius * 0.95, spoke * 30)], wood, radius * 0.05
        )
        paddle = around(hub, radius, spoke * 30 + 15)
        s.canvas.line(
            [around(hub, radius * 0.84, spoke * 30 + 15), around(paddle, radius * 0.12, spoke * 30 + 15)],
            darker(wood, 0.2),
            radius * 0.09,
        )
    s.canvas.disc(hub, radius * 0.13, darker(wood, 0.25))


def stone_bridge(s: Stage, at: Point, width: float, *, arches: int = 3, code: str = "#b8a78c") -> None:
    """A bridge over the water at `at` (left end, water line)."""
    x, y = at
    stone = s.tone(code)
    span = width / arches
    rise = span * 0.42
    top = [(x + width * t / 24, y - rise * 1.15 - math.sin(math.pi * t / 24) * rise * 0.35) for t in range(25)]
    outline = [*top, (x + width, y)]
    for index in reversed(range(arches)):
        center = x + span * (index + 0.5)
        outline += [(center + span * 0.41, y)]
        outline += [
            (center + math.cos(a) * span * 0.41, y - math.sin(a) * rise * 1.02)
            for a in (math.pi * k / 18 for k in range(19))
        ]
    s.canvas.poly([*outline, (x, y)], fade(lighter(stone, 0.14), darker(stone, 0.1)))
    s.canvas.line(top, darker(stone, 0.16), rise * 0.14)
    s.canvas.line(
        [(px, py - rise * 0.1) for px, py in top],
        s.tone("#ffffff") if s.mood.is_white else lighter(stone, 0.3),
        rise * 0.09,
    )
    for _ in range(70):
        px = x + s.rng.random() * width
        s.canvas.line([(px, y - rise * 1.13), (px + span * 0.06, y - rise * 1.13)], darker(stone, 0.18), 2, alpha=0.4)


def dam(s: Stage, top: float, left: float, right: float, foot: float) -> None:
    """A curved gravity dam between two slopes."""
    stone = s.tone("#b9b3a4")
    sag = (foot - top) * 0.16
    crest = curve((left, top), ((left + right) / 2, top + sag), (right, top))
    base = curve(
        (right - (right - left) * 0.2, foot), ((left + right) / 2, foot + sag), (left + (right - left) * 0.2, foot)
    )
    s.canvas.poly([*crest, *base], fade(lighter(stone, 0.15), stone, darker(stone, 0.22)))
    for share in (0.2, 0.4, 0.6, 0.8):
        inset = (right - left) * 0.2 * share
        y = top + (foot - top) * share
        s.canvas.line(
            curve((left + inset, y), ((left + right) / 2, y + sag), (right - inset, y)),
            darker(stone, 0.14),
            1.6,
            alpha=0.6,
        )
    s.canvas.line(crest, lighter(stone, 0.3), 9)
    s.canvas.line([(x, y - 9) for x, y in crest], s.tone("#6a6a66"), 2.2)
    for share in (0.38, 0.62):
        x = left + (right - left) * share
        s.canvas.rect((x - 22, top + sag * 0.55 - 42, 44, 46), s.tone("#cfc8b8"))
        s.canvas.poly(
            [(x - 27, top + sag * 0.55 - 42), (x, top + sag * 0.55 - 66), (x + 27, top + sag * 0.55 - 42)],
            s.tone("#5c8a7c"),
        )
    for share in (0.45, 0.5, 0.55):
        x = left + (right - left) * share
        s.canvas.rect((x - 9, top + sag + 30, 18, foot - top), fade(hue("#ffffff"), s.tone("#cfe4ee")), alpha=0.75)


def lookout(s: Stage, at: Point, height: float) -> None:
    """A wooden lookout tower on a hilltop."""
    x, y = at
    wood = s.tone("#7d5a3a")
    half, top = height * 0.17, height * 0.09
    for side in (-1, 1):
        s.canvas.line([(x + side * half, y), (x + side * top, y - height * 0.8)], wood, height * 0.026)
    levels = 5
    for level in range(levels):
        low, high = level / levels, (level + 1) / levels
        a, b = half + (top - half) * low, half + (top - half) * high
        y0, y1 = y - height * 0.8 * low, y - height * 0.8 * high
        s.canvas.line([(x - a, y0), (x + b, y1)], darker(wood, 0.15), height * 0.012)
        s.canvas.line([(x + a, y0), (x - b, y1)], darker(wood, 0.15), height * 0.012)
        s.canvas.line([(x - b, y1), (x + b, y1)], wood, height * 0.02)
    s.canvas.rect((x - height * 0.15, y - height * 0.82, height * 0.3, height * 0.03), wood)
    for index in range(7):
        px = x - height * 0.145 + index * height * 0.048
        s.canvas.line([(px, y - height * 0.82), (px, y - height * 0.9)], wood, 2)
    s.canvas.line([(x - height * 0.15, y - height * 0.9), (x + height * 0.15, y - height * 0.9)], wood, 3)
    roof = s.tone("#6a4632" if not s.mood.is_white else "#eef3f7")
    for side in (-1, 1):
        s.canvas.line(
            [(x + side * height * 0.11, y - height * 0.82), (x + side * height * 0.11, y - height * 0.98)], wood, 3
        )
    s.canvas.poly(
        [(x - height * 0.19, y - height * 0.97), (x, y - height * 1.1), (x + height * 0.19, y - height * 0.97)], roof
    )


def tomb(s: Stage, at: Point, width: float) -> None:
    """A megalithic tomb: boulders carrying two cap stones."""
    x, y = at
    for index in range(6):
        px = x - width * 0.45 + index * width * 0.18
        _boulder(s, (px, y - width * 0.08), (width * 0.1, width * 0.13))
    _boulder(s, (x - width * 0.2, y - width * 0.25), (width * 0.3, width * 0.09))
    _boulder(s, (x + width * 0.24, y - width * 0.22), (width * 0.26, width * 0.085))


def _boulder(s: Stage, center: Point, radii: Point) -> None:
    stone = s.tone(s.pick("#9a958c", "#a8a196", "#8c8880"))
    points = []
    for step in range(14):
        angle = step / 14 * math.tau
        wobble = s.rng.uniform(0.84, 1.08)
        points.append(
            (center[0] + math.cos(angle) * radii[0] * wobble, center[1] + math.sin(angle) * radii[1] * wobble)
        )
    s.canvas.poly(points, fade(lighter(stone, 0.28), stone, darker(stone, 0.35)))
    for _ in range(5):
        s.canvas.ellipse(
            (center[0] + s.rng.uniform(-0.5, 0.5) * radii[0], center[1] + s.rng.uniform(-0.5, 0.3) * radii[1]),
            (radii[0] * 0.12, radii[1] * 0.1),
            s.tone("#8f9a5a" if not s.mood.is_white else "#ffffff"),
            alpha=0.6,
        )


def town_gate(s: Stage, at: Point, width: float) -> None:
    """A medieval gate tower; `at` is the middle of its foot."""
    x, y = at
    stone = s.tone("#c9b491")
    h = width * 1.7
    s.canvas.rect(
        (x - width / 2, y - h * 0.72, width, h * 0.72),
        fade(lighter(stone, 0.12), stone, darker(stone, 0.2), sideways=True),
    )
    arch(s, (x - width * 0.22, y - h * 0.36, width * 0.44, h * 0.36), darker(stone, 0.6))
    for index in range(6):
        s.canvas.rect((x - width / 2 + index * width * 0.182, y - h * 0.77, width * 0.09, h * 0.06), stone)
    roof = s.tone("#a04a34" if not s.mood.is_white else "#f1f5f9")
    s.canvas.poly(
        [(x - width * 0.42, y - h * 0.73), (x, y - h * 1.12), (x + width * 0.42, y - h * 0.73)],
        fade(lighter(roof, 0.1), darker(roof, 0.2), sideways=True),
    )
    window_grid(s, (x - width * 0.4, y - h * 0.66, width * 0.8, h * 0.2), (3, 1), fill=(0.28, 0.6))
    s.canvas.poly(
        [
            (x - width * 0.1, y - h * 0.42),
            (x + width * 0.1, y - h * 0.42),
            (x + width * 0.1, y - h * 0.5),
            (x, y - h * 0.53),
            (x - width * 0.1, y - h * 0.5),
        ],
        s.tone("#2f5a8c"),
    )


def ruin(s: Stage, at: Point, width: float) -> None:
    x, y = at
    stone = s.tone("#ab9f8c")
    profile = (0.5, 0.62, 0.58, 0.4, 0.3, 0.34, 0.26, 0.2, 0.45, 0.72, 0.8, 0.66)
    points = [(x - width / 2 + width * i / (len(profile) - 1), y - width * p * 0.62) for i, p in enumerate(profile)]
    s.canvas.poly([(x - width / 2, y), *points, (x + width / 2, y)], fade(lighter(stone, 0.15), darker(stone, 0.2)))
    for left, level in ((-0.36, 0.1), (-0.1, 0.02), (0.3, 0.18)):
        arch(s, (x + left * width, y - width * (level + 0.16), width * 0.09, width * 0.15), s.tone("#6a7c8c", 0.4))
    for _ in range(60):
        px, py = x + s.rng.uniform(-0.48, 0.48) * width, y - s.rng.uniform(0.01, 0.16) * width
        s.canvas.rect((px, py, width * 0.035, width * 0.012), darker(stone, 0.2), alpha=0.35)

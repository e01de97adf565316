"""Dwellings and public buildings, seen from the front. `at` is the foot of the left corner."""

from __future__ import annotations

from dataclasses import dataclass

from assets.demo.canvas import Box, Point, around
from assets.demo.colors import Color, darker, fade, hue, lighter, mix
from assets.demo.lettering import lettering
from assets.demo.stage import Stage

LIT = "#ffd98a"
PLASTER = ("#f3e9d6", "#f7f0e2", "#efdcc0", "#f0e4cc", "#e9d3b4", "#f5ead0", "#dfe3d2")
TIMBER = ("#6b3f2a", "#5a3a2a", "#7a4630", "#4c3a30", "#39424a")
TILES = ("#a8492f", "#b5563a", "#934331", "#a0604a", "#6e4a44", "#565d68")


@dataclass(frozen=True, slots=True)
class Look:
    """How far away the building is, and whether it has colors of its own."""

    depth: float = 0.0
    wall: str = ""
    roof: str = ""
    timber: str = ""


def window(s: Stage, box: Box, *, depth: float = 0.0, frame: str = "#f4efe4") -> None:
    """A cross window; lit on some when it is dark outside."""
    x, y, w, h = box
    s.canvas.rect((x - w * 0.1, y - h * 0.07, w * 1.2, h * 1.14), s.tone(frame, depth))
    if s.mood.is_dark and s.rng.random() < 0.68:
        s.canvas.rect(box, fade(hue("#ffe9b0"), hue("#f7b656")))
    else:
        glass = mix(hue("#4c6a86"), hue(s.mood.sky[-1]), 0.22)
        s.canvas.rect(box, fade(lighter(s.tone(glass, depth), 0.16), s.tone(glass, depth)))
    s.canvas.line([(x + w / 2, y), (x + w / 2, y + h)], s.tone(frame, depth), max(1.0, w * 0.09))
    s.canvas.line([(x, y + h * 0.42), (x + w, y + h * 0.42)], s.tone(frame, depth), max(1.0, w * 0.08))


def window_grid(s: Stage, area: Box, grid: tuple[int, int], *, depth: float = 0.0, fill: Point = (0.42, 0.55)) -> None:
    columns, lines = grid
    x, y, w, h = area
    for row in range(lines):
        for column in range(columns):
            cell = (w / columns, h / lines)
            size = (cell[0] * fill[0], cell[1] * fill[1])
            left = x + cell[0] * (column + 0.5) - size[0] / 2
            window(s, (left, y + cell[1] * (row + 0.5) - size[1] / 2, *size), depth=depth)


def door(s: Stage, box: Box, code: str, *, depth: float = 0.0) -> None:
    x, y, w, h = box
    color = s.tone(code, depth)
    s.canvas.rect((x - w * 0.12, y - h * 0.06, w * 1.24, h * 1.06), s.tone("#e8dcc6", depth))
    s.canvas.rect(box, fade(lighter(color, 0.1), darker(color, 0.15)))
    s.canvas.line([(x + w / 2, y), (x + w / 2, y + h)], darker(color, 0.35), 1.4)
    s.canvas.rect((x + w * 0.12, y + h * 0.08, w * 0.3, h * 0.24), s.tone(LIT if s.mood.is_dark else "#8fa9ba", depth))
    s.canvas.rect((x + w * 0.58, y + h * 0.08, w * 0.3, h * 0.24), s.tone(LIT if s.mood.is_dark else "#8fa9ba", depth))


def timbered(s: Stage, at: Point, size: Point, *, look: Look | None = None, shop: bool = True) -> None:
    """A half-timbered house with its gable to the square; `size` is width and height to the ridge."""
    look = look or Look()
    (x, y), (w, h) = at, size
    wall = s.tone(look.wall or s.rng.choice(PLASTER), look.depth)
    beam = s.tone(look.timber or s.rng.choice(TIMBER), look.depth)
    body = h * s.rng.uniform(0.54, 0.62)
    eaves = y - body
    s.canvas.poly(
        [(x, y), (x, eaves), (x + w / 2, y - h), (x + w, eaves), (x + w, y)],
        fade(lighter(wall, 0.08), darker(wall, 0.1), sideways=True),
    )
    thick = max(2.2, w * 0.026)
    stories = 3 if body > w * 1.05 else 2
    floor = body / stories
    for story in range(stories + 1):
        s.canvas.line([(x, eaves + story * floor), (x + w, eaves + story * floor)], beam, thick * 1.2)
    posts = 5
    for post in range(posts):
        px = x + w * post / (posts - 1)
        s.canvas.line([(px, eaves), (px, y)], beam, thick)
    for story in range(stories):
        top, low = eaves + story * floor, eaves + (story + 1) * floor
        for side in (0, posts - 2):
            x0, x1 = x + w * side / (posts - 1), x + w * (side + 1) / (posts - 1)
            s.canvas.line([(x0, low), (x1, top)] if side == 0 else [(x0, top), (x1, low)], beam, thick * 0.8)
    _gable_beams(s, (x, eaves, w, h - body), beam, thick)
    for story in range(stories - (1 if shop else 0)):
        window_grid(
            s, (x + w * 0.25, eaves + story * floor, w * 0.5, floor), (2, 1), depth=look.depth, fill=(0.5, 0.55)
        )
    window(s, (x + w * 0.43, eaves - (h - body) * 0.42, w * 0.14, (h - body) * 0.26), depth=look.depth)
    if shop:
        _ground_floor(s, (x, y - floor, w, floor), look.depth)
    _gable_edge(s, (x, eaves, w, h - body), look)


def _gable_beams(s: Stage, box: Box, beam: Color, thick: float) -> None:
    x, eaves, w, rise = box
    for share in (0.36, 0.7):
        half = w / 2 * (1 - share)
        s.canvas.line([(x + w / 2 - half, eaves - rise * share), (x + w / 2 + half, eaves - rise * share)], beam, thick)
    for share in (0.33, 0.5, 0.67):
        top = eaves - rise * (1 - abs(share - 0.5) * 2)
        s.canvas.line([(x + w * share, eaves), (x + w * share, top + 4)], beam, thick * 0.8)


def _gable_edge(s: Stage, box: Box, look: Look) -> None:
    x, eaves, w, rise = box
    tiles = s.tone(look.roof or s.rng.choice(TILES), look.depth)
    edge = max(4.0, w * 0.05)
    roof = [(x - edge, eaves + edge * 0.8), (x + w / 2, eaves - rise - edge * 0.3), (x + w + edge, eaves + edge * 0.8)]
    s.canvas.line(roof, tiles, edge)
    if s.mood.is_white:
        s.canvas.line([(px, py - edge * 0.55) for px, py in roof], s.tone("#f8fafc", look.depth), edge * 0.8)


def _ground_floor(s: Stage, box: Box, depth: float) -> None:
    x, y, w, h = box
    door(
        s,
        (x + w * 0.42, y + h * 0.28, w * 0.16, h * 0.72),
        s.pick("#39594f", "#5a3527", "#2f4a66", "#70402c"),
        depth=depth,
    )
    for left in (0.08, 0.67):
        window(s, (x + w * left, y + h * 0.28, w * 0.25, h * 0.45), depth=depth)
        for bloom in range(7):
            at = (x + w * (left + 0.02 + bloom * 0.035), y + h * 0.78)
            if not s.mood.is_white:
                s.canvas.disc(at, w * 0.02, s.tone(s.pick("#d8486a", "#e8a13a", "#f2f0ea", "#c24a8a"), depth))


def cottage(s: Stage, at: Point, size: Point, *, look: Look | None = None) -> None:
    """A house with the long side of its roof to the viewer."""
    look = look or Look()
    (x, y), (w, h) = at, size
    wall = s.tone(look.wall or s.pick("#f2e8d8", "#b5664a", "#e8d9bf", "#c4785a", "#f4efe6"), look.depth)
    roof = s.tone(look.roof or s.rng.choice(TILES), look.depth)
    eaves = y - h * 0.5
    s.canvas.rect((x, eaves, w, h * 0.5), fade(lighter(wall, 0.06), darker(wall, 0.12)))
    shape = [
        (x - w * 0.05, eaves + h * 0.03),
        (x + w * 0.08, y - h),
        (x + w * 0.92, y - h),
        (x + w * 1.05, eaves + h * 0.03),
    ]
    s.canvas.poly(shape, fade(lighter(roof, 0.1), darker(roof, 0.14)))
    for line in range(1, 6):
        py = y - h + (h * 0.53) * line / 6
        inset = w * (0.08 - 0.13 * line / 6)
        s.canvas.line([(x + inset, py), (x + w - inset, py)], darker(roof, 0.2), 1.2, alpha=0.5)
    if s.mood.is_white:
        s.canvas.poly(
            [
                (x - w * 0.03, eaves - h * 0.02),
                (x + w * 0.08, y - h * 1.02),
                (x + w * 0.92, y - h * 1.02),
                (x + w * 1.03, eaves - h * 0.02),
            ],
            fade(s.tone("#ffffff", look.depth), s.tone("#dfe8f1", look.depth)),
        )
    chimney(s, (x + w * 0.72, y - h * 1.12, w * 0.07, h * 0.2), look.depth)
    columns = max(2, round(w / (h * 0.42)))
    middle = columns // 2
    for column in range(columns):
        left = x + w * (column + 0.5) / columns
        if column == middle:
            door(
                s,
                (left - h * 0.08, y - h * 0.36, h * 0.16, h * 0.36),
                s.pick("#3f6357", "#6a3a2a", "#34506e"),
                depth=look.depth,
            )
        else:
            window(s, (left - h * 0.075, y - h * 0.38, h * 0.15, h * 0.19), depth=look.depth)


def chimney(s: Stage, box: Box, depth: float) -> None:
    x, y, w, h = box
    s.canvas.rect(box, s.tone("#8a4a38", depth))
    if s.mood.is_white:
        s.canvas.rect((x - 1, y - h * 0.12, w + 2, h * 0.16), s.tone("#f8fafc", depth), radius=1)
        for puff in range(5):
            s.canvas.disc(
                (x + w * (0.5 + puff * 0.8), y - h * (0.4 + puff * 0.55)),
                w * (0.5 + puff * 0.28),
                s.tone("#eef1f4"),
                alpha=0.4 - puff * 0.06,
            )


def village(s: Stage, base: float, count: int, size: float, *, depth: float) -> None:
    """A huddle of small roofs around the middle, for the far ground."""
    left = s.width * s.rng.uniform(0.15, 0.5)
    for index in range(count):
        w = size * s.rng.uniform(0.9, 1.5)
        at = (left + index * size * 0.95, base + s.rng.uniform(-size * 0.12, size * 0.18))
        cottage(s, at, (w, size * s.rng.uniform(0.75, 1.05)), look=Look(depth))


def town_hall(s: Stage, at: Point, size: Point, *, sign: str = "") -> None:
    """A brick hall with stepped gable, clock and arcade."""
    (x, y), (w, h) = at, size
    brick = s.tone("#b45a3f")
    trim = s.tone("#ecdcc0")
    eaves = y - h * 0.55
    roof = s.tone("#565d6b" if not s.mood.is_white else "#eef3f8")
    s.canvas.poly(
        [(x - w * 0.02, eaves), (x + w * 0.06, y - h * 0.84), (x + w * 0.94, y - h * 0.84), (x + w * 1.02, eaves)],
        fade(lighter(roof, 0.1), darker(roof, 0.15)),
    )
    s.canvas.rect((x, eaves, w, y - eaves), fade(lighter(brick, 0.08), darker(brick, 0.1)))
    for line in (0.0, 0.34):
        s.canvas.rect((x, eaves + (y - eaves) * line, w, h * 0.018), trim)
    window_grid(s, (x, eaves + h * 0.03, w * 0.34, h * 0.17), (4, 1))
    window_grid(s, (x + w * 0.66, eaves + h * 0.03, w * 0.34, h * 0.17), (4, 1))
    gable = w * 0.34
    left = x + w * 0.33
    for step in range(5):
        inset = gable * 0.1 * step
        s.canvas.rect((left + inset, eaves - h * 0.08 * (step + 1), gable - 2 * inset, h * 0.085), brick)
        s.canvas.rect(
            (left + inset, eaves - h * 0.08 * (step + 1), gable - 2 * inset, h * 0.014),
            trim if not s.mood.is_white else s.tone("#ffffff"),
        )
    s.canvas.rect((left, eaves, gable, y - eaves), fade(lighter(brick, 0.14), brick))
    window_grid(s, (left, eaves + h * 0.02, gable, h * 0.18), (3, 1), fill=(0.5, 0.75))
    clock(s, (x + w / 2, eaves - h * 0.13), h * 0.055)
    arches = 7
    for index in range(arches):
        cell = w / arches
        arch(
            s,
            (x + cell * (index + 0.2), y - h * 0.3, cell * 0.6, h * 0.3),
            s.tone(LIT if s.mood.is_dark else "#4a3a3a"),
        )
    turret(s, (x + w / 2, eaves - h * 0.4), (w * 0.06, h * 0.2))
    if sign:
        lettering(s.canvas, (x + w / 2, y - h * 0.335), sign, h * 0.04, trim, weight=0.02)


def arch(s: Stage, box: Box, paint: Color) -> None:
    x, y, w, h = box
    s.canvas.ellipse((x + w / 2, y + w / 2), (w / 2, w / 2), paint)
    s.canvas.rect((x, y + w / 2, w, h - w / 2), paint)


def clock(s: Stage, at: Point, radius: float) -> None:
    s.canvas.disc(at, radius * 1.16, s.tone("#3c3a40"))
    s.canvas.disc(at, radius, s.tone("#f8f4e6") if not s.mood.is_dark else hue("#ffeec2"))
    for hour in range(12):
        s.canvas.disc(around(at, radius * 0.82, hour * 30), radius * 0.05, hue("#2a2a30"))
    s.canvas.line([at, around(at, radius * 0.7, s.rng.uniform(0, 360))], hue("#2a2a30"), radius * 0.09)
    s.canvas.line([at, around(at, radius * 0.45, s.rng.uniform(0, 360))], hue("#2a2a30"), radius * 0.13)


def turret(s: Stage, at: Point, size: Point) -> None:
    """A ridge turret with copper cap; `at` is the middle of its foot."""
    (x, y), (w, h) = at, size
    s.canvas.rect((x - w / 2, y - h * 0.1, w, h * 0.5), s.tone("#e9dcc4"))
    arch(s, (x - w * 0.2, y, w * 0.4, h * 0.34), s.tone("#4a4a55"))
    copper = s.tone("#5c9485")
    s.canvas.poly(
        [
            (x - w * 0.7, y - h * 0.1),
            (x - w * 0.45, y - h * 0.45),
            (x, y - h),
            (x + w * 0.45, y - h * 0.45),
            (x + w * 0.7, y - h * 0.1),
        ],
        fade(lighter(copper, 0.15), darker(copper, 0.1)),
    )
    s.canvas.line([(x, y - h), (x, y - h * 1.3)], s.tone("#c9a544"), 2.4)


def modern(s: Stage, at: Point, size: Point, *, sign: str, wall: str = "#e9e4da", accent: str = "#c65a3a") -> None:
    """A flat-roofed public building of today: school, library, kindergarten, fire station."""
    (x, y), (w, h) = at, size
    base = s.tone(wall)
    s.canvas.rect((x, y - h, w, h), fade(lighter(base, 0.1), darker(base, 0.08)))
    s.canvas.rect((x + w * 0.62, y - h * 1.18, w * 0.3, h * 1.18), s.tone(accent))
    s.canvas.rect(
        (x - w * 0.02, y - h - h * 0.05, w * 0.66, h * 0.07), s.tone("#50565e" if not s.mood.is_white else "#f6f9fc")
    )
    bands = 2 if h > w * 0.24 else 1
    for band in range(bands):
        top = y - h * 0.86 + band * h * 0.44
        cells = 9
        for cell in range(cells):
            window(s, (x + w * 0.04 + cell * w * 0.062, top, w * 0.046, h * 0.26), frame="#5a6068")
    s.canvas.rect((x + w * 0.68, y - h * 0.62, w * 0.18, h * 0.62), s.tone(LIT if s.mood.is_dark else "#9fc0d2"))
    for line in (0.74, 0.8):
        s.canvas.line([(x + w * line, y - h * 0.62), (x + w * line, y)], s.tone("#4a5058"), 2.4)
    lettering(
        s.canvas,
        (x + w * 0.77, y - h * 0.95),
        sign,
        min(h * 0.13, w * 0.3 / max(5, len(sign)) * 1.6),
        hue("#ffffff"),
        weight=0.02,
    )

"""Rooms and still lifes: council chamber, service counter, library, market goods, table scenes."""

from __future__ import annotations

from assets.demo.canvas import Box, Point, around, curve
from assets.demo.colors import Color, darker, fade, hue, lighter
from assets.demo.figures import CLOTH, person, seated
from assets.demo.lettering import lettering, text_width
from assets.demo.stage import Stage

SPINES = ("#8a3b2f", "#2f5a6d", "#3d6a4a", "#c9a04a", "#5a3f6a", "#b5673a", "#d9cdb0", "#34405a", "#7a8a5a")


def room(s: Stage, *, wall: str, floor: str, skirting: float = 0.66) -> float:
    """Wall, floor boards and daylight from the left; returns the height where the floor begins."""
    edge = s.height * skirting
    plain = s.tone(wall)
    s.canvas.rect((0, 0, s.width, edge), fade(lighter(plain, 0.12), plain, darker(plain, 0.08)))
    ground = s.tone(floor)
    s.canvas.rect((0, edge, s.width, s.height - edge), fade(darker(ground, 0.1), lighter(ground, 0.08)))
    for line in range(1, 12):
        x = s.width * line / 11
        s.canvas.line(
            [(s.center + (x - s.center) * 0.72, edge), (s.center + (x - s.center) * 1.5, s.height)],
            darker(ground, 0.16),
            2,
            alpha=0.6,
        )
    s.canvas.rect((0, edge - 12, s.width, 12), lighter(plain, 0.35))
    return edge


def tall_window(s: Stage, box: Box) -> None:
    """A window with a view of sky and hills."""
    x, y, w, h = box
    s.canvas.rect((x - 14, y - 14, w + 28, h + 28), s.tone("#f7f2e6"))
    s.canvas.rect(box, s.mood.sky_paint())
    green = s.mood.grass(0.3)
    s.canvas.poly(
        [
            (x, y + h),
            (x, y + h * 0.82),
            *curve((x, y + h * 0.82), (x + w * 0.4, y + h * 0.56), (x + w, y + h * 0.86)),
            (x + w, y + h),
        ],
        darker(green, 0.1),
    )
    s.canvas.rect((x, y + h * 0.9, w, h * 0.1), green)
    s.canvas.rect((x + w * 0.5 - 5, y, 10, h), s.tone("#f7f2e6"))
    s.canvas.rect((x, y + h * 0.36, w, 9), s.tone("#f7f2e6"))
    s.canvas.rect((x - 26, y + h + 12, w + 52, 18), s.tone("#efe6d4"))
    if s.mood.has_sun:
        s.canvas.poly(
            [(x, y + h), (x + w, y + h), (x + w * 2.2, s.height), (x + w * 0.9, s.height)], hue("#fff3cf"), alpha=0.16
        )


def chamber(s: Stage) -> None:
    """The council chamber: curved benches, wood, flags without emblems."""
    edge = room(s, wall="#e4d6bd", floor="#9a6f48", skirting=0.52)
    for panel in range(8):
        s.canvas.rect(
            (s.width * (panel + 0.06) / 8, edge * 0.42, s.width * 0.88 / 8, edge * 0.5), s.tone("#8a5f3c"), radius=6
        )
    for x in (0.06, 0.74):
        tall_window(s, (x * s.width, s.height * 0.06, s.width * 0.18, s.height * 0.26))
    for x, code in ((0.36, "#2f6d8c"), (0.62, "#c8402f")):
        s.canvas.rect((x * s.width, s.height * 0.1, 6, s.height * 0.42), s.tone("#c9a544"))
        s.canvas.poly(
            [
                (x * s.width + 6, s.height * 0.12),
                (x * s.width + 60, s.height * 0.14),
                (x * s.width + 52, s.height * 0.4),
                (x * s.width + 6, s.height * 0.42),
            ],
            fade(s.tone(code), darker(s.tone(code), 0.25), sideways=True),
        )
    for row, (y, half) in enumerate(((0.6, 0.34), (0.74, 0.46), (0.92, 0.6))):
        count = 6 + row
        for index in range(count):
            x = s.center + (index - (count - 1) / 2) / count * half * 1.9 * s.width
            seated(s, (x, y * s.height), s.height * (0.13 + 0.02 * row))
        wood = s.tone("#b07d4a")
        top = [
            (s.center - half * s.width, y * s.height + 14),
            (s.center, y * s.height - 8),
            (s.center + half * s.width, y * s.height + 14),
        ]
        s.canvas.poly(
            [
                *top,
                (s.center + half * s.width, (y + 0.07) * s.height),
                (s.center - half * s.width, (y + 0.07) * s.height),
            ],
            fade(lighter(wood, 0.15), darker(wood, 0.15)),
        )


def counter(s: Stage, *, sign: str = "Bürgerbüro") -> None:
    """A service desk with one person before and one behind it."""
    edge = room(s, wall="#dfe8ea", floor="#b9a98e")
    plate(s, (s.width * 0.31, s.height * 0.155), sign, hue("#2f5fa8"))
    tall_window(s, (s.width * 0.68, s.height * 0.08, s.width * 0.24, s.height * 0.36))
    plant(s, (s.width * 0.06, edge + 60), s.height * 0.34)
    seated(s, (s.width * 0.42, s.height * 0.62), s.height * 0.34)
    desk = s.tone("#c99a64")
    s.canvas.rect((s.width * 0.18, s.height * 0.61, s.width * 0.62, s.height * 0.05), lighter(desk, 0.15), radius=6)
    s.canvas.rect((s.width * 0.2, s.height * 0.66, s.width * 0.58, s.height * 0.28), fade(desk, darker(desk, 0.16)))
    screen(s, (s.width * 0.53, s.height * 0.44, s.width * 0.17, s.height * 0.14))
    person(s, (s.width * 0.76, s.height * 0.97), s.height * 0.62)


def plate(s: Stage, center: Point, words: str, color: Color) -> None:
    """A wall sign as wide as its words, and never wider than half the picture."""
    size = min(s.height * 0.06, s.width * 0.06)
    width = text_width(s.canvas, words, size) + size * 1.4
    s.canvas.rect((center[0] - width / 2, center[1] - size * 0.9, width, size * 1.8), color, radius=10)
    lettering(s.canvas, center, words, size, hue("#ffffff"), weight=0.015)


def screen(s: Stage, box: Box) -> None:
    x, y, w, h = box
    s.canvas.rect((x + w * 0.45, y + h, w * 0.1, h * 0.24), s.tone("#4a4f58"))
    s.canvas.rect(box, s.tone("#2a2f38"), radius=8)
    s.canvas.rect((x + 8, y + 8, w - 16, h - 16), fade(hue("#d8e6f4"), hue("#a9c6e4")))


def plant(s: Stage, at: Point, height: float) -> None:
    x, y = at
    for leaf in range(13):
        angle = -150 + leaf * 10
        tip = around((x, y - height * 0.3), height * s.rng.uniform(0.5, 0.75), angle)
        middle = around((x, y - height * 0.3), height * 0.34, angle + 6)
        s.canvas.poly(
            [(x, y - height * 0.28), (middle[0] - 12, middle[1]), tip, (middle[0] + 12, middle[1] + 6)],
            s.tone(s.pick("#4f8a4f", "#6aa45a", "#3f7548")),
        )
    pot = s.tone("#b5673a")
    s.canvas.poly(
        [
            (x - height * 0.15, y - height * 0.3),
            (x + height * 0.15, y - height * 0.3),
            (x + height * 0.11, y),
            (x - height * 0.11, y),
        ],
        fade(lighter(pot, 0.12), darker(pot, 0.18)),
    )


def bookcase(s: Stage, box: Box, shelves: int) -> None:
    x, y, w, h = box
    wood = s.tone("#a97a4a")
    s.canvas.rect(box, darker(wood, 0.3))
    step = h / shelves
    for shelf in range(shelves):
        bottom = y + (shelf + 1) * step - 10
        left = x + 10
        while left < x + w - 26:
            thick, tall = s.rng.uniform(14, 30), step * s.rng.uniform(0.58, 0.84)
            color = s.tone(s.rng.choice(SPINES))
            s.canvas.rect(
                (left, bottom - tall, thick - 2, tall), fade(lighter(color, 0.12), darker(color, 0.12), sideways=True)
            )
            s.canvas.rect((left + 2, bottom - tall * 0.82, thick - 6, 5), lighter(color, 0.4))
            left += thick if s.rng.random() > 0.07 else thick * 2.2
        s.canvas.rect((x, bottom, w, 12), wood)
    for side in (x, x + w - 10):
        s.canvas.rect((side, y, 10, h), wood)


def library(s: Stage) -> None:
    edge = room(s, wall="#efe4d0", floor="#a9774a", skirting=0.72)
    bookcase(s, (s.width * 0.03, s.height * 0.08, s.width * 0.36, edge - s.height * 0.09), 5)
    bookcase(s, (s.width * 0.7, s.height * 0.08, s.width * 0.28, edge - s.height * 0.09), 5)
    tall_window(s, (s.width * 0.45, s.height * 0.12, s.width * 0.19, s.height * 0.4))
    for x, code in ((0.3, "#c8603a"), (0.56, "#2f6d8c")):
        s.canvas.rect(
            (x * s.width, s.height * 0.74, s.width * 0.17, s.height * 0.16),
            fade(lighter(s.tone(code), 0.14), s.tone(code)),
            radius=26,
        )
        s.canvas.rect((x * s.width - 14, s.height * 0.66, 34, s.height * 0.26), s.tone(code), radius=16)
        seated(s, (x * s.width + s.width * 0.08, s.height * 0.8), s.height * 0.24)
        s.canvas.poly(
            [
                (x * s.width + s.width * 0.04, s.height * 0.74),
                (x * s.width + s.width * 0.08, s.height * 0.755),
                (x * s.width + s.width * 0.12, s.height * 0.74),
                (x * s.width + s.width * 0.12, s.height * 0.68),
                (x * s.width + s.width * 0.08, s.height * 0.7),
                (x * s.width + s.width * 0.04, s.height * 0.68),
            ],
            hue("#fbf6ea"),
        )


def workshop(s: Stage) -> None:
    """The local museum's pottery."""
    room(s, wall="#e9dcc6", floor="#8a6a48")
    tall_window(s, (s.width * 0.06, s.height * 0.1, s.width * 0.26, s.height * 0.36))
    for y in (0.2, 0.36, 0.52):
        s.canvas.rect((s.width * 0.42, y * s.height, s.width * 0.54, 14), s.tone("#8a6238"))
        for index in range(8):
            x = s.width * (0.45 + 0.066 * index)
            vessel(
                s,
                (x, y * s.height),
                s.height * s.rng.uniform(0.07, 0.12),
                s.pick("#5a7f9c", "#b5673a", "#d9c9a8", "#7a8a5a", "#8a4a3c"),
            )
    person(s, (s.width * 0.3, s.height * 0.96), s.height * 0.54, cloth="#5f8fb4")
    s.canvas.rect((s.width * 0.36, s.height * 0.78, s.width * 0.34, 22), s.tone("#9a7248"))
    s.canvas.ellipse((s.width * 0.5, s.height * 0.78), (90, 18), s.tone("#6a6a6a"))
    vessel(s, (s.width * 0.5, s.height * 0.775), 130, "#b5673a")


def vessel(s: Stage, at: Point, height: float, code: str) -> None:
    x, y = at
    color = s.tone(code)
    w = height * 0.42
    paint = fade(lighter(color, 0.22), color, darker(color, 0.28), sideways=True)
    s.canvas.poly(
        [
            (x - w * 0.6, y),
            (x - w, y - height * 0.5),
            (x - w * 0.5, y - height * 0.85),
            (x - w * 0.6, y - height),
            (x + w * 0.6, y - height),
            (x + w * 0.5, y - height * 0.85),
            (x + w, y - height * 0.5),
            (x + w * 0.6, y),
        ],
        paint,
    )
    s.canvas.line(
        [(x - w * 0.9, y - height * 0.55), (x + w * 0.9, y - height * 0.55)], lighter(color, 0.4), max(2, height * 0.03)
    )


def meeting(s: Stage) -> None:
    """People around a table with paper and screens: a workshop of citizens."""
    edge = room(s, wall="#e6ece6", floor="#b59a74", skirting=0.56)
    tall_window(s, (s.width * 0.08, s.height * 0.06, s.width * 0.2, s.height * 0.32))
    s.canvas.rect((s.width * 0.42, s.height * 0.07, s.width * 0.46, s.height * 0.32), hue("#ffffff"), radius=10)
    for note in range(12):
        at = (s.width * (0.45 + 0.1 * (note % 4)), s.height * (0.1 + 0.09 * (note // 4)))
        s.canvas.rect(
            (*at, s.width * 0.07, s.height * 0.065), hue(s.pick("#f6d86a", "#f2a86a", "#9cd08a", "#8ac0e8")), radius=3
        )
    for x in (0.2, 0.38, 0.56, 0.74):
        seated(s, (x * s.width, edge + s.height * 0.14), s.height * 0.25, cloth=s.rng.choice(CLOTH))
    top = s.tone("#d9b98a")
    s.canvas.poly(
        [
            (s.width * 0.12, edge + s.height * 0.1),
            (s.width * 0.86, edge + s.height * 0.1),
            (s.width * 0.98, s.height * 0.92),
            (s.width * 0.02, s.height * 0.92),
        ],
        fade(lighter(top, 0.1), darker(top, 0.1)),
    )
    for _ in range(9):
        at = (s.width * s.rng.uniform(0.14, 0.8), s.height * s.rng.uniform(0.7, 0.86))
        s.canvas.poly([at, (at[0] + 90, at[1] - 8), (at[0] + 104, at[1] + 34), (at[0] + 6, at[1] + 42)], hue("#fdfbf4"))

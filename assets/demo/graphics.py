"""Information graphics for elections, BundID and the anniversary: flat, few colors, big forms."""

from __future__ import annotations

from assets.demo import land
from assets.demo.canvas import Box, Point, around, curve
from assets.demo.colors import Color, darker, fade, hue, lighter
from assets.demo.figures import person
from assets.demo.landmarks import castle, windmill
from assets.demo.lettering import lettering
from assets.demo.scenes_rooms import room, tall_window
from assets.demo.stage import Stage
from assets.demo.things import FLAGS, heart, star

NAVY, BLUE, SKY_BLUE, SUN, CORAL, LEAF, PAPER = (
    hue(code) for code in ("#14305c", "#2f5fa8", "#cfe0f4", "#f2b632", "#e0603f", "#3d7a5a", "#f8f5ec")
)


def headline(s: Stage, y: float, words: str, size: float = 0.075, color: Color = NAVY) -> None:
    lettering(s.canvas, (s.center, y * s.height), words, size * min(s.width, s.height * 1.3), color, weight=0.02)


def tick(s: Stage, center: Point, size: float, color: Color) -> None:
    x, y = center
    s.canvas.line(
        [(x - size * 0.5, y), (x - size * 0.1, y + size * 0.42), (x + size * 0.6, y - size * 0.5)], color, size * 0.2
    )


def cross(s: Stage, center: Point, size: float, color: Color) -> None:
    x, y = center
    for side in (-1, 1):
        s.canvas.line([(x - size, y - side * size), (x + size, y + side * size)], color, size * 0.28)


def phone(s: Stage, box: Box, *, lines: tuple[str, ...] = (), badge: str = "") -> None:
    x, y, w, h = box
    s.canvas.rect((x + 12, y + 16, w, h), hue("#0c1c38"), alpha=0.25, radius=w * 0.12)
    s.canvas.rect(box, hue("#1a2230"), radius=w * 0.12)
    s.canvas.rect(
        (x + w * 0.05, y + w * 0.07, w * 0.9, h - w * 0.14), fade(hue("#f6f9fd"), hue("#dbe8f6")), radius=w * 0.08
    )
    s.canvas.rect((x + w * 0.05, y + h * 0.1, w * 0.9, h * 0.12), BLUE)
    lettering(s.canvas, (x + w / 2, y + h * 0.16), badge or "BundID", w * 0.13, hue("#ffffff"), weight=0.02)
    for index, words in enumerate(lines):
        top = y + h * (0.3 + 0.15 * index)
        s.canvas.rect((x + w * 0.12, top, w * 0.76, h * 0.11), hue("#ffffff"), radius=12)
        s.canvas.disc((x + w * 0.24, top + h * 0.055), w * 0.06, LEAF)
        tick(s, (x + w * 0.24, top + h * 0.055), w * 0.05, hue("#ffffff"))
        lettering(s.canvas, (x + w * 0.58, top + h * 0.055), words, w * 0.075, NAVY)


def login_phone(s: Stage) -> None:
    s.canvas.backdrop(fade(hue("#d6e6f8"), hue("#9dc2ea")))
    for index in range(5):
        s.canvas.disc(
            (s.width * (0.1 + 0.2 * index), s.height * (0.2 + 0.5 * (index % 2))), 150, hue("#ffffff"), alpha=0.14
        )
    h = s.height * 0.82
    phone(
        s, (s.center - h * 0.26, s.height * 0.09, h * 0.52, h), lines=("Wohnsitz", "Ausweis", "Kita-Platz", "Bauantrag")
    )


def id_card(s: Stage) -> None:
    """A card without real data held to a phone."""
    s.canvas.backdrop(fade(hue("#e4f0e6"), hue("#aed0b8")))
    h = s.height * 0.72
    phone(s, (s.width * 0.56, s.height * 0.14, h * 0.5, h), lines=("Karte anlegen",))
    w = min(s.width * 0.5, s.height * 0.66)
    x, y = s.width * 0.1, s.height * 0.36
    s.canvas.rect((x + 12, y + 16, w, w * 0.62), hue("#0c2a1c"), alpha=0.25, radius=22)
    s.canvas.rect((x, y, w, w * 0.62), fade(hue("#d9eaf0"), hue("#9fc4c8"), sideways=True), radius=22)
    s.canvas.rect((x + w * 0.06, y + w * 0.14, w * 0.26, w * 0.36), hue("#b4cdd2"), radius=8)
    s.canvas.disc((x + w * 0.19, y + w * 0.27), w * 0.07, hue("#7f9aa4"))
    s.canvas.ellipse((x + w * 0.19, y + w * 0.46), (w * 0.11, w * 0.09), hue("#7f9aa4"))
    for line in range(4):
        s.canvas.rect(
            (x + w * 0.4, y + w * (0.16 + 0.09 * line), w * (0.5 - 0.08 * line), w * 0.035), hue("#6f97a0"), radius=5
        )
    lettering(s.canvas, (x + w / 2, y + w * 0.065), "MUSTER", w * 0.06, NAVY, weight=0.02)
    for ring in range(3):
        s.canvas.arc(
            (s.width * 0.5 - 30 - ring * 34, s.height * 0.5 - 60 - ring * 34, 120 + ring * 68, 120 + ring * 68),
            (-40, 40),
            BLUE,
            11,
        )


def three_steps(s: Stage) -> None:
    s.canvas.backdrop(fade(PAPER, hue("#e2ecf6")))
    headline(s, 0.12, "In drei Schritten zur BundID", 0.056)
    for index, words in enumerate(("Anmelden", "Ausweisen", "Antrag senden")):
        center = (s.width * (0.2 + 0.3 * index), s.height * 0.5)
        radius = min(s.width * 0.115, s.height * 0.2)
        s.canvas.disc(center, radius, (BLUE, LEAF, CORAL)[index])
        lettering(s.canvas, center, str(index + 1), radius * 1.1, hue("#ffffff"), weight=0.03)
        lettering(s.canvas, (center[0], s.height * 0.8), words, radius * 0.34, NAVY, weight=0.015)
        if index < 2:
            x = center[0] + s.width * 0.15
            s.canvas.poly([(x - 22, center[1] - 30), (x + 26, center[1]), (x - 22, center[1] + 30)], hue("#8fa3bd"))


def laptop(s: Stage, *, words: str = "Online beantragen") -> None:
    room(s, wall="#efe6d6", floor="#b98a58", skirting=0.72)
    tall_window(s, (s.width * 0.08, s.height * 0.08, s.width * 0.2, s.height * 0.34))
    s.canvas.rect((0, s.height * 0.76, s.width, s.height * 0.24), fade(s.tone("#c99a64"), s.tone("#a97a4a")))
    w = min(s.width * 0.56, s.height * 0.8)
    x, y = s.width * 0.54 - w / 2, s.height * 0.26
    s.canvas.rect((x, y, w, w * 0.6), hue("#2a2f38"), radius=16)
    s.canvas.rect((x + 14, y + 14, w - 28, w * 0.6 - 28), fade(hue("#ffffff"), hue("#e4eefa")))
    s.canvas.rect((x + 14, y + 14, w - 28, w * 0.1), BLUE)
    lettering(s.canvas, (x + w / 2, y + 14 + w * 0.05), words, w * 0.05, hue("#ffffff"), weight=0.02)
    for row in range(4):
        s.canvas.rect(
            (x + w * 0.1, y + w * (0.18 + 0.085 * row), w * (0.5 if row % 2 else 0.36), w * 0.05),
            hue("#d4dfec"),
            radius=6,
        )
    s.canvas.rect((x + w * 0.66, y + w * 0.44, w * 0.24, w * 0.07), LEAF, radius=10)
    lettering(s.canvas, (x + w * 0.78, y + w * 0.475), "Senden", w * 0.04, hue("#ffffff"), weight=0.02)
    s.canvas.poly(
        [(x - w * 0.07, y + w * 0.68), (x, y + w * 0.6), (x + w, y + w * 0.6), (x + w * 1.07, y + w * 0.68)],
        fade(hue("#c9ced6"), hue("#9aa2ae")),
    )


def shield(s: Stage) -> None:
    s.canvas.backdrop(fade(hue("#14305c"), hue("#2f5fa8"), hue("#6fa3d8")))
    c, size = (s.center, s.height * 0.48), min(s.width, s.height) * 0.34
    for ring in range(4):
        s.canvas.ring(c, size * (1.15 + 0.16 * ring), hue("#5f8fc8"), 3)
    outline = [
        (c[0] - size * 0.72, c[1] - size * 0.7),
        (c[0], c[1] - size * 0.92),
        (c[0] + size * 0.72, c[1] - size * 0.7),
        *curve((c[0] + size * 0.72, c[1] - size * 0.7), (c[0] + size * 0.75, c[1] + size * 0.5), (c[0], c[1] + size)),
        *curve((c[0], c[1] + size), (c[0] - size * 0.75, c[1] + size * 0.5), (c[0] - size * 0.72, c[1] - size * 0.7)),
    ]
    s.canvas.poly(outline, fade(hue("#f8f5ec"), hue("#c9dcf0")))
    s.canvas.rect((c[0] - size * 0.3, c[1] - size * 0.05, size * 0.6, size * 0.46), CORAL, radius=14)
    s.canvas.arc((c[0] - size * 0.2, c[1] - size * 0.4, size * 0.4, size * 0.6), (180, 360), CORAL, size * 0.1)
    s.canvas.disc((c[0], c[1] + size * 0.14), size * 0.07, hue("#ffffff"))
    headline(s, 0.92, "Sicher mit BundID", 0.05, hue("#ffffff"))


def emblem_scene(s: Stage) -> None:
    """The anniversary's key picture: sun, heather hills, the number fifty."""
    s.canvas.backdrop(fade(hue("#f7b267"), hue("#f28f4a"), hue("#e8663f")))
    s.canvas.disc((s.center, s.height * 0.46), min(s.width, s.height) * 0.3, hue("#fde6a8"))
    for base, code in ((0.66, "#b8467a"), (0.74, "#93357a"), (0.84, "#5a2a68"), (0.94, "#2a2450")):
        edge = land.ridge(s, base * s.height, 90)
        s.canvas.poly([*edge, (s.width + 20, s.height), (-20, s.height)], hue(code))
    lettering(s.canvas, (s.center, s.height * 0.44), "50", min(s.width, s.height) * 0.36, NAVY, weight=0.03)
    lettering(
        s.canvas,
        (s.center, s.height * 0.91),
        "Jahre Kreis Heiderland",
        min(s.width, s.height) * 0.07,
        hue("#fde6a8"),
        weight=0.02,
    )


def district_map(s: Stage) -> None:
    """The invented district with its towns."""
    s.canvas.backdrop(fade(hue("#dcebf4"), hue("#c4dcea")))
    names = (("Lindrode", 0.34, 0.4), ("Ahlenbrück", 0.6, 0.3), ("Mühlhagen", 0.66, 0.62), ("Hohenfeld", 0.4, 0.7))
    fields = (
        ((0.18, 0.3), (0.34, 0.16), (0.48, 0.22), (0.5, 0.5), (0.3, 0.56), (0.2, 0.48)),
        ((0.48, 0.22), (0.62, 0.12), (0.8, 0.26), (0.76, 0.46), (0.5, 0.5)),
        ((0.5, 0.5), (0.76, 0.46), (0.84, 0.62), (0.7, 0.82), (0.54, 0.8)),
        ((0.3, 0.56), (0.5, 0.5), (0.54, 0.8), (0.4, 0.9), (0.22, 0.78), (0.2, 0.62)),
    )
    for field, code in zip(fields, ("#f2d28a", "#a9cf9a", "#f2b49a", "#c9b4dc"), strict=True):
        points = [(x * s.width, y * s.height) for x, y in field]
        s.canvas.poly(points, hue(code))
        s.canvas.line([*points, points[0]], hue("#ffffff"), 8)
    s.canvas.line(
        curve((s.width * 0.08, s.height * 0.9), (s.width * 0.5, s.height * 0.3), (s.width * 0.95, s.height * 0.2)),
        hue("#6fa9d0"),
        14,
    )
    for name, x, y in names:
        s.canvas.disc((x * s.width, y * s.height), 15, NAVY)
        s.canvas.disc((x * s.width, y * s.height), 7, hue("#ffffff"))
        lettering(s.canvas, (x * s.width, y * s.height + 44), name, min(s.width, s.height) * 0.044, NAVY, weight=0.02)
    headline(s, 0.06, "Kreis Heiderland", 0.05)


def timeline(s: Stage) -> None:
    s.canvas.backdrop(fade(hue("#fbf3e2"), hue("#f2dcb8")))
    headline(s, 0.12, "50 Jahre in fünf Bildern", 0.056)
    y = s.height * 0.6
    s.canvas.line([(s.width * 0.06, y), (s.width * 0.94, y)], NAVY, 10)
    for index, year in enumerate(("1977", "1988", "1999", "2012", "2027")):
        x = s.width * (0.12 + 0.19 * index)
        s.canvas.rect(
            (x - 95, y - s.height * 0.34, 190, s.height * 0.26),
            (BLUE, CORAL, LEAF, SUN, hue("#7a4a7c"))[index],
            radius=12,
        )
        s.canvas.ellipse(
            (x, y - s.height * 0.14), (80, 26), lighter((BLUE, CORAL, LEAF, SUN, hue("#7a4a7c"))[index], 0.4)
        )
        s.canvas.disc((x + 40, y - s.height * 0.27), 24, hue("#fdf0c4"))
        s.canvas.disc((x, y), 22, CORAL)
        lettering(s.canvas, (x, y + s.height * 0.1), year, 46, NAVY, weight=0.02)


def flags(s: Stage) -> None:
    """Anniversary flags in the wind before the castle."""
    s.canvas.backdrop(s.mood.sky_paint())
    land.meadow(s, s.height * 0.78)
    castle(s, (s.center, s.height * 0.82), min(s.width * 0.4, s.height * 0.46))
    for index, x in enumerate((0.08, 0.24, 0.76, 0.92)):
        px = x * s.width
        s.canvas.line([(px, s.height * 0.96), (px, s.height * 0.1)], s.tone("#d9dde2"), 9)
        color = hue(FLAGS[index % 4])
        top = s.height * 0.12
        shape = [
            (px, top),
            *((px + 130 * t / 8, top + 14 * ((t % 3) - 1)) for t in range(1, 9)),
            *((px + 130 * t / 8, top + s.height * 0.34 + 14 * ((t % 3) - 1)) for t in range(8, -1, -1)),
        ]
        s.canvas.poly(shape, fade(lighter(color, 0.12), color, darker(color, 0.15), sideways=True))
        lettering(s.canvas, (px + 65, top + s.height * 0.17), "50", 82, hue("#ffffff"), weight=0.03)


def thanks(s: Stage) -> None:
    """A thank-you card for volunteers."""
    s.canvas.backdrop(fade(hue("#fdeee6"), hue("#f6cfc0")))
    for _ in range(26):
        heart(
            s,
            (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height)),
            s.rng.uniform(20, 60),
            lighter(CORAL, s.rng.uniform(0.3, 0.7)),
        )
    for index in range(5):
        person(s, (s.width * (0.2 + 0.15 * index), s.height * 0.92), s.height * 0.42, raised=index % 2 == 0)
    headline(s, 0.2, "Danke fürs Ehrenamt!", 0.07)
    star(s, (s.center, s.height * 0.34), 46, SUN)


def mill_poster(s: Stage) -> None:
    """A flat poster of the mill in five colors."""
    s.canvas.backdrop(fade(hue("#f6dca8"), hue("#f0b06a")))
    for ray in range(18):
        s.canvas.poly(
            [
                (s.center, s.height * 0.46),
                around((s.center, s.height * 0.46), 1600, ray * 20),
                around((s.center, s.height * 0.46), 1600, ray * 20 + 10),
            ],
            hue("#fbe9c4"),
            alpha=0.45,
        )
    s.canvas.disc((s.center, s.height * 0.46), s.width * 0.26, hue("#e8663f"))
    edge = land.ridge(s, s.height * 0.8, 60)
    s.canvas.poly([*edge, (s.width + 20, s.height), (-20, s.height)], NAVY)
    windmill(s, (s.center, s.height * 0.78), s.height * 0.42, wall="#14305c", turn=34)
    lettering(s.canvas, (s.center, s.height * 0.92), "Mühlhagen", s.width * 0.13, hue("#fbe9c4"), weight=0.02)

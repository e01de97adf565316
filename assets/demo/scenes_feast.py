"""Feasts through the year: harvest, Christmas, fire brigade, fair, lanterns, anniversary."""

from __future__ import annotations

from assets.demo import land, plants, sky
from assets.demo.canvas import Point, around
from assets.demo.colors import darker, fade, hue, lighter
from assets.demo.figures import crowd, cyclist, person
from assets.demo.houses import modern
from assets.demo.landmarks import castle
from assets.demo.lettering import lettering
from assets.demo.scenes_nature import open_country, weather_over
from assets.demo.scenes_town import STRIPES, house_row
from assets.demo.stage import Stage
from assets.demo.things import (
    FLAGS,
    bunting,
    fairy_lights,
    ferris_wheel,
    fir_with_lights,
    heart,
    lamp,
    stall,
    star,
    tent,
)
from assets.demo.vehicles import fire_engine, harvest_wagon, tractor


def harvest_parade(s: Stage) -> None:
    ground = s.height * 0.66
    sky.sky(s, ground)
    house_row(s, ground, s.height * 0.42)
    land.pavement(s, ground - 4)
    for level in (0.16, 0.24, 0.32):
        bunting(
            s, (-20, s.height * level), (s.width + 20, s.height * (level + s.rng.uniform(-0.05, 0.05))), sag=46, size=26
        )
    crowd(s, (s.height * 0.72, s.height * 0.76), 18, s.height * 0.11, children=0.3)
    harvest_wagon(s, (s.width * 0.46, s.height * 0.92), min(460, s.width * 0.4))
    if s.width > 1100:
        tractor(s, (s.width * 0.78, s.height * 0.92), 300)
    crowd(s, (s.height * 0.9, s.height * 0.99), 7, s.height * 0.13, children=0.4)
    weather_over(s)


def christmas_market(s: Stage) -> None:
    ground = s.height * 0.66
    sky.sky(s, ground)
    house_row(s, ground, s.height * 0.42)
    land.pavement(s, ground - 4, code="#8f8578")
    plants.spruce(s, (s.width * 0.52, s.height * 0.76), s.height * 0.56)
    fir_with_lights(s, (s.width * 0.52, s.height * 0.76), s.height * 0.56)
    for index, x in enumerate((0.13, 0.34, 0.72, 0.92)):
        stall(
            s,
            (x * s.width, s.height * 0.82),
            s.width * 0.19,
            stripe=STRIPES[index % 3],
            goods=("#e8b23a", "#c8402f", "#f1ede2", "#a8562c"),
        )
    for level in (0.3, 0.38):
        fairy_lights(s, (-20, s.height * level), (s.width * 0.5, s.height * (level - 0.08)))
        fairy_lights(s, (s.width * 0.54, s.height * (level - 0.08)), (s.width + 20, s.height * level))
    crowd(s, (s.height * 0.84, s.height * 0.97), 14, s.height * 0.13)
    weather_over(s)


def brigade_fete(s: Stage, *, jet: bool = True) -> None:
    open_country(s, 0.42)
    modern(
        s,
        (s.width * 0.05, s.height * 0.66),
        (s.width * 0.42, s.height * 0.24),
        sign="Feuerwehr",
        wall="#e9e2d6",
        accent="#b8352c",
    )
    land.pavement(s, s.height * 0.7)
    fire_engine(s, (s.width * 0.34, s.height * 0.86), s.width * 0.36)
    tent(s, (s.width * 0.8, s.height * 0.74), s.width * 0.26)
    if jet:
        for drop in range(46):
            t = drop / 46
            at = (s.width * (0.52 + 0.16 * t), s.height * (0.66 - 0.62 * t + 0.56 * t * t))
            s.canvas.disc(at, 4 + 10 * t, hue("#e8f4fa"), alpha=0.55 - 0.3 * t)
    bunting(s, (s.width * 0.44, s.height * 0.4), (s.width, s.height * 0.36), sag=50, size=24)
    crowd(s, (s.height * 0.8, s.height * 0.97), 15, s.height * 0.13, children=0.45)
    weather_over(s)


def fair(s: Stage) -> None:
    ground = s.height * 0.74
    sky.sky(s, ground)
    plants.woodland(s, ground, 70, depth=0.35)
    land.meadow(s, ground - 4)
    ferris_wheel(s, (s.width * 0.62, s.height * 0.42), s.height * 0.31)
    for index, x in enumerate((0.1, 0.3, 0.92)):
        tent(s, (x * s.width, s.height * 0.84), s.width * 0.2, stripe=STRIPES[index])
    fairy_lights(s, (0, s.height * 0.5), (s.width * 0.4, s.height * 0.42))
    sky.sky_lights(s, ground)
    crowd(s, (s.height * 0.86, s.height * 0.98), 16, s.height * 0.12, children=0.4)
    weather_over(s)


def lanterns(s: Stage) -> None:
    """Children with paper lanterns in the evening."""
    ground = s.height * 0.68
    sky.sky(s, ground)
    house_row(s, ground, s.height * 0.4)
    land.pavement(s, ground - 4, code="#8f8578")
    for index in range(9):
        x, y = s.width * (0.08 + 0.105 * index), s.height * (0.86 + 0.08 * (index % 3) / 2)
        height = s.height * (0.15 if index % 3 else 0.2)
        person(s, (x, y), height, raised=True)
        lamp_at = (x + height * 0.34, y - height * 0.86)
        s.canvas.line(
            [(x + height * 0.24, y - height * 0.98), (lamp_at[0], lamp_at[1] - height * 0.2)], hue("#6a4c30"), 3
        )
        code = s.pick("#f2b632", "#e8663a", "#e85a7a", "#7ac47a", "#6ab0e8")
        s.canvas.glow(lamp_at, height * 0.75, hue(code), alpha=0.7)
        if index % 3 == 0:
            star(s, lamp_at, height * 0.17, lighter(hue(code), 0.35))
        elif index % 3 == 1:
            s.canvas.disc(lamp_at, height * 0.13, lighter(hue(code), 0.35))
        else:
            s.canvas.rect(
                (lamp_at[0] - height * 0.1, lamp_at[1] - height * 0.13, height * 0.2, height * 0.26),
                lighter(hue(code), 0.35),
                radius=8,
            )


def stage_concert(s: Stage) -> None:
    ground = s.height * 0.72
    sky.sky(s, ground)
    plants.woodland(s, ground, 120, depth=0.2)
    land.meadow(s, ground - 6)
    x0, x1 = s.width * 0.22, s.width * 0.78
    s.canvas.poly(
        [(x0 - 30, s.height * 0.34), (s.center, s.height * 0.2), (x1 + 30, s.height * 0.34)], s.tone("#34485f")
    )
    s.canvas.rect((x0, s.height * 0.34, x1 - x0, s.height * 0.36), fade(hue("#3a2a58"), hue("#8a3a6a")))
    for index in range(6):
        source = (x0 + (x1 - x0) * (index + 0.5) / 6, s.height * 0.35)
        color = hue(FLAGS[index % 4])
        angle = 90 + (index - 2.5) * 12
        s.canvas.poly(
            [source, around(source, s.height * 0.36, angle - 9), around(source, s.height * 0.36, angle + 9)],
            lighter(color, 0.3),
            alpha=0.35,
        )
        s.canvas.glow(source, 70, lighter(color, 0.4), alpha=0.9)
    for x in (0.36, 0.45, 0.55, 0.64):
        person(s, (x * s.width, s.height * 0.69), s.height * 0.16, raised=x > 0.5)
    s.canvas.rect((x0 - 40, s.height * 0.69, x1 - x0 + 80, s.height * 0.06), s.tone("#3a3a44"))
    crowd(s, (s.height * 0.82, s.height * 1.04), 40, s.height * 0.15)
    weather_over(s)


def fireworks(s: Stage, *, over_castle: bool = True) -> None:
    shore = s.height * 0.74
    sky.sky(s, shore, sun=(0.08, 0.1), clouds=0)
    for index in range(8):
        at = (s.width * (0.12 + 0.11 * index), s.height * s.rng.uniform(0.12, 0.42))
        sky.firework(
            s, at, s.height * s.rng.uniform(0.11, 0.2), s.pick("#f2c14a", "#e8664a", "#6ab0e8", "#7ad08a", "#d87ad0")
        )
    land.meadow(s, shore - 30)
    if over_castle:
        castle(s, (s.center, shore), min(s.width * 0.42, s.height * 0.44))
    else:
        house_row(s, shore, s.height * 0.2)
    land.water(s, shore, s.height, clearness=0.68)


def balloons(s: Stage) -> None:
    """Hot-air balloons over the district."""
    open_country(s, 0.66)
    pairs = (
        ("#c8402f", "#f4e6c8"),
        ("#2f6d8c", "#f2c14a"),
        ("#3d7a5a", "#f1ede2"),
        ("#7a4a7c", "#e8b23a"),
        ("#e2a83a", "#c8402f"),
    )
    for index, (x, y, size) in enumerate(
        ((0.3, 0.3, 330), (0.62, 0.2, 230), (0.82, 0.42, 180), (0.12, 0.5, 130), (0.5, 0.52, 100))
    ):
        sky.balloon(s, (x * s.width, y * s.height), size, pairs[index])
    land.rows(s, s.height * 0.72, s.width * 0.5, (s.mood.grass(0.3), darker(s.mood.grass(), 0.1)), 20)
    weather_over(s)


def flea_market(s: Stage) -> None:
    open_country(s, 0.38)
    for row, y in enumerate((0.66, 0.82)):
        for index in range(4):
            x = s.width * (0.1 + 0.26 * index + 0.08 * row)
            table(s, (x, y * s.height), s.width * 0.18)
            person(s, (x + s.width * 0.05, y * s.height - 60), s.height * 0.13)
    crowd(s, (s.height * 0.86, s.height * 0.98), 9, s.height * 0.13, children=0.3)
    bunting(s, (0, s.height * 0.34), (s.width, s.height * 0.3), sag=60, size=24)
    weather_over(s)


def table(s: Stage, at: Point, size: float) -> None:
    x, y = at
    for side in (-0.44, 0.44):
        s.canvas.line([(x + side * size, y), (x + side * size, y - size * 0.36)], s.tone("#6a5a48"), 5)
    s.canvas.rect((x - size / 2, y - size * 0.42, size, size * 0.16), s.tone(s.pick(*STRIPES)))
    for _ in range(9):
        left, h = x + s.rng.uniform(-0.45, 0.36) * size, size * s.rng.uniform(0.06, 0.17)
        s.canvas.rect(
            (left, y - size * 0.42 - h, size * s.rng.uniform(0.05, 0.11), h),
            s.tone(s.pick("#d9a13a", "#7a4a7c", "#f1ede2", "#2f6d8c", "#8a5f36", "#c8402f")),
            radius=3,
        )


def bike_rally(s: Stage) -> None:
    ground = s.height * 0.6
    sky.sky(s, ground)
    house_row(s, ground, s.height * 0.36)
    land.pavement(s, ground - 4)
    s.canvas.rect((s.width * 0.16, s.height * 0.2, s.width * 0.68, s.height * 0.09), hue("#2f5fa8"), radius=8)
    for x in (0.17, 0.83):
        s.canvas.rect((x * s.width - 9, s.height * 0.2, 18, s.height * 0.52), hue("#e8e4da"))
    lettering(
        s.canvas, (s.center, s.height * 0.245), "START  Kreisrundfahrt", s.height * 0.045, hue("#ffffff"), weight=0.02
    )
    for index in range(7):
        cyclist(s, (s.width * (0.14 + 0.125 * index), s.height * (0.8 + 0.07 * (index % 3))), 130, STRIPES[index % 5])
    weather_over(s)


def wreath(s: Stage) -> None:
    """A harvest crown hanging in a barn door."""
    s.canvas.backdrop(fade(s.tone("#5a4030"), s.tone("#8a6242"), s.tone("#4a3426")))
    for plank in range(9):
        s.canvas.line([(s.width * plank / 9, 0), (s.width * plank / 9, s.height)], s.tone("#3a281c"), 5, alpha=0.6)
    center, radius = (s.center, s.height * 0.5), min(s.width, s.height) * 0.3
    s.canvas.glow(center, radius * 2, hue("#ffdf9a"), alpha=0.4)
    for ear in range(620):
        angle = s.rng.uniform(0, 360)
        base = around(center, radius * s.rng.uniform(0.86, 1.1), angle)
        tip = around(base, radius * s.rng.uniform(0.12, 0.26), angle + s.rng.uniform(40, 110))
        s.canvas.line([base, tip], s.tone(s.pick("#e3c266", "#d2a84c", "#c99f45", "#8fae52")), 5)
        if ear % 9 == 0:
            s.canvas.disc(base, radius * 0.06, s.tone(s.pick("#c8402f", "#e8a13a", "#7a4a9a", "#f4f0e4", "#4a6ab8")))
    for side in (-1, 1):
        s.canvas.poly(
            [
                (center[0], center[1] + radius),
                (center[0] + side * radius * 0.5, center[1] + radius * 1.5),
                (center[0] + side * radius * 0.2, center[1] + radius * 1.56),
            ],
            s.tone("#c8402f"),
        )
    s.canvas.line([(s.center, 0), (s.center, center[1] - radius)], s.tone("#c9b084"), 7)


def confetti_heart(s: Stage) -> None:
    """A gingerbread heart of the anniversary."""
    s.canvas.backdrop(fade(s.tone("#f4d9a8"), s.tone("#e8a96a")))
    for _ in range(160):
        at = (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height))
        s.canvas.rect((*at, 18, 9), hue(s.rng.choice(FLAGS)), alpha=0.75, radius=3)
    size = min(s.width, s.height) * 0.42
    center = (s.center, s.height * 0.52)
    heart(s, center, size * 1.06, hue("#f4efe4"))
    heart(s, center, size, hue("#8a4f2a"))
    heart(s, center, size * 0.88, hue("#9c5d34"))
    lettering(s.canvas, (center[0], center[1] - size * 0.16), "50 Jahre", size * 0.3, hue("#fff6e4"), weight=0.03)
    lettering(s.canvas, (center[0], center[1] + size * 0.14), "Heiderland", size * 0.2, hue("#ffd98a"), weight=0.02)


def evening_tables(s: Stage) -> None:
    """Long tables under lights: the anniversary dinner in the castle park."""
    ground = s.height * 0.6
    sky.sky(s, ground)
    plants.woodland(s, ground, 150, depth=0.2)
    land.meadow(s, ground - 6)
    for level in (0.3, 0.36, 0.42):
        fairy_lights(s, (-20, s.height * level), (s.width + 20, s.height * (level + 0.03)), sag=70)
    for row, y in enumerate((0.7, 0.8, 0.94)):
        for index in range(8):
            person(s, (s.width * (index + 0.5) / 8, y * s.height - 4), s.height * (0.11 + 0.02 * row))
        s.canvas.rect((s.width * 0.02, y * s.height - 50, s.width * 0.96, 46 + 8 * row), s.tone("#f6f2e8"), radius=6)
        for glass in range(14):
            s.canvas.rect(
                (s.width * (0.05 + 0.066 * glass), y * s.height - 68, 13, 22),
                s.tone(s.pick("#e8b23a", "#8fae52", "#c8402f")),
                radius=4,
            )
    for side in (0.03, 0.97):
        lamp(s, (side * s.width, s.height * 0.72), s.height * 0.28)

"""Landscapes without much of people: heath, forest, moor, lake, night sky."""

from __future__ import annotations

from assets.demo import land, plants, sky
from assets.demo.canvas import around
from assets.demo.colors import darker, fade, hue, lighter
from assets.demo.figures import goose, sheep
from assets.demo.landmarks import dam, lookout, ruin, tomb
from assets.demo.mood import Season, Weather
from assets.demo.stage import Framing, Stage
from assets.demo.things import bench, signpost
from assets.demo.vehicles import canoe, sailboat

HEATHER = ("#9a4f96", "#b069ac", "#85407f", "#c48ac0", "#a85aa0", "#6f7a45")
FADED_HEATHER = ("#7d6a52", "#8f7a5c", "#6f7a45", "#9a8462")


def open_country(s: Stage, share: float = 0.46, *, wood: bool = True) -> float:
    """Sky, hills and a wooded edge; returns the height where the near ground begins."""
    horizon = s.height * share
    sky.sky(s, horizon)
    land.distance(s, horizon)
    top = horizon + 34
    if wood:
        plants.woodland(s, top + 12, 52, depth=0.5)
    land.meadow(s, top)
    if s.mood.is_white:
        land.snowdrift(s, top)
    return top


def weather_over(s: Stage) -> None:
    """What lies between the viewer and the scene; last of all."""
    if s.mood.weather is Weather.FOG:
        tint = hue("#fff6ea") if not s.mood.is_dark else s.mood.haze
        s.canvas.mist(tint, (s.height * 0.3, s.height * 0.74), 1.0, s.rng)
        s.canvas.mist(tint, (s.height * 0.55, s.height * 1.1), 0.5, s.rng)
    elif s.mood.weather is Weather.SNOW:
        sky.falling_snow(s)
    elif s.mood.weather is Weather.RAIN:
        sky.rain(s)


def heath(s: Stage, *, flock: bool = False, stone: bool = False, way: bool = True) -> None:
    top = open_country(s, s.rng.uniform(0.4, 0.5))
    blooming = s.mood.season in (Season.SUMMER, Season.AUTUMN) and not s.mood.is_white
    if not s.mood.is_white:
        land.meadow(s, top + 10, near="#7a4a78" if blooming else "#8a7c58")
        land.tufts(s, top + 16, 1500 if blooming else 900, HEATHER if blooming else FADED_HEATHER, 20)
    if s.mood.is_white:
        land.blades(s, top + 30, 420, ("#9a7f62", "#86705a", "#b09a7c", "#cdd6de"), height=54)
    if way:
        land.path(
            s,
            top + 10,
            course=(s.rng.uniform(0.3, 0.6), s.rng.uniform(0.35, 0.75), s.rng.uniform(0.45, 0.6)),
            width=200,
        )
    for share in sorted(s.rng.uniform(0.02, 0.62) for _ in range(9)):
        y, scale = land.at_depth(s, top, share)
        plants.juniper(
            s,
            (s.rng.choice((s.rng.uniform(0, 0.35), s.rng.uniform(0.68, 1))) * s.width, y),
            260 * scale,
            depth=0.4 * (1 - share),
        )
    if stone:
        tomb(s, (s.center, s.height * 0.8), min(680, s.width * 0.6))
    if flock:
        for index, share in enumerate(sorted(s.rng.uniform(0.2, 0.7) for _ in range(17))):
            y, scale = land.at_depth(s, top, share)
            sheep(s, (s.width * s.rng.uniform(0.12, 0.88), y), 150 * scale, facing=1 if index % 3 else -1)
    for side in (0.05, 0.87, 0.95):
        plants.birch(s, (s.width * side, s.height * s.rng.uniform(0.8, 0.94)), s.rng.uniform(360, 500))
    weather_over(s)


def spruces(s: Stage, *, way: bool = True) -> None:
    horizon = s.height * 0.5
    sky.sky(s, s.height * 0.8, clouds=2, sun=(0.5, 0.35))
    land.hills(s, horizon + 60, 150, depth=0.8, code="#4f6f5a")
    ground = s.height * 0.72
    for index, depth in enumerate((0.92, 0.74, 0.52, 0.28)):
        plants.spruce_row(
            s, horizon + 60 + index * (ground + 24 - horizon - 60) / 3, s.height * (0.2 + index * 0.09), depth=depth
        )
        if s.mood.weather is Weather.FOG:
            s.canvas.veil(s.mood.haze, (horizon - 120 + index * 40, horizon + 150 + index * 55), (0.0, 0.5))
    land.meadow(s, ground, near="#5c6b48" if not s.mood.is_white else None)
    if way:
        land.path(s, ground + 6, course=(0.45, s.rng.uniform(0.3, 0.7), 0.52), width=230, code="#b09a78")
    land.tufts(s, ground, 260, ("#5f7a45", "#7c8f52", "#4f6a40") if not s.mood.is_white else ("#ffffff", "#e3ebf3"), 20)
    for side in (0.02, 0.13, 0.9, 1.0):
        plants.spruce(s, (s.width * side, s.height * s.rng.uniform(0.88, 0.98)), s.height * s.rng.uniform(0.66, 0.86))
    if s.mood.has_sun:
        sky.sunbeams(s, (s.width * 0.5, s.height * 0.1))
    weather_over(s)


def beech_path(s: Stage) -> None:
    """An avenue of tall trunks under a closed canopy."""
    sky.sky(s, s.height * 0.62, clouds=0, sun=(0.5, 0.75))
    leaf = s.tone(s.mood.leaves(0))
    s.canvas.veil(lighter(leaf, 0.35), (0, s.height * 0.62), (0.95, 0.25))
    land.meadow(s, s.height * 0.6, near="#8a7a45" if s.mood.season is Season.AUTUMN else None)
    land.path(s, s.height * 0.61, course=(0.5, 0.5, 0.5), width=s.width * 0.5, code="#c9b084")
    for index in range(9):
        share = (index + 1) / 9
        y, scale = land.at_depth(s, s.height * 0.6, share)
        for side in (-1, 1):
            x = s.center + side * (40 + s.width * 0.52 * share)
            trunk = s.tone("#6f6455", 0.6 * (1 - share))
            wide = 66 * scale
            s.canvas.poly(
                [(x - wide / 2, y), (x - wide * 0.3, 0), (x + wide * 0.3, 0), (x + wide / 2, y)],
                fade(darker(trunk, 0.1), lighter(trunk, 0.16), darker(trunk, 0.3), sideways=True),
            )
            for _ in range(5):
                center = (
                    x - side * s.rng.uniform(-60, 170) * scale,
                    s.rng.uniform(-0.05, 0.36) * s.height * (0.5 + 0.5 * share),
                )
                plants.crown(
                    s, center, (210 * scale, 130 * scale), s.tone(s.mood.leaves(s.rng.randrange(9)), 0.45 * (1 - share))
                )
    s.canvas.glow((s.center, s.height * 0.58), 380, hue("#fff6cf"), alpha=0.65)
    sky.sunbeams(s, (s.center, s.height * 0.05))
    land.tufts(s, s.height * 0.64, 240, tuple(s.mood.leaves(i) for i in range(5)), 12)


def lake(s: Stage, *, boats: int = 0, canoes: int = 0, reeds: bool = True, tower: bool = False) -> None:
    horizon = s.height * 0.4
    sky.sky(s, horizon)
    land.distance(s, horizon)
    if tower:
        lookout(s, (s.width * 0.72, horizon + 20), 200)
    shore = horizon + 60
    plants.woodland(s, shore, 74, depth=0.32)
    land.water(s, shore, s.height)
    for index in range(boats):
        share = 0.12 + 0.5 * index / max(1, boats)
        y = shore + (s.height - shore) * share
        sailboat(
            s, (s.width * s.rng.uniform(0.15, 0.85), y), 110 + 210 * share, code=s.pick("#f6f3ea", "#f1d98a", "#e9edf2")
        )
    for index in range(canoes):
        canoe(
            s,
            (s.width * (0.3 + 0.36 * index), s.height * (0.66 + 0.12 * (index % 2))),
            260,
            s.pick("#c8402f", "#2f8a6a", "#e2a83a"),
        )
    if reeds:
        for _ in range(90):
            x = s.rng.choice((s.rng.uniform(-10, s.width * 0.24), s.rng.uniform(s.width * 0.84, s.width)))
            y = s.height + s.rng.uniform(-20, 30)
            top = y - s.rng.uniform(110, 280)
            lean = s.rng.uniform(-24, 24)
            s.canvas.line(
                [(x, y), (x + lean, top)],
                s.tone(s.pick("#6f8045", "#8a8f4f", "#5d7038") if s.mood.season is not Season.WINTER else "#a89a72"),
                3,
            )
            if s.rng.random() < 0.4:
                s.canvas.ellipse((x + lean, top + 16), (5, 20), s.tone("#5a3a22"))
    weather_over(s)


def reservoir(s: Stage) -> None:
    horizon = s.height * 0.36
    sky.sky(s, horizon)
    land.distance(s, horizon)
    plants.woodland(s, horizon + 44, 60, depth=0.5, spruces=0.7)
    land.water(s, horizon + 44, s.height * 0.56)
    for side in (-1, 1):
        edge = [
            (s.center + side * s.width * (0.56 - 0.3 * t / 12), s.height * (0.38 + 0.62 * t / 12)) for t in range(13)
        ]
        s.canvas.poly(
            [*edge, (s.center + side * s.width * 0.6, s.height), (s.center + side * s.width * 0.6, s.height * 0.36)],
            fade(s.mood.grass(0.3), darker(s.mood.grass(), 0.25)),
        )
    dam(s, s.height * 0.5, s.width * 0.06, s.width * 0.94, s.height * 0.86)
    land.water(s, s.height * 0.93, s.height, clearness=0.2)
    for share in (0.01, 0.07, 0.93, 0.99, 0.14, 0.87):
        near = abs(share - 0.5)
        (plants.spruce if s.rng.random() < 0.6 else plants.tree)(
            s, (share * s.width, s.height * (0.62 + near * 0.5)), 130 + 380 * near
        )
    weather_over(s)


def moor(s: Stage) -> None:
    top = open_country(s, 0.42)
    land.meadow(s, top, near="#7f7a4c" if s.mood.season is not Season.SPRING else "#8a9a58")
    for share in (0.2, 0.42, 0.68):
        y, scale = land.at_depth(s, top, share)
        s.canvas.ellipse(
            (s.width * s.rng.uniform(0.15, 0.85), y),
            (470 * scale, 54 * scale),
            fade(hue(s.mood.sky[-1]), hue(s.mood.sky[1])),
        )
    land.tufts(s, top, 700, ("#8a8450", "#a39a5c", "#6f7a45", "#b8a86a"), 16)
    for _ in range(11):
        y, scale = land.at_depth(s, top, s.rng.uniform(0.1, 0.5))
        plants.birch(s, (s.rng.uniform(0, 1) * s.width, y), 400 * scale, depth=0.3)
    boards = s.tone("#a98a62")
    for step in range(26):
        y, scale = land.at_depth(s, top + 40, (step + 1) / 26)
        half = 150 * scale
        x = s.width * (0.56 - 0.14 * step / 26)
        s.canvas.rect((x - half, y, half * 2, 24 * scale), lighter(boards, s.rng.uniform(0, 0.2)))
        s.canvas.rect((x - half, y + 20 * scale, half * 2, 6 * scale), darker(boards, 0.4))
    for _ in range(60):
        y, scale = land.at_depth(s, top, s.rng.uniform(0.35, 1))
        x = s.rng.choice((s.rng.uniform(0, 0.34), s.rng.uniform(0.68, 1))) * s.width
        s.canvas.line([(x, y), (x + 6, y - 60 * scale)], s.tone("#7f8a4c"), 2)
        s.canvas.ellipse((x + 6, y - 62 * scale), (11 * scale, 14 * scale), s.tone("#f8f6ee"))
    weather_over(s)


def night_sky(s: Stage, *, seat: bool = True) -> None:
    horizon = s.height * 0.74
    s.canvas.rect((0, 0, s.width, horizon + 40), s.mood.sky_paint())
    sky.stars(s, horizon, 520)
    sky.milky_way(s, horizon)
    land.hills(s, horizon + 30, 130, depth=0.7)
    s.canvas.glow((s.width * 0.72, horizon + 10), 260, hue("#f0a860"), alpha=0.4)
    land.hills(s, horizon + 80, 80, depth=0.2)
    plants.lime_tree(s, (s.width * 0.24, s.height * 0.9), s.height * 0.42)
    land.meadow(s, s.height * 0.88)
    if seat:
        bench(s, (s.width * 0.5, s.height * 0.94), 170)


def rest_place(s: Stage) -> None:
    """A bench under a lime tree with a wide view and a hiking sign."""
    top = open_country(s, 0.5)
    land.rows(s, top + 6, s.width * 0.7, (s.mood.grass(0.4), darker(s.mood.grass(), 0.08)), 18)
    land.meadow(s, s.height * 0.7)
    land.path(s, s.height * 0.7, course=(0.75, 0.9, 0.62), width=220)
    plants.lime_tree(s, (s.width * 0.3, s.height * 0.9), s.height * 0.8)
    bench(s, (s.width * 0.36, s.height * 0.92), 250)
    signpost(s, (s.width * 0.66, s.height * 0.93), 330, ("Heideweg 6", "Lindrode 3"))
    land.blades(
        s,
        s.height * 0.86,
        180,
        ("#7d9a4a", "#94ad5a", "#6a863e") if not s.mood.is_white else ("#cfd8df", "#b8c4cc"),
        height=60,
    )
    weather_over(s)


def castle_ruin(s: Stage) -> None:
    top = open_country(s, 0.5)
    land.hills(s, s.height * 0.72, s.height * 0.22, depth=0.2)
    ruin(s, (s.width * 0.55, s.height * 0.6), min(560, s.width * 0.48))
    for _ in range(16):
        plants.tree(
            s, (s.rng.uniform(0, s.width), s.height * s.rng.uniform(0.66, 0.76)), s.rng.uniform(90, 150), depth=0.15
        )
    land.meadow(s, s.height * 0.76)
    land.path(s, s.height * 0.76, course=(0.3, 0.6, 0.56), width=190)
    land.tufts(s, top + 200, 200, ("#e8d25a", "#f4f0e4", "#8fae52"), 9)
    weather_over(s)


def tower_hill(s: Stage) -> None:
    top = open_country(s, 0.52)
    land.hills(s, s.height * 0.78, s.height * 0.18, depth=0.12)
    lookout(s, (s.width * 0.52, s.height * 0.7), s.height * 0.46)
    for side in (0.06, 0.16, 0.26, 0.78, 0.88, 0.97):
        plants.spruce(s, (side * s.width, s.height * s.rng.uniform(0.72, 0.84)), s.rng.uniform(170, 300))
    land.meadow(s, s.height * 0.8)
    land.path(s, s.height * 0.78, course=(0.35, 0.62, 0.53), width=210)
    land.tufts(s, top + 220, 220, ("#8fae52", "#7a9a45", "#d9c95a"), 11)
    weather_over(s)


def geese_pond(s: Stage) -> None:
    top = open_country(s, 0.42)
    s.canvas.ellipse(
        (s.center, s.height * 0.68), (s.width * 0.44, s.height * 0.13), fade(hue(s.mood.sky[-1]), hue(s.mood.sky[0]))
    )
    s.canvas.ellipse(
        (s.center, s.height * 0.665), (s.width * 0.4, s.height * 0.1), lighter(hue(s.mood.sky[1]), 0.2), alpha=0.4
    )
    land.tufts(s, top, 300, ("#8fae52", "#a3bd62", "#6f8f42"), 14)
    for index in range(9):
        goose(
            s,
            (s.width * (0.14 + 0.09 * index), s.height * s.rng.uniform(0.66, 0.9)),
            s.rng.uniform(90, 140),
            facing=1 if index % 3 else -1,
        )
    plants.tree(s, (s.width * 0.9, s.height * 0.62), s.height * 0.4)
    weather_over(s)


def rainbow_field(s: Stage) -> None:
    top = open_country(s, 0.52)
    sky.rainbow(s, (s.width * 0.55, top + 40), s.height * 0.46)
    land.meadow(s, top)
    land.rows(s, top + 8, s.width * 0.4, (s.mood.grass(0.35), darker(s.mood.grass(), 0.12)), 22)
    plants.tree(s, (s.width * 0.2, s.height * 0.74), s.height * 0.34)
    land.blades(s, s.height * 0.8, 220, ("#8aa84e", "#a3bd62"), height=50)


def leaves_close(s: Stage) -> None:
    """Autumn leaves in the light, close by: the picture for backgrounds and title pages."""
    s.canvas.backdrop(fade(s.tone("#f4d69a"), s.tone("#c98a4a"), s.tone("#7a5a3a")))
    for _ in range(40):
        s.canvas.glow(
            (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height)),
            s.rng.uniform(40, 130),
            hue(s.pick("#ffe6a8", "#f6b45a", "#e8d28a")),
            alpha=0.4,
        )
    for index in range(54):
        size = 30 + 80 * index / 54
        center = (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height))
        turn = s.rng.uniform(0, 360)
        color = s.tone(s.mood.leaves(s.rng.randrange(9)))
        tip, foot = around(center, size, turn), around(center, size, turn + 180)
        outline = [
            foot,
            around(center, size * 0.62, turn + 128),
            around(center, size * 0.6, turn + 72),
            tip,
            around(center, size * 0.6, turn - 72),
            around(center, size * 0.62, turn - 128),
        ]
        s.canvas.poly(outline, color, alpha=0.93)
        s.canvas.line([foot, tip], darker(color, 0.3), 2)
        for share in (-0.4, 0.0, 0.4):
            rib = around(center, size * share, turn)
            for side in (-48, 48):
                s.canvas.line([rib, around(rib, size * 0.42, turn + side)], darker(color, 0.22), 1.2)


def frost_branch(s: Stage) -> None:
    """Spruce twigs in hoar frost before a soft winter background."""
    s.canvas.backdrop(s.mood.sky_paint())
    for _ in range(26):
        s.canvas.glow(
            (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height)), s.rng.uniform(60, 170), hue("#ffffff"), alpha=0.3
        )
    for branch in range(7):
        start = (-30.0 if branch % 2 else s.width + 30, s.height * (0.06 + branch * 0.14))
        angle = s.rng.uniform(8, 30) if branch % 2 else s.rng.uniform(150, 172)
        s.canvas.line([start, around(start, s.width * 0.7, angle)], s.tone("#4a3a2c"), 9)
        for step in range(64):
            at = around(start, step * s.width * 0.011, angle)
            for side in (-1, 1, -1, 1):
                tip = around(at, s.rng.uniform(60, 120) * (1 - step / 74), angle + side * s.rng.uniform(24, 58))
                s.canvas.line([at, tip], s.tone(s.pick("#3f5f50", "#4f7260", "#35543f")), 6)
                s.canvas.line([around(at, 12, angle + side * 40), tip], s.tone("#f4f8fb"), 2.6)
    if s.framing is not Framing.WIDE:
        sky.falling_snow(s, 160)

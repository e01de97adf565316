"""Villages, farms, mills and fields: people live and work in the landscape."""

from __future__ import annotations

from assets.demo import land, plants, sky
from assets.demo.canvas import around
from assets.demo.colors import darker, fade, hue, lighter
from assets.demo.figures import bicycle, cow, cyclist, stork
from assets.demo.houses import Look, chimney, cottage, door, timbered, village, window
from assets.demo.landmarks import church, stone_bridge, water_wheel, windmill
from assets.demo.scenes_nature import open_country, weather_over
from assets.demo.stage import Stage
from assets.demo.things import bench, signpost
from assets.demo.vehicles import harvest_wagon, tractor, train


def mill(s: Stage, *, turn: float = 22, field: str = "grass") -> None:
    """A windmill on its rise; `field` is grass, corn or canola."""
    top = open_country(s, 0.56)
    land.hills(s, s.height * 0.8, s.height * 0.12, depth=0.1)
    x = s.width * s.rng.choice((0.34, 0.62))
    land.path(s, s.height * 0.78, course=(0.2 if x > s.center else 0.8, 0.5, x / s.width), width=180)
    windmill(s, (x, s.height * 0.79), s.height * 0.52, turn=turn)
    for side in (0.08, 0.17, 0.86, 0.95):
        plants.tree(s, (side * s.width, s.height * s.rng.uniform(0.76, 0.84)), s.rng.uniform(150, 250), depth=0.1)
    codes = {"corn": ("#d9b356", "#c99f45", "#e8c76e"), "canola": ("#ecd23a", "#f4e05a", "#9fb544")}.get(field)
    if codes and not s.mood.is_white:
        land.blades(s, s.height * 0.84, 800, codes, height=90)
    elif not s.mood.is_white:
        land.tufts(s, top + 260, 160, ("#8fae52", "#f4f0e4", "#e8d25a"), 9)
    sky.birds(s, (s.width * 0.8, s.height * 0.2), 7)
    weather_over(s)


def water_mill(s: Stage) -> None:
    horizon = s.height * 0.38
    sky.sky(s, horizon)
    land.distance(s, horizon)
    plants.woodland(s, horizon + 50, 90, depth=0.35)
    land.meadow(s, horizon + 40)
    for side in (0.04, 0.16, 0.9, 0.99):
        plants.tree(s, (side * s.width, s.height * 0.6), s.rng.uniform(260, 360))
    left = s.width * 0.26
    timbered(s, (left, s.height * 0.68), (s.height * 0.4, s.height * 0.44), look=Look(timber="#5a3a2a"), shop=False)
    cottage(s, (left + s.height * 0.4, s.height * 0.68), (s.height * 0.34, s.height * 0.32), look=Look(wall="#b5664a"))
    land.water(s, s.height * 0.7, s.height, clearness=0.5)
    s.canvas.rect((0, s.height * 0.67, s.width, s.height * 0.035), s.tone("#8a7f70"))
    water_wheel(s, (left - 6, s.height * 0.66), s.height * 0.14)
    for _ in range(60):
        x, y = left + s.rng.uniform(-110, 90), s.height * 0.78 + s.rng.uniform(-20, 26)
        s.canvas.disc((x, y), s.rng.uniform(3, 11), hue("#ffffff"), alpha=0.3)
    for _ in range(9):
        plants.bush(
            s,
            (
                s.rng.choice((s.rng.uniform(0, 0.14), s.rng.uniform(0.86, 1))) * s.width,
                s.height * s.rng.uniform(0.86, 1.0),
            ),
            s.rng.uniform(80, 150),
        )
    weather_over(s)


def farm(s: Stage, *, cattle: bool = False, machine: bool = False, nest: bool = False) -> None:
    """A low hall house of brick and timber with a large roof, a barn and a meadow."""
    open_country(s, 0.44)
    for side in (0.1, 0.3, 0.72, 0.88):
        plants.tree(s, (side * s.width, s.height * 0.6), s.rng.uniform(220, 330), depth=0.12)
    cottage(s, (s.width * 0.04, s.height * 0.66), (s.width * 0.26, s.height * 0.22), look=Look(wall="#a8573c"))
    hall_house(s, (s.width * 0.36, s.height * 0.7), s.width * 0.4)
    land.tufts(
        s,
        s.height * 0.66,
        260,
        ("#8fae52", "#a9c266", "#f2e27a", "#7a9a45") if not s.mood.is_white else ("#ffffff", "#dfe8f0"),
        12,
    )
    land.path(s, s.height * 0.7, course=(0.62, 0.5, 0.56), width=240)
    if nest:
        stork(s, (s.width * 0.565, s.height * 0.7 - s.width * 0.32), 120)
    if cattle:
        for x, y, size in ((0.14, 0.8, 150), (0.3, 0.9, 190), (0.84, 0.82, 160), (0.72, 0.94, 200)):
            cow(s, (x * s.width, y * s.height), size, facing=1 if x < 0.5 else -1)
        fence(s, s.height * 0.98)
    if machine:
        tractor(s, (s.width * 0.22, s.height * 0.9), 280)
    weather_over(s)


def hall_house(s: Stage, at: tuple[float, float], width: float) -> None:
    """The gable end of a hall house: great door, timber gable, deep roof, horse-head boards."""
    x, y = at
    h = width * 0.78
    wall, beam = s.tone("#b0603f"), s.tone("#4a3528")
    roof = s.tone("#7c6a52" if not s.mood.is_white else "#eef3f8")
    s.canvas.rect((x, y - h * 0.34, width, h * 0.34), fade(lighter(wall, 0.1), darker(wall, 0.1)))
    s.canvas.poly(
        [
            (x - width * 0.06, y - h * 0.3),
            (x + width * 0.26, y - h),
            (x + width * 0.74, y - h),
            (x + width * 1.06, y - h * 0.3),
        ],
        fade(lighter(roof, 0.12), darker(roof, 0.2)),
    )
    gable = [(x + width * 0.12, y - h * 0.34), (x + width * 0.5, y - h * 0.92), (x + width * 0.88, y - h * 0.34)]
    s.canvas.poly(gable, lighter(wall, 0.06))
    for share in (0.0, 0.3, 0.6):
        half = width * 0.38 * (1 - share)
        level = y - h * (0.34 + 0.58 * share)
        s.canvas.line([(x + width / 2 - half, level), (x + width / 2 + half, level)], beam, width * 0.014)
    for share in (0.2, 0.31, 0.42, 0.58, 0.69, 0.8):
        reach = 1 - abs(share - 0.5) / 0.38
        s.canvas.line(
            [(x + width * share, y), (x + width * share, y - h * (0.34 + 0.58 * reach) + 4)], beam, width * 0.012
        )
    s.canvas.line([gable[0], gable[1], gable[2]], beam, width * 0.02)
    door(s, (x + width * 0.41, y - h * 0.27, width * 0.18, h * 0.27), "#2f5a44")
    for left in (0.05, 0.24, 0.68, 0.87):
        window(s, (x + width * left, y - h * 0.24, width * 0.07, h * 0.11))
    for left in (0.38, 0.55):
        window(s, (x + width * left, y - h * 0.47, width * 0.07, h * 0.09))
    for side in (-1, 1):
        s.canvas.line(
            [(x + width / 2, y - h * 0.9), (x + width * (0.5 + side * 0.06), y - h * 1.02)], beam, width * 0.014
        )
    chimney(s, (x + width * 0.62, y - h * 1.06, width * 0.04, h * 0.1), 0.0)


def fence(s: Stage, y: float) -> None:
    wood = s.tone("#9a7a52")
    for rail in (0.35, 0.75):
        s.canvas.line([(0, y - 90 * rail), (s.width, y - 90 * rail + 6)], wood, 8)
    for post in range(int(s.width / 150) + 2):
        s.canvas.rect((post * 150 - 20, y - 96, 14, 110), darker(wood, 0.12), radius=3)


def cycle_path(s: Stage, *, riders: int = 1, brook: bool = True) -> None:
    top = open_country(s, s.rng.uniform(0.4, 0.48))
    if brook:
        land.stream(
            s, ((s.width * 0.06, s.height), (s.width * 0.3, s.height * 0.72), (s.width * 0.18, top + 30)), (190, 16)
        )
    land.path(s, top + 20, course=(0.62, s.rng.uniform(0.34, 0.56), 0.58), width=330, code="#cfc4b0")
    for share in sorted(s.rng.uniform(0.05, 0.6) for _ in range(7)):
        y, scale = land.at_depth(s, top, share)
        plants.tree(
            s,
            (s.width * s.rng.choice((s.rng.uniform(0.7, 1.0), s.rng.uniform(0.72, 0.96))), y),
            420 * scale,
            depth=0.35 * (1 - share),
        )
    land.tufts(
        s,
        top + 20,
        260,
        ("#f4f0e4", "#e8d25a", "#d86a8a", "#8fae52") if not s.mood.is_white else ("#ffffff", "#e3ebf3"),
        8,
    )
    for index in range(riders):
        size = 210 - 50 * index
        cyclist(
            s,
            (s.width * (0.56 - 0.13 * index), s.height * (0.88 - 0.08 * index)),
            size,
            s.pick("#c8402f", "#2f6d8c", "#e2a83a", "#3d7a5a"),
        )
    if not riders:
        bicycle(s, (s.width * 0.5, s.height * 0.84), 250, "#c8402f")
        signpost(s, (s.width * 0.74, s.height * 0.88), 320, ("Mühlenroute", "Ahlenbrück 7"), code="#2f7a4f")
    weather_over(s)


def hamlet(s: Stage, *, with_church: bool = True) -> None:
    """A village in its hollow: roofs, church, gardens."""
    top = open_country(s, 0.42)
    for row, (count, size) in enumerate(((7, 110), (6, 150), (5, 200))):
        base = top + 60 + row * s.height * 0.1
        if row == 1 and with_church:
            church(s, (s.width * 0.44, base), s.height * 0.42)
        for index in range(count):
            x = s.width * (index + s.rng.uniform(0.05, 0.4)) / count
            if with_church and row == 1 and 0.3 < x / s.width < 0.62:
                continue
            cottage(
                s,
                (x, base + s.rng.uniform(-10, 14)),
                (size * s.rng.uniform(1.0, 1.25), size * s.rng.uniform(0.8, 0.95)),
                look=Look(0.3 - 0.12 * row),
            )
            if s.rng.random() < 0.6:
                plants.tree(s, (x - size * 0.2, base + 16), size * 0.9, depth=0.25 - 0.1 * row)
    land.meadow(s, s.height * 0.8)
    land.path(s, s.height * 0.8, course=(0.3, 0.6, 0.52), width=220)
    land.tufts(
        s,
        s.height * 0.82,
        180,
        ("#8fae52", "#e8d25a", "#f4f0e4") if not s.mood.is_white else ("#ffffff", "#dbe5ef"),
        13,
    )
    sky.sky_lights(s, top)
    weather_over(s)


def river_bridge(s: Stage) -> None:
    horizon = s.height * 0.42
    sky.sky(s, horizon)
    land.distance(s, horizon)
    plants.woodland(s, horizon + 40, 80, depth=0.4)
    land.meadow(s, horizon + 34)
    shore = s.height * 0.64
    for side in (0.05, 0.14, 0.84, 0.94):
        plants.tree(s, (side * s.width, shore - 10), s.rng.uniform(220, 330), depth=0.1)
    village(s, horizon + 70, 4, 70, depth=0.3)
    stone_bridge(s, (s.width * 0.06, shore), s.width * 0.88, arches=3 if s.width > 1100 else 2)
    land.water(s, shore, s.height, clearness=0.6)
    weather_over(s)


def rail_line(s: Stage) -> None:
    """A regional train crossing open country."""
    open_country(s, 0.46)
    y = s.height * 0.68
    s.canvas.rect((0, y, s.width, 16), s.tone("#8a8074"))
    for tie in range(int(s.width / 36) + 1):
        s.canvas.rect((tie * 36, y + 2, 18, 8), s.tone("#5a4a3c"))
    train(s, (s.width * 0.1, y), s.width * 0.78)
    for mast in range(5):
        x = s.width * (0.06 + 0.23 * mast)
        s.canvas.line([(x, y), (x, y - s.height * 0.24)], s.tone("#6a6f76", 0.1), 4)
    s.canvas.line([(0, y - s.height * 0.23), (s.width, y - s.height * 0.23)], s.tone("#4a4f56"), 1.4)
    land.meadow(s, y + 14)
    land.blades(
        s, y + 40, 500, ("#8aa84e", "#a3bd62", "#d9c95a") if not s.mood.is_white else ("#dfe8ef", "#c9d5de"), height=70
    )
    weather_over(s)


def garden_gate(s: Stage) -> None:
    """A cottage garden in bloom behind a white fence, portrait or square."""
    top = open_country(s, 0.36)
    cottage(s, (s.width * 0.18, s.height * 0.62), (s.width * 0.64, s.height * 0.4), look=Look(wall="#b5664a"))
    for share in sorted(s.rng.uniform(0.3, 0.86) for _ in range(260)):
        y, scale = land.at_depth(s, top, share)
        x = s.rng.choice((s.rng.uniform(0, 0.42), s.rng.uniform(0.58, 1))) * s.width
        s.canvas.line([(x, y), (x, y - 70 * scale)], s.tone("#5f8a3c"), 3 * scale)
        s.canvas.disc(
            (x, y - 76 * scale),
            19 * scale,
            s.tone(s.pick("#d84a72", "#e8a13a", "#8a5fb8", "#f4f0e4", "#c8402f", "#e86aa0")),
        )
        s.canvas.disc((x, y - 76 * scale), 7 * scale, s.tone("#f6dc6a"))
    land.path(s, s.height * 0.62, course=(0.5, 0.5, 0.5), width=s.width * 0.2)
    white = s.tone("#fbf8f0")
    for index in range(int(s.width / 44)):
        x = index * 44
        if abs(x + 15 - s.center) < s.width * 0.12:
            continue
        s.canvas.poly(
            [
                (x, s.height),
                (x, s.height * 0.84),
                (x + 15, s.height * 0.82),
                (x + 30, s.height * 0.84),
                (x + 30, s.height),
            ],
            white,
        )
    weather_over(s)


def wagon_ride(s: Stage) -> None:
    """A covered wagon drawn by a tractor: the summer outing."""
    open_country(s, 0.44)
    land.path(s, s.height * 0.66, course=(0.4, 0.5, 0.72), width=420)
    tractor(s, (s.width * 0.68, s.height * 0.84), 250, code="#c8402f")
    harvest_wagon(s, (s.width * 0.34, s.height * 0.86), 330)
    for x in (0.12, 0.9):
        plants.tree(s, (x * s.width, s.height * 0.72), 320)
    bench(s, (s.width * 0.88, s.height * 0.92), 150)
    s.canvas.glow(around(s.sun, 10, 0), 160, hue("#fff6d8"), alpha=0.4)
    weather_over(s)

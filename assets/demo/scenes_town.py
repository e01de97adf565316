"""Towns: castle, squares, streets, stations, schools, playgrounds."""

from __future__ import annotations

from assets.demo import land, plants, sky
from assets.demo.canvas import Point, around
from assets.demo.colors import darker, fade, hue, lighter
from assets.demo.figures import bicycle, crowd, cyclist, person
from assets.demo.houses import cottage, modern, timbered, town_hall
from assets.demo.landmarks import castle, church, town_gate
from assets.demo.lettering import lettering
from assets.demo.mood import Season
from assets.demo.scenes_nature import open_country, weather_over
from assets.demo.stage import Stage
from assets.demo.things import bench, bunting, lamp, signpost, stall
from assets.demo.vehicles import bus, car, train

STRIPES = ("#c8402f", "#2f6d8c", "#3d7a5a", "#d9a13a", "#7a4a7c")
HARVEST = ("#c8402c", "#e0782c", "#e9b23a", "#7fa23a", "#7a4a7c", "#d9cf6a")


def moated_castle(s: Stage, *, wall: str = "#c0603f", roof: str = "#4a5060") -> None:
    horizon = s.height * 0.46
    sky.sky(s, horizon)
    land.hills(s, horizon + 20, 70, depth=0.7)
    shore = s.height * 0.62
    land.meadow(s, horizon + 26)
    for _ in range(22):
        x = s.rng.choice((s.rng.uniform(-0.03, 0.28), s.rng.uniform(0.72, 1.03))) * s.width
        plants.tree(s, (x, shore - s.rng.uniform(0, 34)), s.height * s.rng.uniform(0.2, 0.33), depth=0.1)
    castle(s, (s.center, shore), min(s.width * 0.62, s.height * 0.62), wall=wall, roof=roof)
    land.water(s, shore, s.height, clearness=0.62)
    plants.bush(s, (s.width * 0.05, s.height), 230)
    plants.bush(s, (s.width * 0.97, s.height * 1.03), 260)
    weather_over(s)


def house_row(s: Stage, ground: float, height: float, *, gap: Point | None = None) -> None:
    """Half-timbered gables side by side; `gap` leaves room between two x positions."""
    x = -height * s.rng.uniform(0.05, 0.3)
    while x < s.width:
        w = height * s.rng.uniform(0.5, 0.66)
        if gap and x + w > gap[0] and x < gap[1]:
            x = gap[1]
            continue
        timbered(s, (x, ground), (w, height * s.rng.uniform(0.86, 1.08)))
        x += w + height * 0.015


def square(s: Stage, *, stalls: int = 5, people: int = 16, tower: bool = True, festive: bool = False) -> None:
    """A market square: gables, church tower, stalls, people."""
    ground = s.height * 0.66
    sky.sky(s, ground)
    if tower:
        church(s, (s.width * 0.46, ground - 10), s.height * 0.6, depth=0.25)
    house_row(s, ground, s.height * 0.42, gap=(s.width * 0.43, s.width * 0.6) if tower else None)
    land.pavement(s, ground - 4)
    for index in range(stalls):
        stall(
            s,
            (s.width * (index + 0.5) / stalls, s.height * 0.8),
            s.width / stalls * 0.84,
            stripe=STRIPES[index % 5],
            goods=HARVEST[index % 3 :],
        )
    if festive:
        for level in (0.2, 0.28, 0.36):
            bunting(
                s,
                (-20, s.height * level),
                (s.width + 20, s.height * (level + s.rng.uniform(-0.05, 0.05))),
                sag=50,
                size=24,
            )
    for side in (0.06, 0.94):
        lamp(s, (side * s.width, s.height * 0.86), s.height * 0.26)
    crowd(s, (s.height * 0.84, s.height * 0.96), people, s.height * 0.13)
    weather_over(s)


def hall_square(s: Stage, *, sign: str, fountain: bool = True) -> None:
    ground = s.height * 0.7
    sky.sky(s, ground)
    house_row(s, ground, s.height * 0.34, gap=(s.width * 0.2, s.width * 0.8))
    town_hall(
        s,
        (s.center - min(s.width * 0.3, s.height * 0.42), ground),
        (min(s.width * 0.6, s.height * 0.84), s.height * 0.6),
        sign=sign,
    )
    land.pavement(s, ground - 2)
    if fountain:
        basin(s, (s.center, s.height * 0.86), 130)
    for side in (0.1, 0.88):
        plants.tree(s, (side * s.width, s.height * 0.8), s.height * 0.3)
        bench(s, (side * s.width, s.height * 0.87), 130)
    crowd(s, (s.height * 0.78, s.height * 0.94), 6, s.height * 0.12)
    weather_over(s)


def basin(s: Stage, at: Point, size: float) -> None:
    x, y = at
    stone = s.tone("#b9ae9c")
    s.canvas.rect(
        (x - size, y - size * 0.3, size * 2, size * 0.34), fade(lighter(stone, 0.1), darker(stone, 0.15)), radius=10
    )
    s.canvas.ellipse((x, y - size * 0.3), (size, size * 0.16), lighter(stone, 0.2))
    s.canvas.ellipse((x, y - size * 0.3), (size * 0.9, size * 0.12), s.tone("#7fb4cc"))
    s.canvas.rect((x - size * 0.08, y - size * 1.0, size * 0.16, size * 0.72), stone)
    s.canvas.ellipse((x, y - size * 0.98), (size * 0.4, size * 0.09), lighter(stone, 0.1))
    if s.mood.season is Season.WINTER:
        return
    for drop in range(9):
        angle = -90 + (drop - 4) * 14
        tip = around((x, y - size), size * 0.5, angle)
        s.canvas.line(
            [(x, y - size), tip, (tip[0] + (drop - 4) * size * 0.1, y - size * 0.3)], hue("#ffffff"), 3, alpha=0.4
        )


def lane(s: Stage) -> None:
    """A narrow street between gables that lead the eye to the church."""
    ground = s.height * 0.62
    sky.sky(s, ground)
    church(s, (s.width * 0.46, ground), s.height * 0.42, depth=0.4)
    land.pavement(s, ground - 6, code="#bfb3a0")
    for share in (0.1, 0.26, 0.5, 0.95):
        y, scale = land.at_depth(s, ground, share)
        w = s.width * 0.42 * scale
        h = s.height * 0.78 * scale + s.height * 0.1
        gap = s.width * (0.07 + 0.24 * share)
        timbered(s, (s.center - gap - w, y), (w, h))
        timbered(s, (s.center + gap, y), (w, h))
    for side in (-1, 1):
        lamp(s, (s.center + side * s.width * 0.16, s.height * 0.84), s.height * 0.24)
    for index in range(3):
        person(s, (s.center + (index - 1) * 70, s.height * (0.75 + 0.06 * index)), s.height * 0.1)
    weather_over(s)


def station(s: Stage) -> None:
    ground = s.height * 0.7
    sky.sky(s, ground)
    land.hills(s, s.height * 0.6, 90, depth=0.7)
    plants.woodland(s, s.height * 0.63, 70, depth=0.4)
    cottage(s, (s.width * 0.3, ground), (s.width * 0.4, s.height * 0.36))
    cottage(s, (s.width * 0.16, ground), (s.width * 0.17, s.height * 0.22))
    s.canvas.rect((0, ground, s.width, s.height * 0.05), s.tone("#c9c2b4"))
    lettering(
        s.canvas,
        (s.width * 0.5, ground - s.height * 0.215),
        "BAHNHOF",
        24,
        s.tone("#f8f4ea") if not s.mood.is_dark else hue("#fff2cf"),
        weight=0.03,
    )
    train(s, (-s.width * 0.12, s.height * 0.9), s.width * 0.86)
    s.canvas.rect((0, s.height * 0.9, s.width, s.height * 0.1), fade(s.tone("#8a8074"), s.tone("#6a6058")))
    for tie in range(int(s.width / 50) + 1):
        s.canvas.rect((tie * 50, s.height * 0.92, 26, 14), s.tone("#4a3c32"))
    s.canvas.rect((0, s.height * 0.91, s.width, 7), s.tone("#b9bcc0"))
    for x in (0.78, 0.84, 0.93):
        person(s, (x * s.width, ground + s.height * 0.045), s.height * 0.13)
    lamp(s, (s.width * 0.74, ground + 20), s.height * 0.26)
    weather_over(s)


def bus_stop(s: Stage, *, line: str = "12 Hohenfeld") -> None:
    open_country(s, 0.46)
    cottage(s, (s.width * 0.06, s.height * 0.66), (s.width * 0.3, s.height * 0.28))
    s.canvas.rect((0, s.height * 0.76, s.width, s.height * 0.24), fade(s.tone("#8a8f96"), s.tone("#6a7078")))
    for dash in range(9):
        s.canvas.rect((dash * s.width / 8, s.height * 0.9, s.width * 0.06, 9), s.tone("#f0eee6"))
    bus(s, (s.width * 0.56, s.height * 0.87), s.width * 0.6, code=s.pick("#2f7a4f", "#2f5fa8", "#d9822f"), line=line)
    signpost(s, (s.width * 0.14, s.height * 0.8), 190, ("Haltestelle",), code="#2f7a4f")
    for x in (0.18, 0.24):
        person(s, (x * s.width, s.height * 0.79), s.height * 0.14)
    weather_over(s)


def public_building(s: Stage, *, sign: str, wall: str = "#e9e4da", accent: str = "#c65a3a", bikes: bool = True) -> None:
    open_country(s, 0.44)
    for side in (0.08, 0.9, 0.97):
        plants.tree(s, (side * s.width, s.height * 0.66), s.height * 0.36, depth=0.1)
    modern(s, (s.width * 0.12, s.height * 0.72), (s.width * 0.76, s.height * 0.3), sign=sign, wall=wall, accent=accent)
    land.pavement(s, s.height * 0.76)
    if bikes:
        for index in range(5):
            bicycle(s, (s.width * (0.12 + 0.055 * index), s.height * 0.82), 74, STRIPES[index])
    crowd(s, (s.height * 0.8, s.height * 0.95), 8, s.height * 0.12, children=0.5)
    plants.bush(s, (s.width * 0.95, s.height * 0.97), 150)
    weather_over(s)


def playground(s: Stage) -> None:
    open_country(s, 0.44)
    for side in (0.04, 0.2, 0.8, 0.97):
        plants.tree(s, (side * s.width, s.height * 0.62), s.rng.uniform(260, 340), depth=0.1)
    s.canvas.ellipse((s.center, s.height * 0.84), (s.width * 0.5, s.height * 0.13), s.tone("#e3cc98"))
    _slide(s, (s.width * 0.28, s.height * 0.82), s.height * 0.34)
    _swing(s, (s.width * 0.66, s.height * 0.84), s.height * 0.34)
    for x, y in ((0.2, 0.88), (0.46, 0.86), (0.52, 0.92), (0.88, 0.9)):
        person(s, (x * s.width, y * s.height), s.height * 0.11, raised=s.rng.random() < 0.5)
    bench(s, (s.width * 0.9, s.height * 0.8), 130)
    weather_over(s)


def _slide(s: Stage, at: Point, h: float) -> None:
    x, y = at
    wood = s.tone("#9a6b3f")
    for dx in (-0.2, 0.2):
        s.canvas.line([(x + dx * h, y), (x + dx * h, y - h * 0.9)], wood, h * 0.045)
    s.canvas.rect((x - h * 0.26, y - h * 0.55, h * 0.52, h * 0.05), wood)
    s.canvas.poly([(x - h * 0.34, y - h * 0.86), (x, y - h * 1.15), (x + h * 0.34, y - h * 0.86)], s.tone("#c8402f"))
    for rung in range(5):
        s.canvas.line([(x - h * 0.36, y - h * rung * 0.1), (x - h * 0.22, y - h * rung * 0.1)], wood, h * 0.025)
    s.canvas.line([(x - h * 0.38, y), (x - h * 0.24, y - h * 0.55)], wood, h * 0.03)
    s.canvas.line(
        [(x + h * 0.22, y - h * 0.53), (x + h * 0.62, y - h * 0.06), (x + h * 0.8, y - h * 0.04)],
        s.tone("#e2a83a"),
        h * 0.09,
    )


def _swing(s: Stage, at: Point, h: float) -> None:
    x, y = at
    steel = s.tone("#2f6d8c")
    for side in (-1, 1):
        for foot in (-0.12, 0.12):
            s.canvas.line([(x + side * h * 0.6 + foot * h, y), (x + side * h * 0.52, y - h)], steel, h * 0.035)
    s.canvas.line([(x - h * 0.55, y - h), (x + h * 0.55, y - h)], steel, h * 0.045)
    for hang, lean in ((-0.25, 0.14), (0.25, -0.05)):
        seat = (x + (hang + lean) * h, y - h * 0.3)
        for rope in (-0.06, 0.06):
            s.canvas.line([(x + (hang + rope) * h, y - h), (seat[0] + rope * h, seat[1])], s.tone("#5a5a5a"), 2)
        s.canvas.rect((seat[0] - h * 0.08, seat[1], h * 0.16, h * 0.03), s.tone("#c8402f"))


def bathing(s: Stage) -> None:
    """The swimming lake: beach, jetty, parasols, bathers."""
    horizon = s.height * 0.36
    sky.sky(s, horizon)
    land.distance(s, horizon)
    plants.woodland(s, horizon + 56, 80, depth=0.32)
    land.water(s, horizon + 56, s.height * 0.74, clearness=0.45)
    for _ in range(9):
        at = (s.rng.uniform(0.08, 0.92) * s.width, s.height * s.rng.uniform(0.52, 0.68))
        s.canvas.disc(at, 11, s.tone("#e2b088"))
        s.canvas.ellipse((at[0], at[1] + 10), (26, 5), hue("#ffffff"), alpha=0.5)
    edge = land.ridge(s, s.height * 0.76, 40)
    sand = s.tone("#ecd6a4")
    s.canvas.poly([*edge, (s.width + 20, s.height), (-20, s.height)], fade(lighter(sand, 0.2), sand, darker(sand, 0.1)))
    boards = s.tone("#a98055")
    s.canvas.poly(
        [
            (s.width * 0.66, s.height * 0.8),
            (s.width * 0.76, s.height * 0.8),
            (s.width * 0.7, s.height * 0.52),
            (s.width * 0.66, s.height * 0.52),
        ],
        fade(darker(boards, 0.1), lighter(boards, 0.15)),
    )
    for index, x in enumerate((0.12, 0.32, 0.52, 0.88)):
        parasol(s, (x * s.width, s.height * (0.9 + 0.05 * (index % 2))), 190, STRIPES[index])
    for x in (0.22, 0.42, 0.62, 0.8):
        person(s, (x * s.width, s.height * s.rng.uniform(0.86, 0.97)), s.height * 0.12)
    weather_over(s)


def parasol(s: Stage, at: Point, size: float, code: str) -> None:
    x, y = at
    s.canvas.rect((x - size * 0.5, y - 10, size, 16), s.tone(code), radius=6)
    s.canvas.line([(x, y), (x + size * 0.06, y - size * 0.9)], s.tone("#f2ede2"), 5)
    top = (x + size * 0.06, y - size)
    for part in range(6):
        left, right = -0.55 + part * 1.1 / 6, -0.55 + (part + 1) * 1.1 / 6
        s.canvas.poly(
            [top, (top[0] + left * size, y - size * 0.66), (top[0] + right * size, y - size * 0.66)],
            s.tone(code if part % 2 else "#f8f3e6"),
        )


def pool(s: Stage) -> None:
    """An open-air pool with lanes."""
    open_country(s, 0.4)
    for edge, top, paint in (
        (60, 0.545, fade(s.tone("#d9d2c4"), s.tone("#ece6da"))),
        (0, 0.56, fade(s.tone("#7fd0e0"), s.tone("#2f9fc4"))),
    ):
        back, front = (
            (s.width * 0.16 - edge * 0.4, s.width * 0.84 + edge * 0.4),
            (-s.width * 0.1 - edge, s.width * 1.1 + edge),
        )
        corners = [(back[0], s.height * top), (back[1], s.height * top), (front[1], s.height), (front[0], s.height)]
        s.canvas.poly(corners, paint)
    for lane_line in range(1, 6):
        share = lane_line / 6
        s.canvas.line(
            [(s.width * (0.16 + 0.68 * share), s.height * 0.56), (s.width * (-0.1 + 1.2 * share), s.height)],
            s.tone("#e8f4f4"),
            4,
            alpha=0.8,
        )
    for index in range(6):
        y = s.height * s.rng.uniform(0.62, 0.94)
        x = s.width * (0.2 + 0.12 * index)
        s.canvas.disc((x, y), 16, s.tone("#e2b088"))
        s.canvas.ellipse((x, y - 6), (17, 11), s.tone(STRIPES[index % 5]))
        s.canvas.ellipse((x + 34, y + 10), (46, 9), hue("#ffffff"), alpha=0.55)
    for _ in range(50):
        x, y = s.rng.uniform(0.1, 0.9) * s.width, s.height * s.rng.uniform(0.58, 0.99)
        s.canvas.line([(x, y), (x + 40, y)], hue("#ffffff"), 2, alpha=0.3)
    for x in (0.06, 0.94):
        parasol(s, (x * s.width, s.height * 0.62), 150, "#e2a83a")
    weather_over(s)


def gate_street(s: Stage) -> None:
    ground = s.height * 0.7
    sky.sky(s, ground)
    house_row(s, ground, s.height * 0.36, gap=(s.width * 0.38, s.width * 0.62))
    town_gate(s, (s.center, ground + 8), min(s.width * 0.26, s.height * 0.34))
    land.pavement(s, ground)
    cyclist(s, (s.width * 0.36, s.height * 0.88), 150, "#3d7a5a")
    crowd(s, (s.height * 0.8, s.height * 0.94), 6, s.height * 0.12)
    weather_over(s)


def new_quarter(s: Stage) -> None:
    """New houses with solar roofs, young trees and a shared car."""
    open_country(s, 0.44)
    for index in range(4):
        left = s.width * (0.02 + 0.25 * index)
        cottage(s, (left, s.height * 0.72), (s.width * 0.2, s.height * s.rng.uniform(0.28, 0.34)))
        top = s.height * 0.72 - s.height * 0.27
        for panel in range(4):
            s.canvas.rect(
                (left + s.width * (0.03 + 0.034 * panel), top, s.width * 0.03, s.height * 0.05),
                fade(s.tone("#6f93bd"), s.tone("#2f4a78")),
            )
        plants.tree(s, (left + s.width * 0.225, s.height * 0.76), 170)
    s.canvas.rect((0, s.height * 0.8, s.width, s.height * 0.2), fade(s.tone("#9a9ea4"), s.tone("#7a8088")))
    car(s, (s.width * 0.3, s.height * 0.93), 260, "#2f8a6a")
    cyclist(s, (s.width * 0.7, s.height * 0.93), 150, "#c8402f")
    weather_over(s)


def sports(s: Stage) -> None:
    """A football pitch with a youth game."""
    top = open_country(s, 0.42)
    for stripe in range(10):
        x0, x1 = stripe / 10, (stripe + 1) / 10
        color = s.tone("#6fa545" if stripe % 2 else "#7fb552")
        s.canvas.poly(
            [
                (s.width * (0.2 + 0.6 * x0), top + 60),
                (s.width * (0.2 + 0.6 * x1), top + 60),
                (s.width * (-0.3 + 1.6 * x1), s.height),
                (s.width * (-0.3 + 1.6 * x0), s.height),
            ],
            color,
        )
    s.canvas.line([(0, s.height * 0.72), (s.width, s.height * 0.72)], hue("#ffffff"), 5)
    s.canvas.ellipse((s.center, s.height * 0.72), (180, 50), s.tone("#7fb552"))
    s.canvas.rect((s.width * 0.42, top + 8, s.width * 0.16, 56), hue("#ffffff"), alpha=0.3)
    s.canvas.line(
        [(s.width * 0.42, top + 64), (s.width * 0.42, top + 8), (s.width * 0.58, top + 8), (s.width * 0.58, top + 64)],
        hue("#ffffff"),
        5,
    )
    for index in range(11):
        person(
            s,
            (s.width * s.rng.uniform(0.08, 0.92), s.height * s.rng.uniform(0.62, 0.96)),
            s.height * 0.13,
            cloth="#c8402f" if index % 2 else "#f1ede2",
        )
    s.canvas.disc((s.width * 0.5, s.height * 0.86), 14, hue("#ffffff"))
    weather_over(s)


def river_town(s: Stage) -> None:
    """The old town above the river, mirrored."""
    shore = s.height * 0.58
    sky.sky(s, shore)
    church(s, (s.width * 0.55, shore - 40), s.height * 0.46, depth=0.15)
    for index in range(3):
        house_row(
            s,
            shore - 60 + index * 28,
            s.height * (0.2 + 0.03 * index),
            gap=(s.width * 0.52, s.width * 0.62) if index == 0 else None,
        )
    s.canvas.rect((0, shore - 6, s.width, 20), s.tone("#8a7f70"))
    sky.sky_lights(s, shore)
    land.water(s, shore + 12, s.height, clearness=0.66)
    weather_over(s)

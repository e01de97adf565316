"""Fields and orchards, and what else grows on them: straw, power."""

from __future__ import annotations

from assets.demo import land, plants, sky
from assets.demo.colors import darker, fade, hue, lighter
from assets.demo.figures import person
from assets.demo.houses import village
from assets.demo.landmarks import church
from assets.demo.mood import Season
from assets.demo.scenes_nature import open_country, weather_over
from assets.demo.stage import Stage
from assets.demo.vehicles import tractor, wind_turbine


def crop_field(s: Stage, *, crop: str, machine: bool = False, hamlet: bool = True) -> None:
    """A field up to the horizon: canola, wheat with poppies, stubble, tulip-free plough land."""
    top = open_country(s, s.rng.uniform(0.4, 0.48))
    if hamlet:
        village(s, top + 16, 5, 54, depth=0.42)
        church(s, (s.width * s.rng.uniform(0.62, 0.8), top + 20), 150, depth=0.4)
    near, far, codes = {
        "canola": ("#e8cf35", "#c9c24a", ("#f2e04a", "#ecd63a", "#a9b845")),
        "wheat": ("#dcb55c", "#d9c07a", ("#e8c878", "#d2a84c", "#c99f45")),
        "soil": ("#7a5a42", "#8f7257", ("#6a4c38", "#8a684c", "#9a7a5a")),
        "stubble": ("#d3b368", "#cdb880", ("#e0c47c", "#c2a05a", "#b89650")),
    }[crop]
    land.meadow(s, top + 26, near=near)
    land.rows(s, top + 30, s.width * s.rng.uniform(0.3, 0.7), (s.tone(far, 0.3), s.tone(codes[2])), 30)
    if crop in ("canola", "wheat"):
        land.tufts(s, top + 40, 800, codes, 17)
        land.blades(s, s.height * 0.72, 620, codes, height=84)
    if crop == "wheat":
        for _ in range(34):
            plants.poppy(
                s,
                (s.rng.uniform(0, s.width), s.height * s.rng.uniform(0.84, 1.04)),
                s.rng.uniform(20, 42),
                s.pick("#d8402f", "#d8402f", "#4a6ab8"),
            )
    if crop == "stubble":
        for share in (0.12, 0.24, 0.4, 0.62):
            y, scale = land.at_depth(s, top + 30, share)
            straw_bale(s, (s.width * s.rng.uniform(0.1, 0.9), y), 330 * scale)
    if machine:
        tractor(s, (s.width * 0.62, s.height * 0.72), 330, code=s.pick("#3f7d4a", "#c8402f", "#2f6d9c"))
        sky.birds(s, (s.width * 0.4, s.height * 0.5), 14)
    weather_over(s)


def straw_bale(s: Stage, at: tuple[float, float], size: float) -> None:
    x, y = at
    straw = s.tone("#d9b45e")
    s.canvas.ellipse((x + size * 0.1, y), (size * 0.6, size * 0.08), hue("#3a2a18"), alpha=0.25)
    s.canvas.rect(
        (x - size * 0.1, y - size * 0.8, size * 0.5, size * 0.8),
        fade(lighter(straw, 0.12), darker(straw, 0.25)),
        radius=size * 0.1,
    )
    s.canvas.ellipse((x - size * 0.1, y - size * 0.4), (size * 0.34, size * 0.4), lighter(straw, 0.12))
    for ring in (0.8, 0.55, 0.3):
        s.canvas.arc(
            (
                x - size * 0.1 - size * 0.34 * ring,
                y - size * 0.4 - size * 0.4 * ring,
                size * 0.68 * ring,
                size * 0.8 * ring,
            ),
            (20, 330),
            darker(straw, 0.16),
            2,
        )


def sunflowers(s: Stage) -> None:
    top = open_country(s, 0.4)
    land.meadow(s, top + 20, near="#7d8a3a")
    for share in sorted(s.rng.random() for _ in range(230)):
        y, scale = land.at_depth(s, top + 20, share)
        plants.sunflower(s, (s.rng.uniform(-20, s.width + 20), y - 30 * scale), 62 * scale, depth=0.4 * (1 - share))
    weather_over(s)


def orchard(s: Stage, *, harvest: bool = False) -> None:
    top = open_country(s, 0.4)
    fruits = ("#fbe9ee", "#ffffff", "#f4c9d6") if s.mood.season is Season.SPRING else ("#c8321f", "#e0552f", "#d9a02f")
    for row, share in enumerate((0.12, 0.3, 0.55)):
        y, scale = land.at_depth(s, top, share)
        for index in range(4 - row):
            x = s.width * (index + 0.5 + s.rng.uniform(-0.1, 0.1)) / (4 - row)
            plants.fruit_tree(s, (x, y + 30), 640 * scale + 170, fruits)
    land.tufts(s, s.height * 0.6, 240, ("#8fae52", "#a9c266", *fruits[:2]), 10)
    if harvest:
        for x in (0.2, 0.5, 0.78):
            person(s, (x * s.width, s.height * 0.86), 230, hat="#d9b86a", raised=True)
            basket(s, (x * s.width + 100, s.height * 0.88), 90, fruits)
    weather_over(s)


def basket(s: Stage, at: tuple[float, float], size: float, fruits: tuple[str, ...]) -> None:
    x, y = at
    for index in range(9):
        s.canvas.disc(
            (x + (index % 5 - 2) * size * 0.17, y - size * (0.52 + 0.1 * (index // 5))),
            size * 0.12,
            s.tone(fruits[index % len(fruits)]),
        )
    wicker = s.tone("#b07f45")
    s.canvas.poly(
        [
            (x - size * 0.5, y - size * 0.5),
            (x + size * 0.5, y - size * 0.5),
            (x + size * 0.38, y),
            (x - size * 0.38, y),
        ],
        fade(lighter(wicker, 0.12), darker(wicker, 0.15)),
    )
    for line in (0.12, 0.25, 0.38):
        s.canvas.line([(x - size * 0.44, y - size * line), (x + size * 0.44, y - size * line)], darker(wicker, 0.25), 2)


def energy(s: Stage) -> None:
    """Wind turbines and a solar meadow."""
    top = open_country(s, 0.5)
    for index in range(5):
        depth = 0.55 - 0.09 * index
        wind_turbine(
            s,
            (s.width * (0.12 + 0.19 * index), top + 24 + index * 10),
            s.height * (0.26 + 0.045 * index),
            depth=depth,
            turn=s.rng.uniform(0, 120),
        )
    for row in range(4):
        y, scale = land.at_depth(s, top + 40, (row + 1.2) / 4.8)
        wide = 300 * scale + 60
        for column in range(int(s.width / wide) + 2):
            x = column * wide - 60 * row
            panel = [
                (x, y),
                (x + wide * 0.86, y),
                (x + wide * 0.74, y - 110 * scale),
                (x + wide * 0.08, y - 110 * scale),
            ]
            s.canvas.poly(panel, fade(s.tone("#6f93bd"), s.tone("#2f4a78")))
            for part in range(1, 4):
                s.canvas.line(
                    [(x + wide * 0.86 * part / 4, y), (x + wide * (0.08 + 0.66 * part / 4), y - 110 * scale)],
                    s.tone("#b9cbe0"),
                    1.6,
                )
            s.canvas.line([panel[0], panel[1]], s.tone("#d9dee4"), 4)
    land.tufts(s, s.height * 0.86, 200, ("#8fae52", "#e8d25a", "#f4f0e4", "#c46a9a"), 9)
    weather_over(s)

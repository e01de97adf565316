"""People and animals as small flat figures without faces: nobody real can be meant."""

from __future__ import annotations

from assets.demo.canvas import Point, around
from assets.demo.colors import darker, hue, lighter
from assets.demo.stage import Stage

SKIN = ("#f0c9a4", "#e2b088", "#c98d62", "#8f5d3f", "#f4d3b5")
CLOTH = ("#2f6d8c", "#c65a3a", "#3d7a5a", "#d9a13a", "#7a4a7c", "#34485f", "#b8455a", "#e8e2d4", "#5f8fb4", "#8a6a3f")
HAIR = ("#3a2a20", "#6a4a2c", "#c9a060", "#20202a", "#8a8a88", "#a8562c")


def person(s: Stage, at: Point, height: float, *, cloth: str = "", hat: str = "", raised: bool = False) -> None:
    """A standing or walking figure; `at` is between the feet."""
    x, y = at
    body, legs = s.tone(cloth or s.rng.choice(CLOTH)), s.tone(s.rng.choice(CLOTH[5:]))
    skin, hair = s.tone(s.rng.choice(SKIN)), s.tone(s.rng.choice(HAIR))
    s.canvas.ellipse((x, y), (height * 0.2, height * 0.03), hue("#101828"), alpha=0.18)
    step = s.rng.uniform(0.03, 0.1) * height
    hip = y - height * 0.46
    for side in (-1, 1):
        s.canvas.line([(x + side * height * 0.05, hip), (x + side * step, y - height * 0.015)], legs, height * 0.1)
    if s.rng.random() < 0.3:
        s.canvas.poly(
            [
                (x - height * 0.1, hip - height * 0.1),
                (x + height * 0.1, hip - height * 0.1),
                (x + height * 0.17, y - height * 0.2),
                (x - height * 0.17, y - height * 0.2),
            ],
            legs,
        )
    shoulder = y - height * 0.78
    for side in (-1, 1):
        up = raised and side == 1
        hand = (
            (x + side * height * 0.24, shoulder - height * 0.2)
            if up
            else (x + side * height * 0.17, hip + height * 0.02)
        )
        s.canvas.line([(x + side * height * 0.11, shoulder + height * 0.05), hand], darker(body, 0.12), height * 0.075)
        s.canvas.disc(hand, height * 0.036, skin)
    s.canvas.rect((x - height * 0.13, shoulder, height * 0.26, height * 0.37), body, radius=height * 0.07)
    s.canvas.rect((x - height * 0.03, shoulder - height * 0.05, height * 0.06, height * 0.07), skin)
    head = (x, y - height * 0.89)
    s.canvas.disc((head[0], head[1] - height * 0.015), height * 0.095, hair)
    s.canvas.ellipse((head[0] + height * 0.01, head[1] + height * 0.015), (height * 0.078, height * 0.085), skin)
    if hat:
        s.canvas.ellipse((head[0], head[1] - height * 0.045), (height * 0.15, height * 0.026), s.tone(hat))
        s.canvas.ellipse((head[0], head[1] - height * 0.075), (height * 0.085, height * 0.06), s.tone(hat))


def crowd(s: Stage, band: Point, count: int, height: float, *, children: float = 0.15) -> None:
    """Scattered people between two heights of the page, nearer ones larger."""
    spots = sorted((s.rng.uniform(*band), s.rng.uniform(0.02, 0.98) * s.width) for _ in range(count))
    for y, x in spots:
        scale = 0.72 + 0.5 * (y - band[0]) / max(1.0, band[1] - band[0])
        size = height * scale * (0.62 if s.rng.random() < children else s.rng.uniform(0.93, 1.06))
        person(s, (x, y), size)


def seated(s: Stage, at: Point, height: float, *, cloth: str = "") -> None:
    """The upper half of a person behind a table, as high as `height` above `at`."""
    x, y = at
    body = s.tone(cloth or s.rng.choice(CLOTH))
    s.canvas.poly(
        [
            (x - height * 0.34, y),
            (x - height * 0.27, y - height * 0.5),
            (x, y - height * 0.58),
            (x + height * 0.27, y - height * 0.5),
            (x + height * 0.34, y),
        ],
        body,
    )
    skin = s.tone(s.rng.choice(SKIN))
    s.canvas.rect((x - height * 0.07, y - height * 0.64, height * 0.14, height * 0.14), skin)
    s.canvas.disc((x, y - height * 0.82), height * 0.19, s.tone(s.rng.choice(HAIR)))
    s.canvas.ellipse((x + height * 0.01, y - height * 0.78), (height * 0.155, height * 0.17), skin)


def bicycle(s: Stage, at: Point, size: float, code: str, *, facing: int = 1) -> None:
    """A bicycle; `at` is on the ground between the wheels, `size` the distance of the hubs."""
    x, y = at
    radius = size * 0.36
    rear, front = (x - facing * size / 2, y - radius), (x + facing * size / 2, y - radius)
    for hub in (rear, front):
        s.canvas.ring(hub, radius, s.tone("#20242c"), size * 0.035)
        for spoke in range(8):
            s.canvas.line([hub, around(hub, radius * 0.95, spoke * 45)], s.tone("#8a929c"), max(0.8, size * 0.006))
    color = s.tone(code)
    pedal, saddle = (x - facing * size * 0.06, y - radius * 0.95), (x - facing * size * 0.2, y - size * 0.78)
    bar = (x + facing * size * 0.34, y - size * 0.8)
    for line in ((rear, saddle), (rear, pedal), (pedal, saddle), (pedal, bar), (saddle, bar), (bar, front)):
        s.canvas.line(list(line), color, size * 0.042)
    s.canvas.line(
        [(saddle[0] - size * 0.09, saddle[1] - size * 0.03), (saddle[0] + size * 0.09, saddle[1] - size * 0.03)],
        s.tone("#2a2320"),
        size * 0.055,
    )
    s.canvas.line(
        [
            bar,
            (bar[0] + facing * size * 0.03, bar[1] - size * 0.1),
            (bar[0] - facing * size * 0.08, bar[1] - size * 0.14),
        ],
        s.tone("#2a2320"),
        size * 0.035,
    )
    s.canvas.disc(pedal, size * 0.06, s.tone("#3a3f48"))


def cyclist(s: Stage, at: Point, size: float, code: str, *, facing: int = 1) -> None:
    x, y = at
    bicycle(s, at, size, code, facing=facing)
    hip, shoulder = (x - facing * size * 0.2, y - size * 0.88), (x + facing * size * 0.06, y - size * 1.3)
    legs, top, skin = s.tone(s.rng.choice(CLOTH[5:])), s.tone(s.rng.choice(CLOTH)), s.tone(s.rng.choice(SKIN))
    s.canvas.line(
        [hip, (x + facing * size * 0.08, y - size * 0.66), (x - facing * size * 0.02, y - size * 0.28)],
        legs,
        size * 0.12,
    )
    s.canvas.line([hip, shoulder], top, size * 0.22)
    s.canvas.line([shoulder, (x + facing * size * 0.3, y - size * 0.95)], darker(top, 0.12), size * 0.08)
    head = (shoulder[0] + facing * size * 0.07, shoulder[1] - size * 0.22)
    s.canvas.disc(head, size * 0.115, skin)
    s.canvas.ellipse(
        (head[0] - facing * size * 0.01, head[1] - size * 0.06),
        (size * 0.13, size * 0.085),
        s.tone(s.pick("#d9422f", "#2a6db0", "#f2b632", "#f4f4f0")),
    )


def sheep(s: Stage, at: Point, size: float, *, facing: int = 1, dark: bool = True) -> None:
    x, y = at
    wool, face = s.tone("#ece5d6"), s.tone("#3a3430" if dark else "#d9cdb8")
    for leg in (-0.24, -0.1, 0.12, 0.26):
        s.canvas.line([(x + leg * size, y - size * 0.3), (x + leg * size, y)], face, size * 0.07)
    s.canvas.ellipse((x, y - size * 0.46), (size * 0.42, size * 0.28), darker(wool, 0.12))
    for dx, dy in (
        (-0.26, -0.5),
        (-0.08, -0.6),
        (0.12, -0.58),
        (0.28, -0.48),
        (0.0, -0.42),
        (-0.3, -0.38),
        (0.22, -0.36),
    ):
        s.canvas.disc((x + dx * size, y + dy * size), size * 0.17, lighter(wool, s.rng.uniform(0, 0.3)))
    head = (x + facing * size * 0.48, y - size * 0.56)
    s.canvas.ellipse(head, (size * 0.14, size * 0.12), face)
    s.canvas.ellipse((head[0] - facing * size * 0.1, head[1] - size * 0.09), (size * 0.08, size * 0.035), face)


def cow(s: Stage, at: Point, size: float, *, facing: int = 1) -> None:
    x, y = at
    hide, patch = s.tone("#f2ede2"), s.tone(s.pick("#2e2a2a", "#8a4a2c"))
    for leg in (-0.38, -0.27, 0.25, 0.36):
        s.canvas.line([(x + leg * size, y - size * 0.4), (x + leg * size, y)], darker(hide, 0.1), size * 0.085)
    s.canvas.rect((x - size * 0.46, y - size * 0.72, size * 0.92, size * 0.4), hide, radius=size * 0.14)
    for dx, dy, rx, ry in ((-0.22, -0.58, 0.16, 0.12), (0.16, -0.5, 0.13, 0.15), (-0.02, -0.38, 0.1, 0.06)):
        s.canvas.ellipse((x + dx * size, y + dy * size), (rx * size, ry * size), patch)
    head = (x + facing * size * 0.56, y - size * 0.74)
    s.canvas.rect((head[0] - size * 0.12, head[1] - size * 0.1, size * 0.24, size * 0.26), patch, radius=size * 0.08)
    s.canvas.ellipse(
        (head[0] + facing * size * 0.05, head[1] + size * 0.13), (size * 0.11, size * 0.07), s.tone("#e3b5a4")
    )
    for side in (-1, 1):
        s.canvas.line(
            [
                (head[0] + side * size * 0.08, head[1] - size * 0.09),
                (head[0] + side * size * 0.13, head[1] - size * 0.19),
            ],
            s.tone("#e9dfc6"),
            size * 0.03,
        )
    s.canvas.line(
        [(x - facing * size * 0.45, y - size * 0.66), (x - facing * size * 0.53, y - size * 0.28)],
        darker(hide, 0.15),
        size * 0.03,
    )


def stork(s: Stage, at: Point, size: float, *, facing: int = 1) -> None:
    x, y = at
    for leg in (-0.05, 0.06):
        s.canvas.line([(x + leg * size, y - size * 0.42), (x + leg * size, y)], s.tone("#d8482f"), size * 0.035)
    s.canvas.ellipse((x, y - size * 0.52), (size * 0.27, size * 0.15), s.tone("#f6f4ee"))
    s.canvas.poly(
        [
            (x - facing * size * 0.02, y - size * 0.56),
            (x - facing * size * 0.4, y - size * 0.4),
            (x - facing * size * 0.1, y - size * 0.42),
        ],
        s.tone("#22242a"),
    )
    neck = [
        (x + facing * size * 0.2, y - size * 0.56),
        (x + facing * size * 0.27, y - size * 0.76),
        (x + facing * size * 0.26, y - size * 0.92),
    ]
    s.canvas.line(neck, s.tone("#f6f4ee"), size * 0.085)
    s.canvas.disc(neck[2], size * 0.075, s.tone("#f6f4ee"))
    s.canvas.poly(
        [
            (neck[2][0] + facing * size * 0.05, neck[2][1] - size * 0.03),
            (neck[2][0] + facing * size * 0.36, neck[2][1] + size * 0.05),
            (neck[2][0] + facing * size * 0.04, neck[2][1] + size * 0.04),
        ],
        s.tone("#e05a34"),
    )


def goose(s: Stage, at: Point, size: float, *, facing: int = 1) -> None:
    x, y = at
    white = s.tone("#f4f1e8")
    s.canvas.ellipse((x, y - size * 0.3), (size * 0.36, size * 0.2), white)
    s.canvas.line(
        [(x + facing * size * 0.26, y - size * 0.34), (x + facing * size * 0.34, y - size * 0.76)], white, size * 0.11
    )
    s.canvas.disc((x + facing * size * 0.36, y - size * 0.8), size * 0.085, white)
    s.canvas.poly(
        [
            (x + facing * size * 0.42, y - size * 0.84),
            (x + facing * size * 0.57, y - size * 0.78),
            (x + facing * size * 0.42, y - size * 0.74),
        ],
        s.tone("#e8892f"),
    )
    for leg in (-0.04, 0.08):
        s.canvas.line([(x + leg * size, y - size * 0.12), (x + leg * size, y)], s.tone("#e8892f"), size * 0.04)

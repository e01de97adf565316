"""Things on wheels, rails and water. `at` is the point on the ground below the middle."""

from __future__ import annotations

from assets.demo.canvas import Point, around
from assets.demo.colors import Color, darker, fade, hue, lighter
from assets.demo.lettering import lettering
from assets.demo.stage import Stage


def wheel(s: Stage, hub: Point, radius: float, *, rim: str = "#c9ccd0") -> None:
    s.canvas.disc(hub, radius, s.tone("#22252b"))
    s.canvas.disc(hub, radius * 0.58, s.tone(rim))
    s.canvas.disc(hub, radius * 0.2, s.tone("#4a4f58"))


def wooden_wheel(s: Stage, hub: Point, radius: float) -> None:
    wood = s.tone("#7a5430")
    s.canvas.ring(hub, radius, wood, radius * 0.16)
    for spoke in range(8):
        s.canvas.line([hub, around(hub, radius * 0.95, spoke * 45 + 10)], wood, radius * 0.1)
    s.canvas.disc(hub, radius * 0.2, darker(wood, 0.3))


def tractor(s: Stage, at: Point, size: float, *, code: str = "#3f7d4a", facing: int = 1) -> None:
    x, y = at
    body = s.tone(code)
    s.canvas.poly(
        [
            (x - facing * size * 0.3, y - size * 0.5),
            (x - facing * size * 0.24, y - size * 0.88),
            (x + facing * size * 0.08, y - size * 0.88),
            (x + facing * size * 0.14, y - size * 0.5),
        ],
        s.tone("#b8d3df"),
    )
    s.canvas.line(
        [(x - facing * size * 0.3, y - size * 0.88), (x + facing * size * 0.12, y - size * 0.88)], body, size * 0.06
    )
    for dx in (-0.26, 0.11):
        s.canvas.line(
            [(x + facing * dx * size, y - size * 0.88), (x + facing * (dx + 0.02) * size, y - size * 0.46)],
            body,
            size * 0.035,
        )
    left = x if facing > 0 else x - size * 0.56
    s.canvas.rect(
        (left, y - size * 0.56, size * 0.56, size * 0.28),
        fade(lighter(body, 0.15), darker(body, 0.1)),
        radius=size * 0.05,
    )
    s.canvas.rect((x - size * 0.34, y - size * 0.5, size * 0.5, size * 0.24), body, radius=size * 0.05)
    s.canvas.line(
        [(x + facing * size * 0.36, y - size * 0.54), (x + facing * size * 0.36, y - size * 0.78)],
        s.tone("#3a3d42"),
        size * 0.035,
    )
    wheel(s, (x - facing * size * 0.24, y - size * 0.27), size * 0.27, rim="#e8c24a")
    wheel(s, (x + facing * size * 0.42, y - size * 0.17), size * 0.17, rim="#e8c24a")


def harvest_wagon(s: Stage, at: Point, size: float) -> None:
    """A wooden wagon heaped with pumpkins, apples and sheaves."""
    x, y = at
    wood = s.tone("#8a5f36")
    for _ in range(34):
        dx, dy = s.rng.uniform(-0.44, 0.44), abs(s.rng.gauss(0, 0.11))
        if abs(dx) + dy > 0.52:
            continue
        code = s.pick("#e0782c", "#c8402c", "#e9b23a", "#8fae42", "#d65a34")
        radius = size * s.rng.uniform(0.035, 0.07)
        center = (x + dx * size, y - size * 0.5 - dy * size)
        s.canvas.disc(center, radius, s.tone(code))
        s.canvas.disc((center[0] - radius * 0.3, center[1] - radius * 0.3), radius * 0.35, hue("#fff4d8"), alpha=0.35)
    for side in (-0.46, 0.46):
        for straw in range(9):
            tip = (x + side * size + (straw - 4) * size * 0.02, y - size * 0.86)
            s.canvas.line([(x + side * size, y - size * 0.45), tip], s.tone("#e3c266"), size * 0.014)
    s.canvas.poly(
        [
            (x - size * 0.54, y - size * 0.52),
            (x + size * 0.54, y - size * 0.52),
            (x + size * 0.48, y - size * 0.24),
            (x - size * 0.48, y - size * 0.24),
        ],
        fade(lighter(wood, 0.12), darker(wood, 0.15)),
    )
    for line in (0.34, 0.43):
        s.canvas.line([(x - size * 0.52, y - size * line), (x + size * 0.52, y - size * line)], darker(wood, 0.25), 2)
    for dx in (-0.34, 0.34):
        wooden_wheel(s, (x + dx * size, y - size * 0.16), size * 0.16)


def train(s: Stage, at: Point, length: float, *, code: str = "#c8372f") -> None:
    """A regional railcar of three sections; `at` is the left end on the rail."""
    x, y = at
    h = length * 0.105
    color = s.tone(code)
    for part in range(3):
        left = x + part * length / 3
        s.canvas.rect(
            (left + 2, y - h * 1.15, length / 3 - 4, h),
            fade(lighter(color, 0.16), color, darker(color, 0.18)),
            radius=h * 0.18,
        )
        s.canvas.rect(
            (left + length * 0.012, y - h * 0.98, length / 3 - length * 0.024, h * 0.36),
            s.tone("#2a3440"),
            radius=h * 0.06,
        )
        for pane in range(6):
            s.canvas.rect(
                (left + length * (0.018 + pane * 0.051), y - h * 0.94, length * 0.042, h * 0.28),
                hue("#ffdf9a") if s.mood.is_dark else s.tone("#9fc0d4"),
            )
        for gate in (0.1, 0.21):
            s.canvas.rect((left + length * gate, y - h * 0.98, length * 0.022, h * 0.8), s.tone("#e8e6e0"))
        for hub in (0.05, 0.09, 0.24, 0.28):
            s.canvas.disc((left + length * hub, y - h * 0.1), h * 0.12, s.tone("#2a2c30"))
    s.canvas.rect((x, y - h * 0.42, length, h * 0.07), s.tone("#f0ece2"))
    s.canvas.disc((x + h * 0.2, y - h * 0.3), h * 0.07, hue("#fff6d0"))


def bus(s: Stage, at: Point, size: float, *, code: str, line: str) -> None:
    x, y = at
    color = s.tone(code)
    s.canvas.rect(
        (x - size / 2, y - size * 0.36, size, size * 0.3),
        fade(lighter(color, 0.14), darker(color, 0.12)),
        radius=size * 0.03,
    )
    s.canvas.rect((x - size * 0.47, y - size * 0.32, size * 0.94, size * 0.13), s.tone("#2a3440"), radius=size * 0.015)
    for pane in range(6):
        s.canvas.rect(
            (x - size * 0.46 + pane * size * 0.155, y - size * 0.315, size * 0.14, size * 0.12),
            hue("#ffe2a0") if s.mood.is_dark else s.tone("#a9cadb"),
        )
    for hub in (-0.3, 0.28):
        wheel(s, (x + hub * size, y - size * 0.055), size * 0.055)
    lettering(s.canvas, (x, y - size * 0.13), line, size * 0.055, hue("#ffffff"), weight=0.03)


def fire_engine(s: Stage, at: Point, size: float, *, facing: int = 1) -> None:
    x, y = at
    red = s.tone("#cf2f27")
    s.canvas.rect(
        (x - size * 0.5, y - size * 0.46, size, size * 0.36),
        fade(lighter(red, 0.14), darker(red, 0.12)),
        radius=size * 0.03,
    )
    cab = x + facing * size * 0.22 - (0 if facing > 0 else size * 0.28)
    s.canvas.rect((cab, y - size * 0.5, size * 0.28, size * 0.4), fade(lighter(red, 0.2), red), radius=size * 0.04)
    s.canvas.rect(
        (cab + size * 0.035, y - size * 0.46, size * 0.21, size * 0.14), s.tone("#a9cadb"), radius=size * 0.02
    )
    s.canvas.rect((x - size * 0.5, y - size * 0.24, size, size * 0.045), s.tone("#f4f2ea"))
    s.canvas.rect((x - size * 0.5, y - size * 0.19, size, size * 0.02), s.tone("#f2d23a"))
    for shutter in range(3):
        left = x - facing * size * 0.44 + (0 if facing > 0 else -size * 0.17) + facing * shutter * size * 0.2
        s.canvas.rect((left, y - size * 0.42, size * 0.17, size * 0.16), s.tone("#d6d9dc"), radius=size * 0.01)
    s.canvas.rect((cab + size * 0.08, y - size * 0.54, size * 0.12, size * 0.045), hue("#3f8ee8"), radius=size * 0.015)
    s.canvas.glow((cab + size * 0.14, y - size * 0.53), size * 0.14, hue("#7ab6ff"), alpha=0.5)
    s.canvas.line(
        [(x - size * 0.46, y - size * 0.5), (x + size * 0.16, y - size * 0.5)], s.tone("#c9ccd0"), size * 0.028
    )
    for hub in (-0.3, 0.3):
        wheel(s, (x + hub * size, y - size * 0.085), size * 0.085)
    lettering(s.canvas, (x - facing * size * 0.14, y - size * 0.222), "FEUERWEHR", size * 0.035, red, weight=0.02)


def sailboat(s: Stage, at: Point, size: float, *, code: str = "#f6f3ea", depth: float = 0.0) -> None:
    x, y = at
    s.canvas.line([(x, y - size * 0.1), (x, y - size)], s.tone("#6a4a2c", depth), size * 0.025)
    s.canvas.poly(
        [(x + size * 0.03, y - size * 0.96), (x + size * 0.42, y - size * 0.2), (x + size * 0.03, y - size * 0.18)],
        s.tone(code, depth),
    )
    s.canvas.poly(
        [(x - size * 0.03, y - size * 0.86), (x - size * 0.3, y - size * 0.2), (x - size * 0.03, y - size * 0.2)],
        s.tone("#d65a3c", depth),
    )
    s.canvas.poly(
        [
            (x - size * 0.4, y - size * 0.13),
            (x + size * 0.44, y - size * 0.13),
            (x + size * 0.32, y),
            (x - size * 0.3, y),
        ],
        s.tone("#34506e", depth),
    )


def canoe(s: Stage, at: Point, size: float, code: str) -> None:
    x, y = at
    color = s.tone(code)
    s.canvas.poly(
        [
            (x - size / 2, y - size * 0.1),
            (x - size * 0.3, y - size * 0.05),
            (x + size * 0.3, y - size * 0.05),
            (x + size / 2, y - size * 0.1),
            (x + size * 0.34, y + size * 0.05),
            (x - size * 0.34, y + size * 0.05),
        ],
        fade(lighter(color, 0.1), darker(color, 0.2)),
    )
    for dx in (-0.18, 0.16):
        shirt = s.tone(s.pick("#e8b23a", "#2f6d8c", "#c65a3a", "#f1ede2"))
        s.canvas.rect(
            (x + dx * size - size * 0.05, y - size * 0.21, size * 0.1, size * 0.16), shirt, radius=size * 0.03
        )
        s.canvas.disc((x + dx * size, y - size * 0.26), size * 0.048, s.tone("#e2b088"))
        s.canvas.line(
            [(x + dx * size - size * 0.1, y - size * 0.24), (x + dx * size + size * 0.14, y + size * 0.07)],
            s.tone("#8a5f36"),
            size * 0.016,
        )


def wind_turbine(s: Stage, at: Point, height: float, *, depth: float, turn: float) -> None:
    x, y = at
    white = s.tone("#f4f6f6", depth)
    s.canvas.poly(
        [
            (x - height * 0.014, y),
            (x - height * 0.006, y - height),
            (x + height * 0.006, y - height),
            (x + height * 0.014, y),
        ],
        white,
    )
    hub = (x, y - height)
    for blade in range(3):
        angle = turn + blade * 120
        tip = around(hub, height * 0.52, angle)
        s.canvas.poly(
            [
                around(hub, height * 0.014, angle - 90),
                around(around(hub, height * 0.14, angle), height * 0.022, angle + 90),
                tip,
            ],
            white,
        )
    s.canvas.disc(hub, height * 0.018, darker(white, 0.1))


def car(s: Stage, at: Point, size: float, code: str) -> None:
    x, y = at
    color: Color = s.tone(code)
    s.canvas.poly(
        [
            (x - size * 0.28, y - size * 0.24),
            (x - size * 0.17, y - size * 0.4),
            (x + size * 0.16, y - size * 0.4),
            (x + size * 0.3, y - size * 0.24),
        ],
        s.tone("#9fc0d2"),
    )
    s.canvas.rect(
        (x - size * 0.5, y - size * 0.26, size, size * 0.19),
        fade(lighter(color, 0.14), darker(color, 0.12)),
        radius=size * 0.05,
    )
    for hub in (-0.29, 0.3):
        wheel(s, (x + hub * size, y - size * 0.085), size * 0.085)

"""Table scenes close by: market goods, bread, cake, coffee, honey."""

from __future__ import annotations

from assets.demo import sky
from assets.demo.colors import darker, fade, hue, lighter
from assets.demo.lettering import lettering
from assets.demo.stage import Stage
from assets.demo.things import crate, fruit, table_top

SPINES = ("#8a3b2f", "#2f5a6d", "#3d6a4a", "#c9a04a", "#5a3f6a", "#b5673a", "#d9cdb0", "#34405a", "#7a8a5a")


def crates(s: Stage, *, goods: tuple[tuple[str, ...], ...], tag: str = "") -> None:
    """Market goods in wooden boxes, close by."""
    s.canvas.backdrop(fade(s.tone("#4a3a30"), s.tone("#7a5a42")))
    for _ in range(22):
        s.canvas.glow(
            (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height * 0.4)),
            s.rng.uniform(50, 150),
            hue("#ffd9a0"),
            alpha=0.3,
        )
    table_top(s, s.height * 0.32)
    columns = 3 if s.width > 1200 else 2
    rows = 2
    for row in range(rows):
        for column in range(columns):
            w = s.width / columns * (0.8 + 0.1 * row)
            x = s.width * (column + 0.5) / columns - w / 2
            crate(
                s,
                (x, s.height * (0.3 + 0.33 * row), w, s.height * 0.3),
                goods[(row * columns + column) % len(goods)],
                leaf=row == 0,
            )
    if tag:
        s.canvas.rect((s.width * 0.38, s.height * 0.83, s.width * 0.24, s.height * 0.1), hue("#2f3a34"), radius=8)
        lettering(s.canvas, (s.center, s.height * 0.88), tag, s.height * 0.05, hue("#f6f0dc"), weight=0.01)


def bread(s: Stage) -> None:
    s.canvas.backdrop(fade(s.tone("#e9d3ac"), s.tone("#b98a58")))
    table_top(s, s.height * 0.46, "#8f6440")
    for index, (x, y, w) in enumerate(((0.28, 0.52, 0.3), (0.66, 0.5, 0.32), (0.46, 0.7, 0.4))):
        crust = s.tone(("#b5723a", "#8f5a30", "#c4884a")[index])
        cx, cy, rx = x * s.width, y * s.height, w * min(s.width, s.height * 1.4) / 2
        s.canvas.ellipse((cx, cy + rx * 0.5), (rx * 1.05, rx * 0.16), hue("#2a1a10"), alpha=0.35)
        s.canvas.ellipse((cx, cy), (rx, rx * 0.56), fade(lighter(crust, 0.3), crust, darker(crust, 0.35)))
        for cut in range(-2, 3):
            s.canvas.poly(
                [
                    (cx + cut * rx * 0.3 - 14, cy - rx * 0.34),
                    (cx + cut * rx * 0.3 + 16, cy - rx * 0.36),
                    (cx + cut * rx * 0.3 + 44, cy + rx * 0.1),
                    (cx + cut * rx * 0.3 + 22, cy + rx * 0.14),
                ],
                s.tone("#f0d6a4"),
                alpha=0.8,
            )
    for ear in range(9):
        base = (s.width * (0.1 + 0.02 * ear), s.height * 0.98)
        tip = (s.width * (0.04 + 0.045 * ear), s.height * 0.6)
        s.canvas.line([base, tip], s.tone("#c9a048"), 4)
        for grain in range(9):
            s.canvas.ellipse((tip[0] + (grain % 2 * 2 - 1) * 8, tip[1] + grain * 13), (7, 11), s.tone("#e3c266"))


def cake(s: Stage, *, candles: str = "50") -> None:
    """A birthday cake with the anniversary's number."""
    s.canvas.backdrop(fade(s.tone("#2f4a6d"), s.tone("#6a4a78"), s.tone("#c8785a")))
    for _ in range(46):
        s.canvas.glow(
            (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height * 0.7)),
            s.rng.uniform(20, 70),
            hue(s.pick("#ffd98a", "#f2a86a", "#ffe6c8")),
            alpha=0.5,
        )
    table_top(s, s.height * 0.72, "#e9dfcc")
    cx, w = s.center, min(s.width * 0.5, s.height * 0.6)
    for share, top, code in ((1.0, 0.56, "#f6e9d4"), (0.72, 0.4, "#f2c9c4")):
        half = w * share / 2
        s.canvas.rect(
            (cx - half, top * s.height, half * 2, s.height * 0.2),
            fade(darker(hue(code), 0.05), hue(code), darker(hue(code), 0.14), sideways=True),
            radius=14,
        )
        for drip in range(9):
            s.canvas.rect(
                (
                    cx - half + drip * half * 2 / 9,
                    top * s.height - 4,
                    half * 2 / 9 - 3,
                    s.height * s.rng.uniform(0.03, 0.07),
                ),
                hue("#8a4f3a"),
                radius=14,
            )
        s.canvas.ellipse((cx, top * s.height), (half, half * 0.12), hue("#9c5d44"))
        for berry in range(7):
            fruit(s, (cx + (berry - 3) * half * 0.29, top * s.height - 8), 16, "#c8322f")
    for index, digit in enumerate(candles):
        at = (cx + (index - 0.5) * w * 0.26, s.height * 0.29)
        lettering(s.canvas, at, digit, s.height * 0.22, hue("#f2c14a"), weight=0.03)
        s.canvas.glow((at[0], s.height * 0.17), 80, hue("#ffd27a"), alpha=0.9)
        s.canvas.ellipse((at[0], s.height * 0.175), (8, 17), hue("#fff3c4"))


def coffee(s: Stage) -> None:
    """Coffee and butter cake on a terrace, the lake behind."""
    horizon = s.height * 0.34
    sky.sky(s, horizon)
    s.canvas.rect((0, horizon, s.width, s.height * 0.3), fade(s.tone("#9cc4d8"), s.tone("#6fa3bd")))
    s.canvas.ellipse((s.width * 0.7, horizon + 4), (s.width * 0.5, 46), s.mood.grass(0.6))
    table_top(s, s.height * 0.52, "#c99a64")
    for cx, cy, size in ((0.32, 0.76, 150), (0.72, 0.7, 120)):
        x, y = cx * s.width, cy * s.height
        s.canvas.ellipse((x, y + size * 0.3), (size * 1.2, size * 0.32), hue("#f7f3ea"))
        s.canvas.ellipse((x, y + size * 0.26), (size * 1.0, size * 0.24), hue("#e8e0d0"))
        s.canvas.poly(
            [
                (x - size * 0.7, y - size * 0.5),
                (x + size * 0.7, y - size * 0.5),
                (x + size * 0.46, y + size * 0.24),
                (x - size * 0.46, y + size * 0.24),
            ],
            fade(hue("#ffffff"), hue("#d8d0c4"), sideways=True),
        )
        s.canvas.ring((x + size * 0.78, y - size * 0.2), size * 0.24, hue("#f0eae0"), size * 0.1)
        s.canvas.ellipse((x, y - size * 0.5), (size * 0.7, size * 0.17), hue("#fbf8f2"))
        s.canvas.ellipse((x, y - size * 0.48), (size * 0.6, size * 0.13), hue("#6a4026"))
        for puff in range(3):
            s.canvas.line(
                [
                    (x + (puff - 1) * 34, y - size * 0.7),
                    (x + (puff - 1) * 34 + 16, y - size * 0.95),
                    (x + (puff - 1) * 34, y - size * 1.25),
                ],
                hue("#ffffff"),
                5,
                alpha=0.4,
            )
    for index in range(3):
        s.canvas.rect(
            (s.width * (0.46 + 0.06 * index), s.height * (0.86 - 0.02 * index), s.width * 0.1, s.height * 0.06),
            fade(hue("#f0cf8a"), hue("#b9803f")),
            radius=6,
        )


def honey(s: Stage) -> None:
    s.canvas.backdrop(fade(s.tone("#cfe0b0"), s.tone("#e8dca8"), s.tone("#c9a45a")))
    for _ in range(30):
        s.canvas.glow(
            (s.rng.uniform(0, s.width), s.rng.uniform(0, s.height * 0.6)),
            s.rng.uniform(40, 120),
            hue("#fff6cf"),
            alpha=0.45,
        )
    table_top(s, s.height * 0.66)
    for index, x in enumerate((0.22, 0.5, 0.78)):
        w, h = min(s.width * 0.2, s.height * 0.26), s.height * 0.36
        left, top = x * s.width - w / 2, s.height * 0.78 - h
        tone = hue(("#e0942a", "#c8741f", "#f0b84a")[index])
        s.canvas.rect(
            (left, top, w, h),
            fade(darker(tone, 0.2), lighter(tone, 0.25), darker(tone, 0.25), sideways=True),
            radius=26,
        )
        s.canvas.rect(
            (left - 6, top - h * 0.14, w + 12, h * 0.17),
            fade(hue("#c9a544"), hue("#f2dc8a"), hue("#b08a34"), sideways=True),
            radius=10,
        )
        s.canvas.rect((left + 12, top + h * 0.3, w - 24, h * 0.42), hue("#fbf6e6"), radius=8)
        lettering(s.canvas, (left + w / 2, top + h * 0.45), "Heidehonig", w * 0.14, hue("#5a3a1c"), weight=0.02)
        s.canvas.ellipse((left + w / 2, top + h * 0.6), (w * 0.09, w * 0.06), hue("#e0a21f"))

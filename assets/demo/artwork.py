"""Campaign artwork for merchandise: flat colors, closed forms, transparent ground."""

from __future__ import annotations

from assets.demo.canvas import Point, around, curve
from assets.demo.colors import Color, Fade, fade, hue
from assets.demo.figures import bicycle, sheep, stork
from assets.demo.landmarks import windmill
from assets.demo.lettering import lettering
from assets.demo.stage import Stage
from assets.demo.things import heart, star
from assets.demo.vehicles import tractor

NAVY, PLUM, BERRY, ORANGE, CREAM, GREEN, WHITE = (
    hue(code) for code in ("#12335c", "#86307a", "#c8467a", "#f28f45", "#fde6a8", "#3d7a5a", "#ffffff")
)


SHADE = hue("#0c1428")


def badge(s: Stage, *, inner: Color = ORANGE, ring: Color = NAVY) -> tuple[Point, float]:
    """A round ground with ring; returns center and inner radius."""
    center, radius = (s.center, s.height / 2), min(s.width, s.height) * 0.47
    s.canvas.disc(center, radius, ring)
    s.canvas.disc(center, radius * 0.92, hue("#f6b845"))
    s.canvas.disc(center, radius * 0.885, inner)
    return center, radius * 0.885


def segment(center: Point, radius: float, level: float) -> list[Point]:
    """The part of a circle below a wavy line, `level` from -1 (top) to 1."""
    points = []
    for step in range(41):
        x = -1 + step / 20
        y = max(-((1 - x * x) ** 0.5), min((1 - x * x) ** 0.5, level + 0.07 * ((step % 20) / 10 - 1) ** 2 - 0.05 * x))
        points.append((center[0] + x * radius, center[1] + y * radius))
    low = [
        (center[0] + (1 - step / 20) * radius, center[1] + max(0.0, 1 - (1 - step / 20) ** 2) ** 0.5 * radius)
        for step in range(41)
    ]
    return points + low


def heath_badge(s: Stage, *, top: str = "50 Jahre", foot: str = "HEIDERLAND", mill: bool = True) -> None:
    center, radius = badge(s)
    s.canvas.disc((center[0], center[1] - radius * 0.05), radius * 0.46, CREAM)
    s.canvas.poly(segment(center, radius, 0.12), BERRY)
    if mill:
        house = [
            (center[0] - radius * 0.12, center[1] + radius * 0.3),
            (center[0] - radius * 0.12, center[1] - radius * 0.12),
            (center[0], center[1] - radius * 0.32),
            (center[0] + radius * 0.12, center[1] - radius * 0.12),
            (center[0] + radius * 0.12, center[1] + radius * 0.3),
        ]
        s.canvas.poly(house, NAVY)
        s.canvas.rect((center[0] - radius * 0.05, center[1] - radius * 0.05, radius * 0.1, radius * 0.11), CREAM)
    s.canvas.poly(segment(center, radius, 0.38), PLUM)
    s.canvas.poly(segment(center, radius, 0.66), NAVY)
    lettering(s.canvas, (center[0], center[1] - radius * 0.66), top, radius * 0.22, NAVY, weight=0.03)
    lettering(s.canvas, (center[0], center[1] + radius * 0.78), foot, radius * 0.14, WHITE, weight=0.03)


def landluft(s: Stage) -> None:
    """The word mark of the rural campaign with three hills."""
    c = s.center
    for index, (code, dx) in enumerate((("#86307a", -0.22), ("#3d7a5a", 0.2), ("#c8467a", 0.0))):
        radius = s.width * (0.26 + 0.03 * index)
        s.canvas.poly(
            [
                (x, min(y, s.height * 0.56))
                for x, y in (
                    around((c + dx * s.width, s.height * 0.56), radius, 180 + step * 4.5) for step in range(41)
                )
            ],
            hue(code),
        )
    s.canvas.disc((c + s.width * 0.2, s.height * 0.2), s.width * 0.09, hue("#f6b845"))
    lettering(s.canvas, (c, s.height * 0.7), "LANDLUFT", s.width * 0.16, NAVY, weight=0.035)
    lettering(s.canvas, (c, s.height * 0.85), "macht munter", s.width * 0.085, BERRY, weight=0.02)


def moin(s: Stage, *, words: str = "Moin!") -> None:
    """A speech bubble."""
    s.canvas.rect((s.width * 0.06, s.height * 0.14, s.width * 0.88, s.height * 0.54), NAVY, radius=110)
    s.canvas.poly(
        [(s.width * 0.28, s.height * 0.6), (s.width * 0.24, s.height * 0.88), (s.width * 0.5, s.height * 0.64)], NAVY
    )
    lettering(s.canvas, (s.center, s.height * 0.41), words, s.width * 0.24, CREAM, weight=0.035)
    lettering(s.canvas, (s.width * 0.68, s.height * 0.8), "Heiderland", s.width * 0.09, BERRY, weight=0.03)


def sheep_motif(s: Stage) -> None:
    center, radius = badge(s, inner=GREEN, ring=NAVY)
    s.canvas.poly(segment(center, radius, 0.34), hue("#8fbf5a"))
    sheep(s, (center[0] - radius * 0.06, center[1] + radius * 0.56), radius * 1.1)
    lettering(s.canvas, (center[0], center[1] - radius * 0.68), "Heidschnucke", radius * 0.17, CREAM, weight=0.03)


def stork_motif(s: Stage) -> None:
    center, radius = badge(s, inner=hue("#8ac4e4"), ring=NAVY)
    s.canvas.poly(segment(center, radius, 0.5), GREEN)
    stork(s, (center[0] - radius * 0.1, center[1] + radius * 0.62), radius * 1.24)
    lettering(s.canvas, (center[0], center[1] + radius * 0.8), "Heimkommen", radius * 0.14, WHITE, weight=0.03)


def tractor_motif(s: Stage) -> None:
    s.canvas.disc((s.center, s.height * 0.46), s.width * 0.34, hue("#f6b845"))
    tractor(s, (s.center - s.width * 0.04, s.height * 0.72), s.width * 0.62, code="#c8402f")
    s.canvas.rect((s.width * 0.08, s.height * 0.72, s.width * 0.84, s.height * 0.025), NAVY, radius=8)
    lettering(s.canvas, (s.center, s.height * 0.85), "Läuft bei uns", s.width * 0.12, NAVY, weight=0.035)


def bike_motif(s: Stage) -> None:
    bicycle(s, (s.center, s.height * 0.68), s.width * 0.48, "#c8467a")
    s.canvas.rect((s.width * 0.06, s.height * 0.69, s.width * 0.88, s.height * 0.02), GREEN, radius=6)
    lettering(s.canvas, (s.center, s.height * 0.82), "Rad statt Rast", s.width * 0.11, NAVY, weight=0.035)


def heart_motif(s: Stage) -> None:
    heart(s, (s.center, s.height * 0.48), s.width * 0.48, BERRY)
    windmill(s, (s.center, s.height * 0.62), s.height * 0.3, wall="#fde6a8", turn=30)
    lettering(s.canvas, (s.center, s.height * 0.93), "Landherz", s.width * 0.11, NAVY, weight=0.035)


def apple_motif(s: Stage) -> None:
    c, r = (s.center, s.height * 0.5), s.width * 0.28
    for side in (-1, 1):
        s.canvas.ellipse((c[0] + side * r * 0.42, c[1]), (r * 0.72, r * 0.95), hue("#d8402f"))
    s.canvas.line(
        curve((c[0], c[1] - r * 0.7), (c[0], c[1] - r * 1.1), (c[0] + r * 0.2, c[1] - r * 1.3)),
        hue("#5a3a22"),
        r * 0.11,
    )
    s.canvas.ellipse((c[0] + r * 0.55, c[1] - r * 1.08), (r * 0.4, r * 0.18), GREEN)
    lettering(s.canvas, (c[0], c[1] + r * 0.05), "Frisch", r * 0.4, CREAM, weight=0.03)
    lettering(s.canvas, (c[0], s.height * 0.88), "vom Dorf", s.width * 0.12, NAVY, weight=0.035)


def star_motif(s: Stage) -> None:
    star(s, (s.center, s.height * 0.48), s.width * 0.44, hue("#f6b845"), points=9)
    s.canvas.disc((s.center, s.height * 0.48), s.width * 0.24, NAVY)
    lettering(s.canvas, (s.center, s.height * 0.45), "50", s.width * 0.22, CREAM, weight=0.03)
    lettering(s.canvas, (s.center, s.height * 0.57), "Jahre", s.width * 0.09, CREAM, weight=0.02)


# -- products that carry an artwork ------------------------------------------------------------------------------


def shirt(s: Stage, *, code: str = "#f4efe2", collar: bool = False, words: str = "LANDLUFT") -> None:
    """A T-shirt or polo on a plain ground with the motif on its breast."""
    s.canvas.backdrop(_ground())
    unit = min(s.width, s.height)
    neck = (s.center, s.height / 2 - unit * 0.36)
    _cloth(s, neck, unit, hue(code))
    if collar:
        _collar(s, neck, unit)
        print_mark(s, (neck[0] + unit * 0.12, neck[1] + unit * 0.2), unit * 0.05)
        return
    print_mark(s, (neck[0], neck[1] + unit * 0.34), unit * 0.15)
    lettering(s.canvas, (neck[0], neck[1] + unit * 0.58), words, unit * 0.06, NAVY, weight=0.03)


def _cloth(s: Stage, neck: Point, unit: float, cloth: Color) -> None:
    x, y = neck
    half = [(0.12, 0.0), (0.27, 0.05), (0.43, 0.26), (0.3, 0.34), (0.25, 0.27), (0.25, 0.76)]
    left = [(x - dx * unit, y + dy * unit) for dx, dy in half]
    right = [(x + dx * unit, y + dy * unit) for dx, dy in reversed(half)]
    s.canvas.poly([*left, *right], cloth)
    s.canvas.ellipse((x, y + unit * 0.005), (unit * 0.12, unit * 0.055), SHADE, alpha=0.3)
    for side in (-1, 1):
        seam = [(x + side * unit * 0.25, y + unit * 0.27), (x + side * unit * 0.2, y + unit * 0.12)]
        s.canvas.line(seam, SHADE, 3, alpha=0.3)
        fold = [(x + side * unit * dx, y + unit * dy) for dx, dy in ((0.25, 0.3), (0.21, 0.5), (0.25, 0.76))]
        s.canvas.poly(fold, SHADE, alpha=0.1)


def _collar(s: Stage, neck: Point, unit: float) -> None:
    x, y = neck
    for side in (-1, 1):
        wing = [
            (x, y + unit * 0.08),
            (x + side * unit * 0.13, y - unit * 0.015),
            (x + side * unit * 0.11, y + unit * 0.1),
        ]
        s.canvas.poly(wing, SHADE, alpha=0.55)
    s.canvas.rect((x - unit * 0.018, y + unit * 0.08, unit * 0.036, unit * 0.16), SHADE, alpha=0.35)
    for button in range(3):
        s.canvas.disc((x, y + unit * (0.105 + 0.05 * button)), unit * 0.007, WHITE)


def print_mark(s: Stage, center: Point, radius: float) -> None:
    s.canvas.disc(center, radius, NAVY)
    s.canvas.disc(center, radius * 0.9, ORANGE)
    s.canvas.disc((center[0], center[1] - radius * 0.1), radius * 0.4, CREAM)
    for level, color in ((0.1, BERRY), (0.36, PLUM), (0.62, NAVY)):
        s.canvas.poly(segment(center, radius * 0.9, level), color)


def button_pin(s: Stage) -> None:
    s.canvas.backdrop(_ground())
    c, r = (s.center, s.height * 0.48), min(s.width, s.height) * 0.34
    s.canvas.ellipse((c[0], c[1] + r * 1.1), (r * 0.9, r * 0.1), hue("#0c1428"), alpha=0.2)
    print_mark(s, c, r)
    lettering(s.canvas, (c[0], c[1] + r * 0.74), "HEIDERLAND", r * 0.13, WHITE, weight=0.03)
    s.canvas.ellipse((c[0] - r * 0.36, c[1] - r * 0.52), (r * 0.34, r * 0.16), WHITE, alpha=0.35)


def sticker(s: Stage) -> None:
    s.canvas.backdrop(_ground())
    c, r = (s.center, s.height * 0.5), min(s.width, s.height) * 0.38
    s.canvas.disc((c[0] + 12, c[1] + 16), r, hue("#0c1428"), alpha=0.18)
    s.canvas.disc(c, r, WHITE)
    print_mark(s, c, r * 0.86)
    s.canvas.poly([around(c, r, 20), around(c, r, 62), around(c, r * 0.72, 41)], hue("#e4dfd4"))
    lettering(s.canvas, (c[0], c[1] - r * 0.6), "50 Jahre", r * 0.15, NAVY, weight=0.03)


def _ground() -> Fade:
    return fade(hue("#f4f6f9"), hue("#dfe4ec"))

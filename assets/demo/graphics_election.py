"""Information graphics for elections; every figure is invented."""

from __future__ import annotations

from assets.demo import land, sky
from assets.demo.canvas import around
from assets.demo.colors import darker, fade, hue, lighter
from assets.demo.figures import person, seated
from assets.demo.graphics import BLUE, CORAL, LEAF, NAVY, PAPER, SUN, cross, headline
from assets.demo.houses import modern
from assets.demo.lettering import lettering
from assets.demo.scenes_rooms import plate, room, tall_window
from assets.demo.stage import Stage


def ballot_box(s: Stage, *, words: str = "Kommunalwahl") -> None:
    s.canvas.backdrop(fade(hue("#e8f0fa"), hue("#bcd3ee")))
    s.canvas.disc((s.center, s.height * 0.52), min(s.width, s.height) * 0.42, hue("#ffffff"), alpha=0.5)
    w = min(s.width, s.height) * 0.5
    x, y = s.center - w / 2, s.height * 0.5
    sheet = [
        (s.center - w * 0.22, y - w * 0.42),
        (s.center + w * 0.2, y - w * 0.46),
        (s.center + w * 0.24, y + w * 0.06),
        (s.center - w * 0.18, y + w * 0.06),
    ]
    s.canvas.poly(sheet, hue("#fffdf6"))
    for line in range(3):
        s.canvas.ring((s.center - w * 0.12, y - w * (0.32 - line * 0.13)), w * 0.035, NAVY, w * 0.01)
        s.canvas.rect((s.center - w * 0.04, y - w * (0.335 - line * 0.13), w * 0.2, w * 0.025), hue("#b9c6da"))
    cross(s, (s.center - w * 0.12, y - w * 0.19), w * 0.03, CORAL)
    s.canvas.rect((x, y, w, w * 0.62), fade(BLUE, NAVY), radius=16)
    s.canvas.rect((x - w * 0.04, y - w * 0.03, w * 1.08, w * 0.1), lighter(BLUE, 0.15), radius=12)
    s.canvas.rect((x + w * 0.24, y, w * 0.52, w * 0.035), hue("#0c1c38"), radius=8)
    headline(s, 0.12, words)
    lettering(s.canvas, (s.center, y + w * 0.36), "Ihre Stimme", w * 0.12, hue("#ffffff"), weight=0.02)


def ballot_paper(s: Stage) -> None:
    """A ballot paper with lists and a pen; the names are list numbers only."""
    s.canvas.backdrop(fade(s.tone("#c99a64"), s.tone("#a97a4a")))
    w, h = min(s.width * 0.62, s.height * 0.62), s.height * 0.86
    x, y = s.center - w / 2, s.height * 0.07
    s.canvas.rect((x + 16, y + 20, w, h), hue("#3a2a18"), alpha=0.3)
    s.canvas.rect((x, y, w, h), hue("#fdfaf0"))
    lettering(s.canvas, (s.center, y + h * 0.07), "Stimmzettel", w * 0.1, NAVY, weight=0.02)
    lettering(s.canvas, (s.center, y + h * 0.135), "Muster, erfunden", w * 0.045, hue("#6a7280"))
    for row in range(7):
        top = y + h * (0.2 + 0.11 * row)
        s.canvas.rect((x + w * 0.06, top, w * 0.88, h * 0.09), hue("#eef2f8") if row % 2 else hue("#f6f2e6"))
        lettering(s.canvas, (x + w * 0.26, top + h * 0.045), f"Liste {row + 1}", w * 0.055, NAVY)
        for ring in range(3):
            s.canvas.ring((x + w * (0.58 + 0.14 * ring), top + h * 0.045), w * 0.035, NAVY, 4)
    for row, ring in ((1, 0), (1, 1), (4, 2)):
        cross(s, (x + w * (0.58 + 0.14 * ring), y + h * (0.245 + 0.11 * row)), w * 0.024, CORAL)
    s.canvas.line([(s.width * 0.8, s.height * 0.92), (s.width * 0.68, s.height * 0.56)], hue("#c8402f"), 26)
    s.canvas.line([(s.width * 0.68, s.height * 0.56), (s.width * 0.672, s.height * 0.535)], hue("#2a2a30"), 12)


def polling_station(s: Stage) -> None:
    """A school hall with booths, box and helpers."""
    edge = room(s, wall="#e9efe4", floor="#c9a878", skirting=0.6)
    tall_window(s, (s.width * 0.05, s.height * 0.08, s.width * 0.18, s.height * 0.34))
    plate(s, (s.center, s.height * 0.14), "Wahlraum", NAVY)
    for index, x in enumerate((0.06, 0.26)):
        left = x * s.width
        s.canvas.rect((left, edge - s.height * 0.06, s.width * 0.16, s.height * 0.24), hue("#d8dfe8"))
        s.canvas.rect((left - 8, edge - s.height * 0.1, 14, s.height * 0.34), BLUE)
        s.canvas.rect((left + s.width * 0.16 - 6, edge - s.height * 0.1, 14, s.height * 0.34), BLUE)
        if index:
            person(s, (left + s.width * 0.08, edge + s.height * 0.26), s.height * 0.36)
    seated(s, (s.width * 0.72, s.height * 0.72), s.height * 0.26)
    seated(s, (s.width * 0.88, s.height * 0.72), s.height * 0.26)
    s.canvas.rect((s.width * 0.6, s.height * 0.71, s.width * 0.38, s.height * 0.05), s.tone("#b98a54"), radius=6)
    s.canvas.rect((s.width * 0.63, s.height * 0.76, s.width * 0.03, s.height * 0.2), s.tone("#8a6238"))
    s.canvas.rect((s.width * 0.92, s.height * 0.76, s.width * 0.03, s.height * 0.2), s.tone("#8a6238"))
    s.canvas.rect((s.width * 0.46, s.height * 0.68, s.width * 0.11, s.height * 0.22), fade(BLUE, NAVY), radius=10)
    s.canvas.rect((s.width * 0.485, s.height * 0.69, s.width * 0.06, 9), hue("#0c1c38"))


def arrow_sign(s: Stage, *, words: str = "Wahlraum") -> None:
    """An arrow at a door: here one votes."""
    sky.sky(s, s.height * 0.7)
    modern(s, (s.width * 0.1, s.height * 0.74), (s.width * 0.8, s.height * 0.36), sign="Schule", accent="#2f5fa8")
    land.pavement(s, s.height * 0.74)
    w = min(s.width * 0.6, s.height * 0.66)
    s.canvas.rect((s.center - 14, s.height * 0.5, 28, s.height * 0.44), s.tone("#8a8f98"))
    x, y = s.center - w / 2, s.height * 0.26
    s.canvas.poly(
        [(x, y), (x + w * 0.82, y), (x + w, y + w * 0.2), (x + w * 0.82, y + w * 0.4), (x, y + w * 0.4)],
        fade(SUN, darker(SUN, 0.08)),
    )
    lettering(s.canvas, (x + w * 0.44, y + w * 0.2), words, w * 0.15, NAVY, weight=0.03)
    for side in (0.16, 0.8):
        person(s, (side * s.width, s.height * 0.94), s.height * 0.24)


def seats(s: Stage) -> None:
    """A half circle of seats: how a council is made up; invented figures."""
    s.canvas.backdrop(fade(PAPER, hue("#e6eef6")))
    center = (s.center, s.height * 0.82)
    colors = (CORAL, SUN, LEAF, BLUE, hue("#7a4a7c"))
    for ring in range(5):
        radius = min(s.width * 0.42, s.height * 0.6) * (0.44 + 0.14 * ring)
        count = 9 + ring * 3
        for seat in range(count):
            share = seat / (count - 1)
            s.canvas.disc(
                around(center, radius, 180 + share * 180),
                radius * 0.07 / (0.6 + 0.14 * ring),
                colors[min(4, int(share * 5))],
            )
    headline(s, 0.1, "So setzt sich der Kreistag zusammen", 0.052)
    lettering(s.canvas, (s.center, s.height * 0.79), "52 Sitze", min(s.width, s.height) * 0.085, NAVY, weight=0.02)
    lettering(
        s.canvas,
        (s.center, s.height * 0.93),
        "Beispielzahlen, frei erfunden",
        min(s.width, s.height) * 0.034,
        hue("#5a6678"),
    )


def turnout(s: Stage) -> None:
    s.canvas.backdrop(fade(hue("#f4f8fc"), hue("#dfe9f4")))
    headline(s, 0.12, "Wahlbeteiligung", 0.06)
    for index, (label, share) in enumerate(
        (("Lindrode", 0.61), ("Ahlenbrück", 0.57), ("Mühlhagen", 0.66), ("Hohenfeld", 0.59))
    ):
        w = s.width * 0.15
        x = s.width * (0.12 + 0.2 * index)
        h = s.height * 0.8 * share
        s.canvas.rect(
            (x, s.height * 0.82 - h, w, h),
            fade((BLUE, CORAL, LEAF, SUN)[index], darker((BLUE, CORAL, LEAF, SUN)[index], 0.2)),
            radius=12,
        )
        lettering(
            s.canvas,
            (x + w / 2, s.height * 0.82 - h + s.height * 0.06),
            f"{share * 100:.0f} %",
            w * 0.24,
            hue("#ffffff"),
            weight=0.02,
        )
        lettering(s.canvas, (x + w / 2, s.height * 0.88), label, w * 0.19, NAVY)
    s.canvas.line([(s.width * 0.08, s.height * 0.82), (s.width * 0.92, s.height * 0.82)], NAVY, 5)


def postal_vote(s: Stage) -> None:
    s.canvas.backdrop(fade(hue("#fbe9dc"), hue("#f2cdb4")))
    w = min(s.width * 0.6, s.height * 0.78)
    for dx, dy, code in ((-0.06, 0.1, "#e0603f"), (0.08, -0.02, "#f8f5ec")):
        x, y = s.center - w / 2 + dx * w, s.height * 0.42 - w * 0.2 + dy * w
        color = hue(code)
        s.canvas.rect((x + 10, y + 14, w, w * 0.6), hue("#5a2a18"), alpha=0.2, radius=12)
        s.canvas.rect((x, y, w, w * 0.6), color, radius=12)
        s.canvas.line([(x + 8, y + 8), (x + w / 2, y + w * 0.33), (x + w - 8, y + 8)], darker(color, 0.18), 8)
    lettering(s.canvas, (s.center + w * 0.08, s.height * 0.42 + w * 0.22), "Wahlbrief", w * 0.11, NAVY, weight=0.02)
    headline(s, 0.12, "Briefwahl beantragen", 0.06)


def calendar(s: Stage, *, day: str = "12", month: str = "September", words: str = "Wahltag") -> None:
    s.canvas.backdrop(fade(hue("#dceaf6"), hue("#b4d0ea")))
    w = min(s.width, s.height) * 0.6
    x, y = s.center - w / 2, s.height * 0.24
    s.canvas.rect((x + 14, y + 18, w, w), hue("#0c1c38"), alpha=0.2, radius=24)
    s.canvas.rect((x, y, w, w), hue("#ffffff"), radius=24)
    s.canvas.rect((x, y, w, w * 0.24), CORAL, radius=24)
    s.canvas.rect((x, y + w * 0.14, w, w * 0.1), CORAL)
    for ring in (0.25, 0.75):
        s.canvas.rect((x + w * ring - 12, y - w * 0.06, 24, w * 0.14), NAVY, radius=12)
    lettering(s.canvas, (s.center, y + w * 0.13), month, w * 0.12, hue("#ffffff"), weight=0.02)
    lettering(s.canvas, (s.center, y + w * 0.6), day, w * 0.48, NAVY, weight=0.03)
    headline(s, 0.12, words)

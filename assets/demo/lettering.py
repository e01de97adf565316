"""Words in pictures, set in the one typeface that Pillow brings along, so that every machine draws the same.

It has no umlauts; their dots are drawn here. German sharp s is written "ss", as on old signs.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from assets.demo.canvas import Canvas, Point
from assets.demo.colors import Color

UMLAUTS = {"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"}
PLAIN = str.maketrans({**UMLAUTS, "ß": "ss", "–": "-", "„": '"', "“": '"'})


@lru_cache(maxsize=64)
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(pixels)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType; the demo pictures need it")
    return font


def text_width(canvas: Canvas, words: str, size: float) -> float:
    return _font(round(size * canvas.scale)).getlength(words.translate(PLAIN)) / canvas.scale


def lettering(canvas: Canvas, at: Point, words: str, size: float, color: Color, *, weight: float = 0.0) -> None:
    """Write one line centered on `at`; `weight` is the added stroke as a share of the size."""
    font = _font(round(size * canvas.scale))
    plain = words.replace("ß", "ss").translate(PLAIN)
    stroke = round(weight * size * canvas.scale)
    left = at[0] * canvas.scale - font.getlength(plain) / 2
    middle = at[1] * canvas.scale
    canvas.draw.text((left, middle), plain, fill=color, font=font, anchor="lm", stroke_width=stroke, stroke_fill=color)
    top = middle - font.getbbox("H", anchor="lm")[3]
    dot = size * canvas.scale * (0.055 + weight * 0.8)
    for index, letter in enumerate(words.replace("ß", "ss")):
        if letter not in UMLAUTS:
            continue
        start = left + font.getlength(plain[:index])
        width = font.getlength(plain[index])
        height = middle + font.getbbox(plain[index], anchor="lm")[1] - dot * 1.9
        height = min(height, top + size * canvas.scale * 0.1) if letter.islower() else height
        for share in (0.3, 0.7):
            x = start + width * share
            canvas.draw.ellipse((x - dot, height - dot, x + dot, height + dot), fill=color)

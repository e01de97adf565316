"""The preflight of one file for one use, inside the sandbox's child: measured, checked, marked, shown on the product.

Writes `marked.png` and `mockup.png` into the output folder where the page can be drawn at all; the checks do not hang
on that. White paper is taken off a page before it is shown on cloth: print shops print ink, not paper.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from assets.artwork.checks import Check, Wanted, run_checks
from assets.artwork.garments import AREAS, DEFAULT_AREA, SIDE, Rgb, drawn_product, gloss
from assets.artwork.products import Place, Technique
from assets.artwork.reading import PDF_TYPES, FinalSize, Unreadable, measure
from assets.artwork.words import ORDER, Result
from assets.renditions import drawing, opening, pages
from assets.renditions.errors import NotRenderable
from assets.renditions.opening import Decoded
from assets.renditions.presets import PREVIEW

MARKED: Final = "marked.png"
MOCKUP: Final = "mockup.png"
_INK: Final = (27, 27, 31)
_FAIL: Final = (181, 22, 22)
_WARN: Final = (150, 84, 0)
_EDGE: Final = 1100
_MARGIN: Final = 40
_PAPER: Final = 245


class Order(msgspec.Struct, frozen=True):
    """What is asked for: the file's type, and what it is printed on, where, how, how large."""

    media_type: str
    product: str
    technique: Technique
    place: Place
    width_mm: float
    height_mm: float
    page: int = 1
    color: str = "#ffffff"


class Marked(msgspec.Struct, frozen=True):
    """A numbered place."""

    number: int
    page: int
    x: float
    y: float
    width: float
    height: float


class Report(msgspec.Struct, frozen=True):
    """What comes out of the child. `checks` are as they are stored; pictures say whether they were written."""

    result: str
    checks: list[dict[str, Any]]
    has_marked: bool
    has_mockup: bool


def preflight(source: Path, out_dir: Path, order: Order) -> Report:
    """Check a file. Raises `Unreadable` for one that cannot be looked at."""
    final = FinalSize(order.width_mm, order.height_mm, order.place.bleed_mm)
    facts = measure(source, order.media_type, final, page=order.page)
    wanted = Wanted(order.technique, order.place, order.width_mm, order.height_mm)
    checks = sorted(run_checks(facts, wanted), key=lambda each: ORDER.index(each.result))
    numbered = _numbered(checks, order.page)
    picture = _shown(source, order)
    if picture is not None:
        marked_page(picture, checks, numbered).save(out_dir / MARKED, "PNG", optimize=True)
        mock_up(picture, order).save(out_dir / MOCKUP, "PNG", optimize=True)
    worst = next((each for each in (Result.FAIL, Result.WARNING) if any(one.result is each for one in checks)), None)
    return Report(
        result=(worst or Result.PASS).value,
        checks=[_stored(each, places) for each, places in zip(checks, numbered, strict=True)],
        has_marked=picture is not None,
        has_mockup=picture is not None,
    )


def _numbered(checks: Sequence[Check], page: int) -> list[list[Marked]]:
    """Places numbered over all checks, in the order in which these are told."""
    found, number = [], 0
    for check in checks:
        places = []
        for box in check.boxes:
            number += 1
            inside = box.clipped()
            sides = [round(each, 4) for each in (inside.x, inside.y, inside.width, inside.height)]
            places.append(Marked(number, page, *sides))
        found.append(places)
    return found


def _stored(check: Check, places: Sequence[Marked]) -> dict[str, Any]:
    stored: dict[str, Any] = msgspec.to_builtins(check)
    stored.pop("boxes")
    return {**stored, "places": msgspec.to_builtins(places)}


def _shown(source: Path, order: Order) -> Image.Image | None:
    """The page as pixels with alpha, none where it cannot be drawn."""
    try:
        decoded = _decoded(source, order)
    except (NotRenderable, *opening.DECODER_ERRORS):
        return None
    image = decoded.image.convert("RGB") if decoded.image.mode in {"CMYK", "LAB"} else decoded.image
    picture = image.convert("RGBA")
    picture.thumbnail((_EDGE, _EDGE))
    return picture


def _decoded(source: Path, order: Order) -> Decoded:
    if order.media_type in PDF_TYPES:
        return pages.decode(source, PREVIEW, page=order.page).decoded
    with source.open("rb") as stream:
        if order.media_type == "image/svg+xml":
            return drawing.decode(stream, PREVIEW)[0]
        return opening.decode(stream, media_type=order.media_type, preset=PREVIEW)


def marked_page(picture: Image.Image, checks: Sequence[Check], places: Sequence[Sequence[Marked]]) -> Image.Image:
    """The page on white, framed as it is trimmed, with a numbered disc at every place."""
    width, height = picture.width + 2 * _MARGIN, picture.height + 2 * _MARGIN
    page = Image.new("RGB", (width, height), (255, 255, 255))
    page.paste(picture, (_MARGIN, _MARGIN), picture)
    draw = ImageDraw.Draw(page)
    _dashed(draw, (_MARGIN, _MARGIN, width - _MARGIN, height - _MARGIN))
    font = ImageFont.load_default(22)
    for check, marks in zip(checks, places, strict=True):
        color = _FAIL if check.result is Result.FAIL else _WARN
        for mark in marks:
            left, top = _MARGIN + mark.x * picture.width, _MARGIN + mark.y * picture.height
            right, low = left + mark.width * picture.width, top + mark.height * picture.height
            draw.rectangle([left, top, right, low], outline=color, width=3)
            x, y = (left + right) / 2, (top + low) / 2
            draw.ellipse([x - 18, y - 18, x + 18, y + 18], fill=_INK)
            draw.text((x, y), str(mark.number), fill=(255, 255, 255), font=font, anchor="mm")
    return page


def _dashed(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    left, top, right, low = box
    for start in range(left, right, 16):
        for y in (top, low):
            draw.line([start, y, min(start + 9, right), y], fill=(61, 90, 170), width=2)
    for start in range(top, low, 16):
        for x in (left, right):
            draw.line([x, start, x, min(start + 9, low)], fill=(61, 90, 170), width=2)


def mock_up(picture: Image.Image, order: Order) -> Image.Image:
    """The motif on the drawn product, as large as it will be on the real one."""
    canvas = drawn_product(order.product, _rgb(order.color))
    area = AREAS.get((order.product, order.place.code), DEFAULT_AREA)
    share = min(order.width_mm / order.place.width_mm, 1.0), min(order.height_mm / order.place.height_mm, 1.0)
    if order.place.is_round:
        share = 1.0, 1.0
    box = max(1, round(area.width * share[0] * SIDE)), max(1, round(area.height * share[1] * SIDE))
    motif = _without_paper(picture) if not order.place.is_round else picture
    ratio = min(box[0] / motif.width, box[1] / motif.height)
    motif = motif.resize((max(1, round(motif.width * ratio)), max(1, round(motif.height * ratio))))
    left = round((area.x + area.width / 2) * SIDE - motif.width / 2)
    top = round((area.y + (area.height / 2 if order.place.is_round else area.height * share[1] / 2)) * SIDE)
    top -= round(motif.height / 2)
    canvas.paste(motif, (left, top), _cut(motif) if order.place.is_round else motif)
    return gloss(canvas) if order.product == "button" else canvas


def _cut(motif: Image.Image) -> Image.Image:
    """The motif's own alpha inside a disc."""
    disc = Image.new("L", motif.size, 0)
    ImageDraw.Draw(disc).ellipse([0, 0, motif.width - 1, motif.height - 1], fill=255)
    return Image.composite(motif.getchannel("A"), Image.new("L", motif.size, 0), disc)


def _without_paper(picture: Image.Image) -> Image.Image:
    """Take off the white that reaches the edges of an opaque page."""
    values = np.asarray(picture).copy()
    if (values[..., 3] < 255).any():
        return picture
    white = Image.fromarray(((values[..., :3].min(axis=2) >= _PAPER) * 255).astype(np.uint8))
    for corner in ((0, 0), (white.width - 1, 0), (0, white.height - 1), (white.width - 1, white.height - 1)):
        if white.getpixel(corner) == 255:
            ImageDraw.floodfill(white, corner, 128)
    values[..., 3] = np.where(np.asarray(white) == 128, 0, 255)
    return Image.fromarray(values, "RGBA")


def _rgb(code: str) -> Rgb:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


__all__ = ["MARKED", "MOCKUP", "Order", "Report", "Unreadable", "preflight"]

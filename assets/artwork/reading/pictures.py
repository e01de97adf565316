"""Pictures inside a PDF: resolution at the final size, color space, transparency, ink."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pikepdf
from PIL import Image

from assets.artwork.products import ColorSpace
from assets.artwork.reading.colors import Color, space_of
from assets.artwork.reading.facts import MOST_KEPT, Box, ImageUse, Unseen

if TYPE_CHECKING:
    from assets.artwork.reading.content import Walk

MOST_PIXELS: Final = 40_000_000
MOST_ADDED: Final = 99.9
"""Percentile of the ink: a few pixels of a dithered edge are no solid."""
SAMPLE_EDGE: Final = 1200
_SMALLEST_INCH: Final = 0.01
_BILEVEL_FACTOR: Final = 4
"""A picture of one bit per pixel has to have more of them: it has no gray to smooth its edges."""


def look_at(
    walk: "Walk", inline: Any, image: Any, resources: pikepdf.Object | None, *, box: Box, inches: tuple[float, float]
) -> None:
    """Measure one placed picture."""
    width, height = (int(image.get(long, image.get(short, 0))) for long, short in (("/Width", "/W"), ("/Height", "/H")))
    is_mask = bool(image.get("/ImageMask", image.get("/IM", False)))
    bits = 1 if is_mask else int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
    if width and height and min(inches) > _SMALLEST_INCH and len(walk.facts.images) < MOST_KEPT:
        dpi = min(width / inches[0], height / inches[1])
        walk.facts.images.append(ImageUse(dpi / _BILEVEL_FACTOR if bits == 1 else dpi, box))
    has_soft_mask = isinstance(image.get("/SMask"), pikepdf.Stream) or int(image.get("/SMaskInData", 0)) > 0
    if (has_soft_mask or walk.is_clear) and len(walk.facts.transparency) < MOST_KEPT:
        walk.facts.transparency.append(box)
    if is_mask:
        walk.used(walk.fill, box)
        return
    space = space_of(image.get("/ColorSpace", image.get("/CS")), resources)
    walk.used(Color(space, ()), box)
    if space.kind is ColorSpace.CMYK:
        _ink(walk, inline, image, width * height, box)
    elif space.kind is ColorSpace.SPOT:
        walk.facts.unknown.add(Unseen.INK_OF_PICTURE)


def _ink(walk: "Walk", inline: Any, image: Any, pixels: int, box: Box) -> None:
    """The most ink in a picture of four inks, where it can be decoded within bounds."""
    if pixels > MOST_PIXELS:
        walk.facts.unknown.add(Unseen.INK_OF_PICTURE)
        return
    try:
        decoded = (inline if inline is not None else pikepdf.PdfImage(image)).as_pil_image()
        walk.facts.more_ink(ink_of(decoded), box)
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError, TypeError, AttributeError):
        walk.facts.unknown.add(Unseen.INK_OF_PICTURE)


def ink_of(picture: Image.Image) -> float:
    """The most ink in percent of a CMYK picture, but for single pixels. Raises ValueError for any other picture."""
    if picture.mode != "CMYK":
        raise ValueError("no picture of four inks")
    step = max(1, max(picture.size) // SAMPLE_EDGE)
    values = np.asarray(picture)[::step, ::step].astype(np.uint16).sum(axis=2)
    return float(np.percentile(values, MOST_ADDED)) / 255 * 100

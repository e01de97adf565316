"""Pages of a PDF, or of an Illustrator file saved as one, become pixels through PDFium.

Only the page's picture is made: no form, script, link, action or attachment of the document is followed, since the
form environment that could is never opened (security rule 28). A password is not taken off.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image
from pypdfium2 import raw as pdfium

from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.opening import Decoded
from assets.renditions.presets import Preset

MAX_POINTS: Final = 14_400
MAX_RASTER: Final = 25_000_000
MAX_PAGE: Final = 100
"""The last page that is shown; a document may have more."""
COUNT_STOP: Final = 2_000
POINTS_AT_ONCE: Final = 4.0
"""Pixels for a point at most: 288 dpi. A picture of a business card need not be a poster."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as pixels, and how many there are (counting stops at 2,000)."""

    decoded: Decoded
    pages: int


def decode(source: Path, preset: Preset, *, page: int = 1) -> Page:
    """Page number `page`, from 1, on white paper. Raises `NotRenderable`."""
    document = _opened(source)
    try:
        count = min(len(document), COUNT_STOP)
        if not 1 <= page <= min(count, MAX_PAGE):
            raise NotRenderable(Refusal.PAGE, f"page {page} of {count}")
        return Page(_rastered(document, page - 1, preset), count)
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        raise NotRenderable(Refusal.UNREADABLE, "the page cannot be read") from error
    finally:
        document.close()


def _opened(source: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        is_locked = is_locked or "password" in str(error).lower()
        raise NotRenderable(Refusal.PROTECTED if is_locked else Refusal.UNREADABLE) from error


def _rastered(document: pypdfium2.PdfDocument, index: int, preset: Preset) -> Decoded:
    page = document[index]
    width, height = page.get_size()
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise NotRenderable(Refusal.EMPTY)
    if max(width, height) > MAX_POINTS:
        raise NotRenderable(Refusal.SIDE, f"{width:.0f} × {height:.0f} pt")
    scale = min(preset.max_width / width, preset.max_height / height, POINTS_AT_ONCE)
    scale = min(scale, math.sqrt(MAX_RASTER / (width * height)))
    bitmap = page.render(scale=scale, may_draw_forms=False, fill_color=(255, 255, 255, 255))
    image: Image.Image = bitmap.to_pil().convert("RGB")
    return Decoded(
        image=image, orientation=1, profile=None, width=max(1, round(width)), height=max(1, round(height)),
        truncated=False,
    )  # fmt: skip

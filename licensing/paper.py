"""Paper that we write: fonts, styles, page with footer. The same input gives the same bytes.

Fira Sans (SIL Open Font License, from the package `fontpkg-fira-sans`) is embedded as far as used.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

import fontpkg_fira_sans
from PIL import Image as Pictures
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, Image, PageTemplate

from assets.metadata.text import clean
from licensing.rights import Language, Words

REGULAR, BOLD = "FiraSans", "FiraSans-SemiBold"
INK, MUTED, LINE, LINK = (HexColor(f"#{code}") for code in ("1b1b1f", "55565c", "c9cad0", "1a4fa3"))
MARGIN: Final = 18 * mm
_TEXT_CHARS: Final = 64 * 1024
_PAGE = Words(de="Seite", en="Page")


class Invariant(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas without times and random numbers."""

    def __init__(self, *positional: object, **named: object) -> None:
        super().__init__(*positional, **{**named, "invariant": 1})
        self.setViewerPreference("DisplayDocTitle", "true")


def new_document(out: io.BytesIO, title: str, subject: Words, language: Language) -> BaseDocTemplate:
    """A document of A4 pages with a footer; title and language are set for readers of the screen."""
    register_fonts()
    document = BaseDocTemplate(
        out, pagesize=A4, title=title, author="", creator="Bildkreis", subject=subject[language],
        lang="de-DE" if language == "de" else "en-GB",
        leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
    )  # fmt: skip
    frame = Frame(MARGIN, MARGIN + 4 * mm, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN - 4 * mm, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=_footer(title, language)))
    return document


def _footer(title: str, language: Language) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(MUTED)
        short = title if len(title) <= 90 else title[:89] + "…"
        canvas.drawString(MARGIN, MARGIN - 4 * mm, short)
        canvas.drawRightString(A4[0] - MARGIN, MARGIN - 4 * mm, f"{_PAGE[language]} {document.page}")
        canvas.restoreState()

    return draw


def text_of(text: str) -> str:
    """Text that paper can hold."""
    return clean(text, _TEXT_CHARS)


def line_of(text: str) -> str:
    """The same in one line."""
    return " ".join(text_of(text).split())


def picture_of(thumbnail: bytes | None, *, side: float, pixels: int) -> Image | None:
    """A picture of ours, `side` points at its longest, on white.

    One that cannot be opened is left out, since the words count.
    """
    if not thumbnail:
        return None
    try:
        with Pictures.open(io.BytesIO(thumbnail), formats=["JPEG", "PNG", "WEBP"]) as opened:
            opened.thumbnail((pixels, pixels))
            paper = Pictures.new("RGB", opened.size, (255, 255, 255))
            colored = opened.convert("RGBA")
            paper.paste(colored, mask=colored.getchannel("A"))
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None
    file = io.BytesIO()
    paper.save(file, "JPEG", quality=80)
    scale = side / max(paper.size)
    file.seek(0)
    return Image(file, paper.width * scale, paper.height * scale, hAlign="LEFT")


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the fonts known to reportlab, once per process."""
    folder = Path(fontpkg_fira_sans.ROOT) / "files"
    for name, file in ((REGULAR, "FiraSans-Regular.ttf"), (BOLD, "FiraSans-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))


@lru_cache(maxsize=8)
def style(name: str) -> ParagraphStyle:
    """One of the styles that all our papers share."""
    size, leading, font, color, above = {
        "title": (20, 25, BOLD, INK, 0),
        "name": (13, 16, BOLD, INK, 0),
        "label": (8.5, 11, BOLD, MUTED, 5),
        "text": (10, 13.5, REGULAR, INK, 0),
        "note": (8.5, 11.5, REGULAR, MUTED, 0),
        "muted": (8.5, 12, REGULAR, MUTED, 1),
    }[name]
    made = ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=color, spaceBefore=above)
    made.splitLongWords = 1
    made.keepWithNext = name == "label"
    return made

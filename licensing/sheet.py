"""The rights sheet: what a bundle or a press kit says on paper about each picture, as PDF.

Set in Fira Sans (SIL Open Font License, from the package `fontpkg-fira-sans`), embedded as far as used: Latin with all
European letters, Greek, Cyrillic. Texts of any length run on over pages; the same input gives the same bytes, so that
a bundle made twice is the same. Title and language are set for readers of the screen, each picture is a bookmark.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import fontpkg_fira_sans
from PIL import Image as Pictures
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    Image,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from assets.metadata.text import clean
from licensing.rights import Language, Words
from licensing.rights.attribution import web_address

_REGULAR, _BOLD = "FiraSans", "FiraSans-SemiBold"
_INK, _MUTED, _LINE, _LINK = (HexColor(f"#{code}") for code in ("1b1b1f", "55565c", "c9cad0", "1a4fa3"))
_MARGIN: Final = 18 * mm
_THUMBNAIL: Final = 38 * mm
_THUMBNAIL_PIXELS: Final = 360
_TEXT_CHARS: Final = 64 * 1024
_PLACEHOLDER: Final = "–"

_SHEET = Words(de="Rechteblatt", en="Rights sheet")
_ISSUED = Words(de="Stand", en="As of")
_PAGE = Words(de="Seite", en="Page")
_FILE = Words(de="Datei", en="File")
_DECISION = Words(de="Entscheidung", en="Decision")
_LICENSE = Words(de="Lizenz", en="License")
_VERDICT = Words(de="Auskunft", en="Answer")
_CREDIT = Words(de="Nachweis", en="Credit")
_DUTIES = Words(de="Pflichten", en="Duties")
_SCOPE = Words(de="Gilt für", en="Covers")
_UNTIL = Words(de="bis", en="by")
_NO_DUTIES = Words(de="Keine.", en="None.")
_EMPTY = Words(de="Dieses Blatt nennt keine Medien.", en="This sheet names no media.")
_NOTE = Words(
    de="Die Angaben gelten für die genannte Nutzung und wurden am angegebenen Tag geprüft. Rechte können sich ändern; "
    "unter der Nummer der Entscheidung ist nachzulesen, worauf sie beruht.",
    en="This holds for the use named and was checked on the day stated. Rights may change; the number of the decision "
    "tells what it rests on.",
)


@dataclass(frozen=True, slots=True)
class SheetDuty:
    """A duty in words, and the last day to do it, where it has one."""

    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One picture: `sentence` is the verdict's, `scope` the question in words, `thumbnail` a JPEG, PNG or WebP."""

    title: str
    filename: str
    sentence: str
    credit_line: str
    license_name: str
    license_url: str
    scope: str
    decision_number: str
    duties: tuple[SheetDuty, ...] = ()
    thumbnail: bytes | None = None


def rights_sheet(entries: Sequence[SheetEntry], *, title: str, issued_on: date, language: Language = "de") -> bytes:
    """The sheet as PDF bytes, the same for the same input."""
    _register_fonts()
    out = io.BytesIO()
    document = _document(out, f"{_SHEET[language]}: {clean(title, 300)}", language)
    story: list[Flowable] = [
        Paragraph(escape(clean(title, 1000)) or _SHEET[language], _style("title")),
        Paragraph(f"{_SHEET[language]} · {_ISSUED[language]} {_day(issued_on, language)}", _style("muted")),
        Spacer(0, 3 * mm),
        Paragraph(_NOTE[language], _style("note")),
    ]
    for number, entry in enumerate(entries, 1):
        story += _entry(entry, number, language)
    if not entries:
        story.append(Paragraph(_EMPTY[language], _style("text")))
    document.build(story, canvasmaker=_Invariant)
    return out.getvalue()


class _Invariant(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas without times and random numbers."""

    def __init__(self, *positional: object, **named: object) -> None:
        super().__init__(*positional, **{**named, "invariant": 1})
        self.setViewerPreference("DisplayDocTitle", "true")


class _Bookmark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A place that the outline of the document leads to."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key, self.title = key, title

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Set the place and name it."""
        self.canv.bookmarkHorizontal(self.key, 0, 4 * mm)
        self.canv.addOutlineEntry(self.title, self.key, level=0)


def _document(out: io.BytesIO, title: str, language: Language) -> BaseDocTemplate:
    document = BaseDocTemplate(
        out, pagesize=A4, title=title, author="", creator="Bildkreis", subject=_SHEET[language],
        lang="de-DE" if language == "de" else "en-GB",
        leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
    )  # fmt: skip
    frame = Frame(_MARGIN, _MARGIN + 4 * mm, A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN - 4 * mm, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=_footer(title, language)))
    return document


def _footer(title: str, language: Language) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(_REGULAR, 8)
        canvas.setFillColor(_MUTED)
        short = title if len(title) <= 90 else title[:89] + "…"
        canvas.drawString(_MARGIN, _MARGIN - 4 * mm, short)
        canvas.drawRightString(A4[0] - _MARGIN, _MARGIN - 4 * mm, f"{_PAGE[language]} {document.page}")
        canvas.restoreState()

    return draw


def _entry(entry: SheetEntry, number: int, language: Language) -> Iterator[Flowable]:
    name = _line(entry.title) or _line(entry.filename) or _PLACEHOLDER
    yield Spacer(0, 4 * mm)
    yield HRFlowable(width="100%", thickness=0.6, color=_LINE, spaceAfter=3 * mm)
    yield _Bookmark(f"entry-{number}", f"{number}. {name[:120]}")
    yield _head(entry, f"{number}. {name}", language)
    yield from _block(_VERDICT[language], [escape(_text(entry.sentence))])
    yield from _block(_CREDIT[language], [escape(_text(entry.credit_line))])
    yield from _block(_LICENSE[language], [_license(entry)])
    duties = [_duty(each, language) for each in entry.duties]
    yield from _block(_DUTIES[language], duties or [_NO_DUTIES[language]])
    yield from _block(_SCOPE[language], [escape(_text(entry.scope))])


def _head(entry: SheetEntry, title: str, language: Language) -> Flowable:
    """Name, file and number beside the picture; short, since a row of a table stays on one page."""
    texts = [
        Paragraph(escape(title[:300]), _style("name")),
        Paragraph(f"{_FILE[language]}: {escape(_line(entry.filename)[:300]) or _PLACEHOLDER}", _style("muted")),
        Paragraph(f"{_DECISION[language]}: {escape(_line(entry.decision_number)[:100])}", _style("muted")),
    ]
    picture = _picture(entry.thumbnail)
    width = A4[0] - 2 * _MARGIN
    cells = [[picture, texts]] if picture is not None else [[texts]]
    widths = [_THUMBNAIL + 5 * mm, width - _THUMBNAIL - 5 * mm] if picture is not None else [width]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in _SIDES)]
    return Table(cells, widths, style=style)


_SIDES: Final = ("LEFT", "RIGHT", "TOP", "BOTTOM")


def _block(label: str, texts: Sequence[str]) -> Iterator[Flowable]:
    yield Paragraph(label, _style("label"))
    for text in texts:
        yield Paragraph(text.replace("\n", "<br/>") or _PLACEHOLDER, _style("text"))


def _license(entry: SheetEntry) -> str:
    name, url = escape(_line(entry.license_name)) or _PLACEHOLDER, web_address(entry.license_url)
    if not url:
        return name
    return f'{name} – <a href={quoteattr(url)} color="{_LINK.hexval().replace("0x", "#")}">{escape(url)}</a>'


def _duty(duty: SheetDuty, language: Language) -> str:
    text = f"• {escape(_text(duty.text))}"
    return f"{text} ({_UNTIL[language]} {_day(duty.due_on, language)})" if duty.due_on else text


def _day(day: date, language: Language) -> str:
    return day.strftime("%d.%m.%Y") if language == "de" else day.isoformat()


def _text(text: str) -> str:
    return clean(text, _TEXT_CHARS)


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _picture(thumbnail: bytes | None) -> Image | None:
    """A thumbnail of ours, small, on white; one that cannot be opened is left out, since the words count."""
    if not thumbnail:
        return None
    try:
        with Pictures.open(io.BytesIO(thumbnail), formats=["JPEG", "PNG", "WEBP"]) as opened:
            opened.thumbnail((_THUMBNAIL_PIXELS, _THUMBNAIL_PIXELS))
            paper = Pictures.new("RGB", opened.size, (255, 255, 255))
            colored = opened.convert("RGBA")
            paper.paste(colored, mask=colored.getchannel("A"))
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None
    file = io.BytesIO()
    paper.save(file, "JPEG", quality=80)
    scale = _THUMBNAIL / max(paper.size)
    file.seek(0)
    return Image(file, paper.width * scale, paper.height * scale, hAlign="LEFT")


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    folder = Path(fontpkg_fira_sans.ROOT) / "files"
    for name, file in ((_REGULAR, "FiraSans-Regular.ttf"), (_BOLD, "FiraSans-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))


@lru_cache(maxsize=8)
def _style(name: str) -> ParagraphStyle:
    size, leading, font, color, above = {
        "title": (20, 25, _BOLD, _INK, 0),
        "name": (13, 16, _BOLD, _INK, 0),
        "label": (8.5, 11, _BOLD, _MUTED, 5),
        "text": (10, 13.5, _REGULAR, _INK, 0),
        "note": (8.5, 11.5, _REGULAR, _MUTED, 0),
        "muted": (8.5, 12, _REGULAR, _MUTED, 1),
    }[name]
    style = ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=color, spaceBefore=above)
    style.splitLongWords = 1
    style.keepWithNext = name == "label"
    return style

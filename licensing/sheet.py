"""The rights sheet: what a bundle or a press kit says on paper about each picture, as PDF.

Set in Fira Sans: Latin with all European letters, Greek, Cyrillic. Texts of any length run on over pages; the same
input gives the same bytes, so that a bundle made twice is the same. Title and language are set for readers of the
screen, each picture is a bookmark.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer, Table

from assets.metadata.text import clean
from licensing.paper import LINE, LINK, MARGIN, Invariant, line_of, new_document, picture_of, style, text_of
from licensing.rights import Language, Words
from licensing.rights.attribution import web_address

_THUMBNAIL: Final = 38 * mm
_THUMBNAIL_PIXELS: Final = 360
_PLACEHOLDER: Final = "–"

_SHEET = Words(de="Rechteblatt", en="Rights sheet")
_ISSUED = Words(de="Stand", en="As of")
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
    out = io.BytesIO()
    document = new_document(out, f"{_SHEET[language]}: {clean(title, 300)}", _SHEET, language)
    story: list[Flowable] = [
        Paragraph(escape(clean(title, 1000)) or _SHEET[language], style("title")),
        Paragraph(f"{_SHEET[language]} · {_ISSUED[language]} {_day(issued_on, language)}", style("muted")),
        Spacer(0, 3 * mm),
        Paragraph(_NOTE[language], style("note")),
    ]
    for number, entry in enumerate(entries, 1):
        story += _entry(entry, number, language)
    if not entries:
        story.append(Paragraph(_EMPTY[language], style("text")))
    document.build(story, canvasmaker=Invariant)
    return out.getvalue()


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


def _entry(entry: SheetEntry, number: int, language: Language) -> Iterator[Flowable]:
    name = line_of(entry.title) or line_of(entry.filename) or _PLACEHOLDER
    yield Spacer(0, 4 * mm)
    yield HRFlowable(width="100%", thickness=0.6, color=LINE, spaceAfter=3 * mm)
    yield _Bookmark(f"entry-{number}", f"{number}. {name[:120]}")
    yield _head(entry, f"{number}. {name}", language)
    yield from _block(_VERDICT[language], [escape(text_of(entry.sentence))])
    yield from _block(_CREDIT[language], [escape(text_of(entry.credit_line))])
    yield from _block(_LICENSE[language], [_license(entry)])
    duties = [_duty(each, language) for each in entry.duties]
    yield from _block(_DUTIES[language], duties or [_NO_DUTIES[language]])
    yield from _block(_SCOPE[language], [escape(text_of(entry.scope))])


def _head(entry: SheetEntry, title: str, language: Language) -> Flowable:
    """Name, file and number beside the picture; short, since a row of a table stays on one page."""
    texts = [
        Paragraph(escape(title[:300]), style("name")),
        Paragraph(f"{_FILE[language]}: {escape(line_of(entry.filename)[:300]) or _PLACEHOLDER}", style("muted")),
        Paragraph(f"{_DECISION[language]}: {escape(line_of(entry.decision_number)[:100])}", style("muted")),
    ]
    picture = picture_of(entry.thumbnail, side=_THUMBNAIL, pixels=_THUMBNAIL_PIXELS)
    width = A4[0] - 2 * MARGIN
    cells = [[picture, texts]] if picture is not None else [[texts]]
    widths = [_THUMBNAIL + 5 * mm, width - _THUMBNAIL - 5 * mm] if picture is not None else [width]
    table_style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in _SIDES)]
    return Table(cells, widths, style=table_style)


_SIDES: Final = ("LEFT", "RIGHT", "TOP", "BOTTOM")


def _block(label: str, texts: Sequence[str]) -> Iterator[Flowable]:
    yield Paragraph(label, style("label"))
    for text in texts:
        yield Paragraph(text.replace("\n", "<br/>") or _PLACEHOLDER, style("text"))


def _license(entry: SheetEntry) -> str:
    name, url = escape(line_of(entry.license_name)) or _PLACEHOLDER, web_address(entry.license_url)
    if not url:
        return name
    return f'{name} – <a href={quoteattr(url)} color="{LINK.hexval().replace("0x", "#")}">{escape(url)}</a>'


def _duty(duty: SheetDuty, language: Language) -> str:
    text = f"• {escape(text_of(duty.text))}"
    return f"{text} ({_UNTIL[language]} {_day(duty.due_on, language)})" if duty.due_on else text


def _day(day: date, language: Language) -> str:
    return day.strftime("%d.%m.%Y") if language == "de" else day.isoformat()

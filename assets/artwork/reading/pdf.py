"""PDF and Illustrator files saved as PDF: boxes, output intent, active content, and the walk through one page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf

from assets.artwork.reading.content import POINTS_PER_INCH, State, Walk
from assets.artwork.reading.facts import MM_PER_INCH, Facts, Form, Unreadable, Unseen
from assets.artwork.reading.geometry import Frame, Matrix

MOST_PAGES: Final = 2_000
TOUCHES_MM: Final = 0.3
"""Artwork that ends so close to the edge reaches it: a knife is no more exact than that."""
_SAME_MM: Final = 1.0
_ACTIONS: Final = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMedia"})


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A page box in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def inset(self, by: float) -> "Rectangle":
        return Rectangle(self.left + by, self.bottom + by, self.right - by, self.top - by)


@dataclass(frozen=True, slots=True)
class FinalSize:
    """The final size, and the bleed that the product wants; millimeters."""

    width_mm: float
    height_mm: float
    bleed_mm: float


def read_pdf(source: Path, final: FinalSize, *, page: int) -> Facts:
    """Measure page number `page`, from 1."""
    try:
        with pikepdf.open(source) as document:
            return _read(document, final, page)
    except pikepdf.PasswordError as error:
        raise Unreadable("picture-protected") from error
    except pikepdf.PdfError as error:
        raise Unreadable("header-unreadable") from error


def _read(document: pikepdf.Pdf, final: FinalSize, number: int) -> Facts:
    count = len(document.pages)
    if not 1 <= number <= min(count, MOST_PAGES):
        raise Unreadable("page-missing")
    page = document.pages[number - 1]
    shown, turn = _rectangle(page.cropbox), int(page.obj.get("/Rotate", 0)) % 360
    unit = float(page.obj.get("/UserUnit", 1))
    trim = _trim(page, shown, final, unit)
    width, height = (each * unit / POINTS_PER_INCH * MM_PER_INCH for each in (trim.width, trim.height))
    if turn in {90, 270}:
        width, height = height, width
    facts = Facts(Form.PDF, width, height, pages=min(count, MOST_PAGES), page=number)
    scale = min(final.width_mm / width, final.height_mm / height)
    walk = Walk(facts, Frame(shown.left, shown.bottom, shown.width, shown.height, turn), scale * unit)
    try:
        walk.run(page.obj, page.obj.get("/Resources", _inherited(page)), State(ctm=Matrix()))
    except (pikepdf.PdfError, AttributeError, KeyError, RecursionError):
        facts.unknown.add(Unseen.TOO_MUCH)
    mm = unit * scale / POINTS_PER_INCH * MM_PER_INCH
    facts.bleed_mm = _room(_rectangle(page.mediabox), trim) * mm
    facts.painted_bleed_mm = _painted(walk, trim, _rectangle(page.mediabox), mm)
    facts.profile = _output_intent(document)
    facts.is_encrypted = document.is_encrypted
    facts.active = _active(document, page)
    return facts


def _inherited(page: pikepdf.Page) -> pikepdf.Object | None:
    resources = page.resources
    return resources if isinstance(resources, pikepdf.Dictionary) else None


def _rectangle(given: Any) -> Rectangle:
    numbers = [float(each) for each in given]
    left, right = sorted((numbers[0], numbers[2]))
    bottom, top = sorted((numbers[1], numbers[3]))
    if right - left < 1 or top - bottom < 1:
        raise Unreadable("picture-without-pixels")
    return Rectangle(left, bottom, right, top)


def _trim(page: pikepdf.Page, shown: Rectangle, final: FinalSize, unit: float) -> Rectangle:
    """The trimmed page: as the file says, else the page without the bleed if it is as large as page and bleed."""
    if "/TrimBox" in page.obj:
        return _rectangle(page.obj.TrimBox)
    mm = unit / POINTS_PER_INCH * MM_PER_INCH
    wanted = final.width_mm + 2 * final.bleed_mm, final.height_mm + 2 * final.bleed_mm
    is_whole = all(
        abs(have * mm - want) < _SAME_MM for have, want in zip((shown.width, shown.height), wanted, strict=True)
    )
    return shown.inset(final.bleed_mm / mm) if final.bleed_mm and is_whole else shown


def _room(media: Rectangle, trim: Rectangle) -> float:
    """Points beyond the trimmed page on its narrowest side."""
    sides = (trim.left - media.left, trim.bottom - media.bottom, media.right - trim.right, media.top - trim.top)
    return max(0.0, min(sides))


def _painted(walk: Walk, trim: Rectangle, media: Rectangle, mm: float) -> float | None:
    """How far artwork goes beyond the edges that it reaches, the least of them; none where it reaches none."""
    reach = {"left": 0.0, "bottom": 0.0, "right": 0.0, "top": 0.0}
    touched = set()
    for left, bottom, right, top in walk.painted:
        beyond = {
            "left": trim.left - max(left, media.left), "bottom": trim.bottom - max(bottom, media.bottom),
            "right": min(right, media.right) - trim.right, "top": min(top, media.top) - trim.top,
        }  # fmt: skip
        is_outside = right < trim.left or left > trim.right or top < trim.bottom or bottom > trim.top
        for side, points in beyond.items():
            if points * mm >= -TOUCHES_MM and not is_outside:
                touched.add(side)
                reach[side] = max(reach[side], points)
    return min(reach[side] for side in touched) * mm if touched else None


def _output_intent(document: pikepdf.Pdf) -> str | None:
    """The printing condition that the file is made for, by its name."""
    intents = document.Root.get("/OutputIntents")
    for each in list(intents)[:10] if isinstance(intents, pikepdf.Array) else []:
        named = each.get("/OutputConditionIdentifier", each.get("/Info", each.get("/OutputCondition")))
        if named is not None:
            return str(named)[:200]
        if "/DestOutputProfile" in each:
            return "ICC"
    return None


def _active(document: pikepdf.Pdf, page: pikepdf.Page) -> list[str]:
    """What a printable file has no use for: scripts, actions, attached files, forms."""
    root, found = document.Root, set()
    names = root.get("/Names")
    for key, word in (("/JavaScript", "JavaScript"), ("/EmbeddedFiles", "Anhänge")):
        if isinstance(names, pikepdf.Dictionary) and key in names:
            found.add(word)
    opened = root.get("/OpenAction")
    if isinstance(opened, pikepdf.Dictionary) and str(opened.get("/S")) in _ACTIONS:
        found.add(str(opened.S)[1:])
    if "/AA" in root or "/AA" in page.obj:
        found.add("Aktionen")
    if isinstance(root.get("/AcroForm"), pikepdf.Dictionary) and len(root.AcroForm.get("/Fields", [])):
        found.add("Formularfelder")
    annotations = page.obj.get("/Annots")
    for each in list(annotations)[:MOST_PAGES] if isinstance(annotations, pikepdf.Array) else []:
        action = each.get("/A") if isinstance(each, pikepdf.Dictionary) else None
        if isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in _ACTIONS:
            found.add(str(action.S)[1:])
    return sorted(found)

"""TIFF out, classic and BigTIFF: directories are written anew, strips and tiles are copied byte for byte.

The coded data move up to the start of the file and every offset follows them; nothing that is not the picture or its
rights is left in the file, not even unreachable. XMP is tag 700, IIM 33723 with its digest in 34377, EXIF the tags of
the first directory and the one that 34665 points to.
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assets.metadata.source import Source
from assets.metadata.write.copy_parts import CopyParts
from assets.metadata.write.exif_block import Cells, exif_cells
from assets.metadata.write.iim_block import digest_resource
from assets.metadata.write.parts import Piece, Recipe, Span, must_equal, stretch
from assets.metadata.write.tiff_pages import OFFSETS, SIZES, SUB_PAGES, Cell, Form, Page, form_of, pages_of

_XMP, _IIM, _PHOTOSHOP, _EXIF = 0x02BC, 0x83BB, 0x8649, 0x8769
_ALIGNED: Final = 16
_UNITS: Final = {3: 2, 4: 4, 5: 4}


def plan(source: Source, parts: CopyParts) -> Recipe:
    """The same picture with these blocks in its first directory."""
    form = form_of(source)
    pages = pages_of(source, form)
    data = _Data(form, pages)
    first = list(pages[0].cells)
    exif = exif_cells({name: value for name, value in parts.exif.items() if name != "Orientation"})
    first += _cells_in(form, exif["ifd0"])
    blocks = parts.blocks
    first += [Cell(_XMP, 1, len(blocks.xmp), blocks.xmp)] if blocks.xmp is not None else []
    if blocks.iim is not None:
        digest = digest_resource(blocks.iim)
        first += [Cell(_IIM, 7, len(blocks.iim), blocks.iim), Cell(_PHOTOSHOP, 1, len(digest), digest)]
    tables = _Tables(form, data)
    tables.write(pages, first, _cells_in(form, exif["exif"]))
    head = (b"II" if form.order == "<" else b"MM") + struct.pack(form.order + "H", 43 if form.is_big else 42)
    head += struct.pack(form.order + "HH", 8, 0) if form.is_big else b""
    pieces: tuple[Piece, ...] = (head + form.pack_word(data.end), *data.pieces, bytes(tables.body))
    before = _fingerprint(source, pages)
    return Recipe(pieces, lambda copy: must_equal(before, _fingerprint(copy, pages_of(copy, form_of(copy)))))


@dataclass(frozen=True, slots=True)
class _Moved:
    """A stretch of coded data and where it stands in the copy."""

    span: Span
    to: int


class _Data:
    """All coded data, one after the other: stretches that touch or overlap move as one."""

    def __init__(self, form: Form, pages: list[Page]) -> None:
        spans = sorted(
            {span for page in _all(pages) for found in page.data.values() for span in found if span.size},
            key=lambda span: (span.start, span.end),
        )
        self.pieces: list[Piece] = []
        self.moved: list[_Moved] = []
        self.end = form.header
        for span in _united(spans):
            self._pad()
            self.moved.append(_Moved(span, self.end))
            self.pieces.append(span)
            self.end += span.size
        self._pad()
        self.starts = [moved.span.start for moved in self.moved]

    def _pad(self) -> None:
        gap = -self.end % _ALIGNED
        self.pieces += [bytes(gap)] if gap else []
        self.end += gap

    def place_of(self, span: Span) -> int:
        """Where the stretch begins in the copy; 0 for an empty one."""
        if not span.size:
            return 0
        moved = self.moved[bisect_right(self.starts, span.start) - 1]
        return moved.to + span.start - moved.span.start


class _Tables:
    """The directories and their values, behind the data."""

    def __init__(self, form: Form, data: _Data) -> None:
        self.form, self.data = form, data
        self.body = bytearray()

    def write(self, pages: list[Page], first: list[Cell], exif: list[Cell]) -> None:
        """All pages as a chain; the EXIF directory goes behind the first."""
        for number, page in enumerate(pages):
            cells = first if number == 0 else page.cells
            next_at = self._page(page, cells, exif if number == 0 else [])
            if number + 1 < len(pages):
                self._align()
                self.body[next_at : next_at + self.form.word] = self.form.pack_word(self.at)

    @property
    def at(self) -> int:
        """Where the next byte will stand in the file."""
        return self.data.end + len(self.body)

    def _align(self) -> None:
        self.body += bytes(-self.at % 8)

    def _page(self, page: Page, cells: list[Cell], exif: list[Cell]) -> int:
        """One directory and what hangs below it; where its pointer to the next one stands in the body."""
        cells = [*cells, *self._offsets(page)]
        below = [Cell(SUB_PAGES, 18 if self.form.is_big else 13, len(page.below), b"")] if page.below else []
        pointer = [Cell(_EXIF, 18 if self.form.is_big else 4, 1, b"")] if exif else []
        places, next_at = self._directory([*cells, *below, *pointer])
        if exif:
            self._align()
            self._fill(places[_EXIF], self.form.pack_word(self.at))
            self._directory(exif)
        targets = b""
        for inner in page.below:
            self._align()
            targets += self.form.pack_word(self.at)
            self._page(inner, inner.cells, [])
        if page.below:
            self._fill(places[SUB_PAGES], targets)
        return next_at

    def _offsets(self, page: Page) -> Iterator[Cell]:
        for tag, spans in page.data.items():
            raw = b"".join(self.form.pack_word(self.data.place_of(span)) for span in spans)
            yield Cell(tag, 16 if self.form.is_big else 4, len(spans), raw)

    def _directory(self, cells: list[Cell]) -> tuple[dict[int, int], int]:
        """Write the entries and their values; where the value of each tag stands in the body, and the next pointer."""
        form, start = self.form, len(self.body)
        cells = sorted(cells, key=lambda cell: cell.tag)
        self.body += form.pack_count(len(cells)) + bytes(len(cells) * form.cell + form.word)
        places: dict[int, int] = {}
        for number, cell in enumerate(cells):
            at = start + form.count + number * form.cell
            count = struct.pack(form.order + ("Q" if form.is_big else "I"), cell.count)
            self.body[at : at + 4 + len(count)] = struct.pack(form.order + "HH", cell.tag, cell.kind) + count
            value_at = at + form.cell - form.word
            size = SIZES[cell.kind] * cell.count
            places[cell.tag] = value_at
            if size > form.word:
                self._align()
                self._fill(value_at, form.pack_word(self.at))
                places[cell.tag] = len(self.body)
                self.body += bytes(size)
            self._fill(places[cell.tag], cell.raw)
        return places, start + form.count + len(cells) * form.cell

    def _fill(self, at: int, raw: bytes) -> None:
        self.body[at : at + len(raw)] = raw


def _united(spans: list[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current is not None and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _all(pages: list[Page]) -> Iterator[Page]:
    for page in pages:
        yield from page.walk()


def _cells_in(form: Form, cells: Cells) -> list[Cell]:
    """Little-endian EXIF cells in the byte order of the file."""
    return [Cell(tag, kind, count, _turned(form, kind, raw)) for tag, (kind, count, raw) in cells.items()]


def _turned(form: Form, kind: int, raw: bytes) -> bytes:
    unit = _UNITS.get(kind, 1)
    if form.order == "<" or unit == 1:
        return raw
    return b"".join(raw[at : at + unit][::-1] for at in range(0, len(raw), unit))


def _fingerprint(source: Source, pages: list[Page]) -> bytes:
    """One hash over the tags that make the picture and the coded data, page by page."""
    digest = hashlib.sha256()
    for page in _all(pages):
        for cell in page.cells:
            if cell.tag not in OFFSETS:
                digest.update(struct.pack("<HHQ", cell.tag, cell.kind, cell.count) + cell.raw)
        for tag, spans in sorted(page.data.items()):
            for span in spans:
                digest.update(struct.pack("<HQ", tag, span.size))
                for chunk in stretch(source, span):
                    digest.update(chunk)
    return digest.digest()

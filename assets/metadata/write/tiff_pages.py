"""The pages of a TIFF as they are needed to write them anew: tags that make the picture, and where its data lie.

Classic and BigTIFF differ in the width of counts and offsets only. Everything that does not make the picture is left
behind: descriptions, positions, maker notes, editors' private data. Pages whose data reach outside the file, loops and
tables without end are refused: what cannot be taken apart safely is not handed out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from assets.metadata import limits
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write.parts import Span

SIZES: Final = {
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8,
}  # fmt: skip
_CODES: Final = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
STRIPS, STRIP_SIZES, TILES, TILE_SIZES = 0x0111, 0x0117, 0x0144, 0x0145
JPEG_AT, JPEG_SIZE = 0x0201, 0x0202
SUB_PAGES: Final = 0x014A
_OLD_JPEG_TABLES: Final = frozenset({0x0207, 0x0208, 0x0209})
OFFSETS: Final = frozenset({STRIPS, TILES, JPEG_AT, *_OLD_JPEG_TABLES})
_PICTURE: Final = frozenset(
    {
        0x00FE, 0x00FF, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x0108, 0x0109, 0x010A, 0x0112, 0x0115, 0x0116,
        0x0117, 0x0118, 0x0119, 0x011A, 0x011B, 0x011C, 0x0122, 0x0123, 0x0124, 0x0125, 0x0128, 0x0129, 0x012D, 0x013D,
        0x013E, 0x013F, 0x0140, 0x0141, 0x0142, 0x0143, 0x0145, 0x0146, 0x0147, 0x0148, 0x014C, 0x014E, 0x0150, 0x0151,
        0x0152, 0x0153, 0x0154, 0x0155, 0x0156, 0x0157, 0x0158, 0x015A, 0x015B, 0x0200, 0x0202, 0x0203, 0x0205, 0x0206,
        0x0211, 0x0212, 0x0213, 0x0214, 0x8773, 0x80E3, 0x80E4, 0x80E5, 0x80E6, 0x828D, 0x828E, 0x923F, 0xC5F2,
    }
)  # fmt: skip
"""Tags without which the data would be another picture: sizes, samples, codecs, tables, colors, resolution."""

_PAGES: Final = 2_000
_ENTRIES: Final = 60_000
_VALUES: Final = 64 * limits.MIB


@dataclass(frozen=True, slots=True)
class Form:
    """Byte order, and how wide counts and offsets are."""

    order: str
    is_big: bool

    @property
    def header(self) -> int:
        """Size of the file header."""
        return 16 if self.is_big else 8

    @property
    def cell(self) -> int:
        """Size of one entry."""
        return 20 if self.is_big else 12

    @property
    def word(self) -> int:
        """Size of an offset, and of what fits into an entry itself."""
        return 8 if self.is_big else 4

    @property
    def count(self) -> int:
        """Size of the number of entries of a directory."""
        return 8 if self.is_big else 2

    def pack_word(self, number: int) -> bytes:
        """An offset."""
        if not self.is_big and number >> 32:
            raise MetadataNotWritten("too-large-for-tiff")
        return struct.pack(self.order + ("Q" if self.is_big else "I"), number)

    def pack_count(self, number: int) -> bytes:
        """The number of entries of a directory."""
        return struct.pack(self.order + ("Q" if self.is_big else "H"), number)

    def unpack(self, raw: bytes) -> int:
        """A whole number of the byte order."""
        return int.from_bytes(raw, "little" if self.order == "<" else "big")


@dataclass(frozen=True, slots=True)
class Cell:
    """One tag with its value in the byte order of the file."""

    tag: int
    kind: int
    count: int
    raw: bytes


@dataclass(slots=True)
class Page:
    """One directory: cells that stay, where its data lie by tag, and the directories below it."""

    cells: list[Cell] = field(default_factory=list)
    data: dict[int, list[Span]] = field(default_factory=dict)
    below: list[Page] = field(default_factory=list)

    def walk(self) -> Iterator[Page]:
        """This page and those below it."""
        yield self
        for page in self.below:
            yield from page.walk()


def form_of(source: Source) -> Form:
    """Byte order and width; `MetadataNotWritten` for what is no TIFF."""
    head = source.at(0, 8)
    order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
    if not order or head[2:4].strip(b"\x00") not in {b"*", b"+"}:
        raise MetadataNotWritten("not-a-tiff")
    return Form(order, head[2:4].strip(b"\x00") == b"+")


def pages_of(source: Source, form: Form) -> list[Page]:
    """All pages of the main chain."""
    reader = _Reader(source, form)
    at = form.unpack(source.at(8 if form.is_big else 4, form.word))
    pages = []
    while at:
        page, at = reader.page(at, 0)
        pages.append(page)
    if not pages or not any(page.data for page in pages):
        raise MetadataNotWritten("picture-damaged")
    return pages


class _Reader:
    """Keeps what has been visited and spent."""

    def __init__(self, source: Source, form: Form) -> None:
        self.source, self.form = source, form
        self.visited: set[int] = set()
        self.entries, self.values = _ENTRIES, _VALUES

    def page(self, at: int, depth: int) -> tuple[Page, int]:
        """One directory with what hangs below it, and where the next one is."""
        if at in self.visited or len(self.visited) >= _PAGES or depth > limits.TIFF_DEPTH:
            raise MetadataNotWritten("picture-damaged")
        self.visited.add(at)
        count = self.form.unpack(self._exactly(at, self.form.count))
        self.entries -= count
        if self.entries < 0:
            raise MetadataNotWritten("picture-damaged")
        table_at = at + self.form.count
        table = self._exactly(table_at, count * self.form.cell)
        cells: dict[int, Cell] = {}
        for offset in range(0, len(table), self.form.cell):
            cell = self._cell(table[offset : offset + self.form.cell])
            if cell is not None:
                cells.setdefault(cell.tag, cell)
        page = Page([cell for tag, cell in sorted(cells.items()) if tag in _PICTURE])
        self._find_data(page, cells)
        for target in self.numbers(cells.get(SUB_PAGES)):
            page.below.append(self.page(target, depth + 1)[0])
        return page, self.form.unpack(self.source.at(table_at + len(table), self.form.word))

    def _exactly(self, at: int, size: int) -> bytes:
        found = b"".join(self.source.at(at + step, min(limits.MIB, size - step)) for step in range(0, size, limits.MIB))
        if len(found) != size:
            raise MetadataNotWritten("picture-damaged")
        return found

    def _cell(self, raw: bytes) -> Cell | None:
        tag, kind = struct.unpack(self.form.order + "HH", raw[:4])
        count, unit = self.form.unpack(raw[4 : -self.form.word]), SIZES.get(kind)
        if tag not in _PICTURE and tag not in OFFSETS and tag != SUB_PAGES:
            return None
        if unit is None or not count:
            return None
        size = unit * count
        self.values -= size
        if self.values < 0:
            raise MetadataNotWritten("picture-damaged")
        at = self.form.unpack(raw[-self.form.word :])
        return Cell(
            tag, kind, count, raw[-self.form.word :][:size] if size <= self.form.word else self._exactly(at, size)
        )

    def numbers(self, cell: Cell | None) -> tuple[int, ...]:
        """Whole numbers of a cell; none when it is missing or of another kind."""
        code = _CODES.get(cell.kind) if cell is not None else None
        if cell is None or code is None:
            return ()
        return struct.unpack(f"{self.form.order}{cell.count}{code}", cell.raw)

    def _find_data(self, page: Page, cells: dict[int, Cell]) -> None:
        for at_tag, size_tag in ((STRIPS, STRIP_SIZES), (TILES, TILE_SIZES), (JPEG_AT, JPEG_SIZE)):
            starts, sizes = self.numbers(cells.get(at_tag)), self.numbers(cells.get(size_tag))
            if not starts:
                continue
            if not sizes and at_tag == STRIPS:
                sizes = self._sizes_of_plain_strips(cells, len(starts))
            if len(sizes) < len(starts):
                raise MetadataNotWritten("picture-damaged")
            page.data[at_tag] = [self._span(at, size) for at, size in zip(starts, sizes, strict=False)]
        for tag in _OLD_JPEG_TABLES & cells.keys():
            page.data[tag] = [self._table(tag, at) for at in self.numbers(cells[tag])]

    def _sizes_of_plain_strips(self, cells: dict[int, Cell], count: int) -> tuple[int, ...]:
        """Old writers left the size of the one strip of uncompressed data out: it follows from the picture's."""
        width, height, compression, samples = (
            (self.numbers(cells.get(tag)) or (1,))[0] for tag in (0x0100, 0x0101, 0x0103, 0x0115)
        )
        bits = sum(self.numbers(cells.get(0x0102)) or (1,))
        if count != 1 or compression != 1 or not samples:
            raise MetadataNotWritten("picture-damaged")
        return (-(-width * bits // 8) * height,)

    def _table(self, tag: int, at: int) -> Span:
        if tag == 0x0207:
            return self._span(at, 64)
        return self._span(at, 16 + sum(self._exactly(at, 16)))

    def _span(self, at: int, size: int) -> Span:
        """A stretch of data; empty tiles (nothing there yet) are `0, 0` in sparse files."""
        if at + size > self.source.size:
            raise MetadataNotWritten("picture-damaged")
        return Span(at, at + size)

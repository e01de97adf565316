"""CSV and XLSX to rows of text, within limits; no formula is computed and nothing outside the file is looked at.

An XLSX is a zip of XML, so it is measured before it is opened: what it unpacks to, how many parts it has, and whether
a part declares entities. A cell that holds a formula is read as what it says, which no column understands.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from assets.errors import DomainError

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 100
MOST_UNPACKED: Final = 400 * 1024 * 1024
MOST_RATIO: Final = 200
MOST_PARTS: Final = 1000
LONGEST_CELL: Final = 10_000
_ZIP: Final = b"PK\x03\x04"
_FIRST_BYTES: Final = 4096
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")


class TableUnreadable(DomainError):
    """The file as a whole cannot be taken; what is wrong with it, in words."""

    code = "table-unreadable"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `number` as the table program counts, the header being row 1. Cells are text without outer blanks."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


def rows_of(data: bytes) -> Iterator[TableRow]:
    """The rows of a table, the header first; raises TableUnreadable for what is no table or too much of one."""
    if len(data) > MOST_BYTES:
        raise TableUnreadable(f"Die Datei ist größer als {MOST_BYTES // 1024 // 1024} MB.")
    rows = _xlsx(data) if data.startswith(_ZIP) else _csv(data)
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise TableUnreadable(f"Die Tabelle hat mehr als {MOST_ROWS} Zeilen. Bitte teilen.")
        if len(cells) > MOST_COLUMNS:
            raise TableUnreadable(f"Die Tabelle hat mehr als {MOST_COLUMNS} Spalten.")
        yield TableRow(number, tuple(_clean(cell) for cell in cells))


def safe_cell(text: str) -> str:
    """Text that no table program takes for a formula (an apostrophe before it makes it text)."""
    return f"'{text}" if text.startswith(_RISKY) else text


def _csv(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    csv.field_size_limit(LONGEST_CELL * 4)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise TableUnreadable("Die Tabelle ist beschädigt: Anführungszeichen oder Zeilen passen nicht.") from error


def _decoded(data: bytes) -> str:
    """UTF-8, else Windows-1252 as table programs in Germany write it; bytes that are neither are no text."""
    if b"\0" in data[:_FIRST_BYTES]:
        raise TableUnreadable("Das ist keine CSV- und keine XLSX-Datei.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise TableUnreadable("Die Zeichen der Datei sind nicht lesbar: bitte als UTF-8 speichern.") from error


def _xlsx(data: bytes) -> Iterator[list[str]]:
    _measure(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise TableUnreadable("Die XLSX-Datei ist beschädigt.") from error
    with closing(book):
        sheet = book.active
        if sheet is None:
            raise TableUnreadable("Die XLSX-Datei enthält keine Tabelle.")
        for cells in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield _trimmed([_text(cell) for cell in cells])


def _measure(data: bytes) -> None:
    """Refuse what unpacks to more than a table, and XML that declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise TableUnreadable("Die XLSX-Datei ist beschädigt.") from error
    with closing(archive):
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, max(len(data), 1024 * 1024) * MOST_RATIO):
            raise TableUnreadable("Die XLSX-Datei entpackt sich zu mehr, als eine Tabelle enthält.")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    if b"<!" in stream.read(_FIRST_BYTES).split(b"<!--", 1)[0]:
                        raise TableUnreadable("Die XLSX-Datei enthält, was in eine Tabelle nicht gehört.")


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end that formatting leaves behind."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _clean(text: str) -> str:
    """Text as it is kept: without control characters and outer blanks."""
    if len(text) > LONGEST_CELL:
        raise TableUnreadable(f"Eine Zelle enthält mehr als {LONGEST_CELL} Zeichen.")
    return "".join(char for char in text.replace("\r\n", "\n") if char == "\n" or char.isprintable()).strip()

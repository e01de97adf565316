"""The rows of a catalogue, one at a time: JSON lines, one JSON document with `documents`, or CSV with a header.

A row that cannot be read is told with its number and does not stop the others.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from assets.errors import DomainError

LONGEST_LINE: Final = 1 << 20
LARGEST_DOCUMENT: Final = 500 * 1024 * 1024
_LISTS: Final = ("documents", "records", "items")


class CatalogueUnreadable(DomainError):
    """The file as a whole cannot be taken; what is wrong with it, in words."""

    code = "catalogue-unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its line (or place in the list, from 1): `cells` by column in lower case, or why it is unreadable."""

    number: int
    cells: Mapping[str, Any]
    failure: str = ""


def rows_of(path: Path) -> Iterator[Row]:
    """Every row in the order of the file; raises CatalogueUnreadable for what is no catalogue."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(4096).lstrip()
    if not head:
        raise CatalogueUnreadable("Die Datei ist leer.")
    if not head.startswith(("{", "[")):
        return _csv(path, encoding)
    return _document(path, encoding) if _is_document(head) else _lines(path, encoding)


def _encoding(path: Path) -> str:
    """UTF-8, else Windows-1252 as table programs in Germany write it; the whole file is tried, so that no row fails."""
    with path.open("rb") as file:
        if b"\0" in file.read(4096):
            raise CatalogueUnreadable("Das ist keine Textdatei: möglich sind JSON-Zeilen, JSON und CSV.")
    for encoding in ("utf-8-sig", "cp1252"):
        with path.open(encoding=encoding) as text, suppress(UnicodeDecodeError):
            while text.read(1 << 20):
                pass
            return encoding
    raise CatalogueUnreadable("Die Zeichen der Datei sind weder UTF-8 noch Windows-1252.")


def _is_document(head: str) -> bool:
    """Whether the file is one JSON value; a first line that is an object by itself makes it JSON lines."""
    if head.startswith("["):
        return True
    try:
        first = json.loads(head.split("\n", 1)[0])
    except (ValueError, RecursionError):
        return ("\n" in head and head.split("\n", 1)[0].strip() == "{") or any(f'"{name}"' in head for name in _LISTS)
    return isinstance(first, dict) and any(isinstance(first.get(name), list) for name in _LISTS)


def _document(path: Path, encoding: str) -> Iterator[Row]:
    if path.stat().st_size > LARGEST_DOCUMENT:
        raise CatalogueUnreadable("Das JSON-Dokument ist zu groß: bitte als JSON-Zeilen speichern.")
    try:
        whole = json.loads(path.read_text(encoding=encoding))
    except (ValueError, RecursionError) as error:
        raise CatalogueUnreadable("Das JSON der Datei ist beschädigt.") from error
    if isinstance(whole, dict):
        whole = next((whole[name] for name in _LISTS if isinstance(whole.get(name), list)), None)
    if not isinstance(whole, list):
        raise CatalogueUnreadable("Das JSON-Dokument enthält keine Liste „documents“.")
    for number, value in enumerate(whole, start=1):
        yield _row(number, value)


def _lines(path: Path, encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            if len(line) > LONGEST_LINE:
                yield Row(number, {}, "Die Zeile ist länger als 1 MB.")
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                yield Row(number, {}, "Das ist kein JSON.")
                continue
            yield _row(number, value)


def _row(number: int, value: object) -> Row:
    if not isinstance(value, dict):
        return Row(number, {}, "Das ist kein JSON-Objekt.")
    return Row(number, {str(name).casefold(): cell for name, cell in value.items()})


def _csv(path: Path, encoding: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_LINE)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        delimiter = max(";\t,", key=first.count)
        header = [name.strip().casefold() for name in next(csv.reader(io.StringIO(first), delimiter=delimiter))]
        if len(header) < 2:
            raise CatalogueUnreadable("Die erste Zeile nennt keine Spalten.")
        reader = csv.reader(file, delimiter=delimiter)
        while True:
            number = reader.line_num + 2
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Row(number, {}, "Die Zeile ist beschädigt: Anführungszeichen passen nicht.")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                yield Row(number, {}, f"Die Zeile hat {len(cells)} Zellen, der Kopf nennt {len(header)} Spalten.")
                continue
            yield Row(number, dict(zip(header, cells, strict=False)))

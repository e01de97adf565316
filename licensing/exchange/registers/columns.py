"""The columns of each register: what they are called in German and English, what their cells mean, an example."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from licensing.exchange.registers import cells
from licensing.exchange.registers.cells import CellWrong
from licensing.exchange.registers.tables import TableRow, TableUnreadable, safe_cell

MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `names`: the German one of the template first; compared without case, blanks and hyphens."""

    field: str
    names: tuple[str, ...]
    read: Callable[[str], Any]
    example: str = ""
    is_required: bool = False


_ASSET: Final = (
    Column("asset", ("Bild-ID", "asset", "asset id", "uuid"), cells.text),
    Column("source_ref", ("Bildnummer", "source ref", "asset number"), cells.text, "B-1042"),
    Column("filename", ("Dateiname", "file name", "filename"), cells.text),
    Column("sha256", ("SHA-256", "sha256", "checksum"), cells.text),
)
_TERM: Final = (
    Column("from_on", ("Gültig ab", "valid from", "from", "von"), cells.day, "01.01.2026"),
    Column("until_on", ("Gültig bis", "valid until", "until", "bis"), cells.day, "31.12.2028"),
)
_WHERE: Final = (
    Column("channels", ("Kanäle", "channels"), cells.codes("channels"), "Website; Newsletter", is_required=True),
    Column("purposes", ("Zwecke", "purposes"), cells.codes("purposes"), "alle", is_required=True),
)
GRANTS: Final = (
    *_ASSET,
    Column("licensor", ("Rechtegeber", "licensor"), cells.text, "Studio Muster", is_required=True),
    Column("licensees", ("Berechtigt", "licensees"), cells.words, "eigene"),
    *_WHERE,
    *_TERM,
    Column("modifications", ("Bearbeitungen", "modifications"), cells.codes("modifications"), "Zuschnitt"),
    Column("territories", ("Gebiet", "territory", "territories"), cells.words, "DE"),
    Column("kind", ("Art", "kind"), cells.choice({
        "": "simple", "einfach": "simple", "simple": "simple", "ausschließlich": "exclusive", "exclusive": "exclusive",
    }), "einfach"),
    Column("commercial", ("Kommerziell", "commercial"), cells.tri, "nein"),
    Column("paid_promotion", ("Bezahlte Werbung", "paid promotion"), cells.tri),
    Column("platform_sublicense", ("Plattform-Unterlizenz", "platform sublicense"), cells.tri),
    Column("third_party_redistribution", ("Weitergabe an Dritte", "third party redistribution"), cells.tri),
    Column("print_run_max", ("Auflage", "print run"), cells.number, "5.000"),
    Column("quota_uses", ("Nutzungen", "uses"), cells.number),
    Column("credit_required", ("Nennung nötig", "credit required"), cells.tri, "ja"),
    Column("exact_credit", ("Bildnachweis", "credit line"), cells.text, "Foto: Studio Muster"),
    Column("reference", ("Vertragsnummer", "contract number", "reference"), cells.text, "V-2026-17"),
    Column("evidence", ("Beleg", "evidence"), cells.text, "Vertrag im Ordner 7"),
)  # fmt: skip
CONSENTS: Final = (
    *_ASSET,
    Column("covers_all", ("Alle Bilder der Person", "every picture"), cells.tri, "nein"),
    Column("person", ("Personennummer", "person number", "person reference"), cells.text, "P-0815", is_required=True),
    Column("born_on", ("Geburtsdatum", "date of birth", "born"), cells.day),
    Column("age_band", ("Altersgruppe", "age band"), cells.choice({
        "": "unknown", "unbekannt": "unknown", "unknown": "unknown", "erwachsen": "adult", "adult": "adult",
        "14 bis 17": "from_14", "14-17": "from_14", "unter 14": "under_14", "under 14": "under_14",
        "minderjährig": "minor", "minor": "minor",
    }), "erwachsen"),
    Column("custody", ("Sorgerecht", "custody"), cells.choice({
        "": "unknown", "unbekannt": "unknown", "unknown": "unknown", "gemeinsam": "joint", "joint": "joint",
        "allein": "sole_documented", "sole": "sole_documented",
    })),
    Column("organizations", ("Für", "organizations"), cells.words, "eigene"),
    *_WHERE,
    Column("given_on", ("Erteilt am", "given on"), cells.day, "02.03.2026", is_required=True),
    *_TERM,
    Column("signed_by", ("Unterschrieben von", "signed by"), cells.words, "selbst", is_required=True),
    Column("information_version", ("Informationsblatt", "information sheet"), cells.text, "Info 2026-1"),
    Column("covers_commercial", ("Kommerziell", "commercial"), cells.tri, "nein"),
    Column("may_name", ("Namensnennung", "may name"), cells.tri, "nein"),
    Column("evidence_note", ("Fundstelle", "filed at", "evidence"), cells.text, "Ordner 12", is_required=True),
)  # fmt: skip
COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {"grants": GRANTS, "consents": CONSENTS}


class RowRefused(Exception):
    """One row cannot be recorded; `field` is the column at fault, empty for the row as a whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands, and which headers nobody knows."""

    places: Mapping[str, int]
    columns: Mapping[str, Column]
    ignored: tuple[str, ...]

    def values(self, row: TableRow) -> dict[str, Any]:
        """The row's cells as values; raises RowRefused for a cell that cannot be read or must not be empty."""
        found: dict[str, Any] = {}
        for field, column in self.columns.items():
            place = self.places.get(field)
            cell = row.cells[place] if place is not None and place < len(row.cells) else ""
            try:
                found[field] = column.read(cell)
            except CellWrong as error:
                raise RowRefused(str(error), field) from error
            if column.is_required and not found[field]:
                raise RowRefused("Diese Angabe fehlt.", field)
        return found

    def cell_name(self, field: str, number: int) -> str:
        """The cell as the table program names it, for example C7; empty where the column is not there."""
        place = self.places.get(field)
        return "" if place is None else f"{_letters(place)}{number}"

    def told(self, error: RowRefused) -> str:
        """Why a row is refused; a column that the table does not have is named, since there is no cell to point at."""
        column = None if error.field in self.places else self.columns.get(error.field)
        return error.message if column is None else f"Spalte „{column.names[0]}“: {error.message}"


def read_header(kind: str, row: TableRow | None) -> Header:
    """Raises TableUnreadable when a column that every row needs is missing, or one stands there twice."""
    columns = COLUMNS[kind]
    known = {_folded(name): column.field for column in columns for name in column.names}
    places: dict[str, int] = {}
    ignored: list[str] = []
    for place, name in enumerate(row.cells if row else ()):
        field = known.get(_folded(name))
        if field is None:
            ignored += [name[:60]] if name else []
        elif field in places:
            raise TableUnreadable(f"Die Spalte „{name[:60]}“ steht zweimal da.")
        else:
            places[field] = place
    missing = [column.names[0] for column in columns if column.is_required and column.field not in places]
    if missing:
        raise TableUnreadable(f"Es fehlen Spalten: {', '.join(missing)}.")
    return Header(places, {column.field: column for column in columns}, tuple(ignored[:MOST_NAMED]))


def template(kind: str) -> str:
    """The register's columns with one example row, as CSV for German table programs."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.names[0] for column in COLUMNS[kind]])
    writer.writerow([safe_cell(column.example) for column in COLUMNS[kind]])
    return "\ufeff" + out.getvalue()


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

"""A row becomes a record: typed, cut to what the columns hold, nothing guessed.

A row without a reference is refused. Any other value that cannot be read is left out and said; the picture comes in.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from assets.catalogue.files import Row
from assets.models import Kind, Orientation

_KINDS: Final = {
    "photo": Kind.PHOTO, "foto": Kind.PHOTO, "image": Kind.PHOTO, "bild": Kind.PHOTO,
    "artwork": Kind.ARTWORK, "motiv": Kind.ARTWORK, "grafik": Kind.ARTWORK, "graphic": Kind.ARTWORK,
    "video": Kind.VIDEO, "film": Kind.VIDEO,
    "document": Kind.DOCUMENT, "dokument": Kind.DOCUMENT,
}  # fmt: skip
_ORIENTATIONS: Final = {
    "landscape": Orientation.LANDSCAPE, "quer": Orientation.LANDSCAPE, "querformat": Orientation.LANDSCAPE,
    "portrait": Orientation.PORTRAIT, "hoch": Orientation.PORTRAIT, "hochformat": Orientation.PORTRAIT,
    "square": Orientation.SQUARE, "quadrat": Orientation.SQUARE, "quadratisch": Orientation.SQUARE,
}  # fmt: skip
_GERMAN_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_PARTIAL: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
LONG: Final = 10_000
MOST_WORDS: Final = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """When, as precise as recorded: ISO text, the day if one is known, its precision."""

    text: str = ""
    on: date | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One picture as the catalogue describes it. `hints` say what was left out or cut."""

    number: int
    reference: str
    texts: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    place: str = ""
    campaign: str = ""
    latitude: float | None = None
    longitude: float | None = None
    taken: Taken = Taken()
    kind: Kind = Kind.PHOTO
    orientation: str = ""
    width: int | None = None
    height: int | None = None
    license: str = ""
    filename: str = ""
    key: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is said about a row, in words: why it does not come in, or what of it was left out."""

    number: int
    text: str


def record_of(row: Row, columns: Mapping[str, Sequence[str]]) -> Record | RowNote:
    """Read one row; `columns` maps our fields to the columns that may hold them."""
    if row.failure:
        return RowNote(row.number, row.failure)
    cells = {
        name: next((row.cells[column] for column in held if row.cells.get(column) not in (None, "")), None)
        for name, held in columns.items()
    }
    reading = _Reading(cells)
    reference = _one_line(cells["source_ref"])
    if not reference:
        return RowNote(row.number, "Es fehlt die Nummer (source_ref).")
    if len(reference) > 200:
        return RowNote(row.number, "Die Nummer (source_ref) hat mehr als 200 Zeichen.")
    return reading.record(row.number, reference)


class _Reading:
    """Collects what had to be left out while the values of one row are read."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells
        self.hints: list[str] = []

    def record(self, number: int, reference: str) -> Record:
        latitude, longitude = self._position()
        width, height = self._value("width", _pixels), self._value("height", _pixels)
        orientation = self._value("orientation", lambda text: _ORIENTATIONS[text.casefold()])
        return Record(
            number=number,
            reference=reference,
            texts=self._texts(),
            keywords=self._words("keywords", r"[;|,\n]", MOST_WORDS),
            creators=self._words("creator", r"[;|\n]", 50),
            place=self._text("place", 200),
            campaign=self._text("campaign", 200),
            latitude=latitude,
            longitude=longitude,
            taken=self._value("date", _taken) or Taken(),
            kind=self._value("kind", lambda text: _KINDS[text.casefold()]) or Kind.PHOTO,
            orientation=orientation or _orientation(width, height),
            width=width,
            height=height,
            license=self._text("license", 300),
            filename=self._text("filename", 1024).replace("\\", "/").rsplit("/", 1)[-1][:255],
            key=self._text("key", 1024),
            hints=tuple(self.hints),
        )

    def _texts(self) -> dict[str, str]:
        return {
            "title": self._text("title", 300),
            "headline": self._text("headline", 300),
            "description": self._text("caption", LONG, lines=True),
            "alt_text": self._text("alt_text", LONG, lines=True),
            "credit_line": self._text("credit", 300),
            "copyright_notice": self._text("copyright", LONG, lines=True),
            "usage_terms": self._text("usage_terms", LONG, lines=True),
        }

    def _text(self, name: str, most: int, *, lines: bool = False) -> str:
        text = (_clean if lines else _one_line)(self.cells[name])
        if len(text) > most:
            self.hints.append(f"{name}: auf {most} Zeichen gekürzt.")
        return text[:most].rstrip()

    def _words(self, name: str, between: str, most: int) -> tuple[str, ...]:
        """A list as it stands, a text cut at separators; each word once, whatever its capitals."""
        value = self.cells[name]
        parts = value if isinstance(value, list) else re.split(between, _clean(value))
        once: dict[str, str] = {}
        for part in parts:
            word = _one_line(part)[:200].rstrip()
            if word:
                once.setdefault(word.casefold()[:200], word)
        if len(once) > most:
            self.hints.append(f"{name}: nur die ersten {most} übernommen.")
        return tuple(once.values())[:most]

    def _value(self, name: str, read: Callable[[str], Any]) -> Any:
        text = _one_line(self.cells[name])
        if not text:
            return None
        try:
            return read(text)
        except (ValueError, KeyError, OverflowError):
            self.hints.append(f"{name}: „{text[:40]}“ ist nicht lesbar und wurde weggelassen.")
            return None

    def _position(self) -> tuple[float | None, float | None]:
        latitude, longitude = self._value("latitude", _degrees(90)), self._value("longitude", _degrees(180))
        if latitude is None or longitude is None:
            return None, None
        return latitude, longitude


def _clean(value: object) -> str:
    """Text in NFC without control characters and outer blanks; line ends stay."""
    if value is None or isinstance(value, dict):
        return ""
    text = unicodedata.normalize("NFC", "; ".join(map(str, value)) if isinstance(value, list) else str(value))
    if text.isprintable():
        return text.strip()
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C").strip()


def _one_line(value: object) -> str:
    return " ".join(_clean(str(value).replace("\t", " ") if isinstance(value, str) else value).split())


def _degrees(most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(text.replace(",", "."))
        if not -most <= number <= most:
            raise ValueError(text)
        return number

    return read


def _pixels(text: str) -> int | None:
    number = int(float(text))
    if not 0 <= number < 2**31:
        raise ValueError(text)
    return number or None


def _orientation(width: int | None, height: int | None) -> str:
    if not width or not height:
        return ""
    if width == height:
        return Orientation.SQUARE
    return Orientation.LANDSCAPE if width > height else Orientation.PORTRAIT


def _taken(text: str) -> Taken:
    """ISO day, moment, month or year, and a German day; anything else is no date."""
    german = _GERMAN_DAY.fullmatch(text)
    if german:
        day = date(int(german[3]), int(german[2]), int(german[1]))
        return Taken(day.isoformat(), day, "day")
    if _PARTIAL.fullmatch(text):
        return Taken(text, None, "year" if len(text) == 4 else "month")
    if len(text) == 10:
        return Taken(text, date.fromisoformat(text), "day")
    moment = datetime.fromisoformat(text)
    return Taken(moment.isoformat(timespec="seconds"), moment.date(), "second")

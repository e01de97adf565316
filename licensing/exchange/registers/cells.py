"""What a cell means: days, yes and no, codes of the vocabulary, in the words that people use for them."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from licensing import rights

EVERYTHING: Final = "*"
_YES: Final = frozenset({"ja", "j", "yes", "y", "x", "true", "wahr", "1"})
_NO: Final = frozenset({"nein", "n", "no", "false", "falsch", "0"})
_UNKNOWN: Final = frozenset({"", "unbekannt", "unknown", "?"})
_ALL: Final = frozenset({"*", "alle", "alles", "all", "everything"})
_GERMAN_DAY: Final = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")


class CellWrong(ValueError):
    """What is wrong with one cell, in words that name no person."""


def text(cell: str) -> str:
    if cell.startswith("="):
        raise CellWrong("Eine Formel: bitte den Wert eintragen.")
    return cell.removeprefix("'")


def day(cell: str) -> date | None:
    """ISO 8601 or the German way; an empty cell is no day."""
    written = text(cell)
    if not written:
        return None
    german = _GERMAN_DAY.match(written)
    iso = f"{german[3]}-{german[2]:0>2}-{german[1]:0>2}" if german else written[:10]
    try:
        found = date.fromisoformat(iso)
    except ValueError as error:
        raise CellWrong("Kein Datum: bitte als 31.12.2026 oder 2026-12-31.") from error
    if not date(1900, 1, 1) <= found <= date(2200, 12, 31):
        raise CellWrong("Dieses Datum liegt außerhalb des Kalenders.")
    return found


def tri(cell: str) -> str:
    word = text(cell).casefold()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    if word in _UNKNOWN:
        return "unknown"
    raise CellWrong("Möglich sind ja, nein und unbekannt.")


def number(cell: str) -> int | None:
    written = text(cell).replace(".", "").replace(" ", "")
    if not written:
        return None
    if not written.isdigit() or not 0 < int(written) <= 1_000_000_000:
        raise CellWrong("Hier steht eine ganze Zahl über null.")
    return int(written)


def words(cell: str) -> tuple[str, ...]:
    """Several entries in one cell, apart by semicolon, comma, vertical bar or line."""
    return tuple(each for each in (part.strip() for part in re.split(r"[;,|\n]", text(cell))) if each)


def choice(options: Mapping[str, str]) -> Callable[[str], str]:
    """A cell that holds one of some words; the empty cell means the option under the empty word."""

    def read(cell: str) -> str:
        found = options.get(text(cell).casefold())
        if found is None:
            raise CellWrong(f"Möglich sind: {', '.join(sorted({word for word in options if word}))}.")
        return found

    return read


def codes(axis: str) -> Callable[[str], tuple[str, ...]]:
    """Codes of the vocabulary, or the labels that people read; `alle` is `*`."""

    def read(cell: str) -> tuple[str, ...]:
        found: list[str] = []
        for word in words(cell):
            folded = word.casefold()
            if folded in _ALL:
                return (EVERYTHING,)
            code = _spellings(axis).get(folded)
            if code is None:
                raise CellWrong(f"„{word[:40]}“ steht nicht im Vokabular.")
            found.append(code)
        return tuple(sorted(set(found)))

    return read


@lru_cache(maxsize=8)
def _spellings(axis: str) -> dict[str, str]:
    tables: dict[str, Any] = {
        "channels": rights.CHANNELS,
        "purposes": rights.PURPOSES,
        "modifications": rights.MODIFICATIONS,
    }
    found: dict[str, str] = {}
    for code, traits in tables[axis].items():
        for spelling in _names(str(code), traits):
            found.setdefault(spelling.casefold(), str(code))
    return found


def _names(code: str, traits: Any) -> Iterable[str]:
    return code, code.replace("_", " "), traits.label.de, traits.label.en

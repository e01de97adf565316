"""What a person answered, read strictly: an answer that cannot be is refused in words, with the question's name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from assets.errors import FieldInvalid
from licensing.presets.table import CHANNEL_GROUPS, Ask, Preset
from licensing.rights import Channel, Purpose

LONGEST: Final = 200
LONGEST_ADDRESS: Final = 2000
MOST_ANSWERS: Final = 200
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
_YES_NO: Final = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Empty means not answered. `licensees` and `document` are uuids, `channels` groups or codes, `*` for all."""

    who: str = ""
    on_duty: str = ""
    credit: str = ""
    reference: str = ""
    document: str = ""
    channels: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    licensees: tuple[str, ...] = ()
    until: date | None = None
    source: str = ""
    license: str = ""
    retrieved: date | None = None
    provider: str = ""
    number: str = ""
    terms: str = ""
    pass_on: str = ""
    wholly: str = ""
    real_persons: str = ""
    evidence: str = ""

    def says(self, ask: Ask) -> bool:
        """Whether the question is answered."""
        return bool(getattr(self, _FIELDS[ask]))


NO_ANSWERS: Final = Answers()
_FIELDS: Final = {
    each: {"onDuty": "on_duty", "passOn": "pass_on", "realPersons": "real_persons"}.get(each.value, each.value)
    for each in Ask
}


def read_answers(preset: Preset, given: object, *, at: str = "preset.answers") -> Answers:
    """The answers to this preset's questions; what another preset asks may stand beside them and counts for nothing.

    `at` is where the answers stand, for the names of fields. Raises FieldInvalid.
    """
    if not isinstance(given, Mapping):
        raise FieldInvalid(at, "Hier wird ein Objekt erwartet.")
    unknown = sorted(set(map(str, given)) - set(Ask))
    if unknown:
        raise FieldInvalid(f"{at}.{unknown[0][:60]}", "Diese Frage gibt es nicht.")
    values: dict[str, Any] = {}
    for ask in Ask:
        if ask.value not in given or given[ask.value] in (None, "", []):
            continue
        value = _READ.get(ask, _text)(f"{at}.{ask.value}", given[ask.value])
        if ask in preset.asks:
            values[_FIELDS[ask]] = value
    answers = Answers(**values)
    _check_license(preset, answers, f"{at}.license")
    return answers


def _check_license(preset: Preset, answers: Answers, field: str) -> None:
    if answers.license and answers.license not in preset.licenses():
        raise FieldInvalid(field, "Diese Lizenz passt nicht zu dieser Herkunft. Bitte eine aus der Liste wählen.")


def _text(field: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        raise FieldInvalid(field, f"Erlaubt ist Text bis {LONGEST} Zeichen.")
    return " ".join(value.split())


def _address(field: str, value: object) -> str:
    address = value.strip() if isinstance(value, str) else ""
    if (
        not address.startswith(("https://", "http://"))
        or len(address) > LONGEST_ADDRESS
        or any(character.isspace() or not character.isprintable() for character in address)
    ):
        raise FieldInvalid(field, "Bitte die Adresse der Seite angeben, sie beginnt mit https://.")
    return address


def _day(field: str, value: object) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or not _FIRST_DAY <= day <= _LAST_DAY:
        raise FieldInvalid(field, "Bitte ein Datum angeben, zum Beispiel 2026-12-31.")
    return day


def _one_of(known: frozenset[str]) -> Callable[[str, object], str]:
    def read(field: str, value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise FieldInvalid(field, f"Möglich sind: {', '.join(sorted(known))}.")
        return value

    return read


def _codes(known: frozenset[str], words: str) -> Callable[[str, object], tuple[str, ...]]:
    def read(field: str, value: object) -> tuple[str, ...]:
        found = _list(field, value)
        wrong = [each for each in found if each not in known]
        if wrong:
            raise FieldInvalid(field, words)
        return found

    return read


def _list(field: str, value: object) -> tuple[str, ...]:
    is_list = isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
    if not is_list or len(value) > MOST_ANSWERS:  # type: ignore[arg-type]  # a list by the line above
        raise FieldInvalid(field, "Hier wird eine Liste erwartet.")
    return tuple(dict.fromkeys(value))  # type: ignore[call-overload]  # of strings, as above


def _uuid(field: str, value: object) -> str:
    try:
        return str(UUID(value)) if isinstance(value, str) else _no_record(field)
    except ValueError:
        return _no_record(field)


def _no_record(field: str) -> str:
    raise FieldInvalid(field, "Das gibt es hier nicht.")


def _uuids(field: str, value: object) -> tuple[str, ...]:
    return tuple(each if each == "*" else _uuid(field, each) for each in _list(field, value))


_READ: Final[Mapping[Ask, Callable[[str, object], Any]]] = {
    Ask.ON_DUTY: _one_of(_YES_NO),
    Ask.CREDIT: _one_of(_YES_NO),
    Ask.PASS_ON: _one_of(_YES_NO),
    Ask.REAL_PERSONS: _one_of(_YES_NO),
    Ask.WHOLLY: _one_of(frozenset({"wholly", "partly"})),
    Ask.CHANNELS: _codes(
        frozenset({*CHANNEL_GROUPS, *(each.value for each in Channel), "*"}), "Diesen Kanal gibt es nicht."
    ),
    Ask.PURPOSES: _codes(frozenset({*(each.value for each in Purpose), "*"}), "Diesen Zweck gibt es nicht."),
    Ask.LICENSEES: _uuids,
    Ask.UNTIL: _day,
    Ask.RETRIEVED: _day,
    Ask.SOURCE: _address,
    Ask.DOCUMENT: _uuid,
}

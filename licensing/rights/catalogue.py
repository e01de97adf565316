"""Reason, duty, hint and remedy codes with their words, and the findings that carry them.

A finding holds a code and plain parameters; its sentence is made on demand from `catalogue.json`, so stored findings
stay language-free. Parameter values are codes, dates, numbers or proper names; `spoken` turns them into words.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .days import BERLIN
from .verdict import Verdict
from .vocabulary import (
    ANSWERED_NO,
    CHANNELS,
    CONCEPT_LABELS,
    CREDIT_ELEMENTS,
    DUTY_WORDS,
    FIELD_LABELS,
    LABEL_PLACEMENTS,
    MODIFICATIONS,
    PURPOSES,
    RULE_LABELS,
    SCOPE_LABELS,
    STATE_LABELS,
    Channel,
    Language,
    Modification,
    Purpose,
    Words,
)

Param = str | int | date | datetime | tuple[str, ...]
Params = Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class ReasonText:
    """`classes` are the letters a reason may come with: F forbidden, N needs a person, I informs. `remedy` changes the
    facts behind it.
    """

    classes: frozenset[str]
    sentence: Words
    tile: Words
    remedy: str | None


@dataclass(frozen=True, slots=True)
class DutyText:
    sentence: Words
    clause: Words


@dataclass(frozen=True, slots=True)
class RemedyText:
    sentence: Words
    changes: str


def _words(raw: Mapping[str, str]) -> Words:
    return Words(de=raw["de"], en=raw["en"])


_DATA: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("catalogue.json").read_text(encoding="utf-8"))
REASONS: Mapping[str, ReasonText] = MappingProxyType(
    {
        code: ReasonText(frozenset(raw["class"]), _words(raw), _words(raw["tile"]), raw["remedy"])
        for code, raw in _DATA["reasons"].items()
    }
)
REASON_ORDER: Mapping[str, int] = MappingProxyType({code: place for place, code in enumerate(REASONS)})
"""Where a code stands in `catalogue.json`: among reasons of one gate, the telling ones come first."""
DUTIES: Mapping[str, DutyText] = MappingProxyType(
    {code: DutyText(_words(raw), _words(raw["clause"])) for code, raw in _DATA["duties"].items()}
)
HINTS: Mapping[str, Words] = MappingProxyType({code: _words(raw) for code, raw in _DATA["hints"].items()})
REMEDIES: Mapping[str, RemedyText] = MappingProxyType(
    {code: RemedyText(_words(raw), raw["changes"]) for code, raw in _DATA["remedies"].items()}
)

_MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spoken_day(day: date, language: Language) -> str:
    """31.03.2027, 31 March 2027."""
    if language == "de":
        return f"{day.day:02}.{day.month:02}.{day.year:04}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_instant(instant: datetime, language: Language) -> str:
    """25.11.2026, 10:00 Uhr; 25 November 2026, 10:00. Always the wall clock of Europe/Berlin."""
    local = instant.astimezone(BERLIN)
    return f"{spoken_day(local.date(), language)}, {local:%H:%M}" + (" Uhr" if language == "de" else "")


_LABELS: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "field": FIELD_LABELS,
        "fields": CONCEPT_LABELS,
        "elements": MappingProxyType({**CONCEPT_LABELS, **CREDIT_ELEMENTS}),
        "answers": ANSWERED_NO,
        "rule": RULE_LABELS,
        "reason": STATE_LABELS,
        "scope": SCOPE_LABELS,
        "text": DUTY_WORDS,
        "placement": LABEL_PLACEMENTS,
    }
)


def _label(name: str, value: str, language: Language) -> str:
    if name == "channel":
        return CHANNELS[Channel(value)].label[language]
    if name == "purpose":
        return PURPOSES[Purpose(value)].label[language]
    if name == "modification":
        return MODIFICATIONS[Modification(value)].label[language]
    table = _LABELS.get(name)
    return table[value][language] if table is not None and value in table else value


_ORGANIZATION_PARAMS = frozenset({"organization", "licensees", "holder"})
_LIKE_AN_ID = re.compile(r"^[0-9a-fA-F-]{32,36}$")
_SOMEONE_ELSE = Words(de="eine andere Organisation", en="another organization")
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def _organizations(value: Param, names: Mapping[str, str], language: Language) -> str:
    """Say organizations by their names; one whose name the caller does not give stays "another organization"."""
    ids = value if isinstance(value, tuple) else (str(value),)
    return ", ".join(dict.fromkeys(names.get(id, _SOMEONE_ELSE[language]) for id in ids))


def spoken(name: str, value: Param, language: Language, names: Mapping[str, str] = NO_NAMES) -> str:
    """Say one parameter: codes by their label, days and instants by the calendar, lists joined by commas."""
    if name in _ORGANIZATION_PARAMS:
        return _organizations(value, names, language)
    if name == "sign_holder":
        return names.get(str(value), _SOMEONE_ELSE[language] if _LIKE_AN_ID.match(str(value)) else str(value))
    if isinstance(value, datetime):
        return spoken_instant(value, language)
    if isinstance(value, date):
        return spoken_day(value, language)
    if isinstance(value, tuple):
        return ", ".join(_label(name, entry, language) for entry in value)
    return _label(name, value, language) if isinstance(value, str) else str(value)


class _Spoken(dict[str, str]):
    """Parameters for a template; one that was not given shows as an ellipsis instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"


def fill(template: str, params: Params, language: Language, names: Mapping[str, str] = NO_NAMES) -> str:
    """Put spoken parameters into a template of the catalogue; `names` are organizations' names by id."""
    if "{" not in template:
        return template
    return template.format_map(_Spoken({key: spoken(key, value, language, names) for key, value in params.items()}))


@dataclass(frozen=True, slots=True)
class RecordRef:
    """The record that a reason rests on, for a link: kind (`grant`, `license`, `embargo`, …) and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is no milder. An informational reason has the verdict `allowed` and only explains a duty."""

    code: str
    verdict: Verdict
    gate: int
    params: Params = field(default_factory=dict, hash=False)
    records: tuple[RecordRef, ...] = ()

    def text(self, language: Language, names: Mapping[str, str] = NO_NAMES) -> str:
        """The sentence for people; organizations are named only as far as the caller passes their names."""
        return fill(REASONS[self.code].sentence[language], self.params, language, names)


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done for the release to hold; `due` is the last day for it, where there is one."""

    code: str
    params: Params = field(default_factory=dict, hash=False)
    due: date | None = None

    def text(self, language: Language) -> str:
        return fill(DUTIES[self.code].sentence[language], self.params, language)

    def clause(self, language: Language) -> str:
        """The duty as the middle of "… if you …"."""
        return fill(DUTIES[self.code].clause[language], self.params, language)


@dataclass(frozen=True, slots=True)
class Hint:
    """Housekeeping; never changes a verdict."""

    code: str

    def text(self, language: Language) -> str:
        return HINTS[self.code][language]


Finding = Reason | Duty | Hint


def needs_decision(code: str, gate: int, *records: RecordRef, **params: Param) -> Reason:
    return Reason(code, Verdict.NEEDS_DECISION, gate, params, records)


def asks_for(field: str, gate: int) -> Reason:
    """The answer hangs on something that the question left open."""
    return Reason("QUESTION_INCOMPLETE", Verdict.NEEDS_DECISION, gate, {"field": field})


def forbidden(code: str, gate: int, *records: RecordRef, **params: Param) -> Reason:
    return Reason(code, Verdict.FORBIDDEN, gate, params, records)


def informs(code: str, gate: int, *records: RecordRef, **params: Param) -> Reason:
    return Reason(code, Verdict.ALLOWED, gate, params, records)


def duty(code: str, *, due: date | None = None, **params: Param) -> Duty:
    return Duty(code, params, due)

"""What tasks and causes say to people, in both languages and without names: for the list, the mail and the calendar."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from licensing import rights
from licensing.presets import find_gap
from licensing.rights import Language

_OWN: Final[Mapping[str, Mapping[str, str]]] = {
    "PLANNED_END": {"de": "Das geplante Ende ist erreicht.", "en": "The planned end is reached."},
    "QUESTION_UNREADABLE": {
        "de": "Die gespeicherte Frage ist nicht lesbar.",
        "en": "The stored question cannot be read.",
    },
    "EXPIRES": {"de": "Endet am {date}.", "en": "Ends on {date}."},
    "COMES_OF_AGE": {
        "de": "Eine abgebildete Person wird am {date} volljährig.",
        "en": "A person shown comes of age on {date}.",
    },
    "DETAILS_MISSING": {
        "de": "Wird gebraucht, aber es fehlt: {missing}",
        "en": "Is needed, but this is missing: {missing}",
    },
    "GAPS": {"de": "{missing}", "en": "{missing}"},
}
"""Causes that are no reasons and no duties of the kernel."""

_TITLES: Final[Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]] = {
    "take_down": (
        {"de": "Beitrag entfernen", "en": "Remove a post"},
        {"de": "{n} Beiträge entfernen", "en": "Remove {n} posts"},
    ),
    "expiry": (
        {"de": "Rechte laufen ab", "en": "Rights end"},
        {"de": "{n}-mal laufen Rechte ab", "en": "{n} rights end"},
    ),
    "decide": (
        {"de": "Entscheidung treffen", "en": "Decide"},
        {"de": "{n} Entscheidungen treffen", "en": "Decide {n} questions"},
    ),
    "review": (
        {"de": "Beitrag prüfen", "en": "Review a post"},
        {"de": "{n} Beiträge prüfen", "en": "Review {n} posts"},
    ),
    "reconfirm": (
        {"de": "Einwilligung bestätigen lassen", "en": "Have a consent reconfirmed"},
        {"de": "{n} Einwilligungen bestätigen lassen", "en": "Have {n} consents reconfirmed"},
    ),
    "report": (
        {"de": "Nutzung melden", "en": "Report a use"},
        {"de": "{n} Nutzungen melden", "en": "Report {n} uses"},
    ),
    "specimen": (
        {"de": "Belegexemplar senden", "en": "Send a specimen copy"},
        {"de": "{n} Belegexemplare senden", "en": "Send {n} specimen copies"},
    ),
    "missing": (
        {"de": "Angaben ergänzen", "en": "Complete the details"},
        {"de": "Angaben zu {n} Bildern ergänzen", "en": "Complete the details of {n} pictures"},
    ),
    "notify": (
        {"de": "Empfänger informieren", "en": "Inform recipients"},
        {"de": "Empfänger von {n} Aussendungen informieren", "en": "Inform recipients of {n} mailings"},
    ),
}
_ENDING: Final[Mapping[str, Mapping[str, str]]] = {
    "grant": {"de": "Vertrag für {n} endet", "en": "Contract for {n} ends"},
    "consent": {"de": "Einwilligung für {n} endet", "en": "Consent for {n} ends"},
    "permission": {"de": "Genehmigung für {n} endet", "en": "Permission for {n} ends"},
}
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")


def title_of(kind: str, params: Mapping[str, Any], count: int, language: Language) -> str:
    """What has to be done, in a few words: "12 Beiträge entfernen", "Vertrag für 12 Bilder endet"."""
    ending = _ENDING.get(str(params.get("record", "")))
    if kind == "expiry" and ending is not None:
        return ending[language].format(n=_pictures(int(params.get("pictures", 1)), language))
    one, many = _TITLES.get(kind, _TITLES["review"])
    return one[language] if count == 1 else many[language].format(n=count)


def cause_text(code: str, params: Mapping[str, Any], language: Language) -> str:
    """Why: the kernel's sentence for a reason or duty, ours for the rest; empty for a code that nobody knows."""
    spoken = {name: _value(value) for name, value in params.items()}
    if code in rights.REASONS:
        return rights.Reason(code, rights.Verdict.FORBIDDEN, 0, spoken).text(language)
    if code in rights.DUTIES:
        return rights.Duty(code, spoken).text(language)
    own = _OWN.get(code)
    if own is None:
        return _gap_text(code, language)
    missing = " ".join(cause_text(each, {}, language) for each in params.get("codes", ()))
    return own[language].format(date=_day(params.get("date"), language), missing=missing)


def _gap_text(code: str, language: Language) -> str:
    """What is missing of a picture that came in; empty for a code that nobody knows."""
    known = find_gap(code)
    return "" if known is None else known.text[language]


def _value(value: Any) -> Any:
    """A stored parameter as the kernel's sentences take it: days and instants as such, lists as tuples."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and _DAY.match(value):
        return date.fromisoformat(value)
    if isinstance(value, str) and _MOMENT.match(value):
        return datetime.fromisoformat(value)
    return value


def _day(value: object, language: Language) -> str:
    day = _value(value)
    if not isinstance(day, date):
        return "…"
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day.day} {day:%B %Y}"


def _pictures(count: int, language: Language) -> str:
    if language == "de":
        return "ein Bild" if count == 1 else f"{count} Bilder"
    return "one picture" if count == 1 else f"{count} pictures"

"""The words, signs and fields of a question: what a person typed, cut into tokens, before it means anything.

Typographic quotes and dashes count as the plain ones, since phones put them in unasked. Parentheses group only where
there is something to group (ODER, an exclusion, a field); elsewhere they are part of a title that was pasted.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assets.search import spans
from assets.search.folding import fold
from assets.search.spans import Span

FIELDS: Mapping[str, str] = {
    "ort": "place",
    "place": "place",
    "urheber": "creator",
    "urheberin": "creator",
    "fotograf": "creator",
    "creator": "creator",
    "kampagne": "campaign",
    "campaign": "campaign",
    "lizenz": "license",
    "license": "license",
    "stichwort": "keyword",
    "schlagwort": "keyword",
    "keyword": "keyword",
    "organisation": "organization",
    "organization": "organization",
    "jahr": "year",
    "year": "year",
    "datum": "date",
    "date": "date",
    "seit": "since",
    "since": "since",
    "bis": "until",
    "until": "until",
    "vor": "before",
    "before": "before",
    "nach": "after",
    "after": "after",
    "typ": "media_type",
    "type": "media_type",
    "format": "orientation",
    "farbe": "color",
    "color": "color",
    "gepostet": "posted_by",
    "posted": "posted_by",
    "alternativtext": "alt_text",
    "alttext": "alt_text",
    "titel": "title",
    "title": "title",
    "datei": "file",
    "file": "file",
}
"""Folded names of fields."""
SINGLE = frozenset({"place", "license", "organization", "year", "date", "media_type", "orientation", "color", "file"})
"""Fields of which an asset has one value: asked for twice, either counts."""
SPANS: Mapping[str, Callable[[str], Span | None]] = {
    "year": spans.read_span,
    "date": spans.read_span,
    "since": spans.since,
    "until": spans.until,
    "before": spans.before,
    "after": spans.after,
}
CODES: Mapping[str, Mapping[str, str]] = {
    "media_type": {
        "foto": "photo",
        "fotos": "photo",
        "bild": "photo",
        "motiv": "artwork",
        "grafik": "artwork",
        "film": "video",
        "dokument": "document",
    },
    "orientation": {
        "quer": "landscape",
        "querformat": "landscape",
        "hoch": "portrait",
        "hochformat": "portrait",
        "quadrat": "square",
        "quadratisch": "square",
    },
    "posted_by": {"niemand": "none", "nobody": "none", "nein": "none"},
    "alt_text": {"ja": "yes", "nein": "no"},
}
"""German words for the codes of a field's values."""

_QUOTES = str.maketrans(dict.fromkeys("\u201e\u201c\u201d\u00bb\u00ab", '"'))
_MINUS = r"[-\u2212\u2013]"
_MONTH = (
    r"(?:j(?:anuar|\u00e4nner|an)|feb(?:ruar)?|m(?:\u00e4|ae)rz|m\u00e4r|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)"
)
_DAY = rf"\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.?\s?{_MONTH}\.?\s?\d{{4}}"
_SEASON = r"(?:fr\u00fchling|fruehling|fr\u00fchjahr|sommer|herbst|winter)\s+\d{4}(?:\s?[/-]\s?(?:\d{4}|\d{2}))?"
_YEARS = r"\d{4}\s?[-\u2013]\s?\d{4}"
_KNOWN = "|".join(sorted(FIELDS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<minus>{_MINUS}(?=[\w\"(]))?"
    rf"(?:(?P<group>(?:(?P<of>{_KNOWN}):)?\()|(?P<close>\))|(?P<bar>\|)"
    rf"|(?:(?P<field>(?:(?:{_KNOWN}):\s*(?=[^\s])|[^\W\d_]+:(?=\S))(?!innen\b|in\b))?"
    rf"(?:\"(?P<phrase>[^\"]*)(?P<end>\"|$)|(?P<days>(?<![\w:.])(?:{_SEASON}|{_YEARS}|{_DAY})(?![-._]?\w))|(?P<word>[^\s\"()|]+))))",
    re.IGNORECASE,
)
_GROUPING = re.compile(rf"(?:^|[\s(])(?:ODER|OR|NICHT|NOT)(?:[\s)]|$)|\||\boder\b|(?:^|\s){_MINUS}\(|\w:\(")


class Kind(StrEnum):
    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    SPAN = "span"


class Mark(StrEnum):
    VALUE = "value"
    OR = "or"
    OPEN = "open"
    CLOSE = "close"


_SIGNS = {"(": Mark.OPEN, ")": Mark.CLOSE, "|": Mark.OR}


class NoteCode(StrEnum):
    """What of a question was taken as words."""

    FIELD = "unknown-field"
    VALUE = "unreadable-value"
    PARENTHESIS = "parenthesis"
    QUOTE = "open-quote"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that could not be read as meant, and what it was."""

    code: NoteCode
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word, phrase or sign; `field` as typed, `days` for a season of a year or a range of years.

    It stands in the question from `start` to before `end`, with its field and its minus.
    """

    mark: Mark
    text: str
    field: str = ""
    is_quoted: bool = False
    is_excluded: bool = False
    days: Span | None = None
    start: int = 0
    end: int = 0


def tokens_of(text: str) -> tuple[list[Token], list[Note]]:
    """Cut a question into tokens; notes say what was left open."""
    text = text.translate(_QUOTES)
    if _GROUPING.search(text) is None:
        text = text.replace("(", " ").replace(")", " ")
    tokens: list[Token] = []
    notes: list[Note] = []
    is_excluded = False
    for match in _TOKEN.finditer(text):
        token = _token(match, is_excluded=is_excluded or match["minus"] is not None)
        if token is None:
            is_excluded = True
            continue
        if match["phrase"] and match["end"] == "":
            notes.append(Note(NoteCode.QUOTE, match["phrase"].strip()))
        is_excluded = False
        tokens.append(replace(token, start=match.start(), end=match.end()))
    if _unclosed(tokens):
        notes.append(Note(NoteCode.PARENTHESIS, "("))
    return _distributed(tokens), notes


def _token(match: re.Match[str], *, is_excluded: bool) -> Token | None:
    """The token that a match stands for; None for NICHT, which excludes the next."""
    name = match["of"] or (match["field"] or "").rstrip().removesuffix(":")
    sign = match["group"] or match["close"] or match["bar"]
    if sign:
        return Token(_SIGNS[sign[-1]], sign[-1], name, is_excluded=is_excluded)
    if match["phrase"] is not None:
        return Token(Mark.VALUE, match["phrase"], name, is_quoted=True, is_excluded=is_excluded)
    text = match["days"] or match["word"]
    if not name and (text in {"OR", "ODER"} or text.lower() == "oder"):
        return Token(Mark.OR, text)
    if not name and text in {"NOT", "NICHT"}:
        return None
    days = spans.read_span(text) if match["days"] and not re.match(_DAY, text) else None
    return Token(Mark.VALUE, text, name, is_excluded=is_excluded, days=days)


def _unclosed(tokens: list[Token]) -> bool:
    """Whether a parenthesis is left open; it then ends with the question."""
    depth = 0
    for token in tokens:
        if token.mark is Mark.OPEN:
            depth += 1
        elif token.mark is Mark.CLOSE and depth:
            depth -= 1
    return depth > 0


def _distributed(tokens: list[Token]) -> list[Token]:
    """ort:(Kusel ODER Olpe): the field is each value's."""
    found: list[Token] = []
    fields: list[str] = []
    for token in tokens:
        if token.mark is Mark.OPEN:
            fields.append(token.field or (fields[-1] if fields else ""))
        elif token.mark is Mark.CLOSE and fields:
            fields.pop()
        is_bare = token.mark is Mark.VALUE and not token.field and bool(fields)
        found.append(replace(token, field=fields[-1], days=None) if is_bare and fields[-1] else token)
    return found


def code_of(name: str, value: str) -> str:
    """The code of a value that is written in German; the value itself otherwise."""
    return CODES.get(name, {}).get(fold(value), value)

"""The query language: words (all must match), "phrases", -exclusion, field:value.

Nothing a person types is an error except its size: an open quote ends with the line, an unknown field is a word.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from assets.search.analysis import dates, fold, stop_words, words
from assets.search.names import is_name_like

LONGEST_QUERY = 500
MOST_TERMS = 32
_TERM = re.compile(
    r'(?P<minus>-(?=[\w"]))?(?:(?P<field>[^\W\d_]+):(?=\S))?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))'
)

FIELDS = {
    "ort": "place",
    "place": "place",
    "urheber": "creator",
    "creator": "creator",
    "kampagne": "campaign",
    "campaign": "campaign",
    "lizenz": "license",
    "license": "license",
    "stichwort": "keyword",
    "keyword": "keyword",
    "organisation": "organization",
    "organization": "organization",
    "jahr": "year",
    "year": "year",
    "typ": "media_type",
    "type": "media_type",
    "datei": "file",
    "file": "file",
}
MEDIA_TYPES = {
    "foto": "photo",
    "fotos": "photo",
    "bild": "photo",
    "motiv": "artwork",
    "grafik": "artwork",
    "film": "video",
    "dokument": "document",
}


class QueryTooLong(ValueError):
    """More than 500 characters or 32 terms: refused before any work (security rule 9)."""

    code = "query-too-long"


class Kind(StrEnum):
    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `tokens` are folded; `joined` are other ways to write all of them as one word."""

    kind: Kind
    written: str
    tokens: tuple[str, ...]
    joined: tuple[str, ...] = ()
    field: str = ""
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question in words: every `wanted` term must match, no `excluded` one."""

    text: str
    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    plain: bool = field(default=True)


def parse(text: str) -> Query:
    """Read a query. Stop words leave it unless nothing else was asked for."""
    if len(text) > LONGEST_QUERY:
        raise QueryTooLong
    wanted: list[Term] = []
    excluded: list[Term] = []
    rest = text
    for token, written in dates(text):
        wanted.append(Term(Kind.WORD, written, (token,)))
        rest = rest.replace(written, " ", 1)
    for match in _TERM.finditer(rest):
        term = _term(match)
        if term is not None:
            (excluded if match["minus"] else wanted).append(term)
    if len(wanted) + len(excluded) > MOST_TERMS:
        raise QueryTooLong
    plain = not excluded and all(term.kind is Kind.WORD for term in wanted)
    return Query(text.strip(), _without_stop_words(wanted), tuple(excluded), plain)


def _term(match: re.Match[str]) -> Term | None:
    written = match["phrase"] if match["phrase"] is not None else match["word"]
    said = words(written)
    tokens = tuple(fold(word) for word in said.sequence)
    if not tokens:
        return None
    name = FIELDS.get(fold(match["field"] or ""), "")
    if name:
        return Term(Kind.FIELD, written, tokens, field=name)
    if match["field"]:
        tokens = (fold(match["field"]), *tokens)
    if match["phrase"] is not None and len(tokens) > 1:
        return Term(Kind.PHRASE, written, tokens)
    joined = ("".join(tokens),) if said.joined and len(tokens) > 1 else ()
    return Term(Kind.WORD, written, tokens, joined, is_name=is_name_like(written))


def _without_stop_words(terms: list[Term]) -> tuple[Term, ...]:
    stops = stop_words()
    kept = tuple(term for term in terms if term.kind is not Kind.WORD or not stops.issuperset(term.tokens))
    return kept or tuple(terms)

"""The query language: words (all must match), "phrases", -exclusion, ODER, parentheses, field:value, ranges of days.

Nothing a person types is an error except its size: what cannot be read (an unknown field, a year that is none, a
parenthesis too many) is taken as words, and said in `notes`. ODER binds closer than the blank, as people mean it:
"Wald ODER Forst Herbst" is autumn in either. A comma between the values of a field, and the same field twice where an
asset has one value of it, mean any of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assets.search.analysis import dates, fold, number_and_word, stop_words, words
from assets.search.names import is_name_like
from assets.search.query_words import (
    FIELDS,
    SINGLE,
    SPANS,
    Kind,
    Mark,
    Note,
    NoteCode,
    Token,
    tokens_of,
)
from assets.search.spans import Span, read_span, season

LONGEST_QUERY = 500
MOST_TERMS = 32
DEEPEST = 8
"""Parentheses within parentheses beyond this are passed over."""


class QueryTooLong(ValueError):
    """More than 500 characters or 32 terms: refused before any work (security rule 9)."""

    code = "query-too-long"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `tokens` are folded; `joined` are other ways to write all of them as one word.

    An `exact` field is one whose value stood in quotes: its words side by side, in no other form. `days` is for a span.
    """

    kind: Kind
    written: str
    tokens: tuple[str, ...]
    joined: tuple[str, ...] = ()
    field: str = ""
    is_name: bool = False
    is_exact: bool = False
    days: Span | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every wanted condition, no excluded one."""

    wanted: tuple["Node", ...] = ()
    excluded: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the alternatives."""

    written: str
    alternatives: tuple[AllOf, ...]


Node = Term | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A question in words: every `wanted` condition must match, no `excluded` one.

    It is `plain` if it consists of words alone; then it may be a file name, and a long one may miss some of them.
    It is a `sentence` if it has words that only hold it together (mit, im, und).
    """

    text: str
    wanted: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    plain: bool = field(default=True)
    notes: tuple[Note, ...] = ()
    is_sentence: bool = False

    def terms(self) -> Iterable[Term]:
        """All wanted terms, those of alternatives too, as they were typed."""
        return _terms(self.wanted)


def parse(text: str) -> Query:
    """Read a query. Stop words leave it unless nothing else was asked for."""
    if len(text) > LONGEST_QUERY:
        raise QueryTooLong
    tokens, notes = tokens_of(text)
    reader = _Reader(tokens, notes)
    read = reader.all_of(closing=False)
    if reader.terms > MOST_TERMS:
        raise QueryTooLong
    wanted = _without_stop_words(_same_field_once(read.wanted))
    plain = not read.excluded and all(isinstance(node, Term) and node.kind is Kind.WORD for node in read.wanted)
    is_sentence = plain and len(wanted) < len(read.wanted)
    return Query(text.strip(), wanted, read.excluded, plain, tuple(dict.fromkeys(reader.notes)), is_sentence)


class _Reader:
    """Reads tokens from left to right; every parenthesis and ODER has something on both sides, or is passed over."""

    def __init__(self, tokens: list[Token], notes: list[Note]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self.notes = notes
        self.terms = 0

    def all_of(self, *, closing: bool) -> AllOf:
        """Conditions up to the closing parenthesis, or the end."""
        wanted: list[Node] = []
        excluded: list[Node] = []
        while self._at < len(self._tokens):
            if self._tokens[self._at].mark is Mark.CLOSE:
                self._at += 1
                if closing:
                    break
                self.notes.append(Note(NoteCode.PARENTHESIS, ")"))
                continue
            one = self._any_of()
            wanted.extend(one.wanted)
            excluded.extend(one.excluded)
        return AllOf(tuple(wanted), tuple(excluded))

    def _any_of(self) -> AllOf:
        """One condition, or several between which ODER stands."""
        start = self._at
        alternatives = [self._one()]
        while self._at < len(self._tokens) and self._tokens[self._at].mark is Mark.OR:
            self._at += 1
            if self._at < len(self._tokens) and self._tokens[self._at].mark is not Mark.CLOSE:
                alternatives.append(self._one())
        given = [each for each in alternatives if each.wanted or each.excluded]
        if len(given) < 2:
            return given[0] if given else AllOf()
        written = " ".join(token.text for token in self._tokens[start : self._at])
        return AllOf((AnyOf(written, tuple(given)),))

    def _one(self) -> AllOf:
        token = self._tokens[self._at]
        self._at += 1
        if token.mark is Mark.OR:
            return AllOf()
        if token.mark is Mark.OPEN:
            if self._depth == DEEPEST:
                return AllOf()
            self._depth += 1
            inner = self.all_of(closing=True)
            self._depth -= 1
            return AllOf((), _as_one(token.text, inner)) if token.is_excluded else inner
        nodes = self._nodes(token)
        return AllOf((), nodes) if token.is_excluded else AllOf(nodes)

    def _nodes(self, token: Token) -> tuple[Node, ...]:
        self.terms += 1
        node = self._field(token) if token.field else None
        node = node or _season_or_years(token) or _word(token)
        return () if node is None else (node,)

    def _field(self, token: Token) -> Node | None:
        """The field's condition; None, said in the notes, where its value cannot be read."""
        name = FIELDS.get(fold(token.field))
        if name is None:
            if not token.text.startswith("//"):
                self.notes.append(Note(NoteCode.FIELD, token.field))
            return None
        values = [token.text] if token.is_quoted else [one for one in token.text.split(",") if one.strip()]
        terms = [_field_term(name, value, token) for value in values]
        if not terms or None in terms:
            self.notes.append(Note(NoteCode.VALUE, f"{token.field}:{token.text}"))
            return None
        return _either(f"{token.field}:{token.text}", [term for term in terms if term is not None])


def _field_term(name: str, value: str, token: Token) -> Term | None:
    written = value.strip()
    if name in SPANS:
        days = SPANS[name](written)
        return None if days is None else Term(Kind.SPAN, written, (), field=name, days=days)
    tokens = tuple(fold(word) for word in words(written).sequence)
    if not tokens:
        return None
    return Term(Kind.FIELD, written, tokens, field=name, is_exact=token.is_quoted)


def _either(written: str, terms: list[Term]) -> Node:
    return terms[0] if len(terms) == 1 else AnyOf(written, tuple(AllOf((term,)) for term in terms))


def _as_one(written: str, inner: AllOf) -> tuple[Node, ...]:
    """What stands in an excluded parenthesis, as one condition."""
    if len(inner.wanted) == 1 and not inner.excluded:
        return inner.wanted
    return (AnyOf(written, (inner,)),) if inner.wanted or inner.excluded else ()


def _season_or_years(token: Token) -> Node | None:
    """Sommer 2022 and 2019-2022: the words, or the days they name; 22.06.2024 is one word."""
    if token.is_quoted or token.field:
        return None
    if token.days is not None:
        said = tuple(Term(Kind.WORD, word, (fold(word),)) for word in words(token.text).sequence)
        return AnyOf(token.text, (AllOf(said), AllOf((Term(Kind.SPAN, token.text, (), days=token.days),))))
    day = next(dates(token.text), None)
    return None if day is None or day[1] != token.text else Term(Kind.WORD, token.text, (day[0],))


def _word(token: Token) -> Term | None:
    said = words(token.text)
    tokens = tuple(fold(word) for word in said.sequence)
    if not tokens:
        return None
    if token.field:
        tokens = (fold(token.field), *tokens)
    if token.is_quoted and len(tokens) > 1:
        return Term(Kind.PHRASE, token.text, tokens)
    if len(tokens) == 1 and number_and_word(said.sequence[0]):
        pieces = tuple(fold(piece) for piece in number_and_word(said.sequence[0]))
        return Term(Kind.WORD, token.text, pieces, tokens, is_name=is_name_like(token.text))
    joined = ("".join(tokens),) if said.joined and len(tokens) > 1 else ()
    return Term(Kind.WORD, token.text, tokens, joined, is_name=is_name_like(token.text))


def _same_field_once(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A field that an asset has one value of, asked for twice: either value."""
    found: list[Node] = []
    for node in nodes:
        name = _field_of(node)
        at = next((at for at, other in enumerate(found) if name in SINGLE and _field_of(other) == name), None)
        if at is None:
            found.append(node)
            continue
        held = found[at]
        found[at] = AnyOf(f"{held.written} {node.written}", (*_alternatives(held), *_alternatives(node)))
    return tuple(found)


def _field_of(node: Node) -> str:
    """The field that a node is about, empty if it is about words or several fields."""
    if isinstance(node, Term):
        return node.field
    names = {_field_of(one) for each in node.alternatives for one in each.wanted}
    return names.pop() if len(names) == 1 and all(not each.excluded for each in node.alternatives) else ""


def _alternatives(node: Node) -> tuple[AllOf, ...]:
    return (AllOf((node,)),) if isinstance(node, Term) else node.alternatives


def _without_stop_words(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    stops = stop_words()
    kept = tuple(
        node
        for node in nodes
        if not (isinstance(node, Term) and node.kind is Kind.WORD and stops.issuperset(node.tokens))
    )
    return kept or nodes


def _terms(nodes: Iterable[Node]) -> Iterable[Term]:
    for node in nodes:
        if isinstance(node, Term):
            yield node
        else:
            for each in node.alternatives:
                yield from _terms(each.wanted)


__all__ = [
    "LONGEST_QUERY",
    "MOST_TERMS",
    "AllOf",
    "AnyOf",
    "Kind",
    "Node",
    "Note",
    "NoteCode",
    "Query",
    "QueryTooLong",
    "Term",
    "parse",
    "read_span",
    "season",
]

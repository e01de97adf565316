"""Why an asset was found: for every condition of the question the tier in which it was met, the words that met it, and
where they stand.

The tier comes from the answer itself (`Found.reasons`); the words are looked up in the asset's texts by the same
analysis that wrote the index, best way first: the word in any form, a part of a compound, the repaired word, another
word for the same. Campaigns that the asker may not know are no evidence (security rule 4).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from assets.search import compounds
from assets.search.analysis import date_words, fold, stem, words
from assets.search.document import SearchDocument
from assets.search.matching import TermFound
from assets.search.postings import Tier
from assets.search.query import AllOf, Kind, Node, Term
from assets.search.synonyms import Thesaurus
from assets.search.visibility import Principal

MOST_EVIDENCE = 6


class How(StrEnum):
    """In what way a word of the asset is the word that was asked for, the best first."""

    WORD = "word"
    PART = "part"
    REPAIRED = "repaired"
    SYNONYM = "synonym"


class Where(StrEnum):
    TITLE = "title"
    KEYWORD = "keyword"
    CAPTION = "caption"
    PLACE = "place"
    CAMPAIGN = "campaign"
    CREATOR = "creator"
    ORGANIZATION = "organization"
    DATE = "date"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word of the asset, where it stands, and in what way it was meant."""

    where: Where
    word: str
    how: How


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of the question as typed; without a tier it was not met (a sentence may miss some words)."""

    asked: str
    tier: Tier | None
    terms: tuple[Term, ...]
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a hit stands: its tier, whether it is too small, its place among the `of` assets of both, newest first."""

    tier: Tier
    is_small: bool
    fresh: int
    of: int
    reasons: tuple[Reason, ...]


def reason(found: TermFound, asset: int) -> Reason:
    """How one condition came to find the asset."""
    instead = tuple(fold(repair.instead) for repair in found.repairs)
    return Reason(found.node.written, found.tier_of(asset), tuple(_terms(found.node)), instead)


def evidence(reason: Reason, document: SearchDocument, principal: Principal, thesaurus: Thesaurus) -> list[Evidence]:
    """The words of the asset that meet the condition, in the best way in which any does."""
    ways: dict[How, frozenset[str]] = _ways(reason, thesaurus)
    found: list[Evidence] = []
    for where, text in _texts(document, principal):
        said = words(text)
        found.extend(one for word in (*said.sequence, *said.joined) if (one := _meets(where, word, ways)) is not None)
    order = list(How)
    best = min((order.index(one.how) for one in found), default=0)
    return list(dict.fromkeys(one for one in found if order.index(one.how) == best))[:MOST_EVIDENCE]


def _ways(reason: Reason, thesaurus: Thesaurus) -> dict[How, frozenset[str]]:
    """Stems that meet the condition, by the way in which they do."""
    tokens = [token for term in reason.terms for token in (*term.tokens, *term.joined)]
    others = [thesaurus.of(stem(token)) for token in tokens]
    alike = {stem(word) for phrases in others for phrase in phrases for word in phrase}
    asked = frozenset(map(stem, tokens))
    pieces = frozenset(stem(piece) for token in tokens for piece in compounds.split(token))
    return {
        How.WORD: asked,
        How.PART: pieces,
        How.REPAIRED: frozenset(map(stem, reason.instead)),
        How.SYNONYM: frozenset(alike) - asked,
    }


def _meets(where: Where, word: str, ways: dict[How, frozenset[str]]) -> Evidence | None:
    folded = fold(word)
    root, parts = stem(folded), frozenset(compounds.parts(folded))
    for how, stems in ways.items():
        if root in stems:
            return Evidence(where, word, how)
        if parts & stems:
            return Evidence(where, word, How.PART if how is How.WORD else how)
    return None


def _texts(document: SearchDocument, principal: Principal) -> Iterator[tuple[Where, str]]:
    yield Where.TITLE, document.title
    yield Where.TITLE, document.headline
    yield from ((Where.KEYWORD, one.label) for one in document.keywords)
    yield from ((Where.CAPTION, text) for text in (document.description, document.alt_text, document.credit_line))
    yield from ((Where.PLACE, name) for name in (*(one.label for one in document.places), *document.place_words))
    yield from ((Where.CAMPAIGN, one.label) for one in document.campaigns if principal.admits(one.audience))
    yield from ((Where.CREATOR, name) for name in document.creators)
    yield Where.ORGANIZATION, document.organization.label
    yield from ((Where.DATE, word) for word in date_words(document.taken_on, document.year))
    yield from ((Where.FILE, name) for name in document.filenames)


def _terms(node: Node) -> Iterable[Term]:
    if isinstance(node, Term):
        return (node,) if node.kind is not Kind.SPAN else ()
    return [term for each in node.alternatives for term in _of_all(each)]


def _of_all(each: AllOf) -> Iterator[Term]:
    for node in each.wanted:
        yield from _terms(node)

"""From a query to bitmaps: for each term the assets it finds, tier by tier, cut down to what the principal may see.

A term's tiers are cumulative: what is found in the title is also found in the text. A word that finds nothing visible
is taken apart (Schulmensa: Schule and Mensa), then repaired; neighbours are also tried as one word (Mühl Rad: Mühlrad).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyroaring import BitMap

from assets.search import compounds, lexicon
from assets.search.analysis import fold, stem, words
from assets.search.facets import FacetTable
from assets.search.fields import FieldReader, says
from assets.search.names import NameTable
from assets.search.order import OrderColumns
from assets.search.postings import OTHER_TEXT, Postings, Tier
from assets.search.query import AllOf, Kind, Node, Query, Term
from assets.search.spelling import Spelling
from assets.search.synonyms import LONGEST_TRIGGER, Thesaurus
from assets.search.visibility import Principal

WORD_TIERS = (Tier.TITLE, Tier.TEXT, Tier.PART, Tier.REPAIRED, Tier.SYNONYM)
LONG_SYNONYM = 6
LOOSE_FROM = 4
"""From this many words on, words that occur nowhere no longer make the answer empty."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to search."""

    postings: Postings
    facets: FacetTable
    names: NameTable
    spelling: Spelling
    order: OrderColumns = field(default_factory=OrderColumns)
    thesaurus: Thesaurus = field(default_factory=Thesaurus)


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that was found nowhere, and the word that was searched instead."""

    written: str
    instead: str


@dataclass(slots=True)
class Matched:
    """Assets by tier, none in two, best first; and what was repaired or left out to find them."""

    tiers: list[tuple[Tier, BitMap]]
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[str, ...] = ()
    terms: tuple["TermFound", ...] = ()

    @property
    def all(self) -> BitMap:
        return BitMap.union(BitMap(), *(found for _, found in self.tiers))


@dataclass(frozen=True, slots=True)
class _Found:
    """One condition's assets, cumulative: `tiers[0]` by title ... `tiers[3]` with repairs, `tiers[4]` with synonyms."""

    tiers: tuple[BitMap, ...]
    repairs: tuple[Repair, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tiers[-1])


@dataclass(frozen=True, slots=True)
class TermFound:
    """A condition as it was typed, and what it found tier by tier: for explaining a hit."""

    node: Node
    tiers: tuple[BitMap, ...]
    repairs: tuple[Repair, ...] = ()

    def tier_of(self, asset: int) -> Tier | None:
        """The best tier in which this condition found the asset."""
        return next((tier for tier, found in zip(WORD_TIERS, self.tiers, strict=True) if asset in found), None)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a question side by side, from `first` to before `end`, that together find what they do not alone."""

    first: int
    end: int
    tiers: tuple[BitMap, ...]


class Matcher:
    """Answers queries for one principal, whose visible assets are `visible`."""

    def __init__(self, stock: Stock, principal: Principal, visible: BitMap) -> None:
        self._stock = stock
        self._principal = principal
        self._visible = visible
        self._fields = FieldReader(stock.facets, stock.names, stock.postings, stock.order)

    def match(self, query: Query) -> Matched:
        if not query.wanted:
            found = self._without(self._visible, query.excluded)
            return Matched([(Tier.TITLE, found)])
        terms = [self._node(node) for node in query.wanted]
        tiers = self._all_of(query.wanted, terms)
        dropped: tuple[str, ...] = ()
        if query.plain and not tiers[-1]:
            tiers, dropped = self._loosely(query, terms)
        named = self._named_whole(query)
        ordered = [(Tier.NAME, named)] if named else []
        taken = named
        loose = Tier.LOOSE if dropped else None
        for tier, cumulative in zip(WORD_TIERS, tiers, strict=True):
            fresh = self._without(cumulative - taken, query.excluded)
            if fresh:
                ordered.append((loose or tier, fresh))
                taken = taken | fresh
        repairs = tuple(repair for term in terms for repair in term.repairs)
        told = tuple(TermFound(node, one.tiers, one.repairs) for node, one in zip(query.wanted, terms, strict=True))
        return Matched(_merged(ordered), repairs, dropped, told)

    def count_word(self, folded: str) -> int:
        """How many visible assets a folded word finds without repair, in any form."""
        return len(self._visible & self._word(folded)[-1])

    def _node(self, node: Node) -> _Found:
        """One condition; alternatives find what any of them finds, each in its own tier."""
        if isinstance(node, Term):
            return self._term(node)
        found = [self._together(each) for each in node.alternatives]
        tiers = tuple(BitMap.union(*(one.tiers[at] for one in found)) for at in range(len(WORD_TIERS)))
        return _Found(tiers, tuple(repair for one in found for repair in one.repairs))

    def _together(self, each: AllOf) -> _Found:
        terms = [self._node(node) for node in each.wanted]
        tiers = tuple(self._without(found, each.excluded) for found in self._all_of(each.wanted, terms))
        return _Found(tiers, tuple(repair for term in terms for repair in term.repairs))

    def _all_of(self, nodes: tuple[Node, ...], terms: list[_Found]) -> list[BitMap]:
        """Every condition, tier by tier; words that mean something together may stand in for each of them."""
        runs = list(self._runs(nodes))
        result = []
        for at in range(len(WORD_TIERS)):
            found = _intersection(self._visible, [term.tiers[at] for term in terms])
            for run in runs:
                others = [term.tiers[at] for i, term in enumerate(terms) if not run.first <= i < run.end]
                found |= _intersection(self._visible, [run.tiers[at], *others])
            result.append(found)
        return result

    def _runs(self, nodes: tuple[Node, ...]) -> Iterator[_Run]:
        """Neighbours that are one word written apart, or for which there are other words (Tag der offenen Tür)."""
        for first in range(len(nodes)):
            tokens: list[str] = []
            for end in range(first + 1, min(first + LONGEST_TRIGGER, len(nodes)) + 1):
                node = nodes[end - 1]
                if not isinstance(node, Term) or node.kind is not Kind.WORD or len(node.tokens) != 1:
                    break
                tokens.append(node.tokens[0])
                tiers = self._run(tokens) if len(tokens) > 1 else None
                if tiers is not None:
                    yield _Run(first, end, tiers)

    def _run(self, tokens: list[str]) -> tuple[BitMap, ...] | None:
        alike = self._any_of(self._stock.thesaurus.of_words(tokens))
        none = BitMap()
        title = text = part = none
        word = "".join(tokens)
        if len(tokens) == 2 and word.isalpha():
            title, text, part = self._word(word)
            alike = alike | part | self._synonyms(word)
        return (title, text, part, part, alike) if alike.intersect(self._visible) else None

    def _loosely(self, query: Query, terms: list[_Found]) -> tuple[list[BitMap], tuple[str, ...]]:
        """For a whole sentence: as many of its words as occur together, rarest conditions given up first."""
        if len(query.wanted) < LOOSE_FROM:
            return [BitMap() for _ in WORD_TIERS], ()
        kept = [i for i, term in enumerate(terms) if term.tiers[-1].intersect(self._visible)]
        for size in range(len(kept), len(query.wanted) // 2 - 1, -1):
            tiers = self._most_of(terms, kept, size)
            if tiers[-1]:
                dropped = tuple(node.written for i, node in enumerate(query.wanted) if i not in kept)
                return tiers, dropped or ("",)
        return [BitMap() for _ in WORD_TIERS], ()

    def _most_of(self, terms: list[_Found], kept: list[int], size: int) -> list[BitMap]:
        """Assets that satisfy at least `size` of the kept terms."""
        result = []
        for at in range(len(WORD_TIERS)):
            reached = [self._visible, *(BitMap() for _ in range(size))]
            for i in kept:
                own = terms[i].tiers[at]
                for level in range(size, 0, -1):
                    reached[level] |= reached[level - 1] & own
            result.append(reached[size])
        return result

    def _named_whole(self, query: Query) -> BitMap:
        if not query.plain or not query.text:
            return BitMap()
        return self._stock.names.exactly(query.text) & self._visible

    def _without(self, found: BitMap, excluded: tuple[Node, ...]) -> BitMap:
        for node in excluded:
            found = found - self._exactly(node)
        return found

    def _exactly(self, node: Node) -> BitMap:
        """What a condition finds as it is written: whole words, nothing repaired, no other words."""
        if isinstance(node, Term):
            return self._term(node, exact=True).tiers[1]
        return BitMap.union(BitMap(), *(self._exactly_together(each) for each in node.alternatives))

    def _exactly_together(self, each: AllOf) -> BitMap:
        found = _intersection(self._visible, [self._exactly(node) for node in each.wanted])
        return self._without(found, each.excluded)

    def _term(self, term: Term, *, exact: bool = False) -> _Found:
        if term.kind is Kind.FIELD:
            return _everywhere(self._fields.assets(term, self._principal, self._stock.thesaurus))
        if term.days is not None:
            found = self._fields.during(term.days, term.field)
            return _everywhere(found) if term.field else _Found((BitMap(), found, found, found, found))
        if term.kind is Kind.PHRASE:
            return self._phrase(term.tokens)
        return self._words(term, exact=exact)

    def _words(self, term: Term, *, exact: bool) -> _Found:
        """One word, or the pieces of one, at least as good as written together."""
        per_token = [self._word(token) for token in term.tokens]
        tiers = [_intersection_of([token[at] for token in per_token]) for at in range(3)]
        for joined in term.joined:
            for at, found in enumerate(self._word(joined)):
                tiers[at] = tiers[at] | found
        if term.is_name:
            named = self._stock.names.starting(term.written)
            tiers[1], tiers[2] = tiers[1] | named, tiers[2] | named
        if exact:
            return _Found((*tiers, tiers[2], tiers[2]))
        alike = self._synonyms("".join(term.tokens)) - tiers[2]
        if tiers[2].intersect(self._visible):
            return _Found((*tiers, tiers[2], tiers[2] | alike))
        found, repair = self._apart_or_repaired(term, repairing=not alike.intersect(self._visible))
        part = tiers[2] if repair else tiers[2] | found
        repaired = part | found
        return _Found((tiers[0], tiers[1], part, repaired, repaired | alike), (repair,) if repair else ())

    def _synonyms(self, folded: str) -> BitMap:
        return self._any_of(self._stock.thesaurus.of(stem(folded)))

    def _any_of(self, phrases: Iterable[tuple[str, ...]]) -> BitMap:
        """Assets that say the same in other words; a short one counts only by itself (Rad, not Mühlrad)."""
        alike = BitMap()
        for phrase in phrases:
            alike |= _intersection_of([self._word(word)[2 if len(word) >= LONG_SYNONYM else 1] for word in phrase])
        return alike

    def _word(self, folded: str) -> tuple[BitMap, BitMap, BitMap]:
        """Assets with a form of the word in the title, anywhere, anywhere also as part of a compound."""
        postings, root = self._stock.postings, stem(folded)
        title = postings.of_stem(root, in_title=True)
        said = [entry.assets for entry in self._stock.facets.named(root, self._principal)]
        text = BitMap.union(title, postings.of_stem(root, in_title=False), *said)
        parts = postings.of_part(root)
        return title, text, (text | parts) if parts else text

    def _apart_or_repaired(self, term: Term, *, repairing: bool) -> tuple[BitMap, Repair | None]:
        """What a word that occurs nowhere finds taken apart, or else repaired."""
        if len(term.tokens) != 1:
            return BitMap(), None
        word = term.tokens[0]
        pieces = compounds.split(word, self._is_visible)
        if pieces:
            found = _intersection(self._visible, [self._word(piece)[-1] for piece in pieces])
            if found:
                return found, None
        known = lexicon.lemma(word) is not None  # a right word is no typo, whatever stands near it
        near = self._stock.spelling.nearest(word, self.count_word) if repairing and not known else ()
        if not near:
            return BitMap(), None
        found = BitMap.union(*(self._word(candidate)[-1] for candidate in near))
        return found, Repair(term.written, self.written(near[0]))

    def _is_visible(self, folded: str) -> bool:
        """Whether a word occurs by itself in what the principal sees; only such words help to take others apart."""
        return len(folded) >= 4 and self._stock.postings.of_fold(folded).intersect(self._visible)

    def written(self, folded: str) -> str:
        """The most frequent visible spelling of a folded word."""
        postings, vocabulary = self._stock.postings, self._stock.postings.vocabulary
        spelled = [
            (-postings.of_word(number).intersection_cardinality(self._visible), vocabulary.word(number))
            for number in vocabulary.by_fold.get(folded)
        ]
        for code in self._stock.facets.by_fold.get(folded, ()):
            entry = self._stock.facets.entries[code]
            if self._principal.admits(entry.value.audience):
                count = entry.assets.intersection_cardinality(self._visible)
                spelled.extend((-count, word) for word in words(entry.value.label).sequence if fold(word) == folded)
        seen = sorted(one for one in spelled if one[0] < 0)
        return seen[0][1] if seen else lexicon.written(folded)

    def _phrase(self, tokens: tuple[str, ...]) -> _Found:
        """Exactly these words side by side, in one field or in the name of a value."""
        postings = self._stock.postings
        candidates = _intersection(self._visible, [postings.of_fold(token) for token in tokens])
        wanted = [frozenset(postings.vocabulary.by_fold.get(token)) for token in tokens]
        title, text = BitMap(), BitMap()
        for asset in candidates:
            place = _phrase_tier(postings.sequence(asset), wanted)
            if place is Tier.TITLE:
                title.add(asset)
            elif place is Tier.TEXT:
                text.add(asset)
        for entry in self._stock.facets.named(stem(tokens[0]), self._principal):
            if says(entry.value.label, tokens):
                text |= entry.assets & self._visible
        both = title | text
        return _Found((title, both, both, both, both))


def _phrase_tier(sequence: Iterable[int], wanted: list[frozenset[int]]) -> Tier | None:
    numbers = list(sequence)
    first, length = wanted[0], len(wanted)
    for at, number in enumerate(numbers):
        if number in first and all(at + i < len(numbers) and numbers[at + i] in wanted[i] for i in range(1, length)):
            return Tier.TEXT if OTHER_TEXT in numbers[:at] else Tier.TITLE
    return None


def _everywhere(found: BitMap) -> _Found:
    return _Found((found,) * len(WORD_TIERS))


def _intersection_of(bitmaps: list[BitMap]) -> BitMap:
    return bitmaps[0] if len(bitmaps) == 1 else BitMap.intersection(*sorted(bitmaps, key=len))


def _intersection(visible: BitMap, bitmaps: list[BitMap]) -> BitMap:
    result = visible
    for bitmap in sorted(bitmaps, key=len):
        result = result & bitmap
    return result


def _merged(tiers: list[tuple[Tier, BitMap]]) -> list[tuple[Tier, BitMap]]:
    """Join neighbours of the same tier (loose answers are one tier)."""
    merged: list[tuple[Tier, BitMap]] = []
    for tier, found in tiers:
        if merged and merged[-1][0] is tier:
            merged[-1] = (tier, merged[-1][1] | found)
        else:
            merged.append((tier, found))
    return merged

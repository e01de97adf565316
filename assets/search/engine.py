"""The search index of one process: documents in, counted and ordered asset ids out.

An asset's primary key is its number in every bitmap, so an update replaces it in place, and order of arrival is order
of number. The index proposes; whoever shows the rows applies visibility to them once more in the database.
"""

from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyroaring import BitMap

from assets.search.analysis import date_words, words
from assets.search.clusters import Clustered, clustered
from assets.search.columns import REGISTERED, Columns, RightsColumn
from assets.search.container import Container, Section
from assets.search.counting import Counter, FacetCount, Wanted
from assets.search.document import SearchDocument
from assets.search.explain import Standing, reason
from assets.search.facets import SMALL, FacetTable
from assets.search.matching import Matched, Matcher, Stock
from assets.search.names import NameTable
from assets.search.order import Anchor, OrderColumns, Sort, decode, page
from assets.search.positions import Area, PositionColumns
from assets.search.postings import BREAK, OTHER_TEXT, Postings, Tier
from assets.search.query import Note, Query, parse
from assets.search.spelling import Spelling
from assets.search.suggest import Suggester, Suggestion
from assets.search.synonyms import Thesaurus
from assets.search.visibility import Principal, VisibilityMap
from assets.search.vocabulary import Name, Vocabulary

LARGEST_PAGE = 200
MOST_FACET_VALUES = 100
LARGEST_ID = 2**31

FORMAT_WORDS: Mapping[str, str] = {
    "photo": "Foto Bild Fotografie Aufnahme",
    "artwork": "Motiv Bild Grafik Artwork",
    "video": "Video Film Clip",
    "document": "Dokument",
    "landscape": "Querformat quer",
    "portrait": "Hochformat hoch",
    "square": "Quadrat quadratisch",
}
"""Words by which a kind or a format is asked for in a sentence."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `filters` maps a facet to values (or inside, and across); `question` is for the rights column.

    `facets` names what to count besides the result, nothing by default; `limit` is at most 200. What is not in
    `within` is left out from the beginning (a collection); `area` is a filter like the others.
    """

    text: str = ""
    principal: Principal = field(default_factory=Principal)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    question: Hashable | None = None
    verdicts: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    cursor: str | None = None
    limit: int = 48
    facets: tuple[str, ...] = ()
    facet_limit: int = 20
    explain: bool = False
    within: BitMap | None = None
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """What was searched instead, and how many it finds: those are in the result, behind everything found as typed."""

    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """An answer. `verdicts` counts every verdict as if none were chosen; it is None where no question was asked."""

    count: int
    ids: tuple[int, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    tiers: Mapping[Tier, int]
    next: str | None
    did_you_mean: DidYouMean | None
    verdicts: Mapping[str, int] | None = None
    dropped: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    standings: Mapping[int, Standing] = field(default_factory=dict)


class SearchIndex:
    """The index. Not safe for threads by itself: `freshness.LiveIndex` holds the lock."""

    def __init__(self, columns: Columns | None = None, stored: Container | None = None) -> None:
        self.columns = REGISTERED if columns is None else columns
        self.visibility = VisibilityMap(stored)
        self.order = OrderColumns(stored)
        self.positions = PositionColumns(stored)
        self.thesaurus = Thesaurus()
        postings = Postings(stored)
        facets = FacetTable(self.columns.facets, stored)
        spelling = Spelling(postings.vocabulary, facets)
        self.stock = Stock(postings, facets, NameTable(stored), spelling, self.order, self.thesaurus)
        self._suggester = Suggester(self.stock)

    def __len__(self) -> int:
        return len(self.visibility.all)

    def apply(self, changed: Iterable[int], documents: Iterable[SearchDocument]) -> None:
        """Take the changed assets out and put in what they are now; without a document an asset is gone."""
        for asset in changed:
            self.remove(asset)
        for document in documents:
            self.add(document)

    def add(self, document: SearchDocument) -> None:
        """Put an asset in, in place of what it was before."""
        asset = document.asset_id
        if not 0 < asset < LARGEST_ID:
            raise ValueError("asset ids have to lie between 1 and 2**31")
        if asset in self.visibility.all:
            self.remove(asset)
        self.visibility.add(document)
        self.order.set(asset, document.uuid, document.taken_on)
        self.positions.set(document)
        self.stock.postings.add(asset, sequence(document, self.stock.postings.vocabulary))
        self.stock.facets.add(document)
        self.stock.names.add(asset, (*document.filenames, document.source_ref))

    def remove(self, asset: int) -> None:
        if asset not in self.visibility.all:
            return
        self.visibility.remove(asset)
        self.stock.postings.remove(asset)
        self.stock.facets.remove(asset)
        self.stock.names.remove(asset)

    def search(self, request: Request) -> Found:
        """Answer a question; raises QueryTooLong or CursorInvalid for what cannot be one."""
        query = parse(request.text)
        anchor = decode(request.cursor, request.sort) if request.cursor else None
        visible = self._seen(request)
        matched = self._in_area(Matcher(self.stock, request.principal, visible).match(query), request)
        narrowing = _Narrowing(self.stock.facets, self._verdicts(request), request)
        result = narrowing.narrow(matched)
        tiers = result.tiers
        small = self.stock.facets.assets_with("size", (SMALL,), request.principal)
        cut = page(self.order, tiers, small, request.sort, anchor, min(max(request.limit, 0), LARGEST_PAGE))
        return Found(
            count=sum(len(found) for _, found in tiers),
            ids=cut.ids,
            facets=narrowing.facets(),
            tiers={tier: len(found) for tier, found in tiers},
            next=_encoded(cut.last, request.sort),
            did_you_mean=_did_you_mean(query, result),
            verdicts=narrowing.verdict_counts(),
            dropped=result.dropped,
            notes=query.notes,
            standings=_standings(result, cut.ids, small) if request.explain else {},
        )

    def every(self, requests: Iterable[Request]) -> list[BitMap]:
        """All assets that each question finds, in no order; the same verdicts are read once. Raises QueryTooLong."""
        given: dict[Hashable, _Verdicts | None] = {}
        return [self._all(request, given) for request in requests]

    def _all(self, request: Request, given: "dict[Hashable, _Verdicts | None]") -> BitMap:
        asked = (request.question, request.verdicts)
        if asked not in given:
            given[asked] = self._verdicts(request)
        matched = Matcher(self.stock, request.principal, self._seen(request)).match(parse(request.text))
        return _Narrowing(self.stock.facets, given[asked], request).narrow(self._in_area(matched, request)).all

    def clusters(self, request: Request, zoom: int) -> Clustered:
        """Where all that a question finds lies, as far as the asker may know. Raises QueryTooLong."""
        found = self._all(request, {})
        located = self.positions.of(found, self.visibility.edited_by(request.principal))
        return clustered(located, zoom, len(found))

    def _in_area(self, matched: Matched, request: Request) -> Matched:
        if request.area is None:
            return matched
        inside = self.positions.inside(matched.all, self.visibility.edited_by(request.principal), request.area)
        tiers = [(tier, found & inside) for tier, found in matched.tiers]
        return replace(matched, tiers=[one for one in tiers if one[1]])

    def _verdicts(self, request: Request) -> "_Verdicts | None":
        rights = self.columns.rights if request.question is not None else None
        return None if rights is None else _Verdicts(rights, request)

    def suggest(self, text: str, principal: Principal) -> tuple[Suggestion, ...]:
        """Completions of what is typed, from visible assets only."""
        return self._suggester.suggest(text, principal, self.visibility.of(principal))

    def sections(self) -> Iterator[Section]:
        """The index as it is stored."""
        stock = self.stock
        for part in (self.visibility, self.order, self.positions, stock.postings, stock.facets, stock.names):
            yield from part.sections()

    def pack(self) -> None:
        """Give back the memory that many new assets take singly, while an index of a large library is made."""
        self.stock.postings.pack()
        self.stock.facets.pack()
        self.stock.names.pack()

    def _seen(self, request: Request) -> BitMap:
        """What the asker may see of what is asked about at all."""
        visible = self.visibility.of(request.principal)
        return visible if request.within is None else visible & request.within


class _Narrowing:
    """Filters and verdicts laid over what the words found, and the counts that go with them."""

    def __init__(self, table: FacetTable, verdicts: "_Verdicts | None", request: Request) -> None:
        self._table = table
        self._request = request
        self._verdicts = verdicts
        self._chosen = {
            facet: table.assets_with(facet, keys, request.principal) for facet, keys in request.filters.items() if keys
        }
        self._matched = self._unjudged = self._shown = BitMap()

    def narrow(self, matched: Matched) -> Matched:
        self._matched = matched.all
        self._unjudged = _through(self._matched, self._chosen.values())
        self._shown = self._permitted(self._unjudged)
        if self._shown is self._matched:
            return matched
        tiers = [(tier, found & self._shown) for tier, found in matched.tiers]
        return replace(matched, tiers=[one for one in tiers if one[1]])

    def facets(self) -> dict[str, tuple[FacetCount, ...]]:
        """Counts of the asked facets; one in which values are chosen is counted without its own choice."""
        request = self._request
        asked = tuple(facet for facet in request.facets if facet in self._table.codes)
        if not asked:
            return {}
        wanted = Wanted(min(max(request.facet_limit, 1), MOST_FACET_VALUES), request.filters)
        counter = Counter(self._table, request.principal, wanted)
        counted = counter.count(self._shown, (facet for facet in asked if facet not in self._chosen))
        for facet in asked:
            if facet in self._chosen:
                counted |= counter.count(self._without(facet), (facet,))
        return counted

    def verdict_counts(self) -> dict[str, int] | None:
        return None if self._verdicts is None else self._verdicts.counts(self._unjudged)

    def _permitted(self, found: BitMap) -> BitMap:
        return found if self._verdicts is None or not self._request.verdicts else self._verdicts.chosen(found)

    def _without(self, facet: str) -> BitMap:
        others = [found for name, found in self._chosen.items() if name != facet]
        return self._permitted(_through(self._matched, others))


class _Verdicts:
    """The verdicts of one question; an asset that the column does not name has its default."""

    def __init__(self, rights: RightsColumn, request: Request) -> None:
        self._column = rights
        self._asked = request.verdicts
        self._given = rights.verdicts(request.question)

    def counts(self, found: BitMap) -> dict[str, int]:
        """How many of the found assets stand under each verdict, mildest first."""
        counted = {name: assets.intersection_cardinality(found) for name, assets in self._given.items()}
        counted[self._column.default] = len(found) - sum(
            count for name, count in counted.items() if name != self._column.default
        )
        return {name: counted.get(name, 0) for name in self._column.order}

    def chosen(self, found: BitMap) -> BitMap:
        """The found assets under one of the verdicts that were asked for."""
        if self._column.default in self._asked:
            others = [assets for name, assets in self._given.items() if name not in self._asked]
            return found - BitMap.union(BitMap(), *others)
        return found & BitMap.union(BitMap(), *(self._given[name] for name in self._asked if name in self._given))


def _through(found: BitMap, filters: Iterable[BitMap]) -> BitMap:
    for one in filters:
        found = found & one
    return found


def _encoded(anchor: Anchor | None, sort: Sort) -> str | None:
    return None if anchor is None else anchor.encode(sort)


def _standings(result: Matched, ids: Iterable[int], small: BitMap) -> dict[int, Standing]:
    """Why each asset of the page stands where it does."""
    found: dict[int, Standing] = {}
    for asset in ids:
        tier, among = next((tier, one) for tier, one in result.tiers if asset in one)
        alike = among & small if asset in small else among - small
        reasons = tuple(reason(term, asset) for term in result.terms)
        found[asset] = Standing(tier, asset in small, len(alike) - alike.rank(asset) + 1, len(alike), reasons)
    return found


def _did_you_mean(query: Query, result: Matched) -> DidYouMean | None:
    if not result.repairs:
        return None
    text = query.text
    for repair in result.repairs:
        text = text.replace(repair.written, repair.instead, 1)
    return DidYouMean(text, sum(len(found) for tier, found in result.tiers if tier is Tier.REPAIRED))


def sequence(document: SearchDocument, vocabulary: Vocabulary) -> "array[int]":
    """The document's words as numbers, in order, fields apart: title and keywords, then all other text."""
    own_place = frozenset(word for place in document.places for word in words(place.label).sequence)
    numbers = array("i")
    for text in filter(None, (document.title, document.headline)):
        numbers.extend(_numbers(text, vocabulary, own_place))
    for keyword in document.keywords:
        numbers.extend(_name(keyword.label, vocabulary, own_place))
    numbers.append(OTHER_TEXT)
    for text in filter(None, (document.description, document.alt_text, document.credit_line)):
        numbers.extend(_numbers(text, vocabulary, own_place))
    for text in filter(None, _other_names(document)):
        numbers.extend(_name(text, vocabulary, own_place))
    return numbers


def _name(text: str, vocabulary: Vocabulary, own_place: frozenset[str]) -> list[int]:
    """What is written for a text that many documents have."""
    kept = vocabulary.names.get(text)
    if kept is not None and own_place.isdisjoint(kept.words):
        return kept.numbers
    numbers, said = _numbers(text, vocabulary, own_place), words(text).sequence
    if own_place.isdisjoint(said):
        vocabulary.keep_name(text, Name(said, numbers))
    return numbers


def _numbers(text: str, vocabulary: Vocabulary, own_place: frozenset[str]) -> list[int]:
    """The words of one field, each word of the document's own place unsplit, then its hyphenated words as one."""
    said = words(text)
    numbers = [vocabulary.number(word, whole=word in own_place) for word in said.sequence]
    for word in said.joined:
        numbers.append(BREAK)
        numbers.append(vocabulary.number(word))
    numbers.append(BREAK)
    return numbers


def _other_names(document: SearchDocument) -> tuple[str, ...]:
    formats = (FORMAT_WORDS.get(document.media_type, ""), FORMAT_WORDS.get(document.orientation, ""))
    return (
        *document.place_words,
        *(_letters_of(name) for name in document.filenames),
        *date_words(document.taken_on, document.year),
        *formats,
    )


def _letters_of(filename: str) -> str:
    """The words in a file name without its extension; numbers are found through the name table."""
    pieces = filename.rpartition(".")[0].replace("_", " ").replace(".", " ").replace("-", " ").split()
    return " ".join(piece for piece in pieces if piece.isalpha() and len(piece) > 2)

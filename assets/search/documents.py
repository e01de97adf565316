"""From tables to search documents: a chunk of assets in a fixed number of queries."""

import os.path
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from assets.models import (
    Asset,
    AssetKeyword,
    Campaign,
    CatalogueRecord,
    Keyword,
    Kind,
    Location,
    Organization,
    Original,
    Place,
)
from assets.prepared import Keys, prepared
from assets.search.colors import color_name
from assets.search.columns import REGISTERED
from assets.search.document import Audience, Point, SearchDocument, Value

CHUNK = 1_000
DEEPEST = 3
"""District, municipality, part."""
HELD_BACK = ("quarantined", "failed")
"""States that search never finds: those assets are listed for their own contributors where work is shown."""

_COLUMNS = (
    "pk",
    "uuid",
    "organization_id",
    "visibility",
    "title",
    "headline",
    "description",
    "alt_text",
    "creators",
    "credit_line",
    "source_ref",
    "kind",
    "orientation",
    "width",
    "height",
    "taken_on",
    "color",
    "latitude",
    "longitude",
    "place_id",
)


PIXELLED = (Kind.PHOTO, Kind.VIDEO)
LEAST_EDGE = 1_080
"""Pixels: the width of a post, the least that the formats of channels ask of the longer edge."""


class _Site(NamedTuple):
    """Where an asset is: district, municipality and part as values, their other names as words, the place's middle."""

    values: tuple[Value, ...] = ()
    words: tuple[str, ...] = ()
    position: Point | None = None


class _Names(NamedTuple):
    """What a chunk's rows refer to, by asset."""

    organizations: dict[int, Value]
    places: dict[int, _Site]
    keywords: dict[int, list[Value]]
    campaigns: dict[int, list[Value]]
    shared_with: dict[int, set[int]]
    filenames: dict[int, list[str]]
    extra: dict[str, dict[int, tuple[Value, ...]]]


def searchable() -> "QuerySet[Asset]":
    """Assets that stand in the index, whoever may see them."""
    return Asset.objects.alive().exclude(state__in=HELD_BACK)


def all_documents() -> Iterator[SearchDocument]:
    """Every searchable asset in order of arrival, a chunk at a time."""
    last, known = 0, _Known()
    while True:
        rows = list(searchable().filter(pk__gt=last).order_by("pk").values(*_COLUMNS)[:CHUNK])
        if not rows:
            return
        last = rows[-1]["pk"]
        yield from _documents(rows, _Chunk([row["pk"] for row in rows], is_run=True), known)


def documents_of(asset_ids: Collection[int]) -> Iterator[SearchDocument]:
    """Documents of those of the assets that are searchable now."""
    ids, known = sorted(set(asset_ids)), _Known()
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        rows = list(searchable().filter(pk__in=chunk).order_by("pk").values(*_COLUMNS))
        yield from _documents(rows, _Chunk(chunk, is_run=False), known)


class _Chunk(NamedTuple):
    """Assets of which everything is read together; a run has all between its ends, which is quicker to ask for."""

    ids: list[int]
    is_run: bool

    def among(self, column: str) -> Q:
        if self.is_run:
            return Q(**{f"{column}__gte": self.ids[0], f"{column}__lte": self.ids[-1]})
        return Q(**{f"{column}__in": self.ids})


class _Known:
    """What many assets refer to, read once however many chunks there are."""

    def __init__(self) -> None:
        organizations = Organization.objects.values_list("pk", "uuid", "name")
        self.organizations = {pk: Value(str(uuid), name) for pk, uuid, name in organizations}
        self._sites: dict[int, _Site] = {}
        self._keywords: dict[int, Value] = {}

    def sites(self, place_ids: set[int]) -> dict[int, _Site]:
        missing = place_ids - self._sites.keys()
        if missing:
            places = Place.objects.filter(pk__in=missing).select_related("parent__parent")
            self._sites.update((place.pk, _site(place)) for place in places)
        return self._sites

    def keywords(self, keyword_ids: set[int]) -> dict[int, Value]:
        missing = keyword_ids - self._keywords.keys()
        self._keywords.update((pk, _keyword(name)) for pk, name in _keyword_names(missing))
        return self._keywords


@prepared
def _keyword_names(keys: Keys) -> "QuerySet[Keyword, tuple[Any, ...]]":
    return Keyword.objects.filter(pk__in=keys).values_list("pk", "name")


def _documents(rows: list[dict[str, Any]], chunk: _Chunk, known: _Known) -> Iterator[SearchDocument]:
    names = _names(chunk, {row["place_id"] for row in rows if row["place_id"]}, known)
    return (_document(row, names) for row in rows)


def _names(chunk: _Chunk, place_ids: set[int], known: _Known) -> _Names:
    return _Names(
        organizations=known.organizations,
        places=known.sites(place_ids),
        keywords=_keywords(chunk, known),
        campaigns=_campaigns(chunk),
        shared_with=_shared_with(chunk),
        filenames=_filenames(chunk),
        extra={name: dict(column.values(chunk.ids)) for name, column in REGISTERED.facets.items()},
    )


def _keywords(chunk: _Chunk, known: _Known) -> dict[int, list[Value]]:
    links = AssetKeyword.objects.filter(chunk.among("asset_id")).order_by("asset_id", "position", "pk")
    pairs = list(links.values_list("asset_id", "keyword_id"))
    values = known.keywords({keyword for _, keyword in pairs})
    found: defaultdict[int, list[Value]] = defaultdict(list)
    for asset, keyword in pairs:
        found[asset].append(values[keyword])
    return found


def _campaigns(chunk: _Chunk) -> dict[int, list[Value]]:
    links = list(Campaign.assets.through.objects.filter(chunk.among("asset_id")).values_list("asset_id", "campaign_id"))
    campaigns = {one.pk: one for one in Campaign.objects.filter(pk__in={pk for _, pk in links})}
    joined = _grouped(
        Campaign.organizations.through.objects.filter(campaign_id__in=campaigns).values_list(
            "campaign_id", "organization_id"
        )
    )
    values = {
        pk: Value(
            str(one.uuid), one.name, Audience(frozenset({one.organization_id, *joined.get(pk, ())}), one.visibility)
        )
        for pk, one in campaigns.items()
    }
    found: defaultdict[int, list[Value]] = defaultdict(list)
    for asset, campaign in sorted(links):
        found[asset].append(values[campaign])
    return found


def _shared_with(chunk: _Chunk) -> dict[int, set[int]]:
    rows = Asset.shared_with.through.objects.filter(chunk.among("asset_id"))
    return _grouped(rows.values_list("asset_id", "organization_id"))


def _filenames(chunk: _Chunk) -> dict[int, list[str]]:
    """The original's name, the names under which it lies in sources, and the one that a catalogue knows."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    recorded = CatalogueRecord.objects.filter(chunk.among("asset_id")).exclude(filename="")
    for asset, name in recorded.values_list("asset_id", "filename"):
        found[asset].append(name)
    for asset, name in Original.objects.filter(chunk.among("asset_id")).values_list("asset_id", "filename"):
        found[asset].append(name)
    located = Location.objects.filter(chunk.among("original__asset_id"))
    for asset, key in located.values_list("original__asset_id", "key"):
        if asset is not None:
            found[asset].append(os.path.basename(key))
    return found


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found


def _document(row: dict[str, Any], names: _Names) -> SearchDocument:
    asset = row["pk"]
    site = names.places.get(row["place_id"], _Site())
    return SearchDocument(
        asset_id=asset,
        uuid=row["uuid"],
        organization_id=row["organization_id"],
        organization=names.organizations[row["organization_id"]],
        visibility=row["visibility"],
        shared_with=frozenset(names.shared_with.get(asset, ())),
        title=row["title"],
        headline=row["headline"],
        description=row["description"],
        alt_text=row["alt_text"],
        keywords=tuple(names.keywords.get(asset, ())),
        places=site.values,
        place_words=site.words,
        position=point_of(row["latitude"], row["longitude"]),
        place_position=site.position,
        campaigns=tuple(names.campaigns.get(asset, ())),
        creators=tuple(str(name) for name in row["creators"] if name),
        credit_line=row["credit_line"],
        filenames=tuple(dict.fromkeys(names.filenames.get(asset, ()))),
        source_ref=row["source_ref"],
        media_type=row["kind"],
        orientation=row["orientation"],
        year=row["taken_on"].year if row["taken_on"] else None,
        taken_on=row["taken_on"],
        color=color_name(row["color"]),
        has_alt_text=bool(row["alt_text"]),
        is_small=_is_small(row),
        extra={name: column[asset] for name, column in names.extra.items() if asset in column},
    )


def _is_small(row: Mapping[str, Any]) -> bool:
    """A photo or film of known size that no channel's format can be cut from; drawings and documents have no pixels."""
    longest = max(row["width"] or 0, row["height"] or 0)
    return row["kind"] in PIXELLED and 0 < longest < LEAST_EDGE


def _site(place: Place | None) -> _Site:
    chain = chain_of(place)
    values = tuple(Value(one.slug, one.name) for one in chain)
    return _Site(values, tuple(str(alias) for one in chain for alias in one.aliases), middle_of(chain))


def chain_of(place: Place | None) -> list[Place]:
    """The places that lie within each other, the largest first; expects the parents to be read."""
    chain: list[Place] = []
    while place is not None and len(chain) < DEEPEST:
        chain.insert(0, place)
        place = place.parent
    return chain


def middle_of(chain: Sequence[Place]) -> Point | None:
    """The middle of the last of some places within each other of which it is known."""
    known = (point_of(one.latitude, one.longitude) for one in reversed(chain))
    return next((point for point in known if point is not None), None)


def point_of(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


@lru_cache(maxsize=20_000)
def _keyword(name: str) -> Value:
    return Value(_key(name), name)


def _key(text: str) -> str:
    """A key that can stand in a comma-separated list, another one for another text: commas become low quotes."""
    return text.replace(",", "\u201a")

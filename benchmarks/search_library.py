"""A library to search in: the same for the same seed, of any size, as search documents or as rows of a database.

60 organizations, 3,000 keywords, 2,000 creators, 377 places; two windows an asset on the average. Frequencies fall as
in real libraries (Zipf). Documents come one after another, so that a million of them need no memory.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4

from assets.search import SearchDocument, Value
from assets.search.lexicon import nouns, written
from licensing.rights import ALL_PURPOSES, Channel, channel_mask, purpose_mask
from licensing.rights.days import FIRST_DAY, LAST_DAY
from licensing.search import EVERYONE, Row

if TYPE_CHECKING:
    from django.db.models import Model

SEED = 20261122
ORGANIZATIONS = 60
KEYWORDS = 3_000
CREATORS = 2_000
CAMPAIGNS = 200
PLACES = 377
LICENSES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "CC-BY-ND-4.0", "CC-BY-NC-4.0", "CONTRACT")
TODAY = date(2026, 11, 22)
CHUNK = 10_000
Item = TypeVar("Item")


class Library:
    """A library of so many assets, numbered from 1."""

    def __init__(self, assets: int) -> None:
        self.assets = assets
        pick = random.Random(SEED)
        base = sorted(nouns())
        pick.shuffle(base)
        heads = [word for word in base if 4 <= len(word) <= 7][:150]
        self.words = [written(word).capitalize() for word in base]
        self.compounds = [f"{written(one).capitalize()}{pick.choice(heads)}" for one in base for _ in range(3)]
        terms = pick.sample([*self.words, *self.compounds], KEYWORDS)
        self.keywords = [Value(term, term) for term in dict.fromkeys(terms)]

    def documents(self) -> Iterator[SearchDocument]:
        pick = random.Random(SEED + 1)
        for asset in range(1, self.assets + 1):
            yield self._document(asset, pick)

    def windows(self) -> Iterator[Row]:
        """About two an asset, beside the row that forbids everything else."""
        pick = random.Random(SEED + 2)
        everything, purposes = channel_mask(Channel), purpose_mask(ALL_PURPOSES)
        channels = [channel_mask(pick.sample(list(Channel), pick.randrange(2, 10))) for _ in range(500)]
        for asset in range(1, self.assets + 1):
            if pick.random() < 0.3:
                continue
            yield Row(asset, everything, purposes, EVERYONE, FIRST_DAY, LAST_DAY, 3)
            for _ in range(pick.choice((1, 2, 2, 3))):
                start = TODAY.toordinal() - pick.randrange(0, 900)
                until = LAST_DAY if pick.random() < 0.4 else start + pick.randrange(30, 1500)
                owner = EVERYONE if pick.random() < 0.6 else pick.randrange(1, ORGANIZATIONS + 1)
                yield Row(asset, pick.choice(channels), purposes, owner, start, until, pick.randrange(3))

    def _document(self, asset: int, pick: random.Random) -> SearchDocument:
        place = _rank(pick, PLACES)
        organization = 1 + _rank(pick, ORGANIZATIONS)
        campaigns = (_rank(pick, CAMPAIGNS),) if pick.random() < 0.15 else ()
        day = TODAY - timedelta(days=pick.randrange(0, 8000))
        return SearchDocument(
            asset_id=asset,
            uuid=UUID(int=pick.getrandbits(128)),
            organization_id=organization,
            organization=Value(f"o{organization}", f"Organisation {organization}"),
            visibility=pick.choices(("organization", "selected", "network", "public"), (40, 5, 40, 15))[0],
            shared_with=frozenset({pick.randrange(1, ORGANIZATIONS + 1)}),
            title=" ".join((self._word(pick), self._word(pick), f"Ort{place}")),
            description=" ".join(self._word(pick) for _ in range(8)),
            keywords=tuple(dict.fromkeys(self.keywords[_rank(pick, len(self.keywords))] for _ in range(5))),
            places=(Value(f"p{place}", f"Ort{place}"),),
            campaigns=tuple(Value(f"k{one}", f"Kampagne {one}") for one in campaigns),
            creators=(f"Urheber {_rank(pick, CREATORS)}",),
            filenames=(f"IMG_{pick.randrange(10**6):06}.jpg",),
            media_type=pick.choices(("photo", "artwork", "video"), (90, 7, 3))[0],
            orientation=pick.choice(("landscape", "landscape", "portrait", "square")),
            year=day.year,
            taken_on=day,
            color=pick.choice(("green", "blue", "gray", "brown", "white", "red")),
            is_small=asset % SMALL_EVERY == 0,
            has_alt_text=pick.random() < 0.4,
            extra={"license": (Value(LICENSES[_rank(pick, len(LICENSES))], "Lizenz"),)},
        )

    def _word(self, pick: random.Random) -> str:
        words = self.words if pick.random() < 0.5 else self.compounds
        return words[_rank(pick, len(words))]


def _rank(pick: random.Random, count: int) -> int:
    """A number below `count`, small ones far more often."""
    return min(count - 1, int(count ** pick.random()) - 1)


SMALL_EVERY = 30
"""One picture in so many is too small for a post."""
COLORS = {
    "green": "#22aa44",
    "blue": "#2266cc",
    "gray": "#888888",
    "brown": "#775533",
    "white": "#fafafa",
    "red": "#cc2222",
}


def fill(library: Library) -> None:
    """Write the library into the database as services leave it, in bulk: about two minutes for a million."""
    from django.db import connection, transaction

    from assets.models import SearchChange

    with transaction.atomic():
        keywords = _names(library)
        for documents in _chunks(library.documents()):
            _assets(documents, keywords)
        _windows(library)
        _insert(SearchChange, [{"id": 1, "asset_id": 1, "at": _now()}])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _names(library: Library) -> dict[str, int]:
    from assets.models import Campaign, Keyword, Organization, Place
    from assets.search.folding import fold

    kinds = Organization.Kind.values
    _insert(
        Organization,
        (
            {"id": n, "slug": f"o{n}", "name": f"Organisation {n}", "kind": kinds[0]}
            for n in range(1, ORGANIZATIONS + 1)
        ),
    )
    _insert(Place, ({"id": n + 1, "slug": f"p{n}", "name": f"Ort{n}"} for n in range(PLACES)))
    _insert(
        Campaign,
        (
            {"id": n + 1, "organization_id": 1 + n % ORGANIZATIONS, "slug": f"k{n}", "name": f"Kampagne {n}"}
            for n in range(CAMPAIGNS)
        ),
    )
    keywords = {value.label: number for number, value in enumerate(library.keywords, 1)}
    rows = {fold(name): {"id": number, "name": name, "folded": fold(name)} for name, number in keywords.items()}
    _insert(Keyword, rows.values())
    return {name: rows[fold(name)]["id"] for name in keywords}


def _assets(documents: Sequence[SearchDocument], keywords: dict[str, int]) -> None:
    from assets.models import Asset, AssetKeyword, Campaign, Original
    from licensing.models import LicenseAssignment

    _insert(Asset, (_asset(one) for one in documents))
    _insert(
        Asset.shared_with.through,
        (
            {"asset_id": one.asset_id, "organization_id": organization}
            for one in documents
            if one.visibility == "selected"
            for organization in one.shared_with
        ),
    )
    _insert(
        AssetKeyword,
        (
            {"asset_id": one.asset_id, "keyword_id": keyword, "position": position}
            for one in documents
            for position, keyword in enumerate(dict.fromkeys(keywords[value.label] for value in one.keywords))
        ),
    )
    _insert(
        Campaign.assets.through,
        (
            {"asset_id": one.asset_id, "campaign_id": int(value.key[1:]) + 1}
            for one in documents
            for value in one.campaigns
        ),
    )
    _insert(Original, (_original(one) for one in documents))
    _insert(LicenseAssignment, (_license(one) for one in documents))


def _asset(one: SearchDocument) -> dict[str, Any]:
    now = _now()
    return {
        "id": one.asset_id,
        "uuid": one.uuid.hex,
        "organization_id": one.organization_id,
        "visibility": one.visibility,
        "kind": one.media_type,
        "state": "ready",
        "title": one.title,
        "description": one.description,
        "alt_text": "Bild" if one.has_alt_text else "",
        "creators": json.dumps(one.creators),
        "taken_on": str(one.taken_on),
        "place_id": int(one.places[0].key[1:]) + 1,
        "orientation": one.orientation,
        "color": COLORS[one.color],
        "width": 800 if one.is_small else 3000,
        "height": 600 if one.is_small else 2000,
        "created_at": now,
        "changed_at": now,
    }


def _original(one: SearchDocument) -> dict[str, Any]:
    now = _now()
    return {
        "uuid": UUID(int=one.uuid.int ^ 1).hex,
        "asset_id": one.asset_id,
        "organization_id": one.organization_id,
        "sha256": f"{one.asset_id:064x}",
        "size_bytes": 1_000_000,
        "media_type": "image/jpeg",
        "filename": one.filenames[0],
        **dict.fromkeys(("hashed_at", "read_at", "rendered_at", "indexed_at"), now),
    }


def _license(one: SearchDocument) -> dict[str, Any]:
    return {
        "uuid": UUID(int=one.uuid.int ^ 2).hex,
        "asset_id": one.asset_id,
        "license": one.extra["license"][0].key,
        "created_at": _now(),
    }


def _windows(library: Library) -> None:
    from licensing.models import PermittedUse

    _insert(
        PermittedUse,
        (
            {
                "asset_id": row.asset,
                "channels": row.channels,
                "purposes": row.purposes,
                "organization_id": row.organization or None,
                "from_on": None if row.start == FIRST_DAY else str(date.fromordinal(row.start)),
                "until_on": None if row.until == LAST_DAY else str(date.fromordinal(row.until)),
                "verdict": row.verdict,
            }
            for row in library.windows()
        ),
    )


def _insert(model: "type[Model]", rows: Iterable[dict[str, Any]]) -> None:
    """Rows as the database keeps them; what a row does not say is the field's default."""
    from django.db import connection

    fields = {field.column: field for field in model._meta.concrete_fields}
    names = ", ".join(connection.ops.quote_name(column) for column in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        for chunk in _chunks(rows):
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({marks})",
                _filled(fields, chunk),
            )


def _filled(fields: dict[str, Any], rows: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    from django.db import connection

    defaults = {
        column: None if field.primary_key or field.null else field.get_db_prep_save(field.get_default(), connection)
        for column, field in fields.items()
    }
    uuids = [column for column, field in fields.items() if field.get_internal_type() == "UUIDField"]
    for row in rows:
        fresh = {column: uuid4().hex for column in uuids if column not in row}
        yield list({**defaults, **fresh, **row}.values())


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _now() -> str:
    return f"{TODAY} 12:00:00"

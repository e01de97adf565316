"""Order and paging. A page ends with a cursor that names its last asset and where it stood.

The cursor holds no number that depends on what the asker cannot see: the asset's own random key, its rank, its day.
It is opaque but not secret, and needs no signature: whatever is put in it only chooses where a page of the asker's own
result begins.
"""

import base64
import binascii
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.container import Container, Section
from assets.search.postings import Tier
from assets.search.tables import ids_of, room

UNKNOWN_DAY = -(2**31)
_PACKED = struct.Struct(">BBbiQ")
_VERSION = 2


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TAKEN_NEWEST = "taken_newest"
    TAKEN_OLDEST = "taken_oldest"


class CursorInvalid(ValueError):
    """Not a cursor, or one of another order: the first page has to be asked for again."""

    code = "cursor-invalid"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last asset of a page: its rank (tier and size), the day it was taken (days since 1970), its key."""

    rank: int
    day: int
    key: int

    def encode(self, sort: Sort) -> str:
        packed = _PACKED.pack(_VERSION, list(Sort).index(sort), self.rank, self.day, self.key)
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str, sort: Sort) -> Anchor:
    """Read a cursor of this order, or say that it is none."""
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        version, order, rank, day, key = _PACKED.unpack(packed)
    except (binascii.Error, struct.error, ValueError) as error:
        raise CursorInvalid from error
    if version != _VERSION or order != list(Sort).index(sort):
        raise CursorInvalid
    return Anchor(rank, day, key)


class OrderColumns:
    """What order needs of each asset: a random key that stands in cursors, and the day it was taken."""

    def __init__(self, stored: Container | None = None) -> None:
        self.keys: NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)
        self.days: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        if stored is not None:
            self.keys, self.days = stored.changeable("keys", np.uint64), stored.changeable("days", np.int32)

    def sections(self) -> Iterator[Section]:
        """Both columns with room for new assets, so that these are no reason to copy the columns."""
        used = int(np.flatnonzero(self.keys)[-1]) + 1 if self.keys.any() else 0
        spare = room(used)
        yield "keys", [self.keys[:used].data, np.zeros(spare, np.uint64).data]
        yield "days", [self.days[:used].data, np.full(spare, UNKNOWN_DAY, np.int32).data]

    def set(self, asset: int, uuid: UUID, taken_on: date | None) -> None:
        if asset >= len(self.keys):
            size = asset + 1 + room(asset + 1)
            self.keys = np.concatenate([self.keys, np.zeros(size - len(self.keys), np.uint64)])
            self.days = np.concatenate([self.days, np.full(size - len(self.days), UNKNOWN_DAY, np.int32)])
        self.keys[asset] = uuid.int >> 64
        self.days[asset] = UNKNOWN_DAY if taken_on is None else taken_on.toordinal() - date(1970, 1, 1).toordinal()

    def asset_of(self, key: int) -> int:
        """The asset with this key; assets that went keep theirs until the index is built again."""
        found = np.flatnonzero(self.keys == np.uint64(key))
        if not key or not found.size:
            raise CursorInvalid
        return int(found[0])


@dataclass(frozen=True, slots=True)
class Page:
    """Assets in order, and where they end if there are more."""

    ids: tuple[int, ...]
    last: Anchor | None


Tiers = list[tuple[Tier, BitMap]]


def page(columns: OrderColumns, tiers: Tiers, small: BitMap, sort: Sort, after: Anchor | None, limit: int) -> Page:
    """The next `limit` assets of a result behind an anchor; `small` ones come last in their tier."""
    last = None if after is None else columns.asset_of(after.key)
    if sort is Sort.RELEVANCE:
        ranked = _by_relevance(_ranks(tiers, small), after, last, limit + 1)
    else:
        found = tiers[0][1] if len(tiers) == 1 else BitMap.union(BitMap(), *(one for _, one in tiers))
        if sort in {Sort.NEWEST, Sort.OLDEST}:
            ranked = [(0, asset) for asset in _by_arrival(found, last, limit + 1, newest=sort is Sort.NEWEST)]
        else:
            ids = _by_day(columns, found, (after, last), limit + 1, newest=sort is Sort.TAKEN_NEWEST)
            ranked = [(0, asset) for asset in ids]
    shown = tuple(asset for _, asset in ranked[:limit])
    if len(ranked) <= limit or not shown:
        return Page(shown, None)
    rank, asset = ranked[limit - 1]
    return Page(shown, Anchor(rank, int(columns.days[asset]), int(columns.keys[asset])))


def _ranks(tiers: Tiers, small: BitMap) -> Iterator[tuple[int, BitMap]]:
    """Each tier in two: what is large enough, then what is not."""
    for tier, found in tiers:
        yield 2 * tier, found - small if small else found
        if small:
            yield 2 * tier + 1, found & small


def _by_relevance(
    ranks: Iterable[tuple[int, BitMap]], after: Anchor | None, last: int | None, limit: int
) -> list[tuple[int, int]]:
    ranked: list[tuple[int, int]] = []
    for rank, found in ranks:
        if after is not None and rank < after.rank:
            continue
        behind = last if after is not None and rank == after.rank else None
        ranked.extend((rank, asset) for asset in _by_arrival(found, behind, limit - len(ranked), newest=True))
        if len(ranked) >= limit:
            break
    return ranked


def _by_arrival(found: BitMap, last: int | None, limit: int, *, newest: bool) -> list[int]:
    if newest:
        end = len(found) if last is None else found.rank(last - 1) if last else 0
        return list(reversed(list(found[max(0, end - limit) : end])))
    start = 0 if last is None else found.rank(last)
    return list(found[start : start + limit])


def _by_day(
    columns: OrderColumns, found: BitMap, after: tuple[Anchor | None, int | None], limit: int, *, newest: bool
) -> list[int]:
    """By the day taken, later arrivals first within a day; unknown days stand at the end in both orders."""
    ids = ids_of(found)
    days = columns.days[ids].astype(np.int64)
    rank = _day_rank(days, newest=newest) - ids
    anchor, last = after
    if anchor is not None and last is not None:
        own = _day_rank(np.array([anchor.day], dtype=np.int64), newest=newest)[0] - last
        ids, rank = ids[rank > own], rank[rank > own]
    if len(ids) > limit:
        near = np.argpartition(rank, limit)[:limit]
        ids, rank = ids[near], rank[near]
    return [int(asset) for asset in ids[np.argsort(rank)]]


def _day_rank(days: NDArray[np.int64], *, newest: bool) -> NDArray[np.int64]:
    """Days as numbers that grow down the list, leaving room for asset ids below 2**32."""
    ranked = np.where(days == UNKNOWN_DAY, 2**26, -days if newest else days)
    return np.asarray(ranked * 2**33, dtype=np.int64)

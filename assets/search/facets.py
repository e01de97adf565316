"""Facet values: a bitmap for each, to filter by, and a row of codes for each asset, to count by.

All facets share one number range and one matrix (asset x slots), so that a single gather and a single bincount count
every facet of a result at once. Single facets take one slot, the others a few; values beyond the slots are rare and
counted apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.analysis import fold, stem, words
from assets.search.container import Container, Section
from assets.search.document import Audience, SearchDocument, Value
from assets.search.tables import Bitmaps, Kept, Rows, room
from assets.search.visibility import KEPT_PRINCIPALS, Principal

Codes = NDArray[np.uint16] | NDArray[np.int32]
NONE = 0
"""Code of an empty slot."""
NARROW = 2**16 - 1
"""Up to this code two bytes a slot are enough, which is half the memory and twice as quick to gather."""
KEPT_BYTES = 32 * 2**20

SMALL = "small"
"""The one value of size: what stands last within a tier."""

SLOTS: Mapping[str, int] = {
    "organization": 1,
    "media_type": 1,
    "orientation": 1,
    "year": 1,
    "color": 1,
    "alt_text": 1,
    "size": 1,
    "place": 3,
    "creator": 2,
    "campaign": 2,
    "keyword": 6,
}
SPOKEN = ("place", "creator", "campaign", "organization")
"""Facets whose labels are also text: a word finds the assets of every value that is called so."""


class _StoredValue(msgspec.Struct, array_like=True, gc=False):
    """A value as it lies in the file, with how many assets have it."""

    facet: str
    key: str
    label: str
    audience: tuple[list[int], str] | None
    count: int


@dataclass(slots=True)
class Entry:
    """A facet value with the assets that have it, and their number."""

    facet: str
    value: Value
    code: int
    held: "_Held" = field(repr=False)
    count: int = 0

    @property
    def assets(self) -> BitMap:
        """Not to be changed by the caller."""
        return self.held.of(self.code)


class _Held:
    """Which assets have a value, by its code; what was read from the file is kept for a while."""

    def __init__(self, stored: Container | None) -> None:
        self._gone = BitMap()
        self.bitmaps = Bitmaps(self._gone, stored, "values")
        self._kept: Kept[int] | None = None if stored is None else Kept(KEPT_BYTES)

    def of(self, code: int) -> BitMap:
        if self._kept is None:
            return self.bitmaps.of(code)
        found = self._kept.get(code)
        return self._kept.keep(code, self.bitmaps.of(code)) if found is None else found

    def add(self, codes: Collection[int], asset: int) -> None:
        self.bitmaps.add(codes, asset)
        if self._kept:
            for code in codes:
                self._kept.add(code, asset)

    def discard(self, codes: Collection[int], asset: int) -> None:
        self.bitmaps.discard(codes, asset)
        self._gone.add(asset)
        if self._kept:
            for code in codes:
                self._kept.discard(code, asset)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Codes in order of facet and label; `slices` is where each facet stands, `facets` the number of each code's."""

    labels: int
    codes: NDArray[np.int64]
    slices: Mapping[str, slice]
    facets: NDArray[np.int8]


class FacetTable:
    """All values of all facets, and which assets have them."""

    def __init__(self, extra: Iterable[str] = (), stored: Container | None = None) -> None:
        self.slots = {**SLOTS, **dict.fromkeys(extra, 1)}
        self._held = _Held(stored)
        self.entries: list[Entry] = [Entry("", Value("", ""), NONE, self._held)]
        self.codes: dict[str, dict[str, int]] = {facet: {} for facet in self.slots}
        self.by_stem: defaultdict[str, set[int]] = defaultdict(set)
        self.by_fold: defaultdict[str, set[int]] = defaultdict(set)
        self.matrix: Codes = np.zeros((0, sum(self.slots.values())), dtype=np.uint16)
        self.overflown = BitMap()
        self.restricted: set[int] = set()
        self.labels = 0
        self._overflow = Rows(stored, "overflow")
        self._ranked: Ranked | None = None
        self._hidden: dict[Principal, list[int]] = {}
        self._hidden_at = 0
        if stored is not None:
            self._read(stored)

    def add(self, document: SearchDocument) -> None:
        asset = document.asset_id
        self._reach(asset)
        row = [NONE] * self.matrix.shape[1]
        beyond: list[int] = []
        given, at = values_of(document), 0
        for facet, slots in self.slots.items():
            known = self.codes[facet]
            for number, value in enumerate(given.get(facet, ())):
                code = known.get(value.key)
                if code is None or self.entries[code].value is not value:
                    code = self.code(facet, value)
                if number < slots:
                    row[at + number] = code
                else:
                    beyond.append(code)
            at += slots
        self.matrix[asset] = row
        given_codes = {*row, *beyond} - {NONE}
        self._held.add(given_codes, asset)
        for code in given_codes:
            self.entries[code].count += 1
        if beyond:
            self._overflow[asset] = np.array(beyond, np.int32).tobytes()
            self.overflown.add(asset)

    def remove(self, asset: int) -> None:
        if asset >= len(self.matrix):
            return
        codes = {*self.matrix[asset].tolist(), *self.overflow(asset)} - {NONE}
        self._held.discard(codes, asset)
        for code in codes:
            self.entries[code].count -= 1
        self.matrix[asset] = NONE
        if asset in self.overflown:
            self._overflow[asset] = b""
            self.overflown.discard(asset)

    def pack(self) -> None:
        self._held.bitmaps.settle()

    def overflow(self, asset: int) -> list[int]:
        """Codes of the asset that found no slot."""
        return np.frombuffer(self._overflow[asset], np.int32).tolist() if asset in self.overflown else []

    def overflow_of(self, assets: BitMap) -> NDArray[np.int32]:
        """Codes of all these assets that found no slot."""
        return self._overflow.numbers(assets & self.overflown)

    def sections(self) -> Iterator[Section]:
        values = [
            _StoredValue(entry.facet, entry.value.key, entry.value.label, _packed(entry.value.audience), entry.count)
            for entry in self.entries[1:]
        ]
        yield "facets", [msgspec.msgpack.encode(values)]
        yield from self._held.bitmaps.sections("values")
        yield from self._overflow.sections("overflow")
        yield "overflown", [self.overflown.serialize()]
        used = int(np.flatnonzero(self.matrix.any(axis=1))[-1]) + 1 if self.matrix.any() else 0
        spare = np.zeros((room(used), self.matrix.shape[1]), self.matrix.dtype)
        yield "wide" if self.matrix.dtype == np.int32 else "narrow", [self.matrix[:used].data, spare.data]

    def _read(self, stored: Container) -> None:
        for value in msgspec.msgpack.decode(stored.bytes("facets"), type=list[_StoredValue]):
            audience = None if value.audience is None else Audience(frozenset(value.audience[0]), value.audience[1])
            self.entries[self.code(value.facet, Value(value.key, value.label, audience))].count = value.count
        self.overflown = BitMap.deserialize(bytes(stored.bytes("overflown")))
        width = self.matrix.shape[1]
        if "wide" in stored:
            self.matrix = stored.changeable("wide", np.int32).reshape(-1, width)
        else:
            self.matrix = stored.changeable("narrow", np.uint16).reshape(-1, width)

    def ranked(self) -> "Ranked":
        """All values facet by facet in order of label, made again when a label came or changed."""
        if self._ranked is None or self._ranked.labels != self.labels:
            codes: list[int] = []
            slices: dict[str, slice] = {}
            for facet, own in self.codes.items():
                start = len(codes)
                codes.extend(sorted(own.values(), key=lambda code: _by_label(self.entries[code].value)))
                slices[facet] = slice(start, len(codes))
            sizes = [own.stop - own.start for own in slices.values()]
            numbers = np.repeat(np.arange(len(sizes), dtype=np.int8), sizes)
            self._ranked = Ranked(self.labels, np.array(codes, dtype=np.int64), slices, numbers)
        return self._ranked

    def assets_with(self, facet: str, keys: Iterable[str], principal: Principal) -> BitMap:
        """Assets with any of the values; a value that the principal may not know has none."""
        codes = self.codes.get(facet, {})
        found = (self.entries[codes[key]] for key in keys if key in codes)
        return BitMap.union(BitMap(), *(entry.assets for entry in found if principal.admits(entry.value.audience)))

    def named(self, word_stem: str, principal: Principal, facets: Iterable[str] = SPOKEN) -> list[Entry]:
        """Values whose label has a word with this stem, as far as the principal may know them."""
        entries = (self.entries[code] for code in self.by_stem.get(word_stem, ()))
        return [entry for entry in entries if entry.facet in facets and principal.admits(entry.value.audience)]

    def hidden_from(self, principal: Principal) -> list[int]:
        """Codes of the values that the principal may not know; kept until a value comes or changes."""
        if self._hidden_at != self.labels:
            self._hidden, self._hidden_at = {}, self.labels
        found = self._hidden.get(principal)
        if found is None:
            if len(self._hidden) >= KEPT_PRINCIPALS:
                self._hidden.clear()
            found = [code for code in self.restricted if not principal.admits(self.entries[code].value.audience)]
            self._hidden[principal] = found
        return found

    def code(self, facet: str, value: Value) -> int:
        """The value's code, given now if it is new; a new label or audience replaces the old."""
        code = self.codes[facet].get(value.key)
        if code is None:
            code = self.codes[facet][value.key] = len(self.entries)
            if code > NARROW and self.matrix.dtype != np.int32:
                self.matrix = self.matrix.astype(np.int32)
            self.entries.append(Entry(facet, value, code, self._held))
            self._speak(code, value)
        else:
            before, self.entries[code].value = self.entries[code].value, value
            if before != value:
                self._unspeak(code, before)
                self._speak(code, value)
        if value.audience is not None:
            self.restricted.add(code)
        return code

    def _speak(self, code: int, value: Value) -> None:
        self.labels += 1
        said = words(value.label)
        for word in (*said.sequence, *said.joined):
            self.by_stem[stem(fold(word))].add(code)
            self.by_fold[fold(word)].add(code)

    def _unspeak(self, code: int, value: Value) -> None:
        said = words(value.label)
        for word in (*said.sequence, *said.joined):
            self.by_stem[stem(fold(word))].discard(code)
            self.by_fold[fold(word)].discard(code)

    def _reach(self, asset: int) -> None:
        if asset < len(self.matrix):
            return
        grown = np.zeros((asset + 1 + room(asset + 1), self.matrix.shape[1]), dtype=self.matrix.dtype)
        grown[: len(self.matrix)] = self.matrix
        self.matrix = grown


def values_of(document: SearchDocument) -> dict[str, tuple[Value, ...]]:
    """The document's values by facet."""
    return {
        "organization": (document.organization,),
        "media_type": _plain(document.media_type),
        "orientation": _plain(document.orientation),
        "year": _plain(str(document.year or "")),
        "color": _plain(document.color),
        "alt_text": _plain("yes" if document.has_alt_text else "no"),
        "size": _plain(SMALL if document.is_small else ""),
        "place": document.places,
        "creator": tuple(_plain(name)[0] for name in dict.fromkeys(document.creators) if name),
        "campaign": document.campaigns,
        "keyword": document.keywords,
        **document.extra,
    }


def _packed(audience: Audience | None) -> tuple[list[int], str] | None:
    return None if audience is None else (sorted(audience.organization_ids), audience.visibility)


def _by_label(value: Value) -> tuple[str, str]:
    return value.label, value.key


@lru_cache(maxsize=10_000)
def _plain(key: str) -> tuple[Value, ...]:
    return (Value(key, key),) if key else ()

"""The index file beside the database: written whole, renamed into place, believed only if its checksum fits.

It is derived from the tables and may be deleted at any time. A torn, foreign or outdated file counts as none. It holds
what every organization has, so nobody but the service's own account may read it.
"""

import hashlib
import logging
import os
import tempfile
from array import array
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from pyroaring import BitMap

from assets.search.changes import ChangeLog
from assets.search.columns import REGISTERED
from assets.search.document import Audience, Value
from assets.search.engine import SearchIndex
from assets.search.facets import Entry
from assets.search.garbage import collecting_later
from assets.search.postings import Postings
from assets.search.vocabulary import Vocabulary

logger = logging.getLogger(__name__)

NAME = "search.index"
FORMAT = 3
_MAGIC = b"bildkreis-search\n"
_DIGEST_BYTES = 32
Key = TypeVar("Key")


class _Value(msgspec.Struct, array_like=True):
    facet: str
    key: str
    label: str
    audience: tuple[list[int], str] | None
    assets: bytes


class _Snapshot(msgspec.Struct):
    """Everything that cannot be made from the rest quickly."""

    format: int
    facets: list[str]
    last: int
    at: datetime | None
    gaps: dict[int, int]
    words: list[tuple[str, bool, tuple[str, ...]]]
    title: dict[int, bytes]
    text: dict[int, bytes]
    sequences: dict[int, bytes]
    values: list[_Value]
    matrix: bytes
    overflow: dict[int, tuple[int, ...]]
    names: dict[int, tuple[str, ...]]
    written: dict[int, str]
    keys: bytes
    days: bytes
    groups: dict[str, bytes]
    owned: dict[int, bytes]
    shared: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index from the file, and how far in the change log it was."""

    index: SearchIndex
    log: ChangeLog


def exists(folder: Path) -> bool:
    return (folder / NAME).is_file()


def discard(folder: Path) -> None:
    (folder / NAME).unlink(missing_ok=True)


def save(folder: Path, index: SearchIndex, log: ChangeLog) -> None:
    """Write the file durably; a crash leaves the old one."""
    packed = msgspec.msgpack.encode(_snapshot(index, log))
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=NAME)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + hashlib.blake2b(packed, digest_size=_DIGEST_BYTES).digest())
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, folder / NAME)
    except BaseException:
        os.unlink(name)
        raise
    logger.info("search index stored assets=%d bytes=%d", len(index), len(packed))


def load(folder: Path) -> Loaded | None:
    """Read the file; None if there is none that can be believed."""
    try:
        data = (folder / NAME).read_bytes()
    except OSError:
        return None
    packed = memoryview(data)[len(_MAGIC) + _DIGEST_BYTES :]
    expected = _MAGIC + hashlib.blake2b(packed, digest_size=_DIGEST_BYTES).digest()
    if data[: len(expected)] != expected:
        logger.warning("search index file is torn or foreign: it will be built again")
        return None
    with collecting_later():
        try:
            snapshot = msgspec.msgpack.decode(packed, type=_Snapshot)
        except msgspec.DecodeError:
            return None
        if snapshot.format != FORMAT or snapshot.facets != sorted(REGISTERED.facets):
            return None
        return Loaded(_index(snapshot), ChangeLog(snapshot.last, snapshot.at, snapshot.gaps))


def _snapshot(index: SearchIndex, log: ChangeLog) -> _Snapshot:
    postings, facets, seen = index.stock.postings, index.stock.facets, index.visibility
    return _Snapshot(
        format=FORMAT,
        facets=sorted(index.columns.facets),
        last=log.last,
        at=log.at,
        gaps=log.gaps,
        words=postings.vocabulary.entries(),
        title=_packed(postings.title),
        text=_packed(postings.text),
        sequences={asset: numbers.tobytes() for asset, numbers in postings.sequences.items()},
        values=[_packed_value(entry) for entry in facets.entries[1:]],
        matrix=facets.matrix.tobytes(),
        overflow=facets.overflow,
        names=index.stock.names.names,
        written=index.stock.names.written,
        keys=index.order.keys.tobytes(),
        days=index.order.days.tobytes(),
        groups=_packed({"all": seen.all, "public": seen.public, "network": seen.network}),
        owned=_packed(seen.owned),
        shared=_packed(seen.shared),
    )


def _index(snapshot: _Snapshot) -> SearchIndex:
    index = SearchIndex(REGISTERED, Postings(Vocabulary.of(snapshot.words)))
    postings, facets, seen = index.stock.postings, index.stock.facets, index.visibility
    postings.title, postings.text = _unpacked(snapshot.title), _unpacked(snapshot.text)
    for asset, numbers in snapshot.sequences.items():
        postings.sequences[asset] = array("i", numbers)
    for value in snapshot.values:
        audience = None if value.audience is None else Audience(frozenset(value.audience[0]), value.audience[1])
        code = facets.code(value.facet, Value(value.key, value.label, audience))
        facets.entries[code].assets = BitMap.deserialize(value.assets)
    columns = facets.matrix.shape[1]
    facets.matrix = np.frombuffer(snapshot.matrix, dtype=np.int32).reshape(-1, columns).copy()
    facets.overflow, facets.overflown = snapshot.overflow, BitMap(snapshot.overflow)
    for asset, names in snapshot.names.items():
        index.stock.names.add(asset, names)
    index.stock.names.written.update(snapshot.written)
    index.order.keys = np.frombuffer(snapshot.keys, dtype=np.uint64).copy()
    index.order.days = np.frombuffer(snapshot.days, dtype=np.int32).copy()
    seen.all, seen.public, seen.network = (
        BitMap.deserialize(snapshot.groups[name]) for name in ("all", "public", "network")
    )
    seen.owned = defaultdict(BitMap, _unpacked(snapshot.owned))
    seen.shared = defaultdict(BitMap, _unpacked(snapshot.shared))
    return index


def _packed_value(entry: Entry) -> _Value:
    audience = entry.value.audience
    kept = None if audience is None else (sorted(audience.organization_ids), audience.visibility)
    return _Value(entry.facet, entry.value.key, entry.value.label, kept, entry.assets.serialize())


def _packed(bitmaps: dict[Key, BitMap]) -> dict[Key, bytes]:
    return {key: bitmap.serialize() for key, bitmap in bitmaps.items()}


def _unpacked(packed: dict[int, bytes]) -> dict[int, BitMap]:
    return {key: BitMap.deserialize(data) for key, data in packed.items()}

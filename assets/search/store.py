"""The index file beside the database: derived from the tables, mapped by every process, deleted at any time.

A torn, foreign or outdated file counts as none. It holds what every organization has, so nobody but the service's own
account may read it.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from assets.search.changes import ChangeLog
from assets.search.columns import REGISTERED, own_columns
from assets.search.container import Container, Section, Unbelievable, in_memory, open_file, write
from assets.search.engine import SearchIndex

logger = logging.getLogger(__name__)

NAME = "search.index"
LOCK = "search.lock"
FORMAT = 8


class _Meta(msgspec.Struct):
    """What the sections mean, and how far in the change log the index was."""

    format: int
    facets: list[str]
    last: int
    at: datetime | None
    gaps: dict[int, int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index from the file, and how far in the change log it was."""

    index: SearchIndex
    log: ChangeLog


class Stamp(NamedTuple):
    """Tells one written file from another."""

    inode: int
    written: int


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process of this machine makes the file."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def stamp(folder: Path) -> Stamp | None:
    """Which file there is, None if there is none."""
    try:
        found = (folder / NAME).stat()
    except OSError:
        return None
    return Stamp(found.st_ino, found.st_mtime_ns)


def exists(folder: Path) -> bool:
    return (folder / NAME).is_file()


def discard(folder: Path) -> None:
    (folder / NAME).unlink(missing_ok=True)


def save(folder: Path, index: SearchIndex, log: ChangeLog) -> None:
    """Write the file durably; a crash leaves the old one, and who has that mapped keeps it."""
    size = write(folder / NAME, _sections(index, log))
    logger.info("search index stored assets=%d bytes=%d", len(index), size)


def load(folder: Path) -> Loaded | None:
    """Map the file; None if there is none that can be believed."""
    try:
        return _read(open_file(folder / NAME))
    except OSError:
        return None
    except (Unbelievable, msgspec.DecodeError) as error:
        logger.warning("search index file cannot be used and will be built again: %s", error)
        return None


def packed(index: SearchIndex, log: ChangeLog) -> Loaded:
    """The index as if it came from a file, where none can be written."""
    return _read(in_memory(_sections(index, log)))


def _sections(index: SearchIndex, log: ChangeLog) -> Iterator[Section]:
    yield "meta", [msgspec.json.encode(_Meta(FORMAT, sorted(index.columns.facets), log.last, log.at, log.gaps))]
    yield from index.sections()
    if index.columns.rights is not None:
        yield "rights", [index.columns.rights.numbers().data]


def _read(stored: Container) -> Loaded:
    meta = msgspec.json.decode(stored.bytes("meta"), type=_Meta)
    if meta.format != FORMAT or meta.facets != sorted(REGISTERED.facets):
        raise Unbelievable("another format")
    if REGISTERED.rights is not None and "rights" not in stored:
        raise Unbelievable("no verdicts")
    return Loaded(SearchIndex(own_columns(stored), stored), ChangeLog(meta.last, meta.at, meta.gaps))

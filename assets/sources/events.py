"""What a store tells of its changes: event notifications as AWS S3, MinIO and Ceph RGW send them, read strictly.

A key is written percent-encoded by AWS and MinIO and plainly by some versions of Ceph, and both can be the same text;
so each event yields every reading of its key, and whoever looks takes the one that is there. The message itself is
believed in nothing: an event is only a reason to look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, unquote_plus

MOST_RECORDS: Final = 1000
LONGEST_KEY: Final = 1024


@dataclass(frozen=True, slots=True)
class Told:
    """Keys below the source's prefix, each once, and how many events were about something else."""

    keys: tuple[str, ...]
    refused: int


def told_by(message: object, *, bucket: str, prefix: str) -> Told:
    """What a message says about the objects of one source; a test message says nothing."""
    keys: dict[str, None] = {}
    refused = 0
    for record in _records(message):
        readings = [key for name in _readings(record, bucket) if (key := _below(name, prefix)) is not None]
        keys |= dict.fromkeys(readings)
        refused += not readings
    return Told(tuple(keys), refused)


def _records(message: object) -> Iterator[Mapping[str, Any]]:
    records = message.get("Records") if isinstance(message, Mapping) else None
    if isinstance(records, list):
        yield from (each for each in records[:MOST_RECORDS] if isinstance(each, Mapping))


def _readings(record: Mapping[str, Any], bucket: str) -> Iterator[str]:
    """The names that an event may mean: as it stands, and decoded; none for another bucket or another shape."""
    about = _inner(record, "s3")
    named, key = _inner(about, "bucket").get("name"), _inner(about, "object").get("key")
    if named != bucket or not isinstance(key, str) or not 0 < len(key) <= 3 * LONGEST_KEY:
        return
    for name in dict.fromkeys((unquote_plus(key), unquote(key), key)):
        if len(name) <= LONGEST_KEY and not name.endswith("/") and "\x00" not in name:
            yield name


def _inner(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = record.get(name)
    return found if isinstance(found, Mapping) else {}


def _below(name: str, prefix: str) -> str | None:
    """The key within the source; none for an object that lies elsewhere."""
    if not prefix:
        return name
    key = name.removeprefix(f"{prefix}/")
    return key if key != name and key else None

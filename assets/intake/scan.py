"""Compare a source with what is known of it: what is new, changed, unchanged, vanished.

A listing reads names, sizes and change marks, never bytes. It can be stopped anywhere and run twice at once: rows are
keyed by (source, key), and an object counts as vanished only when no listing that began after this one saw it either.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from assets.models import Asset, IndexSource, Location, Original, State
from assets.services import touch_assets
from assets.storage import InvalidKey, ObjectInfo, ObjectNotFound, ObjectSource, is_junk, key_of_name

BATCH = 1000


@dataclass(slots=True)
class Scanned:
    """Counts of one listing; `began_at` tells later which locations it found."""

    began_at: datetime
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    returned: int = 0
    skipped: list[str] = field(default_factory=list)

    @property
    def seen(self) -> int:
        return self.new + self.changed + self.unchanged + self.returned


def scan(source: IndexSource, objects: ObjectSource) -> Iterator[Scanned]:
    """List the source and bring the locations up to date; yields the running counts after each batch.

    Exhaust the iterator: only a complete listing may say that something vanished.
    """
    counts = Scanned(began_at=timezone.now())
    listing = objects.list()
    while batch := list(islice(listing, BATCH)):
        _record(source, batch, counts)
        yield counts
    _mark_vanished(source, counts)
    IndexSource.objects.filter(pk=source.pk).update(scanned_at=timezone.now())
    yield counts


def scan_keys(source: IndexSource, objects: ObjectSource, keys: Sequence[str]) -> Iterator[Scanned]:
    """Look at the objects of these names and at no others; yields the counts after each batch.

    What a store told may be old or told twice: only what lies there now counts. A name that is not there is gone.
    """
    counts = Scanned(began_at=timezone.now())
    for start in range(0, len(keys), BATCH):
        there, gone = [], []
        for name in keys[start : start + BATCH]:
            key = key_of_name(name)
            if any(is_junk(segment) for segment in name.split("/")):
                continue
            try:
                there.append(objects.head(key))
            except (ObjectNotFound, InvalidKey):
                gone.append(key)
        _record(source, there, counts)
        _mark_gone(source, gone, counts)
        yield counts


@transaction.atomic
def _mark_gone(source: IndexSource, keys: list[str], counts: Scanned) -> None:
    gone = Location.objects.live().filter(source=source, key__in=keys)
    originals = list(gone.exclude(original=None).values_list("original_id", flat=True))
    counts.vanished += gone.update(vanished_at=timezone.now())
    refresh_presence(originals)


@transaction.atomic
def _record(source: IndexSource, batch: list[ObjectInfo], counts: Scanned) -> None:
    now = timezone.now()
    known = {each.key: each for each in Location.objects.filter(source=source, key__in=[info.key for info in batch])}
    fresh = [_found(source, info, now) for info in batch if info.key not in known]
    Location.objects.bulk_create(fresh, ignore_conflicts=True)
    counts.new += len(fresh)
    changed = [
        _changed(known[info.key], info, now) for info in batch if info.key in known and _differs(known[info.key], info)
    ]
    Location.objects.bulk_update(changed, _RESET)
    counts.changed += len(changed)
    same = {info.key for info in batch} - {each.key for each in (*fresh, *changed)}
    returned = [known[key].pk for key in same if known[key].vanished_at is not None]
    counts.returned += len(returned)
    counts.unchanged += len(same) - len(returned)
    Location.objects.filter(pk__in=[known[key].pk for key in same]).update(seen_at=now, vanished_at=None)
    _revive(returned)


_RESET = [
    "size_bytes", "mtime_ns", "etag", "seen_at", "vanished_at", "hashed_at", "attempts", "failed_step", "failure",
    "gave_up_at", "next_attempt_at",
]  # fmt: skip


_AFRESH: Final[dict[str, Any]] = {
    "attempts": 0,
    "failed_step": "",
    "failure": "",
    "gave_up_at": None,
    "next_attempt_at": None,
}


def _found(source: IndexSource, info: ObjectInfo, now: datetime) -> Location:
    return Location(
        source=source,
        key=info.key,
        size_bytes=info.size_bytes,
        mtime_ns=info.mtime_ns,
        etag=info.etag or "",
        found_at=now,
        seen_at=now,
    )


def _differs(known: Location, info: ObjectInfo) -> bool:
    return (known.size_bytes, known.mtime_ns, known.etag) != (info.size_bytes, info.mtime_ns, info.etag or "")


def _changed(known: Location, info: ObjectInfo, now: datetime) -> Location:
    """The location as if found anew: other bytes are another picture until their hash says otherwise."""
    known.size_bytes, known.mtime_ns, known.etag = info.size_bytes, info.mtime_ns, info.etag or ""
    known.seen_at, known.vanished_at, known.hashed_at = now, None, None
    known.attempts, known.failed_step, known.failure = 0, "", ""
    known.gave_up_at = known.next_attempt_at = None
    return known


@transaction.atomic
def _mark_vanished(source: IndexSource, counts: Scanned) -> None:
    gone = Location.objects.live().filter(source=source, seen_at__lt=counts.began_at)
    originals = list(gone.exclude(original=None).values_list("original_id", flat=True))
    counts.vanished = gone.update(vanished_at=timezone.now())
    refresh_presence(originals)


def _revive(location_ids: Iterable[int]) -> None:
    """What is back gets all its attempts again: it may have failed because it was away."""
    returned = Location.objects.filter(pk__in=location_ids)
    returned.filter(hashed_at__isnull=True).update(**_AFRESH)
    originals = [pk for pk in returned.values_list("original_id", flat=True) if pk is not None]
    Original.objects.filter(pk__in=originals, indexed_at__isnull=True).update(**_AFRESH)
    refresh_presence(originals)


def refresh_presence(original_ids: Iterable[int | None]) -> None:
    """Mark assets vanished when no location holds their original any more, and as they were when one does again."""
    ids = [pk for pk in original_ids if pk is not None]
    held = Location.objects.live().filter(original__in=ids).values("original")
    assets = Asset.objects.filter(original__in=ids)
    present = assets.filter(state__in=[State.READY, State.PROCESSING])
    lost = list(present.exclude(original__in=held).values_list("pk", flat=True))
    back = assets.filter(state=State.VANISHED, original__in=held)
    ready = list(back.filter(original__indexed_at__isnull=False).values_list("pk", flat=True))
    unfinished = list(back.filter(original__indexed_at__isnull=True).values_list("pk", flat=True))
    Asset.objects.filter(pk__in=lost).update(state=State.VANISHED)
    Asset.objects.filter(pk__in=ready).update(state=State.READY)
    Asset.objects.filter(pk__in=unfinished).update(state=State.PROCESSING)
    touch_assets([*lost, *ready, *unfinished])

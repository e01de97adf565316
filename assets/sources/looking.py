"""One look through a source, by whom ever it was asked for: command, schedule, person or the store itself.

The counts are in its row while it goes on, so that a page can show them and a killed look leaves what it knew.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from assets.intake.scan import Scanned, scan, scan_keys
from assets.intake.work import new_lease
from assets.models import IndexSource, Location, SourceRun
from assets.storage import ObjectSource, StoreError


def begin_run(source: IndexSource, *, because: str) -> SourceRun:
    """A look that begins now and is done by whoever begins it; killed, its lease ends and a worker goes on."""
    lease = {"lease": new_lease(), "leased_until": _held_until()}
    return SourceRun.objects.create(source=source, because=because, started_at=timezone.now(), **lease)


def look_through(run: SourceRun, objects: ObjectSource) -> Iterator[Scanned]:
    """Compare the source with what is known of it, whole or at the keys named; yields the running counts.

    A store that does not answer raises StoreError; the run is ended by `end_run` either way.
    """
    looks = scan(run.source, objects) if run.is_whole else scan_keys(run.source, objects, run.keys)
    for counts in looks:
        SourceRun.objects.filter(pk=run.pk).update(
            found=counts.seen,
            new=counts.new,
            changed=counts.changed,
            vanished=counts.vanished,
            leased_until=_held_until(),
        )
        yield counts


def _held_until() -> datetime:
    """A long listing keeps its lease batch by batch."""
    return timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)


def end_run(run: SourceRun, *, error: StoreError | None = None) -> None:
    """Say that a look is over, and what could not be read of what it found before."""
    refused = Location.objects.live().filter(source=run.source, gave_up_at__isnull=False).count()
    SourceRun.objects.filter(pk=run.pk).update(
        ended_at=timezone.now(),
        refused=refused,
        error="" if error is None else str(error.reason)[:300],
        keys=[],
        lease="",
        leased_until=None,
    )

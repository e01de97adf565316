"""States and leases: what a row says of itself agrees with its stamps, and nothing is held by the dead."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from assets.checking.finding import Finding, Scope
from assets.intake.kinds import work_kinds
from assets.intake.scan import refresh_presence
from assets.intake.work import is_dead
from assets.models import Asset, Location, Original, State


def states(scope: Scope) -> Iterator[Finding]:
    """Assets whose state does not follow from their original, and work that nobody took for a day."""
    for asset in Asset.objects.alive().filter(original__isnull=True).order_by("pk"):
        yield Finding("asset-without-original", f"asset {asset.uuid}")
    stuck = Original.objects.filter(asset__state=State.PROCESSING, asset__deleted_at__isnull=True)
    for pk, uuid in stuck.filter(indexed_at__isnull=False).order_by("pk").values_list("pk", "uuid"):
        yield Finding("state-stuck", f"original {uuid}", partial(_index_again, pk))
    waiting = Original.objects.unfinished().filter(asset__deleted_at__isnull=True, hashed_at__lt=scope.settled_before)
    for uuid in waiting.filter(_untouched(scope)).order_by("pk").values_list("uuid", flat=True):
        yield Finding("work-waits", f"original {uuid}")
    unread = Location.objects.unfinished().filter(_untouched(scope), found_at__lt=scope.settled_before)
    for pk in unread.order_by("pk").values_list("pk", flat=True):
        yield Finding("work-waits", f"location {pk}")
    yield from _presence()


def _untouched(scope: Scope) -> Q:
    """Neither held nor tried lately: no worker runs."""
    not_held = Q(leased_until__isnull=True) | Q(leased_until__lt=scope.now)
    return not_held & (Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lt=scope.settled_before))


def _index_again(original_id: int) -> None:
    Original.objects.filter(pk=original_id).update(indexed_at=None, gave_up_at=None, next_attempt_at=None, attempts=0)


def _presence() -> Iterator[Finding]:
    """Ready although every location is gone, or vanished although one is there."""
    live = Location.objects.live().filter(original=OuterRef("original"))
    any_known = Location.objects.filter(original=OuterRef("original"))
    assets = Asset.objects.alive().annotate(is_there=Exists(live), is_located=Exists(any_known))
    wrong = assets.filter(
        Q(state=State.READY, is_there=False, is_located=True) | Q(state=State.VANISHED, is_there=True)
    )
    for uuid, original_id in wrong.order_by("pk").values_list("uuid", "original"):
        yield Finding("presence-wrong", f"asset {uuid}", partial(refresh_presence, [original_id]))


def leases(scope: Scope) -> Iterator[Finding]:
    """Rows held by a process of this machine that is gone, or by anybody beyond the end of the lease."""
    for kind in work_kinds():
        rows = kind.takeable(now=scope.now).model._default_manager.exclude(lease="")
        for pk, lease, until in rows.order_by("pk").values_list("pk", "lease", "leased_until"):
            if is_dead(lease) or until is None or until < scope.now:
                held = rows.filter(pk=pk, lease=lease)
                yield Finding("lease-dead", f"{kind.name} {pk}", partial(held.update, lease="", leased_until=None))


def work_files(scope: Scope) -> Iterator[Finding]:
    """Copies of originals that a killed worker left in `DATA_DIR/work`."""
    folder = Path(settings.DATA_DIR) / "work"
    for entry in sorted(folder.iterdir()) if folder.is_dir() else []:
        if datetime.fromtimestamp(entry.stat().st_mtime, UTC) < scope.settled_before:
            yield Finding("work-file-left", entry.name, partial(_remove, entry))


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)

"""The worker: takes items under a lease, does them, and leaves a state from which anybody can go on.

A lease is a time on the row, so that no second system has to agree with the tables; it names host and process, so that
what a killed worker held is free again at once on the same machine and after the lease everywhere else.
"""

import logging
import os
import signal
import socket
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from assets.intake.kinds import WorkKind, work_kinds
from assets.intake.outcome import StepFailed
from assets.sandbox import Sandbox
from assets.storage import ObjectStore, store_from_settings

logger = logging.getLogger(__name__)

TAKE = 4
IDLE_SECONDS = 0.4


def new_lease() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


@dataclass(slots=True)
class Tools:
    """What steps need, made once per worker process: the sandbox, the library's store, a folder for bytes in work."""

    sandbox: Sandbox
    store: ObjectStore
    folder: Path

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator["Tools"]:
        base = Path(settings.DATA_DIR) / "work"
        base.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=base, prefix="bytes-") as folder, Sandbox() as sandbox:
            yield cls(sandbox=sandbox, store=store_from_settings(), folder=Path(folder))


@dataclass(slots=True)
class Worker:
    """One process's loop. `stop` ends it after the item at hand; what it had taken but not begun is free at once."""

    tools: Tools
    kinds: tuple[WorkKind, ...] = field(default_factory=work_kinds)
    lease: str = field(default_factory=new_lease)
    stopping: bool = False
    _turn: int = 0

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self.stopping = True

    def run(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Work until `stop`, or until nothing can be taken and `until()` is true."""
        while not self.stopping:
            if not connection.in_atomic_block:
                close_old_connections()
            if self.round():
                continue
            if until():
                return
            time.sleep(IDLE_SECONDS)

    def round(self) -> int:
        """Take a few items of the first kind that has any, and do them; the number done."""
        for kind in self.kinds:
            taken = self._take(kind)
            for position, pk in enumerate(taken):
                if self.stopping:
                    self._release(kind, taken[position:])
                    return position
                if self._still_ours(kind, pk):
                    self._perform(kind, pk)
            if taken:
                return len(taken)
        return 0

    def _perform(self, kind: WorkKind, pk: int) -> None:
        """Do one item; a fault of ours is logged and stamped like any failure, and the worker goes on."""
        try:
            kind.perform(pk, self.tools)
        except Exception:
            logger.exception("work failed kind=%s item=%s", kind.name, pk)
            kind.stamp(pk, StepFailed("internal"))

    def _take(self, kind: WorkKind) -> list[int]:
        """Lease up to TAKE items of the organization whose turn it is."""
        now = timezone.now()
        organizations = sorted(kind.organizations(now=now))
        if not organizations:
            return []
        self._turn += 1
        organization = organizations[self._turn % len(organizations)]
        with transaction.atomic():
            items = kind.of_organization(kind.takeable(now=now), organization).order_by(*kind.order)
            if connection.features.has_select_for_update_skip_locked:
                items = items.select_for_update(skip_locked=True, of=("self",))
            taken = list(items.values_list("pk", flat=True)[:TAKE])
            until = now + timedelta(seconds=settings.WORK_LEASE_SECONDS)
            _rows(kind, taken).update(leased_until=until, lease=self.lease)
        return taken

    def _still_ours(self, kind: WorkKind, pk: int) -> bool:
        until = timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)
        return bool(_rows(kind, [pk]).filter(lease=self.lease).update(leased_until=until))

    def _release(self, kind: WorkKind, pks: list[int]) -> None:
        _rows(kind, pks).filter(lease=self.lease).update(leased_until=None, lease="")


def _rows(kind: WorkKind, pks: list[int]) -> QuerySet[Model]:
    manager = kind.takeable(now=timezone.now()).model._default_manager
    return manager.filter(pk__in=pks)


def release_dead_leases() -> int:
    """Free what processes of this machine held when they died; the number of rows freed."""
    freed = 0
    for kind in work_kinds():
        model = kind.takeable(now=timezone.now()).model
        held = model._default_manager.exclude(lease="")
        for lease in held.order_by().values_list("lease", flat=True).distinct():
            if is_dead(lease):
                freed += held.filter(lease=lease).update(lease="", leased_until=None)
    return freed


def is_dead(lease: str) -> bool:
    """Whether the process that a lease names ran on this machine and is gone; of other machines nobody can tell."""
    host, _, rest = lease.partition(":")
    pid = rest.partition(":")[0]
    return host == socket.gethostname() and pid.isdigit() and not Path(f"/proc/{pid}").exists()


def run_worker(*, until: Callable[[], bool] = lambda: False) -> None:
    """Be a worker process until SIGTERM or SIGINT, or until `until()` with nothing left to take."""
    with Tools.opened() as tools:
        worker = Worker(tools)
        signal.signal(signal.SIGTERM, worker.stop)
        signal.signal(signal.SIGINT, worker.stop)
        release_dead_leases()
        logger.info("worker started lease=%s", worker.lease)
        worker.run(until=until)

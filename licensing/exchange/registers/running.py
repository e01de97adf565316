"""A register worked through: in batches, each one transaction, going on where it stopped.

A dry run does what recording does and takes it back, so that it cannot promise what recording would refuse.
"""

import hashlib
import json
import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from assets import audit
from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from assets.models import Organization, User
from assets.storage import ObjectStore, store_from_settings
from licensing.exchange.registers.columns import Header, RowRefused, read_header
from licensing.exchange.registers.records import Recorder
from licensing.exchange.registers.tables import TableRow, TableUnreadable, rows_of
from licensing.models import RegisteredRecord, RegisterImport, RegisterRow

logger = logging.getLogger(__name__)

BATCH: Final = 50
SECONDS_AT_ONCE: Final = 20
ATTEMPTS: Final = 3
PREFIX: Final = "imports/"
Fate = RegisterRow.Fate


@dataclass(frozen=True, slots=True)
class Upload:
    """A table as it came."""

    filename: str
    data: bytes


def begin_import(
    upload: Upload, *, kind: str, organization: Organization, by: User, is_dry_run: bool = True
) -> RegisterImport:
    """Keep the table for a worker; raises TableUnreadable for what can be seen at once not to be one."""
    header = read_header(kind, next(iter(rows_of(upload.data)), None))
    run = RegisterImport(
        organization=organization,
        kind=kind,
        filename=upload.filename[-255:],
        sha256=hashlib.sha256(upload.data).hexdigest(),
        is_dry_run=is_dry_run,
        ignored_columns=list(header.ignored),
        created_by=by,
        created_at=timezone.now(),
    )
    run.key = f"{PREFIX}{run.uuid}"
    store_from_settings().put(run.key, upload.data)
    with transaction.atomic():
        run.save()
        data = {"organization": str(organization.uuid), "kind": kind, "dry_run": is_dry_run, "sha256": run.sha256}
        audit.record("import.begun", actor=str(by.uuid), object_kind="import", object_id=str(run.uuid), data=data)
    return run


def apply_checked(run: RegisterImport, *, by: User) -> RegisterImport:
    """Record what a dry run promised: the same table again, this time for good."""
    data = _bytes(run, store_from_settings())
    return begin_import(
        Upload(run.filename, data), kind=run.kind, organization=run.organization, by=by, is_dry_run=False
    )


def go_on(run: RegisterImport, *, store: ObjectStore, seconds: float = SECONDS_AT_ONCE) -> bool:
    """Work for some seconds; whether rows are left. What was done stays done, whenever this is killed."""
    until = time.monotonic() + seconds
    try:
        rows = rows_of(_bytes(run, store))
        header = read_header(run.kind, next(rows, None))
        left = _left(run, rows)
        while batch := list(islice(left, BATCH)):
            _work(run, header, batch)
            if time.monotonic() >= until:
                return True
    except TableUnreadable as error:
        _finish(run, RegisterImport.State.FAILED, reason=error.detail[:300])
        store.delete(run.key)
        return False
    if run.is_dry_run:
        _finish(run, RegisterImport.State.CHECKED)
    else:
        _finish(run, RegisterImport.State.APPLIED)
        store.delete(run.key)
    return False


def counts_of(runs: Iterable[RegisterImport]) -> dict[int, dict[str, int]]:
    """Rows by fate for each run, in one query."""
    rows = RegisterRow.objects.filter(run__in=list(runs)).order_by().values_list("run_id", "fate").annotate(Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for run_id, fate, count in rows:
        found.setdefault(run_id, {})[fate] = count
    return found


def row_hash(values: dict[str, object]) -> str:
    """What a row says, whatever file and order of columns it came in."""
    said = {name: value for name, value in values.items() if value not in (None, "", (), "unknown")}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _left(run: RegisterImport, rows: Iterator[TableRow]) -> Iterator[TableRow]:
    done = run.rows.aggregate(last=Max("number"))["last"] or 1
    return (row for row in rows if row.number > done and not row.is_blank)


def _work(run: RegisterImport, header: Header, batch: list[TableRow]) -> None:
    """One batch whole or not at all; in a dry run what it recorded is taken back, what it found stays."""
    fates: list[RegisterRow] = []
    with transaction.atomic():
        trial = transaction.savepoint()
        for row in batch:
            fates.append(_fate(run, header, row, seen={each.row_hash for each in fates if each.fate == Fate.CREATED}))
        if run.is_dry_run:
            transaction.savepoint_rollback(trial)
            fates = [_promised(fate) for fate in fates]
        else:
            transaction.savepoint_commit(trial)
        RegisterRow.objects.bulk_create(fates)


def _promised(fate: RegisterRow) -> RegisterRow:
    if fate.fate == Fate.CREATED:
        fate.fate, fate.record = Fate.WOULD_CREATE, None
    return fate


def _fate(run: RegisterImport, header: Header, row: TableRow, *, seen: set[str]) -> RegisterRow:
    fate = RegisterRow(run=run, number=row.number, fate=Fate.REFUSED)
    try:
        values = header.values(row)
        fate.row_hash = row_hash(values)
        known = _known(run, fate.row_hash)
        if known is not None or fate.row_hash in seen or _was_promised(run, fate.row_hash):
            fate.fate, fate.record = Fate.ALREADY_THERE, known
        else:
            fate.record = _record(run, values, fate.row_hash)
            fate.fate = Fate.CREATED
    except RowRefused as error:
        fate.cell, fate.message = header.cell_name(error.field, row.number), header.told(error)[:300]
    except IntegrityError:
        fate.message = "Das widerspricht einem anderen Eintrag, zum Beispiel einem ausschließlichen Recht."
    return fate


def _record(run: RegisterImport, values: dict[str, object], said: str) -> UUID:
    with transaction.atomic():
        record = Recorder(run.organization, run.created_by).record(run.kind, values)
        RegisteredRecord.objects.create(
            organization=run.organization, kind=run.kind, row_hash=said, record=record, created_at=timezone.now()
        )
        if connection.vendor == "postgresql":
            connection.check_constraints()  # what is deferred to the commit is a matter of this row, not of its batch
    return record


def _known(run: RegisterImport, said: str) -> UUID | None:
    rows = RegisteredRecord.objects.filter(organization=run.organization, kind=run.kind, row_hash=said)
    return rows.values_list("record", flat=True).first()


def _was_promised(run: RegisterImport, said: str) -> bool:
    """Whether an earlier batch of a dry run would record the same: it was taken back and is not known."""
    return run.is_dry_run and run.rows.filter(row_hash=said, fate=Fate.WOULD_CREATE).exists()


def _bytes(run: RegisterImport, store: ObjectStore) -> bytes:
    with store.open(run.key) as stream:
        return stream.read()


def _finish(run: RegisterImport, state: RegisterImport.State, *, reason: str = "") -> None:
    with transaction.atomic():
        counted = counts_of([run]).get(run.pk, {})
        RegisterImport.objects.filter(pk=run.pk).update(
            state=state, reason=reason, row_count=sum(counted.values()), finished_at=timezone.now()
        )
        audit.record(
            "import.finished",
            actor=str(run.created_by.uuid),
            object_kind="import",
            object_id=str(run.uuid),
            data={"state": state.value, **counted},
        )
    logger.info("register worked through import=%s state=%s rows=%d", run.uuid, state.value, sum(counted.values()))


class WorkThroughRegister:
    """Registers that wait for a worker; a person looks on, so they come early."""

    name = "register"
    order = ("pk",)

    def takeable(self, *, now: datetime) -> "QuerySet[RegisterImport]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        waits = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        return RegisterImport.objects.filter(unheld, waits, state=RegisterImport.State.WAITING)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[RegisterImport]", organization_id: int) -> "QuerySet[RegisterImport]":
        return items.filter(organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        """Try again in a minute; after three failures the register is given up, with the reason."""
        run = RegisterImport.objects.select_related("created_by").get(pk=pk)
        again = timezone.now() + timedelta(minutes=1)
        RegisterImport.objects.filter(pk=pk).update(
            attempts=run.attempts + 1, failure=failure.reason, next_attempt_at=again, leased_until=None, lease=""
        )
        if failure.final or run.attempts + 1 >= ATTEMPTS:
            _finish(run, RegisterImport.State.FAILED, reason=failure.reason)

    def perform(self, pk: int, tools: Tools) -> None:
        run = RegisterImport.objects.select_related("organization", "created_by").get(pk=pk)
        go_on(run, store=tools.store)
        RegisterImport.objects.filter(pk=pk).update(leased_until=None, lease="")

"""Tasks: opened once for each fact, brought up to date when it changes, closed with proof, dropped with a reason.

A task is never deleted. Who opened it, moved it or ended it stands in the audit trail; one event for one batch, because
a single withdrawal can open a thousand.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from assets import audit
from assets.errors import DomainError, FieldInvalid
from assets.models import Membership, User
from licensing import rights
from licensing.models import Task

REOPEN_DAYS: Final = 30
"""How long what was done can be brought back."""

CHUNK: Final = 500
_MOVED = ("kind", "cause", "params", "bundle", "due_at", "escalate_at", "message")
"""What of an open task follows the fact that it rests on."""


class TaskClosed(DomainError):
    """The task was done or dropped meanwhile, or its time to be brought back is over."""

    code = "wrong-state"

    def __init__(self, detail: str = "Diese Aufgabe ist schon erledigt oder entfallen.") -> None:
        super().__init__(detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A task as its cause wants it. `fact` identifies it: one open task for one organization and fact.

    `params` are those of the cause, without names. Tasks of one `bundle` are shown as one row.
    """

    organization_id: int
    kind: str
    fact: str
    cause: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    bundle: str = ""
    message: str = ""
    due_at: datetime | None = None
    escalate_at: datetime | None = None
    asset_id: int | None = None
    publication_id: int | None = None
    decision_id: int | None = None
    grant_id: int | None = None
    consent_id: int | None = None


def last_moment(day: date) -> datetime:
    """The last second of a Berlin day: what is due "by the end of the day" is due then."""
    over = rights.end_of(day)
    return (over or rights.start_of(day)) - timedelta(seconds=1)


def bundle_of(*parts: object) -> str:
    """A key for tasks of one cause; hashed, because ids of records are not for everybody who sees the task."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


@transaction.atomic
def open_tasks(drafts: Iterable[Draft], *, at: datetime, by: User | None = None) -> list[Task]:
    """Open what is not open yet; of what is open, bring due date and cause up to date. The new ones."""
    wanted = {(draft.organization_id, draft.fact): draft for draft in drafts}
    if not wanted:
        return []
    known = _open_by_fact(wanted)
    _move([(known[key], draft) for key, draft in wanted.items() if key in known], by)
    values = [_values(draft) for key, draft in wanted.items() if key not in known]
    made = Task.objects.bulk_create([Task(created_at=at, created_by=by, **each) for each in values], batch_size=CHUNK)
    _audit("tasks.opened", made, by)
    return made


def _open_by_fact(wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], Task]:
    facts = sorted({fact for _, fact in wanted})
    organizations = sorted({organization for organization, _ in wanted})
    found = {}
    for start in range(0, len(facts), CHUNK):
        rows = Task.objects.select_for_update().filter(
            organization_id__in=organizations, fact__in=facts[start : start + CHUNK], state=Task.State.OPEN
        )
        found.update({(row.organization_id, row.fact): row for row in rows})
    return found


def _values(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__dataclass_fields__} | {"params": dict(draft.params)}


def _move(pairs: Sequence[tuple[Task, Draft]], by: User | None) -> None:
    """Write the same change to all tasks that it concerns at once."""
    alike: dict[str, list[Task]] = defaultdict(list)
    changes: dict[str, dict[str, Any]] = {}
    for task, draft in pairs:
        if not _is_same(task, draft):
            values = {name: value for name, value in _values(draft).items() if name in _MOVED}
            key = repr(sorted(values.items()))
            alike[key].append(task)
            changes[key] = values
    for key, tasks in alike.items():
        _update([task.pk for task in tasks], changes[key])
        _audit("tasks.moved", tasks, by)


def _is_same(task: Task, draft: Draft) -> bool:
    """The same cause: its deadline stands, however often it is found again."""
    return (task.kind, task.cause, task.params) == (draft.kind, draft.cause, dict(draft.params))


def _update(pks: Sequence[int], values: Mapping[str, Any]) -> None:
    for start in range(0, len(pks), CHUNK):
        Task.objects.filter(pk__in=pks[start : start + CHUNK]).update(**values)


@transaction.atomic
def drop_tasks(tasks: "QuerySet[Task]", *, reason: str, at: datetime, by: User | None = None) -> int:
    """End open tasks whose cause is gone; `reason` is a code that says why nothing is left to do."""
    rows = list(tasks.filter(state=Task.State.OPEN).select_for_update(of=("self",)))
    _update(
        [row.pk for row in rows],
        {"state": Task.State.DROPPED, "closed_at": at, "closed_by": by, "proof": {"reason": reason}},
    )
    _audit("tasks.dropped", rows, by, reason=reason)
    return len(rows)


@transaction.atomic
def close_tasks(tasks: "QuerySet[Task]", *, proof: Mapping[str, Any], at: datetime, by: User) -> int:
    """Mark open tasks as done with their proof; the answer of an address check that was made before is kept in it."""
    rows = list(tasks.filter(state=Task.State.OPEN).select_for_update(of=("self",)))
    for row in rows:
        row.proof = {**row.proof, **proof}
        row.state, row.closed_at, row.closed_by = Task.State.DONE, at, by
    Task.objects.bulk_update(rows, ["proof", "state", "closed_at", "closed_by"], batch_size=100)
    _audit("tasks.done", rows, by)
    return len(rows)


@transaction.atomic
def assign_task(task: Task, *, to: User | None, by: User, on: date) -> Task:
    """Give an open task to a member of its organization, or to nobody."""
    current = locked(task)
    if current.state != Task.State.OPEN:
        raise TaskClosed
    members = Membership.objects.active(on=on).filter(organization_id=current.organization_id)
    if to is not None and not members.filter(user=to).exists():
        raise FieldInvalid("assigned_to", "Diese Person gehört nicht zur Organisation der Aufgabe.")
    current.assigned_to = to
    current.save(update_fields=["assigned_to"])
    data = {"to": str(to.uuid) if to else None}
    audit.record("task.assigned", actor=str(by.uuid), object_kind="task", object_id=str(current.uuid), data=data)
    return current


@transaction.atomic
def bring_back(task: Task, *, by: User, at: datetime) -> Task:
    """Open a task again that was done or dropped in the last 30 days; its proof stays in the audit trail."""
    current = locked(task)
    if current.state == Task.State.OPEN:
        return current
    if current.closed_at is None or current.closed_at < at - timedelta(days=REOPEN_DAYS):
        raise TaskClosed(f"Zurückholen geht {REOPEN_DAYS} Tage lang.")
    if Task.objects.filter(organization_id=current.organization_id, fact=current.fact, state=Task.State.OPEN).exists():
        raise TaskClosed("Aus demselben Grund ist schon eine neue Aufgabe offen.")
    data = {"former": current.state, "proof": current.proof}
    current.state, current.closed_at, current.closed_by, current.proof = Task.State.OPEN, None, None, {}
    current.save(update_fields=["state", "closed_at", "closed_by", "proof"])
    audit.record("task.reopened", actor=str(by.uuid), object_kind="task", object_id=str(current.uuid), data=data)
    return current


@transaction.atomic
def note_check(task: Task, *, result: Mapping[str, Any], by: User) -> Task:
    """Keep what an address check found with the open task: part of the proof, no proof by itself."""
    current = Task.objects.select_for_update().filter(pk=task.pk, state=Task.State.OPEN).first()
    if current is None:
        raise TaskClosed
    current.proof = {**current.proof, "address": dict(result)}
    current.save(update_fields=["proof"])
    data = {"outcome": result.get("outcome")}
    audit.record("task.checked", actor=str(by.uuid), object_kind="task", object_id=str(current.uuid), data=data)
    return current


def locked(task: Task) -> Task:
    return Task.objects.select_for_update(of=("self",)).select_related("publication").get(pk=task.pk)


def _audit(action: str, tasks: Sequence[Task], by: User | None, **data: Any) -> None:
    if tasks:
        audit.record(
            action,
            actor=str(by.uuid) if by else "system",
            object_kind="task",
            object_id=str(tasks[0].uuid) if len(tasks) == 1 else "",
            data={**data, "tasks": [str(task.uuid) for task in tasks]},
        )

"""From tasks to answers, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from api.answers import Words
from api.problems import Problem
from api.v1.assets.answers import Named
from api.v1.publications.answers import AssetBrief
from api.v1.publications.reads import briefs_of
from api.v1.tasks.answers import AddressCheck, TaskAnswer, TaskDecision, TaskPublication
from assets.models import Role, User
from assets.viewer import Viewer
from licensing.models import Publication, RightsDecision, Task
from licensing.notices.words import cause_text, title_of
from licensing.reminders import grouped, tasks_visible_to
from licensing.rights import Language


def listed(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """Everything that an answer reads, in a fixed number of queries."""
    return grouped(tasks, today=timezone.localdate()).select_related(
        "organization", "publication__account", "decision__organization", "decision__asked_by", "grant", "consent",
        "assigned_to", "closed_by",
    )  # fmt: skip


def find_task(task_id: UUID, viewer: Viewer) -> Task:
    found = listed(tasks_visible_to(viewer)).filter(uuid=task_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def task_to_do(task_id: UUID, viewer: Viewer) -> Task:
    """A task that the viewer may act on: contributors of its organization, since a take-down cannot wait."""
    found = find_task(task_id, viewer)
    if not viewer.holds(Role.CONTRIBUTOR, found.organization_id):
        raise Problem("not-permitted")
    return found


def answers_of(
    tasks: Sequence[Task], viewer: Viewer, sizes: Mapping[int, tuple[int, int]] | None = None
) -> list[TaskAnswer]:
    briefs = briefs_of([task.asset_id for task in tasks if task.asset_id is not None], viewer)
    return [_answer(task, briefs.get(task.asset_id or 0), viewer, (sizes or {}).get(task.pk, (1, 1))) for task in tasks]


def text_of(task: Task, count: int, language: Language) -> str:
    """What and why in one line: "Beitrag entfernen: Einwilligung widerrufen am 18.11.2026."."""
    title = title_of(task.kind, task.params, count, language)
    cause = cause_text(task.cause, task.params, language)
    return f"{title}: {cause}" if cause else title


def _answer(task: Task, brief: AssetBrief | None, viewer: Viewer, size: tuple[int, int]) -> TaskAnswer:
    count, pictures = size
    return TaskAnswer(
        id=task.uuid,
        kind=task.kind,
        group=task.group,  # type: ignore[attr-defined]  # see licensing.reminders.grouped
        state=task.state,
        organization=Named(id=task.organization.uuid, name=task.organization.name),
        text=Words(de=text_of(task, count, "de"), en=text_of(task, count, "en")),
        title=Words(de=title_of(task.kind, task.params, count, "de"), en=title_of(task.kind, task.params, count, "en")),
        asset=brief,
        assets=int(task.params.get("pictures", pictures)),
        count=count,
        bundle=task.bundle or None,
        publication=_publication(task.publication),
        decision=_decision(task.decision, viewer),
        **_kept_records(task),
        cause=task.cause,
        cause_text=Words(de=cause_text(task.cause, task.params, "de"), en=cause_text(task.cause, task.params, "en")),
        message=task.message,
        created_at=task.created_at,
        due_at=task.due_at,
        escalated_at=task.escalated_at,
        assigned_to=_person(task.assigned_to),
        closed_at=task.closed_at,
        closed_by=_person(task.closed_by),
        address_check=check_answer(task.proof.get("address")),
        proof={name: value for name, value in task.proof.items() if name != "address"},
        can_act=viewer.holds(Role.CONTRIBUTOR, task.organization_id),
    )


def _kept_records(task: Task) -> dict[str, UUID | None]:
    """Ids of records only inside the organization that keeps them (I15)."""
    grant, consent = task.grant, task.consent
    return {
        "grant": grant.uuid if grant and grant.organization_id == task.organization_id else None,
        "consent": consent.uuid if consent and consent.organization_id == task.organization_id else None,
    }


def check_answer(found: Mapping[str, Any] | None) -> AddressCheck | None:
    if not found:
        return None
    return AddressCheck(outcome=found["outcome"], status=found.get("status"), checked_at=found.get("checked_at"))


def _person(user: User | None) -> Named | None:
    return Named(id=user.uuid, name=str(user)) if user else None


def _publication(row: Publication | None) -> TaskPublication | None:
    if row is None:
        return None
    return TaskPublication(
        id=row.uuid,
        channel=row.channel,
        account=row.account.name if row.account else None,
        url=row.url,
        published_at=row.published_at,
        from_on=row.from_on,
        state=row.state,
    )


def _decision(row: RightsDecision | None, viewer: Viewer) -> TaskDecision | None:
    if row is None:
        return None
    is_own = viewer.sees_all or row.organization_id in viewer.organization_ids
    return TaskDecision(
        id=row.uuid,
        question=row.question,
        asked_by=str(row.asked_by) if row.asked_by and is_own else None,
        organization=row.organization.name if row.organization else None,
    )

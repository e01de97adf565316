"""Mails about tasks: 30, 7 and 1 days before, on the day, and when something is overdue. On for everybody.

One mail for an organization and a round, plain text, without names of persons, to those who act (rights managers and
editors; administrators where something is overdue), else to the organization's address.

A notice is a row before it is a mail: who is killed in between sends it again, with the same Message-ID, so that mail
programs show it once. Marked as sent is what the mail server took.
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from assets.models import Membership, Organization, Role
from licensing import rights
from licensing.models import Task, TaskNotice
from licensing.notices.words import cause_text, title_of
from licensing.rights import Language
from licensing.services.tasks import CHUNK

logger = logging.getLogger(__name__)

DAYS_BEFORE: Final = (30, 7, 1)
MOST_LINES: Final = 40
_WITHOUT_DATE: Final = frozenset({Task.Kind.DECIDE, Task.Kind.REVIEW, Task.Kind.MISSING})
"""They are told when they open, not by the calendar."""

_SUBJECT: Final = {
    "today": {"de": "Heute zu erledigen", "en": "Due today"},
    "overdue": {"de": "Überfällig", "en": "Overdue"},
    "soon": {"de": "Fristen und Aufgaben", "en": "Deadlines and tasks"},
}
_HEADS: Final = {
    "escalated": {"de": "Überfällig:", "en": "Overdue:"},
    "today": {"de": "Heute:", "en": "Today:"},
    "1": {"de": "Morgen:", "en": "Tomorrow:"},
    "7": {"de": "In den nächsten sieben Tagen:", "en": "Within seven days:"},
    "30": {"de": "In den nächsten 30 Tagen:", "en": "Within 30 days:"},
    "new": {"de": "Neu:", "en": "New:"},
}


def occasion_of(task: Task, *, today: date) -> str | None:
    """Which notice is due for a task now, at most one: `30:2026-12-24`. A moved deadline is told again."""
    if task.kind in _WITHOUT_DATE or task.due_at is None:
        return "new"
    day = rights.berlin_day(task.due_at)
    left = (day - today).days
    if left <= 0:
        return f"today:{day.isoformat()}"
    passed = [days for days in DAYS_BEFORE if left <= days]
    return f"{min(passed)}:{day.isoformat()}" if passed else None


@transaction.atomic
def claim_notices(*, at: datetime) -> int:
    """Write down which notices are due and not known yet, one batch for each organization and audience."""
    today = rights.berlin_day(at)
    horizon = at + timedelta(days=max(DAYS_BEFORE) + 1)
    tasks = Task.objects.filter(state=Task.State.OPEN).exclude(due_at__gt=horizon).only(
        "pk", "kind", "due_at", "organization_id", "escalated_at"
    )  # fmt: skip
    wanted: list[tuple[Task, str]] = []
    for task in tasks.order_by("pk").iterator(chunk_size=2000):
        occasion = occasion_of(task, today=today)
        wanted += [(task, occasion)] if occasion else []
        wanted += [(task, "escalated")] if task.escalated_at else []
    return _claim(wanted, at)


def _claim(wanted: Sequence[tuple[Task, str]], at: datetime) -> int:
    made = 0
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        known = set(TaskNotice.objects.filter(task__in=[task for task, _ in part]).values_list("task_id", "occasion"))
        new = [
            TaskNotice(task=task, occasion=occasion, batch=_batch(task, occasion, at))
            for task, occasion in part
            if (task.pk, occasion) not in known
        ]
        TaskNotice.objects.bulk_create(new, ignore_conflicts=True)
        made += len(new)
    return made


def _batch(task: Task, occasion: str, at: datetime) -> str:
    """Organization, audience and moment: what was claimed together is one mail, however often it is tried."""
    audience = "administrators" if occasion == "escalated" else "actors"
    key = f"{task.organization_id}:{audience}:{at.isoformat()}"
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def send_notices(*, at: datetime) -> int:
    """Send every batch that is not marked as sent; the number of mails that were taken."""
    waiting = TaskNotice.objects.filter(sent_at__isnull=True, batch__gt="")
    batches = list(waiting.order_by("batch").values_list("batch", flat=True).distinct())
    return sum(_send(batch, at) for batch in batches)


def _send(batch: str, at: datetime) -> int:
    notices = list(
        TaskNotice.objects.filter(batch=batch, sent_at__isnull=True)
        .select_related("task__organization")
        .order_by("task__due_at", "pk")
    )
    standing = [each for each in notices if each.task.state == Task.State.OPEN]
    if not notices:
        return 0
    organization = notices[0].task.organization
    to = recipients_of(organization, escalated=_is_escalation(notices), on=at) if standing else []
    try:
        for address in to:
            message_for(address, batch, organization, standing).send()
    except (OSError, SMTPException) as error:
        TaskNotice.objects.filter(pk__in=[each.pk for each in notices]).update(attempts=notices[0].attempts + 1)
        logger.warning(
            "notices not sent batch=%s attempt=%d cause=%s", batch, notices[0].attempts + 1, type(error).__name__
        )
        return 0
    TaskNotice.objects.filter(pk__in=[each.pk for each in notices]).update(sent_at=at, recipients=len(to))
    if standing and not to:
        logger.error("nobody to tell organization=%s: no member has an address, nor has it", organization.uuid)
    logger.info("notices sent batch=%s notices=%d mails=%d", batch, len(standing), len(to))
    return len(to)


def _is_escalation(notices: Iterable[TaskNotice]) -> bool:
    return all(each.occasion == "escalated" for each in notices)


def recipients_of(organization: Organization, *, escalated: bool, on: datetime) -> list[str]:
    """Mail addresses of those who act, each once, in order; else the organization's own."""
    roles = [Role.ADMINISTRATOR] if escalated else [Role.RIGHTS_MANAGER, Role.EDITOR]
    members = Membership.objects.active(on=rights.berlin_day(on)).filter(
        organization=organization, role__in=roles, user__is_active=True
    )
    found = {address.lower(): address for address in members.values_list("user__email", flat=True) if address}
    return [found[key] for key in sorted(found)] or ([organization.contact_email] if organization.contact_email else [])


def message_for(
    address: str, batch: str, organization: Organization, notices: Sequence[TaskNotice], language: Language = "de"
) -> EmailMessage:
    """The mail to one address."""
    return mail(address, batch, subject=_subject(notices, language), body=body_of(organization, notices, language))


def mail(address: str, occasion: str, *, subject: str, body: str) -> EmailMessage:
    """A mail that Bildkreis writes. Its Message-ID follows from occasion and address: sent twice, it is one."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    identity = hashlib.sha256(f"{occasion}:{address.lower()}".encode()).hexdigest()[:40]
    return EmailMessage(
        subject=f"Bildkreis: {' '.join(subject.split())}",
        body=body,
        to=[address],
        headers={"Message-ID": f"<{identity}@{host}>", "Auto-Submitted": "auto-generated", "Precedence": "bulk"},
    )


def _subject(notices: Sequence[TaskNotice], language: Language) -> str:
    kinds = {each.occasion.partition(":")[0] for each in notices}
    word = "overdue" if "escalated" in kinds else "today" if "today" in kinds else "soon"
    return f"{_SUBJECT[word][language]} ({len(notices)})"


def body_of(organization: Organization, notices: Sequence[TaskNotice], language: Language) -> str:
    """Rows under their heads, many of one cause as one row; where to do it."""
    lines = [organization.name, ""]
    by_head: dict[str, list[Task]] = defaultdict(list)
    for notice in notices:
        by_head[notice.occasion.partition(":")[0]].append(notice.task)
    for head, words in _HEADS.items():
        if by_head[head]:
            lines += [words[language], *_rows(by_head[head], language), ""]
    lines.append(f"{settings.PUBLIC_URL}/aufgaben")
    return "\n".join(lines) + "\n"


def _rows(tasks: Sequence[Task], language: Language) -> list[str]:
    bundles: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        bundles[task.bundle or str(task.uuid)].append(task)
    rows = [_row(bundle[0], len(bundle), language) for bundle in bundles.values()]
    more = len(rows) - MOST_LINES
    rest = {"de": f"- und {more} weitere", "en": f"- and {more} more"}[language]
    return rows[:MOST_LINES] + ([rest] if more > 0 else [])


def _row(task: Task, count: int, language: Language) -> str:
    cause = cause_text(task.cause, task.params, language)
    until = f" ({rights.berlin_day(task.due_at):%d.%m.%Y})" if task.due_at else ""
    return f"- {title_of(task.kind, task.params, count, language)}{f': {cause}' if cause else ''}{until}"

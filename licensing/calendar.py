"""An organization's dates for calendars: iCalendar (RFC 5545) with one whole-day event for each row of open tasks.

Nothing in it names a person. Events keep their UID while their cause stands; what is done is not in the next reading,
and calendars take it away by themselves.
"""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from assets import audit
from assets.models import Organization, Role, User
from assets.viewer import viewer_of
from licensing import rights
from licensing.models import CalendarFeed, Task
from licensing.notices.words import cause_text, title_of
from licensing.reminders import rows_of, sizes_of

MOST_EVENTS: Final = 1000
_WIDTH: Final = 75
"""Longest line in octets, without its end (RFC 5545, 3.1)."""


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_feed(organization: Organization, *, by: User, at: datetime) -> tuple[CalendarFeed, str]:
    """A new secret address, shown once: only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(organization=organization, user=by, secret_hash=hash_of(secret), created_at=at)
    _audit("calendar.created", feed, by)
    return feed, secret


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, by: User, at: datetime) -> None:
    """Nobody reads it from now on; twice is once."""
    if CalendarFeed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=at):
        _audit("calendar.revoked", feed, by)


def feed_of(secret: str, *, on: date) -> CalendarFeed | None:
    """The feed behind a secret, while its maker still belongs to the organization."""
    feed = (
        CalendarFeed.objects.filter(secret_hash=hash_of(secret), revoked_at__isnull=True)
        .select_related("organization", "user")
        .first()
    )
    if feed is None or not viewer_of(feed.user, on=on).holds(Role.VIEWER, feed.organization_id):
        return None
    return feed


def calendar_of(organization: Organization) -> bytes:
    """All open tasks with a deadline."""
    tasks = Task.objects.filter(organization=organization, state=Task.State.OPEN, due_at__isnull=False)
    rows = list(rows_of(tasks).order_by("due_at", "pk")[:MOST_EVENTS])
    return b"".join(folded(line) for line in _lines(organization, rows, tasks))


def _lines(organization: Organization, rows: list[Task], tasks: "QuerySet[Task]") -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Bildkreis//Fristen//DE"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escaped(f'Bildkreis: Fristen von {organization.name}')}"
    sizes = sizes_of(tasks, rows)
    for task in rows:
        yield from _event(task, sizes[task.pk][0])
    yield "END:VCALENDAR"


def _event(task: Task, count: int) -> Iterator[str]:
    assert task.due_at is not None  # noqa: S101  # see calendar_of
    day = rights.berlin_day(task.due_at)
    key = task.bundle or task.uuid
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(f'{task.organization_id}:{key}'.encode()).hexdigest()[:32]}@bildkreis"
    yield f"DTSTAMP:{task.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(title_of(task.kind, task.params, count, 'de'))}"
    cause = cause_text(task.cause, task.params, "de")
    if cause:
        yield f"DESCRIPTION:{escaped(cause)}"
    yield f"URL:{settings.PUBLIC_URL}/aufgaben"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11; other control characters have no place in it."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return "".join(each for each in text if each.isprintable())


def folded(line: str) -> bytes:
    """A content line cut into pieces of at most 75 octets, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _audit(action: str, feed: CalendarFeed, by: User) -> None:
    audit.record(
        action,
        actor=str(by.uuid),
        object_kind="calendar",
        object_id=str(feed.uuid),
        data={"organization": str(feed.organization.uuid)},
    )

"""Write the audit trail: one row per event, chained by hash, so that a changed or missing row shows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.utils import timezone

from assets.models import AuditEvent

GENESIS = "0" * 64
_LOCK = 4_711_001


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A row whose hash does not follow from its content and its predecessor."""

    event_id: int
    reason: str


@transaction.atomic
def record(
    action: str, *, actor: str, object_kind: str, object_id: str, data: Mapping[str, object] | None = None
) -> AuditEvent:
    """Append an event; ids and codes only, never names or free text of persons."""
    _serialize()
    last = AuditEvent.objects.order_by("-id").values_list("hash", flat=True).first() or GENESIS
    event = AuditEvent(
        at=timezone.now(),
        actor=actor,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        data=dict(data or {}),
        previous_hash=last,
    )
    event.hash = _hash(event)
    event.save(force_insert=True)
    return event


def broken_links() -> list[BrokenLink]:
    """Walk the chain from the first row; empty when nothing was changed, removed or swapped."""
    found: list[BrokenLink] = []
    expected = GENESIS
    for event in AuditEvent.objects.order_by("id").iterator():
        if event.previous_hash != expected:
            found.append(BrokenLink(event.pk, "the row before it is missing or was changed"))
        if _hash(event) != event.hash:
            found.append(BrokenLink(event.pk, "its content was changed"))
        expected = event.hash
    return found


def _serialize() -> None:
    """Let one writer at a time see the end of the chain; SQLite's IMMEDIATE transaction does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _hash(event: AuditEvent) -> str:
    content = [
        event.previous_hash,
        _instant(event.at),
        event.actor,
        event.action,
        event.object_kind,
        event.object_id,
        event.data,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")

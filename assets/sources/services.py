"""Sources made and changed, and looks through them asked for; everything is audited, secrets are shown once.

A look is a row (`SourceRun`) that a worker takes. What is waiting already is not asked for twice, so that a store that
tells the same thing again, or a person who clicks twice, changes nothing.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from assets import audit
from assets.errors import DomainError, FieldInvalid
from assets.models import IndexSource, Organization, SourceRun, User, Visibility
from assets.sources.places import check_reachable, checked_url

SHORTEST_MINUTES: Final = 5
LONGEST_MINUTES: Final = 60 * 24 * 31
MOST_KEYS: Final = 5_000
CHANGEABLE: Final = frozenset({"name", "visibility", "every_minutes", "claims"})


class SourceExists(DomainError):
    """The organization has this source already."""

    code = "already-exists"

    def __init__(self) -> None:
        super().__init__("Diese Quelle gibt es schon.")


def create_source(
    *, organization: Organization, url: str, by: User, values: Mapping[str, Any]
) -> tuple[IndexSource, str]:
    """Begin a source that answers, and the secret of its webhook; the first look waits for a worker at once."""
    place = checked_url(url, organization)
    check_reachable(place)
    now, secret = timezone.now(), new_secret()
    with transaction.atomic():
        source = IndexSource(organization=organization, url=place, created_by=by, webhook_hash=hash_of(secret))
        _apply(source, {"visibility": Visibility.ORGANIZATION, **values}, now)
        try:
            with transaction.atomic():
                source.save()
        except IntegrityError as error:
            raise SourceExists from error
        _note("source.created", source, by, {"organization": str(organization.uuid)})
        request_scan(source, because="person")
    return source, secret


@transaction.atomic
def change_source(source: IndexSource, *, values: Mapping[str, Any], by: User, renews_secret: bool = False) -> str:
    """Change what is given; a new secret ends the former one at once. The new secret, else nothing."""
    current = IndexSource.objects.select_for_update().get(pk=source.pk)
    _apply(current, values, timezone.now())
    secret = new_secret() if renews_secret else ""
    if secret:
        current.webhook_hash = hash_of(secret)
    if "claims" in values:
        current.created_by = by  # records that follow from claims are those of who said them
    current.save()
    _note("source.changed", current, by, {"fields": sorted(values), "secret": bool(secret)})
    return secret


@transaction.atomic
def pause_source(source: IndexSource, *, is_paused: bool, by: User) -> None:
    """Look through it no more, or again from now on; what is under way ends by itself."""
    now = timezone.now()
    current = IndexSource.objects.select_for_update().get(pk=source.pk)
    current.paused_at = now if is_paused else None
    current.next_scan_at = None if is_paused else _next(current, now)
    current.save(update_fields=["paused_at", "next_scan_at"])
    _note("source.paused" if is_paused else "source.resumed", current, by, {})


@transaction.atomic
def request_scan(source: IndexSource, *, because: str, by: User | None = None) -> SourceRun:
    """Have a worker look through the whole source; one that waits or is under way already is that look."""
    waiting = SourceRun.objects.filter(source=source, ended_at__isnull=True, is_whole=True).first()
    if waiting is not None:
        return waiting
    run = SourceRun.objects.create(source=source, because=because, started_at=timezone.now())
    if by is not None:
        _note("source.scan_asked", source, by, {"run": str(run.uuid)})
    return run


@transaction.atomic
def note_events(source: IndexSource, keys: Collection[str]) -> SourceRun | None:
    """Have a worker look at these keys; joined to a look at keys that nobody took yet. None while paused."""
    current = IndexSource.objects.select_for_update().get(pk=source.pk)
    if current.paused_at is not None or not keys:
        return None
    waiting = SourceRun.objects.select_for_update().filter(
        source=current, ended_at__isnull=True, is_whole=False, lease="", attempts=0
    )
    run = waiting.first()
    if run is None:
        run = SourceRun(source=current, because="event", started_at=timezone.now(), is_whole=False)
    run.keys = list(dict.fromkeys([*run.keys, *keys]))
    if len(run.keys) > MOST_KEYS:
        run.keys, run.is_whole = [], True
    run.save()
    return run


def request_due(*, now: datetime) -> int:
    """Ask for a look through every source whose time has come, and set the next time."""
    due = IndexSource.objects.filter(next_scan_at__lte=now, paused_at__isnull=True, kind=IndexSource.Kind.EXTERNAL)
    count = 0
    for source in due.order_by("next_scan_at", "pk"):
        with transaction.atomic():
            moved = IndexSource.objects.filter(pk=source.pk, next_scan_at=source.next_scan_at)
            if moved.update(next_scan_at=_next(source, now)):
                request_scan(source, because="schedule")
                count += 1
    return count


def is_secret_of(source: IndexSource, given: str) -> bool:
    """Compare without telling by the time it takes; a source without a secret has none that fits."""
    return bool(source.webhook_hash) and hmac.compare_digest(hash_of(given), source.webhook_hash)


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _apply(source: IndexSource, values: Mapping[str, Any], now: datetime) -> None:
    for name, value in values.items():
        if name not in CHANGEABLE:
            raise FieldInvalid(name, "Das lässt sich hier nicht ändern.")
        setattr(source, name, value)
    if source.visibility not in {Visibility.ORGANIZATION, Visibility.NETWORK, Visibility.PUBLIC}:
        raise FieldInvalid("visibility", "Möglich sind: eigene Organisation, alle Organisationen, öffentlich.")
    minutes = source.every_minutes
    if minutes is not None and not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise FieldInvalid("every_minutes", "Möglich sind 5 Minuten bis 31 Tage; leer heißt: nur auf Wunsch.")
    if "every_minutes" in values:
        source.next_scan_at = None if source.paused_at else _next(source, now)


def _next(source: IndexSource, now: datetime) -> datetime | None:
    return None if source.every_minutes is None else now + timedelta(minutes=source.every_minutes)


def _note(action: str, source: IndexSource, by: User, data: Mapping[str, object]) -> None:
    audit.record(action, actor=str(by.uuid), object_kind="source", object_id=str(source.uuid), data=data)

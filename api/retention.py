"""What the API remembers for a while and then forgets: answers to repeated requests, and counts of attempts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from api.idempotency import KEPT
from api.models import Attempts
from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from assets.models import IdempotentAnswer
from licensing.models import Sweep

NAME: Final = "api-memory"
EVERY: Final = timedelta(hours=1)
LENGTHS: Final = (1, 60, 900, 3600)
"""Seconds of the windows that are counted in the database (`api.throttling`): rates, and sign-in attempts."""
_DAY: Final = 86_400
_BATCH: Final = 2000


class ForgetAnswers:
    """Comes round every hour; of several workers one does it."""

    name = NAME
    order = ("due_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[Sweep]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return Sweep.objects.filter(unheld, name=NAME, due_at__lte=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        if not Sweep.objects.filter(name=NAME).exists():
            Sweep.objects.get_or_create(name=NAME, defaults={"due_at": now})
        return [0] if self.takeable(now=now).exists() else []

    def of_organization(self, items: "QuerySet[Sweep]", _organization_id: int) -> "QuerySet[Sweep]":
        return items

    def stamp(self, pk: int, failure: StepFailed) -> None:
        again = timezone.now() + timedelta(minutes=5)
        Sweep.objects.filter(pk=pk).update(failure=failure.reason, due_at=again, lease="", leased_until=None)

    def perform(self, pk: int, _tools: Tools) -> None:
        now = timezone.now()
        forget(now=now)
        Sweep.objects.filter(pk=pk).update(due_at=now + EVERY, failure="", lease="", leased_until=None)


def forget(*, now: datetime) -> int:
    """Delete what is over, some thousand rows at a time, so that nobody waits behind it; the number deleted."""
    gone = 0
    while pks := list(IdempotentAnswer.objects.filter(created_at__lt=now - KEPT).values_list("pk", flat=True)[:_BATCH]):
        gone += IdempotentAnswer.objects.filter(pk__in=pks).delete()[0]
    return gone + _forget_attempts(int(now.timestamp()))


def _forget_attempts(seconds: int) -> int:
    """Attempts of windows that ended an hour ago or earlier.

    A row does not say how long its window is. The numbers of one length lie apart from those of the next by far: each
    length has its own stretch, from the number that the next longer one has tomorrow up to its own an hour ago.
    """
    gone, floor = 0, 0
    for length in sorted(LENGTHS, reverse=True):
        gone += Attempts.objects.filter(window_at__gt=floor, window_at__lt=(seconds - max(LENGTHS)) // length).delete()[
            0
        ]
        floor = (seconds + _DAY) // length
    return gone

"""Windows made again, bit by bit: a worker takes some thousand assets, says how far it came, and goes on later."""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from assets.models import Asset
from assets.services import touch_assets
from licensing.models import WindowRefresh

logger = logging.getLogger(__name__)

BATCH: Final = 500
SECONDS_AT_ONCE: Final = 20
"""Well below a lease; then other work has its turn."""


class RefreshWindows:
    """Refreshes of windows that are not done (`licensing.services.rules.request_refresh`)."""

    name = "windows"
    order = ("pk",)

    def takeable(self, *, now: datetime) -> "QuerySet[WindowRefresh]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        waits = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        return WindowRefresh.objects.filter(unheld, waits, done_at__isnull=True)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[WindowRefresh]", organization_id: int) -> "QuerySet[WindowRefresh]":
        return items.filter(organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        """Try again in a minute, for ever: until then the organization's searches stay on the careful side."""
        again = timezone.now() + timedelta(minutes=1)
        WindowRefresh.objects.filter(pk=pk).update(
            failure=failure.reason, next_attempt_at=again, leased_until=None, lease=""
        )

    def perform(self, pk: int, _tools: Tools) -> None:
        go_on(pk)
        WindowRefresh.objects.filter(pk=pk).update(leased_until=None, lease="", failure="")


def go_on(pk: int, *, seconds: float = SECONDS_AT_ONCE) -> None:
    """Make rows again for some seconds; what was done stays done, whenever this is killed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and next_batch(pk):
        pass


@transaction.atomic
def next_batch(pk: int) -> bool:
    """The next assets in order; whether any are left. Anybody who raised `last` or began anew meanwhile is heard."""
    refresh = WindowRefresh.objects.select_for_update().get(pk=pk)
    if refresh.done_at is not None:
        return False
    ids = list(
        Asset.objects.filter(pk__gt=refresh.done_up_to, pk__lte=refresh.last)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    )
    touch_assets(ids, bump=False)
    if ids:
        refresh.done_up_to = ids[-1]
    else:
        refresh.done_at = timezone.now()
        logger.info("windows refreshed organization=%s", refresh.organization_id)
    refresh.save(update_fields=["done_up_to", "done_at"])
    return bool(ids)

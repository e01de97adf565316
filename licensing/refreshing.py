"""Windows made again, bit by bit: a worker takes some thousand assets, says how far it came, and goes on later.

Two things make rows old at once: a switch of an organization (`WindowRefresh`), and other rules (`RulesetRefresh`, one
for each version, asked for when the database is migrated). Until either is done, search releases only what was made
again (`licensing.floors`).
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from assets.models import Asset, SearchChange
from assets.services import touch_assets
from licensing.derived import refresh_windows
from licensing.models import RulesetRefresh, WindowRefresh
from licensing.rights import RULESET_VERSION

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


class RefreshRuleset:
    """The refresh for the rules of today, if it is not done; `refresh_rights` does the same at once."""

    name = "ruleset"
    order = ("pk",)

    def takeable(self, *, now: datetime) -> "QuerySet[RulesetRefresh]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        waits = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        return waiting_refresh().filter(unheld, waits)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        """It is everybody's, so it has one turn among the organizations."""
        return [0] if self.takeable(now=now).exists() else []

    def of_organization(self, items: "QuerySet[RulesetRefresh]", organization_id: int) -> "QuerySet[RulesetRefresh]":  # noqa: ARG002  # see organizations
        return items

    def stamp(self, pk: int, failure: StepFailed) -> None:
        again = timezone.now() + timedelta(minutes=1)
        RulesetRefresh.objects.filter(pk=pk).update(
            failure=failure.reason, next_attempt_at=again, leased_until=None, lease=""
        )

    def perform(self, pk: int, _tools: Tools) -> None:
        until = time.monotonic() + SECONDS_AT_ONCE
        while time.monotonic() < until and next_ruleset_batch(pk) is not None:
            pass
        RulesetRefresh.objects.filter(pk=pk).update(leased_until=None, lease="", failure="")


def waiting_refresh() -> "QuerySet[RulesetRefresh]":
    """The refresh for the rules of this program, while it is not done."""
    return RulesetRefresh.objects.filter(ruleset_version=RULESET_VERSION, done_at__isnull=True)


def note_ruleset() -> RulesetRefresh:
    """Ask for rows under the rules of this program, once for each version; an empty library has none to make again."""
    now = timezone.now()
    last = Asset.objects.aggregate(newest=Max("pk"))["newest"] or 0
    refresh, is_new = RulesetRefresh.objects.get_or_create(
        ruleset_version=RULESET_VERSION,
        defaults={"last": last, "requested_at": now, "done_at": None if last else now},
    )
    if is_new and last:
        logger.info("windows wait for rules ruleset=%s assets_up_to=%d", RULESET_VERSION, last)
    return refresh


@transaction.atomic
def next_ruleset_batch(pk: int) -> int | None:
    """Make the next assets' rows again and stamp how far it came; how many there were, none when it is done.

    Only rows that changed are written, and only their assets are told to the search indexes. Publications are judged
    again by their own round, which looks for other rules too.
    """
    refresh = RulesetRefresh.objects.select_for_update().get(pk=pk)
    if refresh.done_at is not None:
        return None
    ids = list(
        Asset.objects.filter(pk__gt=refresh.done_up_to, pk__lte=refresh.last)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    )
    changed = refresh_windows(ids)
    SearchChange.objects.bulk_create([SearchChange(asset_id=each) for each in changed], batch_size=1000)
    if ids:
        refresh.done_up_to = ids[-1]
    else:
        refresh.done_at = timezone.now()
        logger.info("windows refreshed ruleset=%s", refresh.ruleset_version)
    refresh.save(update_fields=["done_up_to", "done_at"])
    return len(ids) or None


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

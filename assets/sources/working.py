"""Looks through sources as a kind of work: schedules make them due, workers take them, a dead store is asked again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from assets.models import SourceRun
from assets.sources.looking import end_run, look_through
from assets.sources.services import request_due
from assets.storage import StoreError, open_source_from_settings

AGAIN_MINUTES: Final = 5


class LookThrough:
    """Waiting looks; each goes on where it is killed, because what a listing wrote stays."""

    name = "source"
    order = ("started_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[SourceRun]":
        free = Q(leased_until__isnull=True, lease="") | Q(leased_until__lt=now)
        ripe = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
        return SourceRun.objects.filter(free, ripe, ended_at__isnull=True, source__paused_at__isnull=True)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        request_due(now=now)
        return self.takeable(now=now).order_by().values_list("source__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[SourceRun]", organization_id: int) -> "QuerySet[SourceRun]":
        return items.filter(source__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        """Try again later; after the last attempt the look is over, with the reason, until its next time."""
        run = SourceRun.objects.get(pk=pk)
        is_last = run.attempts + 1 >= settings.WORK_ATTEMPTS
        SourceRun.objects.filter(pk=pk).update(
            attempts=F("attempts") + 1,
            error=failure.reason[:300],
            next_attempt_at=timezone.now() + timedelta(minutes=AGAIN_MINUTES),
            ended_at=timezone.now() if is_last else None,
            lease="",
            leased_until=None,
        )

    def perform(self, pk: int, tools: Tools) -> None:  # noqa: ARG002  # only names are compared
        run = SourceRun.objects.select_related("source").get(pk=pk)
        if run.ended_at is not None:
            return
        try:
            for _ in look_through(run, open_source_from_settings(run.source.url)):
                pass  # the counts, and the lease, are in its row
        except StoreError as error:
            self.stamp(pk, StepFailed(error.code))
            return
        end_run(run)

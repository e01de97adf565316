"""Renditions that nobody asked for lately leave: row and object can be made again from the recipe at any time.

Standing ones (the poster of a film) stay with their asset. What belongs to bytes that were replaced goes at once: the
service that replaces them says `let_go`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import STORE_PAUSE_SECONDS, StepFailed
from assets.intake.work import Tools
from assets.making.film_orders import FILM_PRESETS
from assets.models import Original, Rendition, RenditionJob
from assets.renditions import CHANNEL_PRESETS
from assets.storage import StoreError

STANDING: Final = (*(preset.code for preset in CHANNEL_PRESETS.values() if preset.is_standing), *FILM_PRESETS)


def cleared_before(now: datetime) -> datetime:
    return now - timedelta(days=settings.RENDITION_DAYS)


def let_go(original: Original) -> None:
    """Nothing made from these bytes is shown or handed out any more; workers clear it away."""
    long_ago = cleared_before(timezone.now()) - timedelta(days=1)
    RenditionJob.objects.filter(original=original).update(state=RenditionJob.State.FAILED, gave_up_at=long_ago)


class ClearRenditions:
    """Jobs whose rendition has been there long enough, and those of former bytes or of what people deleted."""

    name = "old-rendition"
    order = ("done_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[RenditionJob]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        is_old = Q(done_at__lt=cleared_before(now)) & ~Q(preset__in=STANDING)
        gave_up = Q(gave_up_at__lt=cleared_before(now))
        is_deleted = Q(original__asset__deleted_at__isnull=False)
        return RenditionJob.objects.filter(unheld & (is_old | gave_up | is_deleted))

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return [0] if self.takeable(now=now).exists() else []

    def of_organization(self, items: "QuerySet[RenditionJob]", _organization_id: int) -> "QuerySet[RenditionJob]":
        return items

    def stamp(self, pk: int, failure: StepFailed) -> None:
        """Try again later, for ever: what is not deleted is still there."""
        pause = timedelta(seconds=failure.pause or STORE_PAUSE_SECONDS)
        RenditionJob.objects.filter(pk=pk).update(lease="", leased_until=timezone.now() + pause)

    def perform(self, pk: int, tools: Tools) -> None:
        """Rows first, so that nobody is sent to an object that is gone; what stays behind is found as an orphan."""
        job = RenditionJob.objects.get(pk=pk)
        with transaction.atomic():
            rows = Rendition.objects.filter(original=job.original_id, recipe=job.recipe)
            keys = list(rows.values_list("key", flat=True))
            rows.delete()
            job.delete()
        try:
            for key in keys:
                tools.store.delete(key)
        except StoreError:
            return

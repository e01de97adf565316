"""Copies whose time is over leave the store: first the row says so, then the object goes (security rule 44)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import STORE_PAUSE_SECONDS, StepFailed
from assets.intake.work import Tools
from assets.storage import StoreError
from licensing.models import Bundle, Download

Copies = Download | Bundle


class _PurgeCopies:
    """Rows that are over and still have an object; the row stays as proof of what was handed out."""

    name = ""
    order = ("expires_at", "pk")
    model: type[Copies]

    def takeable(self, *, now: datetime) -> "QuerySet[Copies]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        rows: QuerySet[Copies] = self.model._default_manager.all()
        has_object = ~Q(key="") | Q(state="preparing")
        return rows.filter(unheld & has_object, expires_at__lte=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return [0] if self.takeable(now=now).exists() else []

    def of_organization(self, items: "QuerySet[Copies]", _organization_id: int) -> "QuerySet[Copies]":
        return items

    def stamp(self, pk: int, failure: StepFailed) -> None:
        """Try again later, for ever: what is not deleted is still there."""
        pause = timedelta(seconds=failure.pause or STORE_PAUSE_SECONDS)
        self._row(pk).update(lease="", leased_until=timezone.now() + pause)

    def perform(self, pk: int, tools: Tools) -> None:
        key = self._row(pk).values_list("key", flat=True).first()
        self._row(pk).update(state="expired")
        try:
            if key:
                tools.store.delete(key)
        except StoreError as error:
            self.stamp(pk, StepFailed(error.code, pause=STORE_PAUSE_SECONDS))
            return
        self._row(pk).update(key="", lease="", leased_until=None)

    def _row(self, pk: int) -> "QuerySet[Copies]":
        rows: QuerySet[Copies] = self.model._default_manager.filter(pk=pk)
        return rows


class PurgeDownloads(_PurgeCopies):
    name = "old-download"
    model = Download


class PurgeBundles(_PurgeCopies):
    name = "old-bundle"
    model = Bundle


KINDS: Final = ("licensing.expiring.PurgeDownloads", "licensing.expiring.PurgeBundles")

"""The two kinds of intake work: locations whose bytes are unknown, and originals with steps left."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from assets.intake import steps
from assets.intake.outcome import StepFailed, stamp_failure
from assets.intake.work import Tools
from assets.models import Location, Original


class TakeIn:
    """Locations to fetch and hash; what is new in them goes through all steps at once."""

    name = "location"
    order = ("next_attempt_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[Location]":
        return Location.objects.takeable(now=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("source__organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[Location]", organization_id: int) -> "QuerySet[Location]":
        return items.filter(source__organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        stamp_failure(Location.objects.get(pk=pk), "hash", failure)

    def perform(self, pk: int, tools: Tools) -> None:
        steps.take_in(pk, tools)


class Resume:
    """Originals that a failure or a kill left before their last step, while a source still holds their bytes."""

    name = "original"
    order = ("next_attempt_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[Original]":
        return Original.objects.takeable(now=now).filter(asset__deleted_at__isnull=True)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[Original]", organization_id: int) -> "QuerySet[Original]":
        return items.filter(organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        original = Original.objects.get(pk=pk)
        stamp_failure(original, original.next_step, failure)

    def perform(self, pk: int, tools: Tools) -> None:
        steps.resume(pk, tools)

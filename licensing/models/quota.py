"""Counted uses of a grant: slots and copies that the database itself cannot hand out twice."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from licensing.models.grant import RightsGrant


class LedgerQuerySet(models.QuerySet["UsageReservation"]):
    def taken(self, *, at: datetime) -> Self:
        """Uses that count: reserved ones until they lapse, used ones for good."""
        lapsed = Q(state="reserved", expires_at__lte=at)
        return self.exclude(state="released").exclude(lapsed)

    def lapsed(self, *, at: datetime) -> Self:
        return self.filter(state="reserved", expires_at__lte=at)


class CopiesQuerySet(models.QuerySet["CopiesEntry"]):
    def taken(self, *, at: datetime) -> Self:
        """Copies that count: those with an end until they lapse, the others for good."""
        return self.filter(released_at__isnull=True).exclude(expires_at__lte=at)

    def lapsed(self, *, at: datetime) -> Self:
        return self.filter(released_at__isnull=True, expires_at__lte=at)


class UsageReservation(models.Model):
    """One of a contract's counted uses, under the first version of its grant.

    Slots run from 1 to the quota, so a race for the last one has one winner.

    `quota` is the grant's number of uses, copied so that a constraint can compare it; a released slot is free again.
    """

    class State(models.TextChoices):
        RESERVED = "reserved"
        USED = "used"
        RELEASED = "released"

    grant = models.ForeignKey(RightsGrant, on_delete=models.PROTECT, related_name="reservations")
    slot_no = models.PositiveIntegerField()
    quota = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    publication = models.ForeignKey(
        "licensing.Publication", null=True, blank=True, on_delete=models.PROTECT, related_name="reservations"
    )
    download = models.ForeignKey(
        "licensing.Download", null=True, blank=True, on_delete=models.PROTECT, related_name="reservations"
    )
    bundle_item = models.ForeignKey(
        "licensing.BundleItem", null=True, blank=True, on_delete=models.PROTECT, related_name="reservations"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True, help_text="When a reservation lapses; empty once used.")

    objects = LedgerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["grant", "slot_no"], condition=~Q(state="released"), name="one_use_per_slot"
            ),
            models.CheckConstraint(condition=Q(slot_no__gte=1, slot_no__lte=F("quota")), name="slot_within_quota"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.slot_no}/{self.quota}"


class CopiesEntry(models.Model):
    """Copies taken from a contract's print run, under the first version of its grant.

    A trigger refuses an entry that would run past the maximum.
    """

    grant = models.ForeignKey(RightsGrant, on_delete=models.PROTECT, related_name="copies")
    copies = models.PositiveIntegerField()
    publication = models.ForeignKey(
        "licensing.Publication", null=True, blank=True, on_delete=models.PROTECT, related_name="copies_taken"
    )
    download = models.ForeignKey(
        "licensing.Download", null=True, blank=True, on_delete=models.PROTECT, related_name="copies_taken"
    )
    bundle_item = models.ForeignKey(
        "licensing.BundleItem", null=True, blank=True, on_delete=models.PROTECT, related_name="copies_taken"
    )
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = CopiesQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(copies__gt=0), name="copies_positive")]

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.copies}"

"""A person's decision on what a machine may not decide: for exactly one question, with reason, evidence and expiry."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Organization, User
from licensing.models.decision import RightsDecision
from licensing.models.evidence import Document

SHORTEST_REASON = 20


class Resolution(models.Model):
    """Insert-only. It rests on a stored machine decision whose verdict was `needs_decision`; on nothing else."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    base = models.ForeignKey(RightsDecision, on_delete=models.PROTECT, related_name="resolutions")
    base_verdict = models.CharField(max_length=25)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="resolutions")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="resolutions", help_text="For whose use it was decided."
    )
    question = models.JSONField()
    releases = models.BooleanField()
    covers = models.JSONField(help_text="Keys of the reasons that it answers.")
    conditions = models.CharField(max_length=500, blank=True)
    justification = models.TextField()
    evidence = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    needs_four_eyes = models.BooleanField(default=False)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    second_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    expires_on = models.DateField()
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(base_verdict="needs_decision"), name="only_open_questions_resolved"),
            models.CheckConstraint(
                condition=Q(needs_four_eyes=False)
                | Q(releases=False)
                | (Q(second_by__isnull=False) & ~Q(second_by=models.F("decided_by"))),
                name="four_eyes_are_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"resolution {self.uuid}"


class PendingResolution(models.Model):
    """What one person decided where two have to: it releases nothing until somebody else confirms it.

    Confirmed, it becomes a `Resolution` of both; declined, the question is open again. The row stays either way.
    """

    class State(models.TextChoices):
        PENDING = "pending", "wartet auf die zweite Person"
        CONFIRMED = "confirmed", "bestätigt"
        DECLINED = "declined", "nicht bestätigt"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    base = models.ForeignKey(RightsDecision, on_delete=models.PROTECT, related_name="pending_resolutions")
    covers = models.JSONField(help_text="Keys of the reasons that it answers.")
    conditions = models.CharField(max_length=500, blank=True)
    justification = models.TextField()
    evidence = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    expires_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    resolution = models.OneToOneField(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="pending"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["base"], condition=Q(state="pending"), name="one_pending_resolution"),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | (Q(resolution__isnull=False, closed_by__isnull=False) & ~Q(closed_by=models.F("decided_by"))),
                name="confirmed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"pending resolution {self.uuid}"

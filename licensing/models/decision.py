"""Decisions as they were given, and the copies that left on their strength."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Organization, User


class RightsDecision(models.Model):
    """Question, facts and answer as they stood: insert-only, so that it can be computed again and proves diligence."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="decisions")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.JSONField()
    facts = models.JSONField()
    answer = models.JSONField()
    verdict = models.CharField(max_length=25)
    input_hash = models.CharField(max_length=64)
    ruleset_version = models.CharField(max_length=40)
    valid_at = models.DateTimeField()
    next_change_at = models.DateTimeField(null=True)
    chosen_grant = models.CharField(max_length=40, blank=True)
    resolution = models.ForeignKey(
        "licensing.Resolution", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asset", "valid_at"], name="decision_by_asset")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.uuid}"


class Download(models.Model):
    """A copy that leaves the house: prepared by a worker with its rights inside, only under a releasing decision."""

    class State(models.TextChoices):
        PREPARING = "preparing"
        READY = "ready"
        FAILED = "failed"
        EXPIRED = "expired"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(RightsDecision, on_delete=models.PROTECT, related_name="downloads")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="downloads")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="downloads")
    share = models.ForeignKey(
        "licensing.Share", null=True, blank=True, on_delete=models.PROTECT, related_name="downloads"
    )
    rendition = models.CharField(max_length=20, help_text="full or large")
    crop = models.JSONField(null=True, blank=True, help_text="x, y, width, height in 0..1 of the upright picture.")
    max_edge = models.PositiveIntegerField(null=True, blank=True, help_text="Longest side in pixels.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    reason = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=300, blank=True)
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100, blank=True)
    provenance_note = models.CharField(max_length=300, blank=True, help_text="Where a signed manifest stayed (W6).")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(key=""), name="ready_download_has_bytes"),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(share__isnull=False), name="download_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return self.filename

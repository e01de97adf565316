"""Versions of a picture that a person looked at, and blocks that hold for all others (gate 14)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, User
from licensing.models.assignment import Completeness
from licensing.models.person import PersonShown


class RenditionState(models.Model):
    """A crop or blurred version with layers of its own, confirmed by somebody who looked at exactly this version."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="rendition_states")
    name = models.CharField(max_length=100, blank=True)
    crop = models.JSONField(null=True, blank=True, help_text="x, y, width, height in 0..1 of the upright picture.")
    modifications = models.JSONField(default=list, help_text="Codes of the vocabulary.")
    persons = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.UNKNOWN)
    works = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.UNKNOWN)
    property = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.UNKNOWN)
    persons_shown = models.ManyToManyField(PersonShown, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name or f"rendition {self.uuid}"


class RightsBlock(models.Model):
    """Nothing of this original leaves: an earlier withdrawal, an injunction, a work that must not be shown."""

    class Cause(models.TextChoices):
        PERSON = "person", "Person"
        WORK = "work", "Werk"
        ORIGINAL = "original", "Original"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="rights_blocks")
    cause = models.CharField(max_length=10, choices=Cause.choices)
    reason = models.CharField(max_length=300)
    freed_renditions = models.ManyToManyField(RenditionState, blank=True, related_name="freed_from")
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_because=""), name="lifted_block_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.reason

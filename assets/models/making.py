"""Versions that are made on demand for a channel, and captions of a film."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from assets.models.asset import Asset
from assets.models.organization import User
from assets.models.original import Original, Rendition, Worked

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class RenditionJob(Worked):
    """A rendition that somebody asked for: one row per recipe, so that asking twice makes it once."""

    class State(models.TextChoices):
        WAITING = "waiting", "wartet"
        RUNNING = "running", "entsteht"
        READY = "ready", "fertig"
        FAILED = "failed", "nicht möglich"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="rendition_jobs")
    preset = models.CharField(max_length=40)
    recipe = models.CharField(max_length=64, help_text="SHA-256 of bytes, preset, version, crop and options.")
    params = models.JSONField(default=dict, help_text="Crop in 0..1, canvas, page, options: all that decides pixels.")
    modifications = models.JSONField(default=list, help_text="Codes of the vocabulary that this version is.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Percent.")
    rendition = models.ForeignKey(Rendition, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["original", "recipe"], name="recipe_once"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_in_percent"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="rendition_with_work",
                condition=Q(state__in=["waiting", "running"], gave_up_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.preset} of {self.original_id}"


class Caption(models.Model):
    """A captions track of a film, as WebVTT; one per language and kind."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", "Untertitel"
        DESCRIPTIONS = "descriptions", "Bildbeschreibung"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=35, help_text="BCP 47.")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CAPTIONS)
    text = models.TextField(help_text="WebVTT, checked and written anew by us.")
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["language", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["asset", "language", "kind"], name="captions_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.kind} of {self.asset_id}"

    @property
    def version(self) -> int:
        """Which saving it is of, told as its ETag: the moment in microseconds since 1970."""
        return (self.changed_at - _EPOCH) // timedelta(microseconds=1)

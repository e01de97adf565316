"""Where originals come from that others put there: a folder or a bucket that Bildkreis only reads."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.organization import Organization, User


class IndexSource(models.Model):
    """A folder or `s3://bucket/prefix`; its objects become assets of `organization` without being moved or changed.

    `library:` is the library's own store, where uploads lie; every organization has at most one such source, and
    nobody scans it. A schedule says how often a folder or bucket is looked through; a store that can tell of changes
    calls the webhook instead of waiting.
    """

    class Kind(models.TextChoices):
        EXTERNAL = "external", "Ordner oder Bucket"
        LIBRARY = "library", "Eigener Speicher"

    LIBRARY_URL = "library:"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="index_sources")
    url = models.CharField(max_length=2000)
    visibility = models.CharField(max_length=20, default="network")
    scanned_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EXTERNAL)
    name = models.CharField(max_length=200, blank=True)
    claims = models.JSONField(default=dict, help_text="Rights preset and answers for what is found here.")
    every_minutes = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: only when asked.")
    next_scan_at = models.DateTimeField(null=True, blank=True)
    webhook_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the webhook's secret.")
    paused_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "url"], name="source_once"),
            models.CheckConstraint(
                condition=Q(every_minutes__isnull=True) | Q(every_minutes__gte=5), name="source_rests_between_scans"
            ),
        ]

    def __str__(self) -> str:
        return self.url


class SourceRun(models.Model):
    """One look through a source: what was found, what is new, changed, gone, what could not be read."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(IndexSource, on_delete=models.CASCADE, related_name="runs")
    because = models.CharField(max_length=10, help_text="schedule, event, person or command.")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    found = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    vanished = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    is_whole = models.BooleanField(default=True, help_text="Else only the keys named.")
    keys = models.JSONField(default=list, help_text="What the store told of, until it was looked at.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=120, blank=True, help_text="Who does it: a worker, or a command.")

    class Meta:
        ordering: ClassVar = ["-started_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["started_at", "id"], name="run_with_work", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.started_at}"

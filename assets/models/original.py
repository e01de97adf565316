"""Bytes and what was done with them: locations, originals, renditions, and what the file says about itself.

Work to do is data. Each step stamps what it did; `needing(step)` (querysets.py) is the truth about what is left.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.asset import Asset
from assets.models.organization import Organization
from assets.models.source import IndexSource
from assets.querysets import LocationQuerySet, OriginalQuerySet


class Worked(models.Model):
    """What the worker remembers of a row: attempts, the failure in words, the next attempt, who holds it until when."""

    attempts = models.PositiveSmallIntegerField(default=0)
    failed_step = models.CharField(max_length=10, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=120, blank=True, help_text="host:pid:token of the worker that holds the row.")

    class Meta:
        abstract = True


class Original(Worked):
    """The bytes as they arrived, never changed: identity is SHA-256 per organization (security rule 5)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.OneToOneField(Asset, on_delete=models.PROTECT, related_name="original")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    filename = models.CharField(max_length=255)
    file_facts = models.JSONField(default=dict, help_text="Canonical field -> value and origin, as read from the file.")
    warnings = models.JSONField(default=list)
    reader_version = models.PositiveSmallIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        "assets.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who brought it in; empty for what was found in a source or handed in through a drop-box.",
    )
    twin = models.PositiveSmallIntegerField(
        default=0, help_text="0; counts up where a person chose to keep the same bytes as an asset of their own."
    )

    hashed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    indexed_at = models.DateTimeField(null=True, blank=True)

    objects = OriginalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "sha256", "twin"], name="original_once_per_organization"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="original_with_work",
                condition=Q(indexed_at__isnull=True, gave_up_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def next_step(self) -> str:
        """The first step that is not stamped; `index` when none is left."""
        if self.read_at is None:
            return "read"
        return "render" if self.rendered_at is None else "index"


class Location(Worked):
    """Where an original lies in a source. Size, modification time and ETag tell whether it may have changed."""

    source = models.ForeignKey(IndexSource, on_delete=models.PROTECT, related_name="locations")
    key = models.CharField(max_length=1024)
    size_bytes = models.PositiveBigIntegerField()
    mtime_ns = models.BigIntegerField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    original = models.ForeignKey(Original, null=True, blank=True, on_delete=models.PROTECT, related_name="locations")
    found_at = models.DateTimeField()
    hashed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField()
    vanished_at = models.DateTimeField(null=True, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="location_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="location_with_work",
                condition=Q(hashed_at__isnull=True, gave_up_at__isnull=True, vanished_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Rendition(models.Model):
    """Bytes that we made from an original; the object under `key` can always be made again."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="renditions")
    preset = models.CharField(max_length=40)
    recipe = models.CharField(max_length=64, blank=True, help_text="Empty for previews; else the recipe's SHA-256.")
    modifications = models.JSONField(default=list, help_text="Codes of the vocabulary that this version is.")
    key = models.CharField(max_length=300, unique=True)
    media_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["original", "preset", "recipe"], name="rendition_once")
        ]

    def __str__(self) -> str:
        return f"{self.preset} of {self.original_id}"


class RawMetadatum(models.Model):
    """One value as the file holds it, by container: a claim by somebody, kept so that rules can be applied again."""

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="raw_metadata")
    container = models.CharField(max_length=20)
    property = models.CharField(max_length=200)
    index = models.PositiveIntegerField(default=0)
    lang = models.CharField(max_length=40, blank=True)
    raw = models.TextField(blank=True, help_text="Bytes as base64, or an XML fragment, capped at 64 KiB.")
    decoded = models.TextField(blank=True)
    charset = models.CharField(max_length=40, blank=True)
    charset_guessed = models.BooleanField(default=False)
    reader = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.container}:{self.property}"


class MetadataConflict(models.Model):
    """Values in one file that contradict each other in a rights-bearing field (rule R3 b): recorded, not resolved."""

    class Severity(models.TextChoices):
        PERMISSION = "permission"
        NAMING = "naming"

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="conflicts")
    concept = models.CharField(max_length=60)
    values = models.JSONField(help_text="Container -> value.")
    severity = models.CharField(max_length=20, choices=Severity.choices)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey("assets.User", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["original", "concept"], name="conflict_once")]

    def __str__(self) -> str:
        return self.concept

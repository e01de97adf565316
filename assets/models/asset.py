"""The asset: one picture, artwork or video, as people find and judge it. Its bytes are the original (`original.py`)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.organization import Organization
from assets.models.place import Keyword, Place
from assets.querysets import AssetQuerySet


class Kind(models.TextChoices):
    PHOTO = "photo", "Foto"
    ARTWORK = "artwork", "Motiv"
    VIDEO = "video", "Video"
    DOCUMENT = "document", "Dokument"


class Visibility(models.TextChoices):
    ORGANIZATION = "organization", "nur die eigene Organisation"
    SELECTED = "selected", "ausgewählte Organisationen"
    NETWORK = "network", "alle Organisationen"
    PUBLIC = "public", "öffentlich"


class State(models.TextChoices):
    PROCESSING = "processing", "wird verarbeitet"
    READY = "ready", "bereit"
    QUARANTINED = "quarantined", "gesperrt"
    FAILED = "failed", "nicht lesbar"
    VANISHED = "vanished", "Original verschwunden"


class Orientation(models.TextChoices):
    LANDSCAPE = "landscape", "Querformat"
    PORTRAIT = "portrait", "Hochformat"
    SQUARE = "square", "Quadrat"


class Asset(models.Model):
    """What people describe, find and ask about.

    The columns hold the values in force; `field_origins` says for each where it came from: a property of the file
    ("xmp:dc:title"), a rule ("rule:place-from-gps"), or a person (with who and when). Reading the file again never
    replaces what a person confirmed (domain rule R3 d).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="assets")
    visibility = models.CharField(max_length=20, choices=Visibility.choices, default=Visibility.ORGANIZATION)
    shared_with = models.ManyToManyField(Organization, blank=True, related_name="shared_assets")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROCESSING)
    state_reason = models.CharField(max_length=300, blank=True)
    source_ref = models.CharField(max_length=200, blank=True, db_index=True)

    title = models.CharField(max_length=300, blank=True)
    headline = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    alt_text = models.TextField(blank=True)
    keywords = models.ManyToManyField(Keyword, through="AssetKeyword", blank=True, related_name="assets")
    creators = models.JSONField(default=list, help_text="Names in order, as the creators designate themselves.")
    credit_line = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    copyright_notice = models.TextField(blank=True)
    usage_terms = models.TextField(blank=True)
    web_statement = models.URLField(max_length=2000, blank=True)
    licensors = models.JSONField(default=list)
    instructions = models.TextField(blank=True)
    persons_shown = models.JSONField(default=list, help_text="Names from the file: editors of the organization only.")
    digital_source_type = models.CharField(max_length=200, blank=True)
    data_mining = models.CharField(max_length=200, blank=True)

    taken_at = models.CharField(max_length=40, blank=True, help_text="ISO 8601 as precise as known; offset if known.")
    taken_on = models.DateField(null=True, blank=True)
    taken_precision = models.CharField(max_length=10, blank=True)
    taken_zone = models.CharField(max_length=10, blank=True, help_text="offset, assumed or none")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="assets")

    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    orientation = models.CharField(max_length=10, choices=Orientation.choices, blank=True)
    color = models.CharField(max_length=7, blank=True, help_text="Dominant colour, #rrggbb: the placeholder.")
    cover_seconds = models.FloatField(
        null=True, blank=True, help_text="The moment whose frame stands for a film; none for the program's choice."
    )
    focal_point = models.JSONField(null=True, blank=True, help_text="x, y in 0..1 of the upright picture.")
    focal_by = models.CharField(max_length=10, blank=True, help_text="guess or person.")
    focal_guess = models.JSONField(
        null=True, blank=True, help_text="What the program found; stands again on “Automatisch”."
    )
    duration_seconds = models.FloatField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)

    field_origins = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = AssetQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organization", "id"], name="asset_by_organization"),
            models.Index(fields=["changed_at"], name="asset_by_change"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="asset_position_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.uuid)

    @property
    def is_artificial(self) -> bool:
        """Whether the digital source type says that a trained model made the picture or a part of it."""
        return self.digital_source_type.rsplit("/", 1)[-1].lower() in {
            "compositesynthetic",
            "compositewithtrainedalgorithmicmedia",
            "trainedalgorithmicmedia",
        }


class AssetKeyword(models.Model):
    """A keyword of an asset, at its place in the list."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="keyword_links")
    keyword = models.ForeignKey(Keyword, on_delete=models.CASCADE, related_name="asset_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["asset", "keyword"], name="keyword_once")]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.keyword_id}"

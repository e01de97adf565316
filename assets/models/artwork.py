"""Artwork for merchandise: which motif goes on which product, at which size, how it is printed, and its preflight."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.asset import Asset
from assets.models.collection import Campaign
from assets.models.organization import Organization, User
from assets.models.original import Original, Worked


class ArtworkUse(models.Model):
    """One motif on one product: place, size in millimeters, technique, who prints, how many, sold or free.

    `product`, `place` and `technique` are codes of the product data (`assets/artwork/products.json`).
    """

    class Sold(models.TextChoices):
        SOLD = "sold", "verkauft"
        FREE = "free", "verschenkt"
        UNKNOWN = "unknown", "noch offen"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="artwork_uses")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="artwork_uses")
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="artwork_uses")
    product = models.CharField(max_length=40)
    place = models.CharField(max_length=40)
    technique = models.CharField(max_length=20)
    width_mm = models.FloatField()
    height_mm = models.FloatField()
    page = models.PositiveIntegerField(default=1)
    garment_color = models.CharField(max_length=7, default="#ffffff")
    print_run = models.PositiveIntegerField(null=True, blank=True)
    sold = models.CharField(max_length=10, choices=Sold.choices, default=Sold.UNKNOWN)
    printer = models.CharField(max_length=200, blank=True, help_text="The print shop.")
    note = models.CharField(max_length=1000, blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["product", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(width_mm__gt=0, height_mm__gt=0), name="artwork_has_size"),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.product}"


class Preflight(Worked):
    """What the checks found in one original for one use of it; it says for which bytes and which product data."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    use = models.ForeignKey(ArtworkUse, on_delete=models.CASCADE, related_name="preflights")
    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="preflights")
    sha256 = models.CharField(max_length=64, help_text="Of the original that was checked.")
    rules_version = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    result = models.CharField(max_length=10, blank=True, help_text="pass, warning or fail: the worst of the checks.")
    checks = models.JSONField(default=list, help_text="Code, result, measured, wanted, places (page and box in 0..1).")
    mockup_key = models.CharField(max_length=300, blank=True, help_text="The motif on the drawn product.")
    marked_key = models.CharField(max_length=300, blank=True, help_text="The page with numbered places.")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="preflight_with_work",
                condition=Q(state="waiting", gave_up_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"preflight of {self.use_id}"

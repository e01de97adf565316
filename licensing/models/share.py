"""Doors to the outside: bundles that leave as one file, and links for people without an account."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Organization, User
from licensing.models.decision import RightsDecision


class Bundle(models.Model):
    """Several copies and their rights sheet as one ZIP; each member left under its own releasing decision."""

    class State(models.TextChoices):
        PREPARING = "preparing"
        READY = "ready"
        FAILED = "failed"
        EXPIRED = "expired"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="bundles")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="+")
    share = models.ForeignKey(
        "licensing.Share", null=True, blank=True, on_delete=models.PROTECT, related_name="bundles"
    )
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    reason = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(key=""), name="ready_bundle_has_bytes"),
        ]

    def __str__(self) -> str:
        return self.title


class BundleItem(models.Model):
    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="items")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(RightsDecision, on_delete=models.PROTECT, related_name="bundle_items")
    rendition = models.CharField(max_length=20, default="full")
    filename = models.CharField(max_length=255)
    artwork = models.ForeignKey(
        "assets.ArtworkUse", null=True, blank=True, on_delete=models.PROTECT, related_name="bundle_items",
        help_text="In a bundle for a print shop: the motif on a product.",
    )  # fmt: skip
    preflight = models.ForeignKey(
        "assets.Preflight", null=True, blank=True, on_delete=models.PROTECT, related_name="bundle_items",
        help_text="Its preflight, whose report goes with it.",
    )  # fmt: skip

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bundle", "asset"], condition=Q(artwork__isnull=True), name="bundled_once"),
            models.UniqueConstraint(fields=["bundle", "artwork"], name="artwork_bundled_once"),
        ]

    def __str__(self) -> str:
        return self.filename


class Share(models.Model):
    """A link for people without an account: for one question, until a day, terms first; its secret kept as SHA-256.

    A link for a print shop hands out one print bundle: the questions are those of its motifs, `question` is empty.
    """

    class Audience(models.TextChoices):
        PRESS = "press"
        PRINT_SHOP = "print_shop"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="shares")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PRESS)
    title = models.CharField(max_length=200)
    message = models.CharField(max_length=1000, blank=True)
    terms = models.TextField(blank=True)
    question = models.JSONField(
        blank=True, default=dict, help_text="What the recipients may do with it; each picture is judged for it."
    )
    contact = models.EmailField(blank=True)
    created_at = models.DateTimeField()
    until_on = models.DateField(help_text="Last day, inclusive.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class ShareItem(models.Model):
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="items")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="shares")
    decision = models.ForeignKey(RightsDecision, on_delete=models.PROTECT, related_name="share_items")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["share", "asset"], name="shared_once")]

    def __str__(self) -> str:
        return f"{self.share_id} {self.asset_id}"


class ShareAcceptance(models.Model):
    """Somebody accepted the terms of a share: when, which terms (SHA-256), insert-only. No address, no name."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="acceptances")
    terms_sha256 = models.CharField(max_length=64)
    accepted_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, unique=True, help_text="Of what the browser shows from then on.")

    def __str__(self) -> str:
        return f"{self.share_id} {self.accepted_at}"

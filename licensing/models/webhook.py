"""Programs that want to know when an answer changes: watched questions, signed deliveries, retried."""

import uuid
from typing import ClassVar

from django.db import models

from assets.models import Organization, User


class Webhook(models.Model):
    """An address that is told about changed answers. The secret signs (HMAC-SHA256) and lies encrypted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="webhooks")
    url = models.URLField(max_length=500)
    secret_ciphertext = models.BinaryField()
    key_id = models.CharField(max_length=20)
    question = models.JSONField(help_text="The question whose answer is watched, without asset.")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_because = models.CharField(max_length=200, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"webhook {self.uuid}"


class WebhookWatch(models.Model):
    """The answer that a webhook was last told for one asset; asked about through the verdict endpoint."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="watches")
    asset = models.ForeignKey("assets.Asset", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=25)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the answer told last.")
    judge_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["webhook", "asset"], name="watched_once")]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.asset_id}"


class WebhookDelivery(models.Model):
    """One message to one address: kept until delivered, retried with growing pauses, given up visibly."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        FAILED = "failed"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    body = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"delivery {self.uuid}"

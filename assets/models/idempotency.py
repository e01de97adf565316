"""Answers to requests that carried an `Idempotency-Key` (security rule 48)."""

from typing import ClassVar

from django.db import models

from assets.models.organization import User


class IdempotentAnswer(models.Model):
    """The first answer to a key: the same key and body get it again, another body is refused."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return self.key

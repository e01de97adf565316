"""The audit trail: append-only and hash-chained (security rule 38)."""

from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """Who did what to which object, in codes and ids. The database refuses to change or delete a row.

    `hash` is the SHA-256 of the row's content and of the hash before it, so that `manage.py verify_audit` finds a
    changed, missing or swapped row.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=60, help_text="User uuid, token uuid, or the name of a command.")
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["object_id"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.action} {self.object_kind} {self.object_id}"

"""Where originals come from that others put there: a folder or a bucket that Bildkreis only reads."""

import uuid
from typing import ClassVar

from django.db import models

from assets.models.organization import Organization


class IndexSource(models.Model):
    """A folder or `s3://bucket/prefix`; its objects become assets of `organization` without being moved or changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="index_sources")
    url = models.CharField(max_length=2000)
    visibility = models.CharField(max_length=20, default="network")
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organization", "url"], name="source_once")]

    def __str__(self) -> str:
        return self.url

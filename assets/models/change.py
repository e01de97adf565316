"""The change log that keeps every process's search index fresh."""

from typing import ClassVar

from django.db import models


class SearchChange(models.Model):
    """An asset changed: written in the same transaction as the change, read in order of `id` by each process."""

    id = models.BigAutoField(primary_key=True)
    asset_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="change_by_time")]

    def __str__(self) -> str:
        return f"{self.id}: {self.asset_id}"

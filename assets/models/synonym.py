"""Other words for the same thing, as administrators extend, change and switch off what ships."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.organization import User


class SynonymVersion(models.Model):
    """One version of a group of words; the newest of a `key` counts. The database refuses to change or delete a row.

    The key is the folded first word: a group that ships (`assets/search/data/synonyms.txt`) is changed by a version
    with its key. With `broader`, only that word finds the `terms`. A group that is not active finds nothing.
    """

    key = models.CharField(max_length=81)
    number = models.PositiveIntegerField()
    broader = models.CharField(max_length=80, blank=True)
    terms = models.JSONField()
    is_active = models.BooleanField(default=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "number"], name="synonym_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="synonym_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"

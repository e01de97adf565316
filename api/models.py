"""What the API itself remembers: how often somebody tried, and searches that people keep."""

import uuid
from typing import ClassVar

from django.db import models

from assets.models import User
from assets.models.original import Worked


class Attempts(models.Model):
    """Requests counted in one window of time; `key` is a hash, so that no account or address is stored."""

    key = models.CharField(max_length=64, unique=True)
    window_at = models.BigIntegerField(help_text="Number of the window since 1970.")
    count = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.count} in window {self.window_at}"


class SavedSearch(Worked):
    """A search that one person keeps, as the parameters of `GET /assets/search`; a first day left out is today.

    `seen` and `told` are sets of assets (roaring bitmaps): what the person looked at, and what mails were about. What
    is in `seen` is not new; nothing is mailed twice, also if it went and came back.
    """

    class Notify(models.TextChoices):
        NEVER = "never", "nie"
        DAILY = "daily", "täglich"
        WEEKLY = "weekly", "wöchentlich"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=100)
    query = models.JSONField(help_text="Parameters of the search by name, as text.")
    notify = models.CharField(max_length=6, choices=Notify.choices, default=Notify.NEVER)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True, help_text="When to look for news; empty: never.")
    seen = models.BinaryField()
    told = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at", "id"], name="saved_search_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(notify="never", due_at__isnull=True)
                | models.Q(notify__in=["daily", "weekly"], due_at__isnull=False),
                name="saved_search_due_when_told",
            ),
        ]

    def __str__(self) -> str:
        return self.name

"""What the API itself remembers: how often somebody tried."""

from django.db import models


class Attempts(models.Model):
    """Requests counted in one window of time; `key` is a hash, so that no account or address is stored."""

    key = models.CharField(max_length=64, unique=True)
    window_at = models.BigIntegerField(help_text="Number of the window since 1970.")
    count = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.count} in window {self.window_at}"

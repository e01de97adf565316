"""The kernel's answer as rows, so that search can filter by it without a second rule."""

from typing import ClassVar

from django.db import models

from assets.models import Asset


class PermittedUse(models.Model):
    """One row of `licensing.rights.windows`; made again from the facts on every change, never edited by hand."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="permitted_uses")
    channels = models.PositiveIntegerField(help_text="Bit set over the vocabulary's channels.")
    purposes = models.PositiveIntegerField(help_text="Bit set over the vocabulary's purposes.")
    organization = models.ForeignKey("assets.Organization", null=True, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    verdict = models.PositiveSmallIntegerField(help_text="0 allowed … 3 forbidden")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asset"], name="permitted_use_by_asset")]

    def __str__(self) -> str:
        return f"{self.asset_id}: {self.verdict}"

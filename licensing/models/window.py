"""The kernel's answer as rows, so that search can filter by it without a second rule."""

from typing import ClassVar

from django.db import models

from assets.models import Asset, Organization
from assets.models.original import Worked


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


class WindowRefresh(Worked):
    """Rows that a switch of an organization made old: made again in order of asset, from where the last one stopped.

    Until it is done, searches of that organization release only assets up to `done_up_to`: what was not looked at
    again under the new switches is for a person. Assets above `last` were made under them.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    done_up_to = models.BigIntegerField(default=0, help_text="Key of the last asset that was made again.")
    last = models.BigIntegerField(help_text="Key of the newest asset when the switch was thrown.")
    requested_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization"], condition=models.Q(done_at__isnull=True), name="one_refresh_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.done_up_to} of {self.last}"


class RulesetRefresh(Worked):
    """Rows that new rules made old: made again in order of asset, from where the last one stopped.

    Until it is done, search releases no asset that still has rows of the former rules.
    """

    ruleset_version = models.CharField(max_length=40, unique=True)
    done_up_to = models.BigIntegerField(default=0, help_text="Key of the last asset that was made again.")
    last = models.BigIntegerField(help_text="Key of the newest asset when the rules came.")
    requested_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.ruleset_version}: {self.done_up_to} of {self.last}"

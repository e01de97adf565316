"""Which uses belong to which campaign."""

from typing import ClassVar

from django.db import models

from assets.models import Campaign
from licensing.models.publication import Publication


class CampaignPublication(models.Model):
    """A use that was entered for a campaign, by an organization that may post for it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="publication_links")
    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="campaign_link")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.publication_id} for {self.campaign_id}"

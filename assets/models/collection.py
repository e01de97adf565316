"""Groups of assets that people make: campaigns with a window in time, collections for anything else."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.asset import Asset, Visibility
from assets.models.organization import Organization, User
from assets.querysets import CampaignQuerySet, CollectionQuerySet


class Campaign(models.Model):
    """Joint work on one subject; seen by its organization and those taking part, or by the whole network."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="campaigns")
    organizations = models.ManyToManyField(Organization, blank=True, related_name="joint_campaigns")
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility.choices, default=Visibility.NETWORK)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    quiet_from_on = models.DateField(null=True, blank=True, help_text="First day of the quiet period.")
    quiet_until_on = models.DateField(null=True, blank=True, help_text="Last day, inclusive.")
    quiet_name = models.CharField(max_length=100, blank=True, help_text="What the quiet period is called.")
    assets = models.ManyToManyField(Asset, blank=True, related_name="campaigns")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "slug"], name="campaign_slug_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="campaign_window",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from_on__isnull=True, quiet_until_on__isnull=True)
                | Q(quiet_from_on__isnull=False, quiet_until_on__gte=models.F("quiet_from_on")),
                name="campaign_quiet_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Collection(models.Model):
    """A board of pictures; an asset in it stays as visible as it is by itself."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="collections")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="collections")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    created_at = models.DateTimeField()
    assets = models.ManyToManyField(Asset, through="CollectionItem", blank=True, related_name="collections")

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class CollectionItem(models.Model):
    """An asset's place in a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="collection_items")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["collection", "asset"], name="collected_once")]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.asset_id}"

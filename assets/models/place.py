"""Words and places that assets share."""

import uuid
from typing import ClassVar

from django.db import models


class Keyword(models.Model):
    """One keyword in one spelling, NFC; `folded` is how it is compared.

    Another capitalization is another row: a shared one would tell a town how its neighbor writes (security rule 4).
    """

    name = models.CharField(max_length=200, unique=True)
    folded = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A place that people say: district, municipality, or a part of one."""

    class Kind(models.TextChoices):
        DISTRICT = "district", "Kreis"
        MUNICIPALITY = "municipality", "Stadt oder Gemeinde"
        PART = "part", "Ortsteil"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MUNICIPALITY)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    aliases = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class PlaceBoundary(models.Model):
    """The polygon that an administrator loaded for a place: WKB in WGS 84 (longitude, latitude), its box in degrees."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="boundary")
    geometry = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    def __str__(self) -> str:
        return f"boundary of {self.place_id}"

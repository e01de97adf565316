"""What pictures look like, for finding the same one again in another file."""

from typing import ClassVar

from django.db import models

from assets.models.asset import Asset


class PerceptualHash(models.Model):
    """64 bits of one view of a picture: 0 is the whole, the others are its middles (`assets.renditions.looks`).

    The bands are the same bits in four parts. Hashes that differ in three bits at most agree in one part at least, so
    an index on each part finds them.
    """

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="perceptual_hashes")
    view = models.PositiveSmallIntegerField()
    bits = models.BigIntegerField()
    band_0 = models.PositiveIntegerField()
    band_1 = models.PositiveIntegerField()
    band_2 = models.PositiveIntegerField()
    band_3 = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["asset", "view"], name="perceptual_hash_once")]
        indexes: ClassVar = [
            models.Index(fields=["band_0"], name="perceptual_hash_0"),
            models.Index(fields=["band_1"], name="perceptual_hash_1"),
            models.Index(fields=["band_2"], name="perceptual_hash_2"),
            models.Index(fields=["band_3"], name="perceptual_hash_3"),
        ]

    def __str__(self) -> str:
        return f"view {self.view} of {self.asset_id}"

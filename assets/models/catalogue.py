"""What an old picture database said: one record for each picture that moved in, with or without its file."""

from typing import ClassVar

from django.db import models

from assets.models.asset import Asset
from assets.models.organization import Organization


class CatalogueRecord(models.Model):
    """A record of a catalogue and the asset that was made of it; a reference stands once in an organization.

    While the asset has no original, `key` and `filename` say how its file will be known when it comes.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="catalogue_records")
    reference = models.CharField(max_length=200, help_text="The asset's number where it came from (source_ref).")
    asset = models.OneToOneField(Asset, on_delete=models.PROTECT, related_name="catalogue_record")
    filename = models.CharField(max_length=255, blank=True)
    filename_folded = models.CharField(max_length=255, blank=True, help_text="How file names are compared.")
    key = models.CharField(max_length=1024, blank=True, help_text="Where the file lies in a source, if recorded.")
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "reference"], name="catalogue_reference_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organization", "filename_folded"], name="catalogue_by_filename"),
            models.Index(fields=["organization", "key"], name="catalogue_by_key"),
        ]

    def __str__(self) -> str:
        return self.reference

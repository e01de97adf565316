"""Documents that prove: contracts, consent forms, license snapshots, kept encrypted by who was given them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Organization, User


class Document(models.Model):
    """One piece of evidence. Only its organization sees that it exists; the bytes lie encrypted in the store.

    `sha256` is that of the clear bytes and stays when the bytes are erased, so that the proof of having had them does.
    """

    class Kind(models.TextChoices):
        CONTRACT = "contract", "Vertrag oder Rechnung"
        CONSENT = "consent", "Einwilligung"
        RELEASE = "release", "Genehmigung"
        LICENSE_SNAPSHOT = "license_snapshot", "Lizenztext, Seitenabbild"
        TERMS = "terms", "Teilnahmebedingungen"
        PROOF = "proof", "Nachweis der Entfernung"
        OTHER = "other", "Sonstiges"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=300, help_text="Where the encrypted bytes lie in the store.")
    key_id = models.CharField(max_length=20, help_text="Which evidence key their data key is wrapped with.")
    wrapped_key = models.BinaryField(default=bytes, help_text="The data key; without it the stored bytes are noise.")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    retain_until = models.DateField(null=True, blank=True, help_text="Last day that the bytes have to be kept.")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(key="") | Q(erased_at__isnull=False), name="document_has_bytes"),
        ]

    def __str__(self) -> str:
        return self.title

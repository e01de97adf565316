"""What is recorded about an asset's rights: which license, what people confirmed, which embargo."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, User


class Completeness(models.TextChoices):
    """How much is known of a layer; an empty list never means none."""

    UNKNOWN = "unknown", "nicht geprüft"
    NONE_CONFIRMED = "none_confirmed", "nichts vorhanden, bestätigt"
    LISTED_COMPLETE = "listed_complete", "vollständig aufgeführt"
    LISTED_INCOMPLETE = "listed_incomplete", "unvollständig aufgeführt"


class Designation(models.TextChoices):
    """How the creator wants to be named (s. 13 UrhG)."""

    UNKNOWN = "unknown", "unbekannt"
    NAME = "name", "mit Namen"
    PSEUDONYM = "pseudonym", "mit Pseudonym"
    NO_NAME = "no_name", "ohne Namen"


class AssetRights(models.Model):
    """What people confirmed about one asset, layer by layer. No row means that nothing was looked at."""

    asset = models.OneToOneField(Asset, on_delete=models.CASCADE, related_name="rights")
    persons = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.UNKNOWN)
    works = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.UNKNOWN)
    property = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.UNKNOWN)
    audio = models.CharField(max_length=20, choices=Completeness.choices, default=Completeness.UNKNOWN)
    ai = models.CharField(max_length=10, default="unknown", help_text="yes, no or unknown")
    designation = models.CharField(max_length=10, choices=Designation.choices, default=Designation.UNKNOWN)
    exact_credit = models.CharField(max_length=300, blank=True, help_text="The line a contract prescribes, verbatim.")
    is_untitled = models.BooleanField(default=False, help_text="The source supplies no title.")
    is_political_assembly = models.BooleanField(default=False)
    viewpoint = models.CharField(max_length=15, default="unknown", help_text="Code of licensing.rights.Viewpoint.")
    ai_looks_real = models.CharField(max_length=10, default="unknown")
    ai_depicts_real_person = models.CharField(max_length=10, default="unknown")
    ai_has_provider_terms = models.CharField(max_length=10, default="unknown")
    ai_label = models.CharField(max_length=200, blank=True, help_text="Wording of the label, where one is prescribed.")
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(persons="none_confirmed", confirmed_at__isnull=True)
                & ~Q(works="none_confirmed", confirmed_at__isnull=True)
                & ~Q(property="none_confirmed", confirmed_at__isnull=True)
                & ~Q(audio="none_confirmed", confirmed_at__isnull=True),
                name="none_needs_somebody_who_looked",
            ),
            models.CheckConstraint(condition=Q(ai__in=["yes", "no", "unknown"]), name="ai_state_known_word"),
            models.CheckConstraint(
                condition=Q(viewpoint__in=["public_ground", "private_ground", "interior", "aerial", "unknown"]),
                name="viewpoint_known_word",
            ),
        ]

    def __str__(self) -> str:
        return f"rights of {self.asset_id}"


class LicenseAssignment(models.Model):
    """An asset's license: a registry code, who says so, what proves it. A new one supersedes; none is edited."""

    class Status(models.TextChoices):
        CLAIMED = "claimed", "behauptet"
        VERIFIED = "verified", "geprüft"
        DISPUTED = "disputed", "strittig"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="license_assignments")
    license = models.CharField(max_length=60, help_text="Code in the registry, for example CC-BY-4.0.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CLAIMED)
    claimed_by = models.CharField(max_length=200, help_text="A container of the file, or who recorded it.")
    source_url = models.URLField(max_length=2000, blank=True)
    retrieved_on = models.DateField(null=True, blank=True)
    licensor_is_creator = models.CharField(max_length=10, default="unknown")
    evidence = models.TextField(blank=True, help_text="Document, invoice, page snapshot: what proves it, in words.")
    document = models.ForeignKey(
        "licensing.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="license_assignments"
    )
    license_revision = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The text that was accepted.")
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["asset"], condition=Q(superseded_at__isnull=True), name="one_current_license"
            ),
            models.CheckConstraint(
                condition=~Q(status="verified")
                | (Q(verified_at__isnull=False) & ~Q(evidence="") & Q(verified_by__isnull=False)),
                name="verified_needs_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.license} ({self.status})"


class Embargo(models.Model):
    """Not before: a wall-clock time in a zone, with the instant it resolves to (s. 3.4 of the domain rules)."""

    class Precision(models.TextChoices):
        MINUTE = "minute", "Uhrzeit"
        DAY = "day", "nur ein Tag: mehrdeutig"

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="embargoes")
    until_local = models.CharField(max_length=19, help_text="Wall clock as written: 2026-11-22T09:00, or only a day.")
    zone = models.CharField(max_length=60, default="Europe/Berlin")
    until_at = models.DateTimeField(null=True, blank=True, help_text="The resolved instant; empty while ambiguous.")
    precision = models.CharField(max_length=10, choices=Precision.choices)
    origin = models.CharField(max_length=60, help_text="person, or the property of the file that says so")
    set_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(precision="day", until_at__isnull=True) | Q(precision="minute", until_at__isnull=False),
                name="embargo_instant_iff_minute",
            ),
        ]

    def __str__(self) -> str:
        return f"embargo until {self.until_local}"

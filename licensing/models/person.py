"""People shown, as subjects without names: who keeps their consents, how old they are, on which pictures they are."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Organization, User


class TriState(models.TextChoices):
    YES = "yes", "ja"
    NO = "no", "nein"
    UNKNOWN = "unknown", "unbekannt"


class Person(models.Model):
    """A pseudonymous subject, known to the organization that was given the consent and to nobody else.

    Name and address lie encrypted in `PersonContact`; erasing a person empties that and leaves this row as proof.
    """

    class AgeBand(models.TextChoices):
        ADULT = "adult", "erwachsen"
        FROM_14 = "from_14", "14 bis 17"
        UNDER_14 = "under_14", "unter 14"
        MINOR = "minor", "minderjährig"
        UNKNOWN = "unknown", "unbekannt"

    class Custody(models.TextChoices):
        JOINT = "joint", "gemeinsam"
        SOLE_DOCUMENTED = "sole_documented", "allein, belegt"
        UNKNOWN = "unknown", "unbekannt"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="persons")
    reference = models.CharField(max_length=60, blank=True, help_text="File number of the organization, no name.")
    born_on = models.DateField(null=True, blank=True)
    age_band = models.CharField(max_length=10, choices=AgeBand.choices, default=AgeBand.UNKNOWN)
    age_band_on = models.DateField(null=True, blank=True, help_text="The day on which the age band was true.")
    custody = models.CharField(max_length=15, choices=Custody.choices, default=Custody.UNKNOWN)
    died_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=models.F("born_on")),
                name="person_dies_after_birth",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.uuid}"


class PersonContact(models.Model):
    """Name and address of a person, encrypted; apart from everything else, so that it can be erased alone."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="contact")
    ciphertext = models.BinaryField()
    key_id = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"contact of {self.person_id}"


class PersonShown(models.Model):
    """Somebody on a picture, by number ("Person 1"). No person: somebody is there and nobody knows who."""

    class Prominence(models.TextChoices):
        MAIN = "main", "Hauptmotiv"
        GROUP = "group", "in einer Gruppe"
        INCIDENTAL = "incidental", "Beiwerk"
        UNKNOWN = "unknown", "unbekannt"

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="shown_on")
    number = models.PositiveSmallIntegerField()
    is_identifiable = models.CharField(max_length=10, choices=TriState.choices, default=TriState.UNKNOWN)
    prominence = models.CharField(max_length=12, choices=Prominence.choices, default=Prominence.UNKNOWN)
    age_band = models.CharField(max_length=10, choices=Person.AgeBand.choices, default=Person.AgeBand.UNKNOWN)
    age_band_on = models.DateField(null=True, blank=True, help_text="The day on which the age band was true.")
    has_special_category = models.BooleanField(default=False, help_text="Art. 9 GDPR: health, religion, politics …")
    region = models.JSONField(null=True, blank=True, help_text="x, y, width, height in 0..1 of the upright picture.")
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asset", "number"], name="person_number_once"),
            models.UniqueConstraint(fields=["asset", "person"], name="person_once_per_asset"),
            models.CheckConstraint(condition=Q(number__gt=0), name="person_number_positive"),
        ]

    def __str__(self) -> str:
        return f"Person {self.number}"


class Suppression(models.Model):
    """Bytes that must not come back (Art. 17): only their SHA-256 and the organization whose intake refuses them."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="suppressions")
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organization", "sha256"], name="suppressed_once")]

    def __str__(self) -> str:
        return self.sha256

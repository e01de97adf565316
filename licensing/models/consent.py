"""Consents and model releases: one record per signature set, explicit in scope; what happens to it later are events."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Collection, Organization, User
from licensing.models.evidence import Document
from licensing.models.person import Person, TriState


class Consent(models.Model):
    """What one person (or guardians, relatives) agreed to, for one controller. Never edited: it gets events.

    Covers the pictures of `asset`, of `collection`, or with neither every picture of this person that the controller
    holds ("all from this shoot" is a collection). There is no default scope: no row on an axis covers nothing.
    """

    class Basis(models.TextChoices):
        CONSENT = "consent", "Einwilligung"
        RELEASE_CONTRACT = "release_contract", "Modellvertrag"
        PUBLIC_TASK = "public_task", "öffentliche Aufgabe"
        OFFICE_HOLDER = "office_holder_official_capacity", "Amtsträger im Amt"
        KUG23_CLAIMED = "kug23_claimed", "Ausnahme § 23 KUG behauptet"
        AGENCY_RELEASE = "agency_release", "Freigabe der Agentur"
        RELATIVES = "relatives", "Angehörige"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="consents", help_text="The controller that was given it."
    )
    asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey(Collection, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=40, choices=Basis.choices, default=Basis.CONSENT)
    given_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="Last day, inclusive; empty means until withdrawn.")
    information_version = models.CharField(max_length=100, help_text="Which text the person was told.")
    is_general = models.BooleanField(default=False, help_text="The wording names no channel.")
    covers_commercial = models.CharField(max_length=10, choices=TriState.choices, default=TriState.UNKNOWN)
    may_name = models.CharField(max_length=10, choices=TriState.choices, default=TriState.UNKNOWN)
    evidence = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="consents")
    evidence_note = models.CharField(max_length=300, blank=True, help_text="Where the paper lies, if not filed here.")
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="consent_term"
            ),
            models.CheckConstraint(
                condition=Q(asset__isnull=True) | Q(collection__isnull=True), name="consent_for_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.uuid}"


class ConsentScope(models.Model):
    """One value on one axis; everything on an axis is the explicit row `*`."""

    class Axis(models.TextChoices):
        ORGANIZATION = "organization"
        CHANNEL = "channel"
        PURPOSE = "purpose"

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="scopes")
    axis = models.CharField(max_length=15, choices=Axis.choices)
    value = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consent", "axis", "value"], name="consent_scope_once"),
        ]

    def __str__(self) -> str:
        return f"{self.axis}={self.value}"


class ConsentGiver(models.Model):
    """Who signed: the person, a holder of custody, a relative of a deceased person."""

    class Role(models.TextChoices):
        SELF = "self", "selbst"
        GUARDIAN = "guardian", "sorgeberechtigt"
        RELATIVE = "relative", "angehörig"

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="givers")
    role = models.CharField(max_length=10, choices=Role.choices)
    signed_on = models.DateField()

    def __str__(self) -> str:
        return self.role


class ConsentEvent(models.Model):
    """What became of a consent, insert-only: nobody can take a withdrawal back, only record a new consent."""

    class Kind(models.TextChoices):
        GIVEN = "given", "erteilt"
        REFUSED = "refused", "verweigert"
        WITHDRAWN = "withdrawn", "widerrufen"
        SUPERSEDED = "superseded", "ersetzt"
        OBJECTION = "objection", "Widerspruch (Art. 21)"
        DISPUTED = "disputed", "bestritten"
        RECONFIRMED = "reconfirmed", "volljährig bestätigt"

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    received_by = models.CharField(max_length=100, blank=True, help_text="How it came: letter, e-mail, in person.")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.kind

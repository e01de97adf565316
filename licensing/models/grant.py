"""Rights granted to organizations: explicit lists, whole, dated; silence is not granted (s. 31(5) UrhG)."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from assets.models import Asset, Collection, Organization, User

ANY = "*"


class GrantQuerySet(models.QuerySet["RightsGrant"]):
    def in_force(self) -> Self:
        """Neither drafts nor versions that another one follows; a draft of the next version changes nothing yet."""
        followed = RightsGrant.objects.filter(replaces=OuterRef("pk")).exclude(status="draft")
        return self.exclude(status="draft").exclude(Exists(followed))


class RightsGrant(models.Model):
    """One licensor's permission for one asset or collection; `GrantScope` rows are its scope, never another's too."""

    class Kind(models.TextChoices):
        SIMPLE = "simple", "einfach"
        EXCLUSIVE = "exclusive", "ausschließlich"

    class Status(models.TextChoices):
        DRAFT = "draft", "Entwurf"
        ACTIVE = "active", "gilt"
        REVOKED = "revoked", "beendet"
        DISPUTED = "disputed", "strittig"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="grants_kept", help_text="Who keeps the record."
    )
    asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    collection = models.ForeignKey(Collection, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    licensor = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SIMPLE)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="Last day, inclusive; empty means perpetual.")
    revoked_at = models.DateTimeField(null=True, blank=True)
    commercial = models.CharField(max_length=10, default="unknown")
    paid_promotion = models.CharField(max_length=10, default="unknown")
    platform_sublicense = models.CharField(max_length=10, default="unknown")
    third_party_redistribution = models.CharField(max_length=10, default="unknown")
    print_run_max = models.PositiveIntegerField(null=True, blank=True)
    quota_uses = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many uses in all; empty: any number."
    )
    sensitive_use = models.CharField(max_length=10, default="unknown")
    covers_other_bodies = models.CharField(max_length=10, default="no")
    transferable = models.CharField(max_length=10, default="unknown")
    granted_on = models.DateField(null=True, blank=True, help_text="Day of the contract (s. 33 UrhG: earlier wins).")
    report_to = models.CharField(max_length=200, blank=True)
    specimen_to = models.CharField(max_length=200, blank=True)
    report_days = models.PositiveSmallIntegerField(default=30, help_text="Days after the use to report or send.")
    fee_note = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        "licensing.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    credit_required = models.CharField(max_length=10, default="unknown")
    exact_credit = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=200, blank=True, help_text="Contract or invoice number.")
    evidence = models.TextField(blank=True)
    evidence_missing = models.BooleanField(
        default=False, help_text="Said outright: nothing on file proves it. Each use is then for a person."
    )
    version = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    first = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
        help_text="The first version, whose ledger of uses counts for all; empty on the first one itself.",
    )
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["from_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="grant_term"
            ),
            models.CheckConstraint(
                condition=Q(status="revoked", revoked_at__isnull=False)
                | (~Q(status="revoked") & Q(revoked_at__isnull=True)),
                name="grant_revoked_iff_dated",
            ),
            models.CheckConstraint(
                condition=Q(asset__isnull=False, collection__isnull=True)
                | Q(asset__isnull=True, collection__isnull=False),
                name="grant_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(print_run_max__isnull=True) | Q(print_run_max__gt=0), name="grant_print_run_positive"
            ),
            models.CheckConstraint(
                condition=Q(quota_uses__isnull=True) | Q(quota_uses__gt=0), name="grant_quota_positive"
            ),
            models.UniqueConstraint(fields=["replaces"], condition=~Q(status="draft"), name="one_next_version"),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(evidence_missing=True)
                | ~Q(evidence="")
                | ~Q(reference="")
                | Q(document__isnull=False),
                name="grant_evidence_or_said_missing",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"{self.licensor} {self.from_on}"

    @property
    def ledger_id(self) -> int:
        """The version under which uses and copies of all versions are counted."""
        return self.first_id or self.pk


class GrantScope(models.Model):
    """One value on one axis of a grant's scope; everything on an axis is the explicit row `*`."""

    class Axis(models.TextChoices):
        LICENSEE = "licensee"
        CHANNEL = "channel"
        PURPOSE = "purpose"
        TERRITORY = "territory"
        MODIFICATION = "modification"

    grant = models.ForeignKey(RightsGrant, on_delete=models.CASCADE, related_name="scopes")
    axis = models.CharField(max_length=15, choices=Axis.choices)
    value = models.CharField(max_length=80, help_text="Code of the vocabulary, uuid of an organization, or *.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["grant", "axis", "value"], name="scope_once")]

    def __str__(self) -> str:
        return f"{self.axis}={self.value}"

"""Things shown and heard: works, places under house right, emblems and marks, sound; and what their owners allowed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Organization, User
from licensing.models.evidence import Document
from licensing.models.person import PersonShown, TriState


class UsePermission(models.Model):
    """An owner's, holder's or publisher's permission, for works, places, signs or sound; revoked, never deleted."""

    class Status(models.TextChoices):
        GIVEN = "given", "erteilt"
        REFUSED = "refused", "verweigert"
        REVOKED = "revoked", "beendet"
        DISPUTED = "disputed", "strittig"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="permissions_kept")
    granted_by = models.CharField(max_length=200, help_text="Owner, holder, publisher.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.GIVEN)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="permissions")
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="permission_term"
            ),
            models.CheckConstraint(
                condition=Q(status="revoked", revoked_at__isnull=False)
                | (~Q(status="revoked") & Q(revoked_at__isnull=True)),
                name="permission_revoked_iff_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"{self.granted_by} {self.from_on}"


class UsePermissionScope(models.Model):
    """One value on one axis; everything on an axis is the explicit row `*`."""

    class Axis(models.TextChoices):
        ORGANIZATION = "organization"
        CHANNEL = "channel"
        PURPOSE = "purpose"
        MODIFICATION = "modification"

    permission = models.ForeignKey(UsePermission, on_delete=models.CASCADE, related_name="scopes")
    axis = models.CharField(max_length=15, choices=Axis.choices)
    value = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["permission", "axis", "value"], name="permission_scope_once"),
        ]

    def __str__(self) -> str:
        return f"{self.axis}={self.value}"


class Shown(models.Model):
    """What every thing shown has: its asset, who recorded it, and what its owner allowed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="%(class)ss")
    permission = models.ForeignKey(
        UsePermission, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["id"]


class WorkShown(Shown):
    """A work of somebody else: sculpture, mural, building, poster (s. 59, 57 UrhG)."""

    class Place(models.TextChoices):
        PUBLIC_PERMANENT = "public_permanent", "bleibend an öffentlichen Wegen"
        PUBLIC_TEMPORARY = "public_temporary", "vorübergehend aufgestellt"
        INTERIOR = "interior", "innen"
        PRIVATE = "private", "auf Privatgrund"
        UNKNOWN = "unknown", "unbekannt"

    title = models.CharField(max_length=200, blank=True)
    artist = models.CharField(max_length=200, blank=True)
    artist_died_on = models.DateField(null=True, blank=True)
    is_protected = models.CharField(max_length=10, choices=TriState.choices, default=TriState.UNKNOWN)
    place = models.CharField(max_length=20, choices=Place.choices, default=Place.UNKNOWN)
    prominence = models.CharField(
        max_length=12, choices=PersonShown.Prominence.choices, default=PersonShown.Prominence.UNKNOWN
    )

    def __str__(self) -> str:
        return self.title or "work"


class PropertyShown(Shown):
    """A place or object under somebody's house right."""

    class SiteRule(models.TextChoices):
        NONE = "none", "keine Regel"
        PERMISSION_NEEDED = "permission_needed", "Genehmigung nötig"
        FORBIDDEN = "forbidden", "verboten"
        UNKNOWN = "unknown", "unbekannt"

    name = models.CharField(max_length=200)
    site_rule = models.CharField(max_length=20, choices=SiteRule.choices, default=SiteRule.UNKNOWN)

    def __str__(self) -> str:
        return self.name


class SignShown(Shown):
    """An emblem or mark; the holder is one of our organizations or somebody named."""

    class Kind(models.TextChoices):
        COAT_OF_ARMS = "coat_of_arms", "Wappen"
        FLAG = "flag", "Flagge"
        LOGO = "logo", "Logo"
        TRADEMARK = "trademark", "Marke"

    kind = models.CharField(max_length=15, choices=Kind.choices)
    holder = models.CharField(max_length=200, blank=True)
    holder_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    prominence = models.CharField(
        max_length=12, choices=PersonShown.Prominence.choices, default=PersonShown.Prominence.UNKNOWN
    )

    def __str__(self) -> str:
        return f"{self.kind} {self.holder}"


class AudioTrack(Shown):
    """One track of sound with its own license."""

    class Kind(models.TextChoices):
        MUSIC = "music", "Musik"
        SPEECH = "speech", "Sprache"
        AMBIENT = "ambient", "Umgebung"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.title or self.kind

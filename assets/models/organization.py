"""Who: organizations, people with dated roles in them, tokens for programs."""

import hashlib
import secrets
import uuid
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from django.db.models import Q


class Organization(models.Model):
    """A body that holds pictures and posts them; `legal_person` is who a grant would name."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", "Stadt oder Gemeinde"
        COUNTY = "county", "Kreis"
        ASSOCIATION = "association", "Verband"
        COMPANY = "company", "Unternehmen"
        PARTNER = "partner", "Partner"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    legal_person = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    decides = models.CharField(max_length=200, blank=True, help_text="Who answers what needs a person, in words.")
    decision_hours = models.PositiveIntegerField(null=True, blank=True, help_text="How long that usually takes.")
    contact_email = models.EmailField(blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do in an organization; each role may do all that the ones before it may."""

    VIEWER = "viewer", "Ansehen"
    CONTRIBUTOR = "contributor", "Beitragen"
    EDITOR = "editor", "Bearbeiten"
    RIGHTS_MANAGER = "rights_manager", "Rechte verwalten"
    ADMINISTRATOR = "administrator", "Verwalten"

    @property
    def rank(self) -> int:
        return list(Role).index(self)

    def includes(self, other: "Role") -> bool:
        return self.rank >= other.rank


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. `is_superuser` is the operator of the installation, who sees every organization."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    display_name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager["User"]()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def initials(self) -> str:
        words = str(self).split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, *, on: date) -> Self:
        """Memberships whose time includes `on`; both ends count, an open end means until further notice."""
        return self.filter(Q(from_on__lte=on), Q(until_on__isnull=True) | Q(until_on__gte=on))


class Membership(models.Model):
    """A person's role in an organization, dated: it is never edited away, it ends."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="membership_term"
            ),
            models.UniqueConstraint(fields=["user", "organization", "role", "from_on"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organization}"


class ApiToken(models.Model):
    """A program's key: 256 bits, shown once, stored as SHA-256, scoped, expiring within a year (security rule 13)."""

    class Scope(models.TextChoices):
        READ = "read", "Suchen und ansehen"
        CHECK = "check", "Prüfen"
        DOWNLOAD = "download", "Herunterladen"
        WRITE = "write", "Beschreiben"
        RIGHTS = "rights", "Rechte eintragen"

    PREFIX = "bk_"
    MAX_DAYS = 366

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="token_expires"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def new_secret(cls) -> str:
        return cls.PREFIX + secrets.token_urlsafe(32)

    @staticmethod
    def hash_of(secret: str) -> str:
        return hashlib.sha256(secret.encode()).hexdigest()

    def is_usable(self, *, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now and self.user.is_active

    def may(self, scope: str) -> bool:
        scopes: list[Any] = self.scopes
        return scope in scopes

"""Registers of grants and consents that came as a table: each run, the fate of each row, what is known already."""

import uuid
from typing import ClassVar

from django.db import models

from assets.models import Organization, User
from assets.models.original import Worked


class RegisterKind(models.TextChoices):
    GRANTS = "grants", "Nutzungsrechte"
    CONSENTS = "consents", "Einwilligungen"


class RegisterImport(Worked):
    """One table, checked row by row and, unless it is a dry run, recorded; a worker goes on where another stopped."""

    class State(models.TextChoices):
        WAITING = "waiting", "wartet"
        CHECKED = "checked", "geprüft"
        APPLIED = "applied", "übernommen"
        FAILED = "failed", "nicht lesbar"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="register_imports")
    kind = models.CharField(max_length=10, choices=RegisterKind.choices)
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=300, blank=True, help_text="Where the table lies until it was worked through.")
    is_dry_run = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True, help_text="Why the table cannot be read, in words.")
    row_count = models.PositiveIntegerField(null=True, blank=True)
    ignored_columns = models.JSONField(default=list, help_text="Headers that nothing is done with.")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.filename


class RegisterRow(models.Model):
    """What becomes of one row: nothing of what stands in it but a hash and, where refused, the name of the cell."""

    class Fate(models.TextChoices):
        WOULD_CREATE = "would_create", "würde angelegt"
        CREATED = "created", "angelegt"
        ALREADY_THERE = "already_there", "schon vorhanden"
        REFUSED = "refused", "abgelehnt"

    run = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="As the table program counts; the header is row 1.")
    fate = models.CharField(max_length=15, choices=Fate.choices)
    cell = models.CharField(max_length=10, blank=True, help_text="For example C7.")
    message = models.CharField(max_length=300, blank=True)
    row_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 over what the row says.")
    record = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "number"], name="register_row_once")]
        indexes: ClassVar = [models.Index(fields=["run", "row_hash"], name="register_row_by_content")]

    def __str__(self) -> str:
        return f"{self.number}: {self.fate}"


class RegisteredRecord(models.Model):
    """A row that was recorded, by its content: the same row is never recorded twice in one organization."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RegisterKind.choices)
    row_hash = models.CharField(max_length=64, help_text="SHA-256 over what the row says.")
    record = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "kind", "row_hash"], name="registered_once"),
        ]

    def __str__(self) -> str:
        return self.row_hash

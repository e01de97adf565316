"""What people have to do about rights: take down, decide, reconfirm, report; with deadline, proof and closure."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Organization, User
from licensing.models.consent import Consent
from licensing.models.decision import RightsDecision
from licensing.models.grant import RightsGrant
from licensing.models.publication import Publication


class Task(models.Model):
    """One thing to do for one organization. `fact` names what it follows from, so that it is opened once.

    Never deleted: done with a proof, or dropped because its cause is gone (which says so).
    """

    class Kind(models.TextChoices):
        TAKE_DOWN = "take_down", "Entfernen"
        EXPIRY = "expiry", "Läuft ab"
        DECIDE = "decide", "Entscheiden"
        REVIEW = "review", "Prüfen"
        RECONFIRM = "reconfirm", "Bestätigen lassen"
        REPORT = "report", "Nutzung melden"
        SPECIMEN = "specimen", "Belegexemplar senden"
        MISSING = "missing", "Angaben fehlen"
        NOTIFY = "notify", "Empfänger informieren"

    class State(models.TextChoices):
        OPEN = "open", "offen"
        DONE = "done", "erledigt"
        DROPPED = "dropped", "entfallen"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="rights_tasks")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    fact = models.CharField(max_length=160, help_text="What opened it, as a key: kind, record, day.")
    bundle = models.CharField(max_length=160, blank=True, help_text="Tasks of one cause are shown as one row.")
    asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.PROTECT, related_name="rights_tasks")
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    decision = models.ForeignKey(RightsDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    grant = models.ForeignKey(RightsGrant, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    cause = models.CharField(max_length=60, blank=True, help_text="Reason or duty code.")
    params = models.JSONField(default=dict, help_text="Parameters of the cause, without names.")
    message = models.CharField(max_length=500, blank=True, help_text="What the asker wrote.")
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    escalate_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proof = models.JSONField(default=dict, help_text="removed_at, note, document, result of the address check.")

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        indexes: ClassVar = [models.Index(fields=["organization", "state", "due_at"], name="task_by_organization")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "fact"], condition=Q(state="open"), name="task_open_once"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="task_closed_iff_dated",
            ),
            models.CheckConstraint(
                condition=~Q(kind="take_down", state="done") | ~Q(proof={}), name="take_down_needs_proof"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fact}"


class TaskMessage(models.Model):
    """A word between the organization that asks and the one that decides; each is shown as an organization's."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="messages")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"message on {self.task_id}"


class TaskNotice(models.Model):
    """A message that went out about a task (30, 7, 1 days before, on the day, escalated): once each."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="notices")
    occasion = models.CharField(max_length=20)
    batch = models.CharField(max_length=64, blank=True, help_text="The message that it went out in, the same each try.")
    sent_at = models.DateTimeField(null=True, blank=True, help_text="Empty: not sent yet, tried again.")
    recipients = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "occasion"], name="notice_once")]

    def __str__(self) -> str:
        return self.occasion


class Sweep(models.Model):
    """Work that comes round: one row each, so that of several workers one does it, and a killed one loses nothing."""

    name = models.CharField(max_length=20, unique=True)
    due_at = models.DateTimeField()
    position = models.BigIntegerField(default=0, help_text="How far the last round read, where it reads on.")
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class CalendarFeed(models.Model):
    """A secret address under which an organization's dates are read by a calendar; stored as SHA-256, revocable."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="calendar_feeds")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"feed of {self.organization_id}"

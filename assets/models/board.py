"""What a campaign holds beside pictures: who takes part, texts, proposed motifs and their votes, results."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.asset import Asset
from assets.models.collection import Campaign
from assets.models.organization import Organization, User


class Participation(models.Model):
    """What an organization may do in a joint campaign; the campaign's own organization may do all of it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="participations")
    may_add = models.BooleanField(default=True)
    may_post = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["organization__name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "organization"], name="takes_part_once")]

    def __str__(self) -> str:
        return f"{self.organization_id} in {self.campaign_id}"


class CampaignText(models.Model):
    """A text for a post; the credit line of its picture is added when it is read, never stored."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="texts")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.PROTECT, related_name="campaign_texts")
    channel = models.CharField(max_length=20)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return self.title or self.text[:40]


class Motif(models.Model):
    """A motif proposed on a campaign's board: voted on by people, decided by one who leads the campaign."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "vorgeschlagen"
        CHOSEN = "chosen", "ausgewählt"
        DECLINED = "declined", "nicht ausgewählt"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="motifs")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="motifs")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_because = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "asset"], name="proposed_once")]

    def __str__(self) -> str:
        return f"{self.asset_id} for {self.campaign_id}"


class MotifVote(models.Model):
    """One person's voice for one motif: counted, not shown by name."""

    motif = models.ForeignKey(Motif, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["motif", "user"], name="one_vote_each")]

    def __str__(self) -> str:
        return f"vote for {self.motif_id}"


class MotifComment(models.Model):
    """A signed remark on a motif."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    motif = models.ForeignKey(Motif, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]

    def __str__(self) -> str:
        return self.text[:40]


class CampaignResult(models.Model):
    """A figure that somebody noted: what came of it, on which channel, counted when."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="results")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, blank=True)
    label = models.CharField(max_length=100, help_text="What was counted: Aufrufe, verkaufte Hemden, Besucher:innen.")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    counted_on = models.DateField()
    note = models.CharField(max_length=1000, blank=True)
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-counted_on", "-id"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(value__gte=0), name="result_counts")]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"

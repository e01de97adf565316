"""The ledger of uses: who posted what, where, when, under which decision, and how that decision stands today."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models import Asset, Organization, User
from licensing.models.decision import RightsDecision
from licensing.models.rendition import RenditionState
from licensing.models.resolution import Resolution


class ChannelAccount(models.Model):
    """An account of an organization on a channel: its Instagram name, the address of its website."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="channel_accounts")
    channel = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True, help_text="Addresses that begin so belong to this account.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["channel", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "channel", "name"], name="account_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Publication(models.Model):
    """One use by one organization. It is judged again whenever a fact changes; it is ended, never deleted.

    Live and scheduled ones rest on a releasing decision for the same asset, organization and channel, or on a
    person's resolution. `decided_verdict` and `decided_channel` are copies of the decision, so that constraints can
    compare them; that the decision covers this use is a trigger's to say (`licensing.publication_rules`). A use
    that was found to be on without a release is recorded as what it is: due for removal. `verdict_now` says how it
    stands today, the last `PublicationVerdict` why.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "vorgemerkt"
        SCHEDULED = "scheduled", "geplant"
        LIVE = "live", "veröffentlicht"
        DUE_FOR_REMOVAL = "due_for_removal", "muss entfernt werden"
        REMOVED = "removed", "entfernt"
        CANCELED = "canceled", "abgesagt"
        IRREVOCABLE = "irrevocable", "nicht rückholbar"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="publications")
    rendition = models.ForeignKey(RenditionState, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="publications")
    account = models.ForeignKey(ChannelAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    placement = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=40)
    question = models.JSONField(help_text="The whole question, so that exactly it can be asked again.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    post_id = models.CharField(max_length=200, blank=True)
    print_run = models.PositiveIntegerField(null=True, blank=True)
    credit_line = models.CharField(max_length=1000, blank=True, help_text="As it was published.")
    ai_label = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(
        RightsDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    decided_verdict = models.CharField(max_length=25, blank=True)
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    chosen_grant = models.CharField(max_length=40, blank=True, help_text="Uuid of the grant that it rests on.")
    state = models.CharField(max_length=20, choices=State.choices)
    verdict_now = models.CharField(max_length=25, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judge_again_at = models.DateTimeField(null=True, blank=True, help_text="When the answer may change by itself.")
    judged_ruleset = models.CharField(
        max_length=40, blank=True, help_text="Version of the rules that it was judged by."
    )
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-from_on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["asset", "state"], name="publication_by_asset"),
            models.Index(fields=["organization", "state"], name="publication_by_organization"),
            models.Index(fields=["judge_again_at"], name="publication_to_judge"),
            models.Index(fields=["judged_ruleset"], name="publication_by_ruleset"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="publication_term"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True)
                | Q(published_at__isnull=True)
                | Q(removed_at__gte=models.F("published_at")),
                name="removed_after_published",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "live"])
                | Q(decided_verdict__in=["allowed", "allowed_with_duties"])
                | Q(resolution__isnull=False),
                name="publication_rests_on_a_release",
            ),
            models.CheckConstraint(
                condition=~Q(state="irrevocable")
                | Q(channel__in=["newsletter", "press", "print", "poster", "merchandise"]),
                name="irrevocable_only_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.from_on}"


class PublicationVerdict(models.Model):
    """How a publication was judged, and why: insert-only, one row whenever the verdict changes."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=25)
    reasons = models.JSONField(default=list, help_text="Codes with parameters, without names.")
    cause = models.CharField(max_length=60, blank=True, help_text="Strongest reason code behind the change.")
    judged_at = models.DateTimeField()
    ruleset_version = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.verdict} {self.judged_at}"

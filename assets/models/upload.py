"""Bringing in: drafts, the files that arrive in them, and drop-boxes for people without an account.

A draft is no asset: nobody but its people sees it, search does not know it. Its files are whole objects in the
library's own store before they are acknowledged; taking the draft over makes assets of them.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assets.models.asset import Asset, Visibility
from assets.models.collection import Campaign
from assets.models.organization import Organization, User
from assets.models.original import Worked
from assets.uploads.querysets import UploadDraftQuerySet, UploadFileQuerySet


class DropBox(models.Model):
    """A signed link through which photographers hand in files without an account, terms first; secret as SHA-256."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="drop_boxes")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    message = models.CharField(max_length=1000, blank=True)
    terms = models.TextField(help_text="What the person who hands in agrees to, as shown.")
    claims = models.JSONField(default=dict, help_text="Preset and answers that every draft of this box begins with.")
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="drop_boxes")
    max_files = models.PositiveIntegerField(default=200)
    created_at = models.DateTimeField()
    until_on = models.DateField(help_text="Last day, inclusive.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class DropBoxAcceptance(models.Model):
    """Somebody accepted the terms of a drop-box: who they said they are, when, the exact terms. Insert-only."""

    drop_box = models.ForeignKey(DropBox, on_delete=models.PROTECT, related_name="acceptances")
    name = models.CharField(max_length=200, help_text="As given; seen by the organization that holds the box only.")
    email = models.EmailField(blank=True)
    terms = models.TextField()
    terms_sha256 = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64, unique=True, help_text="Of what the browser shows from then on.")
    accepted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.drop_box_id} {self.accepted_at}"


class UploadDraft(models.Model):
    """Files that come in together, and what people say about them before they become assets.

    `claims` holds the answers of the three steps as the page wrote them (preset and its answers, who is to be seen,
    batch values); they are checked and expanded to records when the draft is taken over, not before.
    """

    class State(models.TextChoices):
        OPEN = "open", "in Arbeit"
        TAKEN_OVER = "taken_over", "übernommen"
        ABANDONED = "abandoned", "verworfen"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="upload_drafts")
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="upload_drafts")
    acceptance = models.OneToOneField(
        DropBoxAcceptance, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    claims = models.JSONField(default=dict)
    visibility = models.CharField(max_length=20, choices=Visibility.choices, default=Visibility.ORGANIZATION)
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    taken_over_at = models.DateTimeField(null=True, blank=True)

    objects = UploadDraftQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(acceptance__isnull=False), name="draft_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(state="taken_over", taken_over_at__isnull=False)
                | (~Q(state="taken_over") & Q(taken_over_at__isnull=True)),
                name="draft_taken_over_iff_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.uuid)


class UploadFile(Worked):
    """One file of a draft on its way: parts, then a whole object, then examined, then an asset.

    `complete` answers only after the store holds the whole object; from then on the file is never lost. `sha256` is
    computed by our worker from the bytes in the store. What the browser said (name, size, type) is a label.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", "wird übertragen"
        ARRIVED = "arrived", "angekommen"
        READY = "ready", "bereit"
        DUPLICATE = "duplicate", "gibt es schon"
        REFUSED = "refused", "abgelehnt"
        QUARANTINED = "quarantined", "gesperrt"
        LEFT_OUT = "left_out", "weggelassen"
        TAKEN_OVER = "taken_over", "übernommen"

    class Choice(models.TextChoices):
        """What to do with bytes that the organization holds already (and the owner may see)."""

        ASK = "ask", "noch offen"
        USE_EXISTING = "use_existing", "Vorhandenes nehmen"
        KEEP_BOTH = "keep_both", "trotzdem laden"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(UploadDraft, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveIntegerField(default=0)
    filename = models.CharField(max_length=255, help_text="A label, never a path.")
    folder = models.CharField(max_length=1000, blank=True, help_text="Where it lay when a folder was chosen: a label.")
    size_bytes = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=100, blank=True, help_text="The client's mark to find its file again.")
    key = models.CharField(max_length=300, unique=True)
    upload_id = models.CharField(max_length=1024, blank=True, help_text="Of the store; empty once it is over.")
    part_bytes = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVING)
    reason = models.CharField(max_length=60, blank=True, help_text="Code of a refusal or quarantine.")
    choice = models.CharField(max_length=12, choices=Choice.choices, default=Choice.ASK)
    sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=100, blank=True, help_text="As found in the bytes.")
    facts = models.JSONField(default=dict, help_text="FileFacts as read in the child; becomes the original's.")
    tile_key = models.CharField(max_length=300, blank=True)
    looks = models.JSONField(default=list, help_text="Perceptual hashes of the picture and its middles, as text.")
    details = models.JSONField(default=dict, help_text="What people wrote about this file in step 3.")
    duplicate_of = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.PROTECT, related_name="upload_files")
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(help_text="Last sign of life of the client: signing, listing, a part.")
    arrived_at = models.DateTimeField(null=True, blank=True)
    examined_at = models.DateTimeField(null=True, blank=True)

    objects = UploadFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="receiving") | Q(arrived_at__isnull=True), name="receiving_has_not_arrived"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["arrived", "ready", "taken_over"]) | Q(arrived_at__isnull=False),
                name="arrived_file_is_dated",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["touched_at"], name="upload_receiving", condition=Q(state="receiving")),
            models.Index(
                fields=["next_attempt_at", "id"],
                name="upload_with_work",
                condition=Q(state="arrived", gave_up_at__isnull=True),
            ),
            models.Index(fields=["sha256"], name="upload_by_hash"),
        ]

    def __str__(self) -> str:
        return self.filename


class FormerOriginal(models.Model):
    """An original that was replaced: its bytes stay in the library, its rights facts do not pass on. Insert-only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="former_originals")
    number = models.PositiveIntegerField(help_text="1 for the first version of the asset.")
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    filename = models.CharField(max_length=255)
    file_facts = models.JSONField(default=dict)
    source = models.ForeignKey("assets.IndexSource", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=1024, help_text="Where the bytes lie in the source.")
    rights = models.JSONField(default=dict, help_text="Ids and versions of what was recorded for it; no names.")
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["asset", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.filename} ({self.number})"

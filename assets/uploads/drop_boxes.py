"""Drop-boxes: links through which people without an account hand in files, after they accepted the terms.

Who holds the link sees the invitation and what they hand in themselves, nothing of the library: not what others handed
in, not whether the bytes are here already. The secrets of the link and of an acceptance are stored as SHA-256 only. A
box closes after its last day, or when an editor ends it; what was handed in stays.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from assets import audit
from assets.errors import DomainError, FieldInvalid
from assets.models import Campaign, DropBox, DropBoxAcceptance, Organization, Role, UploadDraft, UploadFile, User
from assets.storage import ObjectStore
from assets.uploads.receiving import Added, NewFile, RefusedFile, add_files
from assets.viewer import Viewer

LONGEST_DAYS: Final = 366
MOST_FILES: Final = 1000
DEFAULT_FILES: Final = 200
TOO_MANY: Final = "box-full"


class DropBoxEnded(DomainError):
    """The box was ended, or its last day is over; `since` is the first day on which it is closed."""

    code = "drop-box-ended"

    def __init__(self, since: date) -> None:
        super().__init__(f"Diese Ablage ist seit dem {since:%d.%m.%Y} geschlossen.")
        self.since = since


@dataclass(frozen=True, slots=True, kw_only=True)
class DropBoxRecord:
    """What a box says to who hands in. `until_on` is the last day; `claims`, checked before, begin every draft."""

    title: str
    terms: str
    until_on: date
    message: str = ""
    max_files: int = DEFAULT_FILES
    claims: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewDropBox:
    """A box, and the secret of its link: shown this once."""

    box: DropBox
    secret: str


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def drop_boxes_for(viewer: Viewer) -> "QuerySet[DropBox]":
    """Boxes of organizations in which the viewer edits, with how often their terms were accepted (`accepted`)."""
    rows = DropBox.objects.select_related("organization", "campaign").annotate(accepted=Count("acceptances"))
    return rows if viewer.sees_all else rows.filter(organization_id__in=viewer.organizations_as(Role.EDITOR))


@transaction.atomic
def create_drop_box(
    record: DropBoxRecord, *, organization: Organization, by: User, campaign: Campaign | None = None
) -> NewDropBox:
    """Open a box. Raises FieldInvalid."""
    today = timezone.localdate()
    if not today <= record.until_on <= today + timedelta(days=LONGEST_DAYS):
        raise FieldInvalid("until_on", "Eine Ablage ist höchstens ein Jahr offen, und nicht rückwirkend.")
    if not 1 <= record.max_files <= MOST_FILES:
        raise FieldInvalid("max_files", f"Möglich sind 1 bis {MOST_FILES} Dateien.")
    if not record.terms.strip():
        raise FieldInvalid("terms", "Ohne Bedingungen weiß niemand, was mit den Bildern geschehen darf.")
    secret = secrets.token_urlsafe(32)
    box = DropBox.objects.create(
        secret_hash=hash_of(secret),
        organization=organization,
        created_by=by,
        title=record.title,
        message=record.message,
        terms=record.terms,
        claims=dict(record.claims),
        campaign=campaign,
        max_files=record.max_files,
        created_at=timezone.now(),
        until_on=record.until_on,
    )
    _note("drop_box.created", box, str(by.uuid), {"until_on": record.until_on.isoformat(), "terms": hash_of(box.terms)})
    return NewDropBox(box, secret)


@transaction.atomic
def end_drop_box(box: DropBox, *, by: User) -> None:
    """Close a box at once; twice is once."""
    if DropBox.objects.filter(pk=box.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        _note("drop_box.ended", box, str(by.uuid), {})


def find_drop_box(secret: str) -> DropBox | None:
    """The box behind a link. Every secret is hashed and looked up, so that all wrong ones cost the same."""
    rows = DropBox.objects.select_related("organization")
    return rows.filter(secret_hash=hash_of(secret)).first()


def closed_since(box: DropBox, *, at: datetime) -> date | None:
    """The first day on which a box is closed; none while it is open."""
    if box.ended_at is not None:
        return min(timezone.localdate(box.ended_at), box.until_on + timedelta(days=1))
    return box.until_on + timedelta(days=1) if timezone.localdate(at) > box.until_on else None


def check_open(box: DropBox) -> None:
    """Raises DropBoxEnded."""
    since = closed_since(box, at=timezone.now())
    if since is not None:
        raise DropBoxEnded(since)


@transaction.atomic
def accept_terms(box: DropBox, *, name: str, terms_sha256: str, email: str = "") -> str:
    """Record who accepted which terms and begin their draft; the secret that their browser shows from then on.

    Raises DropBoxEnded, and FieldInvalid when the terms are not those that were read.
    """
    locked = DropBox.objects.select_for_update(of=("self",)).get(pk=box.pk)
    check_open(locked)
    if terms_sha256 != hash_of(locked.terms):
        raise FieldInvalid("terms_sha256", "Das sind nicht die Bedingungen dieser Ablage. Bitte noch einmal lesen.")
    called = " ".join(name.split())
    if not called:
        raise FieldInvalid("name", "Bitte den Namen angeben.")
    secret, now = secrets.token_urlsafe(32), timezone.now()
    acceptance = DropBoxAcceptance.objects.create(
        drop_box=locked,
        name=called,
        email=email,
        terms=locked.terms,
        terms_sha256=terms_sha256,
        secret_hash=hash_of(secret),
        accepted_at=now,
    )
    draft = UploadDraft.objects.create(
        organization_id=locked.organization_id,
        acceptance=acceptance,
        title=f"{locked.title}: {called}"[:200],
        claims=locked.claims,
        campaign_id=locked.campaign_id,
        created_at=now,
        changed_at=now,
    )
    _note("drop_box.accepted", locked, "drop-box", {"terms": terms_sha256, "draft": str(draft.uuid)})
    return secret


def draft_of(box: DropBox, secret: str) -> UploadDraft | None:
    """The draft that an acceptance of this box opened; none for a secret that is none."""
    rows = UploadDraft.objects.select_related("organization", "owner")
    return rows.filter(acceptance__drop_box=box, acceptance__secret_hash=hash_of(secret)).first()


@transaction.atomic
def hand_in(box: DropBox, draft: UploadDraft, files: Sequence[NewFile], *, store: ObjectStore) -> Added:
    """Announce files, as many as the box still takes from all who hand in; the others are refused by name."""
    DropBox.objects.select_for_update(of=("self",)).get(pk=box.pk)
    handed_in = UploadFile.objects.filter(draft__acceptance__drop_box=box)
    there = handed_in.exclude(state=UploadFile.State.LEFT_OUT, arrived_at__isnull=True).count()
    room = max(0, box.max_files - there)
    added = add_files(draft, files[:room], store=store)
    rest = [RefusedFile(each.filename, TOO_MANY) for each in files[room:]]
    return Added(added.files, [*added.refused, *rest])


def _note(action: str, box: DropBox, actor: str, data: Mapping[str, object]) -> None:
    audit.record(action, actor=actor, object_kind="drop_box", object_id=str(box.uuid), data=data)

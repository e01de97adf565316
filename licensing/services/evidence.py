"""Documents that prove: filed encrypted, each reading recorded. Who may read them is decided at the door (`reads`)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.errors import FieldInvalid
from assets.intake.names import label_of
from assets.models import Organization, User
from licensing import evidence
from licensing.evidence import EvidenceUnreadable, Sealed
from licensing.models import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentUpload:
    """A file as it came; its type is found in its bytes, its name is only a label."""

    content: bytes
    filename: str
    kind: str
    title: str = ""
    retain_until: date | None = None


def file_document(upload: DocumentUpload, *, keeper: Organization, by: User) -> Document:
    """Encrypt and keep a document: object first, row second, so that no row is without its bytes.

    Raises FieldInvalid for a type or size that is not taken, EvidenceKeyMissing where no key is configured.
    """
    if upload.kind not in Document.Kind.values:
        raise FieldInvalid("kind", "Diese Art von Beleg gibt es hier nicht.")
    media_type = evidence.media_type_of(upload.content)
    uuid = uuid4()
    wrapped = evidence.store_bytes(upload.content, document=uuid, organization=keeper.uuid)
    filename = label_of(upload.filename)
    with transaction.atomic():
        document = Document.objects.create(
            uuid=uuid,
            organization=keeper,
            kind=upload.kind,
            title=" ".join(upload.title.split())[:200] or filename[:200],
            filename=filename,
            media_type=media_type,
            size_bytes=len(upload.content),
            sha256=hashlib.sha256(upload.content).hexdigest(),
            key=f"{evidence.PREFIX}{uuid}",
            key_id=wrapped.key_id,
            wrapped_key=wrapped.ciphertext,
            created_by=by,
            created_at=timezone.now(),
            retain_until=upload.retain_until,
        )
        _note("document.filed", document, by, {"kind": upload.kind, "size": document.size_bytes})
    return document


def read_document(document: Document, *, by: User) -> bytes:
    """The document in the clear, checked against what was filed; the reading is recorded before it is handed out."""
    content = open_document(document)
    _note("document.read", document, by, {})
    return content


def open_document(document: Document) -> bytes:
    """The bytes without a record of reading them: for exports and checks, which are recorded as such."""
    if document.erased_at is not None:
        raise FieldInvalid("document", "Dieser Beleg ist gelöscht; dass es ihn gab, bleibt vermerkt.")
    content = evidence.open_bytes(
        Sealed(bytes(document.wrapped_key), document.key_id),
        document=document.uuid,
        organization=document.organization.uuid,
    )
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise EvidenceUnreadable
    return content


@transaction.atomic
def erase_document(document: Document, *, by: str, reason: str) -> None:
    """Let the bytes go, with the key that opens every copy of them; that they were held, and their hash, stays.

    Row first, object second: what remains after a crash is an object that nobody can read and `check_library` removes.
    """
    erased = Document.objects.filter(pk=document.pk, erased_at__isnull=True)
    if not erased.update(erased_at=timezone.now(), key="", key_id="", wrapped_key=b"", filename="", title="gelöscht"):
        return
    audit.record(
        "document.erased",
        actor=by,
        object_kind="document",
        object_id=str(document.uuid),
        data={"reason": reason, "sha256": document.sha256},
    )
    uuid = document.uuid
    transaction.on_commit(lambda: evidence.delete_bytes(uuid))


@transaction.atomic
def rewrap_document(pk: int) -> bool:
    """Bring one document's data key under the current evidence key; whether there was something to do."""
    document = Document.objects.select_for_update(of=("self",)).select_related("organization").get(pk=pk)
    if document.erased_at is not None or document.key_id == evidence.current_key_id():
        return False
    former = Sealed(bytes(document.wrapped_key), document.key_id)
    fresh = evidence.rewrapped(former, document=document.uuid, organization=document.organization.uuid)
    Document.objects.filter(pk=pk).update(wrapped_key=fresh.ciphertext, key_id=fresh.key_id)
    return True


def _note(action: str, document: Document, by: User, data: dict[str, object]) -> None:
    audit.record(action, actor=str(by.uuid), object_kind="document", object_id=str(document.uuid), data=data)

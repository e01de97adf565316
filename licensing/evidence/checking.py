"""Evidence's part of `check_library`: each document is there, whole, and opens with a configured key."""

from collections.abc import Iterator

from assets.checking import Finding, Scope, orphans_under
from assets.storage import StoreError
from licensing.evidence.keys import EvidenceKeyMissing, EvidenceUnreadable
from licensing.evidence.sealing import Sealed
from licensing.evidence.store import OVERHEAD_BYTES, PREFIX, open_bytes
from licensing.models import Document


def documents(scope: Scope) -> Iterator[Finding]:
    """Nothing here repairs itself but orphans: a lost proof is for a person to look for in a backup."""
    there = {info.key: info.size_bytes for info in scope.store.list(PREFIX)}
    held = Document.objects.filter(erased_at__isnull=True).select_related("organization").order_by("pk")
    for row in held.iterator():
        subject, size = f"document {row.uuid}", there.get(row.key)
        if size is None:
            yield Finding("row-without-object", subject)
        elif size != row.size_bytes + OVERHEAD_BYTES:
            yield Finding("size-differs", subject)
        elif scope.with_hashes and not _opens(row):
            yield Finding("evidence-unreadable", subject)
    yield from orphans_under(PREFIX, scope, known=_known)


def _opens(row: Document) -> bool:
    sealed = Sealed(bytes(row.wrapped_key), row.key_id)
    try:
        open_bytes(sealed, document=row.uuid, organization=row.organization.uuid)
    except (EvidenceUnreadable, EvidenceKeyMissing, StoreError):
        return False
    return True


def _known(keys: list[str]) -> set[str]:
    return set(Document.objects.filter(key__in=keys).values_list("key", flat=True))

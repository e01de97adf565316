"""A new evidence key: every data key and every contact is opened with the former one and wrapped with the new.

Row by row, each in its own transaction, so that the command may be stopped, run again, and run while people work.
"""

from dataclasses import dataclass

from django.db import transaction

from licensing.evidence import (
    EvidenceKeyMissing,
    EvidenceUnreadable,
    Sealed,
    current_key_id,
    sealed_contact,
    unsealed_contact,
)
from licensing.models import Document, PersonContact
from licensing.services.evidence import rewrap_document


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many were brought over, and which no configured key opens."""

    documents: int
    contacts: int
    failed: tuple[str, ...]


def rotate_keys() -> Rotation:
    """Bring over what is left; what no key opens is named and left as it is."""
    key_id = current_key_id()
    failed: list[str] = []
    documents = contacts = 0
    stale = Document.objects.filter(erased_at__isnull=True).exclude(key_id=key_id)
    for pk, uuid in list(stale.order_by("pk").values_list("pk", "uuid")):
        try:
            documents += rewrap_document(pk)
        except (EvidenceKeyMissing, EvidenceUnreadable):
            failed.append(f"document {uuid}")
    for pk in list(PersonContact.objects.exclude(key_id=key_id).order_by("pk").values_list("pk", flat=True)):
        try:
            contacts += _rewrap_contact(pk)
        except (EvidenceKeyMissing, EvidenceUnreadable):
            failed.append(f"contact {pk}")
    return Rotation(documents, contacts, tuple(failed))


@transaction.atomic
def _rewrap_contact(pk: int) -> bool:
    rows = PersonContact.objects.select_for_update(of=("self",)).select_related("person__organization")
    row = rows.get(pk=pk)
    person = row.person
    names = {"organization": person.organization.uuid, "person": person.uuid}
    fresh = sealed_contact(unsealed_contact(Sealed(bytes(row.ciphertext), row.key_id), **names), **names)
    PersonContact.objects.filter(pk=pk).update(ciphertext=fresh.ciphertext, key_id=fresh.key_id)
    return True

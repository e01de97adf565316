"""Proof and contact data, encrypted at rest and apart from everything else (security rule 55).

Every organization has a key of its own, derived from the evidence key of the installation. Each document has a data key
that only its row holds, wrapped: erasing the row makes every copy of the object unreadable, also those in backups of
the store.
"""

from licensing.evidence.keys import EvidenceKeyMissing, EvidenceUnreadable, current_key_id, is_configured
from licensing.evidence.sealing import Contact, Sealed, seal, sealed_contact, unseal, unsealed_contact
from licensing.evidence.store import PREFIX, delete_bytes, open_bytes, rewrapped, store_bytes
from licensing.evidence.types import ACCEPTED, MAX_BYTES, media_type_of

__all__ = [
    "ACCEPTED",
    "MAX_BYTES",
    "PREFIX",
    "Contact",
    "EvidenceKeyMissing",
    "EvidenceUnreadable",
    "Sealed",
    "current_key_id",
    "delete_bytes",
    "is_configured",
    "media_type_of",
    "open_bytes",
    "rewrapped",
    "seal",
    "sealed_contact",
    "store_bytes",
    "unseal",
    "unsealed_contact",
]

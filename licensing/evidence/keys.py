"""Which key opens what: the evidence key of the settings, former ones for reading, one key derived per organization.

A key is named by its id, a hash that tells nothing of it, so that a row says which key it needs and rotation knows what
is left to do.
"""

import hashlib
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from assets.errors import DomainError

KEY_BYTES = 32
_ID_LENGTH = 16


class EvidenceKeyMissing(DomainError):
    """No evidence key is configured, or not the one with which something was encrypted."""

    code = "evidence-unavailable"

    def __init__(self) -> None:
        super().__init__("Belege lassen sich gerade nicht verschlüsseln oder öffnen: Der Schlüssel dafür fehlt.")


class EvidenceUnreadable(DomainError):
    """What lies in the store or the row is not what was encrypted: damaged, exchanged, or of another record."""

    code = "evidence-unavailable"

    def __init__(self) -> None:
        super().__init__("Der Beleg ist beschädigt und lässt sich nicht öffnen. Bitte den Betrieb benachrichtigen.")


def is_configured() -> bool:
    return bool(settings.EVIDENCE_KEY)


def current_key_id() -> str:
    """The id of the key that encrypts from now on."""
    if not is_configured():
        raise EvidenceKeyMissing
    return _id_of(settings.EVIDENCE_KEY)


def cipher(organization: UUID, key_id: str) -> AESGCM:
    """AES-256-GCM with the key of one organization; raises EvidenceKeyMissing for an id that no setting holds."""
    for secret in (settings.EVIDENCE_KEY, *settings.EVIDENCE_KEY_FALLBACKS):
        if secret and _id_of(secret) == key_id:
            return AESGCM(_derived(secret, organization))
    raise EvidenceKeyMissing


def _id_of(secret: str) -> str:
    return hashlib.sha256(b"bildkreis evidence key id\0" + secret.encode()).hexdigest()[:_ID_LENGTH]


@lru_cache(maxsize=256)
def _derived(secret: str, organization: UUID) -> bytes:
    info = b"bildkreis evidence of organization\0" + organization.bytes
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret.encode())

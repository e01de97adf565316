"""Documents in the object store: encrypted with a data key of their own, under a name that says nothing."""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assets.storage import store_from_settings
from licensing.evidence.keys import KEY_BYTES, EvidenceUnreadable
from licensing.evidence.sealing import NONCE_BYTES, TAG_BYTES, Sealed, seal, unseal

PREFIX = "evidence/"
OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES
"""By how much an object is longer than its document."""


def key_of(document: UUID) -> str:
    return f"{PREFIX}{document}"


def store_bytes(content: bytes, *, document: UUID, organization: UUID) -> Sealed:
    """Encrypt and store; what is returned is the wrapped data key, without which the object is noise."""
    data_key, nonce = os.urandom(KEY_BYTES), os.urandom(NONCE_BYTES)
    wrapped = _wrapped(data_key, document, organization)  # first: without a key nothing is stored
    store_from_settings().put(key_of(document), nonce + AESGCM(data_key).encrypt(nonce, content, document.bytes))
    return wrapped


def open_bytes(sealed: Sealed, *, document: UUID, organization: UUID) -> bytes:
    """The document as it was filed; EvidenceUnreadable when a bit of the object or of its key differs."""
    data_key = unseal(sealed, organization=organization, purpose=_purpose(document))
    with store_from_settings().open(key_of(document)) as stream:
        stored = stream.read()
    try:
        return AESGCM(data_key).decrypt(stored[:NONCE_BYTES], stored[NONCE_BYTES:], document.bytes)
    except (InvalidTag, ValueError) as error:
        raise EvidenceUnreadable from error


def rewrapped(sealed: Sealed, *, document: UUID, organization: UUID) -> Sealed:
    """The same data key under the current key: rotation touches rows, not objects."""
    data_key = unseal(sealed, organization=organization, purpose=_purpose(document))
    return _wrapped(data_key, document, organization)


def delete_bytes(document: UUID) -> None:
    store_from_settings().delete(key_of(document))


def _wrapped(data_key: bytes, document: UUID, organization: UUID) -> Sealed:
    return seal(data_key, organization=organization, purpose=_purpose(document))


def _purpose(document: UUID) -> str:
    return f"document:{document}"

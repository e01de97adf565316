"""Small things encrypted whole: contact data of a person, the data key of a document.

AES-256-GCM with a random nonce in front. The purpose and the record are authenticated with it, so that ciphertext that
was moved to another row or another use does not open.
"""

import os
from dataclasses import dataclass
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag

from licensing.evidence.keys import EvidenceUnreadable, cipher, current_key_id

NONCE_BYTES = 12
TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """Ciphertext and the id of the key that opens it."""

    ciphertext: bytes
    key_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Name and ways to reach a person; never logged, never in a URL, never in a decision."""

    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.address or self.email or self.phone)


def seal(plain: bytes, *, organization: UUID, purpose: str) -> Sealed:
    """Encrypt under the current key of an organization; `purpose` names use and record and has to be known again."""
    key_id, nonce = current_key_id(), os.urandom(NONCE_BYTES)
    encrypted = cipher(organization, key_id).encrypt(nonce, plain, purpose.encode())
    return Sealed(nonce + encrypted, key_id)


def unseal(sealed: Sealed, *, organization: UUID, purpose: str) -> bytes:
    """Raises EvidenceUnreadable when it is not exactly what was sealed for this organization and purpose."""
    opening = cipher(organization, sealed.key_id)
    try:
        return opening.decrypt(sealed.ciphertext[:NONCE_BYTES], sealed.ciphertext[NONCE_BYTES:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise EvidenceUnreadable from error


def sealed_contact(contact: Contact, *, organization: UUID, person: UUID) -> Sealed:
    return seal(msgspec.json.encode(contact), organization=organization, purpose=f"contact:{person}")


def unsealed_contact(sealed: Sealed, *, organization: UUID, person: UUID) -> Contact:
    plain = unseal(sealed, organization=organization, purpose=f"contact:{person}")
    return msgspec.json.decode(plain, type=Contact)

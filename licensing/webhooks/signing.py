"""How a receiver knows that a message is ours and fresh: HMAC-SHA256 over `timestamp.body` with the shared secret."""

import hashlib
import hmac
import secrets
from typing import Final

from licensing.evidence import Sealed, seal, unseal
from licensing.models import Webhook

EVENT_ID: Final = "Bildkreis-Event-Id"
TIMESTAMP: Final = "Bildkreis-Timestamp"
SIGNATURE: Final = "Bildkreis-Signature"
VERSION: Final = "v1"


def new_secret() -> str:
    """256 bits; shown once."""
    return f"bkw_{secrets.token_urlsafe(32)}"


def sealed_secret(secret: str, webhook: Webhook) -> Sealed:
    return seal(secret.encode(), organization=webhook.organization.uuid, purpose=_purpose(webhook))


def secret_of(webhook: Webhook) -> bytes:
    """Raises EvidenceKeyMissing or EvidenceUnreadable (`licensing.evidence`)."""
    sealed = Sealed(bytes(webhook.secret_ciphertext), webhook.key_id)
    return unseal(sealed, organization=webhook.organization.uuid, purpose=_purpose(webhook))


def signature_of(secret: bytes, timestamp: int, body: bytes) -> str:
    """`v1=` and the signature in hex. The time is signed with the body, so that an old message cannot be sent again."""
    return f"{VERSION}={hmac.new(secret, str(timestamp).encode() + b'.' + body, hashlib.sha256).hexdigest()}"


def _purpose(webhook: Webhook) -> str:
    return f"webhook:{webhook.uuid}"

"""Signed tokens for stores that have no signature of their own (HMAC-SHA-256, pure).

A token carries what it permits and until when; its purpose is part of the key, so that a token for reading is never one
for writing. Any key in `keys` verifies, the first signs: keys can be rotated.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ._errors import SignatureRefused

MAX_TOKEN_LENGTH = 6_000


@dataclass(frozen=True, slots=True, repr=False)
class TokenSigner:
    """Signs and verifies small claims. Without a key nothing can be signed: ValueError."""

    keys: Sequence[str]

    def sign(self, purpose: str, claims: dict[str, str | int], *, expires_at: datetime) -> str:
        if not self.keys or not self.keys[0]:
            raise ValueError("signing needs a key")
        body = json.dumps({**claims, "exp": int(expires_at.timestamp())}, sort_keys=True, separators=(",", ":"))
        payload = _text(body.encode())
        return f"{payload}.{_text(_mac(self.keys[0], purpose, payload))}"

    def verify(self, purpose: str, token: str, *, now: datetime) -> dict[str, str | int]:
        """Return the claims, or raise SignatureRefused for a token that is forged, foreign or expired."""
        payload, _, signature = token[:MAX_TOKEN_LENGTH].partition(".")
        expected = (_text(_mac(key, purpose, payload)) for key in self.keys if key)
        given = signature.encode(errors="replace")
        if not any(hmac.compare_digest(candidate.encode(), given) for candidate in expected):
            raise SignatureRefused("the signature does not fit")
        claims: dict[str, str | int] = json.loads(_bytes(payload))
        if int(claims.pop("exp")) < now.timestamp():
            raise SignatureRefused("the signature has expired")
        return claims


def _mac(key: str, purpose: str, payload: str) -> bytes:
    derived = hashlib.sha256(f"object-store:{purpose}:{key}".encode()).digest()
    return hmac.digest(derived, payload.encode(errors="replace"), "sha256")


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

"""The id of the request being answered: made here, never taken from the client, and found again in every log line."""

import secrets
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")


def new_request_id() -> str:
    """96 random bits in 16 URL-safe characters."""
    return secrets.token_urlsafe(12)

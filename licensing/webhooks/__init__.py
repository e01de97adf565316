"""Telling programs that an answer changed: judged by workers, signed, sent in order, retried with growing pauses."""

from licensing.webhooks.addresses import AddressRefused, check_address
from licensing.webhooks.signing import EVENT_ID, SIGNATURE, TIMESTAMP, signature_of
from licensing.webhooks.telling import TellWebhooks

__all__ = [
    "EVENT_ID",
    "SIGNATURE",
    "TIMESTAMP",
    "AddressRefused",
    "TellWebhooks",
    "check_address",
    "signature_of",
]

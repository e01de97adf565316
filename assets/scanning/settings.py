"""Which scanner the operator named."""

from django.conf import settings

from assets.scanning.clamd import Clamd
from assets.scanning.port import Scanner


def scanner_from_settings() -> Scanner | None:
    """The daemon of BILDKREIS_CLAMAV; none when none is named."""
    if not settings.CLAMAV:
        return None
    return Clamd(settings.CLAMAV, settings.CLAMAV_SECONDS, settings.CLAMAV_MAX_MB * 1_000_000)

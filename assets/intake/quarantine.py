"""Bytes in which a scanner finds something stay, shown to nobody, for the people who decide what becomes of them.

The asset is seen by contributors of its organization only, with the reason; it has no rendition, and its bytes leave
to a rights manager as an attachment alone (security rule 21).
"""

import logging
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.intake.outcome import StepFailed
from assets.models import Asset, Original, Rendition, State
from assets.scanning import ScannerUnavailable, TooLargeToScan, scanner_from_settings
from assets.services import touch_assets

logger = logging.getLogger(__name__)

SCANNER_PAUSE_SECONDS = 60
NOT_SCANNED = "not-scanned"


def is_quarantined(original: Original, path: Path) -> bool:
    """Let the scanner look, if there is one; whether the original may go no further.

    Raises `StepFailed` when the scanner does not answer: what nobody looked at waits, and burns no attempt.
    """
    scanner = scanner_from_settings()
    if scanner is None:
        return False
    try:
        finding = scanner.scan(path)
    except ScannerUnavailable as error:
        raise StepFailed("scanner-unavailable", pause=SCANNER_PAUSE_SECONDS) from error
    except TooLargeToScan:
        original.warnings = sorted({*original.warnings, NOT_SCANNED})
        original.save(update_fields=["warnings"])
        return False
    if finding is None:
        return False
    quarantine(original, f"Ein Virenscanner hat in der Datei etwas gefunden: {finding.name}.")
    return True


@transaction.atomic
def quarantine(original: Original, reason: str) -> None:
    """Lock the original away: no step goes on with it, nothing made from it is left."""
    Rendition.objects.filter(original=original).delete()
    Original.objects.filter(pk=original.pk).update(
        failed_step="scan", failure=reason[:300], gave_up_at=timezone.now(), lease="", leased_until=None,
        next_attempt_at=None,
    )  # fmt: skip
    Asset.objects.filter(pk=original.asset_id).update(state=State.QUARANTINED, state_reason=reason[:300])
    audit.record("asset.quarantined", actor="worker", object_kind="asset", object_id=str(original.asset.uuid), data={})
    touch_assets([original.asset_id])
    logger.warning("original quarantined original=%s", original.uuid)

"""Bytes in which a scanner finds something stay, shown to nobody, for the people who decide what becomes of them.

The asset is seen by contributors of its organization only, with the reason; it has no rendition, and its bytes leave
to a rights manager as an attachment alone (security rule 21).
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.intake.outcome import StepFailed
from assets.models import Asset, IndexSource, Location, Original, Rendition, State, User
from assets.scanning import ScannerUnavailable, TooLargeToScan, scanner_from_settings
from assets.services import delete_asset, touch_assets
from assets.storage import store_from_settings

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


@transaction.atomic
def delete_quarantined(asset: Asset, *, by: User) -> None:
    """Take a locked asset away for good, and its bytes where they lie in the library's own store.

    What lies in a source of others stays there, read by nobody here: sources are never written to.
    """
    now = timezone.now()
    Original.objects.select_for_update().get(asset=asset)
    ours = Location.objects.live().filter(original__asset=asset, source__kind=IndexSource.Kind.LIBRARY)
    keys = list(ours.values_list("key", flat=True))
    ours.update(vanished_at=now)
    delete_asset(asset, by=by)
    transaction.on_commit(lambda: _forget(keys), robust=True)
    logger.warning("quarantined asset deleted asset=%s", asset.uuid)


def _forget(keys: Sequence[str]) -> None:
    store = store_from_settings()
    for key in keys:
        store.delete(key)

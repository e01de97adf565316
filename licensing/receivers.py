"""Keep what follows from the facts in step with them, inside the transaction of every change.

Search rows are made again first, then every use of these assets is judged again: what stands on the verdict is known
when the change is committed, or the change is not.
"""

from typing import Any

from django.utils import timezone

from assets.models import Asset
from assets.signals import assets_changed


def connect() -> None:
    """Called once when the app is ready."""
    assets_changed.connect(_derive, sender=Asset, dispatch_uid="licensing.derive")


def _derive(sender: object, *, asset_ids: list[int], **kwargs: Any) -> None:
    from licensing.derived import derive_rights
    from licensing.services.judging import judge_assets
    from licensing.services.shares import end_lost
    from licensing.services.webhooks import note_changes

    now = timezone.now()
    derive_rights(asset_ids)
    judge_assets(asset_ids, at=now)
    end_lost(asset_ids, at=now)
    note_changes(asset_ids, at=now)

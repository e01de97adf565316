"""Keep what follows from the facts in step with them, inside the transaction of every change."""

from typing import Any

from assets.models import Asset
from assets.signals import assets_changed


def connect() -> None:
    """Called once when the app is ready."""
    assets_changed.connect(_derive, sender=Asset, dispatch_uid="licensing.derive")


def _derive(sender: object, *, asset_ids: list[int], **kwargs: Any) -> None:
    from licensing.derived import derive_rights

    derive_rights(asset_ids)

"""What other rooms may react to; handlers run in the transaction of the change."""

from django.dispatch import Signal

assets_changed = Signal()
"""Sent by `touch_assets` with `asset_ids: list[int]`: rows derived from these assets must be made again."""

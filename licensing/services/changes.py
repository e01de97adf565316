"""One way to say that rights of some assets changed: audited, versions raised, search rows made again."""

from collections.abc import Mapping

from assets import audit
from assets.models import User
from assets.services import touch_assets


def record_change(
    asset_ids: list[int], action: str, by: User, object_kind: str, object_id: str, data: Mapping[str, object]
) -> None:
    audit.record(action, actor=str(by.uuid), object_kind=object_kind, object_id=object_id, data=data)
    touch_assets(asset_ids)

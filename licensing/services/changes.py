"""One way to say that rights of some assets changed: audited, versions raised, search rows made again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from assets import audit
from assets.models import User
from assets.services import touch_assets

_gathered: ContextVar[set[int] | None] = ContextVar("gathered", default=None)


def record_change(
    asset_ids: list[int], action: str, by: User, object_kind: str, object_id: str, data: Mapping[str, object]
) -> None:
    audit.record(action, actor=str(by.uuid), object_kind=object_kind, object_id=object_id, data=data)
    gathered = _gathered.get()
    if gathered is None:
        touch_assets(asset_ids)
    else:
        gathered.update(asset_ids)


@contextmanager
def touched_together() -> Iterator[None]:
    """Many changes in one transaction, audited one by one; what follows from them is derived once at the end."""
    gathered: set[int] = set()
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    touch_assets(gathered)

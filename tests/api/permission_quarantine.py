"""Operations on files that were locked away. A part of `permission_table`, whose assets are not: 409 is an entry."""

from assets.models import Role
from tests.api.permission_calls import asset_at, read
from tests.api.permission_rules import Row

QUARANTINE: dict[tuple[str, str], Row] = {
    ("get", "/quarantined-originals"): Row("rights", "none", read("/quarantined-originals")),
    ("post", "/assets/{asset_id}/quarantined-original"): Row(
        "rights", "asset", asset_at("/quarantined-original", {"because": "examine"}), Role.RIGHTS_MANAGER, 409
    ),
    ("delete", "/assets/{asset_id}/quarantined-original"): Row(
        "rights", "asset", asset_at("/quarantined-original"), Role.RIGHTS_MANAGER, 409
    ),
}

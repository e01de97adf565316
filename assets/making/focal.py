"""The focal point of an asset: the program's first guess, until a person says where it is.

What the program found is kept beside it, so that "Automatisch" needs no new look at the picture.
"""

from collections.abc import Mapping

from assets.errors import FieldInvalid
from assets.models import Asset
from assets.renditions import Focal

GUESS, PERSON = "guess", "person"
FIELD = "focal_point"


def remember_guess(asset_id: int, found: Focal | None) -> None:
    """Keep what rendering found; it stands unless a person set the point."""
    point = None if found is None else {"x": found.x, "y": found.y}
    Asset.objects.filter(pk=asset_id).update(focal_guess=point)
    by_nobody = Asset.objects.filter(pk=asset_id).exclude(focal_by=PERSON)
    by_nobody.update(focal_point=point, focal_by=GUESS if point else "")


def set_focal_point(asset: Asset, _field: str, value: object) -> None:
    """A person's point, or with none the program's again; the caller saves. Raises `FieldInvalid`."""
    if value is None:
        asset.focal_point, asset.focal_by = asset.focal_guess, GUESS if asset.focal_guess else ""
        return
    if not isinstance(value, Mapping) or set(value) != {"x", "y"}:
        raise FieldInvalid(FIELD, "Der Schwerpunkt hat x und y zwischen 0 und 1.")
    point = {axis: value[axis] for axis in ("x", "y")}
    if not all(isinstance(each, int | float) and 0 <= each <= 1 for each in point.values()):
        raise FieldInvalid(FIELD, "Der Schwerpunkt hat x und y zwischen 0 und 1.")
    asset.focal_point = {axis: round(float(each), 4) for axis, each in point.items()}
    asset.focal_by = PERSON


def focal_of(asset: Asset) -> Focal | None:
    """The point in force."""
    point = asset.focal_point
    return Focal(float(point["x"]), float(point["y"])) if point else None

"""The cover of a film: the frame that the program found, until a person chooses another moment."""

from assets.errors import FieldInvalid
from assets.models import Asset, Kind, Original

FIELD = "cover_seconds"


def set_cover(asset: Asset, _field: str, value: object) -> None:
    """The key frame at or before that moment, or with none the program's choice; a worker renders it, the caller saves.

    A worker that renders the film meanwhile sees that another frame is wanted, and leaves the step undone.
    Raises `FieldInvalid` for what is no moment of the film.
    """
    if asset.kind != Kind.VIDEO:
        raise FieldInvalid(FIELD, "Ein Titelbild hat nur ein Film.")
    if value is not None and not (isinstance(value, int | float) and 0 <= value <= (asset.duration_seconds or 0)):
        raise FieldInvalid(FIELD, "Diesen Zeitpunkt gibt es in dem Film nicht.")
    asset.cover_seconds = None if value is None else round(float(value), 3)
    Original.objects.filter(asset=asset).update(
        rendered_at=None, indexed_at=None, gave_up_at=None, next_attempt_at=None, attempts=0
    )

"""The drafts' part of `check_library`: bytes that a file names are there, bytes that nobody names are found."""

from collections.abc import Iterator

from assets.checking import Finding, Scope, orphans_under
from assets.models import FormerOriginal, IndexSource, Location, UploadFile
from assets.storage import ObjectNotFound

PREFIX = "uploads/"
State = UploadFile.State
_HELD = (State.ARRIVED, State.READY, State.DUPLICATE)


def uploads(scope: Scope) -> Iterator[Finding]:
    """Acknowledged bytes are in the store; objects of no file, original or former original may go."""
    for key in UploadFile.objects.filter(state__in=_HELD).order_by("pk").values_list("key", flat=True).iterator():
        try:
            scope.store.head(key)
        except ObjectNotFound:
            yield Finding("upload-not-there", key, None)
    yield from orphans_under(PREFIX, scope, known=_named)


def _named(keys: list[str]) -> set[str]:
    """Those of the keys that a row names; a transfer under way names its key before the object is there."""
    files = UploadFile.objects.filter(key__in=keys).exclude(arrived_at__isnull=True, state=State.LEFT_OUT)
    tiles = UploadFile.objects.filter(tile_key__in=keys)
    library = IndexSource.Kind.LIBRARY
    return {
        *files.values_list("key", flat=True),
        *tiles.values_list("tile_key", flat=True),
        *Location.objects.filter(key__in=keys, source__kind=library).values_list("key", flat=True),
        *FormerOriginal.objects.filter(key__in=keys, source__kind=library).values_list("key", flat=True),
    }

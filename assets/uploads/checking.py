"""The drafts' part of `check_library`: bytes that a file names are there, bytes that nobody names are found."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q

from assets.checking import Finding, Scope, orphans_under
from assets.models import FormerOriginal, IndexSource, Location, UploadFile
from assets.storage import ObjectNotFound, Upload

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
    yield from _orphan_parts(scope)


def _orphan_parts(scope: Scope) -> Iterator[Finding]:
    """Parts of an upload that no file names: left by a process that died between beginning it and noting that."""
    for upload in scope.store.list_uploads(PREFIX):
        is_fresh = upload.started_at is not None and upload.started_at >= scope.settled_before
        if not is_fresh and not UploadFile.objects.filter(key=upload.key, upload_id=upload.upload_id).exists():
            yield Finding("orphan-parts", upload.key, partial(_abort, upload, scope))


def _abort(upload: Upload, scope: Scope) -> None:
    if not UploadFile.objects.filter(key=upload.key, upload_id=upload.upload_id).exists():
        scope.store.abort_upload(upload)


def _named(keys: list[str]) -> set[str]:
    """Those of the keys that a row names; a transfer under way names its key before the object is there."""
    gone = Q(arrived_at__isnull=True, state__in=[State.LEFT_OUT, State.REFUSED])
    files = UploadFile.objects.filter(key__in=keys).exclude(gone | Q(state=State.TAKEN_OVER))
    tiles = UploadFile.objects.filter(tile_key__in=keys)
    library = IndexSource.Kind.LIBRARY
    return {
        *files.values_list("key", flat=True),
        *tiles.values_list("tile_key", flat=True),
        *Location.objects.filter(key__in=keys, source__kind=library).values_list("key", flat=True),
        *FormerOriginal.objects.filter(key__in=keys, source__kind=library).values_list("key", flat=True),
    }

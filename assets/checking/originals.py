"""Originals where others keep them: there, of the size that was read, and with hashes the very same bytes.

Nothing here repairs itself: Bildkreis never writes to a source, and a changed original is for a person to look at.
"""

from collections.abc import Iterator, Mapping

from assets.checking.finding import Finding, Scope
from assets.checking.renditions import sha256_of
from assets.intake.steps import open_source
from assets.models import FormerOriginal, IndexSource, Location
from assets.storage import ObjectInfo, ObjectSource, StoreError


def originals(scope: Scope) -> Iterator[Finding]:
    """One listing for each source; a source that does not answer is one finding, not one for each of its files."""
    for source in IndexSource.objects.order_by("pk"):
        try:
            yield from _compared(source, open_source(source), scope)
        except StoreError as error:
            yield Finding("source-unreachable", f"source {source.uuid} {error.code}")


def _differs(source: IndexSource, row: Location, info: ObjectInfo) -> bool:
    """In our own store keys are never used again: there the size alone tells of damage."""
    if source.kind == IndexSource.Kind.LIBRARY:
        return info.size_bytes != row.size_bytes
    return (info.size_bytes, info.mtime_ns, info.etag or "") != (row.size_bytes, row.mtime_ns, row.etag)


def _former(source: IndexSource, there: Mapping[str, ObjectInfo]) -> Iterator[Finding]:
    """Originals that were replaced stay where they are; what others keep, they may take away."""
    if source.kind != IndexSource.Kind.LIBRARY:
        return
    for former in FormerOriginal.objects.filter(source=source).order_by("pk").iterator():
        info = there.get(former.key)
        if info is None or info.size_bytes != former.size_bytes:
            yield Finding("former-original-not-there", f"former original {former.uuid}")


def _compared(source: IndexSource, objects: ObjectSource, scope: Scope) -> Iterator[Finding]:
    there = {info.key: info for info in objects.list()}
    rows = Location.objects.live().filter(source=source, original__isnull=False, hashed_at__isnull=False)
    yield from _former(source, there)
    for row in rows.select_related("original").order_by("pk").iterator():
        info, subject = there.get(row.key), f"location {row.pk}"
        if info is None:
            yield Finding("original-not-there", subject)
        elif _differs(source, row, info):
            yield Finding("original-changed", subject)  # the next `index` takes it in
        elif scope.with_hashes and row.original and sha256_of(objects, row.key) != row.original.sha256:
            yield Finding("original-rotten", subject)

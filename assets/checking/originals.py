"""Originals where others keep them: there, of the size that was read, and with hashes the very same bytes.

Nothing here repairs itself: Bildkreis never writes to a source, and a changed original is for a person to look at.
"""

from collections.abc import Iterator

from assets.checking.finding import Finding, Scope
from assets.checking.renditions import sha256_of
from assets.intake.steps import open_source
from assets.models import IndexSource, Location
from assets.storage import ObjectSource, StoreError


def originals(scope: Scope) -> Iterator[Finding]:
    """One listing for each source; a source that does not answer is one finding, not one for each of its files."""
    for source in IndexSource.objects.order_by("pk"):
        try:
            yield from _compared(source, open_source(source), scope)
        except StoreError as error:
            yield Finding("source-unreachable", f"source {source.uuid} {error.code}")


def _compared(source: IndexSource, objects: ObjectSource, scope: Scope) -> Iterator[Finding]:
    there = {info.key: info for info in objects.list()}
    rows = Location.objects.live().filter(source=source, original__isnull=False, hashed_at__isnull=False)
    for row in rows.select_related("original").order_by("pk").iterator():
        info, subject = there.get(row.key), f"location {row.pk}"
        if info is None:
            yield Finding("original-not-there", subject)
        elif (info.size_bytes, info.mtime_ns, info.etag or "") != (row.size_bytes, row.mtime_ns, row.etag):
            yield Finding("original-changed", subject)  # the next `index` takes it in
        elif scope.with_hashes and row.original and sha256_of(objects, row.key) != row.original.sha256:
            yield Finding("original-rotten", subject)

"""Renditions: every row has its object, of its size and hash; every rendered original has every preset, none stale.

The repair is always to make it again: of previews the stamps are cleared, of renditions for a channel the job is put
back to its start, and a worker does the rest.
"""

import hashlib
from collections.abc import Iterator
from functools import partial

from django.db.models import F

from assets.checking.channel_renditions import jobs_without_rendition, made_again
from assets.checking.finding import Finding, Scope
from assets.checking.orphans import orphans_under
from assets.models import Location, Original, Rendition
from assets.renditions import NOT_RENDERABLE, PRESETS
from assets.storage import ObjectNotFound, ObjectSource

PREFIX = "renditions/"
CHUNK = 1 << 20


def renditions(scope: Scope) -> Iterator[Finding]:
    """Compare rows and objects both ways; with hashes every object is read."""
    sizes = {info.key: info.size_bytes for info in scope.store.list(PREFIX)}
    for row in Rendition.objects.order_by("pk").iterator():
        code = _damage(row, sizes.get(row.key), scope)
        if code:
            yield made_again(code, row) if row.recipe else _finding(code, row.original_id, row.key)
    yield from _incomplete()
    yield from _stale()
    yield from jobs_without_rendition()
    yield from orphans_under(PREFIX, scope, known=_known)


def _damage(row: Rendition, size_bytes: int | None, scope: Scope) -> str:
    if size_bytes is None:
        return "row-without-object"
    if size_bytes != row.size_bytes:
        return "size-differs"
    if scope.with_hashes and sha256_of(scope.store, row.key) != row.sha256:
        return "hash-differs"
    return ""


def sha256_of(store: ObjectSource, key: str) -> str:
    """The hash of an object, read in pieces; empty when it is gone meanwhile."""
    digest = hashlib.sha256()
    try:
        with store.open(key) as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
    except ObjectNotFound:
        return ""
    return digest.hexdigest()


def _incomplete() -> Iterator[Finding]:
    """Rendered, but not in every size; none at all is right for a file that has no picture to show, and says so."""
    wanted = {preset.name for preset in PRESETS}
    no_picture = {str(refusal) for refusal in NOT_RENDERABLE}
    rendered = Original.objects.filter(rendered_at__isnull=False, asset__deleted_at__isnull=True)
    for original in rendered.prefetch_related("renditions").order_by("pk").iterator(chunk_size=500):
        presets = {each.preset for each in original.renditions.all() if not each.recipe}
        if not presets and no_picture & set(original.warnings):
            continue
        for missing in sorted(wanted - presets):
            yield _finding("rendition-missing", original.pk, f"original {original.uuid} {missing}")


def _stale() -> Iterator[Finding]:
    stale = Rendition.objects.filter(created_at__lt=F("original__read_at"), recipe="")
    for original_id, key in stale.order_by("pk").values_list("original_id", "key").iterator():
        yield _finding("rendition-stale", original_id, key)


def _finding(code: str, original_id: int, subject: str) -> Finding:
    """Nothing can be rendered again while no source holds the bytes."""
    has_bytes = Location.objects.live().filter(original=original_id).exists()
    return Finding(code, subject, partial(render_again, original_id) if has_bytes else None)


def render_again(original_id: int) -> None:
    """Clear the stamps, so that a worker renders anew; what a worker holds at the moment is left to it."""
    Original.objects.filter(pk=original_id, lease="").update(
        rendered_at=None, indexed_at=None, gave_up_at=None, next_attempt_at=None, attempts=0
    )


def _known(keys: list[str]) -> set[str]:
    return set(Rendition.objects.filter(key__in=keys).values_list("key", flat=True))

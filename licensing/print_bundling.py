"""What is special about a bundle for a print shop: originals as they were checked, and the report of each preflight.

A motif leaves with its rights inside where its format takes them without touching the artwork; any other leaves as it
is, and the rights sheet beside it says what holds.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath

from assets.artwork.uses import want_of
from assets.errors import FieldInvalid
from assets.intake.steps import fetch_original
from assets.intake.work import Tools
from licensing.copies import CopyOrder, MadeCopy, made_copy
from licensing.embed import COPY_TYPES
from licensing.models import Bundle, BundleItem
from licensing.preflight_report import report_of
from licensing.services.artworks import is_current


@contextmanager
def member_copy(item: BundleItem, tools: Tools) -> Iterator[MadeCopy]:
    """The copy of a member; artwork in a format without a place for rights leaves byte by byte."""
    original = item.asset.original
    if item.artwork_id is None or original.media_type in COPY_TYPES:
        with made_copy(CopyOrder(item.asset, item.decision, item.rendition), tools) as copy:
            yield copy
        return
    path = fetch_original(original, tools)
    try:
        yield MadeCopy(path, original.media_type, path.stat().st_size, "")
    finally:
        path.unlink(missing_ok=True)


def filename_of(item: BundleItem) -> str:
    """The name inside the ZIP: for artwork its product and size come first, as a print shop sorts its jobs."""
    use = item.artwork
    if use is None:
        return item.filename
    try:
        product = want_of(use).product.label.de
    except FieldInvalid:
        product = use.product
    return f"{product} {use.width_mm:g}x{use.height_mm:g} mm {item.asset.original.filename}"


def reports_of(members: Sequence[tuple[str, BundleItem]]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the preflight report of each member that has one, by its name in the ZIP."""
    for name, item in members:
        if item.artwork is not None and item.preflight is not None:
            yield f"Druckprüfung {PurePath(name).stem}.pdf", report_of(item.artwork, item.preflight)


def has_changed_artwork(bundle: Bundle) -> bool:
    """Whether a motif was replaced, or put on its product otherwise, since its preflight."""
    items = bundle.items.filter(artwork__isnull=False).select_related("artwork__asset__original", "preflight")
    return any(
        item.preflight is None or item.artwork is None or not is_current(item.artwork, item.preflight) for item in items
    )

"""A file that a source brings finds the record that waits for it: by where it lies, by its number, by its name."""

import unicodedata
from pathlib import PurePosixPath

from django.db.models import Q

from assets.catalogue.writing import folded
from assets.intake.names import label_of
from assets.models import Asset, CatalogueRecord, IndexSource


def awaited_asset(source: IndexSource, key: str) -> Asset | None:
    """The asset without an original that this file belongs to, inside the caller's transaction.

    The first rule under which a record matches decides; where several records match under it, nobody can tell, and the
    file becomes an asset of its own.
    """
    name = label_of(key)
    stem = PurePosixPath(unicodedata.normalize("NFC", key)).stem
    addresses = [key, f"{source.url.rstrip('/')}/{key.lstrip('/')}"]
    waiting = CatalogueRecord.objects.filter(
        organization_id=source.organization_id, asset__original__isnull=True, asset__deleted_at__isnull=True
    ).select_related("asset")
    for rule in (Q(key__in=addresses), Q(reference__in=[stem, name]), Q(filename_folded=folded(name))):
        found = list(waiting.filter(rule).order_by("pk")[:2])
        if found:
            return found[0].asset if len(found) == 1 else None
    return None

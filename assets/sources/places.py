"""Which places may be a source. A source reads with the rights of this program, so what it may reach is restricted.

Folders and buckets need an entry in `SOURCE_PLACES`: `/srv/bilder`, or `stadt=s3://presse/archiv` for one organization;
a place that nobody named is refused. The library's own store is never a source, and no source lies in that of another
organization: nobody indexes what is not theirs.
"""

import os
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings

from assets.errors import FieldInvalid, SourceUnusable
from assets.models import IndexSource, Organization
from assets.storage import StoreError, open_source_from_settings

LONGEST = 2000


def checked_url(url: str, organization: Organization) -> str:
    """The place in its one spelling; raises FieldInvalid for one that may not be a source of this organization."""
    place = _normal(url)
    if not _is_allowed(place, organization):
        raise FieldInvalid("url", "Diesen Ort haben die Betreiber nicht als Quelle freigegeben.")
    if _overlaps(place, _normal(str(settings.STORAGE_URL))) or _overlaps(place, _normal(str(settings.DATA_DIR))):
        raise FieldInvalid("url", "Dort liegt der Speicher der Bilddatenbank selbst.")
    others = IndexSource.objects.exclude(organization=organization).exclude(kind=IndexSource.Kind.LIBRARY)
    if any(_overlaps(place, each) for each in others.values_list("url", flat=True)):
        raise FieldInvalid("url", "Diesen Ort haben die Betreiber nicht als Quelle freigegeben.")
    return place


def check_reachable(url: str) -> None:
    """Ask the place for its first object; raises SourceUnusable in words."""
    try:
        next(iter(open_source_from_settings(url).list()), None)
    except (StoreError, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, StoreError) else "Der Ort ist nicht lesbar."
        raise SourceUnusable(f"Die Verbindung klappt nicht: {reason}") from error


def _normal(url: str) -> str:
    """`s3://bucket/prefix` without a slash at its end, or the real path of a folder."""
    if len(url) > LONGEST or not url.isprintable():
        raise FieldInvalid("url", "Das ist kein Ort.")
    parts = urlsplit(url)
    if parts.scheme == "s3" and parts.netloc and not parts.query and not parts.fragment:
        prefix = parts.path.strip("/")
        return f"s3://{parts.netloc}/{prefix}" if prefix else f"s3://{parts.netloc}"
    path = unquote(parts.path) if parts.scheme == "file" and parts.netloc in {"", "localhost"} else url
    if not path.startswith("/"):
        raise FieldInvalid("url", "Eine Quelle ist ein Ordner (/…) oder s3://bucket/prefix.")
    return os.path.realpath(path)


def _is_allowed(place: str, organization: Organization) -> bool:
    return any(slug in {"", organization.slug} and _is_in(place, root) for slug, root in _allowed_places())


def _allowed_places() -> Iterator[tuple[str, str]]:
    """Slug (empty for everybody) and root of each entry."""
    for entry in settings.SOURCE_PLACES:
        slug, separator, root = entry.partition("=")
        yield (slug.strip(), _normal(root.strip())) if separator else ("", _normal(entry.strip()))


def _overlaps(one: str, other: str) -> bool:
    return _is_in(one, other) or _is_in(other, one)


def _is_in(place: str, root: str) -> bool:
    return place == root or place.startswith(root.rstrip("/") + "/")

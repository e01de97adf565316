"""From a file of a draft to an asset: the bytes stay where they are, a row names them, and the ordinary steps follow.

What people wrote is theirs and no reading of the file replaces it (rule R3 d). The same bytes are one asset in an
organization unless somebody chose to keep both; then they are twins, told apart by a number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Max

from assets.intake.describe import kind_of
from assets.intake.refusals import refused
from assets.models import Asset, IndexSource, Location, Organization, Original, UploadFile, User
from assets.services import set_keywords
from assets.viewer import Viewer

State = UploadFile.State
_TEXTS: Final = ("title", "headline", "description", "alt_text", "credit_line", "digital_source_type")
_PRECISION: Final = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How an asset begins: who sees it, what a person said of it (only what was said), and who says so."""

    visibility: str
    words: Mapping[str, Any]
    by: User
    at: datetime


def library_of(organization: Organization) -> IndexSource:
    """The library's own store as a source of this organization: where uploads lie."""
    source, _ = IndexSource.objects.get_or_create(
        organization=organization,
        url=IndexSource.LIBRARY_URL,
        defaults={"kind": IndexSource.Kind.LIBRARY, "visibility": "organization", "name": "Hochgeladen"},
    )
    return source


def known_as(files: Sequence[UploadFile], organization: Organization, viewer: Viewer) -> dict[str, Asset]:
    """The assets that hold the bytes of these files already, by SHA-256, as far as the viewer may see them."""
    seen = Asset.objects.visible_to(viewer).filter(
        original__organization=organization, original__sha256__in={file.sha256 for file in files}
    )
    rows = seen.select_related("original").order_by("-original__twin")
    return {asset.original.sha256: asset for asset in rows}


def refusal_of(file: UploadFile, organization: Organization) -> str | None:
    """Why these bytes may not come in at all: erased pictures do not come back."""
    return refused(organization.pk, file.sha256)


def make_asset(file: UploadFile, source: IndexSource, wish: Wish) -> Asset:
    """The asset of a whole file; its original is read, rendered and indexed by the workers like any other."""
    organization = source.organization
    asset = Asset(
        organization=organization,
        visibility=wish.visibility,
        kind=kind_of(file.media_type),
        created_at=wish.at,
        changed_at=wish.at,
    )
    _describe(asset, wish)
    asset.save()
    if "keywords" in wish.words:
        set_keywords(asset, wish.words["keywords"])
    original = Original.objects.create(
        asset=asset,
        organization=organization,
        sha256=file.sha256,
        twin=_next_twin(organization, file.sha256),
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        filename=file.filename,
        uploaded_by=file.draft.owner,
        hashed_at=wish.at,
    )
    Location.objects.create(
        source=source,
        key=file.key,
        size_bytes=file.size_bytes,
        original=original,
        found_at=wish.at,
        hashed_at=wish.at,
        seen_at=wish.at,
    )
    return asset


def _next_twin(organization: Organization, sha256: str) -> int:
    """0 where nobody holds these bytes; an asset that was deleted or is hidden is still a holder."""
    rows = Original.objects.filter(organization=organization, sha256=sha256)
    highest: int | None = rows.aggregate(highest=Max("twin"))["highest"]
    return 0 if highest is None else highest + 1


def _describe(asset: Asset, wish: Wish) -> None:
    for name in _TEXTS:
        if name in wish.words:
            setattr(asset, name, wish.words[name])
    for name in ("creators", "place"):
        if name in wish.words:
            setattr(asset, name, wish.words[name])
    if "taken_at" in wish.words:
        _date(asset, wish.words["taken_at"])
    stamp = {"origin": "person", "by": str(wish.by.uuid), "at": wish.at.isoformat(timespec="seconds")}
    asset.field_origins = dict.fromkeys(wish.words, stamp)


def _date(asset: Asset, text: str) -> None:
    asset.taken_at = text
    asset.taken_precision = _PRECISION.get(len(text), "second") if text else ""
    try:
        asset.taken_on = date.fromisoformat(text[:10])
    except ValueError:  # a year, or a month
        asset.taken_on = None

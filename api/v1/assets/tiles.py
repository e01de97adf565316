"""Tiles: the raw path from the tables to the wire, the same number of queries for one and for a page of them."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from api.v1.assets.answers import LicenseLabel, Named, Tile, VerdictWords
from api.v1.assets.posted_answers import PostedMark, marks_of
from assets.models import Asset, Rendition
from assets.prepared import Keys, prepared
from assets.viewer import Viewer
from licensing.models import LicenseAssignment
from licensing.rights import LICENSES
from licensing.search import current_licenses

_ANY: Final = "00000000-0000-0000-0000-000000000000"
AI_TYPES: Final = ("compositesynthetic", "compositewithtrainedalgorithmicmedia", "trainedalgorithmicmedia")
_COLUMNS: Final = (
    "pk", "uuid", "title", "kind", "width", "height", "color", "credit_line", "creators", "source", "place__name",
    "taken_on", "organization__uuid", "organization__name", "original__filename", "source_ref", "alt_text",
    "digital_source_type", "state", "has_tile", "has_preview", "license",
)  # fmt: skip


Rows = Mapping[int, Mapping[str, Any]]
"""Columns of visible assets by primary key."""


def tiles_of(asset_ids: Sequence[int], viewer: Viewer) -> list[Tile]:
    """Tiles in the order of the ids; whatever the viewer may not see (any more) is left out."""
    return tiles_from(visible_rows(asset_ids, viewer), asset_ids, viewer)


def visible_rows(asset_ids: Collection[int], viewer: Viewer) -> Rows:
    return {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in _visible(asset_ids, viewer)}


@prepared
def _visible(keys: Keys, viewer: Viewer) -> QuerySet[Asset, tuple[Any, ...]]:
    renditions = Rendition.objects.filter(original__asset_id=OuterRef("pk"))
    current = LicenseAssignment.objects.filter(asset_id=OuterRef("pk"), superseded_at__isnull=True)
    shown = Asset.objects.visible_to(viewer).filter(pk__in=keys)
    return shown.annotate(
        has_tile=Exists(renditions.filter(preset="tile")),
        has_preview=Exists(renditions.filter(preset="preview")),
        license=Subquery(current.values("license")[:1]),  # there is one at most: `one_current_license`
    ).values_list(*_COLUMNS)


def tiles_from(
    rows: Rows,
    asset_ids: Sequence[int],
    viewer: Viewer,
    *,
    verdicts: Mapping[int, VerdictWords] | None = None,
    credits_by_id: Mapping[int, str] | None = None,
) -> list[Tile]:
    marks = marks_of(rows, viewer)
    return [
        _tile(
            rows[pk],
            verdict=(verdicts or {}).get(pk),
            credit=(credits_by_id or {}).get(pk),
            posted=marks.get(pk, []),
        )
        for pk in asset_ids
        if pk in rows
    ]


def license_labels(asset_ids: Collection[int]) -> dict[int, LicenseLabel]:
    """The license in force of each asset that has one."""
    return {pk: license_label(code) for pk, code in current_licenses(asset_ids)}


def license_label(code: str) -> LicenseLabel:
    entry = LICENSES.get(code)
    return LicenseLabel(code=code, label=entry.name if entry else code)


def rendition_url(asset: UUID, preset: str) -> str:
    return _address(preset).replace(_ANY, str(asset))


@cache
def _address(preset: str) -> str:
    return reverse("asset-rendition", args=[_ANY, preset])


def is_made_by_model(digital_source_type: str) -> bool:
    return digital_source_type.rsplit("/", 1)[-1].lower() in AI_TYPES


def plain_credit(credit_line: str, creators: Sequence[str], source: str) -> str | None:
    """The recorded line; else creators and source in the usual order, for assets that no question was asked about."""
    named = " / ".join(part for part in (", ".join(creators), source) if part)
    return credit_line or named or None


def _tile(
    row: Mapping[str, Any],
    *,
    verdict: VerdictWords | None,
    credit: str | None,
    posted: list[PostedMark],
) -> Tile:
    is_shown = row["state"] != "quarantined"
    return Tile(
        id=row["uuid"],
        title=row["title"] or row["original__filename"] or "",
        media_type=row["kind"],
        width=row["width"],
        height=row["height"],
        color=row["color"] or None,
        tile_url=rendition_url(row["uuid"], "tile") if is_shown and row["has_tile"] else None,
        preview_url=rendition_url(row["uuid"], "preview") if is_shown and row["has_preview"] else None,
        license=license_label(row["license"]) if row["license"] else None,
        credit=credit or plain_credit(row["credit_line"], row["creators"], row["source"]),
        place=row["place__name"],
        taken_on=row["taken_on"],
        year=row["taken_on"].year if row["taken_on"] else None,
        organization=Named(id=row["organization__uuid"], name=row["organization__name"]),
        filename=row["original__filename"] or "",
        source_ref=row["source_ref"] or None,
        has_alt_text=bool(row["alt_text"]),
        is_ai=is_made_by_model(row["digital_source_type"]),
        posted=posted,
        verdict=verdict,
    )

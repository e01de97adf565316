"""The page of one asset, field by field cut down to what the asker may know (security rules 56 and 60)."""

from typing import Any, Final

from api.answers import Words
from api.v1.assets.answers import (
    AssetDetail,
    AssetPermissions,
    CampaignLabel,
    Conflict,
    ConflictValue,
    FieldOrigin,
    FocalPoint,
    LocationAnswer,
    Named,
    OriginalAnswer,
    PlaceAnswer,
    Position,
    RawValue,
    RenditionAnswer,
    Renditions,
)
from api.v1.assets.people_answers import people_on
from api.v1.assets.posted_answers import marks_of
from api.v1.assets.rights_answers import rights_answer
from api.v1.assets.tiles import license_labels, plain_credit, rendition_url
from api.v1.captions.answers import CaptionAnswer, caption_answer
from assets.making.film_orders import PROXY, STORYBOARD, STORYBOARD_INDEX
from assets.models import Asset, Campaign, Caption, Collection, Original, Place, Role, User
from assets.viewer import Viewer

_PERSONAL_FIELDS: Final = frozenset({"persons_shown", "gps", "latitude", "longitude"})
_ORIGIN_WORDS: Final = (
    ("person", Words(de="von Hand eingetragen", en="entered by a person")),
    ("catalogue", Words(de="aus dem Katalog übernommen", en="taken over from the catalogue")),
    ("rule", Words(de="abgeleitet", en="derived")),
    ("xmp", Words(de="aus der Datei (XMP)", en="from the file (XMP)")),
    ("iim", Words(de="aus der Datei (IPTC)", en="from the file (IPTC)")),
    ("exif", Words(de="aus der Datei (Exif)", en="from the file (Exif)")),
)
_FROM_FILE: Final = Words(de="aus der Datei", en="from the file")


def detail_of(asset: Asset, viewer: Viewer) -> AssetDetail:
    """Expects an asset read with `for_detail()`."""
    is_editor = viewer.holds(Role.EDITOR, asset.organization_id)
    is_own = viewer.sees_all or asset.organization_id in viewer.organization_ids
    original: Original | None = getattr(asset, "original", None)
    shown = _renditions(asset, original)
    return AssetDetail(
        **_summary(asset, original, shown, viewer),
        **_described(asset),
        persons_shown=list(asset.persons_shown) if is_editor else [],
        gps=_position(asset) if is_editor else None,
        shared_with=[Named(id=each.uuid, name=each.name) for each in asset.shared_with.all()] if is_own else [],
        campaigns=_campaigns(asset, viewer),
        collections=_collections(asset, viewer),
        renditions=shown,
        captions=_captions(asset),
        duration_seconds=asset.duration_seconds,
        cover_seconds=asset.cover_seconds,
        pages=asset.pages,
        fields=_origins(asset, is_own=is_own, is_editor=is_editor),
        conflicts=_conflicts(original),
        raw=_raw(original) if is_editor else [],
        original=_original(asset, original, is_editor=is_editor),
        rights=rights_answer(asset, viewer),
        people=people_on(asset, viewer),
        permissions=AssetPermissions(
            edit=is_editor,
            edit_rights=viewer.holds(Role.RIGHTS_MANAGER, asset.organization_id),
            download=asset.state == "ready",
        ),
    )


def _summary(asset: Asset, original: Original | None, shown: Renditions, viewer: Viewer) -> dict[str, Any]:
    """What a tile says as well; the question is asked of POST /api/v1/checks, so there is no verdict."""
    filename = original.filename if original else ""
    return {
        "id": asset.uuid,
        "title": asset.title or filename,
        "media_type": asset.kind,
        "width": asset.width,
        "height": asset.height,
        "color": asset.color or None,
        "tile_url": shown.tile.url if shown.tile else None,
        "preview_url": shown.preview.url if shown.preview else None,
        "license": license_labels([asset.pk]).get(asset.pk),
        "credit": plain_credit(asset.credit_line, asset.creators, asset.source),
        "taken_on": asset.taken_on,
        "year": asset.taken_on.year if asset.taken_on else None,
        "organization": Named(id=asset.organization.uuid, name=asset.organization.name),
        "filename": filename,
        "source_ref": asset.source_ref or None,
        "has_alt_text": bool(asset.alt_text),
        "is_ai": asset.is_artificial,
        "posted": marks_of([asset.pk], viewer).get(asset.pk, []),
        "verdict": None,
    }


def _described(asset: Asset) -> dict[str, Any]:
    """The columns that go out as they stand."""
    return {
        "version": asset.version,
        "state": asset.state,
        "state_reason": asset.state_reason or None,
        "headline": asset.headline,
        "description": asset.description,
        "alt_text": asset.alt_text,
        "keywords": [link.keyword.name for link in asset.keyword_links.all()],
        "creators": list(asset.creators),
        "credit_line": asset.credit_line,
        "source": asset.source,
        "copyright_notice": asset.copyright_notice,
        "usage_terms": asset.usage_terms,
        "web_statement": asset.web_statement or None,
        "licensors": list(asset.licensors),
        "instructions": asset.instructions,
        "focal_point": FocalPoint(**asset.focal_point) if asset.focal_point else None,
        "focal_by": asset.focal_by,
        "place": _place(asset.place),
        "taken_at": asset.taken_at or None,
        "taken_precision": asset.taken_precision or None,
        "taken_zone": asset.taken_zone or None,
        "visibility": asset.visibility,
    }


def _place(place: Place | None) -> PlaceAnswer | None:
    if place is None:
        return None
    path = [place.name]
    above = place.parent
    while above is not None and len(path) < 4:
        path.insert(0, above.name)
        above = above.parent if len(path) < 3 else None
    return PlaceAnswer(id=place.uuid, slug=place.slug, name=place.name, path=path)


def _position(asset: Asset) -> Position | None:
    if asset.latitude is None or asset.longitude is None:
        return None
    return Position(latitude=asset.latitude, longitude=asset.longitude)


def _campaigns(asset: Asset, viewer: Viewer) -> list[CampaignLabel]:
    seen = Campaign.objects.visible_to(viewer).filter(assets=asset).order_by("name", "id")
    return [CampaignLabel(id=each.uuid, slug=each.slug, name=each.name) for each in seen]


def _collections(asset: Asset, viewer: Viewer) -> list[Named]:
    seen = Collection.objects.visible_to(viewer).filter(assets=asset).order_by("name", "id")
    return [Named(id=each.uuid, name=each.name) for each in seen]


def _renditions(asset: Asset, original: Original | None) -> Renditions:
    made = (
        {each.preset: each for each in original.renditions.all()} if original and asset.state != "quarantined" else {}
    )

    def of(preset: str) -> RenditionAnswer | None:
        found = made.get(preset)
        return (
            RenditionAnswer(url=rendition_url(asset.uuid, preset), width=found.width, height=found.height)
            if found
            else None
        )

    return Renditions(
        tile=of("tile"),
        preview=of("preview"),
        large=of("large"),
        poster=of("preview") if asset.kind == "video" else None,
        proxy=of(PROXY),
        storyboard=of(STORYBOARD),
        storyboard_index=of(STORYBOARD_INDEX),
    )


def _captions(asset: Asset) -> list[CaptionAnswer]:
    if asset.state == "quarantined":
        return []
    return [caption_answer(asset, each) for each in Caption.objects.filter(asset=asset, kind=Caption.Kind.CAPTIONS)]


def _origins(asset: Asset, *, is_own: bool, is_editor: bool) -> dict[str, FieldOrigin]:
    stamps = {
        name: stamp for name, stamp in sorted(asset.field_origins.items()) if is_editor or name not in _PERSONAL_FIELDS
    }
    names = _names({stamp["by"] for stamp in stamps.values() if stamp.get("by")}) if is_own else {}
    return {
        name: FieldOrigin(
            origin=str(stamp.get("origin", "")),
            label=origin_words(str(stamp.get("origin", ""))),
            by=names.get(str(stamp.get("by", ""))),
            at=stamp.get("at"),
        )
        for name, stamp in stamps.items()
    }


def _names(uuids: set[str]) -> dict[str, str]:
    return {str(each.uuid): str(each) for each in User.objects.filter(uuid__in=uuids)} if uuids else {}


def origin_words(origin: str) -> Words:
    return next((words for prefix, words in _ORIGIN_WORDS if origin.startswith(prefix)), _FROM_FILE)


def _conflicts(original: Original | None) -> list[Conflict]:
    rows = [each for each in original.conflicts.all() if each.resolved_at is None] if original else []
    return [
        Conflict(
            concept=each.concept,
            severity=each.severity,
            values=[ConflictValue(container=name, value=str(value)) for name, value in sorted(each.values.items())],
        )
        for each in rows
    ]


def _raw(original: Original | None) -> list[RawValue]:
    rows = original.raw_metadata.all() if original else []
    return [RawValue(container=each.container, property=each.property, value=each.decoded[:2000]) for each in rows]


def _original(asset: Asset, original: Original | None, *, is_editor: bool) -> OriginalAnswer | None:
    if original is None:
        return None
    locations = original.locations.all() if is_editor else []
    return OriginalAnswer(
        filename=original.filename,
        media_type=original.media_type,
        size_bytes=original.size_bytes,
        width=asset.width,
        height=asset.height,
        sha256=original.sha256 if is_editor else None,
        locations=[LocationAnswer(key=each.key, vanished=each.vanished_at is not None) for each in locations],
    )

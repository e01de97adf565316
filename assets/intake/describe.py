"""What was read from a file becomes the asset's description, wherever no person has spoken yet (rule R3 d)."""

import base64
from datetime import date
from typing import Final

from assets.metadata import FieldValue, FileFacts, RawValue
from assets.models import Asset, Kind, MetadataConflict, Original, RawMetadatum
from assets.places import locate
from assets.services import set_keywords

READER_VERSION = 2
"""Raised when the rules of reading change: originals read by an older version can be read again."""

TEXTS: Final = (
    "title", "headline", "description", "alt_text", "credit_line", "source", "copyright_notice", "usage_terms",
    "web_statement", "instructions", "digital_source_type", "data_mining",
)  # fmt: skip
LISTS: Final = ("creators", "persons_shown")
MAX_RAW = 64 * 1024


_RECORDED: Final = frozenset({"person", "catalogue"})
"""Origins that no reading of a file replaces: people said so, here or in the database that they kept before."""


def kind_of(media_type: str) -> Kind:
    """What a person would call it, from the type of the bytes; a person may say otherwise."""
    if media_type.startswith("video/"):
        return Kind.VIDEO
    if media_type in {"image/svg+xml", "application/postscript"}:
        return Kind.ARTWORK
    if media_type == "application/pdf":
        return Kind.DOCUMENT
    return Kind.PHOTO


def apply_facts(original: Original, facts: FileFacts) -> None:
    """Write facts to original and asset, inside the caller's transaction; reading twice changes nothing."""
    asset = original.asset
    original.media_type = facts.media_type
    original.warnings = sorted({*facts.warnings, *({"not-scanned"} & set(original.warnings))})
    original.file_facts = {
        name: {"value": _plain(field.value), "origin": field.origin} for name, field in sorted(facts.fields.items())
    }
    if facts.technical.has_sound is not None:
        original.file_facts["has_sound"] = {"value": facts.technical.has_sound, "origin": "file"}
    _replace_raw(original, facts)
    for name in TEXTS:
        _set(asset, name, facts.fields.get(name), facts.text(name)[: _room(asset, name)])
    for name in LISTS:
        _set(asset, name, facts.fields.get(name), list(facts.texts(name)))
    _set(asset, "licensors", facts.fields.get("licensors"), list(facts.entries("licensors")))
    _apply_date(asset, facts)
    _apply_position(asset, facts)
    width, height = facts.technical.oriented_size
    asset.width, asset.height = width or None, height or None
    asset.save()
    if not _is_recorded(asset, "keywords"):
        keywords = facts.fields.get("keywords")
        set_keywords(asset, facts.texts("keywords"))
        _remember(asset, "keywords", keywords.origin if keywords else None)
        asset.save(update_fields=["field_origins"])


def web_address(text: str) -> str:
    """The address when it is one of the web, else nothing: a file may call a script its license (security rule 30)."""
    scheme, separator, rest = text.strip().partition("://")
    return text.strip() if separator and scheme.lower() in {"http", "https"} and rest.strip("/") else ""


def rights_of(original: Original) -> dict[str, object]:
    """The rights fields that every rendition carries (rule W4), as the parameters of the child's writer.

    Captions stay behind, and a title that names a person shown: they are not rights, and naming is a scope of its own.
    """
    asset = original.asset
    licensor = asset.licensors[0] if asset.licensors else {}
    guid = original.file_facts.get("guid", {}).get("value", "")
    return {
        "creators": list(asset.creators),
        "credit_line": asset.credit_line,
        "copyright_notice": asset.copyright_notice,
        "usage_terms": asset.usage_terms,
        "web_statement": web_address(asset.web_statement),
        "licensor_name": str(licensor.get("name", "")),
        "licensor_url": web_address(str(licensor.get("url", ""))),
        "digital_source_type": asset.digital_source_type,
        "data_mining": asset.data_mining,
        "guid": guid if isinstance(guid, str) and guid else f"sha256:{original.sha256}",
        "title": "" if any(name in asset.title for name in asset.persons_shown) else asset.title,
    }


def _set(asset: Asset, name: str, field: FieldValue | None, value: object) -> None:
    """Take over what the file says, unless a person spoke; `value` is empty when the file is silent."""
    if _is_recorded(asset, name):
        return
    setattr(asset, name, value)
    _remember(asset, name, field.origin if field is not None else None)


def _is_recorded(asset: Asset, name: str) -> bool:
    return asset.field_origins.get(name, {}).get("origin") in _RECORDED


def _remember(asset: Asset, name: str, origin: str | None) -> None:
    if origin is None:
        asset.field_origins.pop(name, None)
    else:
        asset.field_origins[name] = {"origin": origin}


def _room(asset: Asset, name: str) -> int:
    return asset._meta.get_field(name).max_length or 10_000  # type: ignore[union-attr]  # TEXTS names text columns only


def _apply_date(asset: Asset, facts: FileFacts) -> None:
    if _is_recorded(asset, "taken_at"):
        return
    field = facts.fields.get("date_created")
    written = field.value if field is not None and isinstance(field.value, dict) else {}
    asset.taken_at = str(written.get("value", ""))
    asset.taken_precision = str(written.get("precision", ""))
    asset.taken_zone = str(written.get("zone", ""))
    asset.taken_on = _day(asset.taken_at)
    _remember(asset, "taken_at", field.origin if field is not None else None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _apply_position(asset: Asset, facts: FileFacts) -> None:
    field = facts.fields.get("gps")
    written = field.value if field is not None and isinstance(field.value, dict) else {}
    latitude, longitude = written.get("latitude"), written.get("longitude")
    found = isinstance(latitude, int | float) and isinstance(longitude, int | float)
    if not _is_recorded(asset, "position"):
        asset.latitude = float(latitude) if found and isinstance(latitude, int | float) else None
        asset.longitude = float(longitude) if found and isinstance(longitude, int | float) else None
        _remember(asset, "position", field.origin if found and field is not None else None)
    if _is_recorded(asset, "place"):
        return
    located = locate(asset.latitude, asset.longitude, names=_named_places(facts))
    asset.place = located.place
    _remember(asset, "place", located.origin)


def _named_places(facts: FileFacts) -> tuple[str, ...]:
    shown = [*facts.entries("locations_shown"), *facts.entries("location_created"), *facts.entries("legacy_location")]
    return tuple(str(each["city"]) for each in shown if each.get("city"))


def _replace_raw(original: Original, facts: FileFacts) -> None:
    RawMetadatum.objects.filter(original=original).delete()
    RawMetadatum.objects.bulk_create([_raw(original, value) for value in facts.raw], batch_size=500)
    resolved = MetadataConflict.objects.filter(original=original, resolved_at__isnull=False)
    settled = {each.concept: each.values for each in resolved}
    MetadataConflict.objects.filter(original=original, resolved_at__isnull=True).delete()
    MetadataConflict.objects.bulk_create(
        [
            MetadataConflict(original=original, concept=each.concept, values=each.values, severity=each.severity)
            for each in facts.conflicts
            if each.concept not in settled
        ]
    )


def _raw(original: Original, value: RawValue) -> RawMetadatum:
    return RawMetadatum(
        original=original,
        container=value.origin.partition(":")[0][:20],
        property=value.property[:200],
        index=value.index,
        lang=value.lang[:40],
        raw=base64.b64encode(value.raw[:MAX_RAW]).decode(),
        decoded=value.decoded[:MAX_RAW],
        charset=value.charset[:40],
        charset_guessed=value.charset_guess,
        reader=value.reader[:60],
    )


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

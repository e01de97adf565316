"""Dates, ratings and places: fields that several properties make together."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from assets.metadata.dates import StatedDate, parse_exif, parse_iim, parse_iso
from assets.metadata.exif import Number
from assets.metadata.facts import Entry, FieldValue, RawValue
from assets.metadata.reconcile import Found
from assets.metadata.xmp import XmpNode

_ISO_6709: Final = re.compile(r"([+-]\d{1,2}(?:\.\d{1,8})?)([+-]\d{1,3}(?:\.\d{1,8})?)")
_CREATED: Final = "Iptc4xmpExt:LocationCreated"
_VIDEO_PLACE: Final = "com.apple.quicktime.location.ISO6709"
_VIDEO_DATE: Final = "com.apple.quicktime.creationdate"
Numbers = Mapping[tuple[str, int], tuple[Number, ...]]
_XMP_COORDINATE: Final = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])$")


def date_entry(found: StatedDate) -> Entry:
    """A date as an entry: `value`, `precision`, `zone`, and `suspicious` when a camera reset wrote it."""
    entry: Entry = {"value": found.text, "precision": found.precision.value, "zone": found.zone.value}
    return entry | {"suspicious": True} if found.is_suspicious else entry


def date_created(found: Found, *, latest: date | None) -> FieldValue | None:
    """When the content came into being: EXIF leads, then IIM or XMP by the digest rule (R2, R6)."""
    exif = _real(_exif_date(found.exif, "0x9003", "0x9291", "0x9011"), latest)
    xmp, xmp_origin = _xmp_date(found, ("photoshop:DateCreated", "exif:DateTimeOriginal"), latest)
    iim = _real(_iim_pair(found.iim, "2:55", "2:60"), latest)
    if exif is not None:
        if xmp is not None and xmp.text != exif.text and xmp.text.startswith(exif.text):
            return FieldValue(date_entry(xmp), xmp_origin)  # the same moment, stated more exactly
        return FieldValue(date_entry(exif), "exif:0x9003")
    if iim is not None and (xmp is None or (found.iim_is_newer and not xmp.text.startswith(iim.text))):
        return FieldValue(date_entry(iim), "iim:2:55")
    if xmp is not None:
        return FieldValue(date_entry(xmp), xmp_origin)
    video = _real(parse_iso(_first(found.texts, _VIDEO_DATE)), latest)
    return FieldValue(date_entry(video), f"container:{_VIDEO_DATE}") if video is not None else None


def digitized_at(found: Found, *, latest: date | None) -> FieldValue | None:
    """When the file came into being, which for scans is another date."""
    exif = _real(_exif_date(found.exif, "0x9004", "0x9292", "0x9012"), latest)
    if exif is not None:
        return FieldValue(date_entry(exif), "exif:0x9004")
    xmp, origin = _xmp_date(found, ("xmp:CreateDate", "exif:DateTimeDigitized"), latest)
    if xmp is not None:
        return FieldValue(date_entry(xmp), origin)
    iim = _real(_iim_pair(found.iim, "2:62", "2:63"), latest)
    return FieldValue(date_entry(iim), "iim:2:62") if iim is not None else None


def iim_term(found: Found, day: str, time: str) -> FieldValue | None:
    """Release or expiry as agencies write it; may lie in the future."""
    stated = _iim_pair(found.iim, day, time)
    return FieldValue(date_entry(stated), f"iim:{day}") if stated is not None else None


def rating(found: Found, numbers: Numbers) -> FieldValue | None:
    """-1 rejected, 0 none, 1 to 5."""
    for packet in found.packets:
        node = packet.get("xmp:Rating")
        if node is not None:
            try:
                value = round(float(node.plain()))
            except (ValueError, OverflowError):
                continue
            if -1 <= value <= 5:
                return FieldValue(value, "xmp:xmp:Rating")
    values = numbers.get(("ifd0", 0x4746), ())
    if values and isinstance(values[0], int) and 0 <= values[0] <= 5:
        return FieldValue(values[0], "exif:0x4746")
    return None


def gps(found: Found, numbers: Numbers) -> FieldValue | None:
    """Degrees that are on Earth and not 0/0 (R7, security rule 25); `altitude` in meters, `direction` in degrees."""
    position = _exif_position(found.exif, numbers)
    if position is not None:
        return FieldValue(_with_extras(position, numbers), "exif:gps:0x0002")
    for packet in found.packets:
        position = _xmp_position(packet)
        if position is not None:
            return FieldValue(position, "xmp:exif:GPSLatitude")
        for place in packet.get(_CREATED, XmpNode()).structures():
            position = _xmp_position(place)
            if position is not None:
                return FieldValue(position, f"xmp:{_CREATED}")
    match = _ISO_6709.match(_first(found.texts, _VIDEO_PLACE))
    position = position_entry(float(match[1]), float(match[2])) if match else None
    return FieldValue(position, f"container:{_VIDEO_PLACE}") if position is not None else None


def position_entry(latitude: float | None, longitude: float | None) -> Entry | None:
    """A position if both degrees are finite, in range, and not the null island."""
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180 or (abs(latitude) < 1e-6 and abs(longitude) < 1e-6):
        return None
    return {"latitude": round(latitude, 7), "longitude": round(longitude, 7)}


def legacy_location(fields: Mapping[str, FieldValue]) -> FieldValue | None:
    """The old flat place fields as one entry; whether they mean the place shown or of the camera is not known."""
    names = [name for name in ("sublocation", "city", "state", "country", "country_code") if name in fields]
    if not names:
        return None
    return FieldValue({name: str(fields[name].value) for name in names}, fields[names[0]].origin)


def _exif_position(raw: Sequence[RawValue], numbers: Numbers) -> Entry | None:
    refs = {value.property: value.decoded.strip().upper()[:1] for value in raw if value.property in _REFS}
    latitude = _degrees(numbers.get(("gps", 2), ()), refs.get("gps:0x0001", ""), "NS")
    longitude = _degrees(numbers.get(("gps", 4), ()), refs.get("gps:0x0003", ""), "EW")
    return position_entry(latitude, longitude)


_REFS: Final = frozenset({"gps:0x0001", "gps:0x0003"})


def _degrees(parts: Sequence[Number], ref: str, hemispheres: str) -> float | None:
    """Degrees, minutes, seconds with their hemisphere; an unknown hemisphere is no position."""
    if not parts or len(parts) > 3 or not ref or ref not in hemispheres:
        return None
    if any(part < 0 for part in parts) or any(part > 60 for part in parts[1:]):
        return None
    degrees = float(sum(part / 60.0**power for power, part in enumerate(parts)))
    return -degrees if ref == hemispheres[1] or ref == "W" else degrees


def _with_extras(position: Entry, numbers: Numbers) -> Entry:
    altitude = numbers.get(("gps", 6), ())
    if altitude and 0 <= altitude[0] <= 20_000:
        below = numbers.get(("gps", 5), (0,))[:1] == (1,)
        position["altitude"] = round(-float(altitude[0]) if below else float(altitude[0]), 2)
    direction = numbers.get(("gps", 17), ())
    if direction and 0 <= direction[0] <= 360:
        position["direction"] = round(float(direction[0]), 2)
    return position


def _xmp_position(packet: Mapping[str, XmpNode]) -> Entry | None:
    latitude, longitude = (packet.get(f"exif:GPS{name}") for name in ("Latitude", "Longitude"))
    if latitude is None or longitude is None:
        return None
    return position_entry(_xmp_degrees(latitude.plain(), "NS"), _xmp_degrees(longitude.plain(), "EW"))


def _xmp_degrees(text: str, hemispheres: str) -> float | None:
    match = _XMP_COORDINATE.match(text.strip().upper())
    if match is None or match[4] not in hemispheres:
        return None
    degrees = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    return -degrees if match[4] in "SW" else degrees


def _first(raw: Sequence[RawValue], name: str) -> str:
    return next((value.decoded for value in raw if value.property == name and value.decoded), "")


def _exif_date(raw: Sequence[RawValue], day: str, fraction: str, offset: str) -> StatedDate | None:
    value = _first(raw, day)
    return parse_exif(value, _first(raw, fraction), _first(raw, offset)) if value else None


def _iim_pair(raw: Sequence[RawValue], day: str, time: str) -> StatedDate | None:
    value = _first(raw, day)
    return parse_iim(value, _first(raw, time)) if value else None


def _xmp_date(found: Found, names: Sequence[str], latest: date | None) -> tuple[StatedDate | None, str]:
    for name in names:
        for packet in found.packets:
            stated = _real(parse_iso(packet[name].plain()), latest) if name in packet else None
            if stated is not None:
                return stated, f"xmp:{name}"
    return None, ""


def _real(stated: StatedDate | None, latest: date | None) -> StatedDate | None:
    """The date unless it lies behind `latest`, the day after the upload."""
    if stated is None or latest is None:
        return stated
    return stated if stated.text[:10] <= latest.isoformat()[: len(stated.text[:10])] else None

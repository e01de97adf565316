"""Regions of a picture from IPTC and from the Metadata Working Group, in one shape.

`x` and `y` are the upper left corner of a rectangle or the center of a circle (`radius`), `points` the corners of a
polygon; `unit` is `relative` or `pixel`. They hold for the stored picture, before its orientation is applied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from assets.metadata import limits
from assets.metadata.facts import Entry, FieldValue
from assets.metadata.text import clean_line
from assets.metadata.xmp import XmpNode, flat

Fields = Mapping[str, XmpNode]
_IPTC: Final = "Iptc4xmpExt:ImageRegion"
_MWG: Final = "mwg-rs:Regions"
_EMPTY: Final = XmpNode()


def image_regions(packets: Sequence[Fields]) -> FieldValue | None:
    """The regions of the first packet that has any; IPTC's before the older kind."""
    for packet in packets:
        found = [_iptc(fields) for fields in packet.get(_IPTC, _EMPTY).structures()]
        if found:
            return FieldValue(tuple(found[: limits.LIST_ITEMS]), f"xmp:{_IPTC}")
        listed = packet.get(_MWG, _EMPTY).fields.get("mwg-rs:RegionList", _EMPTY)
        found = [_mwg(fields) for fields in listed.structures()]
        if found:
            return FieldValue(tuple(found[: limits.LIST_ITEMS]), f"xmp:{_MWG}")
    return None


def _iptc(fields: Fields) -> Entry:
    boundary = fields.get("Iptc4xmpExt:RegionBoundary", _EMPTY).fields
    entry: Entry = {}
    _put(entry, "name", fields.get("Iptc4xmpExt:Name"))
    _put(entry, "id", fields.get("Iptc4xmpExt:rId"))
    _put(entry, "role", fields.get("Iptc4xmpExt:rRole"))
    _put(entry, "person", fields.get("Iptc4xmpExt:PersonInImage"))
    _put(entry, "shape", boundary.get("Iptc4xmpExt:rbShape"))
    _put(entry, "unit", boundary.get("Iptc4xmpExt:rbUnit"))
    for key, name in (("x", "rbX"), ("y", "rbY"), ("width", "rbW"), ("height", "rbH"), ("radius", "rbRx")):
        _number(entry, key, boundary.get(f"Iptc4xmpExt:{name}"))
    corners = boundary.get("Iptc4xmpExt:rbVertices", _EMPTY).structures()
    if corners:
        pairs = (f"{_text(c.get('Iptc4xmpExt:rbX'))},{_text(c.get('Iptc4xmpExt:rbY'))}" for c in corners)
        entry["points"] = clean_line(" ".join(pairs), 2000)
    return entry


def _mwg(fields: Fields) -> Entry:
    """The area of this standard is given by its center: moved to the corner here."""
    area = fields.get("mwg-rs:Area", _EMPTY).fields
    entry: Entry = {"shape": "rectangle", "unit": "relative"}
    _put(entry, "name", fields.get("mwg-rs:Name"))
    _put(entry, "role", fields.get("mwg-rs:Type"))
    for key, name in (("x", "x"), ("y", "y"), ("width", "w"), ("height", "h"), ("radius", "d")):
        _number(entry, key, area.get(f"stArea:{name}"))
    for corner, side in (("x", "width"), ("y", "height")):
        if corner in entry and side in entry:
            entry[corner] = round(float(entry[corner]) - float(entry[side]) / 2, 6)
    if "radius" in entry:
        entry |= {"shape": "circle", "radius": round(float(entry["radius"]) / 2, 6)}
    return entry


def _text(node: XmpNode | None) -> str:
    return clean_line(node.plain() or flat(node)) if node is not None else ""


def _put(entry: Entry, key: str, node: XmpNode | None) -> None:
    text = _text(node)
    if text:
        entry[key] = text


def _number(entry: Entry, key: str, node: XmpNode | None) -> None:
    try:
        value = float(_text(node))
    except ValueError:
        return
    if abs(value) < 1e6:
        entry[key] = round(value, 6)

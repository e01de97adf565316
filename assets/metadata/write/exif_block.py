"""EXIF out: a fresh little-endian block of the tags that this house writes, by name."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from assets.metadata.errors import MetadataNotWritten

ExifValue = str | int | float


class _Kind(Enum):
    """How a value is stored: TIFF type and directory follow from it."""

    TEXT = 2
    SHORT = 3
    LONG = 4
    RATIONAL = 5
    BYTES = 1
    OPAQUE = 7


@dataclass(frozen=True, slots=True)
class _Tag:
    directory: str
    number: int
    kind: _Kind


def _tag(directory: str, number: int, kind: _Kind = _Kind.TEXT) -> _Tag:
    return _Tag(directory, number, kind)


_TAGS: Final = {
    "ImageDescription": _tag("ifd0", 0x010E),
    "Make": _tag("ifd0", 0x010F),
    "Model": _tag("ifd0", 0x0110),
    "Orientation": _tag("ifd0", 0x0112, _Kind.SHORT),
    "Software": _tag("ifd0", 0x0131),
    "DateTime": _tag("ifd0", 0x0132),
    "Artist": _tag("ifd0", 0x013B),
    "Rating": _tag("ifd0", 0x4746, _Kind.SHORT),
    "Copyright": _tag("ifd0", 0x8298),
    "XPTitle": _tag("ifd0", 0x9C9B, _Kind.BYTES),
    "XPAuthor": _tag("ifd0", 0x9C9D, _Kind.BYTES),
    "XPKeywords": _tag("ifd0", 0x9C9E, _Kind.BYTES),
    "ExposureTime": _tag("exif", 0x829A, _Kind.RATIONAL),
    "FNumber": _tag("exif", 0x829D, _Kind.RATIONAL),
    "ISOSpeedRatings": _tag("exif", 0x8827, _Kind.SHORT),
    "ExifVersion": _tag("exif", 0x9000, _Kind.OPAQUE),
    "DateTimeOriginal": _tag("exif", 0x9003),
    "DateTimeDigitized": _tag("exif", 0x9004),
    "OffsetTimeOriginal": _tag("exif", 0x9011),
    "UserComment": _tag("exif", 0x9286, _Kind.OPAQUE),
    "SubSecTimeOriginal": _tag("exif", 0x9291),
    "FocalLength": _tag("exif", 0x920A, _Kind.RATIONAL),
    "ColorSpace": _tag("exif", 0xA001, _Kind.SHORT),
    "PixelXDimension": _tag("exif", 0xA002, _Kind.LONG),
    "PixelYDimension": _tag("exif", 0xA003, _Kind.LONG),
    "ImageUniqueID": _tag("exif", 0xA420),
    "BodySerialNumber": _tag("exif", 0xA431),
    "LensModel": _tag("exif", 0xA434),
    "GPSImgDirection": _tag("gps", 0x0011, _Kind.RATIONAL),
    "GPSDateStamp": _tag("gps", 0x001D),
}
Cells = dict[int, tuple[int, int, bytes]]


def exif_block(values: Mapping[str, ExifValue], charset: str = "utf-8") -> bytes:
    """A block of the named tags; `GPSLatitude`, `GPSLongitude` and `GPSAltitude` are decimal degrees and meters."""
    return _assembled(exif_cells(values, charset))


def exif_cells(values: Mapping[str, ExifValue], charset: str = "utf-8") -> dict[str, Cells]:
    """The named tags by directory (`ifd0`, `exif`, `gps`): type, count and little-endian value."""
    cells: dict[str, Cells] = {"ifd0": {}, "exif": {}, "gps": {}}
    for name, value in values.items():
        if name in {"GPSLatitude", "GPSLongitude", "GPSAltitude"}:
            _position(cells["gps"], name, float(value))
            continue
        tag = _TAGS.get(name)
        if tag is None:
            raise MetadataNotWritten("unknown-exif-tag")
        cells[tag.directory][tag.number] = _cell(tag.kind, value, charset)
    if cells["exif"]:
        cells["exif"].setdefault(0x9000, (7, 4, b"0232"))
    if cells["gps"]:
        cells["gps"][0x0000] = (1, 4, b"\x02\x03\x00\x00")
    return cells


def _cell(kind: _Kind, value: ExifValue, charset: str) -> tuple[int, int, bytes]:
    match kind:
        case _Kind.TEXT:
            raw = str(value).replace("\x00", "").encode(charset, "replace") + b"\x00"
            return 2, len(raw), raw
        case _Kind.SHORT:
            return 3, 1, struct.pack("<H", int(value))
        case _Kind.LONG:
            return 4, 1, struct.pack("<I", int(value))
        case _Kind.RATIONAL:
            return 5, 1, _rational(float(value))
        case _Kind.BYTES:
            raw = str(value).encode("utf-16-le") + b"\x00\x00"
            return 1, len(raw), raw
        case _Kind.OPAQUE:
            raw = str(value).encode("ascii", "replace")
            return 7, len(raw), raw


def _position(cells: Cells, name: str, value: float) -> None:
    if name == "GPSAltitude":
        cells[5] = (1, 1, b"\x01" if value < 0 else b"\x00")
        cells[6] = (5, 1, _rational(abs(value)))
        return
    ref_tag, letters = (1, b"NS") if name == "GPSLatitude" else (3, b"EW")
    cells[ref_tag] = (2, 2, letters[value < 0 : (value < 0) + 1] + b"\x00")
    millionths = round(abs(value) * 3600 * 10_000)
    degrees, rest = divmod(millionths, 3600 * 10_000)
    minutes, seconds = divmod(rest, 60 * 10_000)
    cells[ref_tag + 1] = (5, 3, struct.pack("<6I", degrees, 1, minutes, 1, seconds, 10_000))


def _rational(value: float) -> bytes:
    fraction = Fraction(value).limit_denominator(1_000_000)
    return struct.pack("<II", fraction.numerator, fraction.denominator)


def _assembled(cells: Mapping[str, Cells]) -> bytes:
    pointers = [(0x8769, "exif"), (0x8825, "gps")]
    pointers = [(tag, name) for tag, name in pointers if cells[name]]
    starts, at = {"ifd0": 8}, 8 + 6 + 12 * (len(cells["ifd0"]) + len(pointers))
    for _tag_number, name in pointers:
        starts[name] = at
        at += 6 + 12 * len(cells[name])
    body, values = bytearray(b"II*\x00\x08\x00\x00\x00"), bytearray()
    for name in starts:
        rows = dict(cells[name])
        if name == "ifd0":
            rows |= {tag: (4, 1, struct.pack("<I", starts[target])) for tag, target in pointers}
        body += struct.pack("<H", len(rows))
        for tag in sorted(rows):
            kind, count, raw = rows[tag]
            word = raw.ljust(4, b"\x00") if len(raw) <= 4 else struct.pack("<I", at + len(values))
            if len(raw) > 4:
                values += raw + b"\x00" * (len(raw) & 1)
            body += struct.pack("<HHI", tag, kind, count) + word
        body += b"\x00\x00\x00\x00"
    return bytes(body + values)

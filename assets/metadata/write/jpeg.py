"""JPEG out: only application segments are exchanged; tables and scans are copied byte for byte.

Kept besides the picture: JFIF density, Adobe's color transform, the ICC profile. All other application segments,
comments and everything behind the end of the picture are left out.
"""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass
from typing import Final

from assets.metadata.containers import jpeg
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write.iim_block import photoshop_chain
from assets.metadata.write.packet import split_packet
from assets.metadata.write.parts import Parts, fingerprint, must_equal

_LARGEST_SEGMENT: Final = 65_533
_EXTENDED_PART: Final = 65_400
_NEXT_MARKER: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A JPEG taken apart: segments to keep at the front, tables, and everything from the first scan to the end."""

    density: bytes
    profile: list[bytes]
    adobe: list[bytes]
    tables: list[bytes]
    scans: bytes

    @property
    def fingerprint(self) -> bytes:
        return fingerprint(*self.profile, *self.adobe, *self.tables, self.scans)


def put(data: bytes, parts: Parts) -> bytes:
    """The same picture with these blocks; `MetadataNotWritten` when the file is damaged or a block is too large."""
    pieces = _apart(data)
    result = b"".join(
        [b"\xff\xd8", pieces.density, *_metadata(parts), *pieces.profile, *pieces.adobe, *pieces.tables, pieces.scans]
    )
    must_equal(pieces.fingerprint, _apart(result).fingerprint)
    return result


def _metadata(parts: Parts) -> list[bytes]:
    written = []
    if parts.exif is not None:
        written.append(_segment(0xE1, b"Exif\x00\x00" + parts.exif))
    if parts.xmp is not None:
        written += _packets(parts.xmp)
    if parts.iim is not None:
        written.append(_segment(0xED, jpeg.PHOTOSHOP + photoshop_chain(parts.iim)))
    return written


def _packets(packet: bytes) -> list[bytes]:
    """The packet in one segment; a larger one with its extension in as many as it takes."""
    main, extended = split_packet(packet, _LARGEST_SEGMENT - len(jpeg.XMP))
    written = [_segment(0xE1, jpeg.XMP + main)]
    guid = hashlib.md5(extended, usedforsecurity=False).hexdigest().upper().encode("ascii")
    for at in range(0, len(extended), _EXTENDED_PART):
        head = jpeg.EXTENDED_XMP + guid + struct.pack(">II", len(extended), at)
        written.append(_segment(0xE1, head + extended[at : at + _EXTENDED_PART]))
    return written


def _segment(marker: int, payload: bytes) -> bytes:
    if len(payload) > _LARGEST_SEGMENT:
        raise MetadataNotWritten("block-too-large-for-jpeg")
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _apart(data: bytes) -> _Pieces:
    if data[:3] != b"\xff\xd8\xff":
        raise MetadataNotWritten("not-a-jpeg")
    density, profile, adobe, tables = b"", [], [], []
    scan_at = 0
    for segment in jpeg.segments(Source.of(data)):
        whole = data[segment.start : segment.end]
        payload = data[segment.payload_at : segment.end]
        if segment.marker == jpeg.SOS:
            scan_at = segment.start
        elif segment.marker == 0xE0 and payload.startswith(b"JFIF\x00") and not density:
            density = _segment(0xE0, payload[:12].ljust(12, b"\x00") + b"\x00\x00")
        elif segment.marker == 0xE2 and payload.startswith(jpeg.ICC):
            profile.append(whole)
        elif segment.marker == 0xEE and payload.startswith(b"Adobe"):
            adobe.append(whole)
        elif not 0xE0 <= segment.marker <= 0xEF and segment.marker != jpeg.COMMENT:
            tables.append(whole)
    if not scan_at:
        raise MetadataNotWritten("picture-damaged")
    return _Pieces(density, profile, adobe, tables, data[scan_at : _end_of_picture(data, scan_at)])


def _end_of_picture(data: bytes, at: int) -> int:
    """Offset behind the end marker, found by walking scans and the tables between them."""
    while True:
        match = _NEXT_MARKER.search(data, at)
        if match is None:
            raise MetadataNotWritten("picture-damaged")
        marker = data[match.start() + 1]
        if marker == jpeg.EOI:
            return match.end()
        at = match.end() + (0 if marker == 0x01 else int.from_bytes(data[match.end() : match.end() + 2], "big"))

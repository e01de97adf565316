"""JPEG: metadata lies in application segments before the first scan."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.containers import photoshop
from assets.metadata.source import Source

EXIF = b"Exif\x00"
XMP = b"http://ns.adobe.com/xap/1.0/\x00"
EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\x00"
PHOTOSHOP = b"Photoshop 3.0\x00"
ICC = b"ICC_PROFILE\x00"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
SOS, EOI, COMMENT = 0xDA, 0xD9, 0xFE


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: marker, offset of its first 0xFF, offset and length of its payload."""

    marker: int
    start: int
    payload_at: int
    payload_size: int

    @property
    def end(self) -> int:
        """Offset of the byte after the segment."""
        return self.payload_at + self.payload_size


def segments(source: Source) -> Iterator[Segment]:
    """Segments up to and including the first start of scan; stops quietly where the chain breaks."""
    at = 2
    for _ in range(limits.JPEG_SEGMENTS):
        head = source.at(at, 4)
        if len(head) >= 4 and head[0] != 0xFF:  # decoders skip what stands between segments
            at = source.find(b"\xff", at, at + 64 * limits.KIB)
            head = source.at(at, 4)
        if len(head) < 4:
            return
        marker = head[1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker in _BARE:
            at += 2
            continue
        length = int.from_bytes(head[2:4], "big")
        if length < 2 or at + 2 + length > source.size:
            return
        yield Segment(marker, at, at + 4, length - 2)
        if marker in {SOS, EOI}:
            return
        at += 2 + length


def cut(source: Source) -> Blocks:
    """Blocks of a JPEG file."""
    blocks = Blocks(color_space="")
    icc: dict[int, bytes] = {}
    resources: list[bytes] = []
    adobe_transform, progressive, scan_at = -1, False, 0
    for segment in segments(source):
        marker = segment.marker
        if marker in _FRAMES:
            _frame(source.at(segment.payload_at, 6), blocks)
            progressive = progressive or marker in _PROGRESSIVE
        elif 0xE0 <= marker <= 0xEF:
            payload = source.at(segment.payload_at, segment.payload_size)
            if marker == 0xEE and payload.startswith(b"Adobe") and len(payload) >= 12:
                adobe_transform = payload[11]
            _application(marker, payload, blocks, icc, resources)
        elif marker == SOS:
            scan_at = segment.end
    _finish(source, blocks, scan_at, progressive=progressive)
    blocks.add_icc(b"".join(icc[number] for number in sorted(icc)))
    photoshop.resources(b"".join(resources), blocks)
    blocks.color_space = _color_space(blocks.channels, adobe_transform)
    return blocks


def _application(marker: int, payload: bytes, blocks: Blocks, icc: dict[int, bytes], resources: list[bytes]) -> None:
    if marker == 0xE1 and payload.startswith(EXIF):
        blocks.add_exif(payload)
    elif marker == 0xE1 and payload.startswith(XMP):
        blocks.add_xmp(payload[len(XMP) :])
    elif marker == 0xE1 and payload.startswith(EXTENDED_XMP):
        _extended(payload[len(EXTENDED_XMP) :], blocks)
    elif marker == 0xE2 and payload.startswith(ICC) and len(payload) > 14:
        icc.setdefault(payload[12], payload[14:])
    elif marker == 0xED and payload.startswith(PHOTOSHOP):
        resources.append(payload[len(PHOTOSHOP) :])
    elif marker == 0xEB and payload[:2] == b"JP" and (b"jumb" in payload[:64] or b"c2pa" in payload[:128]):
        blocks.has_c2pa = True


def _extended(payload: bytes, blocks: Blocks) -> None:
    if len(payload) > 40:
        total, offset = struct.unpack(">II", payload[32:40])
        blocks.add_extended_xmp(payload[:32], total, offset, payload[40:])


def _frame(payload: bytes, blocks: Blocks) -> None:
    if len(payload) == 6 and not blocks.width:
        blocks.bit_depth, blocks.height, blocks.width, blocks.channels = struct.unpack(">BHHB", payload)


def _finish(source: Source, blocks: Blocks, scan_at: int, *, progressive: bool) -> None:
    """Count scans of progressive files (a bomb hides there) and bytes behind the end of the picture."""
    if not scan_at:
        blocks.warn("jpeg-no-picture-data")
        return
    blocks.jpeg_scans = 1
    if progressive:
        blocks.jpeg_scans += source.count(b"\xff\xda", scan_at, limits.COUNT_STOP)
    end = source.rfind(b"\xff\xd9", limits.MIB)
    if end < scan_at:
        blocks.warn("jpeg-end-missing")
    else:
        blocks.trailing_bytes = source.size - end - 2


def _color_space(channels: int, adobe_transform: int) -> str:
    if channels == 4:
        return "YCCK" if adobe_transform == 2 else "CMYK"
    return {1: "gray", 3: "RGB" if adobe_transform == 0 else "YCbCr"}.get(channels, "")

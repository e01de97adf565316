"""PDF, Illustrator and EPS: the XMP packet stands readable in the file; nothing else is interpreted.

Of several packets the one that the document catalog names is the document's; embedded pictures bring their own.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.containers import photoshop
from assets.metadata.errors import BrokenBlock
from assets.metadata.facts import EmbeddedPreview
from assets.metadata.source import Source

_WINDOW: Final = 8 * limits.MIB
_CANDIDATES: Final = 40
_MANIFEST: Final = b"/C2PA_Manifest"
_BEGIN: Final = b"<?xpacket begin="
_END: Final = b"<?xpacket end="
_MEDIA_BOX: Final = re.compile(rb"/MediaBox\s*\[\s*(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s*\]")
_CATALOG_METADATA: Final = re.compile(rb"/Metadata\s+(\d{1,9})\s+(\d{1,5})\s+R")
_STREAM: Final = re.compile(rb"/Type\s*/Metadata\b[^>]{0,300}>>\s*stream\r?\n")
_BOUNDING_BOX: Final = re.compile(rb"%%(?:HiRes)?BoundingBox:\s*(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)")
_PHOTOSHOP: Final = re.compile(rb"%BeginPhotoshop:\s*\d+")
_HEX: Final = frozenset(b"0123456789abcdefABCDEF")
_RISKS: Final = (
    (b"/JavaScript", "script"), (b"/JS", "script"), (b"/Launch", "launch"), (b"/EmbeddedFile", "attachment"),
    (b"/Encrypt", "password"), (b"/OpenAction", "open-action"), (b"/AcroForm", "form"), (b"/RichMedia", "rich-media"),
)  # fmt: skip


def cut_pdf(source: Source) -> Blocks:
    """Blocks of a PDF; size of the first page in points; risky parts are named, never followed."""
    blocks = Blocks()
    head, tail = source.at(0, _WINDOW), b""
    if source.size > _WINDOW:
        tail = source.at(max(_WINDOW, source.size - _WINDOW), _WINDOW)
    for part in (head, tail):
        blocks.embeds += [name for mark, name in _RISKS if mark in part and name not in blocks.embeds]
    blocks.has_c2pa = _MANIFEST in head or _MANIFEST in tail
    _box(_MEDIA_BOX.search(head) or _MEDIA_BOX.search(tail), blocks)
    starts = _packet_starts(source)
    if starts:
        blocks.add_xmp(_packet(source, _document_packet(starts, head + tail)))
    elif "password" not in blocks.embeds:
        _packed_packet(head, blocks)
        _packed_packet(tail, blocks)
    return blocks


def cut_eps(source: Source) -> Blocks:
    """Blocks of an EPS file, also behind the binary header of DOS, which may point to a preview."""
    blocks = Blocks()
    start = 0
    header = source.at(0, 30)
    if header[:4] == b"\xc5\xd0\xd3\xc6" and len(header) == 30:
        start = int.from_bytes(header[4:8], "little")
        offset, length = int.from_bytes(header[20:24], "little"), int.from_bytes(header[24:28], "little")
        if length and offset + length <= source.size:
            blocks.previews.append(EmbeddedPreview(offset, length))
            blocks.embeds.append("tiff-preview")
    _box(_BOUNDING_BOX.search(source.at(start, 64 * limits.KIB)), blocks)
    _photoshop_comment(source.at(start, limits.MIB), blocks)
    for at in _packet_starts(source)[-1:]:
        blocks.add_xmp(_packet(source, at))
    return blocks


def _photoshop_comment(text: bytes, blocks: Blocks) -> None:
    """Photoshop writes its image resources, EXIF among them, as a comment of hexadecimal digits."""
    match = _PHOTOSHOP.search(text)
    if match is None:
        return
    end = text.find(b"%EndPhotoshop", match.end())
    digits = bytes(byte for byte in text[match.end() : max(end, 0)] if byte in _HEX)
    photoshop.resources(bytes.fromhex(digits[: len(digits) & ~1].decode("ascii")), blocks, is_own_file=True)


def _packet_starts(source: Source) -> list[int]:
    starts: list[int] = []
    at = source.find(_BEGIN, 0, source.size)
    while at >= 0 and len(starts) < limits.XMP_PACKETS * 8:
        starts.append(at)
        at = source.find(_BEGIN, at + 1, source.size)
    return starts


def _packet(source: Source, at: int) -> bytes:
    end = source.find(_END, at, min(source.size, at + limits.XMP_BYTES))
    return source.at(at, end - at) if end > at else b""


def _document_packet(starts: list[int], text: bytes) -> int:
    """Where the packet begins that the catalog names; the last of the file when it cannot be told."""
    for match in islice(_CATALOG_METADATA.finditer(text), _CANDIDATES):
        if b"/Catalog" not in text[max(0, match.start() - 2000) : match.end() + 2000]:
            continue
        at = text.rfind(b"\n" + match[1] + b" " + match[2] + b" obj")
        named = [start for start in starts if 0 <= at < start < at + 2000]
        if named:
            return named[0]
    return starts[-1]


def _packed_packet(text: bytes, blocks: Blocks) -> None:
    match = _STREAM.search(text)
    if match is None or b"/FlateDecode" not in text[max(0, match.start() - 300) : match.end()]:
        return
    try:
        blocks.add_xmp(blocks.inflate(text[match.end() : match.end() + limits.XMP_BYTES], limits.XMP_BYTES))
    except BrokenBlock:
        blocks.warn("xmp-unreadable")


def _box(match: re.Match[bytes] | None, blocks: Blocks) -> None:
    if match is None:
        return
    try:
        left, bottom, right, top = (float(number) for number in match.groups())
    except ValueError:
        return
    width, height = abs(right - left), abs(top - bottom)
    if 0 < width <= 1e6 and 0 < height <= 1e6:
        blocks.width, blocks.height = max(1, round(width)), max(1, round(height))

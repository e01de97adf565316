"""PDF, Illustrator and EPS: the XMP packet stands readable in the file; nothing else is interpreted.

Of several packets the one that the document catalog names is the document's; embedded pictures bring their own.
"""

from __future__ import annotations

import re
from typing import Final

from assets.metadata import limits
from assets.metadata.blocks import Blocks, inflate
from assets.metadata.errors import BrokenBlock
from assets.metadata.facts import EmbeddedPreview
from assets.metadata.source import Source

_WINDOW: Final = 8 * limits.MIB
_BEGIN: Final = b"<?xpacket begin="
_END: Final = b"<?xpacket end="
_MEDIA_BOX: Final = re.compile(rb"/MediaBox\s*\[\s*(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s*\]")
_CATALOG_METADATA: Final = re.compile(rb"/Metadata\s+(\d{1,9})\s+(\d{1,5})\s+R")
_STREAM: Final = re.compile(rb"/Type\s*/Metadata\b[^>]{0,300}>>\s*stream\r?\n")
_BOUNDING_BOX: Final = re.compile(rb"%%(?:HiRes)?BoundingBox:\s*(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)")
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
    _box(_MEDIA_BOX.search(head) or _MEDIA_BOX.search(tail), blocks)
    packets = [_packet(source, at) for at in _packet_starts(source)]
    if packets:
        for at in sorted(range(len(packets)), key=lambda n: n != _document_packet(source, head + tail, n)):
            blocks.add_xmp(packets[at])
    elif "password" not in blocks.embeds:
        _packed_packet(head, blocks)
        _packed_packet(tail, blocks)
    blocks.xmp = blocks.xmp[:1]
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
    for at in _packet_starts(source)[-1:]:
        blocks.add_xmp(_packet(source, at))
    return blocks


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


def _document_packet(source: Source, text: bytes, default: int) -> int:
    """The number of the packet that the catalog names; the last of the file when it cannot be told."""
    starts = _packet_starts(source)
    for match in _CATALOG_METADATA.finditer(text):
        context = text[max(0, match.start() - 2000) : match.end() + 2000]
        if b"/Catalog" not in context:
            continue
        at = text.rfind(b"\n" + match[1] + b" " + match[2] + b" obj")
        following = [n for n, start in enumerate(starts) if at >= 0 and at < start < at + 2000]
        if following:
            return following[0]
    return len(starts) - 1 if default >= 0 else 0


def _packed_packet(text: bytes, blocks: Blocks) -> None:
    match = _STREAM.search(text)
    if match is None or b"/FlateDecode" not in text[max(0, match.start() - 300) : match.end()]:
        return
    try:
        blocks.add_xmp(inflate(text[match.end() : match.end() + limits.XMP_BYTES], limits.XMP_BYTES))
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

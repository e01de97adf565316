"""Photoshop image resources, found in JPEG APP13, in PSD files and in TIFF tag 34377; and the PSD file itself."""

from __future__ import annotations

import struct

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.facts import EmbeddedPreview
from assets.metadata.source import Source

IIM, IIM_DIGEST, ICC, EXIF, XMP, THUMBNAIL = 0x0404, 0x0425, 0x040F, 0x0422, 0x0424, 0x040C
_MODES = {0: "bitmap", 1: "gray", 2: "indexed", 3: "RGB", 4: "CMYK", 7: "multichannel", 8: "duotone", 9: "Lab"}


def resources(data: bytes, blocks: Blocks, *, is_own_file: bool = False, file_offset: int | None = None) -> None:
    """Take IIM and its digest out of a chain of `8BIM` resources.

    In files of Photoshop itself EXIF and XMP stand there too; `file_offset` of the chain lets the preview be found.
    """
    at = 0
    for _ in range(limits.PSD_RESOURCES):
        if data[at : at + 4] not in {b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa"} or at + 12 > len(data):
            return
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name_size = (data[at + 6] + 2) & ~1
        size_at = at + 6 + name_size
        size = int.from_bytes(data[size_at : size_at + 4], "big")
        body = data[size_at + 4 : size_at + 4 + size]
        if len(body) < size:
            blocks.warn("photoshop-resource-cut-short")
        _take(number, body, blocks, is_own_file=is_own_file)
        if file_offset is not None and number == THUMBNAIL:
            _preview(body, file_offset + size_at + 4, blocks)
        at = size_at + 4 + size + (size & 1)


def _take(number: int, body: bytes, blocks: Blocks, *, is_own_file: bool) -> None:
    if number == IIM:
        blocks.add_iim(body)
    elif number == IIM_DIGEST and len(body) == 16:
        blocks.iim_digest = body
    elif number == ICC:
        blocks.add_icc(body)
    elif is_own_file and number == EXIF:
        blocks.add_exif(body)
    elif is_own_file and number == XMP:
        blocks.add_xmp(body)


def _preview(body: bytes, at: int, blocks: Blocks) -> None:
    if body[28:30] == b"\xff\xd8":
        width, height = struct.unpack(">II", body[4:12])
        blocks.previews.append(EmbeddedPreview(at + 28, len(body) - 28, width, height))


def cut(source: Source) -> Blocks:
    """Blocks of a PSD or PSB file."""
    blocks = Blocks()
    head = source.at(0, 30)
    if len(head) < 30:
        blocks.warn("psd-header-cut-short")
        return blocks
    blocks.channels, blocks.height, blocks.width, blocks.bit_depth, mode = struct.unpack(">HIIHH", head[12:26])
    blocks.color_space = _MODES.get(mode, "")
    resources_at = 30 + int.from_bytes(head[26:30], "big")
    size = int.from_bytes(source.at(resources_at, 4), "big")
    resources(source.at(resources_at + 4, size), blocks, is_own_file=True, file_offset=resources_at + 4)
    return blocks

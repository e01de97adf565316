"""GIF: XMP lies in an application extension, unpacked, closed by a magic trailer."""

from __future__ import annotations

import struct

from assets.metadata import limits
from assets.metadata.blocks import Blocks, TextChunk
from assets.metadata.facts import Container
from assets.metadata.source import Source

_XMP = b"XMP DataXMP"
_ICC = b"ICCRGBG1012"
_TRAILER_BYTES = 258


def cut(source: Source) -> Blocks:
    """Blocks of a GIF file; frames are counted up to 2,000."""
    blocks = Blocks(color_space="indexed", channels=1, bit_depth=8)
    head = source.at(0, 13)
    if len(head) < 13:
        blocks.warn("gif-header-cut-short")
        return blocks
    blocks.width, blocks.height, flags = struct.unpack("<HHB", head[6:11])
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    frames = 0
    for _ in range(limits.GIF_BLOCKS):
        kind = source.at(at, 1)
        if kind == b"\x21":
            at = _extension(source, at, blocks)
        elif kind == b"\x2c" and frames < limits.COUNT_STOP:
            frames += 1
            local = (source.at(at + 9, 1) or b"\x00")[0]
            at = _skip(source, at + 11 + (3 << ((local & 7) + 1) if local & 0x80 else 0))
        else:
            if kind == b"\x3b":
                blocks.trailing_bytes = source.size - at - 1
            elif frames < limits.COUNT_STOP:
                blocks.warn("gif-end-missing")
            break
    blocks.frames = max(frames, 1)
    return blocks


def _extension(source: Source, at: int, blocks: Blocks) -> int:
    head = source.at(at, 14)
    label, name = head[1:2], head[3:14]
    if label == b"\xff" and head[2:3] == b"\x0b" and name == _XMP:
        end = source.find(b"\x00\x00", at + 14, min(source.size, at + 14 + limits.XMP_BYTES))
        while end >= 0 and end - _TRAILER_BYTES + 1 < at + 14:
            end = source.find(b"\x00\x00", end + 1, source.size)
        if end < 0:
            blocks.warn("xmp-cut-short")
            return source.size
        blocks.add_xmp(source.at(at + 14, end + 1 - (_TRAILER_BYTES - 1) - (at + 14)))
        return end + 2
    end = _skip(source, at + 2)
    if label == b"\xff" and name == _ICC:
        blocks.add_icc(_joined(source, at + 14))
    elif label == b"\xfe":
        blocks.add_text(TextChunk("gif:comment", _joined(source, at + 2), "ascii", container=Container.CONTAINER))
    return end


def _skip(source: Source, at: int) -> int:
    """Offset behind a chain of sub-blocks; the end of the file when there are absurdly many."""
    window, start = b"", at
    for _ in range(limits.SUB_BLOCKS):
        if not window or at - start >= len(window):
            window, start = source.at(at, 64 * limits.KIB), at
            if not window:
                break
        size = window[at - start]
        at += 1 + size
        if size == 0:
            return at
    return source.size


def _joined(source: Source, at: int) -> bytes:
    parts: list[bytes] = []
    for _ in range(limits.GIF_BLOCKS):
        size = (source.at(at, 1) or b"\x00")[0]
        if not size:
            break
        parts.append(source.at(at + 1, size))
        at += 1 + size
    return b"".join(parts)

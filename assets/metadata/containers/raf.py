"""Fujifilm RAF: a header that points to a JPEG, which holds the metadata."""

from __future__ import annotations

import struct

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.containers import jpeg
from assets.metadata.facts import EmbeddedPreview
from assets.metadata.source import Source


def cut(source: Source) -> Blocks:
    """Blocks of the JPEG inside; its own size is the preview's, not the picture's."""
    pointer = source.at(84, 8)
    offset, length = struct.unpack(">II", pointer) if len(pointer) == 8 else (0, 0)
    inner = source.at(offset, min(length, 2 * limits.MIB))
    if inner[:2] != b"\xff\xd8":
        blocks = Blocks()
        blocks.warn("raw-preview-missing")
        return blocks
    blocks = jpeg.cut(Source.of(inner))
    blocks.previews.append(EmbeddedPreview(offset, min(length, source.size - offset), blocks.width, blocks.height))
    blocks.warnings = [code for code in blocks.warnings if code != "jpeg-end-missing"]
    blocks.trailing_bytes = 0
    return blocks

"""One small parser for each container; each cuts metadata blocks out and never decodes a picture."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Final

from assets.metadata.blocks import Blocks
from assets.metadata.containers import bmff, gif, jpeg, matroska, pages, photoshop, png, raf, riff, svg, tiff
from assets.metadata.containers.tiff import TiffTree
from assets.metadata.media_types import MediaType
from assets.metadata.source import Source

_TIFF_FAMILY: Final = frozenset(
    {MediaType.TIFF, MediaType.CR2, MediaType.NEF, MediaType.ARW, MediaType.DNG, MediaType.ORF, MediaType.RW2}
)
_PARSERS: Final[Mapping[MediaType, Callable[[Source], Blocks]]] = {
    MediaType.JPEG: jpeg.cut,
    MediaType.PNG: png.cut,
    MediaType.WEBP: riff.cut,
    MediaType.GIF: gif.cut,
    MediaType.HEIC: bmff.cut,
    MediaType.AVIF: bmff.cut,
    MediaType.CR3: bmff.cut,
    MediaType.MP4: bmff.cut,
    MediaType.MOV: bmff.cut,
    MediaType.WEBM: matroska.cut,
    MediaType.PSD: photoshop.cut,
    MediaType.SVG: svg.cut,
    MediaType.PDF: pages.cut_pdf,
    MediaType.EPS: pages.cut_eps,
    MediaType.RAF: raf.cut,
}


def cut(source: Source, media_type: MediaType) -> tuple[Blocks, TiffTree | None]:
    """The blocks of a file; of the TIFF family also its entries, since the file itself is the EXIF block.

    Never fails: a structure that breaks its parser gives no blocks and the warning `container-damaged`.
    """
    try:
        if media_type in _TIFF_FAMILY:
            return tiff.cut(source)
        return _PARSERS[media_type](source), None
    except (struct.error, IndexError, ValueError, OverflowError):
        blocks = Blocks()
        blocks.warn("container-damaged")
        return blocks, None

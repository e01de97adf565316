"""One small parser for each container; each cuts metadata blocks out and never decodes a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from assets.metadata.blocks import Blocks
from assets.metadata.containers import bmff, gif, jpeg, matroska, pages, photoshop, png, raf, riff, svg
from assets.metadata.media_types import MediaType
from assets.metadata.source import Source

PARSERS: Final[Mapping[MediaType, Callable[[Source], Blocks]]] = {
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
"""Types whose metadata are blocks. The TIFF family is its own metadata block; see `tiff.cut`."""

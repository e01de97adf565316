"""WebP: a RIFF file whose chunks `EXIF`, `XMP ` and `ICCP` are metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.source import Source


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its four letters, offset of these, offset and size of its data."""

    kind: bytes
    start: int
    data_at: int
    size: int

    @property
    def end(self) -> int:
        """Offset of the next chunk; data is padded to an even length."""
        return self.data_at + self.size + (self.size & 1)


def chunks(source: Source) -> Iterator[Chunk]:
    """Chunks inside the RIFF size; stops quietly where the chain breaks."""
    at = 12
    riff_end = min(source.size, 8 + int.from_bytes(source.at(4, 4), "little"))
    for _ in range(limits.RIFF_CHUNKS):
        head = source.at(at, 8)
        if len(head) < 8 or at >= riff_end:
            return
        chunk = Chunk(head[:4], at, at + 8, int.from_bytes(head[4:], "little"))
        yield chunk
        at = chunk.end


def cut(source: Source) -> Blocks:
    """Blocks of a WebP file."""
    blocks = Blocks(color_space="YCbCr", channels=3, bit_depth=8)
    frames = 0
    for chunk in chunks(source):
        if chunk.data_at + chunk.size > source.size:
            blocks.warn("webp-chunk-cut-short")
        match chunk.kind:
            case b"VP8X":
                _extended_header(source.at(chunk.data_at, 10), blocks)
            case b"VP8 " | b"VP8L" if not blocks.width:
                _plain_header(chunk.kind, source.at(chunk.data_at, 10), blocks)
            case b"EXIF":
                blocks.add_exif(source.at(chunk.data_at, chunk.size))
            case b"XMP " | b"XMP\x00":
                blocks.add_xmp(source.at(chunk.data_at, chunk.size))
            case b"ICCP":
                blocks.add_icc(source.at(chunk.data_at, chunk.size))
            case b"ANMF":
                frames += 1
            case b"C2PA":
                blocks.has_c2pa = True
    blocks.frames = min(max(frames, 1), limits.COUNT_STOP)
    blocks.trailing_bytes = max(0, source.size - 8 - int.from_bytes(source.at(4, 4), "little"))
    return blocks


def _extended_header(data: bytes, blocks: Blocks) -> None:
    if len(data) == 10:
        blocks.has_alpha = bool(data[0] & 0x10)
        blocks.width = int.from_bytes(data[4:7], "little") + 1
        blocks.height = int.from_bytes(data[7:10], "little") + 1


def _plain_header(kind: bytes, data: bytes, blocks: Blocks) -> None:
    if kind == b"VP8L" and data[:1] == b"\x2f" and len(data) >= 5:
        bits = int.from_bytes(data[1:5], "little")
        blocks.width, blocks.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        blocks.has_alpha, blocks.color_space = bool(bits >> 28 & 1), "RGB"
    elif kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        blocks.width = int.from_bytes(data[6:8], "little") & 0x3FFF
        blocks.height = int.from_bytes(data[8:10], "little") & 0x3FFF

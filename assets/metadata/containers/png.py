"""PNG: metadata lies in text chunks (plain, compressed, international), `eXIf` and `iCCP`."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from assets.metadata import limits
from assets.metadata.blocks import Blocks, TextChunk
from assets.metadata.containers import photoshop
from assets.metadata.errors import BrokenBlock
from assets.metadata.source import Source

XMP_KEYWORD = b"XML:com.adobe.xmp"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_READ = frozenset({b"IHDR", b"tRNS", b"acTL", b"iCCP", b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"caBX"})
_COLORS = {0: ("gray", 1), 2: ("RGB", 3), 3: ("indexed", 1), 4: ("gray", 2), 6: ("RGB", 4)}


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: type, offset of its length word, offset and size of its data."""

    kind: bytes
    start: int
    data_at: int
    size: int

    @property
    def end(self) -> int:
        """Offset of the byte after the checksum."""
        return self.data_at + self.size + 4


def chunks(source: Source) -> Iterator[Chunk]:
    """Chunks up to and including IEND; stops quietly where the chain breaks."""
    at = len(SIGNATURE)
    for _ in range(limits.PNG_CHUNKS):
        head = source.at(at, 8)
        if len(head) < 8 or not head[4:8].isalpha():
            return
        size = int.from_bytes(head[:4], "big")
        yield Chunk(head[4:8], at, at + 8, size)
        if head[4:8] == b"IEND" or at + 12 + size > source.size:
            return
        at += 12 + size


def cut(source: Source) -> Blocks:
    """Blocks of a PNG file."""
    blocks = Blocks()
    end = 0
    for chunk in chunks(source):
        if chunk.kind == b"IEND":
            end = chunk.end
        elif chunk.kind in _READ and chunk.size <= limits.METADATA_BYTES:
            try:
                _chunk(chunk.kind, source.at(chunk.data_at, chunk.size), blocks)
            except BrokenBlock as broken:
                blocks.warn(f"png-{chunk.kind.decode('ascii').lower()}-{broken.code}")
    if end:
        blocks.trailing_bytes = max(0, source.size - end)
    elif source.rfind(b"IEND", limits.MIB) < 0:  # else there are only more chunks than are walked
        blocks.warn("png-end-missing")
    return blocks


def _chunk(kind: bytes, data: bytes, blocks: Blocks) -> None:
    match kind:
        case b"IHDR" if len(data) >= 13:
            blocks.width, blocks.height, blocks.bit_depth, color = struct.unpack(">IIBB", data[:10])
            blocks.color_space, blocks.channels = _COLORS.get(color, ("", 0))
            blocks.has_alpha = color in {4, 6}
        case b"tRNS":
            blocks.has_alpha = True
        case b"acTL" if len(data) >= 4:
            blocks.frames = min(int.from_bytes(data[:4], "big") or 1, limits.COUNT_STOP)
        case b"iCCP":
            blocks.add_icc(blocks.inflate(data[data.find(b"\x00") + 2 :], limits.ICC_BYTES))
        case b"eXIf":
            blocks.add_exif(data)
        case b"tEXt" | b"zTXt" | b"iTXt":
            _text(kind, data, blocks)
        case b"caBX":
            blocks.has_c2pa = True


def _text(kind: bytes, data: bytes, blocks: Blocks) -> None:
    keyword, found, rest = data.partition(b"\x00")
    if not found or len(keyword) > 79:
        raise BrokenBlock("damaged")
    lang, charset = b"", "latin-1"
    if kind == b"zTXt":
        rest = blocks.inflate(rest[1:])
    elif kind == b"iTXt":
        charset = "utf-8"
        is_packed = rest[:1] == b"\x01"
        lang, _, rest = rest[2:].partition(b"\x00")
        _translated, _, rest = rest.partition(b"\x00")
        rest = blocks.inflate(rest) if is_packed else rest
    _keep(keyword, TextChunk(keyword.decode("latin-1"), rest, charset, lang.decode("ascii", "ignore")), blocks)


def _keep(keyword: bytes, chunk: TextChunk, blocks: Blocks) -> None:
    """Blocks that ImageMagick and exiftool hide in text chunks as hexadecimal digits are unpacked."""
    if keyword == XMP_KEYWORD:
        blocks.add_xmp(chunk.raw)
    elif keyword.startswith(b"Raw profile type "):
        _raw_profile(keyword[17:], chunk.raw, blocks)
    else:
        blocks.add_text(chunk)


def _raw_profile(name: bytes, text: bytes, blocks: Blocks) -> None:
    lines = text.split(None, 2)
    if len(lines) < 3 or not lines[1].isdigit() or len(lines[1]) > 9:
        raise BrokenBlock("damaged")
    digits = b"".join(lines[2].split())[: 2 * int(lines[1])]
    try:
        body = bytes.fromhex(digits.decode("ascii"))
    except ValueError as broken:
        raise BrokenBlock("damaged") from broken
    match name.lower():
        case b"exif" | b"app1" if not body.startswith(b"http://ns.adobe.com/xap/1.0/\x00"):
            blocks.add_exif(body)
        case b"xmp" | b"app1":
            blocks.add_xmp(body.removeprefix(b"http://ns.adobe.com/xap/1.0/\x00"))
        case b"iptc" | b"8bim":
            if body.startswith(b"8BIM"):
                photoshop.resources(body, blocks)
            else:
                blocks.add_iim(body)
        case b"icc" | b"icm":
            blocks.add_icc(body)

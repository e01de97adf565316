"""PNG out: text and EXIF chunks are exchanged; picture and color chunks are copied byte for byte."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from assets.metadata.containers import png
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write.parts import Parts, fingerprint, must_equal

_PICTURE: Final = frozenset(
    {
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
        b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT", b"mDCV", b"cLLI",
    }
)  # fmt: skip


def put(data: bytes, parts: Parts) -> bytes:
    """The same picture with these blocks, before its first data; PNG has no place for IIM."""
    chunks = _picture_chunks(data)
    written = []
    if parts.exif is not None:
        written.append(_chunk(b"eXIf", parts.exif))
    if parts.xmp is not None:
        written.append(_chunk(b"iTXt", png.XMP_KEYWORD + b"\x00\x00\x00\x00\x00" + parts.xmp))
    result = png.SIGNATURE + b"".join([chunks[0], *written, *chunks[1:]])
    must_equal(fingerprint(*chunks), fingerprint(*_picture_chunks(result)))
    return result


def _picture_chunks(data: bytes) -> list[bytes]:
    kept, is_whole = [], False
    for chunk in png.chunks(Source.of(data)):
        if chunk.kind in _PICTURE:
            kept.append(data[chunk.start : chunk.end])
        is_whole = is_whole or (chunk.kind == b"IEND" and chunk.end <= len(data))
    if not kept or not is_whole or kept[0][4:8] != b"IHDR":
        raise MetadataNotWritten("picture-damaged")
    return kept


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

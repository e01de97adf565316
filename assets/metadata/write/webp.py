"""WebP out: an extended header announces what is there; picture chunks are copied byte for byte."""

from __future__ import annotations

import struct
from typing import Final

from assets.metadata.containers import riff
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write.parts import Parts, fingerprint, must_equal

_PICTURE: Final = frozenset({b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"})
_ICC, _ALPHA, _EXIF, _XMP, _ANIMATION = 0x20, 0x10, 0x08, 0x04, 0x02


def put(data: bytes, parts: Parts) -> bytes:
    """The same picture with these blocks; WebP has no place for IIM."""
    chunks = _picture_chunks(data)
    flags = (_EXIF if parts.exif is not None else 0) | (_XMP if parts.xmp is not None else 0)
    body = [_chunk(b"VP8X", _header(data, flags, chunks)), *chunks]
    if parts.exif is not None:
        body.append(_chunk(b"EXIF", parts.exif))
    if parts.xmp is not None:
        body.append(_chunk(b"XMP ", parts.xmp))
    content = b"WEBP" + b"".join(body)
    result = b"RIFF" + struct.pack("<I", len(content)) + content
    must_equal(fingerprint(*chunks), fingerprint(*_picture_chunks(result)))
    return result


def _picture_chunks(data: bytes) -> list[bytes]:
    kept = []
    for chunk in riff.chunks(Source.of(data)):
        if chunk.data_at + chunk.size > len(data):
            raise MetadataNotWritten("picture-damaged")
        if chunk.kind in _PICTURE:
            kept.append(_chunk(chunk.kind, data[chunk.data_at : chunk.data_at + chunk.size]))
    if not any(chunk[:4] in {b"VP8 ", b"VP8L", b"ANMF"} for chunk in kept):
        raise MetadataNotWritten("picture-damaged")
    return kept


def _header(data: bytes, flags: int, chunks: list[bytes]) -> bytes:
    found = riff.cut(Source.of(data))
    if not (0 < found.width <= 1 << 24 and 0 < found.height <= 1 << 24):
        raise MetadataNotWritten("picture-damaged")
    kinds = {chunk[:4] for chunk in chunks}
    flags |= (_ICC if b"ICCP" in kinds else 0) | (_ANIMATION if b"ANIM" in kinds else 0)
    flags |= _ALPHA if found.has_alpha else 0
    return struct.pack("<I", flags) + (found.width - 1).to_bytes(3, "little") + (found.height - 1).to_bytes(3, "little")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) & 1)

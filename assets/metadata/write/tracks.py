"""Tracks of a film: which stay, where the samples of the others stand, and the tables of offsets that follow a move.

Tracks of timed metadata (positions of action cameras and drones, detected faces, device data) do not leave the house:
the track goes and its samples become zeros. Sound, picture, captions, chapters and time code stay.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write.boxes import Layout, Node, body_of
from assets.metadata.write.parts import Span

TRACK_CHILDREN: Final = frozenset({b"tkhd", b"edts", b"tref", b"trgr", b"mdia", b"load", b"tapt", b"txas", b"imap"})
_DATA_HANDLERS: Final = frozenset({b"meta", b"fdsc", b"data", b"gps ", b"camm", b"gpmd"})
_TEXT_HANDLERS: Final = frozenset({b"text", b"sbtl", b"subt", b"clcp"})
_POSITION_WORDS: Final = (b"GPS", b"latitude", b"Latitude", b"LATITUDE")
_SPHERICAL: Final = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")
_SAMPLES: Final = 4_000_000


def is_private(source: Source, track: Node) -> bool:
    """Whether the track is data about the recording: by its handler, or captions that spell out positions (drones)."""
    handler = track.child(b"mdia", b"hdlr")
    kind = source.at(handler.data_at + 8, 4) if handler is not None else b""
    if kind in _TEXT_HANDLERS:
        first = next(iter(samples(source, track)), None)
        text = source.at(first.start, min(first.size, 4096)) if first is not None else b""
        return any(word in text for word in _POSITION_WORDS)
    return kind in _DATA_HANDLERS


def clean_track(source: Source, track: Node) -> None:
    """Leave out names, positions and makers' data of a track; a spherical film keeps what says that it is one."""
    kept = [
        each for each in track.children or ()
        if each.kind in TRACK_CHILDREN or (each.kind == b"uuid" and each.uuid == _SPHERICAL)
    ]  # fmt: skip
    track.children = kept
    media = track.child(b"mdia")
    if media is not None:
        media.keep({b"mdhd", b"hdlr", b"elng", b"minf"})
    for alias in track.all(b"alis"):
        if source.at(alias.data_at, 4) == b"\x00\x00\x00\x01":
            alias.body = b"\x00\x00\x00\x01"  # "in this file": without the path of the editor's machine


def number_of(source: Source, track: Node) -> int:
    """The track's number."""
    head = track.child(b"tkhd")
    body = source.at(head.data_at, 24) if head is not None else b""
    if len(body) < 24:
        raise MetadataNotWritten("picture-damaged")
    return int.from_bytes(body[20:24] if body[0] else body[12:16], "big")


def without_references(source: Source, track: Node, gone: frozenset[int]) -> None:
    """Take numbers of tracks that are gone out of the track's references."""
    for each in (track.child(b"tref") or Node(b"", 0, 0, 0)).children or ():
        raw = body_of(source, each)
        numbers = [int.from_bytes(raw[at : at + 4], "big") for at in range(0, len(raw) - 3, 4)]
        each.body = b"".join(number.to_bytes(4, "big") for number in numbers if number not in gone)
    references = track.child(b"tref")
    if references is not None:
        references.children = [each for each in references.children or () if each.body]


def move_offsets(source: Source, track: Node, layout: Layout | None) -> None:
    """Let the tables of chunk offsets follow; without a layout only their size is known."""
    for node in [*track.all(b"stco"), *track.all(b"co64"), *track.all(b"saio")]:
        raw = body_of(source, node)
        if node.kind == b"saio":
            head, code = (16 if raw[3] & 1 else 8), ("Q" if raw[0] else "I")
        else:
            head, code = 8, ("Q" if node.kind == b"co64" else "I")
        if layout is not None:
            node.body = raw[:head] + _moved(raw[head:], code, layout)


def _moved(raw: bytes, code: str, layout: Layout) -> bytes:
    count = len(raw) // struct.calcsize(code)
    offsets = [layout.moved(offset) if offset else 0 for offset in struct.unpack(f">{count}{code}", raw)]
    if code == "I" and any(offset >> 32 for offset in offsets):
        raise MetadataNotWritten("too-large-for-offsets")
    return struct.pack(f">{count}{code}", *offsets)


def chunk_offsets(source: Source, track: Node) -> tuple[int, ...]:
    """Where the chunks of the track begin."""
    for node in [*track.all(b"stco"), *track.all(b"co64")]:
        raw = body_of(source, node)
        code = "Q" if node.kind == b"co64" else "I"
        count = (len(raw) - 8) // struct.calcsize(code)
        return struct.unpack(f">{count}{code}", raw[8 : 8 + count * struct.calcsize(code)])
    return ()


def samples(source: Source, track: Node) -> Iterator[Span]:
    """Where the samples of a track stand, chunk by chunk."""
    table = track.child(b"mdia", b"minf", b"stbl")
    runs, sizes = (table.child(kind) if table is not None else None for kind in (b"stsc", b"stsz"))
    if runs is None or sizes is None:
        return
    raw = body_of(source, sizes)
    fixed, count = struct.unpack(">II", raw[4:12])
    offsets = chunk_offsets(source, track)
    per_chunk = _per_chunk(body_of(source, runs), len(offsets))
    at = 0
    for start, wanted in zip(offsets, per_chunk, strict=True):
        number = min(wanted, count - at, _SAMPLES)
        size = fixed * number if fixed else sum(struct.unpack_from(f">{number}I", raw, 12 + 4 * at))
        at += number
        if size:
            yield Span(start, min(start + size, source.size))


def _per_chunk(raw: bytes, chunks: int) -> list[int]:
    rows = [struct.unpack_from(">III", raw, at) for at in range(8, len(raw) - 11, 12)]
    result: list[int] = []
    for number, (first, per, _description) in enumerate(rows):
        last = rows[number + 1][0] - 1 if number + 1 < len(rows) else chunks
        result += [per] * max(0, min(last, chunks) - first + 1)
    return (result + [0] * chunks)[:chunks]

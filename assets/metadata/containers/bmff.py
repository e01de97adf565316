"""ISO base media files: HEIC, AVIF and CR3 items, MP4 and MOV boxes.

Boxes are listed to a depth of 8, at most 4,000 in all. Item data (EXIF, XMP) is found through `iinf` and `iloc`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.containers import quicktime
from assets.metadata.source import Source

XMP_UUID: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
C2PA_UUID: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
CANON_UUID: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_PARENTS: Final = frozenset({b"moov", b"trak", b"mdia", b"udta", b"iprp", b"ipco", b"minf", b"stbl"})


@dataclass(frozen=True, slots=True)
class Box:
    """One box: type, path of types, where its content begins and ends; `uuid` for extended types."""

    kind: bytes
    path: tuple[bytes, ...]
    data_at: int
    end: int
    uuid: bytes = b""

    @property
    def size(self) -> int:
        """Bytes of content."""
        return self.end - self.data_at


@dataclass(slots=True)
class _Item:
    kind: bytes = b""
    content_type: bytes = b""
    extents: list[tuple[int, int, int]] = field(default_factory=list)
    properties: list[int] = field(default_factory=list)


def boxes(source: Source) -> Iterator[Box]:
    """All boxes, parents before children."""
    budget = [limits.BOXES]
    yield from _children(source, 0, source.size, (), budget)


def _children(source: Source, at: int, end: int, path: tuple[bytes, ...], budget: list[int]) -> Iterator[Box]:
    while at + 8 <= end and budget[0] > 0:
        budget[0] -= 1
        head = source.at(at, 32)
        if len(head) < 8:
            return
        size, kind, data_at = int.from_bytes(head[:4], "big"), head[4:8], at + 8
        if size == 1 and len(head) >= 16:
            size, data_at = int.from_bytes(head[8:16], "big"), at + 16
        elif size == 0:
            size = end - at
        if size < data_at - at:
            return
        box_end = min(at + size, end)
        uuid = source.at(data_at, 16) if kind == b"uuid" else b""
        box = Box(kind, (*path, kind), data_at + len(uuid), box_end, uuid)
        yield box
        inner = _inner_start(source, box)
        if inner is not None and len(path) < limits.BOX_DEPTH:
            yield from _children(source, inner, box_end, box.path, budget)
        at += size


def _inner_start(source: Source, box: Box) -> int | None:
    """Where children begin, or nothing for a leaf. `meta` has a version word in HEIF, but not always in QuickTime."""
    if box.kind in _PARENTS or box.uuid == CANON_UUID:
        return box.data_at
    if box.kind == b"meta":
        return box.data_at if source.at(box.data_at + 4, 4) == b"hdlr" else box.data_at + 4
    return None


def cut(source: Source) -> Blocks:
    """Blocks of any file of the family."""
    blocks = Blocks()
    reader = _Reader(source, blocks)
    for box in boxes(source):
        try:
            reader.take(box)
        except (struct.error, IndexError, ValueError):
            name = box.kind.decode("ascii", "replace")
            blocks.warn(f"box-{name if name.isalnum() else 'unknown'}-damaged")
    reader.finish()
    return blocks


class _Reader:
    """Collects boxes until items can be resolved."""

    def __init__(self, source: Source, blocks: Blocks) -> None:
        self.source, self.blocks = source, blocks
        self.items: dict[int, _Item] = {}
        self.primary = 0
        self.properties: list[tuple[bytes, bytes]] = []
        self.item_data_at = -1
        self.steps = limits.ITEM_STEPS
        self.item_bytes = limits.METADATA_BYTES
        self.keys: list[str] = []
        self.track: tuple[int, int, int] = (0, 0, 0)

    def body(self, box: Box, limit: int = limits.MIB) -> bytes:
        return self.source.at(box.data_at, min(box.size, limit))

    def step(self) -> None:
        """Count one row of a table; `ValueError` when a file has more than any honest one."""
        self.steps -= 1
        if self.steps < 0:
            raise ValueError

    def take(self, box: Box) -> None:
        """Read one box if it matters."""
        if box.path[-2:-1] == (b"ipco",):
            self.properties.append((box.kind, self.body(box, limits.ICC_BYTES)))
            return
        match box.kind:
            case b"pitm":
                body = self.body(box, 16)
                self.primary = int.from_bytes(body[4:8] if body[0] else body[4:6], "big")
            case b"iinf":
                self._item_infos(box)
            case b"iloc":
                self._locations(self.body(box))
            case b"idat":
                self.item_data_at = box.data_at
            case b"ipma":
                self._associations(self.body(box))
            case b"uuid":
                self._uuid(box)
            case b"jumb":
                self.blocks.has_c2pa = True
            case b"XMP_":
                self.blocks.add_xmp(self.body(box, limits.XMP_BYTES + 1))
            case b"CMT1" | b"CMT2" | b"CMT4":
                directory = {b"CMT1": "ifd0", b"CMT2": "exif", b"CMT4": "gps"}[box.kind]
                self.blocks.add_exif(self.body(box), directory)
            case _:
                self._movie(box)

    def _uuid(self, box: Box) -> None:
        if box.uuid == XMP_UUID:
            self.blocks.add_xmp(self.body(box, limits.XMP_BYTES + 1))
        elif box.uuid == C2PA_UUID:
            self.blocks.has_c2pa = True

    def _movie(self, box: Box) -> None:
        match box.kind:
            case b"mvhd":
                body = self.body(box, 40)
                scale, length = struct.unpack_from(">IQ" if body[0] else ">II", body, 20 if body[0] else 12)
                unknown = (1 << (64 if body[0] else 32)) - 1
                if scale and length and length != unknown and length / scale <= 7 * 86_400:
                    self.blocks.duration_seconds = round(length / scale, 3)
            case b"tkhd":
                self._track_header(self.body(box, 120))
            case b"hdlr" if box.path[-2:-1] == (b"mdia",):
                self._track_kind(self.body(box, 16)[8:12])
            case b"keys":
                self.keys = quicktime.key_names(self.body(box))
            case b"ilst":
                for chunk in quicktime.list_items(self.body(box), self.keys):
                    self.blocks.add_text(chunk)
            case _ if box.path[-2:-1] == (b"udta",) and box.kind[:1] == b"\xa9":
                body = self.body(box, limits.RAW_VALUE_BYTES)
                size = int.from_bytes(body[:2], "big")
                self.blocks.add_text(quicktime.text(box.kind.decode("latin-1"), body[4 : 4 + size]))

    def _track_header(self, body: bytes) -> None:
        base = 88 if body[0] else 76
        a, b, _u, c, d = struct.unpack_from(">iiiii", body, base - 36)
        width, height = struct.unpack_from(">II", body, base)
        turn = {(0, 1): 6, (-1, 0): 3, (0, -1): 8}.get((_sign(a), _sign(b)), 1) if (a or b or c or d) else 1
        self.track = (width >> 16, height >> 16, turn)

    def _track_kind(self, handler: bytes) -> None:
        if handler == b"vide" and not self.blocks.width:
            self.blocks.width, self.blocks.height, self.blocks.turn = self.track
            self.blocks.has_sound = self.blocks.has_sound or False
        if handler == b"soun":
            self.blocks.has_sound = True

    def _item_infos(self, box: Box) -> None:
        body = self.body(box)
        at, count = (8, int.from_bytes(body[4:8], "big")) if body[0] else (6, int.from_bytes(body[4:6], "big"))
        for _ in range(min(count, limits.BOXES)):
            self.step()
            size = int.from_bytes(body[at : at + 4], "big")
            entry = body[at : at + size]
            if size < 20 or entry[4:8] != b"infe":
                break
            wide = 2 if entry[8] == 3 else 0
            if entry[8] >= 2:
                item = self.items.setdefault(int.from_bytes(entry[12 : 14 + wide], "big"), _Item())
                item.kind = entry[16 + wide : 20 + wide]
                if item.kind == b"mime":
                    item.content_type = entry[20 + wide :].partition(b"\x00")[2].partition(b"\x00")[0]
            at += size

    def _locations(self, body: bytes) -> None:
        version, sizes = body[0], int.from_bytes(body[4:6], "big")
        offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
        cursor = _Cursor(body, 6)
        count = cursor.take(4 if version == 2 else 2)
        for _ in range(min(count, limits.BOXES)):
            item = self.items.setdefault(cursor.take(4 if version == 2 else 2), _Item())
            method = cursor.take(2) & 15 if version else 0
            cursor.take(2)
            base = cursor.take(base_size)
            for _extent in range(min(cursor.take(2), 64)):
                self.step()
                if version and index_size:
                    cursor.take(index_size)
                offset = cursor.take(offset_size)
                item.extents.append((method, base + offset, cursor.take(length_size)))

    def _associations(self, body: bytes) -> None:
        cursor = _Cursor(body, 4)
        wide_index = bool(body[3] & 1)
        for _ in range(min(cursor.take(4), limits.BOXES)):
            item = self.items.setdefault(cursor.take(4 if body[0] else 2), _Item())
            for _association in range(cursor.take(1)):
                self.step()
                index = cursor.take(2) & 0x7FFF if wide_index else cursor.take(1) & 0x7F
                item.properties.append(index)

    def finish(self) -> None:
        """Cut out the items and read the properties of the main one."""
        for item in self.items.values():
            if item.kind == b"Exif":
                block = self._item_data(item)
                self.blocks.add_exif(block[4 + int.from_bytes(block[:4], "big") :])
            elif item.kind == b"mime" and item.content_type.startswith((b"application/rdf+xml", b"text/xml")):
                self.blocks.add_xmp(self._item_data(item))
        main = self.items.get(self.primary)
        if main is not None:
            self._picture([self.properties[i - 1] for i in main.properties if 0 < i <= len(self.properties)])

    def _item_data(self, item: _Item) -> bytes:
        data = bytearray()
        for method, offset, length in item.extents:
            if method == 1 and self.item_data_at < 0:
                continue
            start = offset + (self.item_data_at if method == 1 else 0)
            piece = self.source.at(start, min(length or self.source.size - start, self.item_bytes))
            self.item_bytes -= len(piece)
            data += piece
        return bytes(data)

    def _picture(self, properties: list[tuple[bytes, bytes]]) -> None:
        turns, mirror = 0, None
        for kind, body in properties:
            if kind == b"ispe" and len(body) >= 12:
                self.blocks.width, self.blocks.height = struct.unpack(">II", body[4:12])
            elif kind == b"pixi" and len(body) >= 6:
                self.blocks.channels, self.blocks.bit_depth = body[4], body[5]
            elif kind == b"colr" and body[:4] in {b"prof", b"rICC"}:
                self.blocks.add_icc(body[4:])
            elif kind == b"clap" and len(body) >= 16:
                self._crop(*struct.unpack(">IIII", body[:16]))
            elif kind == b"irot" and body:
                turns = body[0] & 3
            elif kind == b"imir" and body:
                mirror = body[0] & 1
        self.blocks.turn = _TURNS[mirror, turns]

    def _crop(self, width: int, width_parts: int, height: int, height_parts: int) -> None:
        """The clean aperture is what viewers show of the stored picture."""
        if width_parts and height_parts and 0 < width // width_parts <= self.blocks.width:
            self.blocks.width = width // width_parts
            self.blocks.height = min(height // height_parts, self.blocks.height) or self.blocks.height


_TURNS: Final = {
    (None, 0): 1, (None, 1): 8, (None, 2): 3, (None, 3): 6,
    (0, 0): 4, (0, 1): 5, (0, 2): 2, (0, 3): 7,
    (1, 0): 2, (1, 1): 7, (1, 2): 4, (1, 3): 5,
}  # fmt: skip
"""EXIF orientation for (mirror axis, quarter turns anti-clockwise): rotation is applied first, then the mirror."""


class _Cursor:
    """Big-endian whole numbers of given sizes, one after the other; `IndexError` behind the end."""

    __slots__ = ("at", "body")

    def __init__(self, body: bytes, at: int) -> None:
        self.body, self.at = body, at

    def take(self, size: int) -> int:
        if self.at + size > len(self.body):
            raise IndexError
        self.at += size
        return int.from_bytes(self.body[self.at - size : self.at], "big")


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)

"""HEIC and AVIF out: metadata items are exchanged, coded items are copied byte for byte.

The tables of items (`iinf`, `iloc`, `iref`, `ipma`) are written anew; the data of the old metadata items become zeros,
the new ones stand in a data box at the end of the file. Moving pictures in such a file are treated like a film.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from assets.metadata import limits
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write.boxes import Layout, Node, body_of, box, uncovered, without
from assets.metadata.write.parts import Piece, Span, stretch

META_CHILDREN: Final = frozenset({b"hdlr", b"dinf", b"pitm", b"iinf", b"iloc", b"iprp", b"iref", b"idat", b"grpl"})
_ITEMS: Final = 60_000


@dataclass(slots=True)
class _Item:
    kind: bytes = b""
    rest: bytes = b""
    protection: int = 0
    flags: int = 0
    method: int = 0
    extents: list[Span] = field(default_factory=list)

    @property
    def is_metadata(self) -> bool:
        is_text = self.kind == b"mime" and not self.rest.startswith(b"image/")
        return is_text or self.kind in {b"Exif", b"uri "}


class Items:
    """The items of one `meta` box, read and ready to be written with other metadata."""

    def __init__(self, source: Source, meta: Node, blocks: Sequence[tuple[bytes, bytes]]) -> None:
        """`blocks`: new items, each as entry of the information table behind its number, and its data."""
        self.source, self.meta, self.blocks = source, meta, blocks
        self.items: dict[int, _Item] = {}
        try:
            self._read_infos(body_of(source, self._table(b"iinf")))
            self._read_locations(body_of(source, self._table(b"iloc")))
        except (IndexError, struct.error) as error:
            raise MetadataNotWritten("picture-damaged") from error
        if any(item.protection for item in self.items.values()):
            raise MetadataNotWritten("picture-protected")
        self.kept = {number: item for number, item in self.items.items() if not item.is_metadata}
        self.first_new = max(self.kept, default=0) + 1
        self.is_wide = self.first_new + len(blocks) > 0xFFFF
        self.main = self._main()
        references = meta.child(b"iref")
        self.references = list(self._references(body_of(source, references))) if references is not None else []

    def _table(self, kind: bytes) -> Node:
        node = self.meta.child(kind)
        if node is None:
            raise MetadataNotWritten("picture-damaged")
        return node

    def _main(self) -> int:
        body = body_of(self.source, self._table(b"pitm"))
        number = int.from_bytes(body[4:8] if body[:1] > b"\x00" else body[4:6], "big")
        if number not in self.kept:
            raise MetadataNotWritten("picture-damaged")
        return number

    def _read_infos(self, body: bytes) -> None:
        cursor = _Cursor(body, 4)
        for _ in range(min(cursor.take(4 if body[0] else 2), _ITEMS)):
            start = cursor.at
            size = cursor.take(4)
            version, flags = body[start + 8], body[start + 11]
            if version < 2 or size < 20:
                raise MetadataNotWritten("picture-damaged")
            cursor.at = start + 12
            number, protection = cursor.take(4 if version == 3 else 2), cursor.take(2)
            entry = body[cursor.at : start + size]
            rest = entry[4:].partition(b"\x00")[2]  # the name stays behind: it may be a person's
            self.items[number] = _Item(entry[:4], rest, protection, flags)
            cursor.at = start + size

    def _read_locations(self, body: bytes) -> None:
        version, sizes = body[0], int.from_bytes(body[4:6], "big")
        offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
        cursor = _Cursor(body, 6)
        budget = _ITEMS
        for _ in range(min(cursor.take(4 if version == 2 else 2), _ITEMS)):
            item = self.items.setdefault(cursor.take(4 if version == 2 else 2), _Item())
            item.method = cursor.take(2) & 15 if version else 0
            if cursor.take(2) or item.method > 1:
                raise MetadataNotWritten("data-outside-file")
            base = cursor.take(base_size)
            for _extent in range(cursor.take(2)):
                budget -= 1
                if budget < 0:
                    raise MetadataNotWritten("picture-damaged")
                cursor.take(index_size if version else 0)
                start = base + cursor.take(offset_size)
                item.extents.append(self._extent(item.method, start, cursor.take(length_size)))

    def _extent(self, method: int, start: int, length: int) -> Span:
        """A stretch of the file, or of the `idat` box for method 1."""
        idat = self.meta.child(b"idat")
        end = self.source.size if method == 0 else (idat.end - idat.data_at if idat is not None else 0)
        if start + length > end:
            raise MetadataNotWritten("picture-damaged")
        return Span(start, start + length if length else end)

    def gaps(self) -> list[Span]:
        """Where the old metadata stand in the file, as far as no picture shares the bytes."""
        old = [span for item in self.items.values() if item.is_metadata and item.method == 0 for span in item.extents]
        return uncovered(old, [span for item in self.kept.values() if item.method == 0 for span in item.extents])

    def rewrite(self, layout: Layout | None, new_data_at: int) -> None:
        """Write the tables into the box; without a layout only their size is right yet."""
        self.meta.keep(META_CHILDREN)
        self._table(b"iinf").body = self._infos()
        self._table(b"iloc").body = self._locations(layout, new_data_at)
        self._rewrite_idat()
        self._rewrite_properties()
        self._rewrite_references()

    def _infos(self) -> bytes:
        entries = [(number, item.flags, item.kind + b"\x00" + item.rest) for number, item in self.kept.items()]
        entries += [(number, 1, entry) for number, entry in enumerate((e for e, _ in self.blocks), self.first_new)]
        body = struct.pack(">II", 1 << 24, len(entries)) if self.is_wide else struct.pack(">IH", 0, len(entries))
        for number, flags, entry in entries:
            head = struct.pack(">I", (3 if self.is_wide else 2) << 24 | flags) + self._number(number)
            body += box(b"infe", head + b"\x00\x00" + entry)
        return body

    def _number(self, number: int) -> bytes:
        return number.to_bytes(4 if self.is_wide else 2, "big")

    def _locations(self, layout: Layout | None, new_data_at: int) -> bytes:
        """Version 1, or 2 for item numbers beyond sixteen bits; offsets of eight bytes only in files that need them."""
        rows = []
        for number, item in self.kept.items():
            starts = [layout.moved(s.start) if layout and item.method == 0 else s.start for s in item.extents]
            rows.append((number, item.method, list(zip(starts, (s.size for s in item.extents), strict=True))))
        at = new_data_at
        for number, (_entry, data) in enumerate(self.blocks, self.first_new):
            rows.append((number, 0, [(at, len(data))]))
            at += len(data)
        is_long = self.source.size + limits.MIB * 64 >= 1 << 32
        body = struct.pack(">IH", (2 if self.is_wide else 1) << 24, 0x8800 if is_long else 0x4400)
        body += self._number(len(rows))
        for number, method, extents in rows:
            body += self._number(number) + struct.pack(">HHH", method, 0, len(extents))
            body += b"".join(struct.pack(">QQ" if is_long else ">II", start, size) for start, size in extents)
        return body

    def _rewrite_idat(self) -> None:
        """Old metadata inside the box itself become zeros, so that the places of the others stay."""
        idat = self.meta.child(b"idat")
        if idat is None:
            return
        old = [span for item in self.items.values() if item.is_metadata and item.method == 1 for span in item.extents]
        kept = [span for item in self.kept.values() if item.method == 1 for span in item.extents]
        body = bytearray(body_of(self.source, idat))
        for gap in uncovered(old, kept):
            body[gap.start : gap.end] = bytes(gap.size)
        idat.body = bytes(body)

    def _rewrite_properties(self) -> None:
        """Descriptions that people typed (`udes`) become free space; associations of old metadata items go."""
        for node in self.meta.all(b"udes"):
            node.kind, node.body = b"free", bytes(node.end - node.data_at)
        for node in self.meta.all(b"ipma"):
            node.body = self._associations(body_of(self.source, node))

    def _associations(self, body: bytes) -> bytes:
        cursor, rows = _Cursor(body, 4), []
        width, size = 4 if body[0] else 2, 2 if body[3] & 1 else 1
        try:
            for _ in range(min(cursor.take(4), _ITEMS)):
                start = cursor.at
                number = cursor.take(width)
                count = cursor.take(1)
                cursor.at += size * count
                rows += [body[start : cursor.at]] if number in self.kept else []
        except IndexError as error:
            raise MetadataNotWritten("picture-damaged") from error
        return body[:4] + struct.pack(">I", len(rows)) + b"".join(rows)

    def _rewrite_references(self) -> None:
        """References among pictures stay; each new item describes the main one."""
        new = [(b"cdsc", self.first_new + number, [self.main]) for number in range(len(self.blocks))]
        body = struct.pack(">I", int(self.is_wide) << 24)
        for kind, source, targets in [*self.references, *new]:
            numbers = b"".join(map(self._number, targets))
            body += box(kind, self._number(source) + struct.pack(">H", len(targets)) + numbers)
        node = self.meta.child(b"iref")
        if node is None:
            node = Node(b"iref", 0, 0, 0)
            (self.meta.children or []).append(node)
        node.body = body

    def _references(self, body: bytes) -> Iterator[tuple[bytes, int, list[int]]]:
        width, cursor = 4 if body[0] else 2, _Cursor(body, 4)
        while cursor.at + 8 <= len(body):
            end = cursor.at + max(cursor.take(4), 8)
            kind = body[cursor.at : cursor.at + 4]
            cursor.at += 4
            try:
                source, count = cursor.take(width), cursor.take(2)
                targets = [number for number in (cursor.take(width) for _ in range(count)) if number in self.kept]
            except IndexError as error:
                raise MetadataNotWritten("picture-damaged") from error
            if source in self.kept and targets:
                yield kind, source, targets
            cursor.at = end

    def data(self) -> bytes:
        """The new metadata, one after the other."""
        return b"".join(data for _entry, data in self.blocks)

    def fingerprint(self) -> bytes:
        """One hash over the data of every picture item, in the order of their numbers."""
        digest = hashlib.sha256()
        idat = self.meta.child(b"idat")
        for number, item in sorted(self.kept.items()):
            digest.update(struct.pack(">I4sI", number, item.kind, sum(span.size for span in item.extents)))
            shift = idat.data_at if item.method == 1 and idat is not None else 0
            for span in item.extents:
                for chunk in stretch(self.source, Span(span.start + shift, span.end + shift)):
                    digest.update(chunk)
        return digest.digest()


def media_pieces(node: Node, gaps: Sequence[Span]) -> list[Piece]:
    """A data box as it stands, with gaps made zero."""
    return without(Span(node.start, node.end), gaps)


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

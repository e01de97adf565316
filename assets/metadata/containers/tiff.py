"""TIFF structure: TIFF files, camera raw files, and the EXIF block of every other container.

Each directory is visited once, to a depth of 8, at most 2,000 entries in all; a value must lie inside the block
(security rule 23). exifread never sees the block itself but a small sound one that `rebuild` makes of the entries.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.containers import photoshop
from assets.metadata.facts import EmbeddedPreview
from assets.metadata.source import Source

EXIF_POINTER, GPS_POINTER, SUB_POINTER = 0x8769, 0x8825, 0x014A
_SIZES: Final = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
    129: 1,
}
_CODES: Final = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 18: "Q"}
_LONGEST_ARRAY: Final = 64  # exifread takes a microsecond for each number; positions and dates need three
_PHOTOMETRIC: Final = {0: "gray", 1: "gray", 2: "RGB", 3: "indexed", 5: "CMYK", 6: "YCbCr", 8: "Lab", 32803: "CFA"}


@dataclass(frozen=True, slots=True)
class TiffEntry:
    """One tag as it stands: `raw` holds exactly count x size bytes."""

    directory: str
    tag: int
    kind: int
    count: int
    raw: bytes
    value_at: int


@dataclass(slots=True)
class TiffTree:
    """All entries that could be read, and what was wrong."""

    order: str = "<"
    entries: list[TiffEntry] = field(default_factory=list)
    directories: int = 0
    warnings: list[str] = field(default_factory=list)
    _first: dict[tuple[str, int], TiffEntry] = field(default_factory=dict)

    def add(self, entry: TiffEntry) -> None:
        """Keep an entry; of two with one tag in one directory the first counts."""
        self.entries.append(entry)
        self._first.setdefault((entry.directory, entry.tag), entry)

    def numbers(self, directory: str, tag: int, at_most: int = 64) -> tuple[int, ...]:
        """Whole numbers of the first such tag."""
        entry = self._first.get((directory, tag))
        return self.numbers_of(entry, at_most) if entry is not None else ()

    def numbers_of(self, entry: TiffEntry, at_most: int = 64) -> tuple[int, ...]:
        """Whole numbers of an entry; empty for text and fractions."""
        code = _CODES.get(entry.kind)
        if code is None:
            return ()
        count = min(entry.count, at_most)
        return struct.unpack_from(f"{self.order}{count}{code}", entry.raw)

    def number(self, directory: str, tag: int, default: int = 0) -> int:
        """The first whole number of the tag."""
        found = self.numbers(directory, tag, 1)
        return found[0] if found else default


def walk(source: Source) -> TiffTree:
    """Entries of a TIFF structure; a damaged one gives what could be read and a warning."""
    tree = TiffTree()
    head = source.at(0, 8)
    if head[:2] not in {b"II", b"MM"} or len(head) < 8:
        tree.warnings.append("exif-no-header")
        return tree
    tree.order = "<" if head[:2] == b"II" else ">"
    walker = _Walker(source, tree, is_big=head[2:4] in {b"+\x00", b"\x00+"})
    walker.chain(walker.word(source.at(8, 8) if walker.is_big else head[4:8]))
    return tree


class _Walker:
    """Keeps what has been visited and spent."""

    def __init__(self, source: Source, tree: TiffTree, *, is_big: bool) -> None:
        self.source, self.tree, self.is_big = source, tree, is_big
        self.count_size, self.cell_size, self.word_size = (8, 20, 8) if is_big else (2, 12, 4)
        self.visited: set[int] = set()
        self.entries = 0
        self.spent = 0

    def word(self, raw: bytes) -> int:
        """A whole number in the byte order of the file; 0 for what is not there."""
        return int.from_bytes(raw, "little" if self.tree.order == "<" else "big")

    def warn(self, code: str) -> None:
        if code not in self.tree.warnings:
            self.tree.warnings.append(code)

    def chain(self, offset: int) -> None:
        """The main directories: the picture, its thumbnail, further pages."""
        number = 0
        while offset and number < limits.COUNT_STOP:
            following = self.directory(offset, f"ifd{number}", 0)
            if following is None:
                break
            number += 1
            offset = following
        self.tree.directories = number

    def directory(self, offset: int, name: str, depth: int) -> int | None:
        """Read one directory; the offset of the next one, or nothing when this one is unusable."""
        if offset in self.visited or depth > limits.TIFF_DEPTH:
            self.warn("exif-loop")
            return None
        self.visited.add(offset)
        head = self.source.at(offset, self.count_size)
        if len(head) < self.count_size:
            self.warn("exif-offset-outside")
            return None
        count, cell = min(self.word(head), 1 << 16), self.cell_size
        table_at = offset + self.count_size
        table = self.source.at(table_at, count * cell + self.word_size)
        if len(table) < count * cell:
            self.warn("exif-directory-cut-short")
        for at in range(0, min(count * cell, len(table) - cell + 1), cell):
            self.entries += 1
            if self.entries > limits.TIFF_ENTRIES:
                self.warn("exif-too-many-entries")
                return None
            self.entry(table[at : at + cell], table_at + at, name, depth)
        tail = table[count * cell : count * cell + self.word_size]
        return self.word(tail) if len(tail) == self.word_size else 0

    def entry(self, cell: bytes, cell_at: int, name: str, depth: int) -> None:
        """Keep one entry and follow the pointers that matter."""
        tag, kind = struct.unpack(self.tree.order + "HH", cell[:4])
        count, word = self.word(cell[4 : -self.word_size]), cell[-self.word_size :]
        unit = _SIZES.get(kind)
        if unit is None or count == 0:
            return
        size = unit * count
        is_inside = size <= self.word_size
        value_at = cell_at + self.cell_size - self.word_size if is_inside else self.word(word)
        if size > limits.TIFF_VALUE_BYTES or value_at + size > self.source.size:
            if tag not in {0x0111, 0x0117, 0x0144, 0x0145, 0x927C}:
                self.warn("exif-value-outside")
            return
        if self.spent + size > limits.METADATA_BYTES:
            self.warn("metadata-too-large")
            return
        self.spent += size
        raw = word[:size] if is_inside else self.source.at(value_at, size)
        entry = TiffEntry(name, tag, kind, count, raw, value_at)
        self.tree.add(entry)
        self.follow(entry, depth)

    def follow(self, entry: TiffEntry, depth: int) -> None:
        if entry.tag not in {EXIF_POINTER, GPS_POINTER, SUB_POINTER}:
            return
        targets = self.tree.numbers_of(entry, 16)
        if entry.tag == SUB_POINTER:
            for number, target in enumerate(targets):
                self.directory(target, f"{entry.directory}.sub{number}", depth + 1)
        elif targets and not entry.directory.startswith(("exif", "gps")):
            prefix = "" if entry.directory == "ifd0" else f"{entry.directory}."
            self.directory(targets[0], prefix + ("exif" if entry.tag == EXIF_POINTER else "gps"), depth + 1)


def rebuild(tree: TiffTree, names: tuple[str, ...] = ("ifd0", "exif", "gps")) -> bytes:
    """A small sound TIFF block of the named directories, without pointers into the rest and values over 4 KiB."""
    order = tree.order
    wanted = {name: _rewritable(tree, name) if name in names else [] for name in ("ifd0", "exif", "gps")}
    pointers = [(tag, name) for tag, name in ((EXIF_POINTER, "exif"), (GPS_POINTER, "gps")) if wanted[name]]
    starts, at = {"ifd0": 8}, 8 + 6 + 12 * (len(wanted["ifd0"]) + len(pointers))
    for _tag, name in pointers:
        starts[name] = at
        at += 6 + 12 * len(wanted[name])
    values = bytearray()
    body = bytearray((b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(order + "I", 8))
    for name in starts:
        cells = [_cell(order, entry, at, values) for entry in wanted[name]]
        if name == "ifd0":
            cells += [struct.pack(order + "HHII", tag, 4, 1, starts[target]) for tag, target in pointers]
        body += struct.pack(order + "H", len(cells)) + b"".join(cells) + b"\x00\x00\x00\x00"
    return bytes(body + values)


def _rewritable(tree: TiffTree, name: str) -> list[TiffEntry]:
    seen: set[int] = set()
    kept = []
    for entry in tree.entries:
        skip = entry.tag in {EXIF_POINTER, GPS_POINTER, SUB_POINTER, 0xA005, 0x927C, 0x02BC, 0x83BB, 0x8649, 0x8773}
        fits = (
            len(entry.raw) <= 4096
            and entry.kind not in {16, 17, 18}
            and (entry.kind in {2, 129} or entry.count <= _LONGEST_ARRAY)
        )
        if entry.directory == name and not skip and fits and entry.tag not in seen:
            seen.add(entry.tag)
            kept.append(entry)
    return kept


def _cell(order: str, entry: TiffEntry, values_at: int, values: bytearray) -> bytes:
    kind = 2 if entry.kind == 129 else entry.kind
    head = struct.pack(order + "HHI", entry.tag, kind, entry.count)
    if len(entry.raw) <= 4:
        return head + entry.raw.ljust(4, b"\x00")
    at = values_at + len(values)
    values += entry.raw + (b"\x00" if len(entry.raw) & 1 else b"")
    return head + struct.pack(order + "I", at)


def cut(source: Source) -> tuple[Blocks, TiffTree]:
    """Blocks of a TIFF or camera raw file, and its entries, which are its EXIF."""
    tree = walk(source)
    blocks = Blocks()
    for code in tree.warnings:
        blocks.warn(code)
    for entry in tree.entries:
        if entry.directory == "ifd0":
            take_block(entry, blocks)
    _size(tree, blocks)
    blocks.frames = max(tree.directories, 1)
    _previews(source, tree, blocks)
    return blocks, tree


def take_block(entry: TiffEntry, blocks: Blocks) -> None:
    """Other metadata that lies inside a tag of the main directory."""
    match entry.tag:
        case 0x02BC:
            blocks.add_xmp(entry.raw)
        case 0x83BB:
            blocks.add_iim(entry.raw)
        case 0x8649:
            photoshop.resources(entry.raw, blocks)
        case 0x8773:
            blocks.add_icc(entry.raw)
        case 0xCD41:
            blocks.has_c2pa = True


def _size(tree: TiffTree, blocks: Blocks) -> None:
    """The main picture: the first directory, but in raw files the largest, since the first is a preview there."""
    names = {entry.directory for entry in tree.entries if entry.tag == 0x0100}
    reduced = tree.number("ifd0", 0x00FE) & 1
    candidates = sorted(names) if reduced else ["ifd0"]
    name = max(candidates, key=lambda n: tree.number(n, 0x0100) * tree.number(n, 0x0101), default="ifd0")
    blocks.width, blocks.height = tree.number(name, 0x0100), tree.number(name, 0x0101)
    blocks.channels = tree.number(name, 0x0115, 1)
    blocks.bit_depth = tree.number(name, 0x0102, 1)
    blocks.color_space = _PHOTOMETRIC.get(tree.number(name, 0x0106, -1), "")
    blocks.has_alpha = any(kind in {1, 2} for kind in tree.numbers(name, 0x0152))


def _previews(source: Source, tree: TiffTree, blocks: Blocks) -> None:
    """JPEG streams in the file: by thumbnail tags, or a directory that is one old-style JPEG strip."""
    for name in dict.fromkeys(entry.directory for entry in tree.entries):
        offset, length = tree.number(name, 0x0201), tree.number(name, 0x0202)
        if not (offset and length) and tree.number(name, 0x0103) in {6, 7}:
            offset, length = tree.number(name, 0x0111), tree.number(name, 0x0117)
            length = length if len(tree.numbers(name, 0x0111, 2)) == 1 else 0
        if length and source.at(offset, 2) == b"\xff\xd8" and len(blocks.previews) < limits.PREVIEWS:
            inside = min(length, source.size - offset)
            size = tree.number(name, 0x0100), tree.number(name, 0x0101)
            blocks.previews.append(EmbeddedPreview(offset, inside, *size))

"""HEIC, AVIF, MP4 and MOV out: metadata boxes are exchanged, media data are copied byte for byte.

XMP stands in a `uuid` box behind `moov`, or as an item of a picture. Of the other boxes only those stay that playing
needs; user data, positions (`©xyz`, `loci`, Apple's keys), device boxes, free space and signed manifests are left out,
and tracks of timed metadata with their samples. What offsets name is found where it was.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from assets.metadata.containers.bmff import XMP_UUID
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write import tracks
from assets.metadata.write.boxes import Layout, Node, Opener, body_of, box, uncovered, without
from assets.metadata.write.copy_parts import CopyParts
from assets.metadata.write.fields import RightsFields
from assets.metadata.write.items import Items
from assets.metadata.write.parts import Piece, Recipe, Span, must_equal, size_of

_PARENTS: Final = frozenset(
    {
        b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"tref", b"moof", b"traf", b"mfra", b"iprp", b"ipco",
        b"meta", b"dref",
    }
)  # fmt: skip
_TOP: Final = frozenset({b"ftyp", b"styp", b"pdin", b"moov", b"moof", b"mdat", b"imda", b"sidx", b"ssix", b"mfra"})
_MOVIE: Final = frozenset({b"mvhd", b"iods", b"trak", b"mvex", b"pssh", b"ctab", b"clip"})
_PROBES: Final = 4_000
_PROBE_BYTES: Final = 64


def plan_picture(source: Source, parts: CopyParts) -> Recipe:
    """A picture made of items, perhaps with a moving one beside them."""
    return _Plan(source, parts, has_items=True).recipe()


def plan_film(source: Source, parts: CopyParts) -> Recipe:
    """A film: whole, or in fragments."""
    return _Plan(source, parts, has_items=False).recipe()


@dataclass(slots=True)
class _Read:
    """A file taken apart."""

    top: list[Node]
    movie: Node | None
    meta: Node | None = None
    private: list[Node] = field(default_factory=list)

    @property
    def tracks(self) -> list[Node]:
        found = (self.movie.children if self.movie is not None else None) or []
        return [each for each in found if each.kind == b"trak"]


def _read(source: Source, *, has_items: bool) -> _Read:
    top = Opener(source, _PARENTS).top()
    movie = next((each for each in top if each.kind == b"moov"), None)
    meta = next((each for each in top if each.kind == b"meta"), None) if has_items else None
    if (has_items and meta is None) or (not has_items and movie is None):
        raise MetadataNotWritten("picture-damaged")
    if movie is not None and movie.child(b"cmov") is not None:
        raise MetadataNotWritten("picture-protected")
    return _Read(top, movie, meta)


class _Plan:
    """One copy in the making."""

    def __init__(self, source: Source, parts: CopyParts, *, has_items: bool) -> None:
        self.source, self.parts, self.has_items = source, parts, has_items
        try:
            self.read = _read(source, has_items=has_items)
            self.private = [each for each in self.read.tracks if tracks.is_private(source, each)]
            self.gaps = [span for track in self.private for span in tracks.samples(source, track)]
            self.items = Items(source, self.read.meta, _blocks(parts)) if self.read.meta is not None else None
        except (struct.error, IndexError) as error:
            raise MetadataNotWritten("picture-damaged") from error
        if self.items is not None:
            self.gaps += self.items.gaps()
        self.before = _probes(source, self.read, self.private)

    def recipe(self) -> Recipe:
        """Leave out, measure, then write the offsets: their tables keep their size whatever they say."""
        self._leave_out()
        boxes = self._boxes(None, 0)
        layout = Layout(boxes)
        new_data_at = size_of([piece for _node, pieces in boxes[:-1] for piece in pieces]) + 8 if self.items else 0
        boxes = self._boxes(layout, new_data_at)
        before = self.items.fingerprint() if self.items is not None else b""
        pieces = tuple(piece for _node, found in boxes for piece in found)

        def check(copy: Source) -> None:
            read = _read(copy, has_items=self.has_items)
            must_equal(b"".join(self.before), b"".join(_probes(copy, read, [])))
            if read.meta is not None:
                must_equal(before, Items(copy, read.meta, ()).fingerprint())

        return Recipe(pieces, check)

    def _leave_out(self) -> None:
        top = _TOP | ({b"meta"} if self.has_items else set())
        self.read.top = [each for each in self.read.top if each.kind in top and not self._is_blank(each)]
        movie = self.read.movie
        if movie is None:
            return
        had_texts = self.parts.has_texts or movie.child(b"udta") is not None or movie.child(b"meta") is not None
        gone = frozenset(tracks.number_of(self.source, each) for each in self.private)
        movie.children = [
            each
            for each in movie.children or ()
            if each.kind in _MOVIE and not any(each is one for one in self.private)
        ]
        for track in self.read.tracks:
            tracks.clean_track(self.source, track)
            tracks.without_references(self.source, track, gone)
        self._check_fragments(gone)
        if not self.has_items:
            movie.children += _user_data(self.parts.rights) if had_texts else []

    def _is_blank(self, node: Node) -> bool:
        """Whether a data box holds nothing but old metadata."""
        inside = [Span(node.data_at, node.end)]
        return node.kind == b"mdat" and node.end > node.data_at and not uncovered(inside, self.gaps)

    def _check_fragments(self, gone: frozenset[int]) -> None:
        """Samples of metadata tracks in fragments cannot be told from the others without rewriting these: refused."""
        for part in self.read.top:
            for head in part.all(b"tfhd") if part.kind == b"moof" else ():
                if int.from_bytes(self.source.at(head.data_at + 4, 4), "big") in gone:
                    raise MetadataNotWritten("position-in-fragments")

    def _boxes(self, layout: Layout | None, new_data_at: int) -> list[tuple[Node | None, Sequence[Piece]]]:
        for track in self.read.tracks:
            tracks.move_offsets(self.source, track, layout)
        self._move_fragments(layout)
        if self.items is not None:
            self.items.rewrite(layout, new_data_at)
        boxes: list[tuple[Node | None, Sequence[Piece]]] = []
        for node in self.read.top:
            if node.kind in {b"mdat", b"imda"}:
                boxes.append((node, without(Span(node.start, node.end), self.gaps)))
            else:
                boxes.append((node, node.pieces()))
            if node is self.read.movie and not self.has_items and self.parts.blocks.xmp is not None:
                boxes.append((None, [box(b"uuid", XMP_UUID + self.parts.blocks.xmp)]))
        if self.items is not None:
            boxes.append((None, [box(b"mdat", self.items.data())]))
        return boxes

    def _move_fragments(self, layout: Layout | None) -> None:
        """Fragments count from themselves, unless they name a place in the file; so does the index behind them."""
        for part in self.read.top:
            for head in part.all(b"tfhd") if part.kind == b"moof" else ():
                raw = body_of(self.source, head)
                if raw[3] & 1 and layout is not None:
                    head.body = raw[:8] + struct.pack(">Q", layout.moved(int.from_bytes(raw[8:16], "big"))) + raw[16:]
            for table in part.all(b"tfra") if part.kind == b"mfra" else ():
                raw = body_of(self.source, table)
                table.body = _moved_index(raw, layout) if layout is not None else raw


def _moved_index(raw: bytes, layout: Layout) -> bytes:
    """The random access index: each row names a time and the place of a fragment."""
    sizes, count = struct.unpack(">II", raw[8:16])
    row = (16 if raw[0] else 8) + sum((sizes >> shift & 3) + 1 for shift in (4, 2, 0))
    half, code = (8, ">Q") if raw[0] else (4, ">I")
    result = bytearray(raw)
    for at in range(16, 16 + count * row, row):
        place = layout.moved(int.from_bytes(raw[at + half : at + 2 * half], "big"))
        result[at + half : at + 2 * half] = struct.pack(code, place)
    return bytes(result)


def _blocks(parts: CopyParts) -> list[tuple[bytes, bytes]]:
    """The metadata items of a picture: kind, empty name, content type; and their data."""
    blocks = []
    if parts.blocks.exif is not None:
        blocks.append((b"Exif\x00", b"\x00\x00\x00\x06Exif\x00\x00" + parts.blocks.exif))
    if parts.blocks.xmp is not None:
        blocks.append((b"mime\x00application/rdf+xml\x00", parts.blocks.xmp))
    return blocks


def _user_data(rights: RightsFields) -> list[Node]:
    """Title, author and copyright as the 3GPP boxes that players show, where the source had such texts (W2)."""
    texts = {b"titl": rights.title, b"auth": "; ".join(rights.creators), b"cprt": rights.copyright_notice}
    body = b"".join(
        box(kind, b"\x00\x00\x00\x00\x10\xb5" + text.encode() + b"\x00") for kind, text in texts.items() if text
    )
    return [Node(b"udta", 0, 0, 0, body=body)] if body else []


def _probes(source: Source, read: _Read, private: Sequence[Node]) -> list[bytes]:
    """The first bytes of chunks of every track that stays: the same bytes must stand where the copy says."""
    found = []
    for track in read.tracks:
        if any(track is each for each in private):
            continue
        offsets = tracks.chunk_offsets(source, track)
        step = max(1, len(offsets) // _PROBES)
        found += [source.at(offset, _PROBE_BYTES) for offset in offsets[::step]]
    return found

"""Boxes of ISO base media files (HEIC, AVIF, MP4, MOV) as a tree that can be written again.

A box that nobody changes is copied as it stands, header included. Offsets inside the file follow: `moved` says where a
byte of the source stands in the copy, for every byte of a top-level box that is copied whole.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from assets.metadata import limits
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write.parts import Piece, Span, size_of

_LARGEST_BODY: Final = 64 * limits.MIB
_BOXES: Final = 60_000


@dataclass(slots=True)
class Node:
    """One box. `children` for the opened ones, behind `prefix` (version and flags); `body` for rewritten ones."""

    kind: bytes
    start: int
    data_at: int
    end: int
    uuid: bytes = b""
    prefix: bytes = b""
    children: list[Node] | None = None
    body: bytes | None = None

    def child(self, *path: bytes) -> Node | None:
        """The first box of that path below this one."""
        node: Node | None = self
        for kind in path:
            node = next((each for each in (node.children or ()) if each.kind == kind), None) if node else None
        return node

    def all(self, kind: bytes) -> Iterator[Node]:
        """Every box of that kind below this one."""
        for each in self.children or ():
            if each.kind == kind:
                yield each
            yield from each.all(kind)

    def keep(self, kinds: Collection[bytes]) -> None:
        """Leave out all children but those."""
        self.children = [each for each in self.children or () if each.kind in kinds]

    def pieces(self) -> list[Piece]:
        """The box as it will be written."""
        if self.body is not None:
            return [box(self.kind, self.body)]
        if self.children is None:
            return [Span(self.start, self.end)]
        inner: list[Piece] = [self.prefix] if self.prefix else []
        for each in self.children:
            inner += each.pieces()
        return [header(self.kind, size_of(inner)), *inner]


def box(kind: bytes, body: bytes) -> bytes:
    """A box around a body."""
    return header(kind, len(body)) + body


def header(kind: bytes, size: int) -> bytes:
    """The head of a box around `size` bytes."""
    if size + 8 >= 1 << 32:
        return struct.pack(">I", 1) + kind + struct.pack(">Q", size + 16)
    return struct.pack(">I", size + 8) + kind


@dataclass(slots=True)
class Opener:
    """Reads boxes; opens those named in `parents`, some of them behind their version word."""

    source: Source
    parents: Collection[bytes]
    budget: int = field(default=_BOXES)

    def top(self) -> list[Node]:
        """All boxes of the file; a last one that is cut short is refused."""
        return list(self._boxes(0, self.source.size, 0))

    def _boxes(self, at: int, end: int, depth: int) -> Iterator[Node]:
        while at + 8 <= end:
            self.budget -= 1
            node = self._node(at, end)
            if self.budget < 0 or depth > limits.BOX_DEPTH:
                raise MetadataNotWritten("picture-damaged")
            inner = self._inner(node, depth)
            if inner is not None:
                node.prefix = self.source.at(node.data_at, inner - node.data_at)
                node.children = list(self._boxes(inner, node.end, depth + 1))
            yield node
            at = node.end

    def _node(self, at: int, end: int) -> Node:
        head = self.source.at(at, 32)
        size, data_at = int.from_bytes(head[:4], "big"), at + 8
        if size == 1:
            size, data_at = int.from_bytes(head[8:16], "big"), at + 16
        elif size == 0:
            size = end - at
        if size < data_at - at or at + size > end:
            raise MetadataNotWritten("picture-damaged")
        uuid = self.source.at(data_at, 16) if head[4:8] == b"uuid" else b""
        return Node(head[4:8], at, data_at, at + size, uuid)

    def _inner(self, node: Node, depth: int) -> int | None:
        """Where children begin. `meta` below the top is user data and stays closed."""
        if node.kind not in self.parents or (node.kind == b"meta" and depth):
            return None
        if node.kind == b"dref":
            return node.data_at + 8
        return node.data_at + (4 if node.kind == b"meta" else 0)


def body_of(source: Source, node: Node) -> bytes:
    """The content of a box; boxes of tables are read whole, never media data."""
    size = node.end - node.data_at
    if size > _LARGEST_BODY:
        raise MetadataNotWritten("picture-damaged")
    steps = range(0, size, limits.MIB)
    return b"".join(source.at(node.data_at + at, min(limits.MIB, size - at)) for at in steps)


class Layout:
    """Where top-level boxes of the source stand in the copy; fragments keep their size whatever their tables say."""

    def __init__(self, boxes: Sequence[tuple[Node | None, Sequence[Piece]]]) -> None:
        self._moved: list[tuple[int, int, int]] = []
        at = 0
        for node, pieces in boxes:
            if node is not None and (node.kind == b"moof" or (node.children is None and node.body is None)):
                self._moved.append((node.start, node.end, at))
            at += size_of(pieces)
        self._moved.sort()
        self._starts = [start for start, _end, _to in self._moved]

    def moved(self, offset: int) -> int:
        """Where a byte of the source stands in the copy; `MetadataNotWritten` when it is in no box that was copied."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset > self._moved[number][1]:
            raise MetadataNotWritten("picture-damaged")
        start, _end, to = self._moved[number]
        return offset - start + to


def without(span: Span, gaps: Sequence[Span]) -> list[Piece]:
    """A stretch with the bytes of some gaps made zero."""
    pieces: list[Piece] = []
    at = span.start
    for gap in sorted(gaps, key=lambda each: each.start):
        start, end = max(gap.start, at), min(gap.end, span.end)
        if start < end:
            pieces += [Span(at, start)] if start > at else []
            pieces.append(bytes(end - start))
            at = end
    return [*pieces, Span(at, span.end)] if at < span.end else pieces


def uncovered(gaps: Sequence[Span], kept: Sequence[Span]) -> list[Span]:
    """What of the gaps no kept stretch covers: bytes that belong to both stay."""
    result = []
    edges = sorted(kept, key=lambda each: each.start)
    for gap in gaps:
        at = gap.start
        for each in edges:
            if each.end <= at or each.start >= gap.end:
                continue
            if each.start > at:
                result.append(Span(at, each.start))
            at = max(at, each.end)
        if at < gap.end:
            result.append(Span(at, gap.end))
    return result

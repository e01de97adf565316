"""WebM: duration, frame size and sound from the EBML headers."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.source import Source

_SEGMENT: Final = 0x18538067
_PARENTS: Final = frozenset({_SEGMENT, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0})
_CLUSTER: Final = 0x1F43B675


@dataclass(frozen=True, slots=True)
class Element:
    """One EBML element."""

    number: int
    data_at: int
    size: int


def elements(source: Source) -> Iterator[Element]:
    """Headers before the first cluster, parents before children."""
    budget = [limits.BOXES]
    yield from _children(source, 0, source.size, 0, budget)


def _children(source: Source, at: int, end: int, depth: int, budget: list[int]) -> Iterator[Element]:
    while at < end and budget[0] > 0:
        budget[0] -= 1
        head = source.at(at, 12)
        number, used = _varint(head, keep_mark=True)
        size, more = _varint(head[used:], keep_mark=False)
        if not used or not more or number == _CLUSTER:
            return
        data_at = at + used + more
        if size == (1 << (7 * more)) - 1:  # unknown size: up to the end
            size = end - data_at
        yield Element(number, data_at, size)
        if number in _PARENTS and depth < limits.BOX_DEPTH:
            yield from _children(source, data_at, min(data_at + size, end), depth + 1, budget)
        at = data_at + size


def _varint(data: bytes, *, keep_mark: bool) -> tuple[int, int]:
    """Value and length of an EBML number; length 0 when there is none."""
    if not data or not data[0]:
        return 0, 0
    length = 9 - data[0].bit_length()
    if len(data) < length:
        return 0, 0
    value = int.from_bytes(data[:length], "big")
    return (value if keep_mark else value & ((1 << (7 * length)) - 1)), length


def cut(source: Source) -> Blocks:
    """Facts of a WebM file; it carries no metadata that this room reads."""
    blocks = Blocks(has_sound=False)
    scale, duration = 1_000_000, 0.0
    for element in elements(source):
        body = source.at(element.data_at, min(element.size, 8))
        match element.number:
            case 0x2AD7B1:
                scale = int.from_bytes(body, "big")
            case 0x4489:
                duration = _float(body)
            case 0xB0 if not blocks.width:
                blocks.width = min(int.from_bytes(body, "big"), 1 << 31)
            case 0xBA if not blocks.height:
                blocks.height = min(int.from_bytes(body, "big"), 1 << 31)
            case 0xE1:
                blocks.has_sound = True
    seconds = duration * scale / 1e9
    if 0 < seconds <= 7 * 86_400:
        blocks.duration_seconds = round(seconds, 3)
    return blocks


def _float(body: bytes) -> float:
    code = {4: ">f", 8: ">d"}.get(len(body))
    return float(struct.unpack(code, body)[0]) if code else 0.0

"""QuickTime metadata lists: `ilst` with four-letter names (iTunes) or numbered `keys` (Apple devices)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assets.metadata import limits
from assets.metadata.blocks import TextChunk
from assets.metadata.facts import Container

_UTF8: Final = 1


def key_names(body: bytes) -> list[str]:
    """Names of a `keys` box, in order."""
    names: list[str] = []
    at = 8
    while at + 8 <= len(body) and len(names) < limits.LIST_ITEMS:
        size = int.from_bytes(body[at : at + 4], "big")
        if size < 8:
            break
        names.append(body[at + 8 : at + size].decode("utf-8", "replace")[:80])
        at += size
    return names


def list_items(body: bytes, keys: Sequence[str]) -> Iterator[TextChunk]:
    """Text items of an `ilst` box; pictures and numbers are left out."""
    at, count = 0, 0
    while at + 8 <= len(body) and count < limits.LIST_ITEMS:
        size = int.from_bytes(body[at : at + 4], "big")
        if size < 8:
            return
        name = _name(body[at + 4 : at + 8], keys)
        data = body[at + 8 : at + size]
        if name and data[4:8] == b"data" and int.from_bytes(data[8:12], "big") == _UTF8:
            end = int.from_bytes(data[:4], "big")
            yield text(name, data[16:end])
        at += size
        count += 1


def text(name: str, raw: bytes) -> TextChunk:
    """A text of a video."""
    return TextChunk(name, raw, "utf-8", container=Container.CONTAINER)


def _name(kind: bytes, keys: Sequence[str]) -> str:
    number = int.from_bytes(kind, "big")
    if 0 < number <= len(keys):
        return keys[number - 1]
    return kind.decode("latin-1") if kind[0] == 0xA9 or kind.isalnum() else ""

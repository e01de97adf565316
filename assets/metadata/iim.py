"""IPTC-IIM: the old binary block. Datasets of record 1 (envelope) and 2 (application), character set by rule R4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assets.metadata import limits
from assets.metadata.errors import BrokenBlock
from assets.metadata.facts import Container, RawValue
from assets.metadata.text import clean, decode_cp1252

UTF8_ESCAPE: Final = b"\x1b%G"

MAX_BYTES: Final = {
    5: 64, 10: 1, 22: 32, 25: 64, 30: 8, 35: 11, 37: 8, 38: 11, 40: 256, 55: 8, 60: 11, 62: 8, 63: 11, 65: 32, 70: 10,
    80: 32, 85: 32, 90: 32, 92: 32, 95: 32, 100: 3, 101: 64, 103: 32, 105: 256, 110: 32, 115: 32, 116: 128, 118: 128,
    120: 2000, 122: 32,
}  # fmt: skip
"""Largest value in bytes by dataset of record 2, from the standard."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One value of the block as it stands."""

    record: int
    number: int
    raw: bytes


def datasets(block: bytes) -> Iterator[Dataset]:
    """Datasets in file order; stops quietly at the first byte that is not one (blocks are padded)."""
    at, count = 0, 0
    while at + 5 <= len(block) and block[at] == 0x1C and count < limits.IIM_DATASETS:
        record, number = block[at + 1], block[at + 2]
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:
            width = size & 0x7FFF
            if not 1 <= width <= 4:
                return
            size = int.from_bytes(block[at : at + width], "big")
            at += width
        if at + size > len(block):
            return
        yield Dataset(record, number, block[at : at + size])
        at += size
        count += 1


def read(block: bytes, number: int = 0) -> tuple[RawValue, ...]:
    """Values of one block; `BrokenBlock` when it does not begin with a dataset at all."""
    found = list(datasets(block))
    if not found and block.strip(b"\x00"):
        raise BrokenBlock("iim-unreadable")
    declared = next((item.raw for item in found if (item.record, item.number) == (1, 90)), b"")
    counts: dict[str, int] = {}
    values = []
    for item in found:
        if item.record not in {1, 2} or (item.record, item.number) in {(1, 0), (2, 0), (1, 90)}:
            continue
        name = f"{item.record}:{item.number:02}"
        raw = item.raw[: limits.RAW_VALUE_BYTES]
        text, charset, is_guess = decode(raw, declared)
        index = counts.get(name, 0)
        values.append(RawValue(Container.IIM, name, clean(text), index, number, "", raw, charset, is_guess))
        counts[name] = counts.get(name, 0) + 1
    return tuple(values)


def decode(raw: bytes, declared: bytes) -> tuple[str, str, bool]:
    """Text, charset, and whether that was guessed.

    Declared UTF-8 is UTF-8 unless the bytes say otherwise; nothing declared means strict UTF-8, then Windows-1252;
    another ISO 2022 escape is kept under its name and read like Windows-1252, always as a guess.
    """
    raw = raw.rstrip(b"\x00")
    if raw.isascii():
        return raw.decode("ascii"), "ascii", False
    if declared in {b"", UTF8_ESCAPE}:
        try:
            return raw.decode("utf-8"), "utf-8", declared == b""
        except UnicodeDecodeError:
            return decode_cp1252(raw), "cp1252", True
    return decode_cp1252(raw), f"iso2022:{declared[:8].hex()}", True

"""IIM out: UTF-8 announced by dataset 1:90, values cut by bytes at a character; and the Photoshop chain around it."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from assets.metadata.digest import iim_digest
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.iim import MAX_BYTES, UTF8_ESCAPE

IimCharset = Literal["utf-8", "cp1252"]
IimValue = str | Sequence[str]

NAMES: Final = {
    "ObjectName": 5, "Urgency": 10, "Keywords": 25, "ReleaseDate": 30, "ReleaseTime": 35, "ExpirationDate": 37,
    "ExpirationTime": 38, "SpecialInstructions": 40, "DateCreated": 55, "TimeCreated": 60, "By-line": 80,
    "By-lineTitle": 85, "City": 90, "Sub-location": 92, "Province-State": 95, "CountryCode": 100, "CountryName": 101,
    "OriginalTransmissionReference": 103, "Headline": 105, "Credit": 110, "Source": 115, "CopyrightNotice": 116,
    "Contact": 118, "Caption-Abstract": 120, "Writer-Editor": 122,
}  # fmt: skip


def iim_block(values: Mapping[str, IimValue], charset: IimCharset = "utf-8") -> bytes:
    """A block of record 2 by dataset name or number (`By-line`, `2:80`); Windows-1252 is announced by nothing."""
    parts = [_dataset(1, 90, UTF8_ESCAPE)] if charset == "utf-8" else []
    parts.append(_dataset(2, 0, b"\x00\x04"))
    for name, value in sorted(values.items(), key=lambda item: number_of(item[0])):
        number = number_of(name)
        for text in (value,) if isinstance(value, str) else value:
            parts.append(_dataset(2, number, cut(text, MAX_BYTES.get(number, 2000), charset)))
    return b"".join(parts)


def number_of(name: str) -> int:
    """The dataset of record 2 that a name or `2:80` stands for."""
    record, _, dataset = name.partition(":")
    if record == "2" and dataset.isdigit():
        return int(dataset)
    if name not in NAMES:
        raise MetadataNotWritten("unknown-iim-dataset")
    return NAMES[name]


def cut(text: str, limit: int, charset: IimCharset = "utf-8") -> bytes:
    """The text in bytes, cut at its limit without splitting a character."""
    if charset == "cp1252":
        return text.encode("cp1252", "replace")[:limit]
    return text.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore").encode("utf-8")


def photoshop_chain(block: bytes) -> bytes:
    """The block and its digest as Photoshop image resources."""
    return _resource(0x0404, block) + digest_resource(block)


def digest_resource(block: bytes) -> bytes:
    """The digest alone: in TIFF the block has a tag of its own."""
    return _resource(0x0425, iim_digest(block))


def _resource(number: int, body: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", number, 0, len(body)) + body + b"\x00" * (len(body) & 1)


def _dataset(record: int, number: int, raw: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(raw)) + raw

"""EXIF through exifread, which sees only a small sound block rebuilt from the entries (security rules 23 and 25).

Text is decoded here from the bytes: the standard says ASCII, guidance says UTF-8, cameras write Windows-1252.
Numbers are exifread's. Whatever it raises means that this directory is unreadable; the others are still read.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import exifread

from assets.metadata import limits
from assets.metadata.containers.tiff import TiffEntry, TiffTree, rebuild
from assets.metadata.facts import Container, RawValue
from assets.metadata.text import clean, decode_legacy

logging.getLogger("exifread").setLevel(logging.CRITICAL)  # its warnings quote values, and ours are in the facts

Number = int | float
_DIRECTORIES: Final = ("ifd0", "exif", "gps")
_PREFIXES: Final = {"Image": "ifd0", "EXIF": "exif", "GPS": "gps"}
_XP_TAGS: Final = frozenset({0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F})
_USER_COMMENTS: Final = frozenset({0x9286, 0x001B, 0x001C})
_OTHER_BLOCKS: Final = frozenset({0x02BC, 0x83BB, 0x8649, 0x8773, 0x927C, 0xC634, 0xEA1C})
_STRUCTURE: Final = frozenset({0x0111, 0x0117, 0x0140, 0x0144, 0x0145, 0x014A, 0x015B, 0x8769, 0x8825, 0xA005})
_NOT_KEPT: Final = _OTHER_BLOCKS | _STRUCTURE
_BYTE_KINDS: Final = frozenset({1, 2, 6, 7, 129})
_NUMERIC_BYTES_SHOWN: Final = 64


@dataclass(frozen=True, slots=True)
class ExifValues:
    """Values by directory and tag: raw ones for the record, numbers for the fields."""

    raw: tuple[RawValue, ...]
    numbers: dict[tuple[str, int], tuple[Number, ...]]
    warnings: tuple[str, ...]


def read(tree: TiffTree, *, directory: str = "ifd0", number: int = 0) -> ExifValues:
    """Values of the main, EXIF and GPS directories of one block."""
    kept = [entry for entry in tree.entries if entry.directory in _DIRECTORIES]
    numbers, warnings = _numbers(tree, kept)
    raw: list[RawValue] = []
    for entry in kept:
        if entry.tag not in _NOT_KEPT:
            raw.append(_raw_value(entry, tree.order, numbers.get((entry.directory, entry.tag), ()), number))
    if directory != "ifd0":
        numbers = {(directory, tag): found for (_name, tag), found in numbers.items()}
        raw = [_moved(value, directory) for value in raw]
    return ExifValues(tuple(raw), numbers, warnings)


def property_name(directory: str, tag: int) -> str:
    """`0x010E` for the main and EXIF directories, whose tags never clash; `gps:0x0002` for GPS."""
    return f"gps:0x{tag:04X}" if directory == "gps" else f"0x{tag:04X}"


def _moved(value: RawValue, directory: str) -> RawValue:
    name = property_name(directory, int(value.property[-4:], 16))
    return RawValue(
        value.container, name, value.decoded, value.index, value.block, value.lang, value.raw, value.charset,
        value.charset_guess, value.reader,
    )  # fmt: skip


def _numbers(
    tree: TiffTree, entries: Sequence[TiffEntry]
) -> tuple[dict[tuple[str, int], tuple[Number, ...]], tuple[str, ...]]:
    """One pass over everything; when exifread stumbles, one directory at a time so that the others survive."""
    if not entries:
        return {}, ()
    try:
        return _through_exifread(rebuild(tree)), ()
    except Exception:
        numbers: dict[tuple[str, int], tuple[Number, ...]] = {}
        warnings = []
        for name in _DIRECTORIES:
            try:
                numbers |= _through_exifread(rebuild(tree, (name,)))
            except Exception:
                warnings.append(f"exif-{name}-unreadable")
        return numbers, tuple(warnings)


def _through_exifread(block: bytes) -> dict[tuple[str, int], tuple[Number, ...]]:
    tags = exifread.process_file(io.BytesIO(block), details=False, extract_thumbnail=False)
    numbers: dict[tuple[str, int], tuple[Number, ...]] = {}
    for key, tag in tags.items():
        directory = _PREFIXES.get(key.partition(" ")[0])
        values = getattr(tag, "values", None)
        if directory is not None and isinstance(values, list):
            found = tuple(_number(value) for value in values[:_NUMERIC_BYTES_SHOWN])
            numbers[directory, tag.tag] = tuple(value for value in found if value is not None)
    return numbers


def _number(value: object) -> Number | None:
    """A finite number; fractions over zero are nothing."""
    if isinstance(value, int):
        return value
    numerator, denominator = getattr(value, "num", None), getattr(value, "den", None)
    if isinstance(numerator, int) and isinstance(denominator, int):
        return numerator / denominator if denominator else None
    if isinstance(value, tuple) and value and isinstance(value[0], float):
        return value[0] if math.isfinite(value[0]) else None
    return value if isinstance(value, float) and math.isfinite(value) else None


def _raw_value(entry: TiffEntry, order: str, numbers: Iterable[Number], block: int) -> RawValue:
    text, charset, is_guess = _decoded(entry, order, numbers)
    return RawValue(
        container=Container.EXIF, property=property_name(entry.directory, entry.tag), decoded=clean(text), block=block,
        raw=entry.raw[: limits.RAW_VALUE_BYTES], charset=charset, charset_guess=is_guess,
    )  # fmt: skip


def _decoded(entry: TiffEntry, order: str, numbers: Iterable[Number]) -> tuple[str, str, bool]:
    raw = entry.raw[: limits.RAW_VALUE_BYTES]
    if entry.directory == "ifd0" and entry.tag in _XP_TAGS:
        return raw.decode("utf-16-le", "replace").split("\x00", 1)[0], "utf-16-le", False
    if entry.tag in _USER_COMMENTS and entry.kind in {2, 7} and entry.directory != "ifd0":
        return _user_comment(raw, order)
    if entry.kind in {2, 129}:
        raw = raw.rstrip(b"\x00 ")
        text, charset = decode_legacy(raw)
        # Copyright holds two parts, photographer and editor, separated by NUL; elsewhere NUL ends the text.
        parts = [part.strip() for part in text.split("\x00")]
        text = "; ".join(filter(None, parts[:2])) if entry.tag == 0x8298 else parts[0]
        return text, "ascii" if raw.isascii() else charset, not raw.isascii() and entry.kind == 2
    shown = " ".join(_shown(value) for value in numbers)
    if not shown and entry.kind in _BYTE_KINDS:
        shown = raw[:_NUMERIC_BYTES_SHOWN].hex()
    return shown, "binary", False


def _shown(value: Number) -> str:
    return str(value) if isinstance(value, int) else f"{value:.10g}"


def _user_comment(raw: bytes, order: str) -> tuple[str, str, bool]:
    """Eight bytes name the encoding; many writers lie, so a wrong claim falls back to the usual guess."""
    code, body = raw[:8].rstrip(b"\x00 "), raw[8:]
    if code == b"UNICODE":
        return _utf16(body, order), "utf-16", False
    if code == b"JIS":
        try:
            return body.decode("iso2022_jp").rstrip("\x00 "), "iso2022-jp", False
        except UnicodeDecodeError:
            pass
    elif code not in {b"ASCII", b""}:
        body = raw
    body = body.split(b"\x00", 1)[0] if code == b"ASCII" else body.strip(b"\x00 ")
    text, charset = decode_legacy(body.rstrip(b"\x00 "))
    return text, charset, not body.isascii()


def _utf16(body: bytes, order: str) -> str:
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return body.decode("utf-16", "replace").rstrip("\x00 ")
    little, big = body.decode("utf-16-le", "replace"), body.decode("utf-16-be", "replace")
    chosen, other = (little, big) if order == "<" else (big, little)
    # The order of the block does not bind writers: the reading with more of Latin script is the meant one.
    latin = [sum(char < "\u0250" for char in text) for text in (chosen, other)]
    return (other if latin[1] > latin[0] else chosen).rstrip("\x00 ")

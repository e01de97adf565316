"""Bytes become facts. Only an empty file, an unreadable header or a type that is not accepted is an error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from assets.metadata import exif, iim, limits, moments, regions, xmp
from assets.metadata.blocks import Blocks, TextChunk
from assets.metadata.containers import cut, tiff
from assets.metadata.digest import iim_is_newer
from assets.metadata.errors import BrokenBlock, UnreadableFile
from assets.metadata.exif import Number
from assets.metadata.facts import Container, FieldValue, FileFacts, MetadataConflict, RawValue, TechnicalFacts
from assets.metadata.icc import profile_name, profile_space
from assets.metadata.media_types import ACCEPTED, MediaType, Refusal, Treatment
from assets.metadata.reconcile import Found, reconcile
from assets.metadata.signals import artificial_signals
from assets.metadata.sniff import examine
from assets.metadata.source import Source
from assets.metadata.text import clean, clean_line, looks_double_encoded
from assets.metadata.xmp import XmpNode

_TURNED_BY_CONTAINER: Final = frozenset({MediaType.HEIC, MediaType.AVIF, MediaType.MP4, MediaType.MOV})
_LONGEST_SIDE: Final = 1 << 31
_BLOCKS: Final = 4  # of one kind in one file; more is not honest


@dataclass(slots=True)
class _Values:
    """What the blocks said, while it is being collected."""

    raw: list[RawValue] = field(default_factory=list)
    numbers: dict[tuple[str, int], tuple[Number, ...]] = field(default_factory=dict)
    packets: list[dict[str, XmpNode]] = field(default_factory=list)


def read(source: Path | BinaryIO, *, latest: date | None = None) -> FileFacts:
    """Facts of one file; dates of creation behind `latest` are refused (give the day after the upload).

    Raises `UnreadableFile` with the code of a `Refusal`, or `header-unreadable`.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            return _read(Source(file), latest)
    return _read(Source(source), latest)


def read_bytes(data: bytes, *, latest: date | None = None) -> FileFacts:
    """Facts of a file in memory."""
    return _read(Source.of(data), latest)


def _read(source: Source, latest: date | None) -> FileFacts:
    sniffed = examine(source.at(0, limits.HEAD_BYTES))
    if sniffed.media_type is None:
        raise UnreadableFile((sniffed.refusal or Refusal.UNKNOWN).value)
    media_type = sniffed.media_type
    values = _Values()
    blocks = _blocks(source, media_type, values)
    _check_header(media_type, blocks)
    _read_exif(blocks, values)
    _read_xmp(blocks, values)
    _read_iim(blocks, values)
    _read_texts(blocks, values)
    fields, conflicts = _fields(blocks, values, latest)
    fields = _affordable(fields, blocks)
    return FileFacts(
        media_type=media_type.value,
        size_bytes=source.size,
        technical=_technical(media_type, blocks, values, fields),
        raw=_capped(values.raw, blocks),
        fields=fields,
        conflicts=conflicts[: limits.LIST_ITEMS],
        warnings=tuple(blocks.warnings),
    )


def _blocks(source: Source, media_type: MediaType, values: _Values) -> Blocks:
    blocks, tree = cut(source, media_type)
    if tree is not None:
        _take_exif(exif.read(tree), blocks, values)
    return blocks


def _check_header(media_type: MediaType, blocks: Blocks) -> None:
    """A raster picture without a size has no readable header, whatever else it holds."""
    headed = {MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.GIF}
    if media_type in headed and not (blocks.width and blocks.height):
        raise UnreadableFile("header-unreadable")


def _take_exif(found: exif.ExifValues, blocks: Blocks, values: _Values) -> None:
    values.raw.extend(found.raw)
    for key, numbers in found.numbers.items():
        values.numbers.setdefault(key, numbers)
    for code in found.warnings:
        blocks.warn(code)


def _read_exif(blocks: Blocks, values: _Values) -> None:
    for number, block in enumerate(blocks.exif[:_BLOCKS]):
        tree = tiff.walk(Source.of(block.data))
        for code in tree.warnings:
            blocks.warn(code)
        for entry in tree.entries:
            if entry.directory == "ifd0":
                tiff.take_block(entry, blocks)
        is_main = block.directory == "ifd0"
        _take_exif(exif.read(tree, directory=block.directory, number=number if is_main else 0), blocks, values)


def _read_xmp(blocks: Blocks, values: _Values) -> None:
    extended, warnings = xmp.extended_packets(blocks)
    for code in warnings:
        blocks.warn(code)
    for number, packet in enumerate(blocks.xmp):
        _take_packet(packet, number, blocks, values)
    for packet in extended:
        _take_packet(packet, 0, blocks, values, into_main=True)


def _take_packet(data: bytes, number: int, blocks: Blocks, values: _Values, *, into_main: bool = False) -> None:
    try:
        found = xmp.read(data, number)
    except BrokenBlock as broken:
        blocks.warn(broken.code)
        return
    for code in found.warnings:
        blocks.warn(code)
    values.raw.extend(found.raw)
    if into_main and values.packets:
        values.packets[0] = found.properties | values.packets[0]
    else:
        values.packets.append(found.properties)


def _read_iim(blocks: Blocks, values: _Values) -> None:
    for number, block in enumerate(blocks.iim[:_BLOCKS]):
        try:
            values.raw.extend(iim.read(block, number))
        except BrokenBlock as broken:
            blocks.warn(broken.code)


def _read_texts(blocks: Blocks, values: _Values) -> None:
    for number, chunk in enumerate(blocks.texts):
        values.raw.append(_text_value(chunk, number))


def _text_value(chunk: TextChunk, number: int) -> RawValue:
    """PNG says Latin-1, writers write UTF-8 or Windows-1252: the usual guess, marked as one."""
    text, charset, is_guess = iim.decode(chunk.raw, b"")
    raw = chunk.raw[: limits.RAW_VALUE_BYTES]
    is_guess = is_guess and chunk.charset != "utf-8"
    name = clean_line(chunk.keyword, 80)
    return RawValue(chunk.container, name, clean(text), number, 0, chunk.lang[:35], raw, charset, is_guess)


def _fields(
    blocks: Blocks, values: _Values, latest: date | None
) -> tuple[dict[str, FieldValue], tuple[MetadataConflict, ...]]:
    found = Found(
        packets=values.packets,
        iim=[value for value in values.raw if value.container is Container.IIM],
        exif=[value for value in values.raw if value.container is Container.EXIF],
        texts=[value for value in values.raw if value.container in {Container.PNG, Container.CONTAINER}],
        iim_is_newer=iim_is_newer(blocks.iim, blocks.iim_digest),
    )
    settled = reconcile(found)
    made = {
        "date_created": moments.date_created(found, latest=latest),
        "digitized_at": moments.digitized_at(found, latest=latest),
        "iim_release_at": moments.iim_term(found, "2:30", "2:35"),
        "iim_expires_at": moments.iim_term(found, "2:37", "2:38"),
        "rating": moments.rating(found, values.numbers),
        "gps": moments.gps(found, values.numbers),
        "image_regions": regions.image_regions(values.packets),
        "legacy_location": moments.legacy_location(settled.fields),
        "orientation": _orientation(values),
    }
    fields = dict(settled.fields)
    fields |= {name: value for name, value in made.items() if value is not None}
    signals, conflict = artificial_signals(values.raw, fields)
    fields |= signals
    for name in ("creators", "description", "copyright_notice", "title"):
        value = fields.get(name)
        if value is not None and looks_double_encoded(str(value.value)):
            blocks.warn(f"double-encoded-{name.replace('_', '-')}")
    return fields, (*settled.conflicts, *conflict)


def _orientation(values: _Values) -> FieldValue | None:
    found = values.numbers.get(("ifd0", 0x0112), ())
    if found and isinstance(found[0], int) and 1 <= found[0] <= 8:
        return FieldValue(found[0], "exif:0x0112")
    return None


def _technical(media_type: MediaType, blocks: Blocks, values: _Values, fields: dict[str, FieldValue]) -> TechnicalFacts:
    stored = fields.get("orientation")
    turn = stored.value if stored is not None and isinstance(stored.value, int) else 1
    if media_type in _TURNED_BY_CONTAINER:
        turn = blocks.turn or 1
    width, height = _credible(*_size(media_type, blocks, values))
    tool = fields.get("creator_tool")
    return TechnicalFacts(
        width=width, height=height, orientation=turn, frames=min(blocks.frames, limits.COUNT_STOP),
        bit_depth=blocks.bit_depth, channels=blocks.channels,
        color_space=blocks.color_space or (profile_space(blocks.icc) if blocks.icc else ""),
        icc_name=profile_name(blocks.icc) if blocks.icc else "", has_alpha=blocks.has_alpha, has_c2pa=blocks.has_c2pa,
        has_sound=blocks.has_sound, duration_seconds=blocks.duration_seconds, jpeg_scans=blocks.jpeg_scans,
        trailing_bytes=blocks.trailing_bytes, generator=str(tool.value) if tool is not None else "",
        embeds=tuple(blocks.embeds), previews=tuple(blocks.previews[: limits.PREVIEWS]),
    )  # fmt: skip


def _credible(width: int, height: int) -> tuple[int, int]:
    """Neither side when one is negative or longer than any picture: a header may say what it likes."""
    return (width, height) if 0 <= width < _LONGEST_SIDE and 0 <= height < _LONGEST_SIDE else (0, 0)


def _size(media_type: MediaType, blocks: Blocks, values: _Values) -> tuple[int, int]:
    """Raw files often describe only their preview in the header; EXIF then knows the size of the photograph."""
    if ACCEPTED[media_type].treatment is Treatment.PREVIEW_ONLY:
        pair = tuple(values.numbers.get(("exif", tag), (0,))[:1] for tag in (0xA002, 0xA003))
        width, height = (int(found[0]) if found else 0 for found in pair)
        if width * height > blocks.width * blocks.height and width < 1 << 17 and height < 1 << 17:
            return width, height
    return blocks.width, blocks.height


def _affordable(fields: dict[str, FieldValue], blocks: Blocks) -> dict[str, FieldValue]:
    """The fields within the size that may cross the process boundary; only absurd packets reach it."""
    if sum(map(len, blocks.xmp)) + sum(map(len, blocks.iim)) <= limits.FIELDS_BYTES // 4:
        return fields
    kept, spent = {}, 0
    for name, field_value in fields.items():
        size = len(str(field_value.value)) + len(str(field_value.languages))
        if spent + size > limits.FIELDS_BYTES // 2:
            blocks.warn("fields-left-out")
            continue
        spent += size
        kept[name] = field_value
    return kept


def _capped(raw: Sequence[RawValue], blocks: Blocks) -> tuple[RawValue, ...]:
    """The record within the size that may cross the process boundary; what is left out is said."""
    kept, spent = [], 0
    for value in raw[: limits.RAW_VALUES]:
        size = len(value.raw) + len(value.decoded) + 200
        if spent + size > limits.RAW_TOTAL_BYTES * 2:
            continue
        spent += size
        kept.append(value)
    if len(kept) < len(raw):
        blocks.warn("raw-values-left-out")
    return tuple(kept)

"""EXIF and IIM of a copy: the rights mirrored from the same values as XMP (rule W2), of the rest only what may stay.

A public copy keeps orientation and color space, which belong to the pixels; position, owner, serial numbers, maker
notes and thumbnails never stay. IIM is UTF-8 under 1:90, cut by bytes at a character, with its digest renewed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from assets.metadata import iim
from assets.metadata.containers import tiff
from assets.metadata.errors import BrokenBlock
from assets.metadata.facts import RawValue
from assets.metadata.iim import MAX_BYTES
from assets.metadata.write.exif_block import ExifValue
from assets.metadata.write.fields import RightsFields
from assets.metadata.write.iim_block import IimValue

_RIGHTS_DATASETS: Final = frozenset({80, 110, 115, 116})
_PERSONAL_DATASETS: Final = frozenset({40, 103, 118, 122})
_TEXTS: Final = {
    0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x0131: "Software", 0x0132: "DateTime",
    0x013B: "Artist", 0x8298: "Copyright", 0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized",
    0x9011: "OffsetTimeOriginal", 0x9291: "SubSecTimeOriginal", 0xA434: "LensModel",
}  # fmt: skip


def exif_values(tree: tiff.TiffTree, rights: RightsFields, *, keep: bool) -> dict[str, ExifValue]:
    """The tags of the copy by name."""
    kept = _facts_of_the_pixels(tree) | (_facts_of_the_photograph(tree, rights.withheld_names) if keep else {})
    ours: dict[str, ExifValue] = {
        "Artist": "; ".join(_quoted(name) for name in rights.creators),
        "Copyright": rights.copyright_notice,
        "ImageDescription": rights.description,
    }
    return kept | {name: text for name, text in ours.items() if text}


def iim_values(block: bytes, rights: RightsFields, *, keep: bool) -> dict[str, IimValue]:
    """The datasets of the copy: rights anew; others of the source only when they are kept."""
    carried = {f"2:{number:02}" for number in (MAX_BYTES.keys() - _PERSONAL_DATASETS if keep else _RIGHTS_DATASETS)}
    values: dict[str, IimValue] = {}
    for value in _found(block):
        if value.property in carried and value.decoded and not mentions(value.decoded, rights.withheld_names):
            values[value.property] = (*_texts(values.get(value.property, ())), value.decoded)
    ours: dict[str, IimValue] = {
        "2:05": rights.title, "2:80": rights.creators, "2:110": rights.credit_line,
        "2:116": rights.copyright_notice, "2:120": rights.description,
    }  # fmt: skip
    return values | {name: value for name, value in ours.items() if value}


def mentions(text: str, names: Collection[str]) -> bool:
    """Whether a text holds one of the names, whatever its case and spacing."""
    plain = " ".join(text.casefold().split())
    return any(" ".join(name.casefold().split()) in plain for name in names)


def _quoted(name: str) -> str:
    """A name that holds the separator or begins with a quote is quoted, inner quotes doubled (R5)."""
    return '"' + name.replace('"', '""') + '"' if "; " in name or name.startswith('"') else name


def _facts_of_the_pixels(tree: tiff.TiffTree) -> dict[str, ExifValue]:
    turn, color = tree.number("ifd0", 0x0112, 1), tree.number("exif", 0xA001)
    kept: dict[str, ExifValue] = {"Orientation": turn} if 2 <= turn <= 8 else {}
    return kept | ({"ColorSpace": color} if color in {1, 2, 0xFFFF} else {})


def _facts_of_the_photograph(tree: tiff.TiffTree, withheld: Collection[str]) -> dict[str, ExifValue]:
    """The plain facts of the photograph: none of position, owner, serial number, maker note or thumbnail."""
    kept: dict[str, ExifValue] = {}
    for entry in tree.entries:
        if entry.directory not in {"ifd0", "exif"}:
            continue
        if entry.tag in _TEXTS and entry.kind in {2, 129}:
            text = iim.decode(entry.raw.split(b"\x00", 1)[0], b"")[0]
            if not mentions(text, withheld):
                kept.setdefault(_TEXTS[entry.tag], text)
        elif entry.tag == 0x8827 and 0 < tree.number(entry.directory, 0x8827) < 1 << 16:
            kept.setdefault("ISOSpeedRatings", tree.number(entry.directory, 0x8827))
    return kept


def _found(block: bytes) -> tuple[RawValue, ...]:
    try:
        return iim.read(block)
    except BrokenBlock:
        return ()


def _texts(value: IimValue) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)

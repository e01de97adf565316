"""Rights into a copy that leaves the house (writing rules W1 to W6, security rule 33).

What the copy says is in `fields`, its EXIF and IIM in `legacy`; how the blocks get into a file of each type, with its
coded picture byte for byte, is in one module for each container.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from assets.metadata import xmp
from assets.metadata.blocks import Blocks
from assets.metadata.containers import cut, tiff
from assets.metadata.errors import MetadataNotWritten
from assets.metadata.media_types import MediaType
from assets.metadata.source import Source
from assets.metadata.write import film, jpeg, png, svg, webp
from assets.metadata.write import tiff as tiff_writer
from assets.metadata.write.copy_parts import CopyParts
from assets.metadata.write.exif_block import exif_block
from assets.metadata.write.fields import (
    PERSONAL_NAMES,
    PERSONAL_PROPERTIES,
    RIGHTS_PROPERTIES,
    RightsFields,
    cleaned,
    rights_properties,
)
from assets.metadata.write.iim_block import iim_block
from assets.metadata.write.legacy import exif_values, iim_values, mentions
from assets.metadata.write.packet import merged_packet
from assets.metadata.write.parts import Parts, Recipe, bytes_of, copy_to

Put = Callable[[bytes, Parts], bytes]
Plan = Callable[[Source, CopyParts], Recipe]


def _plan_document(source: Source, parts: CopyParts) -> Recipe:
    """Loaded when it is needed: only children of the sandbox open documents."""
    from assets.metadata.write import pdf

    return pdf.plan(source, parts)


_PUT: Final[Mapping[str, Put]] = {
    MediaType.JPEG: jpeg.put,
    MediaType.PNG: png.put,
    MediaType.WEBP: webp.put,
}
_PLAN: Final[Mapping[str, Plan]] = {
    MediaType.TIFF: tiff_writer.plan,
    MediaType.HEIC: film.plan_picture,
    MediaType.AVIF: film.plan_picture,
    MediaType.MP4: film.plan_film,
    MediaType.MOV: film.plan_film,
    MediaType.SVG: svg.plan,
    MediaType.PDF: _plan_document,
}
WRITABLE: Final = frozenset({*_PUT, *_PLAN})
"""Types that can carry rights; others are handed out with a sidecar."""


def warm_up_writers() -> None:
    """Write a small document once, so that no child has to load what writing documents needs."""
    from assets.metadata.write import pdf

    write_rights(pdf.specimen(), MediaType.PDF, RightsFields(title="-"))


@dataclass(frozen=True, slots=True)
class WrittenCopy:
    """`lost_manifest`: the original carries Content Credentials, and the copy says that it does not (W6)."""

    size_bytes: int
    lost_manifest: bool


def write_rights(
    data: bytes,
    media_type: str,
    rights: RightsFields,
    *,
    keep_original_metadata: bool = False,
    full_legacy: bool = False,
) -> bytes:
    """A copy of the bytes with these rights and its picture data untouched.

    `full_legacy` writes EXIF and IIM also where the source had none, as the press asks. Raises `MetadataNotWritten`
    with a code: `type-not-writable`, `picture-damaged`, `picture-changed`, `picture-protected` and others.
    """
    source = Source.of(data)
    parts = _parts(source, media_type, rights, keep=keep_original_metadata, full_legacy=full_legacy)
    with _damage_said():
        if media_type in _PUT:
            return _PUT[media_type](data, parts.blocks)
        recipe = _PLAN[media_type](source, parts)
        copy = bytes_of(source, recipe.pieces)
        recipe.check(Source.of(copy))
    return copy


def write_rights_file(
    path: Path,
    target: Path,
    media_type: str,
    rights: RightsFields,
    *,
    keep_original_metadata: bool = False,
    full_legacy: bool = False,
) -> WrittenCopy:
    """The same from file to file; films and TIFF pass through piece by piece, however large they are."""
    with path.open("rb") as file, target.open("w+b") as copy, _damage_said():
        source = Source(file)
        parts = _parts(source, media_type, rights, keep=keep_original_metadata, full_legacy=full_legacy)
        if media_type in _PUT:
            file.seek(0)
            size = copy.write(_PUT[media_type](file.read(), parts.blocks))
        else:
            recipe = _PLAN[media_type](source, parts)
            size = copy_to(copy, source, recipe.pieces)
            copy.flush()
            recipe.check(Source(copy))
    return WrittenCopy(size, parts.rights.lost_manifest)


@contextmanager
def _damage_said() -> Iterator[None]:
    """Tables that contradict themselves break a writer in many ways; all of them mean that the file is damaged."""
    try:
        yield
    except (struct.error, IndexError, KeyError, ValueError, OverflowError) as error:
        raise MetadataNotWritten("picture-damaged") from error


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that pixels were rendered from, and its type."""

    path: Path
    media_type: str


def write_rights_like(
    data: bytes, media_type: str, rights: RightsFields, *, origin: Origin, full_legacy: bool = False
) -> tuple[bytes, WrittenCopy]:
    """Rights into a freshly rendered picture, which also takes over what its origin says about rights (W4).

    `data` are upright pixels in sRGB without metadata; turn and color space of the origin say nothing about them.
    """
    with origin.path.open("rb") as file:
        blocks, tree = cut(Source(file), MediaType(origin.media_type))
    parts = _parts_of(blocks, tree, rights, keep=False, full_legacy=full_legacy)
    exif = {name: value for name, value in parts.exif.items() if name not in {"Orientation", "ColorSpace"}}
    is_wanted = parts.blocks.exif is not None
    iim = parts.blocks.iim if media_type == MediaType.JPEG else None
    blocks_like = Parts(parts.blocks.xmp, exif_block(exif) if is_wanted else None, iim)
    if media_type in _PUT:
        copy = _PUT[media_type](data, blocks_like)
    else:
        target = Source.of(data)
        recipe = _PLAN[media_type](target, replace(parts, blocks=blocks_like, exif=exif))
        copy = bytes_of(target, recipe.pieces)
        recipe.check(Source.of(copy))
    return copy, WrittenCopy(len(copy), parts.rights.lost_manifest)


def _parts(source: Source, media_type: str, rights: RightsFields, *, keep: bool, full_legacy: bool) -> CopyParts:
    if media_type not in WRITABLE:
        raise MetadataNotWritten("type-not-writable")
    blocks, tree = cut(source, MediaType(media_type))
    return _parts_of(blocks, tree, rights, keep=keep, full_legacy=full_legacy)


def _parts_of(
    blocks: Blocks, own_tree: tiff.TiffTree | None, rights: RightsFields, *, keep: bool, full_legacy: bool
) -> CopyParts:
    rights = replace(cleaned(rights), lost_manifest=rights.lost_manifest or blocks.has_c2pa)
    tree = own_tree or (tiff.walk(Source.of(blocks.exif[0].data)) if blocks.exif else tiff.TiffTree())
    exif = exif_values(tree, rights, keep=keep)
    is_wanted = full_legacy or bool(tree.entries)
    iim = blocks.iim[0] if blocks.iim else b""
    parts = Parts(
        xmp=_packet(blocks, rights, keep=keep),
        exif=exif_block(exif) if is_wanted else None,
        iim=iim_block(iim_values(iim, rights, keep=keep)) if iim or full_legacy else None,
    )
    return CopyParts(parts, rights, exif, has_texts=full_legacy)


def _packet(blocks: Blocks, rights: RightsFields, *, keep: bool) -> bytes:
    return merged_packet(
        [*blocks.xmp, *xmp.extended_packets(blocks)[0]],
        rights_properties(rights),
        keep=None if keep else RIGHTS_PROPERTIES,
        drop=lambda name: name in PERSONAL_PROPERTIES or PERSONAL_NAMES.search(name) is not None,
        withheld=lambda text: mentions(text, rights.withheld_names),
    )

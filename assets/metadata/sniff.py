"""The type of a file is what its bytes are; name and declared type are hints (security rule 17).

The first bytes decide, so a picture with an archive glued to its end is that picture and an archive with a picture
inside is an archive. Only PDF may be preceded by text, as its own rule says.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from assets.metadata import limits
from assets.metadata.media_types import MediaType, Refusal

_SIGNATURES: tuple[tuple[int, bytes, MediaType | Refusal], ...] = (
    (0, b"\xff\xd8\xff", MediaType.JPEG),
    (0, b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (0, b"GIF87a", MediaType.GIF),
    (0, b"GIF89a", MediaType.GIF),
    (0, b"8BPS", MediaType.PSD),
    (0, b"FUJIFILMCCD-RAW", MediaType.RAF),
    (0, b"IIRO", MediaType.ORF),
    (0, b"IIRS", MediaType.ORF),
    (0, b"MMOR", MediaType.ORF),
    (0, b"IIU\x00", MediaType.RW2),
    (0, b"II+\x00", MediaType.TIFF),
    (0, b"MM\x00+", MediaType.TIFF),
    (0, b"\xc5\xd0\xd3\xc6", MediaType.EPS),
    (0, b"PK\x03\x04", Refusal.ARCHIVE),
    (0, b"PK\x05\x06", Refusal.ARCHIVE),
    (0, b"PK\x07\x08", Refusal.ARCHIVE),
    (0, b"Rar!\x1a\x07", Refusal.ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", Refusal.ARCHIVE),
    (0, b"\x1f\x8b", Refusal.ARCHIVE),
    (0, b"BZh", Refusal.ARCHIVE),
    (0, b"\xfd7zXZ\x00", Refusal.ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", Refusal.ARCHIVE),
    (0, b"\x04\x22\x4d\x18", Refusal.ARCHIVE),
    (0, b"MSCF", Refusal.ARCHIVE),
    (0, b"!<arch>\n", Refusal.ARCHIVE),
    (0, b"xar!", Refusal.ARCHIVE),
    (257, b"ustar", Refusal.ARCHIVE),
    (0, b"MZ", Refusal.PROGRAM),
    (0, b"\x7fELF", Refusal.PROGRAM),
    (0, b"\xca\xfe\xba\xbe", Refusal.PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", Refusal.PROGRAM),
    (0, b"\xce\xfa\xed\xfe", Refusal.PROGRAM),
    (0, b"#!", Refusal.PROGRAM),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Refusal.OFFICE),
    (0, b"{\\rtf", Refusal.OFFICE),
    (0, b"ID3", Refusal.AUDIO),
    (0, b"fLaC", Refusal.AUDIO),
    (0, b"OggS", Refusal.AUDIO),
    (0, b"FLV\x01", Refusal.VIDEO),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Refusal.VIDEO),
    (0, b"\x00\x00\x01\xba", Refusal.VIDEO),
    (0, b"\x00\x00\x01\xb3", Refusal.VIDEO),
    (0, b"BM", Refusal.IMAGE),
    (0, b"\x00\x00\x01\x00", Refusal.IMAGE),
    (0, b"\x00\x00\x00\x0cJXL ", Refusal.IMAGE),
    (0, b"\xff\x0a", Refusal.IMAGE),
    (0, b"\x00\x00\x00\x0cjP  ", Refusal.IMAGE),
    (0, b"\xff\x4f\xff\x51", Refusal.IMAGE),
    (0, b"\xd7\xcd\xc6\x9a", Refusal.IMAGE),
)

_RIFF: dict[bytes, MediaType | Refusal] = {
    b"WEBP": MediaType.WEBP,
    b"WAVE": Refusal.AUDIO,
    b"AVI ": Refusal.VIDEO,
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_BRANDS: dict[bytes, MediaType | Refusal] = {
    b"crx ": MediaType.CR3,
    b"qt  ": MediaType.MOV,
    b"avif": MediaType.AVIF,
    b"avis": MediaType.AVIF,
    b"heic": MediaType.HEIC,
    b"heix": MediaType.HEIC,
    b"M4A ": Refusal.AUDIO,
    b"M4B ": Refusal.AUDIO,
    b"M4P ": Refusal.AUDIO,
    b"F4A ": Refusal.AUDIO,
    b"jxl ": Refusal.IMAGE,
}
_MP4_BRANDS = frozenset(
    {
        b"isom",
        b"mp41",
        b"mp42",
        b"mp71",
        b"avc1",
        b"M4V ",
        b"M4VP",
        b"M4VH",
        b"MSNV",
        b"dash",
        b"f4v ",
        b"XAVC",
        b"mmp4",
    }
)
_QUICKTIME_ATOMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_SVG_START = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]")
_PROLOG = re.compile(r"\s+|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE\s+(?:[\w.-]+:)?svg\b(?:[^\[>]|\[[^\]]*\])*>", re.DOTALL)
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """An accepted type or the reason against it; exactly one of the two is set."""

    media_type: MediaType | None
    refusal: Refusal | None


def sniff(head: bytes) -> MediaType | None:
    """The accepted type that these first bytes are (64 KiB are plenty), else nothing."""
    return examine(head).media_type


def examine(head: bytes) -> Sniffed:
    """The type of these first bytes, or why the file is refused."""
    found = _identify(head[: limits.HEAD_BYTES])
    return Sniffed(found, None) if isinstance(found, MediaType) else Sniffed(None, found)


def _identify(head: bytes) -> MediaType | Refusal:
    if not head:
        return Refusal.EMPTY
    for offset, signature, answer in _SIGNATURES:
        if head.startswith(signature, offset):
            return answer
    return _family(head) or _text_like(head)


def _family(head: bytes) -> MediaType | Refusal | None:
    """Containers that hold several types: the inside tells which."""
    if head[:4] in {b"II*\x00", b"MM\x00*"}:
        return _tiff_family(head)
    if head[:4] == b"RIFF" and len(head) >= 12:
        return _RIFF.get(head[8:12], Refusal.UNKNOWN)
    if head[4:8] == b"ftyp":
        return _base_media(head)
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return MediaType.WEBM if b"\x42\x82\x84webm" in head[:256] else Refusal.VIDEO
    is_old_movie = head[4:8] in _QUICKTIME_ATOMS and head[:2] in {b"\x00\x00", b"\x00\x01"}
    return MediaType.MOV if is_old_movie else None


def _base_media(head: bytes) -> MediaType | Refusal:
    """By major brand; `mif1` and unknown ones by the brands they are compatible with."""
    size = min(max(struct.unpack(">I", head[:4])[0], 16), 1024)
    major = head[8:12]
    brands = {head[at : at + 4] for at in range(16, min(size, len(head)), 4)} | {major}
    named = _BRANDS.get(major)
    if named is not None:
        return named
    if brands & _AVIF_BRANDS and not brands & {b"heic", b"heix"}:
        return MediaType.AVIF
    if major in _HEIC_BRANDS:
        return MediaType.HEIC
    if brands & _MP4_BRANDS or re.match(rb"iso[1-9a-m]|3g[p2s]|mp4", major):
        return MediaType.MP4
    return MediaType.HEIC if brands & _HEIC_BRANDS else Refusal.VIDEO


def _tiff_family(head: bytes) -> MediaType:
    """Camera raw files are TIFF files: told apart by Canon's mark, the DNG tag, or maker and reduced main image."""
    if head[8:10] == b"CR":
        return MediaType.CR2
    order = "<" if head[:2] == b"II" else ">"
    (first,) = struct.unpack(order + "I", head[4:8].ljust(4, b"\x00"))
    tags = _short_directory(head, order, first)
    if 0xC612 in tags:
        return MediaType.DNG
    make_at = tags.get(0x010F, 0)
    make = head[make_at : make_at + 16].upper() if make_at else b""
    if 0x014A in tags and tags.get(0x00FE) == 1:
        if make.startswith(b"NIKON"):
            return MediaType.NEF
        if make.startswith(b"SONY"):
            return MediaType.ARW
    return MediaType.TIFF


def _short_directory(head: bytes, order: str, first: int) -> dict[int, int]:
    """Tag and value word of the first directory as far as it lies in the head."""
    if first < 8 or first + 2 > len(head):
        return {}
    (count,) = struct.unpack_from(order + "H", head, first)
    tags: dict[int, int] = {}
    for at in range(first + 2, min(first + 2 + 12 * min(count, 512), len(head) - 11), 12):
        tag, _kind, _count, value = struct.unpack_from(order + "HHII", head, at)
        tags.setdefault(tag, value)
    return tags


def _text_like(head: bytes) -> MediaType | Refusal:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00\x0c")
    if start.startswith(b"%!PS"):
        return _postscript(start[:2048])
    if start.startswith(b"%PDF-"):
        return MediaType.PDF
    text = _as_text(head)
    if _is_svg(text):
        return MediaType.SVG
    if _WEB_PAGE.search(text[:1024]):
        return Refusal.WEB_PAGE
    return MediaType.PDF if b"%PDF-" in head[:1024] else Refusal.UNKNOWN


def _postscript(opening: bytes) -> MediaType | Refusal:
    if b"PDF-" in opening[:40]:
        return MediaType.PDF
    first_line = opening.splitlines()[0]
    is_drawing = b"EPSF" in first_line or b"%%Creator: Adobe Illustrator" in opening
    return MediaType.EPS if is_drawing else Refusal.POSTSCRIPT


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").lstrip("\ufeff")
    return head.decode("utf-8", "ignore").lstrip("\ufeff")


def _is_svg(text: str) -> bool:
    """Whether the first element is `svg`, after declaration, comments and document type."""
    at = 0
    for _ in range(200):
        gap = _PROLOG.match(text, at)
        if gap is None or gap.end() == at:
            break
        at = gap.end()
    return _SVG_START.match(text, at) is not None

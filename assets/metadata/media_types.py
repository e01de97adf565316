"""The one table of what may come in (security rule 17), in words that the interface can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MediaType(StrEnum):
    """An accepted type; the value is the type that we store and serve."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    AVIF = "image/avif"
    HEIC = "image/heic"
    TIFF = "image/tiff"
    GIF = "image/gif"
    SVG = "image/svg+xml"
    PDF = "application/pdf"
    MP4 = "video/mp4"
    MOV = "video/quicktime"
    WEBM = "video/webm"
    CR2 = "image/x-canon-cr2"
    CR3 = "image/x-canon-cr3"
    NEF = "image/x-nikon-nef"
    ARW = "image/x-sony-arw"
    DNG = "image/x-adobe-dng"
    RAF = "image/x-fuji-raf"
    ORF = "image/x-olympus-orf"
    RW2 = "image/x-panasonic-rw2"
    PSD = "image/vnd.adobe.photoshop"
    EPS = "application/postscript"


class Kind(StrEnum):
    """What a person would call it."""

    IMAGE = "image"
    VECTOR = "vector"
    DOCUMENT = "document"
    VIDEO = "video"


class Treatment(StrEnum):
    """Whether the bytes are decoded, or only the preview inside is cut out and the rest never interpreted."""

    DECODED = "decoded"
    PREVIEW_ONLY = "preview_only"


class Refusal(StrEnum):
    """Why a file is not accepted."""

    EMPTY = "empty"
    ARCHIVE = "archive"
    PROGRAM = "program"
    AUDIO = "audio"
    OFFICE = "office-document"
    WEB_PAGE = "web-page"
    POSTSCRIPT = "postscript-program"
    IMAGE = "image-type-not-accepted"
    VIDEO = "video-type-not-accepted"
    UNKNOWN = "unknown-type"


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """One row of the table; `max_bytes` is the largest original that upload takes."""

    media_type: MediaType
    name_de: str
    name_en: str
    suffixes: tuple[str, ...]
    kind: Kind
    treatment: Treatment
    max_bytes: int


_MB = 1_000_000
_LARGE = 500 * _MB
_VIDEO = 10_000 * _MB


def _raster(media_type: MediaType, name: str, *suffixes: str) -> TypeInfo:
    picture = (f"{name}-Bild", f"{name} picture")
    return TypeInfo(media_type, *picture, suffixes, Kind.IMAGE, Treatment.DECODED, _LARGE)


def _raw(media_type: MediaType, maker: str, suffix: str) -> TypeInfo:
    names = (f"Kamera-Rohdaten ({maker} {suffix.upper()})", f"Camera raw ({maker} {suffix.upper()})")
    return TypeInfo(media_type, *names, (suffix,), Kind.IMAGE, Treatment.PREVIEW_ONLY, _LARGE)


def _video(media_type: MediaType, name: str, *suffixes: str) -> TypeInfo:
    return TypeInfo(media_type, f"{name}-Video", f"{name} video", suffixes, Kind.VIDEO, Treatment.DECODED, _VIDEO)


_ROWS = (
    _raster(MediaType.JPEG, "JPEG", "jpg", "jpeg", "jpe", "jfif"),
    _raster(MediaType.PNG, "PNG", "png", "apng"),
    _raster(MediaType.WEBP, "WebP", "webp"),
    _raster(MediaType.AVIF, "AVIF", "avif"),
    _raster(MediaType.HEIC, "HEIC", "heic", "heif", "hif"),
    _raster(MediaType.TIFF, "TIFF", "tif", "tiff"),
    _raster(MediaType.GIF, "GIF", "gif"),
    TypeInfo(
        MediaType.SVG, "SVG-Grafik", "SVG drawing", ("svg",), Kind.VECTOR, Treatment.DECODED, 10 * _MB,
    ),
    TypeInfo(
        MediaType.PDF, "PDF oder Illustrator-Datei (als PDF gesichert)", "PDF, or Illustrator file saved as PDF",
        ("pdf", "ai"), Kind.DOCUMENT, Treatment.DECODED, _LARGE,
    ),
    _video(MediaType.MP4, "MP4", "mp4", "m4v"),
    _video(MediaType.MOV, "QuickTime", "mov", "qt"),
    _video(MediaType.WEBM, "WebM", "webm"),
    _raw(MediaType.CR2, "Canon", "cr2"),
    _raw(MediaType.CR3, "Canon", "cr3"),
    _raw(MediaType.NEF, "Nikon", "nef"),
    _raw(MediaType.ARW, "Sony", "arw"),
    _raw(MediaType.DNG, "Adobe", "dng"),
    _raw(MediaType.RAF, "Fujifilm", "raf"),
    _raw(MediaType.ORF, "Olympus", "orf"),
    _raw(MediaType.RW2, "Panasonic", "rw2"),
    TypeInfo(
        MediaType.PSD, "Photoshop-Datei", "Photoshop file", ("psd", "psb"), Kind.IMAGE, Treatment.PREVIEW_ONLY, _LARGE,
    ),
    TypeInfo(
        MediaType.EPS, "EPS-Grafik", "EPS drawing", ("eps", "epsf", "ai"), Kind.VECTOR, Treatment.PREVIEW_ONLY, _LARGE,
    ),
)  # fmt: skip

ACCEPTED: Final[Mapping[MediaType, TypeInfo]] = {row.media_type: row for row in _ROWS}


def _short_names(last: str, raw: str) -> str:
    """The accepted types as people call them, camera raw as one, from the table."""
    names = [row.suffixes[0].upper() for row in _ROWS if row.treatment is Treatment.DECODED]
    names += [row.suffixes[0].upper() for row in _ROWS if row.media_type in {MediaType.PSD, MediaType.EPS}]
    return f"{', '.join(names)} {last} {raw}"


ACCEPTED_SENTENCE: Final = (
    f"Angenommen werden {_short_names('und', 'Kamera-Rohdaten')}.",
    f"Accepted are {_short_names('and', 'camera raw')}.",
)
"""What may come in, German and English: the end of every refusal by type."""

REFUSAL_WORDS: Final[Mapping[Refusal, tuple[str, str]]] = {
    Refusal.EMPTY: ("Die Datei ist leer.", "The file is empty."),
    Refusal.ARCHIVE: (
        "Archive nehmen wir nicht an. Bitte die Dateien einzeln hochladen.",
        "Archives are not accepted. Please upload the files one by one.",
    ),
    Refusal.PROGRAM: ("Das ist ein Programm, kein Bild.", "This is a program, not a picture."),
    Refusal.AUDIO: ("Reine Tondateien nehmen wir nicht an.", "Sound files are not accepted."),
    Refusal.OFFICE: (
        "Office-Dokumente nehmen wir nicht an. Bitte als PDF sichern.",
        "Office documents are not accepted. Please save them as PDF.",
    ),
    Refusal.WEB_PAGE: ("Das ist eine Webseite, kein Bild.", "This is a web page, not a picture."),
    Refusal.POSTSCRIPT: (
        "PostScript-Programme nehmen wir nicht an. Bitte als PDF oder EPS sichern.",
        "PostScript programs are not accepted. Please save them as PDF or EPS.",
    ),
    Refusal.IMAGE: (
        "Dieses Bildformat nehmen wir nicht an. Bitte als JPEG, PNG oder TIFF sichern.",
        "This picture format is not accepted. Please save it as JPEG, PNG or TIFF.",
    ),
    Refusal.VIDEO: (
        "Dieses Videoformat nehmen wir nicht an. Bitte als MP4 sichern.",
        "This video format is not accepted. Please save it as MP4.",
    ),
    Refusal.UNKNOWN: (
        f"Das ist keine Datei, deren Format wir kennen. {ACCEPTED_SENTENCE[0]}",
        f"This is not a file of a type that is known here. {ACCEPTED_SENTENCE[1]}",
    ),
}
"""German and English sentence for each refusal."""

"""What a warning code of `FileFacts.warnings` means, in words for the uploader (security rule 26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages of the interface."""

    german: str
    english: str


_CUT_SHORT: Final = Words(
    "Die Datei ist unvollständig: Ihr Ende fehlt. Vielleicht ist die Übertragung abgebrochen.",
    "The file is incomplete: its end is missing. The transfer may have broken off.",
)
_DOUBLE: Final = Words(
    "Umlaute sind doppelt kodiert („Ã¼“ statt „ü“). Bitte den Text prüfen.",
    "Special characters are encoded twice (“Ã¼” for “ü”). Please check the text.",
)
_BY_CODE: Final = {
    "metadata-too-large": Words(
        "Die eingebetteten Angaben sind zu groß und wurden nur teilweise gelesen.",
        "The embedded metadata are too large and were read in part only.",
    ),
    "raw-values-left-out": Words(
        "Nicht alle eingebetteten Rohwerte wurden aufbewahrt.", "Not all embedded raw values were kept."
    ),
    "fields-left-out": Words(
        "Die eingebetteten Angaben sind zu umfangreich; einige Felder wurden nicht übernommen.",
        "The embedded metadata are too extensive; some fields were not taken over.",
    ),
    "container-damaged": Words("Der Aufbau der Datei ist beschädigt.", "The structure of the file is damaged."),
    "raw-preview-missing": Words(
        "In der Rohdatei steckt kein Vorschaubild.", "There is no preview inside the raw file."
    ),
    "svg-too-large": Words("Die Zeichnung ist zu groß, um sie zu lesen.", "The drawing is too large to be read."),
}
_BY_START: Final = (
    ("double-encoded-", _DOUBLE),
    (
        "exif-",
        Words("Die Kameradaten (EXIF) sind teilweise unlesbar.", "The camera data (EXIF) cannot be read in part."),
    ),
    ("iim-", Words("Die IPTC-Angaben sind unlesbar.", "The IPTC block cannot be read.")),
    ("xmp-", Words("Die XMP-Angaben sind beschädigt oder unlesbar.", "The XMP block is damaged or cannot be read.")),
    ("photoshop-", Words("Die Photoshop-Angaben sind abgeschnitten.", "The Photoshop block is cut short.")),
    ("svg-", Words("Die Zeichnung ist beschädigt.", "The drawing is damaged.")),
    ("png-", Words("Ein Textblock der Datei ist unlesbar.", "A text block of the file cannot be read.")),
    ("box-", Words("Ein Teil der Dateistruktur ist beschädigt.", "A part of the file structure is damaged.")),
)
_CUT_SHORT_ENDS: Final = ("-end-missing", "-header-cut-short", "-chunk-cut-short", "jpeg-no-picture-data")
_UNKNOWN: Final = Words("Die Datei ist an einer Stelle beschädigt.", "The file is damaged in one place.")


def warning_words(code: str) -> Words:
    """German and English sentence for a warning; every code has one."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    if code.endswith(_CUT_SHORT_ENDS):
        return _CUT_SHORT
    return next((words for start, words in _BY_START if code.startswith(start)), _UNKNOWN)

"""What the checks are called and what they say, in a print shop's words, German and English."""

from enum import StrEnum
from typing import Final

from assets.artwork.products import Both


class Result(StrEnum):
    """What a check says. Not applicable is an answer of its own: a check that could not look never passes."""

    FAIL = "fail"
    WARNING = "warning"
    PASS = "pass"  # noqa: S105  # no password
    NOT_APPLICABLE = "not_applicable"


class Code(StrEnum):
    """The checks, in the order in which equal results are told."""

    FILE = "file"
    SIZE = "size"
    PAGES = "pages"
    RESOLUTION = "resolution"
    FONTS = "fonts"
    TYPE_SIZE = "type-size"
    LINES = "lines"
    COLORS = "colors"
    SPOTS = "spot-colors"
    INK = "ink-coverage"
    OVERPRINT = "overprint"
    TRANSPARENCY = "transparency"
    BLEED = "bleed"
    PROFILE = "profile"
    ACTIVE = "active-content"


ORDER: Final = (Result.FAIL, Result.WARNING, Result.PASS, Result.NOT_APPLICABLE)

NAMES: Final = {
    Code.FILE: Both("Datei", "File"),
    Code.SIZE: Both("Format", "Size"),
    Code.PAGES: Both("Seiten", "Pages"),
    Code.RESOLUTION: Both("Auflösung", "Resolution"),
    Code.FONTS: Both("Schrift", "Fonts"),
    Code.TYPE_SIZE: Both("Schriftgröße", "Type size"),
    Code.LINES: Both("Feine Linien", "Fine lines"),
    Code.COLORS: Both("Farben", "Colors"),
    Code.SPOTS: Both("Schmuckfarben", "Spot colors"),
    Code.INK: Both("Farbauftrag", "Ink coverage"),
    Code.OVERPRINT: Both("Überdrucken", "Overprint"),
    Code.TRANSPARENCY: Both("Transparenz", "Transparency"),
    Code.BLEED: Both("Beschnitt", "Bleed"),
    Code.PROFILE: Both("Farbprofil", "Color profile"),
    Code.ACTIVE: Both("Aktive Inhalte", "Active content"),
}


def name_of(code: str) -> Both:
    """The name of a check; one that only an older release knew is called by its code."""
    try:
        return NAMES[Code(code)]
    except ValueError:
        return Both(code, code)

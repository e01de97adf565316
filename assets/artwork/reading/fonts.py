"""Fonts of a PDF, as far as a preflight asks: is it in the file, and how long is a string set in it."""

from dataclasses import dataclass
from typing import Final

import pikepdf

from assets.artwork.reading.facts import Box, FontUse

_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_USUAL: Final = 0.5
"""Width of a letter in ems where the file has no widths."""
_SUBSET: Final = 7


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the resources. `widths` are thousandths of an em, from the code `first` on."""

    name: str
    is_embedded: bool
    is_drawn: bool
    is_wide: bool
    first: int
    widths: tuple[float, ...]

    def width(self, text: bytes) -> float:
        """Length of a string in ems."""
        if self.is_wide:
            return len(text) / 2 * _USUAL
        return sum(self._of(code) for code in text)

    def _of(self, code: int) -> float:
        index = code - self.first
        return self.widths[index] / 1000 if 0 <= index < len(self.widths) else _USUAL

    def used_in(self, box: Box) -> FontUse:
        return FontUse(self.name, self.is_embedded, self.is_drawn, box)


def font_of(given: pikepdf.Object | None) -> Font | None:
    """The font that a resource describes; the fourteen standard fonts are not in a file unless it embeds them."""
    if not isinstance(given, pikepdf.Dictionary):
        return None
    kind = str(given.get("/Subtype"))
    described: pikepdf.Object = given
    if kind == "/Type0":
        below = given.get("/DescendantFonts")
        described = below[0] if isinstance(below, pikepdf.Array) and len(below) else given
    descriptor = described.get("/FontDescriptor")
    is_embedded = isinstance(descriptor, pikepdf.Dictionary) and any(each in descriptor for each in _FILES)
    is_drawn = kind == "/Type3"
    widths = given.get("/Widths")
    return Font(
        name=_plain(str(given.get("/BaseFont", given.get("/Name", "/Type3")))[1:]),
        is_embedded=is_embedded or is_drawn,
        is_drawn=is_drawn,
        is_wide=kind == "/Type0",
        first=int(given.get("/FirstChar", 0)),
        widths=tuple(float(each) for each in list(widths)[:256]) if isinstance(widths, pikepdf.Array) else (),
    )


def _plain(name: str) -> str:
    """Without the six letters that mark a subset."""
    return name[_SUBSET:] if name[6:7] == "+" else name

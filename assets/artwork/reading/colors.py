"""Color spaces of a PDF, sorted as a print shop sorts them, and what ink a color is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf

from assets.artwork.products import ColorSpace

_DEVICE: Final = {
    "/DeviceGray": (ColorSpace.GRAY, 1), "/G": (ColorSpace.GRAY, 1), "/CalGray": (ColorSpace.GRAY, 1),
    "/DeviceRGB": (ColorSpace.RGB, 3), "/RGB": (ColorSpace.RGB, 3), "/CalRGB": (ColorSpace.RGB, 3),
    "/DeviceCMYK": (ColorSpace.CMYK, 4), "/CMYK": (ColorSpace.CMYK, 4), "/Lab": (ColorSpace.LAB, 3),
}  # fmt: skip
_PROCESS: Final = frozenset({"Cyan", "Magenta", "Yellow", "Black"})
_NO_INK: Final = frozenset({"None", "All"})
_DEEPEST: Final = 4
LIGHT: Final = 0.6
WHITE: Final = 0.99


@dataclass(frozen=True, slots=True)
class Space:
    """A color space. `kind` is none where it is not known; `spots` are the names of special inks in it."""

    kind: ColorSpace | None
    size: int
    spots: tuple[str, ...] = ()
    is_pattern: bool = False


UNKNOWN: Final = Space(None, 1)
GRAY: Final = Space(ColorSpace.GRAY, 1)
RGB: Final = Space(ColorSpace.RGB, 3)
CMYK: Final = Space(ColorSpace.CMYK, 4)


def space_of(given: object, resources: pikepdf.Object | None, depth: int = 0) -> Space:
    """The space that a name or an array describes; names are looked up in the resources."""
    if depth > _DEEPEST or given is None:
        return UNKNOWN
    if isinstance(given, pikepdf.Name):
        return _named(str(given), resources, depth)
    if isinstance(given, pikepdf.Array) and len(given):
        return _built(given, resources, depth)
    return UNKNOWN


def _named(name: str, resources: pikepdf.Object | None, depth: int) -> Space:
    if name in _DEVICE:
        return Space(*_DEVICE[name])
    if name == "/Pattern":
        return Space(None, 0, is_pattern=True)
    listed = resources.get("/ColorSpace") if resources is not None else None
    found = listed.get(name) if isinstance(listed, pikepdf.Dictionary) else None
    return space_of(found, resources, depth + 1)


def _built(given: pikepdf.Array, resources: pikepdf.Object | None, depth: int) -> Space:
    kind = str(given[0])
    if kind in _DEVICE or kind == "/Pattern":
        return _named(kind, None, depth)
    if kind == "/ICCBased" and len(given) > 1:
        return {1: GRAY, 3: RGB, 4: CMYK}.get(int(given[1].get("/N", 0)), UNKNOWN)
    if kind in {"/Indexed", "/I"} and len(given) > 1:
        base = space_of(given[1], resources, depth + 1)
        return Space(base.kind, 1, base.spots)
    if kind in {"/Separation", "/DeviceN"} and len(given) > 1:
        names = given[1] if isinstance(given[1], pikepdf.Array) else [given[1]]
        return _inks([str(each)[1:] for each in names])
    return UNKNOWN


def _inks(names: Sequence[str]) -> Space:
    """Named inks: those of the four-color process are no special ones."""
    spots = tuple(each for each in names if each not in _PROCESS | _NO_INK)
    return Space(ColorSpace.SPOT if spots else ColorSpace.CMYK, len(names), spots)


@dataclass(frozen=True, slots=True)
class Color:
    """A color in a space; without values it is a pattern or shading, about which nothing more is known here."""

    space: Space = GRAY
    values: tuple[float, ...] = (0.0,)

    @property
    def ink(self) -> float | None:
        """Percent of ink, where the file itself says it."""
        if self.space.kind in {ColorSpace.CMYK, ColorSpace.SPOT} and len(self.values) == self.space.size:
            return 100 * sum(min(max(each, 0.0), 1.0) for each in self.values)
        if self.space.kind is ColorSpace.GRAY and len(self.values) == 1:
            return 100 * (1 - min(max(self.values[0], 0.0), 1.0))
        return None

    @property
    def lightness(self) -> float:
        """0 for black, 1 for white; about half where nothing is known."""
        if len(self.values) != self.space.size or not self.values:
            return 0.5
        if self.space.kind is ColorSpace.GRAY:
            return self.values[0]
        if self.space.kind is ColorSpace.RGB:
            red, green, blue = self.values
            return 0.299 * red + 0.587 * green + 0.114 * blue
        if self.space.kind is ColorSpace.LAB:
            return self.values[0] / 100
        return self._printed()

    def _printed(self) -> float:
        """What four inks or named inks leave of the paper; yellow darkens least. An ink named white is light."""
        if any("white" in each.lower() or "weiß" in each.lower() for each in self.space.spots):
            return 1.0
        if self.space.kind is ColorSpace.CMYK and len(self.values) == CMYK.size:
            cyan, magenta, yellow, black = self.values
            return max(0.0, 1 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow)) * (1 - black)
        return max(0.0, 1 - max(self.values))

    @property
    def is_paper(self) -> bool:
        """Whether it is white by having no ink at all: it vanishes where it overprints."""
        if self.space.spots:
            return False
        return bool(self.values) and len(self.values) == self.space.size and self.lightness >= WHITE


BLACK: Final = Color()


def color_of(space: Space, operands: Sequence[object]) -> Color:
    """The color that operands name; a pattern's name is none."""
    values = tuple(float(each) for each in operands if _is_number(each))  # type: ignore[arg-type]  # see _is_number
    return Color(space, values)


def _is_number(each: object) -> bool:
    try:
        float(each)  # type: ignore[arg-type]  # decimals of pikepdf, and names that are refused here
    except (TypeError, ValueError):
        return False
    return True

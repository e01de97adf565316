"""Products as data: what can be printed where, how large, and what each technique asks of a file.

`products.json` holds the usual wants of print shops, not those of one shop; its version is kept with every preflight,
so that a report says by which data it was made. Lengths are millimeters at the final size, type sizes points.
"""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from assets.errors import FieldInvalid

_FILE: Final = Path(__file__).with_name("products.json")


class ColorSpace(StrEnum):
    """How colors are given in a file, as a print shop sorts them."""

    GRAY = "gray"
    RGB = "rgb"
    CMYK = "cmyk"
    SPOT = "spot"
    LAB = "lab"


class Transparency(StrEnum):
    """What a technique makes of transparency: prints it, wants it flattened first, or cannot have it."""

    ALLOWED = "allowed"
    FLATTEN = "flatten"
    FORBIDDEN = "forbidden"


class FontRule(StrEnum):
    """Whether fonts may be in the file or all type has to be outlines."""

    EMBEDDED = "embedded"
    OUTLINED = "outlined"


class Both(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages of the interface."""

    de: str
    en: str


class Resolution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Dots per inch at the final size: below `wanted` it gets soft, below `least` it is not printed."""

    wanted: int
    least: int


class Smallest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The smallest that holds: dark on light, light on dark, and where it breaks for certain."""

    positive: float
    negative: float
    least: float


class Technique(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How something is printed. `ink_limit` is the most ink in percent, summed over all; none where nothing soaks."""

    code: str
    label: Both
    resolution: Resolution
    color_spaces: frozenset[ColorSpace]
    most_spots: int
    line: Smallest
    type: Smallest
    ink_limit: int | None
    transparency: Transparency
    fonts: FontRule
    has_overprint: bool
    wants_profile: bool


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where on a product something is printed: the largest motif, its bleed, and how far words stay from the edge."""

    code: str
    label: Both
    width_mm: float
    height_mm: float
    bleed_mm: float
    safe_mm: float
    is_round: bool


class Product(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to print on. `channel` is the one of the rights vocabulary that a use of it is asked for."""

    code: str
    label: Both
    channel: str
    techniques: tuple[str, ...]
    places: tuple[Place, ...]

    def place(self, code: str) -> Place:
        """Raises FieldInvalid for a place that the product does not have."""
        found = next((each for each in self.places if each.code == code), None)
        if found is None:
            raise FieldInvalid("place", f"Diese Stelle gibt es nicht: {self.label.de} wird dort nicht bedruckt.")
        return found


class Products(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it, and its version."""

    version: str
    techniques: tuple[Technique, ...]
    products: tuple[Product, ...]

    def product(self, code: str) -> Product:
        """Raises FieldInvalid for a product that nobody knows."""
        found = next((each for each in self.products if each.code == code), None)
        if found is None:
            raise FieldInvalid("product", "Dieses Produkt gibt es hier nicht.")
        return found

    def technique(self, product: Product, code: str) -> Technique:
        """Raises FieldInvalid for a technique that the product is not printed with."""
        if code not in product.techniques:
            raise FieldInvalid("technique", f"So wird {product.label.de} nicht bedruckt.")
        return next(each for each in self.techniques if each.code == code)


class UnusableProducts(ValueError):
    """The data contradicts itself; the program must not start with it."""


def read_products(data: bytes) -> Products:
    """Decode and check: codes once, sizes above zero, techniques that exist, limits in their order."""
    found = msgspec.json.decode(data, type=Products)
    techniques = [each.code for each in found.techniques]
    _once(techniques)
    _once([each.code for each in found.products])
    for technique in found.techniques:
        _ordered(technique)
    for product in found.products:
        _once([each.code for each in product.places])
        if not product.places or not product.techniques or not set(product.techniques) <= set(techniques):
            raise UnusableProducts(f"{product.code}: places or techniques are missing")
        if any(min(each.width_mm, each.height_mm) <= 2 * each.safe_mm for each in product.places):
            raise UnusableProducts(f"{product.code}: a place has no room")
    return found


def _once(codes: list[str]) -> None:
    if len(set(codes)) != len(codes):
        raise UnusableProducts(f"a code stands twice: {sorted(codes)}")


def _ordered(technique: Technique) -> None:
    line, letters, resolution = technique.line, technique.type, technique.resolution
    fits = 0 < resolution.least <= resolution.wanted
    fits &= all(0 < each.least <= each.positive <= each.negative for each in (line, letters))
    if not fits or not technique.color_spaces:
        raise UnusableProducts(f"{technique.code}: its limits contradict each other")


@lru_cache(maxsize=1)
def products() -> Products:
    """The product data of this release, read and checked once."""
    return read_products(_FILE.read_bytes())

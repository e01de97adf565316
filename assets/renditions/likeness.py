"""Whether two pictures look alike: a mark of 256 bits of brightness steps, the same for the same picture in any size.

Made from tiles, in the child like everything that decodes. Alike means the same motif and the same part of it: a crop,
another moment or another print differ in far more bits.
"""

from pathlib import Path
from typing import Final

from PIL import Image

SIDE: Final = 16
MOST_DIFFERENT_BITS: Final = 20
"""Of 256. Scaling and compressing again change up to a dozen, two photos of one scene some sixty."""


def mark_of(tile: Path) -> str:
    """The mark of a tile as 64 hexadecimal digits; raises OSError for what is no tile."""
    with Image.open(tile, formats=("WEBP",)) as picture:
        small = picture.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.BOX)
    row = SIDE + 1
    values = small.tobytes()
    bits = 0
    for y in range(SIDE):
        for x in range(SIDE):
            bits = bits << 1 | (values[y * row + x] > values[y * row + x + 1])
    return f"{bits:064x}"


def look_alike(one: str, other: str) -> bool:
    """Whether two marks are of the same picture; no mark is like nothing."""
    if len(one) != 64 or len(other) != 64:
        return False
    return (int(one, 16) ^ int(other, 16)).bit_count() <= MOST_DIFFERENT_BITS

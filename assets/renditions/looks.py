"""What a picture looks like in 64 bits, so that another size, another file or a crop of it is found among many.

Looser than the mark of `likeness`, on which rights may hang: what is found by it is only ever shown to people.

The low frequencies of a copy of 32 pixels (two-dimensional cosine transform), each as a bit that says whether it lies
above their median: scaling, compression and a change of brightness leave nearly all bits as they are. Besides the whole
picture its middle is taken in the shapes that channels want, so that such a crop meets the picture it was cut from.
(C. Zauner: Implementation and Benchmarking of Perceptual Image Hash Functions, 2010.)
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from assets.renditions import color

SIDE = 32
KEPT = 8
SHAPES = (1 / 1, 4 / 5, 16 / 9, 9 / 16)
"""Width by height of the middles that are taken besides the whole."""
SAME_SHAPE = 0.03
LEAST_CONTRAST = 16
"""Gray levels; in a picture with fewer there is nothing to recognize."""

Grid = NDArray[np.float64]
_STEPS = np.arange(SIDE)
_COSINES: Grid = np.cos(np.pi / SIDE * np.outer(np.arange(KEPT), _STEPS + 0.5))


def of_picture(picture: Image.Image) -> tuple[int, ...]:
    """Signed 64-bit hashes of the whole upright picture and of its middles; none of a picture that shows nothing."""
    gray = color.flattened(picture).convert("L")
    low, high = gray.getextrema()
    if not (isinstance(low, int) and isinstance(high, int)) or high - low < LEAST_CONTRAST:
        return ()
    return tuple(_hash(gray.crop(box)) for box in [(0, 0, *gray.size), *_middles(*gray.size)])


def of_tile(tile: Path) -> tuple[int, ...]:
    """The same of a picture that was rendered before; raises OSError for what is no tile."""
    with Image.open(tile, formats=("WEBP",)) as picture:
        return of_picture(picture.convert("RGB"))


def distance(one: int, other: int) -> int:
    """In how many of 64 bits two hashes differ; unrelated pictures differ in about half."""
    return ((one ^ other) & (2**64 - 1)).bit_count()


def _middles(width: int, height: int) -> list[tuple[int, int, int, int]]:
    """The largest box of each shape around the center, without the shape that the picture has anyway."""
    boxes = []
    for shape in SHAPES:
        if abs(width / height / shape - 1) <= SAME_SHAPE:
            continue
        across, down = min(width, round(height * shape)), min(height, round(width / shape))
        left, top = (width - across) // 2, (height - down) // 2
        boxes.append((left, top, left + max(1, across), top + max(1, down)))
    return boxes


def _hash(gray: Image.Image) -> int:
    light = np.asarray(gray.resize((SIDE, SIDE), Image.Resampling.BOX), dtype=np.float64)
    waves = (_COSINES @ light @ _COSINES.T).ravel()
    bits = waves > np.median(waves[1:])  # the first is the mean brightness: it says nothing
    bits[0] = False
    return int.from_bytes(np.packbits(bits).tobytes(), "big", signed=True)

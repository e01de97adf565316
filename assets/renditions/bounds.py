"""What a picture may be before anything of it is decoded (security rule 23).

Sizes come from the header. A JPEG is also walked marker by marker: 20,000 scans of an ordinary photo keep a decoder
busy for minutes, and no header says so.
"""

import mmap
import re

from PIL import Image

from assets.renditions.errors import NotRenderable, Refusal

MAX_PIXELS = 200_000_000
MAX_SIDE = 65_500
MAX_DECODED_BYTES = 1024**3
MAX_SCANS = 100
MAX_SEGMENTS = 2_000

BYTES_PER_SAMPLE = {"I": 4, "F": 4, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}
START_OF_SCAN = 0xDA
END_OF_IMAGE = 0xD9
LONELY_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})  # without a length
# A marker that is neither a stuffed byte, nor padding, nor a restart: also skips the entropy-coded data of a scan.
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def check_header(image: Image.Image) -> None:
    """Refuse by what the header says, before decoding."""
    width, height = image.size
    if width < 1 or height < 1:
        raise NotRenderable(Refusal.EMPTY)
    if max(width, height) > MAX_SIDE:
        raise NotRenderable(Refusal.SIDE, f"{width} × {height}")
    if width * height > MAX_PIXELS:
        raise NotRenderable(Refusal.PIXELS, f"{width} × {height}")
    sample = BYTES_PER_SAMPLE.get(image.mode, 1)
    if width * height * len(image.getbands()) * sample > MAX_DECODED_BYTES:
        raise NotRenderable(Refusal.BYTES, f"{width} × {height} {image.mode}")


def check_jpeg_markers(data: bytes | mmap.mmap) -> None:
    """Refuse a JPEG with more scans or segments than any honest encoder writes."""
    scans = segments = 0
    position = 2
    while (marker := _marker_at(data, position)) is not None:
        code, position = marker
        if code == END_OF_IMAGE:
            return
        segments += 1
        if segments > MAX_SEGMENTS:
            raise NotRenderable(Refusal.SEGMENTS)
        if code in LONELY_MARKERS:
            continue
        position += int.from_bytes(data[position : position + 2], "big")
        if code == START_OF_SCAN:
            scans += 1
            if scans > MAX_SCANS:
                raise NotRenderable(Refusal.SCANS)


def _marker_at(data: bytes | mmap.mmap, position: int) -> tuple[int, int] | None:
    """Code of the next marker at or after `position`, and where what follows it begins."""
    found = NEXT_MARKER.search(data, position)
    return None if found is None else (data[found.start() + 1], found.end())

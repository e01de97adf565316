"""TIFF files with sixteen bits and a plane for each color: Pillow reads half of each number and says nothing.

Each plane is given to it as a gray picture of its own, by a directory that we write in front of the plane's bytes;
the upper eight bits of each become a band.
"""

import struct
from io import BytesIO
from typing import BinaryIO, Final

from PIL import Image

MODES: Final = {3: "RGB", 4: "CMYK"}
MAX_STRIPS: Final = 100_000
_SHORT, _LONG = 3, 4


def has_wide_planes(image: Image.Image) -> bool:
    """Whether this open TIFF is one of those."""
    tags = getattr(image, "tag_v2", {})
    bits = tags.get(258, ())
    return tags.get(284) == 2 and len(bits) in MODES and set(bits) == {16} and image.mode == MODES[len(bits)]


def merged(source: BinaryIO, image: Image.Image) -> Image.Image:
    """The picture from its planes. Raises what Pillow raises for damaged ones, ValueError for tables that lie."""
    tags = image.tag_v2  # type: ignore[attr-defined]  # of a TIFF
    offsets, sizes = tags.get(273, ()), tags.get(279, ())
    count = len(tags[258])
    if not offsets or len(offsets) != len(sizes) or len(offsets) % count or len(offsets) > MAX_STRIPS:
        raise ValueError("the strips are not those of so many planes")
    each = len(offsets) // count
    order = "<" if tags.prefix == b"II" else ">"
    bands = []
    for number in range(count):
        part = slice(number * each, (number + 1) * each)
        plane = _as_gray(source, order, tags, offsets[part], sizes[part])
        with Image.open(BytesIO(plane), formats=["TIFF"]) as gray:
            numbers = gray.convert("I")
            bands.append(numbers.point(lambda value: value * (1 / 256)).convert("L"))
    whole = Image.merge(MODES[count], bands)
    whole.info = dict(image.info)
    return whole


def _as_gray(source: BinaryIO, order: str, tags: object, offsets: tuple[int, ...], sizes: tuple[int, ...]) -> bytes:
    """A TIFF of one plane: a directory, the two lists of its strips, the strips as they are."""
    said = tags.get  # type: ignore[attr-defined]  # Pillow's directory
    height = int(said(257))
    values = {
        256: int(said(256)), 257: height, 258: 16, 259: int(said(259, 1)), 262: 1, 277: 1,
        278: min(int(said(278, height)), height), 317: int(said(317, 1)),
    }  # fmt: skip
    strips = [_cut(source, offset, size) for offset, size in zip(offsets, sizes, strict=True)]
    lists_at = 8 + 2 + 12 * (len(values) + 2) + 4
    is_one = len(strips) == 1
    data_at = lists_at if is_one else lists_at + 8 * len(strips)
    places = [data_at + sum(map(len, strips[:number])) for number in range(len(strips))]
    entries = {tag: struct.pack(order + "HHII", tag, _LONG, 1, value) for tag, value in values.items()}
    for tag, at, only in ((273, lists_at, places[0]), (279, lists_at + 4 * len(strips), len(strips[0]))):
        entries[tag] = struct.pack(order + "HHII", tag, _LONG, len(strips), only if is_one else at)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, len(entries))
    directory = b"".join(entries[tag] for tag in sorted(entries)) + struct.pack(order + "I", 0)
    lengths = [len(strip) for strip in strips]
    lists = (
        b""
        if is_one
        else struct.pack(f"{order}{len(strips)}I", *places) + struct.pack(f"{order}{len(strips)}I", *lengths)
    )
    return b"".join((head, directory, lists, *strips))


def _cut(source: BinaryIO, offset: int, size: int) -> bytes:
    source.seek(offset)
    return source.read(size)

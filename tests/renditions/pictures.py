"""Pictures made for one test each, and the sample files."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]


def samples_folder() -> Path:
    """The sample files; without them a test is skipped, except in CI, where it fails."""
    folder = Path(os.environ.get("BILDKREIS_SAMPLES", ROOT.parent / "shared" / "samples"))
    if folder.is_dir():
        return folder
    if os.environ.get("CI") == "true":
        pytest.fail(f"no sample files in {folder}")
    pytest.skip("no sample files; set BILDKREIS_SAMPLES")


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def gradient(width: int, height: int) -> Image.Image:
    """Red grows to the right, green downwards: every turn and crop shows."""
    red = Image.linear_gradient("L").rotate(90).resize((width, height))
    green = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (red, green, Image.new("L", (width, height), 64)))


def png_header_claiming(width: int, height: int) -> bytes:
    """A small PNG that claims to be large: the decompression bomb."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def jpeg_with_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated until there are `count` more."""
    data = saved(gradient(640, 480), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + b"\xff\xd9"


def jpeg_with_segments(count: int) -> bytes:
    data = saved(gradient(64, 48), "JPEG")
    return data[:2] + b"\xff\xfe\x00\x03x" * count + data[2:]


def gif_with_frames(count: int) -> bytes:
    data = saved(gradient(64, 48).convert("P"), "GIF")
    frame = data[data.index(b",", 13 + 768) : -1]
    return data[:-1] + frame * count + b";"


def tiff_with_directory_loop() -> bytes:
    """A one-picture TIFF whose directory names itself as the next one."""
    data = bytearray(saved(gradient(64, 48), "TIFF"))
    (first,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, first)
    struct.pack_into("<I", data, first + 2 + 12 * entries, first)
    return bytes(data)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures in levels, after scaling to the same small size."""
    from PIL import ImageChops, ImageStat

    size = (64, 64)
    pair = [image.convert("RGB").resize(size, Image.Resampling.BOX) for image in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*pair)).mean) / 3

"""Pictures: bombs, broken structures, and odd ones that are good."""

import io
import struct
import zlib
from typing import Final

from PIL import Image

from tests.hostile_files.case import Case, End, case

SHOWN, KEPT, REFUSED, FAILED = End.SHOWN, End.KEPT, End.REFUSED, End.FAILED


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    red = Image.linear_gradient("L").rotate(90).resize((width, height))
    rgb = Image.merge("RGB", (red, Image.linear_gradient("L").resize((width, height)), red))
    return rgb if mode == "RGB" else rgb.convert(mode)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*chunks: bytes, width: int = 8, height: int = 8, depth: int = 8, color: int = 2) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def png_bomb(width: int, height: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * 10_000_000) for _ in range(20)) + packer.flush()
    return png(chunk(b"IDAT", packed), width=width, height=height)


def with_png_chunk(*chunks: bytes) -> bytes:
    data = saved(picture(), "PNG")
    at = data.index(b"IDAT") - 4
    return data[:at] + b"".join(chunks) + data[at:]


def tiff(tags: dict[int, tuple[int, int, int]], body: bytes = b"", following: int = 0) -> bytes:
    """A little-endian TIFF with one directory: tag → type, count, value; `body` stands behind it."""
    entries = b"".join(struct.pack("<HHII", tag, *value) for tag, value in sorted(tags.items()))
    return struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + struct.pack("<I", following) + body


def plain_tiff(width: int, height: int, **changed: tuple[int, int, int]) -> bytes:
    tags = {
        256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1), 273: (4, 1, 122),
        277: (3, 1, 1), 278: (4, 1, height), 279: (4, 1, min(width * height, 0xFFFFFFFF)),
    }  # fmt: skip
    tags |= {int(name.removeprefix("t")): value for name, value in changed.items()}
    return tiff(tags, bytes(min(width * height, 4096)))


def tiff_chain(count: int, *, loop: bool) -> bytes:
    out = bytearray(b"II*\0\x08\0\0\0")
    for number in range(count):
        entries = struct.pack("<HHII", 256, 4, 1, 8) + struct.pack("<HHII", 257, 4, 1, 8)
        last = number == count - 1
        following = 8 if loop and last else 0 if last else len(out) + 2 + len(entries) + 4
        out += struct.pack("<H", 2) + entries + struct.pack("<I", following)
    return bytes(out)


def jpeg_with(marker: int, body: bytes, times: int = 1) -> bytes:
    data = saved(picture(), "JPEG")
    segment = bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body
    return data[:2] + segment * times + data[2:]


def jpeg_scans(count: int) -> bytes:
    data = saved(picture(320, 240), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + b"\xff\xd9"


def jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(saved(picture(), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def gif_claiming(width: int, height: int, *, frame: bool) -> bytes:
    data = bytearray(saved(picture(mode="P"), "GIF"))
    data[6:10] = struct.pack("<HH", width, height)
    if frame:
        at = data.index(b",", 13 + 768)
        data[at + 5 : at + 9] = struct.pack("<HH", width, height)
    return bytes(data)


def gif_frames(count: int) -> bytes:
    data = saved(picture(16, 12, mode="P"), "GIF")
    frame = data[data.index(b",", 13) : -1]
    return data[:-1] + frame * count + b";"


def webp_claiming(width: int, height: int) -> bytes:
    body = b"VP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + (width - 1).to_bytes(3, "little")
    body += (height - 1).to_bytes(3, "little") + saved(picture(mode="RGBA"), "WEBP", lossless=True)[12:]
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def sixteen_bits(samples: int, photometric: int, planes: int) -> bytes:
    """A 16-bit TIFF of eight by eight pixels, in one stretch or plane by plane."""
    tags: dict[int, tuple[int, int, int]] = {
        256: (4, 1, 8), 257: (4, 1, 8), 259: (3, 1, 1), 262: (3, 1, photometric), 277: (3, 1, samples),
        278: (4, 1, 8), 284: (3, 1, planes),
    }  # fmt: skip
    strips = samples if planes == 2 else 1
    each = 128 * samples // strips
    behind = 8 + 2 + 12 * (len(tags) + 3) + 4
    lists = behind + 2 * samples + 2 * samples % 4
    data_at = lists + 8 * strips
    tags[258] = (3, samples, behind)
    tags[273] = (4, strips, lists if strips > 1 else data_at)
    tags[279] = (4, strips, lists + 4 * strips if strips > 1 else each)
    body = struct.pack(f"<{samples}H", *[16] * samples).ljust(lists - behind, b"\0")
    body += struct.pack(f"<{strips}I", *(data_at + each * number for number in range(strips)))
    body += struct.pack(f"<{strips}I", *[each] * strips)
    body += b"".join(struct.pack("<H", (number * 977) % 65536) for number in range(64 * samples))
    return tiff(tags, body)


GOOD: Final = picture()
CASES: Final[list[Case]] = [
    case("PNG of 1.6 thousand million pixels", "b.png", lambda: png_bomb(40_000, 40_000), KEPT, FAILED),
    case("PNG with a side of 2³¹-1", "b.png", png(chunk(b"IDAT", b"x"), width=2**31 - 1), KEPT, FAILED),
    case("PNG that unpacks to far more than it shows", "b.png", lambda: png_bomb(64, 64), SHOWN, FAILED),
    case("PNG without pixels", "b.png", png(width=0), REFUSED, FAILED),
    case("PNG without data", "b.png", png(), KEPT, FAILED),
    case("PNG of only a signature", "b.png", b"\x89PNG\r\n\x1a\n", REFUSED, FAILED),
    case("PNG with a text bomb", "b.png", lambda: with_png_chunk(
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(80_000_000), 9))), SHOWN),
    case("PNG with a profile bomb", "b.png", lambda: with_png_chunk(
        chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(80_000_000), 9))), SHOWN, FAILED),
    case("PNG with ten thousand chunks", "b.png", lambda: with_png_chunk(*[chunk(b"tEXt", b"a\0b")] * 10_000), SHOWN),
    case("PNG with a chunk length of 4 GB", "b.png", saved(GOOD, "PNG")[:33] + b"\xff\xff\xff\xffIDAT", FAILED, KEPT),
    case("PNG with a wrong checksum", "b.png", saved(GOOD, "PNG")[:-20] + bytes(20), SHOWN, FAILED),
    case("PNG cut in the middle", "b.png", cut(saved(picture(400, 300), "PNG"), 0.5), SHOWN, FAILED),
    case("animated PNG that claims a million frames", "b.png", with_png_chunk(
        chunk(b"acTL", struct.pack(">II", 1_000_000, 0))), SHOWN, FAILED),
    case("JPEG with 3,000 scans", "b.jpg", lambda: jpeg_scans(3_000), FAILED),
    case("JPEG with 5,000 segments", "b.jpg", lambda: jpeg_with(0xFE, b"x", 5_000), FAILED, REFUSED),
    case("JPEG that claims 65,535 × 65,535", "b.jpg", jpeg_claiming(65_535, 65_535), KEPT, FAILED),
    case("JPEG that claims no height", "b.jpg", jpeg_claiming(64, 0), REFUSED, FAILED),
    case("JPEG with a comment that is a script", "b.jpg", jpeg_with(0xFE, b"<script>alert('canary')</script>"), SHOWN),
    case("JPEG with a segment length of nothing", "b.jpg", saved(GOOD, "JPEG")[:2] + b"\xff\xfe\0\0", REFUSED, FAILED),
    case("JPEG cut after a third", "b.jpg", cut(saved(picture(800, 600), "JPEG"), 0.34), SHOWN, FAILED),
    case("JPEG of only its beginning", "b.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", REFUSED, FAILED),
    case("JPEG with a profile of four megabytes of noise", "b.jpg", lambda: jpeg_with(
        0xE2, b"ICC_PROFILE\0\x01\x01" + b"acsp" * 12_000), SHOWN),
    case("JPEG with profile parts that contradict", "b.jpg", jpeg_with(0xE2, b"ICC_PROFILE\0\x09\x02xx", 20), SHOWN),
    case("JPEG in CMYK without a profile", "g.jpg", saved(picture(mode="CMYK"), "JPEG"), SHOWN),
    case("GIF that claims 65,535 × 65,535", "b.gif", gif_claiming(65_535, 65_535, frame=False), KEPT, FAILED),
    case("GIF with a frame of four thousand million pixels", "b.gif",
         gif_claiming(65_535, 65_535, frame=True), KEPT, FAILED),
    case("GIF with 3,000 frames", "b.gif", lambda: gif_frames(3_000), SHOWN),
    case("GIF that ends in its first block", "b.gif", saved(picture(mode="P"), "GIF")[:830], FAILED, SHOWN),
    case("GIF with a comment that is a script", "b.gif", saved(
        picture(mode="P"), "GIF", comment=b"<script>alert('canary')</script>"), SHOWN),
    case("WebP that claims 16,383 × 16,383", "b.webp", webp_claiming(16_383, 16_383), SHOWN, KEPT, FAILED),
    case("WebP whose RIFF is too long", "b.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 ", REFUSED, FAILED),
    case("WebP cut in the middle", "b.webp", cut(saved(picture(400, 300), "WEBP"), 0.5), SHOWN, REFUSED, FAILED),
    case("TIFF whose directory bites its tail", "b.tif", tiff_chain(1, loop=True), FAILED),
    case("TIFF of 5,000 directories", "b.tif", lambda: tiff_chain(5_000, loop=False), FAILED),
    case("TIFF whose directories go round", "b.tif", tiff_chain(50, loop=True), FAILED),
    case("TIFF of 100,000 × 100,000", "b.tif", plain_tiff(100_000, 100_000), KEPT, FAILED),
    case("TIFF with a strip outside the file", "b.tif", plain_tiff(64, 64, t273=(4, 1, 0xFFFFFFF0)), FAILED),
    case("TIFF with 2³¹ strips", "b.tif", plain_tiff(64, 64, t273=(4, 2**31, 8)), FAILED),
    case("TIFF with 65,535 samples", "b.tif", plain_tiff(64, 64, t277=(3, 1, 65_535)), FAILED),
    case("TIFF with a directory far behind", "b.tif", struct.pack("<2sHI", b"II", 42, 0xFFFFFFF0), FAILED),
    case("TIFF with negative numbers", "b.tif", plain_tiff(64, 64, t256=(9, 1, 0xFFFFFFFF)), FAILED, KEPT),
    case("TIFF of only a header", "b.tif", b"II*\0\x08\0\0\0", FAILED),
    case("BigTIFF", "b.tif", b"II+\0\x08\0\0\0" + bytes(16), FAILED),
    case("TIFF in LAB", "g.tif", saved(picture().convert("LAB"), "TIFF"), SHOWN),
    case("TIFF with three pages", "g.tif", saved(
        GOOD, "TIFF", save_all=True, append_images=[picture(30, 20), picture(20, 30)]), SHOWN),
    case("TIFF with 16 bits for each color", "g.tif", sixteen_bits(3, 2, 1), SHOWN),
    case("TIFF with 16 bits, plane by plane", "g.tif", sixteen_bits(3, 2, 2), SHOWN),
    case("TIFF in CMYK with 16 bits", "g.tif", sixteen_bits(4, 5, 1), SHOWN),
    case("AVIF cut in the middle", "b.avif", lambda: cut(saved(picture(200, 100), "AVIF"), 0.6), FAILED, SHOWN, KEPT),
    case("AVIF of nothing but boxes", "b.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(64), FAILED, KEPT),
    case("HEIC of nothing but boxes", "b.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), FAILED, KEPT),
    case("picture of one pixel", "g.png", saved(picture(1, 1), "PNG"), SHOWN),
    case("picture of one column", "g.png", lambda: saved(picture(1, 30_000), "PNG"), SHOWN),
    case("gray picture with 16 bits", "g.png", saved(Image.new("I;16", (20, 20), 40_000), "PNG"), SHOWN),
    case("palette with transparency", "g.png", saved(picture(mode="P"), "PNG", transparency=3), SHOWN),
    case("Photoshop file with layers claimed", "b.psd", b"8BPS\0\x01" + bytes(6) + struct.pack(
        ">HIIHH", 3, 300_000, 300_000, 8, 3) + bytes(12), KEPT, FAILED),
    case("Photoshop file with a flattened picture", "g.psd", b"8BPS\0\x01" + bytes(6) + struct.pack(
        ">HIIHH", 3, 40, 60, 8, 3) + bytes(12) + b"\0\0" + bytes(range(200)) * 36, SHOWN),
    case("Photoshop file of only a header", "b.psd", b"8BPS\0\x01" + bytes(6), KEPT, FAILED),
]  # fmt: skip

"""Opening and decoding: one named decoder per type, bounds first, shrink while decoding, damage noticed.

Pillow without a list of formats would try them all: a PostScript file named `.jpg` would start Ghostscript.
"""

import mmap
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import UnsupportedOperation
from pathlib import Path
from typing import BinaryIO

import pi_heif
from PIL import AvifImagePlugin, Image, ImageChops, ImageCms, ImageFile, UnidentifiedImageError

from assets.renditions import bounds, planes
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.presets import Preset

FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/gif": "GIF",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
    "image/avif": "AVIF",
}
COMPOSITE = "composite of image/vnd.adobe.photoshop"
"""The flattened picture that Photoshop keeps in its files for other programs. Layers are never read."""
DECODERS = {**FORMATS, COMPOSITE: "PSD"}
MAX_PAGE = 100
COUNT_STOP = 2_000
ORIENTATION_TAG = 0x0112
# These decoders turn the picture and swap its sides themselves; turning it again would be wrong.
UPRIGHT = frozenset({"HEIF", "TIFF"})
MAX_PROFILE_BYTES = 4 * 1024 * 1024
ENOUGH = 0.1
SIDEWAYS = 5  # orientations from here on swap width and height
DECODER_ERRORS = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError, struct.error)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Pixels in the size that the decoder gave, not yet turned by `orientation` (1-8).

    `width` and `height` are those of the upright original.
    """

    image: Image.Image
    orientation: int
    profile: bytes | None
    width: int
    height: int
    truncated: bool


def warm_up() -> None:
    """Load the decoders once, before the first fork, each with one thread: a child has one processor's time."""
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    Image.init()


def specimen(form: str, path: Path) -> None:
    """Write a small picture with a profile and a camera's name, to warm up with."""
    exif = Image.Exif()
    exif[ORIENTATION_TAG], exif[0x010F] = 6, "-"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (64, 48), "#336699").save(path, form, exif=exif, icc_profile=profile)


def decode(source: BinaryIO, *, media_type: str, preset: Preset, page: int = 1) -> Decoded:
    """The first picture of the file, or that of a `page`, in a size from which `preset` can be made.

    A file that ends too early is decoded as far as it goes, if that is at least a tenth of it.
    """
    form = DECODERS.get(media_type)
    if form is None:
        raise NotRenderable(Refusal.TYPE, media_type)
    if form == "JPEG":
        _check_markers(source)
    try:
        return _attempt(source, form, preset, page, tolerant=False)
    except UnidentifiedImageError as error:
        raise NotRenderable(Refusal.UNREADABLE, "no header that the decoder knows") from error
    except DECODER_ERRORS as error:
        damage = f"{type(error).__name__}: {error}"
    try:
        return _attempt(source, form, preset, page, tolerant=True)
    except DECODER_ERRORS as error:
        raise NotRenderable(Refusal.UNREADABLE, damage) from error


def _attempt(source: BinaryIO, form: str, preset: Preset, page: int, *, tolerant: bool) -> Decoded:
    source.seek(0)
    with _pillow(tolerant=tolerant):
        image: Image.Image = Image.open(source, formats=[form])
        _turn_to(image, page)
        bounds.check_header(image)
        orientation = 1 if form in UPRIGHT else _orientation(image)
        width, height = image.size[::-1] if orientation >= SIDEWAYS else image.size
        wanted = preset.smallest_source(width, height)
        image.draft(None, wanted[::-1] if orientation >= SIDEWAYS else wanted)
        image = planes.merged(source, image) if form == "TIFF" and planes.has_wide_planes(image) else image
        image.load()
        if tolerant and _share_decoded(image) < ENOUGH:
            raise NotRenderable(Refusal.DAMAGED)
        return Decoded(
            image=image,
            orientation=orientation,
            profile=_profile(image),
            width=width,
            height=height,
            truncated=tolerant,
        )


def _turn_to(image: Image.Image, page: int) -> None:
    """Go to a page of a file that has several, from 1; only TIFF files have pages."""
    if page == 1:
        return
    if image.format != "TIFF" or not 1 <= page <= MAX_PAGE:
        raise NotRenderable(Refusal.PAGE, str(page))
    try:
        image.seek(page - 1)
    except EOFError as error:
        raise NotRenderable(Refusal.PAGE, str(page)) from error


def pictures_in(source: BinaryIO) -> int | None:
    """How many pictures a TIFF chains, none for one; counting stops at 2,000 and where the chain bites its tail."""
    source.seek(0)
    head = source.read(8)
    order = "<" if head[:2] == b"II" else ">"
    if len(head) < 8 or head[2:4] not in {b"*\0", b"\0*"}:
        return None
    at, seen = struct.unpack(order + "I", head[4:])[0], set[int]()
    while at and at not in seen and len(seen) < COUNT_STOP:
        source.seek(at)
        entries = source.read(2)
        if len(entries) < 2:
            break
        source.seek(at + 2 + 12 * struct.unpack(order + "H", entries)[0])
        following = source.read(4)
        seen.add(at)
        at = struct.unpack(order + "I", following)[0] if len(following) == 4 else 0
    return len(seen) if len(seen) > 1 else None


@contextmanager
def _pillow(*, tolerant: bool) -> Iterator[None]:
    """Pillow's global switches for one picture: its own pixel limit, and what to do with a file that ends early."""
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = bounds.MAX_PIXELS, tolerant
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotRenderable(Refusal.PIXELS) from error
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_markers(source: BinaryIO) -> None:
    source.seek(0)
    try:
        with mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
            bounds.check_jpeg_markers(data)
    except UnsupportedOperation:
        bounds.check_jpeg_markers(source.read())


def _orientation(image: Image.Image) -> int:
    """The turn that the file asks for, 1 when it asks for nothing or nonsense."""
    try:
        found = image.getexif().get(ORIENTATION_TAG, 1)
    except DECODER_ERRORS:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _profile(image: Image.Image) -> bytes | None:
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) and 0 < len(profile) <= MAX_PROFILE_BYTES else None


def _share_decoded(image: Image.Image) -> float:
    """How much of the height holds a picture; a decoder leaves the rows that it never got in one color."""
    rows = image.resize((16, 256), Image.Resampling.NEAREST).convert("RGB")
    fill = Image.new("RGB", rows.size, rows.getpixel((0, 255)))
    box = ImageChops.difference(rows, fill).getbbox()
    return 0.0 if box is None else box[3] / 256

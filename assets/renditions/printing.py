"""Files for print shops: TIFF and PDF with the profile of their colors inside, in sRGB or in the inks of a press.

CMYK is made by the ICC profile of the printing condition that the operator names, relative colorimetric with black
point compensation, as print shops do it. Without such a profile there is no CMYK: guessed inks look wrong on paper, and
nobody would know why.
"""

import zlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms

from assets.renditions.channels import ChannelPreset
from assets.renditions.errors import NotRenderable, Refusal

if TYPE_CHECKING:
    import pikepdf

POINTS_PER_INCH = 72
DEFAULT_DPI = 300
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
DATE = slice(24, 36)
ID = slice(84, 100)


@cache
def srgb() -> bytes:
    """The sRGB profile, always the same bytes: without the time at which it was made, and the ID over it."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[DATE] = bytes.fromhex("07d000010001000000000000")
    profile[ID] = bytes(16)
    return bytes(profile)


def check_profile(profile: bytes) -> str:
    """The name of a printing condition's profile. `ValueError` when it is no CMYK profile that can be printed with."""
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), opened, "RGB", "CMYK")
    except (ImageCms.PyCMSError, OSError) as error:
        raise ValueError("no CMYK profile") from error
    return str(opened.profile.profile_description or "CMYK").strip()


def inks_of(image: Image.Image, source: bytes | None, press: bytes | None) -> Image.Image:
    """The picture in the inks of the press; from its own profile if it has one, else from sRGB."""
    if press is None:
        raise NotRenderable(Refusal.NO_PROFILE)
    colors = image if image.mode == "CMYK" else image.convert("RGB")
    if image.mode == "CMYK" and source is None:
        raise NotRenderable(Refusal.NO_PROFILE, "CMYK without a profile")
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(source)) if source else ImageCms.createProfile("sRGB")
        target = ImageCms.ImageCmsProfile(BytesIO(press))
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        transform = ImageCms.buildTransform(own, target, colors.mode, "CMYK", intent, FLAGS)
        made = ImageCms.applyTransform(colors, transform)
    except (ImageCms.PyCMSError, OSError) as error:
        raise NotRenderable(Refusal.NO_PROFILE, str(error)[:100]) from error
    if made is None:
        raise NotRenderable(Refusal.NO_PROFILE)
    return made


def tiff(image: Image.Image, profile: bytes, preset: ChannelPreset) -> bytes:
    """LZW, which every print shop reads, with resolution and profile."""
    out = BytesIO()
    dpi = preset.dpi or DEFAULT_DPI
    image.save(out, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi), icc_profile=profile if image.mode != "L" else None)
    return out.getvalue()


def pdf(image: Image.Image, profile: bytes, preset: ChannelPreset) -> bytes:
    """One page of the picture's size at its resolution; the picture is stored without loss, its profile beside it."""
    import pikepdf  # only children of the sandbox make documents

    scale = POINTS_PER_INCH / (preset.dpi or DEFAULT_DPI)
    width, height = (round(side * scale, 4) for side in image.size)
    colors = image if image.mode == "CMYK" else image.convert("RGB")
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(width, height))
        page.trimbox = page.mediabox
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=_picture(document, colors, profile)))
        page.Contents = document.make_stream(f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode())
        out = BytesIO()
        document.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def _picture(document: "pikepdf.Pdf", image: Image.Image, profile: bytes) -> "pikepdf.Object":
    import pikepdf

    components = len(image.getbands())
    space = document.make_stream(profile)
    space.N = components
    space.Alternate = pikepdf.Name.DeviceCMYK if components == 4 else pikepdf.Name.DeviceRGB
    picture = pikepdf.Stream(document, zlib.compress(image.tobytes(), 6))
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = *image.size, 8
    picture.ColorSpace = pikepdf.Array([pikepdf.Name.ICCBased, document.make_indirect(space)])
    picture.Filter = pikepdf.Name.FlateDecode
    return document.make_indirect(picture)

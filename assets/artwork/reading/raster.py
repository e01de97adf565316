"""Artwork as pixels: TIFF, PNG, JPEG. Its size in print is what it is asked to be; its lines and letters are pixels."""

import io
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageCms

from assets.artwork.products import ColorSpace
from assets.artwork.reading.facts import MM_PER_INCH, WHOLE, Facts, Form, ImageUse, Unreadable, Unseen
from assets.artwork.reading.pdf import FinalSize
from assets.artwork.reading.pictures import ink_of

FORMATS: Final = {"image/tiff": "TIFF", "image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
MOST_PIXELS: Final = 200_000_000
_KINDS: Final = {
    "1": ColorSpace.GRAY, "L": ColorSpace.GRAY, "LA": ColorSpace.GRAY, "I;16": ColorSpace.GRAY, "I": ColorSpace.GRAY,
    "F": ColorSpace.GRAY, "RGB": ColorSpace.RGB, "RGBA": ColorSpace.RGB, "P": ColorSpace.RGB, "CMYK": ColorSpace.CMYK,
    "LAB": ColorSpace.LAB,
}  # fmt: skip
_EDGE: Final = 8
_PAPER: Final = 250


def read_raster(source: Path, media_type: str, final: FinalSize) -> Facts:
    """Measure a picture for its final size."""
    try:
        with Image.open(source, formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable("too-many-pixels")
            return _read(picture, final)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable("unreadable-picture") from error


def _read(picture: Image.Image, final: FinalSize) -> Facts:
    ratio = min(final.width_mm / picture.width, final.height_mm / picture.height)
    facts = Facts(Form.RASTER, picture.width * ratio, picture.height * ratio, pages=getattr(picture, "n_frames", 1))
    facts.images.append(ImageUse(MM_PER_INCH / ratio, WHOLE))
    kind = _KINDS.get(picture.mode)
    if kind is None:
        facts.unknown.add(Unseen.COLOR)
    else:
        facts.spaces[kind] = WHOLE
    facts.profile = _profile(picture)
    alpha = _alpha(picture)
    if alpha is not None and int(np.count_nonzero((alpha > 0) & (alpha < 255))):
        facts.transparency.append(WHOLE)
    if picture.mode == "CMYK":
        facts.more_ink(ink_of(picture), WHOLE)
    if kind is ColorSpace.GRAY:
        facts.more_ink(100.0, WHOLE)
    facts.painted_bleed_mm = 0.0 if _reaches_edge(picture, alpha) else None
    return facts


def _profile(picture: Image.Image) -> str | None:
    data = picture.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        return ImageCms.getProfileDescription(profile).strip()[:200] or "ICC"
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _alpha(picture: Image.Image) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None":
    if picture.mode in {"RGBA", "LA"}:
        return np.asarray(picture.getchannel("A"))
    if "transparency" in picture.info:
        return np.asarray(picture.convert("RGBA").getchannel("A"))
    return None


def _reaches_edge(picture: Image.Image, alpha: object) -> bool:
    """Whether something that is neither white nor transparent stands along an edge."""
    small = picture.convert("RGBA" if alpha is not None else "RGB").resize(
        (64 * _EDGE, 64 * _EDGE), Image.Resampling.BOX
    )
    paper = Image.new("RGB", small.size, (255, 255, 255))
    paper.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    values = np.asarray(paper)
    border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    return bool(np.mean(border.min(axis=1) < _PAPER) > 0.02)

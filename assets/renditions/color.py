"""Every rendition is sRGB without a profile; whatever the original was becomes that, or stays gray.

An embedded profile is followed (perceptual, black point compensation). A profile that moves no color by more than one
level is left alone: most photos are sRGB already, and the transform is the dearest step after decoding. Without a
profile RGB is sRGB, and CMYK goes through a fixed formula, since no profile may be shipped: each ink lets through
what full coverage of it shows on coated paper, and overprinted inks multiply. The same file always gives the same
color.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product

from PIL import Image, ImageChops, ImageCms

INTENT = ImageCms.Intent.PERCEPTUAL
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
PROBE_LEVELS = (0, 32, 64, 96, 128, 160, 192, 224, 255)
IDENTITY_TOLERANCE = 1

# sRGB of each ink at full coverage, offset print on coated paper: cyan, magenta, yellow, black.
INKS = ((0, 158, 224), (226, 0, 122), (255, 237, 0), (29, 29, 27))


@dataclass(frozen=True, slots=True)
class Colored:
    """The picture in L, RGB or RGBA; `profile_failed` when it had a profile that could not be used."""

    image: Image.Image
    profile_failed: bool = False


def to_srgb(image: Image.Image, profile: bytes | None) -> Colored:
    """The picture as sRGB. `profile` is the ICC profile as embedded, of at most a few megabytes."""
    failed = False
    if profile and image.mode in {"L", "RGB", "RGBA", "CMYK", "LAB"}:
        converted = _by_profile(image, profile)
        if converted is not None:
            return Colored(converted)
        failed = True
    return Colored(_without_profile(image), failed)


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The transformed picture, or nothing when the profile is broken or belongs to another kind of picture."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        described = source.profile.xcolor_space.strip()
        colors = image.convert("RGB") if alpha or (image.mode == "L" and described == "RGB") else image
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), colors.mode, "RGB", INTENT, FLAGS)
    except (ImageCms.PyCMSError, OSError):
        return None
    if colors.mode in {"RGB", "L"} and _is_identity(transform, colors.mode):
        return image
    result = ImageCms.applyTransform(colors, transform)
    if alpha is not None and result is not None:
        result.putalpha(alpha)
    return result


def _is_identity(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    levels = PROBE_LEVELS if mode == "RGB" else tuple(range(256))
    grid = [bytes(color) for color in product(levels, repeat=len(mode))] if mode == "RGB" else [bytes(levels)]
    probe = Image.frombytes(mode, (len(levels), len(levels) ** 2) if mode == "RGB" else (256, 1), b"".join(grid))
    moved = ImageCms.applyTransform(probe, transform)
    if moved is None:
        return False
    extrema = ImageChops.difference(moved, probe.convert("RGB")).getextrema()
    return all(high <= IDENTITY_TOLERANCE for _low, high in extrema)  # type: ignore[misc]  # three bands, three pairs


def _without_profile(image: Image.Image) -> Image.Image:
    match image.mode:
        case "L" | "RGB" | "RGBA":
            return image
        case "CMYK":
            return _inks_on_paper(image)
        case "LAB":
            lab = ImageCms.createProfile("LAB")
            transform = ImageCms.buildTransform(lab, ImageCms.createProfile("sRGB"), "LAB", "RGB", INTENT, FLAGS)
            return ImageCms.applyTransform(image, transform) or image.convert("RGB")
        case _:
            return image.convert("RGB")


def _inks_on_paper(image: Image.Image) -> Image.Image:
    """White paper, seen through cyan, magenta, yellow and black: the light that each lets through, multiplied."""
    inks = image.split()
    return Image.merge("RGB", [reduce(ImageChops.multiply, _passes(inks, channel)) for channel in range(3)])


def _passes(inks: Sequence[Image.Image], channel: int) -> Iterator[Image.Image]:
    """How much light of one channel each ink lets through where it lies."""
    for ink, full in zip(inks, INKS, strict=True):
        yield ink.point([255 - round(level * (255 - full[channel]) / 255) for level in range(256)])


def dominant(image: Image.Image) -> str:
    """The most frequent of eight colors of a 32 × 32 copy on white, as "#rrggbb"."""
    small = flattened(image).convert("RGB").resize((32, 32), Image.Resampling.BOX)
    palette_image = small.quantize(8, Image.Quantize.MEDIANCUT)
    counts = palette_image.histogram()
    index = counts.index(max(counts))
    red, green, blue = (palette_image.getpalette() or [255, 255, 255])[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def flattened(image: Image.Image) -> Image.Image:
    """The picture on white paper, without transparency."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, (255, 255, 255))
    paper.paste(image, mask=image.getchannel("A"))
    return paper

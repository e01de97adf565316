"""One decode, then each rendition from the one before."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from assets.renditions import color, opening, scaling
from assets.renditions.opening import Decoded
from assets.renditions.presets import PRESETS, Encoding, Preset
from assets.renditions.rendered import Caveat, Orientation, Rendered, RenderedFile

if TYPE_CHECKING:
    from assets.metadata import RightsFields

WEBP_METHOD = 4


def render(
    source: Path,
    out_dir: Path,
    *,
    media_type: str,
    presets: Sequence[Preset] = PRESETS,
    rights: "RightsFields | None" = None,
) -> Rendered:
    """Write every preset into `out_dir`, upright, in sRGB, with the rights fields and nothing else of the original.

    `media_type` is what the bytes were found to be. Raises `NotRenderable`; the same bytes give the same files.
    """
    with source.open("rb") as file:
        decoded = opening.decode(file, media_type=media_type, preset=presets[0])
    largest, profile_failed = _largest(decoded, presets[0])
    caveats = ((Caveat.TRUNCATED, decoded.truncated), (Caveat.PROFILE, profile_failed))
    return Rendered(
        color=color.dominant(largest),
        width=decoded.width,
        height=decoded.height,
        orientation=Orientation.of(decoded.width, decoded.height),
        files=tuple(_written(largest, out_dir, presets, rights)),
        warnings=tuple(caveat for caveat, holds in caveats if holds),
    )


def _largest(decoded: Decoded, preset: Preset) -> tuple[Image.Image, bool]:
    """The first rendition's pixels, upright and in sRGB, and whether an embedded profile could not be used.

    Scaled before it is converted and turned: both cost by the pixel.
    """
    pixels = scaling.continuous(decoded.image)
    pixels.info = {}  # else Pillow writes comment, EXIF and profile of the original into the rendition
    sideways = decoded.orientation >= opening.SIDEWAYS
    size = preset.size_for(decoded.width, decoded.height)
    size = size[::-1] if sideways else size
    small = scaling.reduced(pixels, size) if pixels.width > size[0] or pixels.height > size[1] else pixels
    colored = color.to_srgb(small, decoded.profile)
    return scaling.without_idle_alpha(scaling.upright(colored.image, decoded.orientation)), colored.profile_failed


def _written(
    largest: Image.Image, out_dir: Path, presets: Sequence[Preset], rights: "RightsFields | None"
) -> Iterator[RenderedFile]:
    image = largest
    for preset in presets:
        image = scaling.reduced(image, preset.size_for(*image.size))
        data = _encoded(image, preset)
        if rights is not None:
            from assets.metadata import write_rights

            data = write_rights(data, preset.encoding.value, rights)
        (out_dir / preset.file_name).write_bytes(data)
        yield RenderedFile(preset.name, preset.file_name, preset.encoding.value, *image.size, size_bytes=len(data))


def _encoded(image: Image.Image, preset: Preset) -> bytes:
    """The picture as a file without any metadata. No profile: sRGB is what readers assume."""
    out = BytesIO()
    match preset.encoding:
        case Encoding.JPEG:
            color.flattened(image).save(out, "JPEG", quality=preset.quality)
        case Encoding.WEBP:
            picture = image if preset.keeps_alpha else color.flattened(image)
            picture.save(out, "WEBP", quality=preset.quality, method=WEBP_METHOD)
    return out.getvalue()

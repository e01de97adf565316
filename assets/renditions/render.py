"""One decode, then each rendition from the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from assets import metadata
from assets.metadata import RightsFields
from assets.renditions import color, embedded, focal, looks, opening, pages, scaling
from assets.renditions import drawing as drawings
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.opening import Decoded
from assets.renditions.presets import PRESETS, Encoding, Preset
from assets.renditions.rendered import Caveat, FilmFacts, Orientation, Rendered, RenderedFile

WEBP_METHOD = 2  # half the time of method 4 for 3 percent more bytes


def render(
    source: Path,
    out_dir: Path,
    *,
    media_type: str,
    presets: Sequence[Preset] = PRESETS,
    rights: RightsFields | None = None,
    at_seconds: float | None = None,
) -> Rendered:
    """Write every preset into `out_dir`, upright, in sRGB, with the rights fields and nothing else of the original.

    `media_type` is what the bytes were found to be, `at_seconds` the moment of a film. Raises `NotRenderable`; the
    same bytes give the same files.
    """
    found = opened_picture(source, media_type, presets[0], at_seconds=at_seconds)
    decoded = found.decoded
    largest, profile_failed = _largest(decoded, presets[0])
    pyramid = _pyramid(largest, presets)
    files = [_written(image, preset, out_dir, rights) for image, preset in zip(pyramid, presets, strict=True)]
    return Rendered(
        color=color.dominant(pyramid[-1]),
        width=decoded.width,
        height=decoded.height,
        orientation=Orientation.of(decoded.width, decoded.height),
        files=tuple(files),
        warnings=(*found.caveats, *((Caveat.PROFILE,) if profile_failed else ())),
        focal=focal.guess(pyramid[-1]),
        pages=found.pages,
        film=found.film,
        looks=looks.of_picture(pyramid[-1]),
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """The picture of a file, what has to be said about it, and what opening it told about the whole file."""

    decoded: Decoded
    caveats: tuple[Caveat, ...] = ()
    pages: int | None = None
    film: FilmFacts | None = None


def decoded_picture(
    source: Path, media_type: str, preset: Preset, *, page: int = 1
) -> tuple[Decoded, tuple[Caveat, ...]]:
    """The picture of the file and what has to be said about it. Raises `NotRenderable`."""
    found = opened_picture(source, media_type, preset, page=page)
    return found.decoded, found.caveats


def opened_picture(
    source: Path, media_type: str, preset: Preset, *, page: int = 1, at_seconds: float | None = None
) -> Opened:
    """The first picture, page or frame that shows something, or the preview that the file carries."""
    if media_type.startswith("video/"):
        return _opened_film(source, media_type, at_seconds)
    if media_type == "application/pdf":
        found = pages.decode(source, preset, page=page)
        return Opened(found.decoded, pages=found.pages)
    with source.open("rb") as file:
        if media_type == "image/svg+xml":
            return _opened_drawing(file, preset)
        if media_type in opening.FORMATS:
            decoded = opening.decode(file, media_type=media_type, preset=preset, page=page)
            count = opening.pictures_in(file) if media_type == "image/tiff" else None
            return Opened(decoded, ((Caveat.TRUNCATED,) if decoded.truncated else ()), pages=count)
        return Opened(_carried_preview(source, file, media_type, preset), (Caveat.EMBEDDED_PREVIEW,))


def _carried_preview(source: Path, file: BinaryIO, media_type: str, preset: Preset) -> Decoded:
    """What a file that is never interpreted shows of itself: Photoshop's flattened picture, else a preview inside."""
    if media_type == "image/vnd.adobe.photoshop":
        try:
            return opening.decode(file, media_type=opening.COMPOSITE, preset=preset)
        except NotRenderable as refusal:
            if refusal.code in {Refusal.PIXELS, Refusal.SIDE, Refusal.BYTES}:
                raise
    return embedded.decode_preview(file, metadata.read(source).technical, preset)


def _opened_drawing(file: BinaryIO, preset: Preset) -> Opened:
    decoded, drawing = drawings.decode(file, preset)
    caveats = ((Caveat.FONT,) if drawing.has_text else ()) + ((Caveat.LEFT_OUT,) if drawing.left_something_out else ())
    return Opened(decoded, caveats)


def _opened_film(source: Path, media_type: str, at_seconds: float | None) -> Opened:
    """Through a module that only the server for films loads."""
    from assets.renditions import film

    decoded, facts = film.decode_poster(source, media_type, at_seconds)
    return Opened(decoded, film=facts)


def _largest(decoded: Decoded, preset: Preset) -> tuple[Image.Image, bool]:
    """The first rendition's pixels, upright and in sRGB, and whether an embedded profile could not be used.

    Scaled before it is converted and turned: both cost by the pixel.
    """
    pixels = scaling.continuous(decoded.image)
    pixels.info = {}  # else Pillow writes comment, EXIF and profile of the original into the rendition
    upright_size = pixels.size[::-1] if decoded.orientation >= opening.SIDEWAYS else pixels.size
    size = preset.size_for(*upright_size)
    small = scaling.reduced(pixels, size[::-1] if decoded.orientation >= opening.SIDEWAYS else size)
    colored = color.to_srgb(small, decoded.profile)
    return scaling.without_idle_alpha(scaling.upright(colored.image, decoded.orientation)), colored.profile_failed


def _pyramid(largest: Image.Image, presets: Sequence[Preset]) -> list[Image.Image]:
    """A picture for each preset, each made from the one before."""
    images = [largest]
    for preset in presets[1:]:
        images.append(scaling.reduced(images[-1], preset.size_from(*images[-1].size)))
    return images


def _written(image: Image.Image, preset: Preset, out_dir: Path, rights: RightsFields | None) -> RenderedFile:
    data = _encoded(image, preset)
    if rights is not None:
        data = metadata.write_rights(data, preset.encoding.value, rights)
    (out_dir / preset.file_name).write_bytes(data)
    return RenderedFile(preset.name, preset.file_name, preset.encoding.value, *image.size, size_bytes=len(data))


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

"""The maker for pictures: one decode no larger than needed, one Lanczos step from the part to its size, one encode.

What the original says about its rights goes along (rule W4), everything else stays behind.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

from PIL import Image, ImageColor

from assets import metadata
from assets.metadata import MediaType, RightsFields
from assets.renditions import bounds, color, printing, scaling
from assets.renditions.channels import ChannelPreset, ColorSpace, Size
from assets.renditions.copy import Crop
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.framing import Plan, plan
from assets.renditions.making import VIEW, VIEW_EDGE, Made, MakeParams, Progress
from assets.renditions.opening import SIDEWAYS, Decoded
from assets.renditions.presets import Encoding, Preset
from assets.renditions.render import decoded_picture
from assets.renditions.rendered import Caveat, RenderedFile

SUFFIXES = {"image/jpeg": "jpg", "image/tiff": "tif", "application/pdf": "pdf"}
VIEW_QUALITY = 70


def make(source: Path, params: MakeParams, out_dir: Path, progress: Progress) -> Made:
    """The rendition and its small view. Raises `NotRenderable`."""
    preset = params.channel_preset
    media_type = preset.media_type_for(params.media_type)
    if media_type not in SUFFIXES:
        raise NotRenderable(Refusal.TYPE, f"{params.preset} of {params.media_type}")
    decoded, caveats = _opened(source, params, preset)
    progress(40)
    goal = plan(preset, Size(decoded.width, decoded.height), crop=params.crop, on_canvas=params.canvas is not None)
    shown = _framed(decoded, goal, params)
    progress(60)
    view = _view(shown.image, params, out_dir)
    data = _encoded(shown, preset, str(media_type), params)
    progress(90)
    like, written = metadata.write_rights_like(
        data, str(media_type), RightsFields(), origin=metadata.Origin(source, params.media_type)
    )
    name = f"{params.preset}.{SUFFIXES[str(media_type)]}"
    (out_dir / name).write_bytes(like)
    file = RenderedFile(params.preset, name, str(media_type), *shown.image.size, size_bytes=len(like))
    warnings = (*caveats, *((Caveat.PROFILE,) if shown.profile_failed else ()))
    return Made((file, view), warnings, written.lost_manifest)


def _opened(source: Path, params: MakeParams, preset: ChannelPreset) -> tuple[Decoded, tuple[Caveat, ...]]:
    """The picture, the page, or the frame of a film: the one at the moment asked for, else one that shows something."""
    if params.media_type.startswith("video/") and params.at_seconds is not None:
        from assets.renditions import film  # only the server for films comes here

        return film.picture_at(source, params.media_type, params.at_seconds), ()
    return decoded_picture(source, params.media_type, _wanted(preset, params.crop), page=params.page)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The picture as it will be seen, upright in sRGB; `inks` is the same in CMYK when that was asked for."""

    image: Image.Image
    inks: Image.Image | None
    profile_failed: bool


def _wanted(preset: ChannelPreset, crop: Crop | None) -> Preset:
    """What the decoder must at least deliver of the whole, so that the part still has the pixels it needs."""
    share_width, share_height = (crop.width, crop.height) if crop else (1.0, 1.0)
    width = min(bounds.MAX_SIDE, int((preset.width or bounds.MAX_SIDE) / share_width) + 2)
    height = min(bounds.MAX_SIDE, int((preset.height or bounds.MAX_SIDE) / share_height) + 2)
    if crop:  # the part fills the box: the whole is as many times larger in both directions
        width, height = (bounds.MAX_SIDE, height) if share_width > share_height else (width, bounds.MAX_SIDE)
    return Preset(preset.code, Encoding.JPEG, width, height, quality=0)


def _framed(decoded: Decoded, goal: Plan, params: MakeParams) -> _Shown:
    """Cut and scaled as stored, then converted and turned: both cost by the pixel."""
    pixels = scaling.continuous(decoded.image)
    pixels.info = {}  # else Pillow writes comment, EXIF and profile of the original into the rendition
    turned = decoded.orientation >= SIDEWAYS
    box = _stored_box(params.crop, pixels, decoded.orientation)
    wanted = _no_larger(goal.size, box, turned=turned)
    size = (wanted.height, wanted.width) if turned else (wanted.width, wanted.height)
    small = pixels.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=scaling.REDUCING_GAP)
    colored = color.to_srgb(small, decoded.profile)
    image = _finished(colored.image, decoded.orientation, goal, params)
    inks = None
    if params.channel_preset.color is ColorSpace.CMYK:
        direct = printing.inks_of(small, decoded.profile, params.profile) if small.mode == "CMYK" else None
        upright = direct and scaling.upright(direct, decoded.orientation)
        inks = upright if upright and upright.size == image.size else printing.inks_of(image, None, params.profile)
    return _Shown(image, inks, colored.profile_failed)


def _no_larger(size: Size, box: tuple[float, float, float, float], *, turned: bool) -> Size:
    """The planned size, or what is really there: the preview inside a camera's file is smaller than its picture."""
    width, height = box[2] - box[0], box[3] - box[1]
    width, height = (height, width) if turned else (width, height)
    scale = min(1.0, (width + 1) / size.width, (height + 1) / size.height)
    if scale == 1.0:
        return size
    return Size(max(1, int(size.width * scale)), max(1, int(size.height * scale)))


def _stored_box(crop: Crop | None, picture: Image.Image, orientation: int) -> tuple[float, float, float, float]:
    """The part in the pixels as they are stored, to fractions of a pixel: the decoder may have shrunk them."""
    width, height = picture.size
    if crop is None:
        return 0.0, 0.0, float(width), float(height)
    across, down = (height, width) if orientation >= SIDEWAYS else (width, height)
    left, top = crop.x * across, crop.y * down
    right, bottom = min((crop.x + crop.width) * across, across), min((crop.y + crop.height) * down, down)
    boxes = {
        2: (width - right, top, width - left, bottom),
        3: (width - right, height - bottom, width - left, height - top),
        4: (left, height - bottom, right, height - top),
        5: (top, left, bottom, right),
        6: (top, height - right, bottom, height - left),
        7: (width - bottom, height - right, width - top, height - left),
        8: (width - bottom, left, width - top, right),
    }
    return boxes.get(orientation, (left, top, right, bottom))


def _finished(image: Image.Image, orientation: int, goal: Plan, params: MakeParams) -> Image.Image:
    """Upright, without transparency, in the middle of its canvas if there is one."""
    upright = color.flattened(scaling.upright(image, orientation))
    if goal.canvas is None or params.canvas is None:
        return upright
    paper = Image.new("RGB", (goal.canvas.width, goal.canvas.height), ImageColor.getrgb(params.canvas))
    paper.paste(upright.convert("RGB"), ((paper.width - upright.width) // 2, (paper.height - upright.height) // 2))
    return paper


def _view(image: Image.Image, params: MakeParams, out_dir: Path) -> RenderedFile:
    """What shows the frame to everybody who sees the asset: true in shape, too small to be used, rights inside."""
    small = image.copy()
    small.thumbnail((VIEW_EDGE, VIEW_EDGE), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "WEBP", quality=VIEW_QUALITY, method=2)
    data = out.getvalue()
    if params.rights is not None:
        data = metadata.write_rights(data, MediaType.WEBP, params.rights)
    (out_dir / f"{VIEW}.webp").write_bytes(data)
    return RenderedFile(VIEW, f"{VIEW}.webp", "image/webp", *small.size, size_bytes=len(data))


def _encoded(shown: _Shown, preset: ChannelPreset, media_type: str, params: MakeParams) -> bytes:
    image, profile = (shown.inks, params.profile) if shown.inks is not None else (shown.image, printing.srgb())
    match media_type:
        case "image/jpeg":
            return _jpeg(shown.image, preset)
        case "image/tiff":
            return printing.tiff(image, cast("bytes", profile), preset)
        case _:
            return printing.pdf(image, cast("bytes", profile), preset)


def _jpeg(image: Image.Image, preset: ChannelPreset) -> bytes:
    """No profile: sRGB is what readers assume."""
    out = BytesIO()
    more = {"dpi": (preset.dpi, preset.dpi)} if preset.dpi else {}
    image.save(out, "JPEG", quality=preset.quality or 82, **more)
    return out.getvalue()

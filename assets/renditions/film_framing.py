"""Frames of a film as a channel shows them: the same part of each, at the size of the preset, or all of it on an area.

Loaded by the server for films only. Sizes are even, as encoders of films want them.
"""

import math

import av
import msgspec
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image, ImageColor

from assets.renditions import film
from assets.renditions.rendered import Share


class Framing(msgspec.Struct, frozen=True):
    """The part in shares of the upright frame, its size in pixels, and the area around it if there is one."""

    width: int
    height: int
    x: Share = 0.0
    y: Share = 0.0
    share_width: Share = 1.0
    share_height: Share = 1.0
    canvas_width: int | None = None
    canvas_height: int | None = None
    color: str = "#ffffff"


def framed(frame: VideoFrame, stream: VideoStream, wanted: Framing) -> VideoFrame:
    """The frame cut, scaled and laid on its area."""
    size = (_even(wanted.width), _even(wanted.height))
    whole = (math.ceil(size[0] / wanted.share_width), math.ceil(size[1] / wanted.share_height))
    fit = whole[::-1] if film.turn_of(stream, frame) in {90, 270} else whole
    image = film.image_of(frame, stream, fit=fit)
    left, top = wanted.x * image.width, wanted.y * image.height
    right = min(image.width, left + wanted.share_width * image.width)
    bottom = min(image.height, top + wanted.share_height * image.height)
    picture = image.resize(size, Image.Resampling.BILINEAR, box=(left, top, right, bottom))
    made: VideoFrame = av.VideoFrame.from_image(_on_canvas(picture, wanted))  # type: ignore[no-untyped-call]  # by PyAV
    return made.reformat(format="yuv420p")


def _on_canvas(picture: Image.Image, wanted: Framing) -> Image.Image:
    if wanted.canvas_width is None or wanted.canvas_height is None:
        return picture
    size = (_even(wanted.canvas_width), _even(wanted.canvas_height))
    paper = Image.new("RGB", size, ImageColor.getrgb(wanted.color))
    paper.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    return paper


def _even(pixels: int) -> int:
    return max(2, pixels // 2 * 2)

"""Films: what they say of themselves, and single frames of them, through FFmpeg's libraries.

Loaded only by the sandbox's server for films (`assets.sandbox.film_jobs`): nothing else of the program imports `av`.
The container is the one that the bytes were found to be, never guessed: a play list or a concat script named `.mp4`
is opened as MP4 and is none (security rule 28). Tracks in other files are not followed, no address is opened, and only
the codecs listed here are started.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image, ImageStat

from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.opening import Decoded
from assets.renditions.rendered import FilmFacts

DEMUXERS: Final = {"video/mp4": "mov", "video/quicktime": "mov", "video/webm": "matroska"}
_PICTURE_CODECS: Final = (
    "h264 hevc mpeg4 mjpeg png prores aic dnxhd cfhd vp8 vp9 libdav1d av1 h263 svq1 svq3 mpeg2video qtrle rawvideo "
    "libvpx libvpx-vp9"
)
_SOUND_CODECS: Final = (
    "aac mp3 mp3float ac3 eac3 opus libopus vorbis flac alac pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le "
    "pcm_s32be pcm_f32le pcm_f32be pcm_u8 pcm_s8 pcm_alaw pcm_mulaw adpcm_ima_qt qdm2 amrnb amrwb"
)
PICTURE_CODECS: Final = frozenset(_PICTURE_CODECS.split())
SOUND_CODECS: Final = frozenset(_SOUND_CODECS.split())
MAX_SECONDS: Final = 24 * 3600
MAX_SIDE: Final = 8192
MAX_STREAMS: Final = 20
MAX_FRAME_RATE: Final = 240
MAX_TRIES: Final = 400
"""Packets without a picture that are looked at for one frame."""
POSTER_AT: Final = (0.1, 0.3, 0.5, 0.0)
"""Shares of the duration at which a frame that shows something is looked for."""
FLAT: Final = 6.0
"""Standard deviation of gray levels below which a frame shows nothing: black, white, a fade."""
OPTIONS: Final = {
    "protocol_whitelist": "file", "codec_whitelist": ",".join(sorted(PICTURE_CODECS | SOUND_CODECS)),
    "probesize": "5000000", "analyzeduration": "5000000", "max_streams": "40",
}  # fmt: skip
ERRORS: Final = (av.FFmpegError, OSError, ValueError, OverflowError, EOFError, ZeroDivisionError, StopIteration)


@contextmanager
def opened(source: Path, media_type: str) -> Iterator[InputContainer]:
    """The container, bounds checked, one thread for each decoder. Raises `NotRenderable`."""
    form = DEMUXERS.get(media_type)
    if form is None:
        raise NotRenderable(Refusal.TYPE, media_type)
    try:
        container = av.open(str(source), format=form, options=OPTIONS, metadata_errors="replace")
    except ERRORS as error:
        raise NotRenderable(Refusal.UNREADABLE, type(error).__name__) from error
    try:
        _check(container)
        for stream in (*container.streams.video, *container.streams.audio):
            if stream.codec_context is not None:  # else a codec that nobody knows
                stream.codec_context.thread_count = 1
        yield container
    finally:
        container.close()


def picture_stream(container: InputContainer) -> VideoStream:
    """The first track of moving pictures whose codec is among those started. Raises `NotRenderable`."""
    for stream in container.streams.video:
        if stream.codec_context is not None and stream.codec_context.name in PICTURE_CODECS:
            return stream
    raise NotRenderable(Refusal.TYPE, "no track of moving pictures that can be shown")


def facts_of(container: InputContainer) -> FilmFacts:
    """What people ask of a film: how long, how large, which codecs, sound or not."""
    stream = picture_stream(container)
    rate = stream.average_rate or stream.guessed_rate or Fraction(0)
    sound = container.streams.audio[0] if container.streams.audio else None
    turn = _turn(stream)
    width, height = display_size(stream)
    sideways = turn in {90, 270}
    return FilmFacts(
        duration_seconds=duration(container),
        codec=stream.codec_context.name[:40],
        width=height if sideways else width,
        height=width if sideways else height,
        rotation=turn,
        frame_rate=round(float(rate), 3) if 0 < rate <= MAX_FRAME_RATE else None,
        has_sound=sound is not None,
        sound_codec=sound.codec_context.name[:40] if sound is not None and sound.codec_context is not None else "",
    )


def duration(container: InputContainer) -> float | None:
    """Seconds, none where the container does not say or says nonsense."""
    micros = container.duration
    if micros is None or not 0 < micros <= MAX_SECONDS * 1_000_000:
        return None
    return round(micros / 1_000_000, 3)


def display_size(stream: VideoStream) -> tuple[int, int]:
    """Width and height with square pixels, before turning."""
    width, height = stream.codec_context.width, stream.codec_context.height
    shape = stream.sample_aspect_ratio or Fraction(1)
    if not Fraction(1, 8) <= shape <= 8:
        shape = Fraction(1)
    return min(MAX_SIDE, max(1, round(width * shape))), height


def decode_poster(source: Path, media_type: str, at_seconds: float | None = None) -> tuple[Decoded, FilmFacts]:
    """The key frame before a moment, else a frame that shows something, upright, and the film's facts.

    Raises `NotRenderable`.
    """
    with opened(source, media_type) as container:
        facts = facts_of(container)
        best = None if at_seconds is None else _frame_or_none(container, at_seconds)
        for share in POSTER_AT if best is None else ():
            image = _frame_or_none(container, (facts.duration_seconds or 0.0) * share)
            if image is not None and _shows_something(image):
                best = image
                break
            best = best or image
        if best is None:
            raise NotRenderable(Refusal.NO_FRAME)
    return as_decoded(best), facts


def picture_at(source: Path, media_type: str, seconds: float) -> Decoded:
    """The frame nearest before that moment, upright. Raises `NotRenderable`."""
    with opened(source, media_type) as container:
        image = _frame_or_none(container, seconds, exact=True)
        if image is None:
            raise NotRenderable(Refusal.NO_FRAME)
        return as_decoded(image)


def as_decoded(image: Image.Image) -> Decoded:
    return Decoded(image=image, orientation=1, profile=None, width=image.width, height=image.height, truncated=False)


def frames_from(container: InputContainer, stream: VideoStream, seconds: float) -> Iterator[VideoFrame]:
    """Frames in order from the key frame before `seconds`; packets that cannot be decoded are passed over."""
    if seconds > 0 and stream.time_base:
        container.seek(int(seconds / stream.time_base) + (stream.start_time or 0), stream=stream, backward=True)
    elif seconds <= 0:
        container.seek(stream.start_time or 0, stream=stream, backward=True)
    tries = 0
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.FFmpegError:
            frames = []
        for frame in frames:
            if frame.width > MAX_SIDE or frame.height > MAX_SIDE:  # a stream may change its mind on the way
                raise NotRenderable(Refusal.SIDE)
            yield frame
        tries = 0 if frames else tries + 1
        if tries > MAX_TRIES:
            return


def image_of(frame: VideoFrame, stream: VideoStream, *, fit: tuple[int, int] | None = None) -> Image.Image:
    """The frame as RGB with square pixels, upright; within `fit` (before turning) when given."""
    width, height = display_size(stream)
    if fit is not None:
        scale = min(1.0, fit[0] / width, fit[1] / height)
        width, height = max(2, round(width * scale)), max(2, round(height * scale))
    scaled = frame.reformat(width=width, height=height, format="rgb24")
    image: Image.Image = scaled.to_image()  # type: ignore[no-untyped-call]  # not annotated by PyAV
    return upright(image, _turn(stream, frame))


def upright(image: Image.Image, turn: int) -> Image.Image:
    """Turned by `turn` degrees clockwise."""
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return image.transpose(turns[turn]) if turn in turns else image


def seconds_of(frame: VideoFrame, stream: VideoStream) -> float:
    """When the frame is shown, from the beginning of the film."""
    if frame.pts is None or frame.time_base is None:
        return 0.0
    start = (stream.start_time or 0) * float(stream.time_base or 0)
    return max(0.0, float(frame.pts * frame.time_base) - start)


def turn_of(stream: VideoStream, frame: VideoFrame) -> int:
    """Degrees clockwise by which the film is to be turned for showing."""
    return _turn(stream, frame)


def _check(container: InputContainer) -> None:
    """Refuse by what the headers say (security rule 23)."""
    if len(container.streams) > MAX_STREAMS:
        raise NotRenderable(Refusal.STREAMS, str(len(container.streams)))
    micros = container.duration
    if micros is not None and micros > MAX_SECONDS * 1_000_000:
        raise NotRenderable(Refusal.DURATION)
    for stream in container.streams.video:
        context = stream.codec_context
        if context is not None and max(context.width, context.height) > MAX_SIDE:
            raise NotRenderable(Refusal.SIDE, f"{context.width} × {context.height}")


def _frame_or_none(container: InputContainer, seconds: float, *, exact: bool = False) -> Image.Image | None:
    stream = picture_stream(container)
    last: VideoFrame | None = None
    try:
        for frame in frames_from(container, stream, seconds):
            last = frame
            if not exact or seconds_of(frame, stream) >= seconds - 0.001:
                break
    except ERRORS:
        if last is None:
            return None
    if last is None or last.width < 1 or last.height < 1:
        return None
    try:
        return image_of(last, stream)
    except ERRORS:
        return None


def _shows_something(image: Image.Image) -> bool:
    small = image.convert("L").resize((64, 64), Image.Resampling.BOX)
    return math.sqrt(ImageStat.Stat(small).var[0]) > FLAT


def _turn(stream: VideoStream, frame: VideoFrame | None = None) -> int:
    """Degrees clockwise by which the film is to be turned; the container's matrix, in quarters."""
    said = frame.rotation if frame is not None else _stated_turn(stream)
    return round(-said / 90) % 4 * 90


def _stated_turn(stream: VideoStream) -> float:
    """The turn that the container states for the track, read from its first frame: the header alone is not offered."""
    container = stream.container
    try:
        for frame in frames_from(container, stream, 0):  # type: ignore[arg-type]  # opened for reading
            return float(frame.rotation)
    except ERRORS:
        return 0.0
    return 0.0

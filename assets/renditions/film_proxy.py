"""The film for watching in the browser: H.264 and AAC, 720 lines at most, made in parts.

A child has two minutes of processor time, a film may need an hour: each part of some seconds is encoded by a child of
its own, the sound by another, and the last one only copies packets into one file that plays while it loads. So every
child keeps its limits, progress is known, and a poison second ends one child. Without an encoder for H.264 in the
libraries the same is made as VP9 and Opus in WebM. Loaded by the server for films only.
"""

from collections.abc import Iterator
from fractions import Fraction
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import av
import msgspec
from av.container import InputContainer, OutputContainer

from assets.renditions import film
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.film_framing import Framing, framed
from assets.renditions.rendered import RenderedFile

if TYPE_CHECKING:
    Packet = av.Packet[Any]

PRESET: Final = "film-proxy"
LINES: Final = 720
LONG_SIDE: Final = 1280
PART_SECONDS: Final = 12.0
MAX_SECONDS: Final = 2 * 3600
"""Longer films have poster and storyboard; whoever wants to watch them loads the film."""
MAX_FRAME_RATE: Final = 30
SOUND_RATE: Final = 48_000
SOUND_BITS: Final = 128_000
CLOCK: Final = Fraction(1, 90_000)

PartName = Annotated[str, msgspec.Meta(pattern=r"^(part-[0-9]{4}|sound)\.(mp4|webm)$")]


class PartParams(msgspec.Struct, frozen=True):
    """Which seconds of the film, and the number of the part, from 0; `framing` for a channel instead of watching."""

    media_type: str
    number: Annotated[int, msgspec.Meta(ge=0, le=9_999)]
    start: Annotated[float, msgspec.Meta(ge=0)]
    end: Annotated[float, msgspec.Meta(ge=0)]
    framing: Framing | None = None


class Part(msgspec.Struct, frozen=True):
    """A file in the output folder; no name when there was nothing in this stretch."""

    name: PartName | None
    frames: int


class JoinParams(msgspec.Struct, frozen=True):
    """The parts in order and, if there is any, the sound. `media_type` is the original's and decides nothing."""

    media_type: str
    parts: tuple[PartName, ...]
    sound: PartName | None = None


class Encoding(msgspec.Struct, frozen=True):
    """How films for watching are written."""

    suffix: str
    media_type: str
    picture: str
    sound: str
    options: dict[str, str]


H264: Final = Encoding(
    "mp4", "video/mp4", "libx264", "aac",
    {"preset": "veryfast", "crf": "24", "profile": "high", "threads": "1", "maxrate": "3M", "bufsize": "6M"},
)  # fmt: skip
VP9: Final = Encoding(
    "webm", "video/webm", "libvpx-vp9", "libopus",
    {"deadline": "realtime", "cpu-used": "8", "crf": "36", "b:v": "0", "threads": "1"},
)  # fmt: skip


def encoding() -> Encoding:
    """H.264 where the libraries can write it."""
    try:
        av.codec.Codec(H264.picture, "w")
    except av.codec.codec.UnknownCodecError:
        return VP9
    return H264


def make_part(source: Path, params: PartParams, out_dir: Path) -> Part:
    """The pictures from `start` until before `end`. Raises `NotRenderable`."""
    chosen = encoding()
    name = f"part-{params.number:04}.{chosen.suffix}"
    with film.opened(source, params.media_type) as container:
        frames = _frames(container, params)
        first = next(frames, None)
        if first is None:
            return Part(None, 0)
        try:
            with av.open(str(out_dir / name), "w", format=chosen.suffix) as out:
                count = _encode(out, chosen, first, frames)
        except av.FFmpegError as error:
            raise NotRenderable(Refusal.UNREADABLE, type(error).__name__) from error
    return Part(name, count)


Timed = tuple[float, av.VideoFrame]


def _frames(container: InputContainer, params: PartParams) -> Iterator[Timed]:
    """Upright frames of the stretch in the size of the proxy, at most thirty a second, with their moments."""
    stream = film.picture_stream(container)
    last = -1.0
    for frame in film.frames_from(container, stream, params.start):
        moment = film.seconds_of(frame, stream)
        if moment >= params.end:
            return
        if moment < params.start - 1e-6 or moment - last < 1 / MAX_FRAME_RATE - 0.004:
            continue
        last = moment
        yield moment, framed(frame, stream, params.framing) if params.framing else _sized(frame, stream)


def _sized(frame: av.VideoFrame, stream: "av.VideoStream") -> av.VideoFrame:
    """The frame in even numbers of pixels, as encoders want it; turned ones take the way through RGB."""
    turn = film.turn_of(stream, frame)
    width, height = film.display_size(stream)
    if turn in {90, 270}:
        width, height = height, width
    scale = min(1.0, LONG_SIDE / max(width, height), LINES / min(width, height))
    width, height = max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)
    if turn:
        frame = av.VideoFrame.from_image(film.image_of(frame, stream))  # type: ignore[no-untyped-call]  # by PyAV
    return frame.reformat(width=width, height=height, format="yuv420p")


def _encode(out: OutputContainer, chosen: Encoding, first: Timed, rest: Iterator[Timed]) -> int:
    options = dict(chosen.options)
    stream = cast("av.VideoStream", out.add_stream(chosen.picture, rate=MAX_FRAME_RATE, options=options))
    stream.width, stream.height, stream.pix_fmt = first[1].width, first[1].height, "yuv420p"
    stream.codec_context.time_base = CLOCK
    count = 0
    for moment, frame in _chain(first, rest):
        if (frame.width, frame.height) != (stream.width, stream.height):
            frame = frame.reformat(width=stream.width, height=stream.height)  # noqa: PLW2901  (size changed midway)
        frame.pts, frame.time_base = round(moment / CLOCK), CLOCK
        frame.pict_type = av.video.frame.PictureType.NONE
        for packet in stream.encode(frame):
            out.mux(packet)
        count += 1
    for packet in stream.encode():
        out.mux(packet)
    return count


def _chain(first: Timed, rest: Iterator[Timed]) -> Iterator[Timed]:
    yield first
    yield from rest


def make_sound(source: Path, media_type: str, out_dir: Path) -> Part:
    """The first sound track in stereo; none when there is none that can be decoded. Raises `NotRenderable`."""
    chosen = encoding()
    name = f"sound.{chosen.suffix}"
    with film.opened(source, media_type) as container:
        tracks = [each for each in container.streams.audio if each.codec_context is not None]
        tracks = [each for each in tracks if each.codec_context.name in film.SOUND_CODECS]
        if not tracks:
            return Part(None, 0)
        track = tracks[0]
        with av.open(str(out_dir / name), "w", format=chosen.suffix) as out:
            options = {"threads": "1"}
            sound = cast("av.AudioStream", out.add_stream(chosen.sound, rate=SOUND_RATE, options=options))
            sound.layout, sound.bit_rate = "stereo", SOUND_BITS
            count = 0
            for frame in _sound_frames(container, track):
                count += 1
                for packet in sound.encode(frame):
                    out.mux(packet)
            if count:
                for packet in sound.encode():
                    out.mux(packet)
    return Part(name if count else None, count)


def _sound_frames(container: InputContainer, track: "av.AudioStream") -> Iterator[av.AudioFrame]:
    """Frames in one shape and one unbroken row; packets that cannot be decoded are passed over."""
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SOUND_RATE)
    samples = 0
    for packet in container.demux(track):
        try:
            made = [each for frame in packet.decode() for each in resampler.resample(frame)]
        except (av.FFmpegError, ValueError):
            continue
        for frame in made:
            frame.pts, frame.time_base = samples, Fraction(1, SOUND_RATE)
            samples += frame.samples
            if samples > MAX_SECONDS * SOUND_RATE:
                return
            yield frame


def join(out_dir: Path, params: JoinParams) -> RenderedFile:
    """Copy the packets of all parts, and of the sound between them, into one file. Raises `NotRenderable`."""
    chosen = encoding()
    name = f"{PRESET}.{chosen.suffix}"
    if not params.parts:
        raise NotRenderable(Refusal.NO_FRAME)
    options = {"movflags": "+faststart"} if chosen is H264 else {}
    with av.open(str(out_dir / name), "w", format=chosen.suffix, options=options) as out:
        with av.open(str(out_dir / params.parts[0]), format=_reader(chosen)) as first:
            template = first.streams.video[0]
            width, height = template.codec_context.width, template.codec_context.height
            picture = out.add_stream_from_template(template)
        sound = None
        packets: Iterator[Packet] = iter(())
        if params.sound is not None:
            with av.open(str(out_dir / params.sound), format=_reader(chosen)) as first:
                sound = out.add_stream_from_template(first.streams.audio[0])
            packets = _packets(out_dir / params.sound, chosen)
        pictures = (packet for part in params.parts for packet in _packets(out_dir / part, chosen))
        for packet in merge(pictures, packets, key=_moment):
            packet.stream = picture if packet.stream.type == "video" else sound
            out.mux(packet)
    return RenderedFile(PRESET, name, chosen.media_type, width, height, size_bytes=(out_dir / name).stat().st_size)


def _packets(path: Path, chosen: Encoding) -> Iterator["Packet"]:
    with av.open(str(path), format=_reader(chosen)) as container:
        for packet in container.demux():
            if packet.dts is not None:
                yield packet


def _moment(packet: "Packet") -> float:
    return float((packet.dts or 0) * (packet.time_base or 0))


def _reader(chosen: Encoding) -> str:
    return "mov" if chosen is H264 else "matroska"

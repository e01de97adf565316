"""Small films for tests: a block that wanders over a plain ground, with or without a tone."""

import io
import struct
from array import array
from fractions import Fraction
from math import pi, sin

import av
from PIL import Image, ImageDraw


def film(seconds: float = 2.0, *, size: tuple[int, int] = (320, 180), rate: int = 10, sound: bool = True) -> bytes:
    """An MP4 with a black first frame, so that a poster has to be looked for."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "g": str(rate)})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        tone = container.add_stream("aac", rate=48_000) if sound else None
        for number in range(round(seconds * rate)):
            container.mux(stream.encode(av.VideoFrame.from_image(_picture(number, size))))
        container.mux(stream.encode())
        if tone is not None:
            for frame in _tone(seconds):
                container.mux(tone.encode(frame))
            container.mux(tone.encode())
    return out.getvalue()


def _picture(number: int, size: tuple[int, int]) -> Image.Image:
    if number == 0:
        return Image.new("RGB", size)
    image = Image.new("RGB", size, (30, 90, 60))
    left = number * 7 % max(1, size[0] - 60)
    ImageDraw.Draw(image).rectangle((left, 20, left + 60, size[1] - 20), fill=(230, 190, 40))
    return image


def _tone(seconds: float) -> list[av.AudioFrame]:
    frames = []
    for start in range(0, round(seconds * 48_000), 1024):
        wave = array("f", (0.2 * sin(2 * pi * 440 * (start + n) / 48_000) for n in range(1024)))
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        frame.planes[0].update(wave.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
        frames.append(frame)
    return frames


def turned(data: bytes) -> bytes:
    """The film with a quarter turn to the right written into its track header, as a phone held upright does."""
    at = data.index(b"tkhd") + 4
    matrix = at + 40
    return data[:matrix] + struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000) + data[matrix + 36 :]

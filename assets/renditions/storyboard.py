"""Frames at even distances on one sprite, with an index in WebVTT: what shows while somebody drags along a film.

Each frame is the key frame before its moment, so that an hour costs no more than a minute. Loaded by the server for
films only.
"""

from pathlib import Path
from typing import Final

import av
from PIL import Image

from assets.renditions import film
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.rendered import RenderedFile

SPRITE: Final = "film-storyboard"
INDEX: Final = "film-storyboard-index"
WIDTH: Final = 160
MAX_HEIGHT: Final = 240
COLUMNS: Final = 10
MOST: Final = 100
LEAST_SECONDS: Final = 2.0
"""Two frames are at least this far apart."""
QUALITY: Final = 72


def make(source: Path, media_type: str, out_dir: Path) -> list[RenderedFile]:
    """The sprite and its index. Raises `NotRenderable`."""
    with film.opened(source, media_type) as container:
        length = film.duration(container) or 0.0
        count = max(1, min(MOST, int(length // LEAST_SECONDS)))
        step = length / count
        tiles = _tiles(container, [step * number for number in range(count)])
    width, height = tiles[0].size
    rows = -(-count // COLUMNS)
    sprite = Image.new("RGB", (width * min(count, COLUMNS), height * rows))
    for number, tile in enumerate(tiles):
        sprite.paste(tile, (number % COLUMNS * width, number // COLUMNS * height))
    sprite.save(out_dir / f"{SPRITE}.jpg", "JPEG", quality=QUALITY)
    (out_dir / f"{INDEX}.vtt").write_text(_index(count, step, length, (width, height)), encoding="utf-8")
    return [
        _file(out_dir, SPRITE, "jpg", "image/jpeg", sprite.size),
        _file(out_dir, INDEX, "vtt", "text/vtt", (width, height)),
    ]


def _tiles(container: "av.container.InputContainer", moments: list[float]) -> list[Image.Image]:
    """A tile for each moment, all of one size; where nothing can be decoded, the one before stays."""
    stream = film.picture_stream(container)
    stream.codec_context.skip_frame = "NONKEY"
    tiles: list[Image.Image] = []
    for moment in moments:
        try:
            frame = next(iter(film.frames_from(container, stream, moment)), None)
            image = None if frame is None else film.image_of(frame, stream, fit=_fit(stream, frame))
        except film.ERRORS:
            image = None
        if image is not None and tiles and image.size != tiles[0].size:
            image = image.resize(tiles[0].size)
        if image is None and not tiles:
            raise NotRenderable(Refusal.NO_FRAME)
        tiles.append(image if image is not None else tiles[-1])
    return tiles


def _fit(stream: "av.VideoStream", frame: "av.VideoFrame") -> tuple[int, int]:
    return (MAX_HEIGHT, WIDTH) if film.turn_of(stream, frame) in {90, 270} else (WIDTH, MAX_HEIGHT)


def _index(count: int, step: float, length: float, tile: tuple[int, int]) -> str:
    """A cue for each tile; the address is relative to that of the index."""
    cues = ["WEBVTT"]
    for number in range(count):
        until = length if number == count - 1 else step * (number + 1)
        left, top = number % COLUMNS * tile[0], number // COLUMNS * tile[1]
        until = max(until, step * number + 0.001)
        cues.append(f"{clock(step * number)} --> {clock(until)}\n{SPRITE}#xywh={left},{top},{tile[0]},{tile[1]}")
    return "\n\n".join(cues) + "\n"


def clock(seconds: float) -> str:
    """A moment as WebVTT writes it."""
    millis = round(seconds * 1000)
    return f"{millis // 3_600_000:02}:{millis // 60_000 % 60:02}:{millis // 1000 % 60:02}.{millis % 1000:03}"


def _file(out_dir: Path, preset: str, suffix: str, media_type: str, size: tuple[int, int]) -> RenderedFile:
    name = f"{preset}.{suffix}"
    return RenderedFile(preset, name, media_type, *size, size_bytes=(out_dir / name).stat().st_size)

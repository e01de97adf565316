"""Draw the whole library into a folder: same code, same bytes."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from assets.demo.catalogue import PICTURES
from assets.demo.embedding import file_of
from assets.demo.picture import Picture
from assets.demo.stage import close_stage, open_stage

Progress = Callable[[int, int], None]
"""How many are done, how many there are."""


def drawn(picture: Picture, *, size: float = 1.0) -> Image.Image:
    """The picture's pixels; `size` below 1 draws fewer of them."""
    stage = open_stage(picture.setting, picture.filename, size=size, transparent=picture.is_artwork)
    picture.draw_on(stage)
    return close_stage(stage)


def draw_library(out: Path, *, processes: int, progress: Progress | None = None) -> None:
    """Draw every picture that `out` does not hold yet; an interrupted run leaves no half file behind."""
    missing = [index for index, picture in enumerate(PICTURES) if not (out / picture.path).exists()]
    done = len(PICTURES) - len(missing)
    if progress:
        progress(done, len(PICTURES))
    if processes <= 1:
        for index in missing:
            _draw_into(out, index)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_draw_into, out, index) for index in missing]):
            future.result()
            done += 1
            if progress:
                progress(done, len(PICTURES))


def _draw_into(out: Path, index: int) -> None:
    picture = PICTURES[index]
    target = out / picture.path
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.write_bytes(file_of(picture, drawn(picture)))
    os.replace(unfinished, target)

"""Making one rendition for a channel, in the child.

The maker gets the file, everything that decides the pixels, a folder to write into and a function to say how far it
is; it returns the files that it wrote, the rendition itself first. Stills of films are made like pictures; moving
ones are made in parts (`film_proxy`), by `assets.making.films`. The same file and parameters give the same bytes: no
time, no chance, no name of a machine. Rights are not inside (they depend on the decision that lets the copy out);
only the small view, which everybody sees who sees the asset, has those of the original.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from assets.metadata import RightsFields
from assets.renditions.channels import CHANNEL_PRESETS, ChannelPreset
from assets.renditions.copy import Crop
from assets.renditions.errors import NotRenderable, Refusal
from assets.renditions.rendered import Caveat, RenderedFile

VIEW: Final = "crop-view"
"""Preset name of the small view beside the rendition: shows its frame, too small to be used."""
VIEW_EDGE: Final = 480
PROGRESS_NAME: Final = "progress"
"""File in the output folder with the percent done, read by the caller while the child works."""

Progress = Callable[[int], None]
"""Says how far it is, in percent; cheap, may be called as often as wanted."""


class MakeParams(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides the pixels, beside the file.

    `crop` is resolved by the caller: none is the whole picture. `canvas` ("#rrggbb") puts the whole picture on a plain
    area of the preset's shape. `page` counts from 1, `at_seconds` is the moment of a still of a film. `profile` is the
    ICC profile of the printing condition, for CMYK.
    """

    preset: str
    media_type: str
    crop: Crop | None = None
    canvas: str | None = None
    page: int = 1
    at_seconds: float | None = None
    profile: bytes | None = None
    rights: RightsFields | None = None

    @property
    def channel_preset(self) -> ChannelPreset:
        """`NotRenderable` for a preset that is not in the table."""
        found = CHANNEL_PRESETS.get(self.preset)
        if found is None:
            raise NotRenderable(Refusal.TYPE, self.preset)
        return found


class Made(msgspec.Struct, frozen=True):
    """What a maker wrote: the rendition first, then the small view (`VIEW`) and what else belongs to it.

    `lost_manifest` says that the original carries Content Credentials, which the rendition cannot (W6).
    """

    files: tuple[RenderedFile, ...]
    warnings: tuple[Caveat, ...] = ()
    lost_manifest: bool = False


def make(source: Path, params: MakeParams, out_dir: Path, progress: Progress) -> Made:
    """The rendition that the parameters describe. Raises `NotRenderable`."""
    from assets.renditions import channel_picture

    return channel_picture.make(source, params, out_dir, progress)


def progress_into(out_dir: Path) -> Progress:
    """Write the percent to the output folder whenever it grows."""
    last = -1

    def tell(percent: int) -> None:
        nonlocal last
        percent = max(0, min(percent, 99))  # the row says 100 when the rendition is stored
        if percent > last:
            last = percent
            (out_dir / PROGRESS_NAME).write_text(str(percent))

    return tell

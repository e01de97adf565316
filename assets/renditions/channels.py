"""The renditions that a channel wants, as data (`channels.json`): size, fit, encoding, quality, color, resolution.

`cover` fills the box with a part of the picture, chosen around its focal point; `contain` shows all of it within the
box. Instead of a part the whole picture may lie on a plain canvas of the box's shape. Nothing is ever enlarged: where
the original has fewer pixels, the rendition keeps its shape and is smaller, and the plan says so.

Whoever changes what a preset makes raises its `version`, so that what was made before is not taken for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec


class Fit(StrEnum):
    """How a picture comes into the box of a preset."""

    COVER = "cover"
    CONTAIN = "contain"


class ColorSpace(StrEnum):
    """What the pixels are written in. CMYK needs the profile of a printing condition."""

    SRGB = "srgb"
    CMYK = "cmyk"


class Label(msgspec.Struct, frozen=True):
    """Words for people."""

    de: str
    en: str


class ChannelPreset(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table.

    `channels` and `placements` are codes of the vocabulary that it fits; `picture` and `film` are the media types that
    a picture and a film become, none when it is not for them. Without `width` and `height` the size stays. `quality`
    is that of the encoder, `dpi` the resolution that is written into the file. `is_standing` renditions belong to the
    asset like its previews: they are not cleared away when nobody asks for them.
    """

    code: str
    version: int
    label: Label
    channels: tuple[str, ...]
    placements: tuple[str, ...]
    width: int | None
    height: int | None
    fit: Fit
    picture: str | None
    film: str | None
    quality: int | None
    color: ColorSpace
    dpi: int | None
    is_standing: bool = False

    def media_type_for(self, original: str) -> str | None:
        """What an original of that media type becomes; none when the preset is not for it."""
        return self.film if original.startswith("video/") else self.picture


class _Table(msgspec.Struct, frozen=True):
    presets: tuple[ChannelPreset, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels of an upright picture."""

    width: int
    height: int


def _read() -> Mapping[str, ChannelPreset]:
    table = msgspec.json.decode(Path(__file__).with_name("channels.json").read_bytes(), type=_Table)
    return MappingProxyType({preset.code: preset for preset in table.presets})


CHANNEL_PRESETS: Final = _read()

"""What every drawing function receives: the canvas, the light, a seeded source of variety, and the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from PIL import Image

from assets.demo.canvas import Canvas, Point
from assets.demo.colors import Color
from assets.demo.mood import Hour, Mood, Season, Weather, mood_of


class Framing(StrEnum):
    LANDSCAPE = "landscape"
    WIDE = "wide"
    SQUARE = "square"
    PORTRAIT = "portrait"
    TALL = "tall"


UNITS: dict[Framing, Point] = {
    Framing.LANDSCAPE: (1500, 1000),
    Framing.WIDE: (1780, 1000),
    Framing.SQUARE: (1000, 1000),
    Framing.PORTRAIT: (1000, 1250),
    Framing.TALL: (1000, 1500),
}
SHORT_SIDE = {Framing.SQUARE: 1100}
DEFAULT_SHORT_SIDE = 1000


@dataclass(slots=True)
class Stage:
    canvas: Canvas
    mood: Mood
    rng: Random
    framing: Framing
    sun: Point = field(default=(0.0, 0.0))

    @property
    def width(self) -> float:
        return self.canvas.width

    @property
    def height(self) -> float:
        return self.canvas.height

    @property
    def center(self) -> float:
        return self.canvas.width / 2

    def tone(self, color: Color | str, depth: float = 0.0) -> Color:
        return self.mood.tone(color, depth)

    def pick(self, *codes: str) -> str:
        return self.rng.choice(codes)

    def around(self, value: float, share: float) -> float:
        """The value, give or take a share of it."""
        return value * self.rng.uniform(1 - share, 1 + share)


@dataclass(frozen=True, slots=True)
class Setting:
    """The circumstances of a picture: when, in what light, in what shape."""

    season: Season = Season.SUMMER
    hour: Hour = Hour.DAY
    weather: Weather = Weather.CLEAR
    framing: Framing = Framing.LANDSCAPE


def open_stage(setting: Setting, seed: str, *, size: float = 1.0, transparent: bool = False) -> Stage:
    """Prepare a stage; `size` below 1 draws the same picture with fewer pixels (tests, contact sheets)."""
    width, height = UNITS[setting.framing]
    per_unit = SHORT_SIDE.get(setting.framing, DEFAULT_SHORT_SIDE) / 1000 * size
    canvas = Canvas(width, height, pixels_per_unit=per_unit, transparent=transparent)
    mood = mood_of(setting.season, setting.hour, setting.weather)
    return Stage(canvas, mood, Random(seed), setting.framing)


def close_stage(stage: Stage) -> Image.Image:
    """Darken the lower edge a little, as a lens does, and reduce to the final size."""
    if stage.canvas.image.mode == "RGB":
        stage.canvas.veil((10, 14, 32), (stage.height * 0.72, stage.height), (0.0, 0.16))
    return stage.canvas.finished()

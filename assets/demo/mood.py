"""Season, time of day and weather become one palette, so that everything in a picture stands in the same light."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assets.demo.colors import Color, Fade, fade, hue, mix, scaled


class Season(StrEnum):
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Hour(StrEnum):
    MORNING = "morning"
    DAY = "day"
    GOLDEN = "golden"
    DUSK = "dusk"
    BLUE = "blue"
    NIGHT = "night"


class Weather(StrEnum):
    CLEAR = "clear"
    CLOUDY = "cloudy"
    FOG = "fog"
    RAIN = "rain"
    SNOW = "snow"
    STORM = "storm"


@dataclass(frozen=True, slots=True)
class Mood:
    season: Season
    hour: Hour
    weather: Weather
    sky: tuple[str, ...]
    light: tuple[float, float, float]
    haze: Color
    haze_density: float

    @property
    def is_dark(self) -> bool:
        return self.hour in (Hour.DUSK, Hour.BLUE, Hour.NIGHT)

    @property
    def is_white(self) -> bool:
        """Snow lies on the ground."""
        return self.weather is Weather.SNOW

    @property
    def has_sun(self) -> bool:
        return self.hour not in (Hour.BLUE, Hour.NIGHT) and self.weather is Weather.CLEAR

    def tone(self, color: Color | str, depth: float = 0.0) -> Color:
        """The color as this light shows it; `depth` 0 is near, 1 at the horizon."""
        base = hue(color) if isinstance(color, str) else color
        return mix(scaled(base, self.light), self.haze, min(0.92, depth * self.haze_density))

    def sky_paint(self) -> Fade:
        return fade(*(hue(code) for code in self.sky))

    def grass(self, depth: float = 0.0) -> Color:
        return self.tone(GROUND[self.season] if not self.is_white else "#eef3f9", depth)

    def leaves(self, index: int) -> str:
        palette = WHITE_LEAVES if self.is_white else LEAVES[self.season]
        return palette[index % len(palette)]


GROUND = {
    Season.SPRING: "#93bd5c",
    Season.SUMMER: "#86ad4e",
    Season.AUTUMN: "#a9a25a",
    Season.WINTER: "#98a07c",
}
LEAVES = {
    Season.SPRING: ("#8fb64e", "#a5c765", "#7da646", "#b9d27f", "#94bd62"),
    Season.SUMMER: ("#5f8a3c", "#6f9a45", "#54803a", "#7fa552", "#668f49"),
    Season.AUTUMN: ("#d08a2c", "#c2602c", "#dba53a", "#a8442c", "#b98f3a", "#8f8a3c"),
    Season.WINTER: ("#7c6f5f", "#8a7c6a", "#6d6255"),
}
WHITE_LEAVES = ("#dfe8f0", "#cfdbe6", "#eef4f9")

_SKIES: dict[Hour, tuple[tuple[str, ...], tuple[float, float, float], str, float]] = {
    Hour.MORNING: (("#7fa6d4", "#b9cfe4", "#f3d8c4", "#fbe8c6"), (1.03, 0.97, 0.9), "#f0dccb", 0.72),
    Hour.DAY: (("#4f93d2", "#8fc1ea", "#cfe5f2", "#eef4ee"), (1.0, 1.0, 1.0), "#c9dfec", 0.6),
    Hour.GOLDEN: (("#49659f", "#9a93b4", "#eebb8c", "#fde2a4"), (1.06, 0.93, 0.76), "#efc69a", 0.66),
    Hour.DUSK: (("#2b2f63", "#6a4d86", "#c2657c", "#f39a68", "#fbc67e"), (0.66, 0.54, 0.66), "#b56a80", 0.6),
    Hour.BLUE: (("#12204a", "#27417c", "#5871a8", "#a7a6c4"), (0.43, 0.5, 0.74), "#5b71a4", 0.62),
    Hour.NIGHT: (("#060b20", "#0e1c40", "#1d335f", "#35507d"), (0.27, 0.33, 0.54), "#243d69", 0.6),
}
_DULL: dict[Weather, tuple[tuple[str, ...], tuple[float, float, float], str, float]] = {
    Weather.CLOUDY: (("#8b9cb0", "#b2c0cc", "#d5dcdf", "#e8e9e3"), (0.94, 0.96, 0.97), "#cfd8dc", 0.68),
    Weather.FOG: (("#c3cac9", "#d3d8d4", "#e3e3da", "#eeebdf"), (0.9, 0.92, 0.92), "#dde0da", 0.96),
    Weather.RAIN: (("#66788c", "#8798a6", "#aab6bb", "#c3c9c5"), (0.8, 0.86, 0.9), "#a9b5bb", 0.8),
    Weather.SNOW: (("#9fb4cc", "#c3d2e2", "#dfe8f0", "#f2f4f3"), (0.95, 0.98, 1.03), "#dde7f0", 0.78),
    Weather.STORM: (("#2f3b4e", "#515f73", "#87889a", "#d9b88a"), (0.84, 0.82, 0.82), "#8f93a0", 0.6),
}


def mood_of(season: Season, hour: Hour, weather: Weather) -> Mood:
    """Day and morning take their sky from the weather, late hours keep their colors and only soften them."""
    sky, light, haze, density = _SKIES[hour]
    if weather in _DULL:
        dull_sky, dull_light, dull_haze, dull_density = _DULL[weather]
        if hour in (Hour.DAY, Hour.MORNING) and not (hour is Hour.MORNING and weather is Weather.FOG):
            sky, light, haze, density = dull_sky, dull_light, dull_haze, dull_density
        else:
            density = max(density, dull_density)
            haze = _hex(mix(hue(haze), hue(dull_haze), 0.35 if hour is not Hour.NIGHT else 0.12))
    return Mood(season, hour, weather, sky, light, hue(haze), density)


def _hex(color: Color) -> str:
    return f"#{color[0]:02x}{color[1]:02x}{color[2]:02x}"

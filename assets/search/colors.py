"""Names for dominant colours, so that they can be counted and chosen."""

import colorsys
from functools import lru_cache

HUES = ((15, "red"), (45, "orange"), (70, "yellow"), (160, "green"), (195, "turquoise"), (255, "blue"), (290, "purple"))
LAST_HUES = ((335, "pink"), (361, "red"))


@lru_cache(maxsize=10_000)
def color_name(hex_color: str) -> str:
    """The name of `#rrggbb`; empty for anything else. Dark orange is brown, pale colours are white or gray."""
    if len(hex_color) != 7 or not hex_color.startswith("#"):
        return ""
    try:
        red, green, blue = (int(hex_color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    except ValueError:
        return ""
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if lightness < 0.12:
        return "black"
    if lightness > 0.92:
        return "white"
    if saturation < 0.12:
        return "gray"
    name = next(name for limit, name in (*HUES, *LAST_HUES) if hue * 360 < limit)
    return "brown" if name in {"orange", "red"} and lightness < 0.4 and saturation < 0.75 else name

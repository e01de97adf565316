"""Short notation for catalogue rows: circumstances in one string, words composed of what is already known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assets.demo.mood import Hour, Season, Weather
from assets.demo.motifs import MOTIFS
from assets.demo.picture import GRAPHIC_WORDS, NOTE, Picture
from assets.demo.places import SPOTS
from assets.demo.scenario import Scenario
from assets.demo.stage import Framing, Setting

SEASONS = {season.value[:2]: season for season in Season}
HOURS = {hour.value[:2]: hour for hour in Hour}
WEATHERS = {"cl": Weather.CLEAR, "co": Weather.CLOUDY, "fo": Weather.FOG, "ra": Weather.RAIN, "sn": Weather.SNOW}
WEATHERS["st"] = Weather.STORM
FRAMINGS = {framing.value[0].upper(): framing for framing in Framing}
SEASON_WORDS = {Season.SPRING: "Frühling", Season.SUMMER: "Sommer", Season.AUTUMN: "Herbst", Season.WINTER: "Winter"}
HOUR_WORDS = {
    Hour.MORNING: ("am Morgen", "Morgen"),
    Hour.DAY: ("", ""),
    Hour.GOLDEN: ("im Abendlicht", "Abendlicht"),
    Hour.DUSK: ("in der Abenddämmerung", "Dämmerung"),
    Hour.BLUE: ("zur blauen Stunde", "blaue Stunde"),
    Hour.NIGHT: ("in der Nacht", "Nacht"),
}
WEATHER_WORDS = {
    Weather.CLEAR: ("", ""),
    Weather.CLOUDY: ("unter Wolken", "Wolken"),
    Weather.FOG: ("im Nebel", "Nebel"),
    Weather.RAIN: ("im Regen", "Regen"),
    Weather.SNOW: ("im Schnee", "Schnee"),
    Weather.STORM: ("unter dunklen Wolken", "Gewitter"),
}
PEOPLE = {
    "jm": "J. Muster",
    "ab": "A. Beispiel",
    "bb": "B. Beispiel",
    "em": "E. Musterfrau",
    "kp": "K. Probe",
    "li": "Stadt Lindrode",
    "ah": "Stadt Ahlenbrück",
    "mu": "Stadt Mühlhagen",
    "ho": "Stadt Hohenfeld",
    "kr": "Kreis Heiderland",
    "tv": "Tourismusverband Heiderland",
    "hv": "Heimatverein Muster e. V.",
    "sw": "Studio Wacholder (erfunden)",
    "px": "Pixelpunkt_42",
    "": "",
}


def look(code: str) -> Setting:
    """Read `au go cl L` (season, hour, weather, framing), or only the framing where there is no weather."""
    season, hour, weather, framing = code.split() if " " in code else ("su", "da", "cl", code)
    return Setting(SEASONS[season], HOURS[hour], WEATHERS[weather], FRAMINGS[framing])


def row(  # noqa: PLR0913  one catalogue row: what, where, when, who, and under which rights
    filename: str,
    motif: str,
    circumstances: str,
    spot: str,
    title: str,
    description: str,
    *,
    by: str,
    on: str,
    rights: Scenario,
    campaign: str = "",
    owner: str = "",
    words: tuple[str, ...] = (),
    draw: Mapping[str, Any] | None = None,
) -> Picture:
    setting = look(circumstances)
    known = MOTIFS[motif]
    is_artwork = motif.startswith("art-")
    is_photo = not GRAPHIC_WORDS.intersection(known.keywords)
    outdoors = " " in circumstances
    place = SPOTS[spot]
    keywords = [*known.keywords, *words, *([place.town] if is_photo else []), "Kreis Heiderland"]
    if outdoors:
        keywords += [SEASON_WORDS[setting.season], HOUR_WORDS[setting.hour][1], WEATHER_WORDS[setting.weather][1]]
    return Picture(
        filename=filename,
        motif=known,
        params=tuple((draw or {}).items()),
        setting=setting,
        title=title,
        description=f"{description} {NOTE}",
        alt_text=_alt_text(known.shows, setting) if outdoors else f"{known.shows}.",
        keywords=tuple(dict.fromkeys(word for word in keywords if word)),
        spot=spot,
        taken_at=on,
        creators=tuple(PEOPLE[code] for code in by.split("+") if code),
        organization=owner or place.organization,
        scenario=rights,
        campaign=campaign,
        is_artwork=is_artwork,
    )


def _alt_text(shows: str, setting: Setting) -> str:
    circumstances = (
        f"im {SEASON_WORDS[setting.season]}",
        HOUR_WORDS[setting.hour][0],
        WEATHER_WORDS[setting.weather][0],
    )
    return f"{shows}, {' '.join(word for word in circumstances if word)}."

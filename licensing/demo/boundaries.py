"""Boundaries of the invented district and its eight municipalities, so that positions get their place.

The municipalities are the Voronoi cells of their sights' midpoints within the district's outline: every sight lies in
its own town, and the cells leave no gap.
"""

from __future__ import annotations

import json
import math
from typing import Final

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from assets.demo.places import SPOTS

DISTRICT: Final = "Kreis Heiderland"
CENTER: Final = (9.225, 52.848)
RADII: Final = (0.29, 0.165)


def outline() -> BaseGeometry:
    """A rounded, irregular district, in degrees of longitude and latitude."""
    points = []
    for step in range(72):
        turn = step / 72 * math.tau
        wobble = 1 + 0.05 * math.sin(3 * turn + 0.7) + 0.035 * math.sin(7 * turn + 2.1)
        points.append((CENTER[0] + RADII[0] * wobble * math.cos(turn), CENTER[1] + RADII[1] * wobble * math.sin(turn)))
    return shapely.Polygon(points)


def municipalities() -> dict[str, BaseGeometry]:
    """The area of each town by name."""
    district = outline()
    middles: dict[str, shapely.Point] = {}
    for town in sorted({spot.town for spot in SPOTS.values()}):
        around = [spot for spot in SPOTS.values() if spot.town == town]
        east = sum(spot.longitude for spot in around) / len(around)
        north = sum(spot.latitude for spot in around) / len(around)
        middles[town] = shapely.Point(east, north)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(list(middles.values())), extend_to=district)
    return {
        town: shapely.intersection(next(cell for cell in cells.geoms if cell.covers(middle)), district)
        for town, middle in middles.items()
    }


def district_document() -> str:
    return _document({DISTRICT: outline()}, kind="district")


def municipalities_document() -> str:
    return _document(municipalities(), kind="municipality")


def _document(areas: dict[str, BaseGeometry], *, kind: str) -> str:
    features = [
        {"type": "Feature", "properties": {"name": name, "kind": kind, "invented": True}, "geometry": mapping(area)}
        for name, area in areas.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})

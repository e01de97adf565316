"""Where pictures lie: the exact point for who may edit an asset, the middle of its place for everybody else.

A file's position may be somebody's home, so it is for editors only (security rule 60). An area that is asked for looks
at nothing else: a filter by the exact point would tell it, question by question. Positions are whole ten-millionths of
a degree, which is what files are read to, so that edges are exact; both ends of a box and the line of a polygon count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from pyroaring import BitMap

from assets.search.container import Container, Section
from assets.search.document import Point, SearchDocument
from assets.search.tables import bitmap_of, ids_of, room

UNITS = 10_000_000
"""In a degree."""
UNKNOWN = -(2**31)
Numbers = NDArray[np.int32]


class Box(NamedTuple):
    """Degrees, in the order of GeoJSON. It never crosses the line where the date changes."""

    west: float
    south: float
    east: float
    north: float


class Corner(NamedTuple):
    """A corner of a polygon, in the order of GeoJSON."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Located:
    """Assets of which the position is known, in units; the same place in each array is the same asset."""

    assets: NDArray[np.int64]
    latitudes: Numbers
    longitudes: Numbers

    def __len__(self) -> int:
        return len(self.assets)

    def only(self, kept: NDArray[np.bool_]) -> "Located":
        return Located(self.assets[kept], self.latitudes[kept], self.longitudes[kept])


@dataclass(frozen=True)
class Area:
    """What has to contain a position: a box, a polygon that does not cross itself, or both."""

    box: Box | None = None
    polygon: tuple[Corner, ...] = ()

    def among(self, located: Located) -> Located:
        """Those that lie inside or on the edge."""
        around = self.around
        inside = located.only(
            (located.latitudes >= _from(around.south))
            & (located.latitudes <= _until(around.north))
            & (located.longitudes >= _from(around.west))
            & (located.longitudes <= _until(around.east))
        )
        if self._shape is None:
            return inside
        return inside.only(shapely.intersects_xy(self._shape, inside.longitudes / UNITS, inside.latitudes / UNITS))

    @cached_property
    def around(self) -> Box:
        """The least box that everything inside lies in; its south is above its north where nothing can."""
        boxes = [] if self.box is None else [self.box]
        if self._shape is not None:
            boxes.append(Box(*self._shape.bounds))
        west, south, east, north = zip(*boxes, strict=True) if boxes else [(end,) for end in (-180, -90, 180, 90)]
        return Box(max(west), max(south), min(east), min(north))

    @cached_property
    def _shape(self) -> shapely.Polygon | None:
        if not self.polygon:
            return None
        shape = shapely.Polygon(self.polygon)
        shapely.prepare(shape)
        return shape


class PositionColumns:
    """Two positions of each asset: as editors know it, and the middle of its place."""

    def __init__(self, stored: Container | None = None) -> None:
        self._exact, self._coarse = _column(stored, "exact"), _column(stored, "coarse")

    def set(self, document: SearchDocument) -> None:
        asset = document.asset_id
        if asset >= len(self._exact):
            more = _unknown(asset + 1 + room(asset + 1) - len(self._exact))
            self._exact, self._coarse = np.concatenate([self._exact, more]), np.concatenate([self._coarse, more])
        self._exact[asset] = units_of(document.position or document.place_position)
        self._coarse[asset] = units_of(document.place_position)

    def has(self, document: SearchDocument) -> bool:
        """Whether both positions are those of the document."""
        both = (document.position or document.place_position, document.place_position)
        columns = zip((self._exact, self._coarse), both, strict=True)
        return all(tuple(column[document.asset_id].tolist()) == units_of(point) for column, point in columns)

    def of(self, assets: BitMap, exactly: BitMap) -> Located:
        """Where assets lie, as far as it is known, for somebody who may know the exact point of some."""
        told = [_known(self._exact, assets & exactly), _known(self._coarse, assets - exactly)]
        return Located(*(np.concatenate(parts) for parts in zip(*told, strict=True)))

    def inside(self, assets: BitMap, exactly: BitMap, area: Area) -> BitMap:
        """The assets that lie in an area, as far as the asker may know."""
        return bitmap_of(area.among(self.of(assets, exactly)).assets)

    def sections(self) -> Iterator[Section]:
        """Both columns with room for new assets, so that these are no reason to copy the columns."""
        known = np.flatnonzero(self._exact[:, 0] != UNKNOWN)
        used = int(known[-1]) + 1 if len(known) else 0
        for name, column in (("exact", self._exact), ("coarse", self._coarse)):
            yield name, [column[:used].data, _unknown(room(used)).data]


def _known(column: Numbers, assets: BitMap) -> tuple[NDArray[np.int64], Numbers, Numbers]:
    ids = ids_of(assets)
    ids = ids[: np.searchsorted(ids, len(column))]
    rows = column.take(ids, axis=0)
    latitudes, longitudes = rows[:, 0], rows[:, 1]
    known = latitudes != UNKNOWN
    return (ids, latitudes, longitudes) if known.all() else (ids[known], latitudes[known], longitudes[known])


def _column(stored: Container | None, name: str) -> Numbers:
    return _unknown(0) if stored is None else stored.changeable(name, np.int32).reshape(-1, 2)


def _unknown(count: int) -> Numbers:
    return np.full((count, 2), UNKNOWN, np.int32)


def units_of(point: Point | None) -> tuple[int, int]:
    """Latitude and longitude as they are kept."""
    if point is None:
        return UNKNOWN, UNKNOWN
    return round(point.latitude * UNITS), round(point.longitude * UNITS)


def _from(edge: float) -> int:
    """The first unit that is not below an edge; the product alone may be rounded to the wrong side."""
    unit = round(edge * UNITS)
    return unit if unit / UNITS >= edge else unit + 1


def _until(edge: float) -> int:
    return -_from(-edge)

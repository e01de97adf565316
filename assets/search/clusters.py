"""A result on a map: assets that lie in the same cell of a fixed grid are told as one.

The grid does not move with what is looked at, so clusters stay while somebody pans. Cells are powers of two of the
units that positions are kept in; each step of the zoom halves them.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assets.search.positions import UNITS, Box, Located

CLOSEST = 20
"""The largest zoom: cells of 1,024 units, about ten metres."""
MOST_CLUSTERS = 2_000
_SHIFT = 30
"""At zoom 0 a cell is 2^30 units wide, 107 degrees; about 76 pixels of a web map at any zoom."""
_FEW_CELLS = 2**16
"""A grid of so many cells has numbers of two bytes, which are sorted ten times as quickly as larger ones."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Assets close to each other: their mean position and the box that holds them; the asset if there is only one."""

    count: int
    latitude: float
    longitude: float
    box: Box
    asset: int | None


@dataclass(frozen=True, slots=True)
class Clustered:
    """All of a result. `zoom` is the one that was used: a smaller one where there would be too many clusters."""

    clusters: tuple[Cluster, ...]
    zoom: int
    count: int
    located: int


def clustered(located: Located, zoom: int, count: int) -> Clustered:
    """Group the located ones of `count` assets, the largest group first."""
    zoom = max(0, min(zoom, CLOSEST))
    while True:
        cells = _cells(located, zoom)
        order = np.argsort(cells, kind="stable")
        begins = np.flatnonzero(np.diff(cells[order].astype(np.int64), prepend=-1))
        if len(begins) <= MOST_CLUSTERS:
            return Clustered(_told(located, order, begins), zoom, count, len(located))
        zoom = max(0, zoom - _steps(len(begins)))


def _steps(clusters: int) -> int:
    """How many steps at least lead to few enough: a cell holds four of the next zoom, never more."""
    return math.ceil(math.log(clusters / MOST_CLUSTERS, 4))


def _cells(located: Located, zoom: int) -> NDArray[np.uint16] | NDArray[np.int64]:
    """The number of each position's cell; cells are half as high as wide, which is about square in Germany."""
    if not len(located):
        return np.zeros(0, np.uint16)
    columns, rows = located.longitudes >> (_SHIFT - zoom), located.latitudes >> (_SHIFT - 1 - zoom)
    columns -= columns.min()
    rows -= rows.min()
    width, height = int(columns.max()) + 1, int(rows.max()) + 1
    if width * height > _FEW_CELLS:
        return rows.astype(np.int64) * width + columns
    rows *= width
    rows += columns
    return rows.astype(np.uint16)


def _told(located: Located, order: NDArray[np.int64], begins: NDArray[np.int64]) -> tuple[Cluster, ...]:
    if not len(begins):
        return ()
    counts = np.diff(begins, append=len(order))
    first = located.assets[order[begins]]
    spans = [_span(numbers[order], begins, counts) for numbers in (located.latitudes, located.longitudes)]
    (south, north, latitude), (west, east, longitude) = spans
    largest = np.lexsort((west, south, -counts)).tolist()
    return tuple(
        Cluster(
            int(counts[at]),
            float(latitude[at]),
            float(longitude[at]),
            Box(float(west[at]), float(south[at]), float(east[at]), float(north[at])),
            int(first[at]) if counts[at] == 1 else None,
        )
        for at in largest
    )


def _span(
    numbers: NDArray[np.int32], begins: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The least, the largest and the mean of each group, in degrees."""
    least, largest = np.minimum.reduceat(numbers, begins), np.maximum.reduceat(numbers, begins)
    total = np.add.reduceat(numbers, begins, dtype=np.int64)
    return least / UNITS, largest / UNITS, np.round(total / counts) / UNITS

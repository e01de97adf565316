"""A search on a map: its clusters, and the places to draw the map from, so that no map of others is needed.

Places are those of the facet: they are told to who sees an asset there, and to nobody else.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final
from uuid import UUID

import shapely
from django.conf import settings

from api.answers import Answer, about
from api.v1.search.asking import asked_request, find
from assets.models import Asset, Place
from assets.search import Cluster, FacetCount, Request
from assets.search.freshness import live
from assets.viewer import Viewer

MOST_PLACES: Final = 100
_LINES: Final = 400
"""An outline is drawn to this part of the width of all places together: finer would not be seen."""
Line = list[list[float]]


class Bounds(Answer, frozen=True):
    """A box in degrees."""

    west: Annotated[float, about("Least longitude.")]
    south: Annotated[float, about("Least latitude.")]
    east: Annotated[float, about("Largest longitude.")]
    north: Annotated[float, about("Largest latitude.")]


class MapCluster(Answer, frozen=True):
    """Assets that lie close to each other."""

    count: Annotated[int, about("How many, exact.")]
    latitude: Annotated[float, about("Their mean position, degrees.")]
    longitude: Annotated[float, about("Their mean position, degrees.")]
    bounds: Annotated[Bounds, about("The least box that holds them.")]
    asset: Annotated[UUID | None, about("The asset if it is a single one; null otherwise.")]


class MapPlace(Answer, frozen=True):
    """A place to draw."""

    value: Annotated[str, about("For the parameter place.")]
    label: Annotated[str, about("For people.")]
    kind: Annotated[str, about("district, municipality or part.")]
    count: Annotated[int, about("Assets of the result that lie in it.")]
    latitude: Annotated[float | None, about("Its middle; null where it is not known.")]
    longitude: Annotated[float | None, about("Its middle; null where it is not known.")]
    outline: Annotated[list[Line], about("Closed lines of [longitude, latitude]; empty where no boundary is loaded.")]


class MapTiles(Answer, frozen=True):
    """Where the background of the map comes from."""

    url: Annotated[str, about("Address of a tile, with {z}, {x} and {y}.")]
    credit: Annotated[str, about("Whom to name on the map.")]


class MapAnswer(Answer, frozen=True):
    """All of a result by where it lies."""

    count: Annotated[int, about("Assets of the result, as the search counts them.")]
    located: Annotated[int, about("How many of them stand in the clusters; of the others no position is known.")]
    zoom: Annotated[int, about("What was used: less than asked where there would be more than 2,000 clusters.")]
    clusters: Annotated[list[MapCluster], about("The largest first.")]
    places: Annotated[list[MapPlace] | None, about("Up to 100 places of the result; null unless asked for.")]
    tiles: Annotated[MapTiles | None, about("Null unless the operator chose a server of map tiles.")]
    index: Annotated[str, about("ready, building or fallback: the plain list answers, without places.")]


def clusters(values: Mapping[str, Any], viewer: Viewer) -> MapAnswer:
    request = asked_request(values, viewer)
    found = live().clusters(request, values["zoom"])
    singles = [one.asset for one in found.clusters if one.asset is not None]
    ids = dict(Asset.objects.visible_to(viewer).filter(pk__in=singles).values_list("pk", "uuid"))
    return MapAnswer(
        count=found.count,
        located=found.located,
        zoom=found.zoom,
        clusters=[_cluster(one, ids) for one in found.clusters],
        places=_places(request) if values["places"] == "1" else None,
        tiles=MapTiles(url=settings.MAP_TILES, credit=settings.MAP_CREDIT) if settings.MAP_TILES else None,
        index=live().state,
    )


def _cluster(one: Cluster, ids: Mapping[int, UUID]) -> MapCluster:
    return MapCluster(
        count=one.count,
        latitude=one.latitude,
        longitude=one.longitude,
        bounds=Bounds(**one.box._asdict()),
        asset=None if one.asset is None else ids.get(one.asset),
    )


def _places(request: Request) -> list[MapPlace]:
    counted = find(replace(request, facets=("place",), facet_limit=MOST_PLACES, limit=0)).facets.get("place", ())
    known = Place.objects.filter(slug__in=[each.value for each in counted]).select_related("boundary")
    by_slug = {place.slug: place for place in known}
    listed = [(each, by_slug[each.value]) for each in counted if each.value in by_slug]
    shapes = _simplified([place for _, place in listed])
    return [_place(each, place, shapes.get(place.pk, [])) for each, place in listed]


def _place(each: FacetCount, place: Place, outline: list[Line]) -> MapPlace:
    return MapPlace(
        value=each.value,
        label=each.label,
        kind=place.kind,
        count=each.count,
        latitude=place.latitude,
        longitude=place.longitude,
        outline=outline,
    )


def _simplified(places: Sequence[Place]) -> dict[int, list[Line]]:
    """The outlines of those places that have one, with as few points as the whole of them needs."""
    bounded = [place for place in places if hasattr(place, "boundary")]
    shapes = {place.pk: shapely.from_wkb(bytes(place.boundary.geometry)) for place in bounded}
    if not shapes:
        return {}
    west, _, east, _ = shapely.total_bounds(list(shapes.values()))
    finest = (east - west) / _LINES
    digits = max(2, 1 - math.floor(math.log10(finest or 1)))
    return {pk: _lines(shapely.simplify(shape, finest / 2), digits) for pk, shape in shapes.items()}


def _lines(shape: shapely.Geometry, digits: int) -> list[Line]:
    """The outer lines; holes are not drawn."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return [[[round(x, digits), round(y, digits)] for x, y in part.exterior.coords] for part in parts]

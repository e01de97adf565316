"""The plain list that answers while the index is missing: words in any order as substrings, newest first, no facets.

It is marked as limited by whoever shows it. Where verdicts were chosen it finds nothing rather than too much: only the
index can filter by them.
"""

import operator
import re
from functools import reduce
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Q, QuerySet

from assets.models import Asset, Place, Role
from assets.search.clusters import Clustered, clustered
from assets.search.document import Point
from assets.search.documents import HELD_BACK, chain_of, middle_of, point_of
from assets.search.engine import LARGEST_PAGE, Found, Request
from assets.search.order import Sort
from assets.search.positions import Located, units_of
from assets.search.query import AllOf, Kind, Node, Query, Term, parse
from assets.search.visibility import Principal
from assets.viewer import Viewer

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TEXTS = ("title", "headline", "description", "source_ref", "keywords__name", "place__name", "original__filename")
_COLUMNS = {"keyword": "keywords__name", "media_type": "kind", "orientation": "orientation"}
_ORDER = {
    Sort.OLDEST: ("pk",),
    Sort.TAKEN_NEWEST: ("-taken_on", "-pk"),
    Sort.TAKEN_OLDEST: ("taken_on", "-pk"),
}


def search(request: Request) -> Found:
    """One page without a next one; raises QueryTooLong as the index does."""
    query = parse(request.text)
    if request.verdicts:
        return Found(0, (), {}, {}, None, None)
    assets = _found(request, query)
    order = _ORDER.get(request.sort, ("-pk",))
    rows = assets.order_by(*order).values_list("pk", *(name.lstrip("-") for name in order if name.lstrip("-") != "pk"))
    ids = tuple(row[0] for row in rows[: min(request.limit, LARGEST_PAGE)])
    return Found(assets.count(), ids, {}, {}, None, None, notes=query.notes)


def clusters(request: Request, zoom: int) -> Clustered:
    """Where everything lies that the list finds, read row by row; raises QueryTooLong as the index does."""
    assets = Asset.objects.none() if request.verdicts else _found(request, parse(request.text))
    return clustered(_located(assets, request.principal), zoom, assets.count())


def _found(request: Request, query: Query) -> "QuerySet[Asset]":
    assets = Asset.objects.visible_to(_viewer(request.principal)).exclude(state__in=HELD_BACK)
    if request.within is not None:
        assets = assets.filter(pk__in=list(request.within))
    for node in query.wanted:
        assets = assets.filter(_condition(node))
    for node in query.excluded:
        assets = assets.exclude(_condition(node))
    for facet, keys in request.filters.items():
        if keys:
            assets = assets.filter(_facet(facet, keys))
    if request.area is not None:
        inside = request.area.among(_located(assets, request.principal))
        assets = assets.filter(pk__in=inside.assets.tolist())
    return assets.distinct()


def _located(assets: "QuerySet[Asset]", principal: Principal) -> Located:
    """Positions as the asker may know them: the exact one of what they may edit, else the middle of the place."""
    middles: dict[int | None, Point | None] = {
        place.pk: middle_of(chain_of(place)) for place in Place.objects.select_related("parent__parent")
    }
    told: dict[int, tuple[int, int]] = {}
    columns = ("pk", "organization_id", "latitude", "longitude", "place_id")
    for pk, organization, latitude, longitude, place in assets.order_by().distinct().values_list(*columns).iterator():
        is_editor = principal.sees_all or organization in principal.editor_of
        point = (point_of(latitude, longitude) if is_editor else None) or middles.get(place)
        if point is not None:
            told[pk] = units_of(point)
    numbers = np.array(list(told.values()), np.int32).reshape(-1, 2)
    return Located(np.array(list(told), np.int64), numbers[:, 0], numbers[:, 1])


def _viewer(principal: Principal) -> Viewer:
    return Viewer(roles=dict.fromkeys(principal.organization_ids, Role.VIEWER), sees_all=principal.sees_all)


def _condition(node: Node) -> Q:
    """A condition of the question as one on assets."""
    if isinstance(node, Term):
        return Q(pk__in=_matching(node))
    return reduce(operator.or_, (_together(each) for each in node.alternatives))


def _together(each: AllOf) -> Q:
    wanted = reduce(operator.and_, (_condition(node) for node in each.wanted), Q())
    return reduce(operator.and_, (~_condition(node) for node in each.excluded), wanted)


def _matching(term: Term) -> "QuerySet[Asset, Any]":
    if term.days is not None:
        ends = {"taken_on__gte": term.days.since, "taken_on__lte": term.days.until}
        known = {name: day for name, day in ends.items() if day is not None}
        return Asset.objects.filter(taken_on__isnull=False, **known).values("pk")
    text = term.written if term.kind is Kind.PHRASE else term.written.strip()
    condition = reduce(operator.or_, (Q(**{f"{field}__icontains": text}) for field in _TEXTS))
    return Asset.objects.filter(condition).values("pk")


def _facet(facet: str, keys: tuple[str, ...]) -> Q:
    """What only the index knows (color, license, creator, campaign) finds nothing here rather than everything."""
    if facet == "place":
        return Q(place__slug__in=keys) | Q(place__parent__slug__in=keys)
    if facet == "organization":
        return Q(organization__uuid__in=[UUID(key) for key in keys if _UUID.fullmatch(key)])
    if facet == "year":
        return Q(taken_on__year__in=[int(key) for key in keys if re.fullmatch(r"\d{4}", key)])
    column = _COLUMNS.get(facet)
    return Q(pk__in=[]) if column is None else Q(**{f"{column}__in": keys})

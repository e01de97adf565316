"""Areas and clusters: exact at the edges, the same as a plain evaluator finds, and never nearer than one may know."""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.search import Area, Box, Corner, Point, Principal, Request, SearchDocument
from assets.search import clusters as clusters_module
from assets.search.clusters import CLOSEST
from assets.search.positions import UNITS
from tests.search.builders import OPERATOR, document, found, index_of
from tests.search.libraries import DEGREES, POINTS, PRINCIPALS, TITLES, has_word, libraries, sees, told_position
from tests.search.test_properties import BROAD, FORMS, THOROUGH

EDITOR = Principal(frozenset({1}), is_member=True, editor_of=frozenset({1}))
MEMBER = Principal(frozenset({1}), is_member=True)
STRANGER = Principal(frozenset({2}), is_member=True, editor_of=frozenset({2}))
HOME, MIDDLE = Point(51.5000001, 7.5000001), Point(51.6, 7.7)
DENT = tuple(Corner(*each) for each in ((7.1, 7.1), (7.3, 7.1), (7.2, 7.2), (7.3, 51.9), (7.1, 51.9)))
"""A polygon with a corner that goes inwards, and positions on its line."""


def turns(start: Corner, end: Corner, point: Point) -> Fraction:
    """Above zero if the point lies left of the line, zero if on it; without any rounding."""
    (x1, y1), (x2, y2) = ((Fraction(each.longitude), Fraction(each.latitude)) for each in (start, end))
    return (x2 - x1) * (Fraction(point.latitude) - y1) - (y2 - y1) * (Fraction(point.longitude) - x1)


def covers(polygon: tuple[Corner, ...], point: Point) -> bool:
    """Inside by the number of edges to one side, or on an edge."""
    inside = False
    for start, end in pairwise((*polygon, polygon[0])):
        turn = turns(start, end, point)
        low, high = sorted((start.latitude, end.latitude))
        left, right = sorted((start.longitude, end.longitude))
        if turn == 0 and low <= point.latitude <= high and left <= point.longitude <= right:
            return True
        if low <= point.latitude < high and (turn > 0) == (end.latitude > start.latitude) and turn != 0:
            inside = not inside
    return inside


def holds(area: Area, point: Point | None) -> bool:
    if point is None:
        return False
    box = area.box
    in_box = box is None or (box.west <= point.longitude <= box.east and box.south <= point.latitude <= box.north)
    return in_box and (not area.polygon or covers(area.polygon, point))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    west, east = sorted(draw(st.tuples(st.sampled_from(DEGREES), st.sampled_from(DEGREES))))
    south, north = sorted(draw(st.tuples(st.sampled_from(DEGREES), st.sampled_from(DEGREES))))
    return Box(west, south, east, north)


@st.composite
def triangles(draw: st.DrawFn) -> tuple[Corner, ...]:
    three = draw(st.lists(POINTS, min_size=3, max_size=3, unique=True))
    corners = tuple(Corner(point.longitude, point.latitude) for point in three)
    return corners if turns(corners[0], corners[1], three[2]) else DENT


AREAS = st.builds(Area, st.none() | boxes(), st.just(()) | st.just(DENT) | triangles()).filter(
    lambda area: area.box is not None or area.polygon
)


@given(
    libraries(12), libraries(12), st.sampled_from(PRINCIPALS), AREAS, st.sampled_from(("", *TITLES)),
    st.sampled_from(FORMS),
)  # fmt: skip
@THOROUGH
def test_an_area_finds_what_a_plain_evaluator_finds_after_edits(before, after, principal, area, word, form):
    index = form(index_of(*before))
    for library in (before, after):
        index.apply({one.asset_id for one in (*before, *library)}, library)
        expected = [
            one.asset_id
            for one in library
            if sees(principal, one)
            and (not word or has_word(one, word, principal))
            and holds(area, told_position(one, principal))
        ]
        answer = index.search(Request(word, principal, area=area, limit=200))
        if answer.did_you_mean is None:
            assert (sorted(answer.ids), answer.count) == (expected, len(expected))
        assert sorted(index.every([Request(word, principal, area=area)])[0]) == sorted(answer.ids)


@given(libraries(), st.sampled_from(PRINCIPALS), st.integers(0, CLOSEST), st.sampled_from(FORMS))
@BROAD
def test_clusters_are_the_cells_of_the_same_result(library, principal, zoom, form):
    seen = [one for one in library if sees(principal, one)]
    answer = form(index_of(*library)).clusters(Request("", principal), zoom)
    assert (answer.count, answer.zoom) == (len(seen), zoom)
    told = [
        (each.count, each.asset or -1, each.box, round(each.latitude * UNITS), round(each.longitude * UNITS))
        for each in answer.clusters
    ]
    assert sorted(told) == sorted(plain_clusters(seen, principal, zoom))
    assert answer.located == sum(each.count for each in answer.clusters)
    assert [each.count for each in answer.clusters] == sorted((each.count for each in answer.clusters), reverse=True)


def plain_clusters(seen: list[SearchDocument], principal: Principal, zoom: int) -> list[object]:
    cells = defaultdict(list)
    for one in seen:
        point = told_position(one, principal)
        if point is not None:
            latitude, longitude = round(point.latitude * UNITS), round(point.longitude * UNITS)
            cells[longitude // 2 ** (30 - zoom), latitude // 2 ** (29 - zoom)].append((one.asset_id, point))
    return [
        (
            len(cell),
            cell[0][0] if len(cell) == 1 else -1,
            Box(*(end(point[at] for _, point in cell) for end, at in ((min, 1), (min, 0), (max, 1), (max, 0)))),
            *(round(Fraction(sum(round(point[at] * UNITS) for _, point in cell), len(cell))) for at in (0, 1)),
        )
        for cell in cells.values()
    ]


@pytest.mark.parametrize(
    ("box", "count"),
    [
        pytest.param(Box(7.5000001, 51.5000001, 7.6, 51.6), 1, id="on the corner"),
        pytest.param(Box(7.5000002, 51.5, 7.6, 51.6), 0, id="a centimetre to the west"),
        pytest.param(Box(7.5, 51.5, 7.6, 51.5000001), 1, id="on the northern edge"),
        pytest.param(Box(-180, -90, 180, 90), 1, id="the whole earth"),
    ],
)
def test_the_edge_of_a_box_counts(box, count):
    index = index_of(document(1, position=HOME), document(2))
    assert len(found(index, principal=OPERATOR, area=Area(box))) == count


@pytest.mark.parametrize(
    ("principal", "position"),
    [
        pytest.param(EDITOR, HOME, id="editors know the exact position"),
        pytest.param(MEMBER, MIDDLE, id="other members the middle of the place"),
        pytest.param(STRANGER, MIDDLE, id="editors elsewhere, too"),
        pytest.param(Principal(), MIDDLE, id="and everybody else"),
        pytest.param(OPERATOR, HOME, id="the operator knows all"),
    ],
)  # fmt: skip
def test_a_position_is_told_and_asked_for_as_exactly_as_one_may_know_it(principal, position):
    index = index_of(document(1, position=HOME, place_position=MIDDLE))
    (cluster,) = index.clusters(Request(principal=principal), CLOSEST).clusters
    assert Point(cluster.latitude, cluster.longitude) == position
    for point in (HOME, MIDDLE):
        box = Box(point.longitude, point.latitude, point.longitude, point.latitude)
        assert bool(found(index, principal=principal, area=Area(box))) is (point == position)


def test_without_a_place_an_exact_position_is_for_editors_only():
    index = index_of(document(1, position=HOME))
    answer = index.clusters(Request(principal=MEMBER), 3)
    assert (answer.clusters, answer.count, answer.located) == ((), 1, 0)


def test_too_many_clusters_are_told_at_a_smaller_zoom(monkeypatch):
    monkeypatch.setattr(clusters_module, "MOST_CLUSTERS", 3)
    index = index_of(*(document(n, position=Point(51.0, 7.0 + n / 1000)) for n in range(1, 9)))
    answer = index.clusters(Request(principal=OPERATOR), CLOSEST)
    assert (answer.zoom < CLOSEST, len(answer.clusters) <= 3, answer.located) == (True, True, 8)


def test_a_filter_by_area_leaves_the_counts_of_other_facets_exact():
    index = index_of(
        document(1, keywords=("Wald",), position=HOME), document(2, keywords=("Wald", "Fest"), position=MIDDLE)
    )
    request = Request(principal=OPERATOR, area=Area(Box(7.7, 51.6, 7.7, 51.6)), facets=("keyword",))
    assert {each.value: each.count for each in index.search(request).facets["keyword"]} == {"fest": 1, "wald": 1}

"""Areas and clusters over HTTP: what is refused, what is told to whom, and the same while there is no index."""

import pytest
import shapely
from django.core.management import call_command

from assets.models import PlaceBoundary, Role
from assets.search import freshness
from tests.api.builders import caller, make_asset, make_organization, make_place, make_user

pytestmark = pytest.mark.django_db
WORLD = "-180,-90,180,90"
DENT = "7.0,51.0,8.0,51.0,7.5,51.5,8.0,52.0,7.0,52.0"


@pytest.fixture
def pictures(home):
    """One with a position in a place, one only with a place, one of another organization, one without either."""
    district = make_place("heiderland", kind="district", latitude=51.7, longitude=7.7)
    place = make_place("lindrode", name="Lindrode", parent=district, latitude=51.9, longitude=7.2)
    mill = make_place("muehle", parent=place, kind="part")
    far = make_organization("fremd")
    return {
        "own": make_asset(home, title="Burg", place=place, latitude=51.2, longitude=7.25),
        "placed": make_asset(home, place=mill),
        "foreign": make_asset(far, title="Burg", visibility="network", place=place, latitude=51.1, longitude=7.1),
        "nowhere": make_asset(home),
    }


def get(browser, path, **parameters):
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return browser.get(f"/api/v1/assets/{path}?{query}")


def names(browser, pictures, **parameters):
    told = {each["id"] for each in get(browser, "search", **parameters).json()["results"]}
    return sorted(name for name, asset in pictures.items() if str(asset.uuid) in told)


def cells(browser, **parameters):
    found = get(browser, "search/clusters", **{"zoom": 20, **parameters}).json()
    return [(each["count"], each["latitude"], each["longitude"], each["asset"]) for each in found["clusters"]]


def without_index(monkeypatch):
    monkeypatch.setattr(freshness.LiveIndex, "_fresh", lambda _self: None)


AREAS = [
    pytest.param({"bbox": WORLD}, ["foreign", "own", "placed"], id="everything that lies somewhere"),
    pytest.param({"bbox": "7.25,51.2,7.25,51.2"}, ["own"], id="one's own, to the centimetre"),
    pytest.param({"bbox": "7.1,51.1,7.1,51.1"}, [], id="another's exact position says nothing"),
    pytest.param({"bbox": "7.2,51.9,7.3,52"}, ["foreign", "placed"], id="the middle of the place does"),
    pytest.param({"polygon": DENT}, ["foreign", "own", "placed"], id="a polygon"),
    pytest.param({"polygon": DENT, "bbox": "7,51,8,51.5"}, ["own"], id="a polygon and a box"),
    pytest.param({"bbox": WORLD, "q": "burg"}, ["foreign", "own"], id="with words"),
    pytest.param({"bbox": WORLD, "place": "lindrode", "q": "-burg"}, ["placed"], id="with a facet"),
]


@pytest.mark.parametrize(("asked", "expected"), AREAS)
def test_an_area_is_a_filter_of_the_same_search(browser, pictures, asked, expected):
    assert names(browser, pictures, **asked) == expected


@pytest.mark.parametrize(("asked", "expected"), AREAS)
def test_the_plain_list_knows_areas_too(browser, pictures, asked, expected, monkeypatch):
    expected_cells = sorted(cells(browser, **asked), key=str)
    without_index(monkeypatch)
    assert names(browser, pictures, **asked) == expected
    assert sorted(cells(browser, **asked), key=str) == expected_cells


def test_clusters_are_those_of_the_search_and_name_single_pictures(browser, pictures):
    found = get(browser, "search/clusters", zoom=20).json()
    assert (found["count"], found["located"], found["zoom"], found["places"]) == (4, 3, 20, None)
    assert cells(browser) == [(2, 51.9, 7.2, None), (1, 51.2, 7.25, str(pictures["own"].uuid))]
    assert found["clusters"][0]["bounds"] == {"west": 7.2, "south": 51.9, "east": 7.2, "north": 51.9}


def test_who_may_not_edit_learns_the_middle_of_the_place(home, pictures):
    reader = caller(make_user("leser", (home, Role.VIEWER)))
    assert cells(reader) == [(3, 51.9, 7.2, None)]
    assert names(reader, pictures, bbox="7.25,51.2,7.25,51.2") == []


def test_places_of_the_result_are_told_with_their_outlines(browser, pictures):
    place = pictures["own"].place
    box = {"west": 7, "south": 51, "east": 8, "north": 52}
    PlaceBoundary.objects.create(place=place, geometry=shapely.to_wkb(shapely.box(*box.values())), **box)
    make_place("unbekannt", latitude=50, longitude=7)
    told = get(browser, "search/clusters", zoom=8, places=1).json()["places"]
    assert [(each["value"], each["count"], len(each["outline"])) for each in told] == [
        ("heiderland", 3, 0), ("lindrode", 3, 1), ("muehle", 1, 0),
    ]  # fmt: skip
    assert (told[1]["latitude"], told[1]["outline"][0][0]) == (51.9, [8.0, 51.0])


def test_nothing_in_the_area_says_what_there_is_without_it(browser, pictures):
    found = get(browser, "search", q="burg", bbox="0,0,1,1").json()
    assert {"drop": "area", "label": "ohne Kartenausschnitt", "count": 2, "query": None} in found["without"]


@pytest.mark.parametrize(
    ("parameter", "value", "words"),
    [
        pytest.param("bbox", "7.1,51.9,7.4", "vier Zahlen", id="three numbers"),
        pytest.param("bbox", "7.1,51.9,Kusel,52", "Zahlen in Grad", id="a word"),
        pytest.param("bbox", "7.1,nan,7.4,52", "Zahlen in Grad", id="not a number"),
        pytest.param("bbox", "7.4,51.9,7.1,52.1", "West", id="west of east"),
        pytest.param("bbox", "7.1,52.1,7.4,51.9", "Süd", id="south of north"),
        pytest.param("bbox", "7.1,91,7.4,92", "Breite", id="beyond the pole"),
        pytest.param("polygon", "7.1,51.9,7.4,51.9", "drei Ecken", id="two corners"),
        pytest.param("polygon", "7.1,51.9,7.4,51.9,7.4", "drei Ecken", id="half a corner"),
        pytest.param("polygon", "7,51,8,52,8,51,7,52", "kreuzt", id="a bow"),
        pytest.param("polygon", "7,51,7,51,7,51", "kreuzt", id="a point"),
        pytest.param("polygon", "7,51,8,51,9,51", "kreuzt", id="a line"),
        pytest.param("polygon", ",".join(["7,51"] * 201), "höchstens 200", id="too many corners"),
        pytest.param("polygon", "7,51,8,51,200,52", "Länge", id="not on earth"),
    ],
)
def test_what_is_no_area_is_a_problem_in_words(browser, parameter, value, words):
    for path, extra in (("search", {}), ("search/clusters", {"zoom": 3})):
        answer = get(browser, path, **{parameter: value}, **extra)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (400, "invalid-request")
        assert [each["field"] for each in problem["errors"]] == [parameter]
        assert words in problem["errors"][0]["message"]


def test_a_place_that_moves_is_told_where_it_is_now(home, pictures, browser, tmp_path):
    get(browser, "search")
    file = tmp_path / "orte.geojson"
    square = shapely.to_geojson(shapely.box(9, 50, 9.5, 50.5))
    file.write_text(
        f'{{"features": [{{"properties": {{"name": "Lindrode"}}, "geometry": {square}}}]}}', encoding="utf-8"
    )
    call_command("load_places", str(file))
    assert names(browser, pictures, bbox="9,50,9.5,50.5") == ["foreign", "placed"]


def test_the_plain_list_has_no_places_to_draw(browser, pictures, monkeypatch):
    without_index(monkeypatch)
    assert get(browser, "search/clusters", zoom=3, places=1).json()["places"] == []

"""Districts, municipalities and parts as one facet: counted exactly, and each with the value that it lies in."""

import pytest

from assets.models import Place
from tests.api.builders import make_asset, make_place

pytestmark = pytest.mark.django_db
Kind = Place.Kind


@pytest.fixture
def places() -> dict[str, Place]:
    district = make_place("kreis-heiderland", name="Kreis Heiderland", kind=Kind.DISTRICT)
    town = make_place("lindrode", name="Lindrode", parent=district)
    part = make_place("oberdorf", name="Oberdorf", kind=Kind.PART, parent=town)
    return {each.slug: each for each in (district, town, part)}


def facet(browser, query=""):
    found = browser.get(f"/api/v1/assets/search?facets=1{query}").json()
    return [(each["value"], each["count"], each["parent"]) for each in found["facets"]["place"]]


def test_places_stand_in_each_other_with_exact_counts(home, browser, places):
    make_asset(home, place=places["oberdorf"])
    make_asset(home, place=places["lindrode"])
    assert facet(browser) == [
        ("kreis-heiderland", 2, None), ("lindrode", 2, "kreis-heiderland"), ("oberdorf", 1, "lindrode"),
    ]  # fmt: skip


@pytest.mark.parametrize(("wanted", "count"), [("kreis-heiderland", 2), ("lindrode", 2), ("oberdorf", 1)])
def test_a_place_finds_what_lies_in_it(home, browser, places, wanted, count):
    make_asset(home, place=places["oberdorf"])
    make_asset(home, place=places["lindrode"])
    make_asset(home)
    for query in (f"place={wanted}", f"q=ort:{wanted}"):
        assert browser.get(f"/api/v1/assets/search?{query}").json()["count"] == count


def test_a_parent_that_is_not_listed_is_not_told(home, browser, places):
    make_asset(home, place=make_place("anderswo", parent=make_place("hinterm-berg")))
    assert ("anderswo", 1, "hinterm-berg") in facet(browser)
    assert all(parent is None or parent == "hinterm-berg" for _, _, parent in facet(browser))

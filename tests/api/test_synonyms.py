"""Words that search takes for each other, through the API."""

import pytest

from assets.models import Role
from tests.api.builders import Caller, caller, make_asset, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_organization("kusel")


@pytest.fixture
def boss(town) -> Caller:
    return caller(make_user("boss", (town, Role.ADMINISTRATOR)))


def test_a_group_that_ships_is_listed_and_searched_for_by_letters(boss):
    told = boss.get("/api/v1/synonyms?q=eheschl").json()
    assert [(each["key"], each["is_shipped"], each["version"]) for each in told["results"]] == [("trauung", True, 0)]
    assert told["total"] >= 300


def test_a_saved_group_finds_from_the_next_search_on(boss, town):
    make_asset(town, title="Dorfkrug", visibility="public")
    before = boss.get("/api/v1/assets/search?q=Zapfhahn").json()["count"]
    body = {"organization": str(town.uuid), "terms": ["Zapfhahn", "Dorfkrug"]}
    saved = boss.post("/api/v1/synonyms", body)
    found = boss.get("/api/v1/assets/search?q=Zapfhahn").json()["count"]
    assert (before, saved.status_code, saved.json()["version"], found) == (0, 201, 1, 1)


def test_a_changed_group_keeps_what_it_was(boss, town):
    body = {"organization": str(town.uuid), "key": "trauung", "terms": ["Trauung", "Hochzeit"], "is_active": False}
    boss.post("/api/v1/synonyms", body)
    told = boss.get("/api/v1/synonyms/versions?key=trauung").json()["results"]
    assert [(each["version"], each["is_active"], "wedding" in each["terms"]) for each in told] == [
        (1, False, False),
        (0, True, True),
    ]


def test_a_stale_change_is_refused_in_words(boss, town):
    body = {"organization": str(town.uuid), "key": "trauung", "terms": ["Trauung", "Hochzeit"], "version": 4}
    refused = boss.post("/api/v1/synonyms", body)
    assert (refused.status_code, refused.json()["code"]) == (400, "field-invalid")


def test_an_unknown_group_has_no_versions(boss):
    assert boss.get("/api/v1/synonyms/versions?key=nirgends").status_code == 404

"""Searching over HTTP: every filter of the interface, alone and together with a question."""

from urllib.parse import urlencode

import pytest

from assets.alike import remember_looks
from assets.models import Asset, Organization, Role
from tests.api.builders import Caller, caller, clear_rights, make_asset, make_organization, make_user

pytestmark = pytest.mark.django_db
QUESTION = {"channel": "website", "purpose": "public_relations"}


@pytest.fixture
def other() -> Organization:
    return make_organization("ahlenbrueck")


@pytest.fixture
def browser(home: Organization, other: Organization) -> Caller:
    """Somebody who belongs to two organizations."""
    return caller(make_user("rita", (home, Role.RIGHTS_MANAGER), (other, Role.VIEWER)))


@pytest.fixture
def castle(home: Organization) -> Asset:
    asset = make_asset(home, title="Schloss", keywords=["Schloss"])
    clear_rights(asset, by=make_user("pruefer", (home, Role.RIGHTS_MANAGER)))
    return asset


def search(browser: Caller, **query: object) -> dict[str, object]:
    response = browser.get(f"/api/v1/assets/search?{urlencode(query)}")
    assert response.status_code == 200, response.content
    found: dict[str, object] = response.json()
    return found


@pytest.mark.parametrize("query", [{}, QUESTION], ids=["no question", "with a question"])
def test_the_asking_organization_and_the_organization_facet_are_two_things(browser, home, other, castle, query):
    make_asset(other, title="Schloss Ahlenbrück")
    asked = {**query, **({"as": str(home.uuid)} if query else {})}
    both = search(browser, q="schloss", **asked)
    mine = search(browser, q="schloss", organization=str(home.uuid), **asked)
    assert (both["count"], mine["count"]) == (2, 1)
    assert mine["results"][0]["id"] == str(castle.uuid)


def test_a_verdict_filter_keeps_what_is_released_for_the_asking_organization(browser, home, other, castle):
    make_asset(other, title="Schloss Ahlenbrück")
    found = search(browser, q="schloss", verdict="allowed,allowed_with_duties", **QUESTION, **{"as": str(home.uuid)})
    assert [each["id"] for each in found["results"]] == [str(castle.uuid)]
    assert found["usable"] == 1


@pytest.mark.parametrize(
    "facet", ["place", "keyword", "campaign", "license", "creator", "media_type", "orientation", "year", "color"]
)
def test_a_facet_value_that_nothing_has_gives_an_empty_answer(browser, castle, facet):
    assert search(browser, **{facet: "1999" if facet == "year" else "gibt-es-nicht"})["count"] == 0


def test_the_same_picture_in_other_files_is_shown_with_its_own_verdict(browser, home, other, castle):
    twin, hidden = make_asset(other, title="Schloss klein"), make_asset(make_organization("fern"))
    for asset in (castle, twin, hidden):
        remember_looks(asset.pk, (4711, -5))
    query = urlencode({**QUESTION, "as": str(home.uuid)})
    answer = browser.get(f"/api/v1/assets/{castle.uuid}/alike?{query}").json()["results"]
    assert [(each["title"], each["verdict"]["verdict"]) for each in answer] == [("Schloss klein", "needs_decision")]
    assert browser.get(f"/api/v1/assets/{make_asset(home).uuid}/alike").json()["results"] == []

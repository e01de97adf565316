"""Collections as part of a search: looked through like the library, and filled with what a search finds."""

from datetime import date
from urllib.parse import urlencode

import pytest

from api.v1.collections import views
from assets.models import Asset, Collection, CollectionItem, Organization, Role, User
from assets.search import freshness
from licensing.services.grants import GrantRecord, record_grant
from tests.api.builders import (
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_collection,
    make_organization,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(home: Organization, rita: User) -> Collection:
    return make_collection(home, rita, "Herbst")


def search(browser: Caller, **query: object) -> dict[str, object]:
    response = browser.get(f"/api/v1/assets/search?{urlencode(query)}")
    assert response.status_code == 200, response.content
    found: dict[str, object] = response.json()
    return found


def fill(browser: Caller, board: Collection, **query: str) -> tuple[int, dict[str, object]]:
    response = browser.post(f"/api/v1/collections/{board.uuid}/assets", {"query": query})
    return response.status_code, response.json()


def put(board: Collection, *assets: Asset) -> None:
    rows = [CollectionItem(collection=board, asset=each, added_at=each.created_at) for each in assets]
    CollectionItem.objects.bulk_create(rows)


def ids(found: dict[str, object]) -> set[object]:
    return {each["id"] for each in found["results"]}  # type: ignore[attr-defined]  # JSON


def test_a_collection_is_searched_counted_and_judged_like_the_library(home, browser, board, rita):
    castle, park = make_asset(home, title="Schloss"), make_asset(home, title="Schlosspark")
    make_asset(home, title="Schloss daneben")
    clear_rights(castle, by=rita)
    put(board, castle, park)
    found = search(
        browser, collection=board.uuid, q="schloss", facets="1", channel="website", purpose="public_relations"
    )
    assert (ids(found), found["count"], found["usable"]) == ({str(castle.uuid), str(park.uuid)}, 2, 1)
    assert sum(each["count"] for each in found["facets"]["media_type"]) == 2
    assert ids(search(browser, collection=board.uuid, q="daneben")) == set()


def test_a_collection_shows_no_picture_that_the_asker_may_not_see(home, browser, board):
    put(board, make_asset(make_organization("fern"), title="Geheim"))
    assert search(browser, collection=board.uuid)["count"] == 0


@pytest.mark.parametrize("whose", ["nobody's", "somebody else's"])
def test_a_collection_that_is_not_ones_own_is_refused_alike(browser, board, whose):
    theirs = make_organization("fern")
    other = make_collection(theirs, make_user("fremd", (theirs, Role.EDITOR)), "Ihre")
    wanted = other.uuid if whose == "somebody else's" else "00000000-0000-4000-8000-000000000000"
    response = browser.get(f"/api/v1/assets/search?collection={wanted}")
    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, "collection")


def test_what_a_search_finds_goes_into_a_collection_once(home, browser, board):
    castles = {str(make_asset(home, title=f"Schloss {number}").uuid) for number in range(3)}
    make_asset(home, title="Rathaus")
    assert fill(browser, board, q="schloss") == (200, {"found": 3, "added": 3})
    make_asset(home, title="Schloss 4")
    assert fill(browser, board, q="schloss") == (200, {"found": 4, "added": 1})
    assert castles <= ids(search(browser, collection=board.uuid))


def test_too_much_at_once_changes_nothing(home, browser, board, monkeypatch):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 1)
    for _ in range(2):
        make_asset(home, title="Schloss")
    assert fill(browser, board, q="schloss")[0] == 400
    assert not board.assets.exists()


def test_who_may_not_widen_a_grant_fills_no_collection_that_it_stands_on(home, board, rita):
    make_asset(home, title="Schloss")
    record_grant(
        GrantRecord(
            licensor="Heimatverein", licensees=[str(home.uuid)], channels=["website"], purposes=["public_relations"],
            from_on=date(2026, 1, 1), evidence="Vertrag",
        ),
        by=rita, keeper=home, collection=board,
    )  # fmt: skip
    editor = caller(make_user("bea", (home, Role.EDITOR)))
    assert fill(editor, board, q="schloss")[0] == 403
    assert not board.assets.exists()


def test_while_the_index_is_built_a_collection_is_still_listed(home, browser, board, monkeypatch):
    asset = make_asset(home, title="Schloss")
    Asset.objects.create(
        organization=home, kind="photo", state="ready", created_at=asset.created_at, changed_at=asset.changed_at
    )
    put(board, asset)
    monkeypatch.setattr(freshness.LiveIndex, "_fresh", lambda _self: None)
    assert ids(search(browser, collection=board.uuid)) == {str(asset.uuid)}
    assert fill(browser, board, q="schloss")[0] == 503

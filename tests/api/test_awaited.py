"""A picture of a catalogue whose file has not come: shown like any other, never handed out, never an error of ours."""

import json
from typing import Any

import pytest
from django.utils import timezone

from assets.catalogue.fields import mapping_of
from assets.catalogue.files import Row
from assets.models import Asset, Organization
from licensing.catalogue import Moving, move_in
from tests.api.builders import clear_rights, make_asset

pytestmark = pytest.mark.django_db
WEB = {"channel": "website", "purpose": "public_relations"}


@pytest.fixture
def awaited(home: Organization) -> Asset:
    row = Row(1, {"id": "B-1042", "title": "Burg am See", "caption": "Nordseite", "keywords": ["Burg"]})
    for _ in move_in([row], Moving(home, "network", mapping_of(())), now=timezone.now()):
        pass
    return Asset.objects.get()


def answered(response: Any) -> dict[str, Any]:
    return json.loads(response.content)


def test_search_gives_the_reference_back(browser, awaited):
    (found,) = answered(browser.get("/api/v1/assets/search?q=burg"))["results"]
    assert (found["source_ref"], found["title"], found["tile_url"]) == ("B-1042", "Burg am See", None)


def test_the_reference_itself_finds_the_picture(browser, awaited):
    assert answered(browser.get("/api/v1/assets/search?q=B-1042"))["count"] == 1


def test_a_question_about_it_is_for_a_person(browser, awaited):
    (found,) = answered(browser.get("/api/v1/assets/search?q=burg&channel=website&purpose=public_relations"))["results"]
    assert found["verdict"]["verdict"] == "needs_decision"


@pytest.mark.parametrize(
    "path",
    ["", "/originals", "/originals/preview", "/versions", "/odrl", "/schema-org", "/history", "/similar",
     "/attribution", "/people"],
)  # fmt: skip
def test_every_page_about_it_can_be_read(browser, awaited, path):
    assert browser.get(f"/api/v1/assets/{awaited.uuid}{path}").status_code == 200


def test_the_list_of_assets_holds_it(browser, awaited):
    (found,) = answered(browser.get("/api/v1/assets?source_ref=B-1042"))["results"]
    assert found["filename"] == ""


def test_it_has_no_original_and_cannot_be_downloaded(browser, awaited):
    answer = answered(browser.get(f"/api/v1/assets/{awaited.uuid}"))
    assert (answer["original"], answer["permissions"]["download"], answer["state_reason"]) == (
        None,
        False,
        "Die Datei folgt.",
    )


@pytest.mark.parametrize(
    ("address", "body"),
    [
        pytest.param("/downloads", lambda one: {"asset": one, "question": WEB}, id="download"),
        pytest.param("/bundles", lambda one: {"assets": [one], "question": WEB, "title": "x"}, id="bundle"),
    ],
)
def test_asking_for_its_bytes_says_that_they_follow(browser, awaited, rita, address, body):
    clear_rights(awaited, by=rita)
    response = browser.post(f"/api/v1{address}", body(str(awaited.uuid)))
    assert (response.status_code, answered(response)["code"]) == (409, "not-ready")


def test_sharing_it_says_that_its_file_follows(browser, awaited, home, rita):
    clear_rights(awaited, by=rita)
    body = {"organization": str(home.uuid), "title": "Presse", "assets": [str(awaited.uuid)], "question": {}}
    body["question"] = {"purpose": "editorial_information"}
    response = browser.post("/api/v1/shares", body)
    assert (response.status_code, answered(response)["code"]) == (409, "not-ready")


def test_a_rendition_of_it_is_not_ready(browser, awaited):
    response = browser.post(f"/api/v1/assets/{awaited.uuid}/channel-renditions", {"preset": "facebook"})
    assert (response.status_code, answered(response)["code"]) == (409, "not-ready")


def test_checks_answer_for_it_beside_others(browser, awaited, home):
    other = make_asset(home, title="Schloss")
    response = browser.post("/api/v1/checks", {"assets": [str(awaited.uuid), str(other.uuid)], "question": WEB})
    assert response.status_code == 200

"""One asset: what is told of it, to whom; how it is described, and who is told when somebody was faster."""

from typing import Any

import pytest

from assets.models import Asset, Location, Organization, RawMetadatum, Role, User
from tests.api.builders import (
    NOWHERE,
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_campaign,
    make_grant,
    make_organization,
    make_place,
    make_user,
)
from tests.builders import source as make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def near() -> Organization:
    return make_organization("ahlen")


@pytest.fixture
def eva(home: Organization) -> User:
    return make_user("eva", (home, Role.EDITOR))


@pytest.fixture
def browser(eva: User) -> Caller:
    return caller(eva)


def change(browser: Caller, asset: Asset, body: Any, **headers: str) -> Any:
    version = Asset.objects.values_list("version", flat=True).get(pk=asset.pk)
    return browser.send("patch", f"/api/v1/assets/{asset.uuid}", body, **{"If-Match": f'"{version}"', **headers})


def test_a_description_is_saved_with_who_said_it(browser: Caller, home: Organization) -> None:
    asset = make_asset(home)
    make_place("hohenfeld", parent=make_place("kreis"))
    body = {
        "title": "Neu",
        "keywords": ["Schloss", "schloss", "Herbst"],
        "creators": ["J. Muster"],
        "place": "hohenfeld",
    }
    detail = change(browser, asset, body).json()
    assert (detail["title"], detail["keywords"], detail["creators"]) == ("Neu", ["Schloss", "Herbst"], ["J. Muster"])
    assert detail["place"]["path"] == ["Kreis", "Hohenfeld"]
    assert detail["fields"]["title"]["origin"] == "person"
    assert detail["fields"]["title"]["by"] == "Eva"


def test_whoever_was_slower_is_told_and_overwrites_nothing(browser: Caller, home: Organization) -> None:
    asset = make_asset(home, title="Alt")
    response = change(browser, asset, {"title": "Neu"}, **{"If-Match": '"0"'})
    assert (response.status_code, response.json()["code"]) == (412, "changed-meanwhile")
    assert response.headers["ETag"] == f'"{asset.version}"'
    assert Asset.objects.get(pk=asset.pk).title == "Alt"


def test_a_change_without_a_version_is_refused(browser: Caller, home: Organization) -> None:
    response = browser.send("patch", f"/api/v1/assets/{make_asset(home).uuid}", {"title": "Neu"})
    assert (response.status_code, response.json()["code"]) == (428, "precondition-required")


def test_the_etag_follows_every_change(browser: Caller, home: Organization) -> None:
    asset = make_asset(home)
    before = browser.get(f"/api/v1/assets/{asset.uuid}").headers["ETag"]
    after = change(browser, asset, {"title": "Neu"}).headers["ETag"]
    assert before != after == browser.get(f"/api/v1/assets/{asset.uuid}").headers["ETag"]


def test_sharing_reaches_exactly_who_is_named(browser: Caller, home: Organization, near: Organization) -> None:
    asset, far = make_asset(home), make_organization("fremd")
    change(browser, asset, {"visibility": "selected", "shared_with": [str(near.uuid)]})
    neighbor, stranger = (caller(make_user(each.slug, (each, Role.VIEWER))) for each in (near, far))
    address = f"/api/v1/assets/{asset.uuid}"
    assert (neighbor.get(address).status_code, stranger.get(address).status_code) == (200, 404)


@pytest.mark.parametrize("field", ["place", "campaigns", "shared_with"])
def test_ids_in_a_body_go_through_the_same_door(field: str, browser: Caller, home: Organization) -> None:
    hidden = make_campaign(make_organization("fremd"), "Geheim", visibility="organization")
    values = {
        "place": [str(NOWHERE)],
        "shared_with": [[str(NOWHERE)]],
        "campaigns": [[str(NOWHERE)], [str(hidden.uuid)]],
    }
    answers = [change(browser, make_asset(home), {field: value}) for value in values[field]]
    assert {each.status_code for each in answers} == {400}
    assert len({str(each.json()["errors"]) for each in answers}) == 1


def test_a_campaign_that_one_cannot_see_is_kept(browser: Caller, home: Organization) -> None:
    asset = make_asset(home)
    hidden = make_campaign(make_organization("fremd"), "Geheim", visibility="organization")
    hidden.assets.add(asset)
    assert change(browser, asset, {"campaigns": []}).json()["campaigns"] == []
    assert hidden.assets.filter(pk=asset.pk).exists()


def _full(home: Organization, tmp_path: Any) -> Asset:
    asset = make_asset(home, visibility="network", latitude=51.9, longitude=7.6, persons_shown=["Erika Muster"])
    Asset.objects.filter(pk=asset.pk).update(
        field_origins={"persons_shown": {"origin": "xmp:Iptc4xmpExt:PersonInImage"}}
    )
    RawMetadatum.objects.create(
        original=asset.original, container="xmp", property="PersonInImage", decoded="Erika Muster"
    )
    Location.objects.create(
        source=make_source(home, tmp_path),
        key="geheim/erika.jpg",
        size_bytes=1,
        original=asset.original,
        found_at=asset.created_at,
        seen_at=asset.created_at,
    )
    return asset


@pytest.mark.parametrize(
    ("role", "is_told"),
    [(Role.VIEWER, False), (Role.CONTRIBUTOR, False), (Role.EDITOR, True), (Role.ADMINISTRATOR, True)],
)
def test_position_persons_and_raw_values_are_for_editors(
    role: Role, is_told: bool, home: Organization, tmp_path: Any
) -> None:
    asset = _full(home, tmp_path)
    response = caller(make_user("wer", (home, role))).get(f"/api/v1/assets/{asset.uuid}")
    told = [
        word
        for word in ("Erika", "51.9", "geheim/erika.jpg", asset.original.sha256)
        if word in response.content.decode()
    ]
    assert bool(told) is is_told
    assert len(told) in {0, 4}


def test_an_editor_of_another_organization_is_told_no_more_than_a_viewer(
    home: Organization, near: Organization, tmp_path: Any
) -> None:
    asset = _full(home, tmp_path)
    detail = caller(make_user("nachbar", (near, Role.ADMINISTRATOR))).get(f"/api/v1/assets/{asset.uuid}").json()
    assert (detail["gps"], detail["persons_shown"], detail["raw"], detail["original"]["sha256"]) == (None, [], [], None)
    assert detail["permissions"] == {"edit": False, "edit_rights": False, "download": True}


def test_contracts_are_for_the_organization_that_keeps_them(
    browser: Caller, home: Organization, near: Organization, eva: User
) -> None:
    asset = make_asset(home, visibility="network")
    clear_rights(asset, by=eva)
    make_grant(home, asset, by=eva, reference="Vertrag 2026-117")
    address = f"/api/v1/assets/{asset.uuid}"
    stranger = caller(make_user("nachbar", (near, Role.ADMINISTRATOR)))
    assert browser.get(address).json()["rights"]["grants"][0]["label"] == "Vertrag 2026-117"
    rights = stranger.get(address).json()["rights"]
    assert (rights["grants"], rights["assignment"]["evidence"]) == ([], None)


def test_a_quarantined_asset_shows_no_picture(home: Organization, browser: Caller) -> None:
    asset = make_asset(home, state="quarantined", state_reason="Verdacht")
    detail = browser.get(f"/api/v1/assets/{asset.uuid}").json()
    assert (detail["tile_url"], detail["renditions"]["tile"], detail["state_reason"]) == (None, None, "Verdacht")
    assert browser.get(f"/api/v1/assets/{asset.uuid}/renditions/tile").status_code == 404


def test_rights_are_recorded_and_change_the_answer_at_once(home: Organization) -> None:
    manager = caller(make_user("rita", (home, Role.RIGHTS_MANAGER)))
    asset = make_asset(home, title="Schloss", creators=["J. Muster"])
    body = {
        "assignment": {"license": "CC0-1.0", "status": "verified", "evidence": "Seite gesehen",
                       "licensor_is_creator": "yes",
                       "source_url": "https://example.org/"},
        "states": dict.fromkeys(("persons", "works", "property", "audio"), "none_confirmed") | {"ai": "no"},
    }  # fmt: skip
    before, after = _verdict(manager, asset), manager.send("put", f"/api/v1/assets/{asset.uuid}/rights", body)
    assert before == "needs_decision"
    assert after.json()["assignment"]["status"] == "verified"
    assert _verdict(manager, asset) == "allowed"


def test_an_embargo_is_set_and_lifted(home: Organization) -> None:
    manager, asset = caller(make_user("rita", (home, Role.RIGHTS_MANAGER))), make_asset(home)
    address = f"/api/v1/assets/{asset.uuid}/rights"
    held = manager.send("put", address, {"embargo": {"until_local": "2099-12-01T10:00"}}).json()
    assert held["embargo"] == {"until_local": "2099-12-01T10:00", "zone": "Europe/Berlin", "precision": "minute"}
    assert manager.send("put", address, {"embargo": None}).json()["embargo"] is None


@pytest.mark.parametrize("until", ["2099-02-31T10:00", "2027-03-28T02:30"])
def test_a_time_that_there_is_not_is_refused(until: str, home: Organization) -> None:
    manager, asset = caller(make_user("rita", (home, Role.RIGHTS_MANAGER))), make_asset(home)
    response = manager.send("put", f"/api/v1/assets/{asset.uuid}/rights", {"embargo": {"until_local": until}})
    assert response.status_code == 400


def test_verified_without_evidence_is_refused(home: Organization) -> None:
    manager, asset = caller(make_user("rita", (home, Role.RIGHTS_MANAGER))), make_asset(home)
    body = {"assignment": {"license": "CC0-1.0", "status": "verified"}}
    assert manager.send("put", f"/api/v1/assets/{asset.uuid}/rights", body).status_code == 400


def _verdict(who: Caller, asset: Asset) -> str:
    body = {"assets": [str(asset.uuid)], "question": {"channel": "website", "purpose": "public_relations"}}
    verdict: str = who.post("/api/v1/checks", body).json()["decisions"][0]["verdict"]
    return verdict

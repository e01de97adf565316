"""Asking and taking: checks, downloads, and answers that are given once."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from assets.models import Asset, AuditEvent, Campaign, IdempotentAnswer, Organization, Role, User
from assets.services import touch_assets
from assets.storage import store_from_settings
from licensing.models import AssetRights, Download, RightsDecision
from licensing.services import GrantRecord, record_grant
from tests.api.builders import (
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_collection,
    make_grant,
    make_organization,
    make_user,
)

pytestmark = pytest.mark.django_db
WEB = {"channel": "website", "purpose": "public_relations"}


@pytest.fixture
def free(home: Organization, rita: User) -> Asset:
    asset = make_asset(home, title="Schloss")
    clear_rights(asset, by=rita)
    return asset


def take(browser: Caller, asset: Asset, **headers: str) -> Any:
    return browser.post("/api/v1/downloads", {"asset": str(asset.uuid), "question": WEB}, **headers)


def make_ready(made: dict[str, Any]) -> str:
    store_from_settings().put("downloads/x", b"copy")
    Download.objects.filter(uuid=made["id"]).update(state="ready", key="downloads/x", media_type="image/jpeg")
    return f"/api/v1/downloads/{made['id']}"


def test_one_asset_on_all_channels_is_a_matrix(browser: Caller, free: Asset) -> None:
    body = {"assets": [str(free.uuid)], "channels": ["*"], "question": {"purpose": "public_relations"}}
    answer = browser.post("/api/v1/checks", body).json()
    assert [each["channel"] for each in answer["decisions"]][:3] == ["website", "intranet", "newsletter"]
    assert sum(answer["summary"].values()) == len(answer["decisions"]) == 13


def test_decisions_come_in_the_order_asked(browser: Caller, home: Organization) -> None:
    ids = [str(make_asset(home).uuid) for _ in range(3)][::-1]
    decisions = browser.post("/api/v1/checks", {"assets": ids, "question": WEB}).json()["decisions"]
    assert [each["asset"] for each in decisions] == ids


def test_too_many_answers_at_once_are_refused(browser: Caller, home: Organization) -> None:
    ids = [str(make_asset(home).uuid) for _ in range(16)]
    assert browser.post("/api/v1/checks", {"assets": ids, "channels": ["*"], "question": WEB}).status_code == 400


def test_one_may_only_ask_for_ones_own_organization(browser: Caller, free: Asset) -> None:
    other = make_organization("ahlen")
    body = {"assets": [str(free.uuid)], "question": {**WEB, "organization": str(other.uuid)}}
    assert browser.post("/api/v1/checks", body).json()["errors"][0]["code"] == "does_not_exist"


def test_the_contract_behind_an_answer_is_named_to_its_keeper_alone(
    browser: Caller, home: Organization, rita: User
) -> None:
    near = make_organization("ahlen")
    asset = make_asset(home, visibility="network", creators=["J. Muster"])
    clear_rights(asset, by=rita, code="CONTRACT")
    grant = make_grant(home, asset, by=rita, licensees=["*"], reference="Vertrag 7")
    body = {"assets": [str(asset.uuid)], "question": {**WEB, "channel": "poster"}}
    own = browser.post("/api/v1/checks", body)
    others = caller(make_user("nachbar", (near, Role.ADMINISTRATOR))).post("/api/v1/checks", body)
    assert own.json()["decisions"][0]["nearest_miss_grant"] == str(grant.uuid)
    assert others.json()["decisions"][0]["nearest_miss_grant"] is None
    assert "Vertrag 7" not in others.content.decode()
    assert str(grant.uuid) not in others.content.decode()


def test_a_released_copy_is_prepared_and_fetched(browser: Caller, free: Asset) -> None:
    made = take(browser, free)
    assert (made.status_code, made.json()["state"], made.json()["url"]) == (201, "preparing", None)
    address = make_ready(made.json())
    assert browser.get(address).json()["url"] == f"{address}/content"
    response = browser.get(f"{address}/content")
    assert b"".join(response.streaming_content) == b"copy"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(action="download.taken").count() == 1


def test_what_is_not_released_is_refused_with_its_decision_and_the_decision_is_kept(
    browser: Caller, home: Organization
) -> None:
    response = take(browser, make_asset(home))
    body = response.json()
    assert (response.status_code, body["code"]) == (403, "not-released")
    assert body["decision"]["verdict"] == "needs_decision"
    assert RightsDecision.objects.get().verdict == "needs_decision"
    assert not Download.objects.exists()


def test_a_right_lost_meanwhile_stops_a_copy_that_is_ready(browser: Caller, free: Asset) -> None:
    address = make_ready(take(browser, free).json())
    AssetRights.objects.filter(asset=free).update(persons="unknown")
    touch_assets([free.pk])
    assert browser.get(address).json()["url"] is None
    assert browser.get(f"{address}/content").json()["code"] == "not-released"


def test_an_old_copy_has_to_be_asked_for_again(browser: Caller, free: Asset) -> None:
    address = make_ready(take(browser, free).json())
    Download.objects.update(expires_at=timezone.now())
    assert browser.get(f"{address}/content").json()["code"] == "not-ready"


def test_the_same_key_and_body_create_once(browser: Caller, free: Asset) -> None:
    first, again = (take(browser, free, **{"Idempotency-Key": "taste-1"}) for _ in range(2))
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Download.objects.count() == 1


def test_another_body_under_the_same_key_is_refused(browser: Caller, home: Organization) -> None:
    bodies = [{"organization": str(home.uuid), "name": name} for name in ("Eins", "Zwei")]
    answers = [browser.post("/api/v1/campaigns", body, **{"Idempotency-Key": "k"}) for body in bodies]
    assert [each.status_code for each in answers] == [201, 422]
    assert Campaign.objects.count() == 1


def test_a_refusal_is_not_kept_under_its_key(browser: Caller, home: Organization, rita: User) -> None:
    asset = make_asset(home)
    assert take(browser, asset, **{"Idempotency-Key": "k"}).status_code == 403
    clear_rights(asset, by=rita)
    assert take(browser, asset, **{"Idempotency-Key": "k"}).status_code == 201


def test_keys_belong_to_their_user(browser: Caller, home: Organization) -> None:
    other = caller(make_user("eva", (home, Role.EDITOR)))
    body = {"organization": str(home.uuid), "name": "Auswahl"}
    ids = {who.post("/api/v1/collections", body, **{"Idempotency-Key": "k"}).json()["id"] for who in (browser, other)}
    assert len(ids) == 2


def test_a_secret_is_not_kept_with_the_answer(browser: Caller) -> None:
    body = {"name": "Abgleich", "scopes": ["read"]}
    first, again = (browser.post("/api/v1/tokens", body, **{"Idempotency-Key": "k"}).json() for _ in range(2))
    assert again == {**first, "secret": None}
    assert first["secret"] not in str(IdempotentAnswer.objects.get().body)


def test_whoever_publishes_together_has_to_be_covered_too(browser: Caller, home: Organization, rita: User) -> None:
    asset, partner = make_asset(home), make_organization("ahlenbrueck")
    clear_rights(asset, by=rita, code="CONTRACT")
    record = GrantRecord(
        licensor="Studio", licensees=[str(home.uuid)], channels=["*"], purposes=["*"], from_on=date(2026, 1, 1),
        evidence="Vertrag", credit_required="no", commercial="yes",
    )  # fmt: skip
    record_grant(record, by=rita, keeper=home, asset=asset)

    def verdict(*partners: str) -> str:
        body = {"assets": [str(asset.uuid)], "question": {**WEB, "co_publishers": list(partners)}}
        return str(browser.post("/api/v1/checks", body).json()["decisions"][0]["verdict"])

    assert (verdict(), verdict(str(partner.uuid))) == ("allowed", "forbidden")


def test_a_collection_with_a_grant_is_filled_by_rights_managers_alone(
    browser: Caller, home: Organization, rita: User
) -> None:
    collection, asset = make_collection(home, rita, "Freigegeben"), make_asset(home)
    grant = {
        "organization": str(home.uuid), "collection": str(collection.uuid), "licensor": "Heimatverein",
        "licensees": ["*"], "channels": ["*"], "purposes": ["*"], "from_on": "2026-01-01", "evidence": "Vertrag",
    }  # fmt: skip
    assert browser.post("/api/v1/grants", grant).status_code == 201
    address = f"/api/v1/collections/{collection.uuid}/assets/{asset.uuid}"
    editor = caller(make_user("eva", (home, Role.EDITOR)))
    assert editor.send("put", address).json()["code"] == "not-permitted"
    assert browser.send("put", address).status_code == 204
    assert browser.send("delete", f"/api/v1/collections/{collection.uuid}").json()["code"] == "in-use"


def test_keeping_a_contract_does_not_release_other_peoples_pictures(browser: Caller, home: Organization) -> None:
    asset = make_asset(make_organization("ahlen"), visibility="network")
    grant = {
        "organization": str(home.uuid), "asset": str(asset.uuid), "licensor": "Wir selbst",
        "licensees": ["*"], "channels": ["*"], "purposes": ["*"], "from_on": "2026-01-01",
    }  # fmt: skip
    assert browser.post("/api/v1/grants", grant).json()["code"] == "not-permitted"


def test_a_detail_is_asked_about_as_a_change_and_kept_with_the_download(browser: Caller, free: Asset) -> None:
    part = {"crop": {"x": 0.25, "y": 0, "width": 0.5, "height": 1}, "max_edge": 1080}
    made = browser.post("/api/v1/downloads", {"asset": str(free.uuid), "question": WEB, **part})
    assert made.status_code == 201, made.content
    download = Download.objects.get(uuid=made.json()["id"])
    assert (download.crop, download.max_edge) == ({"x": 0.25, "y": 0.0, "width": 0.5, "height": 1.0}, 1080)
    assert download.decision.question["modifications"] == ["crop", "resize"]
    assert made.json()["provenance_note"] is None


@pytest.mark.parametrize(
    "part",
    [
        pytest.param({"crop": {"x": 0.6, "y": 0, "width": 0.5, "height": 1}}, id="reaches outside"),
        pytest.param({"crop": {"x": 0, "y": 0, "width": 0, "height": 1}}, id="nothing left"),
        pytest.param({"max_edge": 0}, id="no pixel"),
    ],
)
def test_a_detail_that_is_none_is_refused_before_anything_is_decided(
    browser: Caller, free: Asset, part: dict[str, Any]
) -> None:
    made = browser.post("/api/v1/downloads", {"asset": str(free.uuid), "question": WEB, **part})
    assert made.status_code == 400, made.content
    assert not RightsDecision.objects.exists()

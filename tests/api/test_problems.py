"""Whatever fails is RFC 9457 and says nothing of the inside (security rule 37)."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection

from api.pages import write_cursor
from api.problem_catalog import KINDS
from assets.models import Asset, Organization, Role, User
from assets.storage import StoreUnavailable
from tests.api.builders import NOWHERE, Caller, caller, make_asset, make_user

pytestmark = pytest.mark.django_db
MEMBERS = {"type", "title", "status", "detail", "code", "request_id"}


@pytest.fixture
def editor(home: Organization) -> User:
    return make_user("eva", (home, Role.EDITOR))


@pytest.fixture
def browser(editor: User) -> Caller:
    return caller(editor)


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Check the shape of a problem and return it."""
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert MEMBERS <= set(body) <= MEMBERS | {"errors", "decision"}
    assert body["type"] == f"urn:bildkreis:problem:{code}"
    assert body["request_id"] == response.headers["X-Request-Id"]
    return body


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        pytest.param("get", f"/api/v1/assets/{NOWHERE}", None, 404, "not-found", id="unknown id"),
        pytest.param("get", "/api/v1/assets/nummer-7", None, 404, "not-found", id="no id at all"),
        pytest.param("get", "/api/v1/nichts", None, 404, "not-found", id="unknown address"),
        pytest.param("get", "/api/v2/assets", None, 404, "not-found", id="unknown version"),
        pytest.param("delete", "/api/v1/assets", None, 405, "method-not-allowed", id="method"),
        pytest.param("post", "/api/v1/checks", "{", 400, "malformed-json", id="broken json"),
        pytest.param("post", "/api/v1/checks", "[" * 100_000, 400, "malformed-json", id="deep json"),
        pytest.param("post", "/api/v1/checks", b"\xff\xfe", 400, "malformed-json", id="not utf-8"),
        pytest.param("post", "/api/v1/checks", "NaN", 400, "malformed-json", id="not a number"),
        pytest.param("post", "/api/v1/checks", "[]", 400, "invalid-request", id="a list for an object"),
        pytest.param("post", "/api/v1/checks", {"assets": []}, 400, "invalid-request", id="missing fields"),
        pytest.param("post", "/api/v1/checks", " " * 1_100_000, 413, "body-too-large", id="too large"),
        pytest.param("get", "/api/v1/assets?page_size=9999", None, 400, "invalid-request", id="page too large"),
        pytest.param("get", "/api/v1/assets?cursor=kaputt", None, 400, "invalid-request", id="no cursor"),
        pytest.param("get", "/api/v1/assets?organization=x", None, 400, "invalid-request", id="filter value"),
        pytest.param("get", "/api/v1/assets?colour=red", None, 400, "invalid-request", id="unknown parameter"),
        pytest.param("get", "/api/v1/assets/search?cursor=kaputt", None, 400, "invalid-request", id="search cursor"),
        pytest.param("get", f"/api/v1/assets/search?q={'a+' * 40}", None, 400, "invalid-request", id="too many words"),
        pytest.param(
            "get", "/api/v1/assets/search?channel=website", None, 400, "invalid-request", id="half a question"
        ),
        pytest.param("get", "/api/v1/assets/search?q=%00", None, 400, "invalid-request", id="nul"),
    ],
)
def test_every_failure_is_a_problem_with_a_stable_code(
    method: str, path: str, body: Any, status: int, code: str, browser: Caller
) -> None:
    problem(browser.send(method, path, body), status, code)


def test_another_content_type_is_refused(browser: Caller) -> None:
    response = browser.client.post("/api/v1/checks", data="a=1", content_type="application/x-www-form-urlencoded")
    problem(response, 415, "unsupported-media-type")


def test_unknown_fields_are_named_not_ignored(browser: Caller, home: Organization) -> None:
    asset = make_asset(home)
    response = browser.send(
        "patch", f"/api/v1/assets/{asset.uuid}", {"state": "ready", "sha256": "0"}, **{"If-Match": f'"{asset.version}"'}
    )
    errors = problem(response, 400, "invalid-request")["errors"]
    assert [(each["field"], each["code"]) for each in errors] == [("sha256", "unknown"), ("state", "unknown")]


def test_wrong_fields_are_all_named_with_a_message_in_german(browser: Caller) -> None:
    response = browser.post("/api/v1/checks", {"assets": ["x"], "question": {"channel": "zeppelin"}})
    errors = problem(response, 400, "invalid-request")["errors"]
    assert {each["field"]: each["code"] for each in errors} == {
        "assets.0": "invalid",
        "question.channel": "invalid_choice",
    }
    assert errors[-1]["message"] == "Diesen Wert gibt es hier nicht."


def test_lone_surrogates_are_refused(browser: Caller, home: Organization) -> None:
    asset = make_asset(home)
    body = '{"title": "\\ud800"}'
    response = browser.send("patch", f"/api/v1/assets/{asset.uuid}", body, **{"If-Match": f'"{asset.version}"'})
    assert response.status_code == 400


def test_a_database_that_is_away_is_said_at_once(browser: Caller) -> None:
    with mock.patch.object(connection, "cursor", side_effect=OperationalError("connection to 10.0.0.7 refused")):
        response = caller().get("/api/v1/assets", Authorization="Bearer bk_x")
    body = problem(response, 503, "database-unavailable")
    assert response.headers["Retry-After"] == "5"
    assert "10.0.0.7" not in str(body)


class _StoreAway:
    def open(self, key: str) -> Iterator[bytes]:
        raise StoreUnavailable("no route to s3.intern", key=key)


def test_a_store_that_is_away_is_said_without_its_name(
    browser: Caller, home: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = make_asset(home)
    monkeypatch.setattr("api.v1.renditions.views.store_from_settings", _StoreAway)
    response = browser.get(f"/api/v1/assets/{asset.uuid}/renditions/tile")
    assert "s3.intern" not in str(problem(response, 503, "store-unavailable"))


def test_a_fault_of_the_program_tells_nothing_and_is_logged(
    browser: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> Asset:
        raise RuntimeError("SELECT secret FROM /srv/bildkreis")

    monkeypatch.setattr("api.v1.assets.views.find_asset", broken)
    body = problem(browser.get(f"/api/v1/assets/{NOWHERE}"), 500, "internal-error")
    assert "secret" not in str(body)
    assert "RuntimeError" in caplog.text


def test_a_strange_host_is_a_problem_too(browser: Caller) -> None:
    response = browser.client.get("/api/v1/session", headers={"Host": "evil.example"})
    problem(response, 400, "malformed-request")


def test_request_ids_are_ours_and_new_each_time(browser: Caller) -> None:
    first = browser.get("/api/v1/session", **{"X-Request-Id": "mine"}).headers["X-Request-Id"]
    second = browser.get("/api/v1/session").headers["X-Request-Id"]
    assert "mine" not in {first, second}
    assert first != second


def test_codes_are_kebab_case_and_titles_are_sentences() -> None:
    assert all(code.replace("-", "").isalpha() and code.islower() for code in KINDS)
    assert all(kind.title.endswith(".") for kind in KINDS.values())


@pytest.mark.parametrize(
    "position",
    [
        pytest.param(["name", "a\u0000b", str(NOWHERE)], id="nul"),
        pytest.param(["-created_at", "2026-01-01", str(NOWHERE)], id="another order"),
        pytest.param(["name", None, str(NOWHERE)], id="nothing"),
        pytest.param(["name", "a", 7], id="a number for a uuid"),
    ],
)
def test_a_made_up_place_in_a_list_is_refused(position: list[Any], browser: Caller) -> None:
    problem(browser.get(f"/api/v1/campaigns?cursor={write_cursor(position)}"), 400, "invalid-request")


def test_a_made_up_time_in_a_list_is_refused(browser: Caller) -> None:
    cursor = write_cursor(["-changed_at", "2026-01-01T10:00", str(NOWHERE)])
    problem(browser.get(f"/api/v1/assets?cursor={cursor}"), 400, "invalid-request")

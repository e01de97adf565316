"""Keys for programs (security rule 13): shown once, hashed, scoped, expiring, in the header only."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from assets.models import ApiToken, Membership, Organization, Role, User
from tests.api.builders import Caller, caller, make_asset, make_token, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def eva(home: Organization) -> User:
    return make_user("eva", (home, Role.EDITOR))


@pytest.fixture
def browser(eva: User) -> Caller:
    return caller(eva)


def create(browser: Caller, **body: Any) -> Any:
    return browser.post("/api/v1/tokens", {"name": "Abgleich", "scopes": ["read"], **body})


def test_a_secret_is_shown_once_and_stored_as_a_hash(browser: Caller) -> None:
    secret = create(browser).json()["secret"]
    stored = ApiToken.objects.get()
    assert secret.startswith("bk_")
    assert len(secret) == len("bk_") + 43
    assert secret not in str(vars(stored))
    assert "secret" not in browser.get("/api/v1/tokens").json()["results"][0]


def test_a_token_opens_what_its_scope_covers(browser: Caller) -> None:
    program = caller(token=create(browser).json()["secret"])
    assert program.get("/api/v1/assets").status_code == 200
    assert program.post("/api/v1/checks", {}).json()["code"] == "scope-missing"


@pytest.mark.parametrize("days", [0, 366, 10_000])
def test_a_token_lives_a_year_at_most(days: int, browser: Caller) -> None:
    assert create(browser, days=days).status_code == 400


def test_an_expired_token_is_refused_like_an_unknown_one(eva: User) -> None:
    answers = [
        caller(token=secret).get("/api/v1/assets")
        for secret in (make_token(eva, ["read"], expires_in=timedelta(seconds=-1)), "bk_unbekannt")
    ]
    bodies = [{key: value for key, value in each.json().items() if key != "request_id"} for each in answers]
    assert bodies[0] == bodies[1]
    assert [each.status_code for each in answers] == [401, 401]


def test_an_ended_token_is_refused_at_once(browser: Caller) -> None:
    made = create(browser).json()
    browser.send("delete", f"/api/v1/tokens/{made['id']}")
    assert caller(token=made["secret"]).get("/api/v1/assets").status_code == 401


def test_a_token_is_never_more_than_its_owner(home: Organization, eva: User) -> None:
    asset, program = make_asset(home), caller(token=make_token(eva, ["read", "rights"]))
    assert program.send("put", f"/api/v1/assets/{asset.uuid}/rights", {"states": {}}).status_code == 403
    Membership.objects.filter(user=eva).update(until_on=timezone.localdate() - timedelta(days=1))
    assert program.get(f"/api/v1/assets/{asset.uuid}").status_code == 404


@pytest.mark.parametrize(("method", "path"), [("get", ""), ("post", ""), ("delete", "/{id}")])
def test_a_token_cannot_list_make_or_end_tokens(method: str, path: str, eva: User) -> None:
    program = caller(token=make_token(eva, [scope.value for scope in ApiToken.Scope]))
    address = "/api/v1/tokens" + path.format(id=ApiToken.objects.get().uuid)
    assert program.send(method, address, {"name": "x", "scopes": ["read"]}).json()["code"] == "session-required"


def test_a_token_in_the_address_counts_for_nothing(eva: User) -> None:
    secret = make_token(eva, ["read"])
    assert caller().get(f"/api/v1/vocabulary?token={secret}&access_token={secret}").status_code == 401


def test_a_request_with_a_bad_token_takes_no_cookie(eva: User) -> None:
    client = caller(eva).client
    assert client.get("/api/v1/assets", headers={"Authorization": "Bearer bk_falsch"}).status_code == 401
    assert client.get("/api/v1/assets", headers={"Authorization": "Basic ZXZhOnB3"}).status_code == 401


def test_a_token_request_needs_no_csrf_token(eva: User, home: Organization) -> None:
    from django.test import Client

    asset, client = make_asset(home), Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    response = client.patch(
        f"/api/v1/assets/{asset.uuid}",
        data={"title": "Neu"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {make_token(eva, ['write'])}", "If-Match": f'"{asset.version}"'},
    )
    assert response.status_code == 200


def test_writes_are_limited_per_user(browser: Caller, settings: Any) -> None:
    settings.RATE_WRITE = "2/h"
    assert [create(browser).status_code for _ in range(3)] == [201, 201, 429]


def test_searches_are_limited_per_user(browser: Caller, settings: Any) -> None:
    settings.RATE_SEARCH = "2/h"
    responses = [browser.get("/api/v1/assets/search") for _ in range(3)]
    assert [each.status_code for each in responses] == [200, 200, 429]
    assert int(responses[-1].headers["Retry-After"]) > 0

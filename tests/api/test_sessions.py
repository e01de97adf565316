"""Signing in with a browser: same answers for right and wrong guesses about accounts, CSRF, Origin, rates."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from assets.models import AuditEvent, Role, User
from tests.api.builders import PASSWORD, caller, make_organization, make_token, make_user

pytestmark = pytest.mark.django_db
ORIGIN = "http://localhost"


@pytest.fixture
def eva() -> User:
    user = make_user("eva", (make_organization("lindrode"), Role.EDITOR))
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser() -> Client:
    """A browser that has loaded the page and so has the CSRF cookie."""
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.get("/api/v1/session")
    return client


def send(browser: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    sent = {"X-CSRFToken": browser.cookies["csrftoken"].value, "Origin": ORIGIN, **headers}
    sent = {name: value for name, value in sent.items() if value}
    return getattr(browser, method)(path, data=body, content_type="application/json", headers=sent)


def sign_in(browser: Client, **body: str) -> Any:
    return send(browser, "post", "/api/v1/session", body or {"username": "eva", "password": PASSWORD})


def test_signing_in_tells_who_and_where(browser: Client, eva: User) -> None:
    body = sign_in(browser).json()
    assert body["user"] == {"id": str(eva.uuid), "name": "Eva", "initials": "E"}
    assert body["organizations"][0]["roles"] == ["viewer", "contributor", "editor"]
    assert browser.get("/api/v1/assets").status_code == 200


def test_signing_in_begins_a_new_session(browser: Client, eva: User) -> None:
    sign_in(browser)
    first = browser.cookies["session"].value
    sign_in(browser)
    assert browser.cookies["session"].value != first


def test_signing_out_ends_the_session(browser: Client, eva: User) -> None:
    sign_in(browser)
    session = browser.cookies["session"].value
    assert send(browser, "delete", "/api/v1/session").status_code == 204
    browser.cookies["session"] = session
    assert browser.get("/api/v1/assets").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"username": "eva", "password": "falsch"}, id="wrong password"),
        pytest.param({"username": "niemand", "password": PASSWORD}, id="unknown account"),
        pytest.param({"username": "aus", "password": PASSWORD}, id="disabled account"),
        pytest.param({"demo_account": "eva"}, id="a demo that does not run"),
        pytest.param({"username": "eva"}, id="no password"),
    ],
)
def test_every_refusal_looks_the_same(body: dict[str, str], browser: Client, eva: User) -> None:
    off = make_user("aus", is_active=False)
    off.set_password(PASSWORD)
    off.save()
    response = sign_in(browser, **body)
    problem = {key: value for key, value in response.json().items() if key != "request_id"}
    assert response.status_code == 401
    assert problem == {
        "type": "urn:bildkreis:problem:sign-in-failed",
        "title": "Die Anmeldung hat nicht geklappt.",
        "status": 401,
        "detail": "Die Anmeldung hat nicht geklappt.",
        "code": "sign-in-failed",
    }


@pytest.mark.parametrize("username", ["eva", "niemand"])
def test_known_and_unknown_accounts_cost_one_password_hash(
    username: str, browser: Client, eva: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    sign_in(browser, username=username, password="falsch")
    assert len(hashed) == 1


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"X-CSRFToken": ""}, id="no token"),
        pytest.param({"X-CSRFToken": "x" * 32}, id="wrong token"),
        pytest.param({"Origin": "https://evil.example"}, id="another origin"),
        pytest.param({"Origin": "null"}, id="an origin that hides"),
        pytest.param({"Origin": ""}, id="no origin"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/api/v1/session"),
        ("delete", "/api/v1/session"),
        ("post", "/api/v1/tokens"),
        ("post", "/api/v1/checks"),
    ],
)
def test_a_changing_request_needs_token_and_origin(
    method: str, path: str, headers: dict[str, str], browser: Client, eva: User
) -> None:
    sign_in(browser)
    response = send(browser, method, path, {"username": "eva", "password": PASSWORD}, **headers)
    assert (response.status_code, response.json()["code"]) == (403, "csrf-failed")


def test_ten_wrong_guesses_close_the_account_for_a_while(browser: Client, eva: User, settings: Any) -> None:
    settings.LOGIN_ATTEMPTS = 10
    statuses = [sign_in(browser, username="eva", password="falsch").status_code for _ in range(10)]
    response = sign_in(browser)
    assert statuses == [401] * 10
    assert (response.status_code, response.json()["code"]) == (429, "too-many-requests")
    assert 0 < int(response.headers["Retry-After"]) <= 15 * 60


def test_guesses_are_counted_per_address_too_and_a_forwarded_address_is_not_believed(
    browser: Client, eva: User, settings: Any
) -> None:
    settings.LOGIN_ATTEMPTS = 3
    for number in range(3):
        sign_in(browser, username=f"konto-{number}", password="falsch")
    response = send(browser, "post", "/api/v1/session", {"username": "eva", "password": PASSWORD},
                    **{"X-Forwarded-For": "203.0.113.9"})  # fmt: skip
    assert response.status_code == 429


def test_a_token_cannot_begin_a_session(eva: User) -> None:
    client = Client(SERVER_NAME="localhost")
    response = client.post(
        "/api/v1/session",
        data={"username": "eva", "password": PASSWORD},
        content_type="application/json",
        headers={"Authorization": f"Bearer {make_token(eva, ['read'])}"},
    )
    assert response.json()["code"] == "session-required"


def test_sign_ins_and_refusals_stand_in_the_audit_trail_without_names(browser: Client, eva: User) -> None:
    sign_in(browser, username="eva", password="falsch")
    sign_in(browser)
    rows = list(AuditEvent.objects.values_list("action", "actor"))
    assert rows == [("session.refused", "anonymous"), ("session.begun", str(eva.uuid))]


def test_a_user_who_is_disabled_is_out_at_once(browser: Client, eva: User) -> None:
    sign_in(browser)
    get_user_model().objects.filter(pk=eva.pk).update(is_active=False)
    assert browser.get("/api/v1/assets").status_code == 401


def test_refused_access_stands_in_the_audit_trail(eva: User) -> None:
    program = caller(token=make_token(eva, ["read"]))
    program.post("/api/v1/checks", {})
    caller().post("/api/v1/checks", {})
    (event,) = AuditEvent.objects.all()
    assert (event.action, event.actor, event.object_id) == ("access.denied", str(eva.uuid), "POST Checks")
    assert event.data == {"code": "scope-missing"}

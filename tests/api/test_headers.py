"""Headers on every answer (security rules 14, 15, 31)."""

import pytest

from assets.models import Organization, Role
from assets.storage import store_from_settings
from tests.api.builders import NOWHERE, Caller, caller, make_asset, make_user

pytestmark = pytest.mark.django_db
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def browser(home: Organization) -> Caller:
    return caller(make_user("eva", (home, Role.EDITOR)))


@pytest.mark.parametrize(
    ("path", "policy", "cache"),
    [
        pytest.param("/api/v1/session", POLICY, "no-store", id="json"),
        pytest.param(f"/api/v1/assets/{NOWHERE}", POLICY, "no-store", id="problem"),
        pytest.param("/api/v1/nichts", POLICY, "no-store", id="no such address"),
        pytest.param("/api/v1/schema", POLICY, "no-store", id="schema"),
        pytest.param("/health/live", POLICY, None, id="health"),
        pytest.param("/", POLICY, None, id="interface"),
    ],
)
def test_every_answer_is_strict(path: str, policy: str, cache: str | None, browser: Caller) -> None:
    headers = browser.get(path).headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert headers["Content-Security-Policy"] == policy
    assert "camera=()" in headers["Permissions-Policy"]
    assert cache is None or headers["Cache-Control"] == cache


def test_only_the_documentation_page_may_carry_a_style_block(browser: Caller) -> None:
    response = browser.get("/api/v1/docs")
    assert response.headers["Content-Security-Policy"] == POLICY.replace(
        "style-src 'self'", "style-src 'self' 'unsafe-inline'"
    )
    assert b"https://" not in response.content, "everything is served from here"


def test_map_tiles_of_others_may_be_shown_and_nothing_else_is_asked_there(browser: Caller, settings: object) -> None:
    settings.MAP_TILES = "https://karten.example/web/{z}/{x}/{y}.png"  # type: ignore[attr-defined]  # pytest-django's
    policy = browser.get("/api/v1/session").headers["Content-Security-Policy"]
    assert policy == POLICY.replace("data: blob:", "data: blob: https://karten.example")


def test_a_store_elsewhere_is_named_in_the_policy(browser: Caller, settings: object) -> None:
    settings.S3_PUBLIC_ENDPOINT = "https://bilder.example:8443/path"  # type: ignore[attr-defined]  # pytest-django's
    policy = browser.get("/api/v1/session").headers["Content-Security-Policy"]
    assert "img-src 'self' data: blob: https://bilder.example:8443;" in policy
    assert "connect-src 'self' https://bilder.example:8443;" in policy


def test_media_are_private_cannot_run_and_are_asked_for_each_time(browser: Caller, home: Organization) -> None:
    asset = make_asset(home)
    store_from_settings().put(f"renditions/{asset.uuid}/tile", b"RIFF")
    response = browser.get(f"/api/v1/assets/{asset.uuid}/renditions/tile")
    assert b"".join(response.streaming_content) == b"RIFF"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Content-Type"] == "image/webp"
    assert "Set-Cookie" not in response.headers


def test_an_unchanged_rendition_costs_a_304(browser: Caller, home: Organization) -> None:
    asset = make_asset(home)
    store_from_settings().put(f"renditions/{asset.uuid}/tile", b"RIFF")
    address = f"/api/v1/assets/{asset.uuid}/renditions/tile"
    first = browser.send("head", address)
    again = browser.get(address, **{"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, first.content, again.status_code) == (200, b"", 304)


@pytest.mark.parametrize("method", ["head", "options"])
def test_head_and_options_say_little_and_change_nothing(method: str, browser: Caller) -> None:
    response = browser.send(method, "/api/v1/assets")
    assert response.content == b""
    assert response.status_code == {"head": 200, "options": 204}[method]


def test_no_other_origin_is_let_in(browser: Caller) -> None:
    response = browser.send("options", "/api/v1/assets", Origin="https://evil.example")
    assert not [name for name in response.headers if name.lower().startswith("access-control-")]

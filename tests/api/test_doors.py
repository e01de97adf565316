"""The gate at every door: whatever can return bytes of a picture is a preview, or refuses without a release."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import pytest
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from api.v1.downloads.handing_out import lifetime
from assets.models import Asset, FormerOriginal, Organization, Rendition, Role, User, Visibility
from assets.services import touch_assets
from assets.storage import store_from_settings
from assets.uploads.taking import library_of
from licensing.models import AssetRights, Bundle, Download, RightsDecision, ShareAcceptance
from licensing.services import withdraw_consent
from tests.api.builders import (
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_grant,
    make_organization,
    make_user,
)
from tests.licensing.uses import adult, consent, portrait

pytestmark = pytest.mark.django_db
WEB = {"channel": "website", "purpose": "public_relations"}
PRESS = {"channel": "press", "purpose": "editorial_information"}
QUERY = "channel=website&purpose=public_relations"

PREVIEW, USABLE, KEPT, NO_PICTURE = "preview", "usable", "kept", "no picture"
DOORS: Final = {
    "/api/v1/assets/{asset_id}/renditions/{preset}": USABLE,
    "/api/v1/downloads/{download_id}/content": USABLE,
    "/api/v1/bundles/{bundle_id}/content": USABLE,
    "/api/v1/shared/{token}/assets/{asset_id}/renditions/{preset}": PREVIEW,
    "/api/v1/shared/{token}/artworks/{artwork_id}/pictures/{kind}": PREVIEW,
    "/api/v1/shared/{token}/copies/{copy_id}/content": USABLE,
    "/api/v1/channel-renditions/{rendition_id}/picture": PREVIEW,
    "/api/v1/assets/{asset_id}/originals/{number}/content": KEPT,
}
"""Operations that return bytes of a picture. The first has previews, too: tile and preview.

A kept original opens for those who answer for the record alone (`permission_table`).
"""


@dataclass(slots=True)
class Place:
    home: Organization
    rita: User
    browser: Caller


@pytest.fixture
def place() -> Place:
    home = make_organization("lindrode", contact_email="presse@lindrode.example")
    rita = make_user("rita", (home, Role.RIGHTS_MANAGER))
    return Place(home, rita, caller(rita))


@pytest.fixture
def free(place: Place) -> Asset:
    asset = make_asset(place.home, title="Schloss", visibility="network", width=3000, height=2000)
    clear_rights(asset, by=place.rita)
    return asset


def lose(asset: Asset) -> None:
    AssetRights.objects.filter(asset=asset).update(persons="unknown")
    touch_assets([asset.pk])


def add_views(asset: Asset) -> None:
    for preset in ("tile", "preview", "large"):
        key = f"renditions/{asset.uuid}/{preset}"
        store_from_settings().put(key, b"RIFF")
        Rendition.objects.update_or_create(
            original=asset.original, preset=preset,
            defaults={
                "key": key, "media_type": "image/webp", "width": 1, "height": 1, "size_bytes": 4,
                "sha256": f"{preset:0<64}", "created_at": timezone.now(),
            },
        )  # fmt: skip


def share(place: Place, *assets: Asset) -> Any:
    body = {
        "organization": str(place.home.uuid), "assets": [str(each.uuid) for each in assets], "question": PRESS,
        "title": "Herbsttage", "terms": "Nur mit Bildnachweis.",
    }  # fmt: skip
    return place.browser.post("/api/v1/shares", body)


def accepted(token: str) -> str:
    answer = caller().post(f"/api/v1/shared/{token}/acceptance", {"accepted": True})
    secret: str = answer.json()["acceptance"]
    return secret


def ready(model: Any, uuid: str) -> None:
    store_from_settings().put("downloads/x", b"copy")
    model.objects.filter(uuid=uuid).update(state="ready", key="downloads/x")


def status_of(browser: Caller, address: str) -> int:
    """The status of an answer whose bytes are read to their end."""
    answer = browser.get(address)
    if hasattr(answer, "streaming_content"):
        list(answer.streaming_content)
    status: int = answer.status_code
    return status


# --- every door


def test_every_operation_that_returns_bytes_is_named_here() -> None:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    with_bytes = {
        path
        for path, methods in paths.items()
        for each in methods.values()
        for kind in each["responses"].get("200", {}).get("content", {})
        if not kind.startswith(("application/json", "text/", "application/problem"))
    }
    others = {"/api/v1/documents/{document_id}/content", "/api/v1/schema", "/api/v1/docs"}
    assert {path for path in with_bytes - others if "ld+json" not in path and "odrl" not in path} >= set(DOORS)
    unnamed = {
        path
        for path in with_bytes - set(DOORS) - others
        if any(word in path for word in ("rendition", "content", "download", "copies"))
    }
    assert not unnamed


def _download(place: Place, asset: Asset) -> str:
    made = place.browser.post("/api/v1/downloads", {"asset": str(asset.uuid), "question": WEB}).json()
    ready(Download, made["id"])
    return f"/api/v1/downloads/{made['id']}/content"


def _bundle(place: Place, asset: Asset) -> str:
    body = {"assets": [str(asset.uuid)], "question": WEB, "title": "Auswahl"}
    made = place.browser.post("/api/v1/bundles", body).json()
    ready(Bundle, made["id"])
    return f"/api/v1/bundles/{made['id']}/content"


def _shared(place: Place, asset: Asset) -> str:
    token = share(place, asset).json()["secret"]
    body = {"acceptance": accepted(token), "asset": str(asset.uuid)}
    made = caller().post(f"/api/v1/shared/{token}/copies", body).json()
    ready(Download, made["id"])
    return f"/api/v1/shared/{token}/copies/{made['id']}/content"


def _large(_place: Place, asset: Asset) -> str:
    add_views(asset)
    return f"/api/v1/assets/{asset.uuid}/renditions/large?{QUERY}"


@pytest.mark.parametrize(
    ("door", "status"),
    [
        pytest.param(_large, 403, id="large view"),
        pytest.param(_download, 403, id="download"),
        pytest.param(_bundle, 403, id="bundle"),
        pytest.param(_shared, 410, id="share"),
    ],
)
def test_a_usable_copy_stays_when_the_release_went_meanwhile(
    door: Callable[[Place, Asset], str], status: int, place: Place, free: Asset
) -> None:
    address = door(place, free)
    viewer = caller(make_user("vera", (place.home, Role.VIEWER))) if door is _large else place.browser
    assert status_of(viewer, address) == 200
    lose(free)
    assert status_of(viewer, address) == status


def test_a_consent_withdrawn_meanwhile_stops_the_copy_that_was_ready(place: Place) -> None:
    asset = make_asset(place.home, title="Porträt")
    person = adult(place.home, place.rita)
    given = consent(person, place.rita)
    portrait(asset, person, place.rita)
    address = _download(place, asset)
    assert status_of(place.browser, address) == 200
    withdraw_consent(given, happened_at=timezone.now(), by=place.rita, received_by="Brief")
    answer = place.browser.get(address)
    assert (answer.status_code, answer.json()["decision"]["verdict"]) == (403, "forbidden")


@pytest.mark.parametrize("preset", ["tile", "preview"])
def test_a_preview_is_for_everybody_who_sees_the_asset(preset: str, place: Place, free: Asset) -> None:
    add_views(free)
    lose(free)
    neighbor = caller(make_user("nora", (make_organization("ahlen"), Role.VIEWER)))
    assert status_of(neighbor, f"/api/v1/assets/{free.uuid}/renditions/{preset}") == 200


# --- kept originals


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(Role.VIEWER, 403, id="viewer"),
        pytest.param(Role.EDITOR, 403, id="editor"),
        pytest.param(Role.RIGHTS_MANAGER, 200, id="rights manager"),
    ],
)
def test_a_kept_original_opens_for_rights_managers_of_its_organization_alone(
    role: Role, status: int, place: Place, free: Asset
) -> None:
    store_from_settings().put("uploads/former", b"former")
    FormerOriginal.objects.create(
        asset=free, number=1, sha256="f" * 64, size_bytes=6, media_type="image/jpeg", filename="alt.jpg",
        source=library_of(place.home), key="uploads/former", replaced_at=timezone.now(), replaced_by=place.rita,
        because="Bessere Datei",
    )  # fmt: skip
    address = f"/api/v1/assets/{free.uuid}/originals/1/content"
    assert status_of(caller(make_user("berta", (place.home, role))), address) == status
    neighbor = make_user("nora", (make_organization("ahlen"), Role.RIGHTS_MANAGER))
    assert status_of(caller(neighbor), address) == 403


# --- the large view


def test_the_large_view_is_the_editors_working_view_and_for_others_needs_a_question(place: Place, free: Asset) -> None:
    add_views(free)
    address = f"/api/v1/assets/{free.uuid}/renditions/large"
    editor = caller(make_user("eva", (place.home, Role.EDITOR)))
    viewer = caller(make_user("vera", (place.home, Role.VIEWER)))
    assert status_of(editor, address) == 200
    assert viewer.get(address).json()["code"] == "not-released"
    assert status_of(viewer, f"{address}?{QUERY}") == 200
    assert RightsDecision.objects.get(asset=free).verdict == "allowed"


def test_a_stock_picture_is_seen_but_not_taken_by_others_than_its_buyer(place: Place) -> None:
    asset = make_asset(place.home, visibility=Visibility.NETWORK, creators=["J. Muster"])
    clear_rights(asset, by=place.rita, code="ADOBE-STOCK-STANDARD")
    make_grant(place.home, asset, by=place.rita, reference="Bestellung 7")
    add_views(asset)
    neighbor = caller(make_user("nora", (make_organization("ahlen"), Role.EDITOR)))
    assert status_of(neighbor, f"/api/v1/assets/{asset.uuid}/renditions/preview") == 200
    refused = neighbor.post("/api/v1/downloads", {"asset": str(asset.uuid), "question": WEB})
    assert (refused.status_code, refused.json()["code"]) == (403, "not-released")
    assert neighbor.get(f"/api/v1/assets/{asset.uuid}/renditions/large?{QUERY}").status_code == 403


# --- signed addresses


@pytest.mark.parametrize(
    ("left", "seconds"),
    [
        pytest.param(None, 60, id="no change is known: a minute"),
        pytest.param(timedelta(days=1), 60, id="a change tomorrow: a minute"),
        pytest.param(timedelta(seconds=20), 20, id="a change in 20 seconds: 20 seconds"),
    ],
)
def test_a_signed_address_ends_within_a_minute_and_before_rights_change(left: timedelta | None, seconds: int) -> None:
    now = timezone.now()
    assert lifetime(now + left if left else None, now=now) == timedelta(seconds=seconds)


# --- bundles


def test_only_what_is_released_goes_into_a_bundle_and_the_rest_is_named(place: Place, free: Asset) -> None:
    other, unclear = make_asset(place.home), make_asset(place.home)
    clear_rights(other, by=place.rita)
    body = {"assets": [str(each.uuid) for each in (free, unclear, other)], "question": WEB, "title": "Auswahl"}
    made = place.browser.post("/api/v1/bundles", body)
    answer = made.json()
    assert (made.status_code, answer["sentence"]["de"]) == (201, "2 von 3 dürfen heraus.")
    assert [each["asset"] for each in answer["members"]] == [str(free.uuid), str(other.uuid)]
    assert [each["asset"] for each in answer["refused"]] == [str(unclear.uuid)]
    assert RightsDecision.objects.count() == 3


def test_a_bundle_of_nothing_is_refused_and_its_decisions_are_kept(place: Place) -> None:
    body = {"assets": [str(make_asset(place.home).uuid) for _ in range(2)], "question": WEB, "title": "Auswahl"}
    assert place.browser.post("/api/v1/bundles", body).json()["code"] == "nothing-released"
    assert (Bundle.objects.count(), RightsDecision.objects.count()) == (0, 2)


# --- share links


def test_a_link_shows_terms_pictures_and_credits_and_nothing_of_inside(place: Place, free: Asset) -> None:
    made = share(place, free)
    token = made.json()["secret"]
    assert made.status_code == 201
    page = caller().get(f"/api/v1/shared/{token}")
    answer = page.json()
    assert (answer["title"], answer["terms"], answer["contact"]) == (
        "Herbsttage", "Nur mit Bildnachweis.", "presse@lindrode.example",
    )  # fmt: skip
    assert [each["title"] for each in answer["pictures"]] == ["Schloss"]
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert page.headers["Cache-Control"] == "private, no-store"
    text = page.content.decode()
    assert [word for word in ("rita", "Rita", "filename", "decision", "grant") if word in text] == []


def test_views_come_without_acceptance_and_copies_only_with_it(place: Place, free: Asset) -> None:
    add_views(free)
    token = share(place, free).json()["secret"]
    view = f"/api/v1/shared/{token}/assets/{free.uuid}/renditions"
    assert [status_of(caller(), f"{view}/{each}") for each in ("tile", "preview", "large")] == [200, 200, 404]
    body = {"acceptance": "geraten", "asset": str(free.uuid)}
    assert caller().post(f"/api/v1/shared/{token}/copies", body).json()["code"] == "terms-not-accepted"
    body["acceptance"] = accepted(token)
    assert caller().post(f"/api/v1/shared/{token}/copies", body).status_code == 201
    assert (
        caller().post(f"/api/v1/shared/{token}/copies", {"acceptance": body["acceptance"]}).json()["kind"] == "bundle"
    )
    assert ShareAcceptance.objects.count() == 1


def test_an_acceptance_of_one_link_opens_no_other(place: Place, free: Asset) -> None:
    first, second = (share(place, free).json()["secret"] for _ in range(2))
    body = {"acceptance": accepted(first), "asset": str(free.uuid)}
    assert caller().post(f"/api/v1/shared/{second}/copies", body).json()["code"] == "terms-not-accepted"


def test_a_revoked_link_says_since_when_and_an_unknown_one_nothing(place: Place, free: Asset) -> None:
    made = share(place, free).json()
    assert place.browser.send("delete", f"/api/v1/shares/{made['id']}").status_code == 204
    ended = caller().get(f"/api/v1/shared/{made['secret']}")
    today = timezone.localdate()
    assert ended.status_code == 410
    assert ended.json()["detail"] == (
        f"Diese Freigabe ist am {today:%d.%m.%Y} beendet worden. Fragen Sie die Pressestelle."
    )
    assert caller().get("/api/v1/shared/gibt-es-nicht").status_code == 404


def test_a_picture_that_lost_its_release_is_gone_from_the_page_and_the_last_one_ends_it(
    place: Place, free: Asset
) -> None:
    other = make_asset(place.home)
    clear_rights(other, by=place.rita)
    token = share(place, free, other).json()["secret"]
    add_views(free)
    lose(free)
    assert [each["id"] for each in caller().get(f"/api/v1/shared/{token}").json()["pictures"]] == [str(other.uuid)]
    assert caller().get(f"/api/v1/shared/{token}/assets/{free.uuid}/renditions/tile").status_code == 404
    lose(other)
    assert caller().get(f"/api/v1/shared/{token}").json()["code"] == "share-ended"
    AssetRights.objects.update(persons="none_confirmed")
    touch_assets([free.pk, other.pk])
    assert caller().get(f"/api/v1/shared/{token}").json()["code"] == "share-ended"


def test_what_may_not_be_passed_on_is_not_shared(place: Place) -> None:
    asset = make_asset(place.home, creators=["J. Muster"])
    clear_rights(asset, by=place.rita, code="CONTRACT")
    make_grant(place.home, asset, by=place.rita, channels=["website", "press"], purposes=["*"])
    assert share(place, asset).json()["code"] == "nothing-released"


def test_only_editors_of_the_organization_make_links(place: Place, free: Asset) -> None:
    viewer = Place(place.home, place.rita, caller(make_user("vera", (place.home, Role.VIEWER))))
    assert share(viewer, free).json()["code"] == "not-permitted"


def test_links_are_throttled_per_address(place: Place, free: Asset, settings: Any) -> None:
    token = share(place, free).json()["secret"]
    settings.RATE_SHARED = "2/min"
    answers = [caller().get(f"/api/v1/shared/{token}").status_code for _ in range(3)]
    assert answers == [200, 200, 429]

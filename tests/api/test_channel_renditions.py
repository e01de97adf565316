"""Renditions for channels through the API: what is offered, what it will be, and that bytes leave by decision only."""

from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from assets.models import Asset, Organization, Rendition, RenditionJob, User
from assets.renditions import VIEW
from assets.storage import store_from_settings
from licensing.models import Download
from tests.api.builders import Caller, clear_rights, make_asset
from tests.renditions.press import press_profile

pytestmark = pytest.mark.django_db
INSTAGRAM = {"channel": "instagram", "purpose": "public_relations"}


def licensed(home: Organization, rita: User, code: str = "CC0-1.0", **values: Any) -> Asset:
    asset = make_asset(home, width=4000, height=3000, creators=["Nora Beispiel"], **values)
    clear_rights(asset, by=rita, code=code)
    return asset


def order(browser: Caller, asset: Asset, **body: Any) -> Any:
    return browser.post(f"/api/v1/assets/{asset.uuid}/channel-renditions", {"preset": "instagram-4x5", **body})


def test_presets_say_what_they_fit_and_what_cannot_be_made_here(browser: Caller, tmp_path: Any) -> None:
    presets = {each["code"]: each for each in browser.get("/api/v1/rendition-presets").json()["results"]}
    assert (presets["instagram-4x5"]["width"], presets["instagram-4x5"]["height"]) == (1080, 1350)
    assert presets["instagram-4x5"]["channels"] == ["instagram"]
    assert presets["instagram-4x5"]["unavailable"] is None
    assert "CMYK" in presets["print-cmyk-tiff"]["unavailable"]["de"]
    (tmp_path / "press.icc").write_bytes(press_profile())
    with override_settings(CMYK_PROFILE=str(tmp_path / "press.icc")):
        presets = {each["code"]: each for each in browser.get("/api/v1/rendition-presets").json()["results"]}
    assert presets["print-cmyk-tiff"]["unavailable"] is None
    assert presets["print-cmyk-tiff"]["profile"] == "Probe"


def test_an_order_is_accepted_once_and_says_what_will_be(browser: Caller, home: Organization, rita: User) -> None:
    asset = licensed(home, rita, focal_point={"x": 1, "y": 0.5})
    first, second = order(browser, asset), order(browser, asset)
    assert first.status_code == second.status_code == 202
    answer = first.json()
    assert answer["id"] == second.json()["id"]
    assert (answer["width"], answer["height"], answer["state"]) == (1080, 1350, "waiting")
    assert answer["modifications"] == ["crop", "resize"]
    assert answer["crop"]["x"] == pytest.approx(0.4, abs=1e-4)
    assert (answer["url"], answer["decision"]) == (None, None)
    assert browser.get(f"/api/v1/channel-renditions/{answer['id']}").json()["state"] == "waiting"


def test_with_a_question_the_decision_knows_the_crop(browser: Caller, home: Organization, rita: User) -> None:
    answer = order(browser, licensed(home, rita, "CC-BY-4.0", source_ref="A1"), question=INSTAGRAM).json()
    assert answer["decision"]["verdict"] in {"allowed", "allowed_with_duties"}
    credit = browser.post(
        "/api/v1/downloads", {"asset": answer["asset"], "question": INSTAGRAM, "rendition": "instagram-4x5"}
    ).json()
    assert "crop" in credit["modifications"]


@pytest.mark.parametrize("body", [{}, {"crop": {"x": 0, "y": 0, "width": 0.5, "height": 0.5}}], ids=["auto", "drawn"])
def test_without_derivatives_the_whole_picture_lies_on_a_canvas_unless_somebody_drew_a_frame(
    body: Any, browser: Caller, home: Organization, rita: User
) -> None:
    asset = licensed(home, rita, "CC-BY-ND-4.0")
    web = {"channel": "website", "purpose": "public_relations", "commercial": "no"}
    answer = order(browser, asset, preset="website-hero", question=web, **body).json()
    if body:
        assert (answer["on_canvas"], "crop" in answer["modifications"]) == (False, True)
        assert answer["decision"]["verdict"] == "forbidden"
        return
    assert (answer["on_canvas"], answer["crop"], "crop" in answer["modifications"]) == (True, None, False)
    assert answer["decision"]["verdict"] == "allowed_with_duties"
    assert answer["notes"][0]["de"].startswith("Ganzes Bild auf Fläche")
    taken = browser.post("/api/v1/downloads", {"asset": str(asset.uuid), "question": web, "rendition": "website-hero"})
    assert (taken.status_code, taken.json()["crop"]) == (201, None)


def test_a_small_original_says_that_nothing_is_enlarged(browser: Caller, home: Organization, rita: User) -> None:
    answer = order(browser, make_asset(home, width=400, height=500)).json()
    assert (answer["width"], answer["height"], answer["is_smaller"]) == (400, 500, True)
    assert "vergrößert nicht" in answer["notes"][0]["de"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"preset": "print-cmyk-tiff"}, 400, id="no profile"),
        pytest.param({"preset": "nothing"}, 400, id="unknown preset"),
        pytest.param({"preset": "film-poster"}, 400, id="for films"),
        pytest.param({"crop": {"x": 0.9, "y": 0, "width": 0.5, "height": 1}}, 400, id="outside"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    body: Any, status: int, browser: Caller, home: Organization, rita: User
) -> None:
    assert order(browser, licensed(home, rita), **body).status_code == status
    assert not RenditionJob.objects.exists()


def test_the_bytes_of_a_rendition_leave_only_by_a_released_download(
    browser: Caller, home: Organization, rita: User
) -> None:
    asset = make_asset(home, width=4000, height=3000)
    body = {"asset": str(asset.uuid), "question": INSTAGRAM, "rendition": "instagram-4x5"}
    assert browser.post("/api/v1/downloads", body).status_code == 403
    assert not Download.objects.exists()


@pytest.mark.parametrize(
    ("preset", "edge", "status"),
    [
        pytest.param(VIEW, 480, 200, id="the small view"),
        pytest.param(VIEW, 481, 404, id="a view that is too large"),
        pytest.param("instagram-4x5", 480, 404, id="the rendition itself"),
    ],
)
def test_only_the_small_view_is_shown_without_a_decision(
    preset: str, edge: int, status: int, browser: Caller, home: Organization, rita: User
) -> None:
    asset = licensed(home, rita)
    job = RenditionJob.objects.get(uuid=order(browser, asset).json()["id"])
    store_from_settings().put("renditions/x", b"RIFF")
    Rendition.objects.create(
        original=asset.original, preset=preset, recipe=job.recipe, key="renditions/x", media_type="image/webp",
        width=edge, height=300, size_bytes=4, sha256="a" * 64, created_at=timezone.now(),
    )  # fmt: skip
    answer = browser.get(f"/api/v1/channel-renditions/{job.uuid}/picture")
    if hasattr(answer, "streaming_content"):
        list(answer.streaming_content)
    assert answer.status_code == status


def test_what_was_ordered_of_former_bytes_is_gone(browser: Caller, home: Organization, rita: User) -> None:
    asset = licensed(home, rita)
    made = order(browser, asset).json()["id"]
    asset.original.sha256 = "f" * 64
    asset.original.save()
    assert browser.get(f"/api/v1/channel-renditions/{made}").status_code == 404


def test_the_focal_point_is_set_by_a_person_and_given_back(browser: Caller, home: Organization, rita: User) -> None:
    asset = make_asset(home, focal_point={"x": 0.2, "y": 0.3}, focal_by="guess", focal_guess={"x": 0.2, "y": 0.3})
    address = f"/api/v1/assets/{asset.uuid}"
    tag = browser.get(address).headers["ETag"]
    answer = browser.send("patch", address, {"focal_point": {"x": 0.7, "y": 0.1}}, **{"If-Match": tag})
    assert (answer.json()["focal_point"], answer.json()["focal_by"]) == ({"x": 0.7, "y": 0.1}, "person")
    back = browser.send("patch", address, {"focal_point": None}, **{"If-Match": answer.headers["ETag"]})
    assert (back.json()["focal_point"], back.json()["focal_by"]) == ({"x": 0.2, "y": 0.3}, "guess")

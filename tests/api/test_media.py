"""Media and captions as they are served: nothing runs in our origin, players get their stretch."""

import hashlib

import pytest
from django.utils import timezone

from assets.models import Rendition, Role
from assets.storage import store_from_settings
from tests.api.builders import caller, make_asset, make_organization, make_user

pytestmark = pytest.mark.django_db
FILM = bytes(range(256)) * 8
KINDS = {
    "tile": "image/webp", "preview": "image/jpeg", "film-proxy": "video/mp4", "film-storyboard": "image/jpeg",
    "film-storyboard-index": "text/vtt",
}  # fmt: skip
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<script>Hallo\n"


@pytest.fixture
def town():
    return make_organization("kreis-hohenau")


@pytest.fixture
def film(town):
    asset = make_asset(town, kind="video")
    Rendition.objects.filter(original=asset.original).delete()
    for preset, media_type in KINDS.items():
        key = f"renditions/{asset.uuid}/{preset}"
        store_from_settings().put(key, FILM)
        Rendition.objects.create(
            original=asset.original, preset=preset, key=key, media_type=media_type, width=1, height=1,
            size_bytes=len(FILM), sha256=hashlib.sha256(FILM).hexdigest(), created_at=timezone.now(),
        )  # fmt: skip
    return asset


@pytest.fixture
def editor(town):
    return caller(make_user("redaktion", (town, Role.EDITOR)))


def address(asset, preset):
    return f"/api/v1/assets/{asset.uuid}/renditions/{preset}"


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(("preset", "media_type"), KINDS.items())
def test_every_kind_is_served_with_our_type_and_cannot_run(preset, media_type, film, editor):
    response = editor.get(address(film, preset))
    assert response.status_code == 200
    assert response["Content-Type"] == media_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"].startswith("private")
    assert not response.cookies
    assert body(response) == FILM


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        pytest.param("bytes=0-99", 206, 0, 99, id="beginning"),
        pytest.param("bytes=100-", 206, 100, 2047, id="rest"),
        pytest.param("bytes=-10", 206, 2038, 2047, id="end"),
        pytest.param("bytes=2000-9999", 206, 2000, 2047, id="beyond the end"),
        pytest.param("bytes=0-1,5-6", 200, 0, 2047, id="two at once are none"),
        pytest.param("bytes=9-3", 200, 0, 2047, id="backwards is nonsense"),
        pytest.param("lines=1-2", 200, 0, 2047, id="another unit"),
        pytest.param("bytes=" + "9" * 18 + "-", 200, 0, 2047, id="behind the end"),
    ],
)
def test_a_player_gets_the_one_stretch_it_asks_for(asked, status, start, end, film, editor):
    response = editor.get(address(film, "film-proxy"), Range=asked)
    content = body(response)
    assert response.status_code == status
    assert content == FILM[start : end + 1]
    if status == 206:
        assert response["Content-Range"] == f"bytes {start}-{end}/2048"
        assert response["Content-Length"] == str(end - start + 1)


def test_a_stretch_of_other_bytes_than_those_known_is_the_whole(film, editor):
    response = editor.get(address(film, "film-proxy"), **{"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (response.status_code, len(body(response))) == (200, 2048)


def test_captions_are_written_anew_and_shown_with_the_film(film, editor):
    saved = editor.send("put", f"/api/v1/assets/{film.uuid}/captions/de", {"text": VTT})
    assert saved.status_code == 200, saved.content
    shown = editor.get(saved.json()["url"])
    assert shown["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"script" not in shown.content
    detail = editor.get(f"/api/v1/assets/{film.uuid}").json()
    assert [each["language"] for each in detail["captions"]] == ["de"]
    assert detail["renditions"]["proxy"]["url"] == address(film, "film-proxy")
    tag = {"If-Match": saved["ETag"]}
    assert editor.send("delete", f"/api/v1/assets/{film.uuid}/captions/de", **tag).status_code == 204
    assert editor.get(saved.json()["url"]).status_code == 404


def test_nobody_overwrites_captions_that_somebody_else_saved_in_the_meantime(film, editor):
    where = f"/api/v1/assets/{film.uuid}/captions/de"
    first = editor.send("put", where, {"text": VTT})
    assert editor.get(where)["ETag"] == first["ETag"]
    assert editor.send("put", where, {"text": VTT}).status_code == 428
    second = editor.send("put", where, {"text": VTT.replace("Hallo", "Servus")}, **{"If-Match": first["ETag"]})
    assert second.status_code == 200
    for method, sent in (("put", {"text": VTT}), ("delete", None)):
        late = editor.send(method, where, sent, **{"If-Match": first["ETag"]})
        assert (late.status_code, late.json()["code"], late["ETag"]) == (412, "changed-meanwhile", second["ETag"])
    assert editor.send("delete", where, **{"If-Match": second["ETag"]}).status_code == 204
    gone = editor.send("put", where, {"text": VTT}, **{"If-Match": second["ETag"]})
    assert gone.status_code == 412


def test_captions_may_be_sent_as_the_file_they_are(film, editor):
    sent = editor.client.put(f"/api/v1/assets/{film.uuid}/captions/de-AT", VTT, content_type="text/vtt")
    assert sent.status_code == 200, sent.content


@pytest.mark.parametrize(
    ("language", "text"),
    [pytest.param("de", "1\nkein WebVTT", id="no captions"), pytest.param("../x", VTT, id="no language")],
)
def test_what_is_no_track_is_refused(language, text, film, editor):
    assert editor.send("put", f"/api/v1/assets/{film.uuid}/captions/{language}", {"text": text}).status_code in {
        400,
        404,
    }

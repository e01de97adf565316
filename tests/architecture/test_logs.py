"""What the log says of requests and files: one JSON line per event, nothing that people typed (security rule 40)."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from api.request_ids import request_id
from assets import metadata
from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.intake.work import Worker
from assets.models import Asset, Role
from assets.search import freshness
from config.logs import JsonFormatter
from licensing.models import Download
from tests.api.builders import PASSWORD, clear_rights, make_asset, make_organization, make_user
from tests.assets.conftest import sandbox, tools
from tests.builders import jpeg, source

__all__ = ["sandbox", "tools"]

CANARY = "Kanarienvogel"
POSITION = (47.123456, 11.654321)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]


@pytest.fixture(autouse=True)
def _own_world(settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    monkeypatch.setattr(freshness, "_live", None)


@pytest.fixture
def logged() -> Iterator[Callable[[], list[str]]]:
    """The lines that the product's formatter wrote since the test began, down to every debugging event of our own."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger(name) for name in ("", "api", "assets", "licensing", "config")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO if logger.name == "root" else logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield lambda: stream.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def world():
    town = make_organization("lindrode")
    editor = make_user("redaktion", (town, Role.RIGHTS_MANAGER))
    editor.set_password(PASSWORD)
    editor.save()
    asset = make_asset(town, title=CANARY, creators=[CANARY], credit_line=f"Foto: {CANARY}", keywords=[CANARY])
    clear_rights(asset, by=editor, code="CC-BY-4.0")
    return asset


def question() -> dict[str, object]:
    return {"channel": "website", "purpose": "public_relations", "from": timezone.localdate().isoformat()}


def traffic(client: Client, asset: Asset) -> list[int]:
    """Requests of every kind, with the canary wherever a person could put it; the status of each."""
    about, version = {"asset": str(asset.uuid)}, {"If-Match": f'"{asset.version}"'}
    sent = [
        client.post("/api/v1/session", {"username": CANARY, "password": CANARY}, "application/json"),
        client.post("/api/v1/session", f'{{"username": "{CANARY}', "application/json"),
        client.get("/api/v1/assets", headers={"Authorization": f"Bearer bk_{CANARY}"}),
        client.post("/api/v1/session", {"username": "redaktion", "password": PASSWORD}, "application/json"),
        client.get("/api/v1/session", headers={"User-Agent": CANARY, "Referer": f"https://example.org/?q={CANARY}"}),
        client.get("/api/v1/assets/search", {"q": CANARY}),
        client.get("/api/v1/assets/search", {"q": f"{CANARY}\n{{}}", "cursor": CANARY}),
        client.get("/api/v1/suggest", {"q": CANARY[:5]}),
        client.get(f"/api/v1/assets/{asset.uuid}"),
        client.get(f"/api/v1/{CANARY}", {"secret": CANARY}),
        client.patch(f"/api/v1/assets/{asset.uuid}", {"title": CANARY}, "application/json", headers=version),
        client.patch(f"/api/v1/assets/{asset.uuid}", {CANARY: CANARY}, "application/json", headers=version),
        client.post("/api/v1/checks", {"assets": [str(asset.uuid)], "question": question()}, "application/json"),
        client.post("/api/v1/checks", {"assets": [CANARY], "question": {"channel": CANARY}}, "application/json"),
        client.post("/api/v1/downloads", {**about, "rendition": "large", "question": question()}, "application/json"),
    ]
    for download in Download.objects.all():
        sent.append(client.get(f"/api/v1/downloads/{download.uuid}/content"))
    return [answer.status_code for answer in sent]


def leaks(lines: list[str]) -> list[str]:
    spies = [CANARY, PASSWORD, *(str(number)[:6] for number in POSITION)]
    return [line for line in lines if any(spy.lower() in line.lower() for spy in spies)]


def test_requests_leave_no_name_no_search_text_and_no_secret_in_the_log(world, logged):
    statuses = traffic(Client(SERVER_NAME="localhost"), world)
    assert {200, 201, 401, 404} <= set(statuses), statuses
    assert max(statuses) < 500
    logging.getLogger("api").info("the log was listened to")
    assert logged() != []
    assert leaks(logged()) == []
    assert [line for line in logged() if not isinstance(json.loads(line), dict)] == []


def test_an_unforeseen_failure_is_one_line_with_the_id_that_the_client_was_told_and_without_what_was_sent(
    world, logged, monkeypatch
):
    def fail(*_arguments: object, **_options: object) -> None:
        raise ValueError(f"cannot handle {CANARY}")

    monkeypatch.setattr(freshness.LiveIndex, "search", fail)
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.post("/api/v1/session", {"username": "redaktion", "password": PASSWORD}, "application/json")
    answer = client.get("/api/v1/assets/search", {"q": CANARY})
    assert answer.status_code == 500
    events = [json.loads(line) for line in logged()]
    (failure,) = [event for event in events if "ValueError" in event.get("trace", "")]
    assert failure["request"] == answer["X-Request-Id"] == answer.json()["request_id"]
    assert failure["level"] == "error"
    assert leaks(logged()) == []


@pytest.mark.parametrize(
    ("address", "broken"),
    [
        pytest.param(f"/api/v1/shared/{CANARY}", "api.v1.shares.public.opened", id="link"),
        pytest.param(
            f"/api/v1/shared/{CANARY}/copies/7b1c6c0e-7b1c-4b1c-8b1c-7b1c6c0e7b1c/content", "", id="copy behind a link"
        ),
        pytest.param(f"/api/v1/calendar/{CANARY}.ics", "api.v1.calendar.views.feed_of", id="calendar"),
        pytest.param(f"/f/{CANARY}", "", id="page of a link"),
        pytest.param(f"/f/{CANARY}/unter", "", id="below it"),
    ],
)
def test_the_secret_of_an_address_is_in_no_line_not_even_of_a_failure(address, broken, logged, monkeypatch):
    """Whoever reads the log could open the link: Django names the path of every request that failed."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise ValueError("the database is gone")

    if broken:
        monkeypatch.setattr(broken, fail)
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    status = client.get(address).status_code
    assert (status == 500) is bool(broken)
    logging.getLogger("django.request").error("Internal Server Error: %s", address)
    assert logged() != []
    assert leaks(logged()) == []


def test_events_outside_of_a_request_say_so_and_the_next_request_has_another_id(world, logged):
    client = Client(SERVER_NAME="localhost")
    ids = {client.get("/api/v1/session")["X-Request-Id"] for _ in range(3)}
    assert len(ids) == 3
    assert request_id.get() == "-"
    logging.getLogger("assets").info("between requests")
    assert json.loads(logged()[-1])["request"] == "-"


def hostile_pictures(folder: Path) -> None:
    """A canary in the name, in every kind of metadata and as a position; one whole, one broken, one that is none."""
    exif = {"Artist": CANARY, "ImageDescription": CANARY, "GPSLatitude": POSITION[0], "GPSLongitude": POSITION[1]}
    xmp = {"dc:title": CANARY, "Iptc4xmpExt:PersonInImage": [CANARY]}
    whole = metadata.embed(jpeg("Bild"), "image/jpeg", xmp=xmp, exif=exif, iim={"By-line": CANARY})
    (folder / f"{CANARY} am Zaun.jpg").write_bytes(whole)
    (folder / f"{CANARY} kaputt.jpg").write_bytes(whole[:400])
    (folder / f"{CANARY}.txt.jpg").write_bytes(CANARY.encode())


def test_intake_leaves_no_file_name_no_metadata_and_no_position_in_the_log(tools, tmp_path, logged):
    folder = tmp_path / "photos"
    folder.mkdir()
    hostile_pictures(folder)
    of = source(make_organization("ahlenbrueck"), folder)
    for _ in scan(of, open_source(of)):
        pass
    Worker(tools).run(until=lambda: True)
    events = [json.loads(line)["event"] for line in logged()]
    assert any(event.startswith("asset indexed") for event in events), events
    assert any(event.startswith("step failed") for event in events), events
    assert leaks(logged()) == []


def test_an_event_cannot_forge_a_second_one(logged):
    logging.getLogger("assets").info("key=%s", 'a\n{"level": "error", "event": "forged"}\r\x1b[2J\u2028')
    (line,) = logged()
    assert json.loads(line)["level"] == "info"
    assert "\x1b" not in line

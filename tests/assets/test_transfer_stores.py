"""The upload protocol over each store for real: the parts go where a browser sends them, past Django with a bucket."""

import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from assets.intake.work import Tools, Worker
from assets.models import Location, Role, UploadFile
from assets.storage import ObjectNotFound, Upload, cors_rules, store_from_settings
from assets.uploads import examining, reaping, receiving
from assets.uploads.checking import uploads as check_uploads
from tests.api.builders import Caller, caller, make_organization, make_user
from tests.builders import jpeg
from tests.servers._s3_server import ACCESS_KEY, SECRET_KEY
from tests.uploads import draft

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
PART = 5 * 1024 * 1024
ORIGIN = "https://bilder.kreis.example"
HTTP_SECONDS = 30
REFUSED = {0, 400, 403}
"""Ceph reads no body that it refuses, and hangs up: a browser is told of status 0."""


@pytest.fixture(
    params=[
        "local",
        pytest.param("seaweedfs", marks=pytest.mark.s3),
        pytest.param("ceph_rgw", marks=pytest.mark.s3),
    ]
)
def page(request, settings, monkeypatch):
    """A draft of a library whose store is the local folder, or a new bucket of a server."""
    monkeypatch.setattr(receiving, "PART_BYTES", PART)
    settings.RATE_UPLOAD = "100000/s"
    if request.param != "local":
        server = request.getfixturevalue(request.param)
        bucket = server.make_bucket()
        server.client().put_bucket_cors(Bucket=bucket, CORSConfiguration=cors_rules([ORIGIN]))
        settings.STORAGE_URL, settings.S3_ENDPOINT = f"s3://{bucket}/store", server.access.endpoint
        settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY = ACCESS_KEY, SECRET_KEY
    town = make_organization("lindrode")
    eva = make_user("eva", (town, Role.CONTRIBUTOR))
    row = draft(town, eva)
    return Page(caller(eva), str(row.uuid), is_local=request.param == "local")


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser does with one draft."""

    by: Caller
    draft: str
    is_local: bool

    @property
    def files(self) -> str:
        return f"/api/v1/uploads/{self.draft}/files"

    def announce(self, size: int, name: str = "burg.jpg") -> str:
        answer = self.by.post(self.files, {"files": [{"filename": name, "size_bytes": size}]})
        return answer.json()["files"][0]["id"]

    def sign(self, file: str, number: int) -> str:
        answer = self.by.post(f"{self.files}/{file}/parts", {"numbers": [number]})
        assert answer.status_code == 200, answer.json()
        return answer.json()["parts"][0]["url"]

    def put(self, url: str, content: bytes) -> int:
        """The status of sending a part; with a bucket straight to it. 0: it hung up before it had read all."""
        if self.is_local:
            sent = self.by.client.generic("PUT", url, content, content_type="application/octet-stream")
            return sent.status_code
        asked = urllib.request.Request(url, data=content, method="PUT", headers={"Content-Type": "", "Origin": ORIGIN})
        try:
            with urllib.request.urlopen(asked, timeout=HTTP_SECONDS) as answer:
                assert answer.headers["Access-Control-Allow-Origin"] in {ORIGIN, "*"}
                return answer.status
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except urllib.error.URLError:
            return 0

    def send(self, file: str, number: int, content: bytes) -> None:
        assert self.put(self.sign(file, number), content) in {200, 204}

    def listed(self, file: str) -> dict[int, int]:
        parts = self.by.get(f"{self.files}/{file}/parts").json()["parts"]
        return {part["number"]: part["size_bytes"] for part in parts}

    def complete(self, file: str):
        return self.by.post(f"{self.files}/{file}/complete", {})

    def abort(self, file: str) -> int:
        return self.by.post(f"{self.files}/{file}/abort", {}).status_code


def row_of(file: str) -> UploadFile:
    return UploadFile.objects.get(uuid=file)


def stored(file: str) -> bytes:
    with store_from_settings().open(row_of(file).key) as stream:
        return stream.read()


def pieces_of(content: bytes) -> dict[int, bytes]:
    return {number: content[start : start + PART] for number, start in enumerate(range(0, len(content), PART), 1)}


def test_parts_in_any_order_and_twice_become_the_whole_and_twice_complete_is_once(page):
    content = os.urandom(2 * PART + 17)
    pieces, file = pieces_of(content), page.announce(len(content))
    for number in (3, 1, 1, 2):
        page.send(file, number, pieces[number])
    assert page.listed(file) == {number: len(piece) for number, piece in pieces.items()}
    assert [page.complete(file).json()["state"] for _ in range(2)] == ["arrived", "arrived"]
    assert stored(file) == content
    assert page.listed(file) == {}
    assert list(store_from_settings().list_uploads("uploads/")) == []


def test_of_a_part_that_came_twice_the_later_bytes_count(page):
    file = page.announce(PART + 1)
    for content in (b"a" * PART, b"b" * PART):
        page.send(file, 1, content)
        time.sleep(1.1)  # stores date parts by the second
    page.send(file, 2, b"c")
    assert page.complete(file).json()["state"] == "arrived"
    assert stored(file) == b"b" * PART + b"c"


def test_a_broken_transfer_goes_on_where_the_store_says(page):
    content = os.urandom(PART + 5)
    pieces, file = pieces_of(content), page.announce(len(content))
    page.send(file, 1, pieces[1])
    refused = page.complete(file)
    assert (refused.status_code, refused.json()["code"]) == (409, "part-missing")
    assert page.listed(file) == {1: PART}
    page.send(file, 2, pieces[2])
    assert page.complete(file).json()["state"] == "arrived"
    assert stored(file) == content


@pytest.mark.parametrize("length", [PART - 1, PART + 1])
def test_a_part_of_another_length_than_signed_is_refused(page, length):
    file = page.announce(2 * PART)
    assert page.put(page.sign(file, 1), b"x" * length) in REFUSED
    assert page.listed(file) == {}


def test_an_address_for_one_part_takes_no_other(page):
    file = page.announce(2 * PART)
    first = page.sign(file, 1)
    other = first.replace("partNumber=1", "partNumber=2") if not page.is_local else first[:-6] + "AAAAAA"
    assert other != first
    assert page.put(other, b"x" * PART) in REFUSED
    assert page.listed(file) == {}


def test_an_expired_address_is_refused_and_a_fresh_one_takes_the_part(page, monkeypatch):
    file = page.announce(10)
    for module in ("_s3", "_local", "_local_uploads"):
        monkeypatch.setattr(f"assets.storage.{module}.PART_URL_LIFETIME", timedelta(seconds=1), raising=False)
    expired = page.sign(file, 1)
    monkeypatch.undo()
    time.sleep(2.1)
    assert page.put(expired, b"x" * 10) == 403
    page.send(file, 1, b"y" * 10)
    assert page.complete(file).json()["state"] == "arrived"


def test_aborted_nothing_is_kept_and_its_addresses_are_dead(page):
    file = page.announce(10)
    page.send(file, 1, b"x" * 10)
    address = page.sign(file, 1)
    assert [page.abort(file), page.abort(file)] == [204, 204]
    assert page.put(address, b"x" * 10) == 404
    assert list(store_from_settings().list_uploads("uploads/")) == []
    assert row_of(file).state == "left_out"


def test_what_the_bucket_let_go_of_begins_anew(page):
    file = page.announce(10)
    page.send(file, 1, b"x" * 10)
    row = row_of(file)
    store_from_settings().abort_upload(Upload(row.key, row.upload_id))
    assert page.complete(file).json()["code"] == "part-missing"
    page.send(file, 1, b"y" * 10)
    assert page.complete(file).json()["state"] == "arrived"
    assert stored(file) == b"y" * 10


def test_joined_by_the_store_but_never_acknowledged_it_has_arrived(page):
    """As after a kill between the store's answer and the database's."""
    file = page.announce(10)
    page.send(file, 1, b"x" * 10)
    row, store = row_of(file), store_from_settings()
    upload = Upload(row.key, row.upload_id)
    store.complete_upload(upload, list(store.list_parts(upload)))
    assert page.complete(file).json()["state"] == "arrived"
    assert stored(file) == b"x" * 10


def test_the_reaper_drops_stale_parts_keeps_what_is_whole_and_harms_no_asset(page, sandbox, tmp_path):
    tools = Tools(sandbox=sandbox, store=store_from_settings(), folder=tmp_path)
    taken, left, whole, stale = (page.announce(len(jpeg(name)), f"{name}.jpg") for name in ("a", "b", "c", "d"))
    for file, name in ((taken, "a"), (left, "b"), (whole, "c"), (stale, "d")):
        page.send(file, 1, jpeg(name))
    for file in (taken, left):
        assert page.complete(file).json()["state"] == "arrived"
    run(tools, examining.Examine())
    page.by.send("patch", f"{page.files}/{left}", {"left_out": True})
    page.by.post(f"/api/v1/uploads/{page.draft}/take-over", {})
    row, store = row_of(whole), tools.store
    upload = Upload(row.key, row.upload_id)
    store.complete_upload(upload, list(store.list_parts(upload)))
    UploadFile.objects.update(touched_at=timezone.now() - timedelta(days=8))
    run(tools, reaping.Reap())
    assert row_of(whole).state == "arrived"
    assert store.head(Location.objects.get().key).size_bytes == len(jpeg("a"))
    with pytest.raises(ObjectNotFound):
        store.head(row_of(left).key)
    assert list(store.list_uploads("uploads/")) == []
    scope = type("Scope", (), {"store": store, "settled_before": timezone.now() + timedelta(days=1)})
    assert list(check_uploads(scope)) == []


def run(tools, kind) -> None:
    turn = partial(Worker(tools, kinds=(kind,)).round)
    while turn():
        pass

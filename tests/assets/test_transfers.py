"""Files in parts through the API and the local folder: what arrives is whole, what does not costs little."""

import os
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from assets.intake.work import Worker
from assets.models import Asset, Location, Role, UploadFile
from assets.storage import LocalFolderStore, ObjectNotFound, Upload, store_from_settings
from assets.uploads import examining, reaping, receiving
from assets.uploads.checking import uploads as check_uploads
from tests.api.builders import caller, make_organization, make_user
from tests.uploads import draft

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
API = "/api/v1"
PART = 5 * 1024 * 1024


@pytest.fixture(autouse=True)
def small_parts(monkeypatch, settings):
    monkeypatch.setattr(receiving, "PART_BYTES", PART)
    settings.RATE_UPLOAD = "100000/s"


@pytest.fixture
def town():
    return make_organization("lindrode")


@pytest.fixture
def eva(town):
    return make_user("eva", (town, Role.CONTRIBUTOR))


@pytest.fixture
def page(town, eva):
    """A draft as its page works with it."""
    return Page(draft(town, eva), caller(eva))


class Page:
    def __init__(self, row, by):
        self.draft, self.by, self.base = row, by, f"{API}/uploads/{row.uuid}/files"

    def announce(self, *files):
        body = {"files": [{"filename": name, "size_bytes": size} for name, size in files]}
        return self.by.post(self.base, body)

    def sign(self, file, *numbers):
        return self.by.post(f"{self.base}/{file}/parts", {"numbers": list(numbers)})

    def put(self, url, content):
        return self.by.client.generic("PUT", url, content, content_type="application/octet-stream").status_code

    def listed(self, file):
        return [each["number"] for each in self.by.get(f"{self.base}/{file}/parts").json()["parts"]]

    def complete(self, file):
        return self.by.post(f"{self.base}/{file}/complete", {})

    def send(self, name, content):
        """All of it, in order; the id of the file."""
        (file,) = self.announce((name, len(content))).json()["files"]
        numbers = range(1, -(-len(content) // file["part_bytes"]) + 1)
        for part in self.sign(file["id"], *numbers).json()["parts"]:
            start = (part["number"] - 1) * file["part_bytes"]
            assert self.put(part["url"], content[start : start + part["size_bytes"]]) == 204
        return file["id"]


def picture(**values):
    held = BytesIO()
    Image.new("RGB", (640, 480), values.get("color", "teal")).save(held, "JPEG")
    return held.getvalue()


def row_of(file):
    return UploadFile.objects.get(uuid=file)


def test_parts_in_any_order_and_twice_become_the_whole(page):
    content = os.urandom(PART * 2 + 17)
    (file,) = page.announce(("burg.jpg", len(content))).json()["files"]
    pieces = {1: content[:PART], 2: content[PART : 2 * PART], 3: content[2 * PART :]}
    for number in (3, 1, 1, 2):
        (part,) = page.sign(file["id"], number).json()["parts"]
        assert page.put(part["url"], pieces[number]) == 204
    assert page.listed(file["id"]) == [1, 2, 3]
    assert page.complete(file["id"]).json()["state"] == "arrived"
    with store_from_settings().open(row_of(file["id"]).key) as stream:
        assert stream.read() == content
    assert page.complete(file["id"]).status_code == 200, "twice is once"
    assert page.listed(file["id"]) == []


def test_an_interrupted_transfer_goes_on_where_the_store_says(page):
    content = os.urandom(PART + 5)
    (file,) = page.announce(("burg.jpg", len(content))).json()["files"]
    (first,) = page.sign(file["id"], 1).json()["parts"]
    page.put(first["url"], content[:PART])
    refused = page.complete(file["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "part-missing")
    assert page.listed(file["id"]) == [1]
    (second,) = page.sign(file["id"], 2).json()["parts"]
    page.put(second["url"], content[PART:])
    assert page.complete(file["id"]).json()["state"] == "arrived"


@pytest.mark.parametrize("length", [PART - 1, PART + 1, 0])
def test_a_part_of_another_length_than_signed_is_refused(page, length):
    (file,) = page.announce(("burg.jpg", PART * 2)).json()["files"]
    (part,) = page.sign(file["id"], 1).json()["parts"]
    assert page.put(part["url"], b"x" * length) == 400
    assert page.listed(file["id"]) == []


def test_addresses_expire_and_cannot_be_made_up(page, monkeypatch):
    (file,) = page.announce(("burg.jpg", 10)).json()["files"]
    (part,) = page.sign(file["id"], 1).json()["parts"]
    forged = part["url"][:-3] + ("abc" if not part["url"].endswith("abc") else "xyz")
    assert page.put(forged, b"x" * 10) == 403
    later, begin = timezone.now() + timedelta(minutes=16), LocalFolderStore.__init__

    def at_later(self, *args, **values):
        begin(self, *args, **{**values, "now": lambda: later})

    monkeypatch.setattr(LocalFolderStore, "__init__", at_later)
    assert page.put(part["url"], b"x" * 10) == 403


def test_only_numbers_of_the_file_are_signed(page):
    (file,) = page.announce(("burg.jpg", 10)).json()["files"]
    refused = page.sign(file["id"], 2)
    assert (refused.status_code, refused.json()["code"]) == (409, "part-unknown")


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("leer.jpg", 0, "empty"),
        ("plan.dwg", 10, "unknown-type"),
        ("bild.svg", 10_000_001, "too-large"),
        ("bild.jpg", 500_000_001, "too-large"),
        ("film.mp4", 10_240_000_001, "too-large"),
    ],
)
def test_what_cannot_come_in_is_told_before_it_is_sent(page, name, size, code):
    answer = page.announce((name, size), ("burg.jpg", 10)).json()
    assert [(each["filename"], each["code"]) for each in answer["refused"]] == [(name, code)]
    assert answer["refused"][0]["text"]["de"].endswith(".")
    assert [each["filename"] for each in answer["files"]] == ["burg.jpg"]


def test_names_are_labels_and_never_paths(page):
    assert page.announce(("pass\x00wd.jpg", 10)).status_code == 400
    (file,) = page.announce(("../../etc/passwd\u202e.jpg", 10)).json()["files"]
    assert not {"/", "\u202e"} & set(file["filename"])
    assert row_of(file["id"]).key.startswith("uploads/")


def test_a_draft_has_room_for_500_files(page):
    assert len(page.announce(*[(f"{number}.jpg", 10) for number in range(400)]).json()["files"]) == 400
    answer = page.announce(*[(f"x{number}.jpg", 10) for number in range(101)]).json()
    assert (len(answer["files"]), [each["code"] for each in answer["refused"]]) == (100, ["too-many-files"])


def test_fifty_transfers_may_be_open_at_once(page):
    files = page.announce(*[(f"{number}.jpg", 10) for number in range(51)]).json()["files"]
    codes = [page.sign(file["id"], 1).status_code for file in files]
    assert codes == [200] * 50 + [429]


def test_a_nearly_full_disk_takes_nothing_in(page, monkeypatch):
    disk = type("Disk", (), {"free": 1_000_000, "total": 10**12})
    monkeypatch.setattr(receiving.shutil, "disk_usage", lambda _root: disk)
    refused = page.announce(("burg.jpg", 10))
    assert (refused.status_code, refused.json()["code"]) == (507, "storage-full")


def test_aborting_drops_the_parts_and_leaves_the_file_out(page):
    (file,) = page.announce(("burg.jpg", 10)).json()["files"]
    (part,) = page.sign(file["id"], 1).json()["parts"]
    assert page.by.post(f"{page.base}/{file['id']}/abort", {}).status_code == 204
    assert row_of(file["id"]).state == "left_out"
    assert page.put(part["url"], b"x" * 10) == 404
    assert list(store_from_settings().list_uploads("uploads/")) == []


def test_announced_again_after_a_lost_answer_it_is_the_same_file(page):
    body = {"files": [{"filename": "burg.jpg", "size_bytes": 10, "fingerprint": "abc"}]}
    first, again = (page.by.post(page.base, body).json()["files"] for _ in range(2))
    assert [each["id"] for each in first] == [each["id"] for each in again]


def test_parts_that_no_file_names_are_found_and_dropped(page):
    (file,) = page.announce(("burg.jpg", 10)).json()["files"]
    store = store_from_settings()
    store.create_upload(row_of(file["id"]).key)
    page.sign(file["id"], 1)
    scope = type("Scope", (), {"store": store, "settled_before": timezone.now() + timedelta(days=1)})
    (finding,) = check_uploads(scope)
    assert finding.code == "orphan-parts"
    finding.repair()
    assert [each.upload_id for each in store.list_uploads("uploads/")] == [row_of(file["id"]).upload_id]


def test_two_who_begin_at_once_share_one_upload(page):
    (file,) = page.announce(("burg.jpg", 10)).json()["files"]
    first, second = row_of(file["id"]), row_of(file["id"])
    store = store_from_settings()
    receiving.sign_parts(first, [1], store=store)
    receiving.sign_parts(second, [1], store=store)
    assert first.upload_id == second.upload_id
    assert len(list(store.list_uploads("uploads/"))) == 1


def test_whoever_lost_the_store_s_upload_begins_anew(page):
    content = picture()
    file = page.send("burg.jpg", content)
    row = row_of(file)
    store_from_settings().abort_upload(Upload(row.key, row.upload_id))
    assert page.listed(file) == []
    (part,) = page.sign(file, 1).json()["parts"]
    page.put(part["url"], content)
    assert page.complete(file).json()["state"] == "arrived"


class TestExamining:
    def examined(self, page, tools, name, content):
        file = page.send(name, content)
        assert page.complete(file).status_code == 200
        Worker(tools, kinds=(examining.Examine(),)).round()
        return row_of(file)

    def test_a_picture_is_ready_with_what_it_says_and_a_tile(self, page, tools):
        row = self.examined(page, tools, "burg.jpg", picture())
        assert (row.state, row.media_type, len(row.sha256)) == ("ready", "image/jpeg", 64)
        assert row.facts["technical"]["width"] == 640
        tile = page.by.get(f"{page.base}/{row.uuid}/tile")
        assert b"".join(tile.streaming_content)[:4] == b"RIFF"

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("burg.jpg", b"PK\x03\x04" + b"0" * 100, "archive"),
            ("burg.jpg", b"\x7fELF" + b"0" * 100, "program"),
            ("burg.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 60, "header-unreadable"),
        ],
        ids=["an archive in disguise", "a program in disguise", "a broken header"],
    )
    def test_other_bytes_than_the_name_says_are_refused_with_a_reason(self, page, tools, name, content, code):
        row = self.examined(page, tools, name, content)
        for _ in range(3):
            UploadFile.objects.filter(pk=row.pk).update(next_attempt_at=None)
            Worker(tools, kinds=(examining.Examine(),)).round()
        row.refresh_from_db()
        assert (row.state, row.reason) == ("refused", code)
        answer = page.by.get(f"{API}/uploads/{page.draft.uuid}").json()["files"][0]
        assert answer["reason"]["text"]["de"]

    def test_known_bytes_are_offered_and_then_follow_the_choice(self, page, tools):
        content = picture()
        self.examined(page, tools, "burg.jpg", content)
        taken = page.by.post(f"{API}/uploads/{page.draft.uuid}/take-over", {}).json()
        assert len(taken["taken"]) == 1
        asset = Asset.objects.get()
        other = Page(draft(page.draft.organization, page.draft.owner), page.by)
        row = self.examined(other, tools, "gleich.jpg", content)
        assert (row.state, row.duplicate_of) == ("duplicate", asset)
        other.by.send("patch", f"{other.base}/{row.uuid}", {"choice": "keep_both"})
        again = other.by.post(f"{API}/uploads/{other.draft.uuid}/take-over", {}).json()
        assert (len(again["taken"]), Asset.objects.count()) == (1, 2)


class TestReaping:
    def stale(self, file, days=8):
        UploadFile.objects.filter(uuid=file).update(touched_at=timezone.now() - timedelta(days=days))

    def reap(self, tools):
        while Worker(tools, kinds=(reaping.Reap(),)).round():
            pass

    def test_parts_that_nobody_finishes_are_dropped_after_a_week(self, page, tools):
        file = page.send("burg.jpg", picture())
        self.stale(file, days=6)
        self.reap(tools)
        assert page.listed(file) == [1]
        self.stale(file)
        self.reap(tools)
        assert list(store_from_settings().list_uploads("uploads/")) == []
        assert (row_of(file).state, row_of(file).upload_id) == ("receiving", "")

    def test_a_whole_object_that_nobody_acknowledged_has_arrived(self, page, tools):
        file = page.send("burg.jpg", picture())
        row, store = row_of(file), store_from_settings()
        upload = Upload(row.key, row.upload_id)
        store.complete_upload(upload, list(store.list_parts(upload)))
        self.stale(file)
        self.reap(tools)
        assert row_of(file).state == "arrived"
        assert store.head(row.key).size_bytes == row.size_bytes

    def test_bytes_of_a_file_left_out_go_and_those_of_an_asset_stay(self, page, tools):
        kept, left = page.send("burg.jpg", picture()), page.send("weg.jpg", picture(color="red"))
        for file in (kept, left):
            page.complete(file)
        while Worker(tools, kinds=(examining.Examine(),)).round():
            pass
        page.by.send("patch", f"{page.base}/{left}", {"left_out": True})
        page.by.post(f"{API}/uploads/{page.draft.uuid}/take-over", {})
        self.stale(left)
        self.stale(kept)
        self.reap(tools)
        store = store_from_settings()
        assert store.head(Location.objects.get().key)
        assert row_of(kept).tile_key == ""
        with pytest.raises(ObjectNotFound):
            store.head(row_of(left).key)
        scope = type("Scope", (), {"store": store, "settled_before": timezone.now() + timedelta(days=1)})
        assert list(check_uploads(scope)) == []

    def test_bytes_of_a_refused_file_that_outlived_a_killed_reaper_are_orphans(self, page, tools):
        file = page.send("burg.jpg", b"PK\x03\x04" + b"0" * 100)
        page.complete(file)
        Worker(tools, kinds=(examining.Examine(),)).round()
        assert row_of(file).state == "refused"
        UploadFile.objects.filter(uuid=file).update(arrived_at=None)  # what the reaper writes before it deletes
        store = store_from_settings()
        scope = type("Scope", (), {"store": store, "settled_before": timezone.now() + timedelta(days=1)})
        assert [finding.code for finding in check_uploads(scope)] == ["object-without-row"]

"""`check_library`: each kind of damage is planted, seen, and put right where that is safe (security rule 46)."""

import io
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assets.append_only import protect, release
from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.models import Asset, AuditEvent, IndexSource, Location, Original, Rendition, State
from assets.search.freshness import live
from assets.services import share_asset
from assets.storage import store_from_settings
from licensing.refreshing import note_ruleset
from tests.builders import jpeg, member, organization, source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]

DEAD = f"{os.uname().nodename}:4194304:00000000"
"""A lease of this machine whose process number is beyond the highest there is."""


@dataclass(frozen=True)
class Library:
    """One picture, taken in; `work` does what is left to do."""

    photos: Path
    source: IndexSource
    work: Callable[[], None]

    def list_source(self) -> None:
        for _ in scan(self.source, open_source(self.source)):
            pass

    @property
    def picture(self) -> Path:
        return self.photos / "burg.jpg"


@pytest.fixture
def library(tmp_path, work) -> Library:
    note_ruleset()  # as a migrate does
    town = organization("kreis-hohenau")
    share = member(town)
    photos = tmp_path / "photos"
    photos.mkdir()
    whole = Library(photos, source(town, photos), work)
    whole.picture.write_bytes(jpeg("Burg", size=(64, 48)))
    whole.list_source()
    work()
    share_asset(Asset.objects.get(), visibility="network", organizations=[], by=share)
    return whole


def check(*options: str) -> tuple[str, bool]:
    """What the command says, and whether it was content."""
    out = io.StringIO()
    try:
        call_command("check_library", *options, stdout=out)
    except CommandError:
        return out.getvalue(), False
    return out.getvalue(), True


def lose_an_object(_library: Library) -> None:
    store_from_settings().delete(Rendition.objects.filter(preset="tile").get().key)


def cut_an_object(_library: Library) -> None:
    store_from_settings().put(Rendition.objects.filter(preset="tile").get().key, b"cut")


def lose_a_rendition_row(_library: Library) -> None:
    Rendition.objects.filter(preset="preview").delete()


def lose_every_rendition_row(_library: Library) -> None:
    Rendition.objects.all().delete()


def read_after_rendering(_library: Library) -> None:
    Rendition.objects.update(created_at=timezone.now() - timedelta(days=2))


def leave_an_object_behind(_library: Library) -> None:
    _aged_object("renditions/nobody/tile-0123")


def leave_a_copy_behind(_library: Library) -> None:
    _aged_object("downloads/nobody")


def stay_in_processing(_library: Library) -> None:
    Asset.objects.update(state=State.PROCESSING)


def call_it_vanished(_library: Library) -> None:
    Asset.objects.update(state=State.VANISHED)


def call_it_ready_although_it_is_gone(_library: Library) -> None:
    Location.objects.update(vanished_at=timezone.now())


def die_with_a_lease(_library: Library) -> None:
    Original.objects.update(lease=DEAD, leased_until=timezone.now() + timedelta(hours=1))


def outlive_a_lease(_library: Library) -> None:
    Location.objects.update(lease="elsewhere:1:00000000", leased_until=timezone.now() - timedelta(minutes=1))


def leave_bytes_in_work(_library: Library) -> None:
    folder = store_folder().parent / "work" / "bytes-of-the-dead"
    folder.mkdir(parents=True)
    (folder / "original").write_bytes(b"bytes")
    old = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(folder, (old, old))


def change_behind_the_index(_library: Library) -> None:
    live().rebuild()
    Asset.objects.update(title="Ein Titel, den der Index nicht kennt")


def store_folder() -> Path:
    return Path(settings.STORAGE_URL)


def _aged_object(key: str) -> None:
    store = store_from_settings()
    store.put(key, b"left behind")
    old = (timezone.now() - timedelta(days=2)).timestamp()
    for path in store_folder().rglob("*"):
        if path.is_file() and path.read_bytes() == b"left behind":
            os.utime(path, (old, old))


REPAIRED = [
    pytest.param(lose_an_object, "row-without-object", id="a rendition's object is gone"),
    pytest.param(cut_an_object, "size-differs", id="a rendition's object is cut off"),
    pytest.param(lose_a_rendition_row, "rendition-missing", id="one size is missing"),
    pytest.param(lose_every_rendition_row, "rendition-missing", id="every size is missing"),
    pytest.param(read_after_rendering, "rendition-stale", id="the file was read again after rendering"),
    pytest.param(leave_an_object_behind, "object-without-row", id="a rendition of nobody"),
    pytest.param(leave_a_copy_behind, "object-without-row", id="a copy of nobody"),
    pytest.param(stay_in_processing, "state-stuck", id="indexed, yet in processing"),
    pytest.param(call_it_vanished, "presence-wrong", id="vanished, yet there"),
    pytest.param(call_it_ready_although_it_is_gone, "presence-wrong", id="ready, yet gone"),
    pytest.param(die_with_a_lease, "lease-dead", id="held by a dead process"),
    pytest.param(outlive_a_lease, "lease-dead", id="held beyond the lease"),
    pytest.param(leave_bytes_in_work, "work-file-left", id="bytes left in the folder of work"),
    pytest.param(change_behind_the_index, "index-differs", id="the index knows another title"),
]


@pytest.mark.parametrize(("plant", "code"), REPAIRED)
def test_damage_is_seen_without_being_touched_and_repaired_on_demand(library, plant, code):
    plant(library)
    said, is_content = check()
    assert (f"{code}:" in said, is_content) == (True, False)
    assert check()[0] == said, "looking must not change what is seen"
    said, is_content = check("--repair")
    assert (f"{code}:" in said, is_content) == (True, True)
    library.work()
    assert check("--hash") == ("the library is whole\n", True)


def rot_a_rendition(_library: Library) -> None:
    row = Rendition.objects.filter(preset="tile").get()
    store_from_settings().put(row.key, bytes(row.size_bytes))


def test_a_rendition_of_the_same_size_and_other_bytes_is_seen_by_its_hash_and_made_again(library):
    rot_a_rendition(library)
    assert check() == ("the library is whole\n", True)
    assert "hash-differs:" in check("--hash")[0]
    check("--hash", "--repair")
    library.work()
    assert check("--hash") == ("the library is whole\n", True)


def rot_the_original(library: Library) -> None:
    """Other bytes under the same size and time, as a failing disk makes them."""
    status = library.picture.stat()
    library.picture.write_bytes(bytes(status.st_size))
    os.utime(library.picture, ns=(status.st_atime_ns, status.st_mtime_ns))


def lose_the_original(library: Library) -> None:
    library.picture.unlink()


def change_the_original(library: Library) -> None:
    library.picture.write_bytes(jpeg("andere Burg", size=(80, 40)))


def lose_the_source(library: Library) -> None:
    shutil.rmtree(library.photos)


def lose_the_original_row(_library: Library) -> None:
    Rendition.objects.all().delete()
    Location.objects.update(original=None, hashed_at=None, gave_up_at=timezone.now())
    Original.objects.all().delete()


def let_work_wait(_library: Library) -> None:
    Original.objects.update(indexed_at=None, hashed_at=timezone.now() - timedelta(days=2))


def let_a_listing_wait(_library: Library) -> None:
    Location.objects.update(hashed_at=None, found_at=timezone.now() - timedelta(days=2))


def put_something_strange_into_the_store(_library: Library) -> None:
    _aged_object("something/strange")


def change_an_event(_library: Library) -> None:
    with connection.schema_editor() as editor:
        release(editor, "assets_auditevent")
    AuditEvent.objects.update(actor="somebody else")
    with connection.schema_editor() as editor:
        protect(editor, "assets_auditevent")


LEFT_TO_A_PERSON = [
    pytest.param(rot_the_original, "original-rotten", id="an original's bytes changed by themselves"),
    pytest.param(lose_the_original, "original-not-there", id="an original was taken away"),
    pytest.param(change_the_original, "original-changed", id="an original was replaced"),
    pytest.param(lose_the_source, "source-unreachable", id="a source does not answer"),
    pytest.param(lose_the_original_row, "asset-without-original", id="an asset without an original"),
    pytest.param(let_work_wait, "work-waits", id="no worker for a day: a step"),
    pytest.param(let_a_listing_wait, "work-waits", id="no worker for a day: a new file"),
    pytest.param(
        put_something_strange_into_the_store, "object-of-nobody", id="an object in nobody's part of the store"
    ),
    pytest.param(change_an_event, "audit-broken", id="a changed row of the audit trail"),
]


@pytest.mark.parametrize(("plant", "code"), LEFT_TO_A_PERSON)
def test_damage_that_no_program_can_judge_is_named_and_left_alone(library, plant, code):
    plant(library)
    for options in (("--hash",), ("--hash", "--repair"), ("--hash",)):
        said, is_content = check(*options)
        assert (f"{code}:" in said, is_content) == (True, False)


def test_an_object_of_work_under_way_is_left_alone(library):
    store_from_settings().put("renditions/under-way/tile-0123", b"just stored")
    assert check("--repair") == ("the library is whole\n", True)
    assert store_from_settings().head("renditions/under-way/tile-0123").size_bytes == 11


def test_a_lost_rendition_of_a_vanished_original_does_not_make_the_asset_fail(library):
    library.picture.unlink()
    library.list_source()
    lose_an_object(library)
    assert not check("--repair")[1], "without the bytes nothing can be made again"
    library.work()
    assert Asset.objects.get().state == State.VANISHED


def test_a_sound_file_without_a_picture_lacks_no_rendition(library):
    library.picture.with_name("wappen.svg").write_bytes(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
    )
    library.list_source()
    library.work()
    assert check("--hash") == ("the library is whole\n", True)

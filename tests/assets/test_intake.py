"""From files that others put somewhere to assets that people find: what each run of the index changes and leaves."""

import os
import shutil

import pytest

from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.models import Asset, Location, Original, Rendition, SearchChange, State
from assets.storage import store_from_settings
from tests.builders import folder_of_pictures, jpeg, organization, source

pytestmark = pytest.mark.django_db


def listed(of):
    counts = None
    for counts in scan(of, open_source(of)):
        pass
    return counts


@pytest.fixture
def town():
    return organization("stadt-lindrode")


@pytest.fixture
def photos(tmp_path):
    return folder_of_pictures(tmp_path / "photos", 3)


@pytest.fixture
def indexed(town, photos, work):
    of = source(town, photos)
    listed(of)
    work()
    return of


def test_every_picture_of_a_folder_becomes_an_asset_with_three_renditions(indexed):
    assert list(Asset.objects.values_list("state", flat=True)) == [State.READY] * 3
    assert Rendition.objects.count() == 9
    assert all(store_from_settings().head(each.key).size_bytes == each.size_bytes for each in Rendition.objects.all())


def test_originals_stay_where_and_as_they_were(indexed, photos):
    assert sorted(path.name for path in photos.iterdir()) == ["bild-000.jpg", "bild-001.jpg", "bild-002.jpg"]
    assert (photos / "bild-001.jpg").read_bytes() == jpeg("Bild 1")


def test_a_second_run_finds_everything_unchanged_and_does_no_work(indexed, work):
    stamps = list(Original.objects.values_list("read_at", "rendered_at", "indexed_at"))
    counts = listed(indexed)
    work()
    assert (counts.new, counts.changed, counts.unchanged, counts.vanished) == (0, 0, 3, 0)
    assert list(Original.objects.values_list("read_at", "rendered_at", "indexed_at")) == stamps


def test_a_new_file_is_found_and_the_others_are_left_alone(indexed, photos, work):
    (photos / "neu.jpg").write_bytes(jpeg("neu"))
    assert listed(indexed).new == 1
    work()
    assert Asset.objects.filter(state=State.READY).count() == 4


def test_other_bytes_under_the_same_name_are_another_picture(indexed, photos, work):
    before = Asset.objects.get(original__filename="bild-000.jpg")
    (photos / "bild-000.jpg").write_bytes(jpeg("ganz anders"))
    assert listed(indexed).changed == 1
    work()
    before.refresh_from_db()
    assert before.state == State.VANISHED
    assert Asset.objects.filter(state=State.READY).count() == 3
    assert Location.objects.get(key="bild-000.jpg").original.asset_id != before.pk


def test_a_touched_file_with_the_same_bytes_stays_the_same_asset(indexed, photos, work):
    os.utime(photos / "bild-000.jpg", (1, 1))
    assert listed(indexed).changed == 1
    work()
    assert Asset.objects.filter(state=State.READY).count() == 3


def test_a_vanished_file_is_marked_and_comes_back_as_the_same_asset(indexed, photos, work):
    asset = Asset.objects.get(original__filename="bild-002.jpg")
    shutil.move(photos / "bild-002.jpg", photos.parent / "away.jpg")
    assert listed(indexed).vanished == 1
    asset.refresh_from_db()
    assert (asset.state, asset.deleted_at) == (State.VANISHED, None)
    shutil.move(photos.parent / "away.jpg", photos / "bild-002.jpg")
    assert listed(indexed).returned == 1
    asset.refresh_from_db()
    assert asset.state == State.READY


def test_the_same_bytes_at_two_places_are_one_asset_with_two_locations(indexed, photos, work):
    shutil.copy(photos / "bild-000.jpg", photos / "kopie.jpg")
    listed(indexed)
    work()
    assert Asset.objects.count() == 3
    original = Original.objects.get(filename="bild-000.jpg")
    assert sorted(original.locations.values_list("key", flat=True)) == ["bild-000.jpg", "kopie.jpg"]


def test_the_same_bytes_in_another_organization_are_another_asset_without_a_hint(indexed, photos, work):
    other = source(organization("stadt-ahlenbrueck"), photos)
    listed(other)
    work()
    assert Asset.objects.count() == 6


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("leer.jpg", b"", "Die Datei ist leer.", id="no bytes"),
        pytest.param("text.jpg", b"just words", "Das ist keine Datei, deren Format wir kennen.", id="text"),
        pytest.param(
            "archiv.jpg", b"PK\x03\x04" + bytes(100), "Archive nehmen wir nicht an.", id="archive in disguise"
        ),
    ],
)
def test_a_file_of_no_accepted_type_is_refused_in_a_sentence_and_leaves_nothing(
    town, tmp_path, work, name, content, reason
):
    folder = folder_of_pictures(tmp_path / "mixed", 1)
    (folder / name).write_bytes(content)
    listed(source(town, folder))
    work()
    location = Location.objects.get(key=name)
    assert location.failure.startswith(reason)
    assert location.gave_up_at is not None
    assert Asset.objects.count() == 1


def test_a_broken_picture_fails_with_its_reason_and_the_next_one_works(town, tmp_path, work):
    folder = folder_of_pictures(tmp_path / "mixed", 2)
    (folder / "bild-000.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(50))
    listed(source(town, folder))
    work()
    failed = Asset.objects.get(original__filename="bild-000.jpg")
    assert failed.state == State.FAILED
    assert "beschädigt" in failed.state_reason
    assert Asset.objects.get(original__filename="bild-001.jpg").state == State.READY


def test_every_indexed_asset_stands_in_the_change_log(indexed):
    assert set(SearchChange.objects.values_list("asset_id", flat=True)) == set(
        Asset.objects.values_list("pk", flat=True)
    )


def test_a_listing_that_was_cut_short_marks_nothing_as_vanished(indexed, photos):
    for path in photos.iterdir():
        path.unlink()
    next(scan(indexed, open_source(indexed)), None)
    (photos / "bild-000.jpg").write_bytes(jpeg("Bild 0"))
    counts = listed(indexed)
    assert counts.vanished in {0, 2}
    assert Location.objects.live().count() == 1


def test_two_listings_at_once_agree(town, photos):
    of = source(town, photos)
    first, second = scan(of, open_source(of)), scan(of, open_source(of))
    next(first), next(second)
    for running in (first, second):
        for _ in running:
            pass
    assert Location.objects.live().count() == 3

"""Sources as objects: what may be one, when it is looked through, and what a store may tell."""

from datetime import timedelta
from urllib.parse import quote_plus

import pytest
from django.core.management import call_command
from django.utils import timezone

from assets.errors import FieldInvalid, SourceUnusable
from assets.intake.work import Worker
from assets.models import IndexSource, Location, Role, SourceRun
from assets.sources.events import told_by
from assets.sources.services import (
    SourceExists,
    change_source,
    create_source,
    is_secret_of,
    note_events,
    pause_source,
    request_due,
    request_scan,
)
from assets.sources.working import LookThrough
from tests.builders import folder_of_pictures, jpeg, member, organization, source

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
BUCKET = {"bucket": "presse", "prefix": "archiv/2026"}


@pytest.fixture
def town():
    return organization("stadt-lindrode")


@pytest.fixture
def boss(town):
    return member(town, Role.ADMINISTRATOR)


@pytest.fixture
def photos(tmp_path, settings):
    settings.SOURCE_PLACES = [str(tmp_path / "photos")]
    return folder_of_pictures(tmp_path / "photos", 3)


def look(tools=None):
    """Workers do every look that waits, and nothing else."""
    Worker(tools, kinds=(LookThrough(),)).run(until=lambda: True)


def made(town, boss, place, **values):
    return create_source(organization=town, url=str(place), by=boss, values=values)


def test_a_source_is_looked_through_as_soon_as_it_is_made(town, boss, photos):
    found, secret = made(town, boss, photos, name="Archiv", every_minutes=60)
    look()
    run = SourceRun.objects.get()
    assert (run.because, run.found, run.new, run.error) == ("person", 3, 3, "")
    assert run.ended_at
    assert found.next_scan_at > timezone.now() + timedelta(minutes=59)
    assert is_secret_of(found, secret)
    assert not is_secret_of(found, secret + "x")
    assert secret not in str(vars(found))


@pytest.mark.parametrize(
    ("url", "places"),
    [
        pytest.param("{tmp}/photos", [], id="a folder that nobody released"),
        pytest.param("{tmp}/photos", ["anderswo={tmp}/photos"], id="a folder of another organization"),
        pytest.param("{tmp}/photos/../geheim", ["{tmp}/photos"], id="out of the folder again"),
        pytest.param("photos", ["{tmp}"], id="no absolute path"),
        pytest.param("s3://presse", [], id="a bucket that nobody released"),
        pytest.param("s3://geheim/x", ["s3://presse"], id="a bucket beside the one that was released"),
        pytest.param("s3://presse-2", ["s3://presse"], id="a name that begins alike"),
        pytest.param("https://example.org/x", [], id="no place at all"),
    ],
)
@pytest.mark.usefixtures("photos")
def test_a_place_that_may_be_no_source_is_refused(town, boss, tmp_path, settings, url, places):
    settings.SOURCE_PLACES = [each.format(tmp=tmp_path) for each in places]
    with pytest.raises(FieldInvalid) as refusal:
        made(town, boss, url.format(tmp=tmp_path))
    assert refusal.value.field == "url"


def test_the_library_itself_is_no_source(town, boss, settings):
    settings.SOURCE_PLACES, settings.STORAGE_URL = ["s3://bildkreis"], "s3://bildkreis/store"
    for url in ("s3://bildkreis", "s3://bildkreis/store", "s3://bildkreis/store/evidence"):
        with pytest.raises(FieldInvalid):
            made(town, boss, url)


def test_nobody_indexes_the_place_of_another_organization(town, boss, photos):
    source(organization(), photos)
    with pytest.raises(FieldInvalid):
        made(town, boss, photos)


def test_a_source_that_does_not_answer_is_refused_and_one_is_made_once(town, boss, photos, tmp_path):
    made(town, boss, photos)
    with pytest.raises(SourceExists):
        made(town, boss, photos)
    with pytest.raises(SourceUnusable):
        made(town, boss, photos / "gibt-es-nicht")


def test_a_schedule_asks_once_when_its_time_has_come_and_never_while_paused(town, boss, photos):
    found, _ = made(town, boss, photos, every_minutes=15)
    look()
    assert request_due(now=timezone.now()) == 0
    later = timezone.now() + timedelta(minutes=16)
    assert (request_due(now=later), request_due(now=later)) == (1, 0)
    look()
    pause_source(found, is_paused=True, by=boss)
    assert request_due(now=later + timedelta(days=9)) == 0
    assert list(SourceRun.objects.values_list("because", "found")) == [("schedule", 3), ("person", 3)]


def test_a_look_that_waits_is_not_asked_for_twice(town, boss, photos):
    found, _ = made(town, boss, photos)
    assert request_scan(found, because="person") == request_scan(found, because="schedule")


def test_the_command_leaves_the_same_record(town, photos):
    call_command("index", str(photos), organization=town.slug, list_only=True)
    run = SourceRun.objects.get()
    assert (run.because, run.found, run.new, run.ended_at is not None) == ("command", 3, 3, True)


def test_a_source_that_went_away_ends_with_the_reason_after_its_attempts(town, boss, photos, settings):
    settings.WORK_ATTEMPTS = 1
    made(town, boss, photos)
    photos.rename(photos.parent / "weg")
    look()
    run = SourceRun.objects.get()
    assert run.ended_at
    assert run.error
    assert not Location.objects.filter(vanished_at__isnull=False).exists()


def test_only_the_objects_that_were_told_of_are_looked_at_and_telling_again_is_harmless(town, boss, photos):
    found, _ = made(town, boss, photos)
    look()
    (photos / "neu.jpg").write_bytes(jpeg("neu"))
    (photos / "auch neu.jpg").write_bytes(jpeg("auch neu"))
    (photos / "bild-000.jpg").unlink()
    for _ in range(2):
        note_events(found, ["neu.jpg", "bild-000.jpg", "../geheim.jpg", ".versteckt.jpg"])
        look()
    live = set(Location.objects.live().values_list("key", flat=True))
    assert live == {"bild-001.jpg", "bild-002.jpg", "neu.jpg"}
    assert SourceRun.objects.filter(because="event", ended_at__isnull=False).count() == 2


def test_events_that_come_together_are_one_look_and_a_paused_source_takes_none(town, boss, photos):
    found, _ = made(town, boss, photos)
    assert note_events(found, ["a.jpg"]) == note_events(found, ["b.jpg", "a.jpg"])
    assert SourceRun.objects.get(because="event").keys == ["a.jpg", "b.jpg"]
    pause_source(found, is_paused=True, by=boss)
    assert note_events(found, ["c.jpg"]) is None


def test_a_new_secret_ends_the_former_one(town, boss, photos):
    found, secret = made(town, boss, photos)
    fresh = change_source(found, values={"name": "Neu"}, by=boss, renews_secret=True)
    found = IndexSource.objects.get(pk=found.pk)
    assert (is_secret_of(found, fresh), is_secret_of(found, secret), found.name) == (True, False, "Neu")


def record(key, bucket="presse"):
    return {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": bucket}, "object": {"key": key, "size": 9}}}


AWS = {"Records": [record(quote_plus("archiv/2026/Fest am Markt.jpg", safe="/"))]}
MINIO = {"EventName": "s3:ObjectCreated:Put", "Key": "presse/archiv", "Records": [record("archiv%2F2026%2Ffest.jpg")]}
CEPH = {"Records": [record("archiv/2026/Fest + Markt.jpg")]}


@pytest.mark.parametrize(
    ("message", "key", "refused"),
    [
        pytest.param(AWS, "Fest am Markt.jpg", 0, id="AWS writes blanks as plus"),
        pytest.param(MINIO, "fest.jpg", 0, id="MinIO encodes the slash"),
        pytest.param(CEPH, "Fest + Markt.jpg", 0, id="Ceph writes it plainly"),
        pytest.param({"Service": "Amazon S3", "Event": "s3:TestEvent"}, None, 0, id="a test says nothing"),
        pytest.param({"Records": [record("archiv/2025/alt.jpg")]}, None, 1, id="another folder"),
        pytest.param({"Records": [record("archiv/2026-geheim/x.jpg")]}, None, 1, id="a folder that begins alike"),
        pytest.param({"Records": [record("archiv/2026/x.jpg", "andere")]}, None, 1, id="another bucket"),
        pytest.param({"Records": [record("archiv/2026/")]}, None, 1, id="a folder is no file"),
        pytest.param({"Records": ["x", {"s3": []}, {}]}, None, 2, id="of another shape"),
        pytest.param([1, 2], None, 0, id="no message at all"),
    ],
)
def test_what_stores_send_is_read_and_nothing_else_is(message, key, refused):
    told = told_by(message, **BUCKET)
    assert (key in told.keys if key else not told.keys, told.refused) == (True, refused)

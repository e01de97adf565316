"""Renditions that somebody asks for: made once per recipe by workers, tried three times, cleared away, made again."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from assets.checking.channel_renditions import jobs_without_rendition
from assets.checking.finding import Scope
from assets.checking.renditions import renditions as check_renditions
from assets.errors import FieldInvalid
from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.intake.work import release_dead_leases
from assets.making.clearing import let_go
from assets.making.ordering import RenditionOrder, order_rendition, planned
from assets.making.working import MakeRendition
from assets.models import Asset, Original, Rendition, RenditionJob
from assets.renditions import VIEW, Crop
from assets.services import describe_asset
from assets.storage import store_from_settings
from tests.assets.test_check_library import DEAD
from tests.builders import jpeg, member, organization, source
from tests.renditions.press import press_profile

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]

STATE = RenditionJob.State


@pytest.fixture
def original(tmp_path, work) -> Original:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "burg.jpg").write_bytes(jpeg("Burg", size=(1600, 1200)))
    of = source(organization("kreis-hohenau"), photos)
    for _ in scan(of, open_source(of)):
        pass
    work()
    return Original.objects.select_related("asset").get()


def asked(original: Original, preset: str = "instagram-4x5", **order: object) -> RenditionJob:
    what = planned(original, RenditionOrder(preset=preset, **order))
    return order_rendition(original, what, by=None, at=timezone.now())


def picture(row: Rendition) -> Image.Image:
    with store_from_settings().open(row.key) as stream:
        return Image.open(io.BytesIO(stream.read()))


def test_asked_twice_is_made_once_and_ready_with_its_view(original, work):
    first, second = asked(original), asked(original)
    work()
    assert first.pk == second.pk
    job = RenditionJob.objects.select_related("rendition").get()
    assert (job.state, job.progress) == (STATE.READY, 100)
    assert picture(job.rendition).size == (job.rendition.width, job.rendition.height) == (960, 1200)
    assert job.rendition.modifications == ["crop"]
    made = Rendition.objects.exclude(recipe="")
    assert set(made.values_list("preset", flat=True)) == {"instagram-4x5", VIEW}


def test_another_part_is_another_recipe(original):
    assert asked(original, crop=Crop(0, 0, 0.5, 0.5)).pk != asked(original, crop=Crop(0.5, 0.5, 0.5, 0.5)).pk


@pytest.mark.parametrize(
    ("preset", "order", "modifications"),
    [
        pytest.param("instagram-4x5", {}, {"crop"}, id="a part, at the size it has"),
        pytest.param("instagram-1x1", {}, {"crop", "resize"}, id="a part made smaller"),
        pytest.param("instagram-1x1", {"on_canvas": True}, {"resize", "format_conversion"}, id="the whole on a canvas"),
        pytest.param("newsletter", {}, {"resize"}, id="the whole made smaller"),
        pytest.param("press", {}, set(), id="the whole in full size"),
        pytest.param("print-srgb-tiff", {}, {"format_conversion"}, id="another format"),
        pytest.param("press", {"crop": Crop(0, 0, 0.5, 1)}, {"crop"}, id="a frame that a person drew"),
    ],
)
def test_each_rendition_knows_which_changes_it_is(original, preset, order, modifications):
    assert planned(original, RenditionOrder(preset=preset, **order)).modifications == modifications


def test_the_part_follows_the_focal_point_of_a_person(original):
    by = member(original.organization)
    left = planned(original, RenditionOrder(preset="story-9x16")).recipe
    describe_asset(original.asset, changes={"focal_point": {"x": 1, "y": 0.5}}, by=by)
    original.asset.refresh_from_db()
    moved = planned(original, RenditionOrder(preset="story-9x16"))
    assert moved.recipe.key != left.key
    assert moved.recipe.crop.x + moved.recipe.crop.width == pytest.approx(1, abs=1e-5)


def test_a_first_guess_is_there_and_stands_again_when_a_person_takes_theirs_back(original):
    by, asset = member(original.organization), original.asset
    guess = asset.focal_guess
    assert (asset.focal_by, asset.focal_point) == ("guess", guess)
    changed = describe_asset(asset, changes={"focal_point": {"x": 0.9, "y": 0.1}}, by=by)
    assert (changed.focal_by, changed.focal_point) == ("person", {"x": 0.9, "y": 0.1})
    back = describe_asset(asset, changes={"focal_point": None}, by=by)
    assert (back.focal_by, back.focal_point) == ("guess", guess)


def test_rendering_again_keeps_the_point_of_a_person_and_the_renditions_of_channels(original, work):
    describe_asset(original.asset, changes={"focal_point": {"x": 0.9, "y": 0.1}}, by=member(original.organization))
    asked(original)
    work()
    Original.objects.update(rendered_at=None, indexed_at=None)
    work()
    assert Asset.objects.get().focal_by == "person"
    assert Rendition.objects.exclude(recipe="").count() == 2


@pytest.mark.parametrize("point", [{"x": 2, "y": 0}, {"x": 0.5}, "mitte", {"x": "a", "y": 0}], ids=str)
def test_a_point_outside_the_picture_is_refused(original, point):
    with pytest.raises(FieldInvalid):
        describe_asset(original.asset, changes={"focal_point": point}, by=member(original.organization))


def test_what_cannot_be_made_is_said_before_it_is_tried(original):
    for preset in ("no-such", "film-poster", "print-cmyk-tiff"):
        with pytest.raises(FieldInvalid):
            asked(original, preset)


def test_cmyk_is_made_with_the_profile_that_the_operator_names(original, work, settings, tmp_path):
    settings.CMYK_PROFILE = str(tmp_path / "press.icc")
    (tmp_path / "press.icc").write_bytes(press_profile())
    job = asked(original, "print-cmyk-tiff")
    work()
    job.refresh_from_db()
    assert picture(job.rendition).mode == "CMYK"


def test_a_file_that_is_no_press_profile_counts_as_none(original, settings, tmp_path):
    settings.CMYK_PROFILE = str(tmp_path / "other.icc")
    (tmp_path / "other.icc").write_bytes(b"something else")
    with pytest.raises(FieldInvalid):
        asked(original, "print-cmyk-tiff")


def test_three_attempts_then_the_reason_and_asking_again_begins_anew(original, work, tmp_path):
    job = asked(original)
    (tmp_path / "photos" / "burg.jpg").unlink()
    for attempt in range(3):
        RenditionJob.objects.update(next_attempt_at=None)
        work()
        job.refresh_from_db()
        assert job.attempts == attempt + 1
    assert job.state == STATE.FAILED
    assert job.failure
    again = asked(original)
    assert (again.pk, again.state, again.attempts) == (job.pk, STATE.WAITING, 0)


def test_bytes_that_were_replaced_meanwhile_are_not_made_into_what_was_asked_for(original, work):
    job = asked(original)
    Original.objects.update(sha256="f" * 64)
    work()
    job.refresh_from_db()
    assert job.state == STATE.FAILED
    assert job.rendition is None


def test_what_a_killed_worker_held_is_taken_by_the_next(original, work):
    job = asked(original)
    RenditionJob.objects.update(lease=DEAD, leased_until=timezone.now() + timedelta(hours=1), state=STATE.RUNNING)
    assert not MakeRendition().takeable(now=timezone.now()).exists()
    release_dead_leases()
    work()
    job.refresh_from_db()
    assert job.state == STATE.READY


def test_made_again_it_is_the_same_bytes(original, work):
    job = asked(original)
    work()
    before = sorted(Rendition.objects.exclude(recipe="").values_list("preset", "sha256"))
    RenditionJob.objects.filter(pk=job.pk).update(done_at=timezone.now() - timedelta(days=400))
    work()
    assert not RenditionJob.objects.exists()
    assert not Rendition.objects.exclude(recipe="").exists()
    assert not [each.key for each in store_from_settings().list("renditions/") if VIEW in each.key]
    asked(original)
    work()
    assert sorted(Rendition.objects.exclude(recipe="").values_list("preset", "sha256")) == before


def test_what_was_made_from_bytes_that_are_let_go_is_cleared(original, work):
    asked(original)
    work()
    let_go(original)
    work()
    assert not RenditionJob.objects.exists()
    assert Rendition.objects.count() == 3


def test_a_lost_object_is_found_and_made_again(original, work):
    job = asked(original)
    work()
    store_from_settings().delete(RenditionJob.objects.get().rendition.key)
    scope = Scope(store_from_settings(), timezone.now())
    [finding] = list(check_renditions(scope))
    assert finding.code == "row-without-object"
    finding.repair()
    work()
    assert list(check_renditions(scope)) == []
    Rendition.objects.exclude(recipe="").delete()
    [finding] = list(jobs_without_rendition())
    finding.repair()
    work()
    job.refresh_from_db()
    assert (job.state, list(check_renditions(scope))) == (STATE.READY, [])


def test_deleted_pictures_are_not_made_and_what_was_made_is_cleared(original, work):
    asked(original)
    Asset.objects.update(deleted_at=timezone.now())
    assert not MakeRendition().takeable(now=timezone.now()).exists()
    work()
    assert not RenditionJob.objects.exists()

"""Films: a poster first, then the sprite and the copy for watching, each by children within their limits."""

import io
from itertools import pairwise

import av
import pytest

from assets.errors import FieldInvalid
from assets.intake import steps
from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.making.film_orders import PROXY, STORYBOARD, STORYBOARD_INDEX
from assets.models import Asset, Original, Rendition, RenditionJob, User
from assets.services import describe_asset
from assets.storage import store_from_settings
from tests.builders import jpeg, organization, source
from tests.films import film, turned

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


@pytest.fixture
def arrive(tmp_path, work):
    """Let bytes come in through a folder, and do all work."""
    photos = tmp_path / "films"
    photos.mkdir()

    def bring(name: str, data: bytes) -> Original:
        (photos / name).write_bytes(data)
        of = source(organization("kreis-hohenau"), photos)
        for _ in scan(of, open_source(of)):
            pass
        work()
        return Original.objects.select_related("asset").get()

    return bring


def content(preset: str) -> bytes:
    with store_from_settings().open(Rendition.objects.get(preset=preset).key) as stream:
        return stream.read()


def test_a_film_gets_its_poster_its_facts_a_sprite_and_a_copy_for_watching(arrive):
    original = arrive("fest.mp4", film(5.0, size=(640, 360)))
    facts = original.file_facts["film"]["value"]
    assert (original.asset.kind, original.asset.state) == ("video", "ready")
    assert original.asset.duration_seconds == pytest.approx(5.0, abs=0.1)
    assert (facts["codec"], facts["frame_rate"], facts["has_sound"], facts["sound_codec"]) == ("h264", 10, True, "aac")
    assert (original.asset.width, original.asset.height) == (640, 360)
    assert set(original.renditions.values_list("preset", flat=True)) == {
        "large", "preview", "tile", PROXY, STORYBOARD, STORYBOARD_INDEX,
    }  # fmt: skip
    assert set(RenditionJob.objects.values_list("state", flat=True)) == {"ready"}
    assert original.asset.color != "#000000"  # the black first frame is not the poster


def test_a_person_chooses_the_cover_and_gives_the_choice_back(arrive, work):
    original = arrive("fest.mp4", film(5.0, size=(640, 360)))
    asset, by = original.asset, User.objects.create(username="rita")
    chosen_by_program = content("preview")
    asset = describe_asset(asset, changes={"cover_seconds": 4.2}, by=by)
    assert content("preview") == chosen_by_program  # until the new one is there
    work()
    assert (content("preview") != chosen_by_program, Asset.objects.get().state) == (True, "ready")
    describe_asset(asset, changes={"cover_seconds": None}, by=by)
    work()
    assert content("preview") == chosen_by_program


def test_a_cover_chosen_while_a_worker_renders_the_film_is_the_one_that_stays(arrive, work, monkeypatch):
    asset, by = arrive("fest.mp4", film(5.0, size=(640, 360))).asset, User.objects.create(username="rita")
    describe_asset(asset, changes={"cover_seconds": 4.2}, by=by)
    work()
    at_the_end = content("preview")
    describe_asset(asset, changes={"cover_seconds": 0}, by=by)
    stamp = steps._stamp_rendered

    def choose_meanwhile(*given, **named):
        monkeypatch.setattr(steps, "_stamp_rendered", stamp)
        describe_asset(asset, changes={"cover_seconds": 4.2}, by=by)
        stamp(*given, **named)

    monkeypatch.setattr(steps, "_stamp_rendered", choose_meanwhile)
    work()
    assert content("preview") == at_the_end
    assert not Original.objects.filter(indexed_at=None).exists()


@pytest.mark.parametrize("moment", [-1, 5.5, "anfang"])
def test_a_cover_is_a_moment_of_the_film(arrive, moment):
    asset = arrive("fest.mp4", film(5.0, size=(640, 360))).asset
    with pytest.raises(FieldInvalid):
        describe_asset(asset, changes={"cover_seconds": moment}, by=User.objects.create(username="rita"))


def test_the_copy_for_watching_plays_as_long_as_the_film_and_carries_nothing_of_its_camera(arrive):
    arrive("fest.mp4", film(13.5))  # two parts
    data = content(PROXY)
    assert data.index(b"moov") < data.index(b"mdat")  # plays while it loads
    with av.open(io.BytesIO(data)) as copy:
        assert {stream.codec_context.name for stream in copy.streams} == {"h264", "aac"}
        assert copy.duration / 1e6 == pytest.approx(13.5, abs=0.2)
        moments = [float(frame.pts * frame.time_base) for frame in copy.decode(video=0)]
    assert len(moments) == 135
    assert max(b - a for a, b in pairwise(moments)) < 0.15  # no gap between the parts


def test_the_index_of_the_sprite_names_a_tile_for_every_moment(arrive):
    arrive("fest.mp4", film(6.0, sound=False))
    cues = content(STORYBOARD_INDEX).decode().split("\n\n")
    assert cues[0] == "WEBVTT"
    assert cues[1] == "00:00:00.000 --> 00:00:02.000\nfilm-storyboard#xywh=0,0,160,90"
    assert len(cues) == 4


def test_a_film_held_upright_is_shown_upright(arrive):
    original = arrive("hoch.mp4", turned(film(2.0, sound=False)))
    assert (original.asset.width, original.asset.height) == (180, 320)
    assert original.file_facts["film"]["value"]["rotation"] == 90
    proxy = Rendition.objects.get(preset=PROXY)
    assert (proxy.width, proxy.height) == (180, 320)


def test_a_film_whose_pictures_nobody_can_decode_stays_without_a_view(arrive):
    data = film(1.0, sound=False)
    original = arrive("geheim.mp4", data.replace(b"avc1", b"xxx1"))
    assert original.asset.state == "ready"
    assert "type-not-rendered" in original.warnings
    assert not RenditionJob.objects.exists()


def test_what_people_wait_for_comes_between_the_parts_of_a_film(tmp_path, arrive, work, monkeypatch):
    from assets.making import films

    seen: list[int] = []
    step_aside = films._step_aside
    monkeypatch.setattr(films, "_step_aside", lambda tools: (step_aside(tools), seen.append(ready_pictures())))

    def ready_pictures() -> int:
        return Asset.objects.filter(kind="photo", state="ready").count()

    original_perform = films.make_film_rendition

    def with_a_late_picture(job, tools):
        if job.preset == PROXY:
            (tmp_path / "films" / "spaet.jpg").write_bytes(jpeg("spät"))
            of = job.original.locations.get().source
            for _ in scan(of, open_source(of)):
                pass
        original_perform(job, tools)

    monkeypatch.setattr(films, "make_film_rendition", with_a_late_picture)
    data = film(13.0, sound=False)
    photos = tmp_path / "films"
    (photos / "fest.mp4").write_bytes(data)
    of = source(organization("kreis-hohenau"), photos)
    for _ in scan(of, open_source(of)):
        pass
    work()
    assert seen[0] == 1

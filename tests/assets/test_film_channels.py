"""Films for channels: the same part of every frame, at the preset's size, with the sound; stills of any moment."""

import io

import av
import pytest
from django.utils import timezone
from PIL import Image

from assets.making.ordering import RenditionOrder, order_rendition, planned
from assets.models import Rendition, RenditionJob
from assets.renditions import VIEW, Crop
from assets.storage import store_from_settings
from tests.assets.test_films import arrive
from tests.films import film

__all__ = ["arrive"]

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


def made(original, work, **order: object) -> RenditionJob:
    what = planned(original, RenditionOrder(**order))
    job = order_rendition(original, what, by=None, at=timezone.now())
    work()
    return RenditionJob.objects.select_related("rendition").get(pk=job.pk)


def content(row: Rendition) -> io.BytesIO:
    with store_from_settings().open(row.key) as stream:
        return io.BytesIO(stream.read())


def test_a_film_is_cut_to_the_shape_of_a_channel_and_keeps_its_length_and_sound(arrive, work):
    original = arrive("fest.mp4", film(3.0, size=(640, 360)))
    job = made(original, work, preset="story-9x16", crop=Crop(0.25, 0, 0.31640625, 1))
    assert (job.state, job.failure, job.progress) == ("ready", "", 100)
    assert job.rendition.modifications == ["crop"]
    with av.open(content(job.rendition)) as found:
        picture = found.streams.video[0].codec_context
        assert (picture.width, picture.height) == (202, 360)
        assert found.duration / 1e6 == pytest.approx(3.0, abs=0.3)
        assert found.streams.audio
    view = Rendition.objects.get(preset=VIEW)
    assert view.width / view.height == pytest.approx(9 / 16, abs=0.02)


def test_the_whole_film_lies_on_a_canvas(arrive, work):
    original = arrive("fest.mp4", film(1.0, size=(640, 360)))
    job = made(original, work, preset="instagram-1x1", on_canvas=True)
    with av.open(content(job.rendition)) as found:
        first = next(found.decode(video=0)).to_image()
    assert first.size == (640, 640)
    assert min(first.getpixel((320, 20))) > 240


def test_a_still_of_a_moment_is_a_picture(arrive, work):
    original = arrive("fest.mp4", film(4.0, size=(640, 360)))
    job = made(original, work, preset="film-poster", at_seconds=2.0)
    assert (job.state, job.rendition.media_type) == ("ready", "image/jpeg")
    with Image.open(content(job.rendition)) as still:
        assert still.size == (640, 360)
    assert job.rendition.modifications == ["format_conversion"]

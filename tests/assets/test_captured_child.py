"""What a worker makes of answers that no honest child gives, and of files that are sound but have no picture."""

from dataclasses import replace

import pytest
from zeal import zeal_ignore

from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.intake.work import Tools, Worker
from assets.models import Asset, IndexSource, Location, Original, State
from assets.sandbox import SandboxUnavailable
from tests.builders import jpeg, organization, source

pytestmark = pytest.mark.django_db(transaction=True)

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 10\nshowpage\n%%EOF\n"


class Captured:
    """A sandbox whose child answers what it likes for one job and honestly for the others."""

    def __init__(self, honest, job: str, answer: bytes) -> None:
        self.honest, self.job, self.answer = honest, job, answer

    def run(self, job: str, **options: object) -> bytes:
        return self.answer if job == self.job else self.honest.run(job, **options)


class Missing:
    """A sandbox whose server cannot be started."""

    def run(self, *_job: object, **_options: object) -> bytes:
        raise SandboxUnavailable


@pytest.fixture
def indexed(tmp_path):
    """A source with one picture that is listed and not yet taken in."""

    def make(name: str, content: bytes) -> IndexSource:
        folder = tmp_path / "photos"
        folder.mkdir()
        (folder / name).write_bytes(content)
        of = source(organization(), folder)
        for _ in scan(of, open_source(of)):
            pass
        return of

    return make


def work_with(tools: Tools) -> None:
    with zeal_ignore():  # one file after the other is what a worker is for
        Worker(tools).run(until=lambda: True)


def test_a_sound_file_without_a_picture_to_show_is_ready_and_says_why(indexed, tools):
    indexed("wappen.eps", EPS)
    work_with(tools)
    original = Original.objects.select_related("asset").get()
    assert (original.asset.state, original.renditions.count()) == (State.READY, 0)
    assert original.warnings == ["type-not-rendered"]


@pytest.mark.parametrize(
    ("job", "answer"),
    [
        pytest.param("read", b"", id="nothing instead of facts"),
        pytest.param("read", b"[1, 2", id="broken JSON instead of facts"),
        pytest.param("read", b'{"media_type": 7}', id="facts of another shape"),
        pytest.param("render", b"{}", id="renditions of another shape"),
        pytest.param(
            "render",
            b'{"color": "#000000", "width": 1, "height": 1, "orientation": "square", "files": [{"preset": "tile", '
            b'"name": "../key.webp", "media_type": "image/webp", "width": 1, "height": 1, "size_bytes": 1}]}',
            id="a name that points out of the folder",
        ),
        pytest.param(
            "render",
            b'{"color": "#000000", "width": 1, "height": 1, "orientation": "square", "files": [{"preset": "tile", '
            b'"name": "missing.webp", "media_type": "image/webp", "width": 1, "height": 1, "size_bytes": 1}]}',
            id="a rendition that was not written",
        ),
    ],
)
def test_an_answer_of_another_shape_is_a_failure_of_that_file_and_burns_an_attempt(indexed, tools, job, answer):
    indexed("bild.jpg", jpeg())
    work_with(replace(tools, sandbox=Captured(tools.sandbox, job, answer)))
    original = Original.objects.get()
    assert (original.failed_step, original.attempts, original.indexed_at) == (job, 1, None)
    assert "Absturz" in original.failure


def test_a_machine_without_a_sandbox_burns_no_attempt(indexed, tools):
    indexed("bild.jpg", jpeg())
    work_with(replace(tools, sandbox=Missing()))
    original = Original.objects.get()
    assert (original.attempts, original.gave_up_at, Asset.objects.get().state) == (0, None, State.PROCESSING)
    assert Location.objects.get().hashed_at is not None

"""Where bytes are, and what that means for their asset: replaced by something unreadable, gone half-way, back again."""

import os

import pytest

from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.intake.work import Worker
from assets.models import Asset, Location, Original, State
from tests.assets.test_model import DEAD, Fuse, Fused, Killed, replace
from tests.builders import jpeg, organization, source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "burg.jpg").write_bytes(jpeg("Burg"))
    return folder


@pytest.fixture
def index(photos, work):
    """List and work, as `manage.py index` does."""
    of = source(organization(), photos)

    def run() -> None:
        for _ in scan(of, open_source(of)):
            pass
        Location.objects.update(next_attempt_at=None)
        work()

    return run


def test_a_picture_replaced_by_something_unreadable_has_vanished(photos, index):
    index()
    (photos / "burg.jpg").write_bytes(b"just words")
    index()
    assert Asset.objects.get().state == State.VANISHED
    location = Location.objects.get()
    assert (location.original, location.gave_up_at is not None) == (None, True)


def same_size(content: bytes, *others: bytes) -> list[bytes]:
    """The contents, all as long as the longest: bytes behind the end of a JPEG change nothing."""
    longest = max(len(each) for each in (content, *others))
    return [each + bytes(longest - len(each)) for each in (content, *others)]


def test_an_original_is_never_read_again_from_the_bytes_of_another_picture(photos, index, tools):
    first, second = same_size(jpeg("Burg"), jpeg("Markt", size=(200, 300)))
    (photos / "burg.jpg").write_bytes(first)
    index()
    (photos / "burg.jpg").write_bytes(second)
    Original.objects.update(read_at=None, rendered_at=None, indexed_at=None)
    Worker(tools).run(until=lambda: True)
    original = Original.objects.select_related("asset").get()
    assert (original.read_at, original.attempts, original.asset.width) == (None, 0, 320)
    index()
    assert dict(Asset.objects.values_list("width", "state")) == {320: State.VANISHED, 200: State.READY}


def test_a_file_that_was_away_until_it_was_given_up_is_taken_in_when_it_is_back(photos, work, tools):
    of = source(organization(), photos)
    content, status = (photos / "burg.jpg").read_bytes(), (photos / "burg.jpg").stat()
    for _ in scan(of, open_source(of)):
        pass
    (photos / "burg.jpg").unlink()
    for _ in range(3):
        Location.objects.update(next_attempt_at=None)
        work()
    assert Location.objects.get().gave_up_at is not None
    for _ in scan(of, open_source(of)):
        pass
    (photos / "burg.jpg").write_bytes(content)
    os.utime(photos / "burg.jpg", ns=(status.st_atime_ns, status.st_mtime_ns))
    for _ in scan(of, open_source(of)):
        pass
    work()
    assert Asset.objects.get().state == State.READY


def die_before_rendering(tools) -> None:
    fuse = Fuse(2, after=False)
    with pytest.raises(Killed):
        Worker(replace(tools, sandbox=Fused(tools.sandbox, fuse)), lease=DEAD).run(until=lambda: True)
    for rows in (Location.objects, Original.objects):
        rows.filter(lease=DEAD).update(lease="", leased_until=None)


def test_a_picture_that_goes_away_half_way_waits_and_comes_back_whole(photos, index, tools):
    of = source(organization(), photos)
    for _ in scan(of, open_source(of)):
        pass
    die_before_rendering(tools)
    content = (photos / "burg.jpg").read_bytes()
    (photos / "burg.jpg").unlink()
    for _ in range(4):
        for _ in scan(of, open_source(of)):
            pass
        Original.objects.update(next_attempt_at=None)
        Worker(tools).run(until=lambda: True)
    assert (Asset.objects.get().state, Original.objects.get().attempts) == (State.VANISHED, 0)
    (photos / "burg.jpg").write_bytes(content)
    for _ in scan(of, open_source(of)):
        pass
    Worker(tools).run(until=lambda: True)
    assert Asset.objects.get().state == State.READY
    assert Original.objects.get().renditions.count() == 3

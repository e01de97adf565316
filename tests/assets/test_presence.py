"""Where bytes are, and what that means for their asset: replaced by something unreadable, gone half-way, back again."""

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

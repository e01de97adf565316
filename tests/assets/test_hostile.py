"""Whatever strangers bring ends safe: shown, kept without a view, refused in words, or kept as unreadable.

The ordinary run takes every tenth file, the proof all of them, and all real samples.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from assets.intake.outcome import REASONS
from assets.intake.scan import scan
from assets.intake.steps import open_source, take_in
from assets.models import Asset, Location, Original, Rendition
from assets.sandbox import Usage
from assets.storage import store_from_settings
from tests.builders import organization, source
from tests.hostile import CASES, Case, End

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]

LONGEST_SECONDS = 5
"""Of processor time: the wall clock tells more of the machine."""
MOST_MEMORY = 1024 * 1024 * 1024
IS_PROOF = os.environ.get("BILDKREIS_PROOF") == "1"


def test_there_are_more_than_a_hundred_and_twenty_files_of_all_classes():
    assert len(CASES) > 120
    assert {end for case in CASES for end in case.ends} == set(End)


@pytest.mark.parametrize("part", range(10 if IS_PROOF else 1))
def test_every_hostile_file_ends_as_it_must_within_its_limits(part, tmp_path, tools, settings):
    settings.WORK_ATTEMPTS = 1
    cases = CASES[part::10]
    wrong = {}
    for case, location, cpu_seconds, memory in arrivals(cases, tmp_path, tools):
        end, reason = how_it_ended(location)
        if end not in case.ends or cpu_seconds > LONGEST_SECONDS or memory > MOST_MEMORY:
            wrong[case.title] = (end, reason, round(cpu_seconds, 1), memory >> 20)
        if end in {End.REFUSED, End.FAILED} and not is_in_words(reason):
            wrong[case.title] = (end, reason)
    assert wrong == {}
    assert_nothing_is_left_half_done()
    assert_previews_hold_only_pixels()


@pytest.mark.proof
def test_every_real_sample_ends_safe_within_its_limits(samples, tmp_path, tools, settings):
    settings.WORK_ATTEMPTS = 1
    found = sorted(path for path in samples.rglob("*") if path.is_file())
    of = source(organization("kreis-hohenau"), samples)
    for _ in scan(of, open_source(of)):
        pass
    assert Location.objects.count() == len(found)
    slow = {}
    for location in Location.objects.order_by("pk"):
        take_in(location.pk, tools)
        if tools.sandbox.last_usage.cpu_seconds > LONGEST_SECONDS:
            slow[location.key] = tools.sandbox.last_usage.cpu_seconds
    assert slow == {}
    assert Original.objects.filter(asset__state="ready").count() >= 170
    assert_nothing_is_left_half_done()
    assert_previews_hold_only_pixels()


def arrivals(cases: tuple[Case, ...], tmp_path: Path, tools) -> Iterator[tuple[Case, Location | None, float, int]]:
    """Each file in a folder of its own, taken in alone; where it is, and what its dearest child took."""
    of = organization("kreis-hohenau")
    for number, case in enumerate(cases):
        folder = tmp_path / f"stranger-{number:03}"
        folder.mkdir()
        (folder / case.name).write_bytes(case.draw())
        place = source(of, folder)
        for _ in scan(place, open_source(place)):
            pass
        location = Location.objects.filter(source=place).first()
        tools.sandbox.last_usage = Usage(0.0, 0)
        if location is not None:
            take_in(location.pk, tools)
            location.refresh_from_db()
        yield case, location, tools.sandbox.last_usage.cpu_seconds, tools.sandbox.last_usage.peak_memory_bytes


def how_it_ended(location: Location | None) -> tuple[End, str]:
    if location is None:  # a name that a listing passes over: with line breaks, for instance
        return End.SHOWN, ""
    if location.original_id is None:
        return End.REFUSED, location.failure
    original = Original.objects.select_related("asset").get(pk=location.original_id)
    if original.asset.state == "failed":
        return End.FAILED, original.asset.state_reason
    assert original.asset.state == "ready", (location.key, original.asset.state, original.failure)
    return (End.SHOWN if original.renditions.exists() else End.KEPT), ""


def is_in_words(reason: str) -> bool:
    """A sentence that was written for people, and not the one for faults of the program."""
    return reason in REASONS.values() and reason != REASONS["internal"]


def assert_nothing_is_left_half_done() -> None:
    assert not Asset.objects.filter(state="processing").exists()
    assert not Asset.objects.filter(original=None).exists()
    for location in Location.objects.filter(original=None):
        assert location.gave_up_at, location.key
    stored = {info.key for info in store_from_settings().list("renditions/")}
    assert stored == set(Rendition.objects.values_list("key", flat=True))


def assert_previews_hold_only_pixels() -> None:
    """Nothing of the stranger's text, comments, scripts or blocks is in what everybody sees."""
    for rendition in Rendition.objects.all():
        with store_from_settings().open(rendition.key) as stream:
            data = stream.read()
        for foreign in (b"canary", b"<script", b"javascript:", b"<img", b"PK\x03\x04", b"%PDF", b"This program"):
            assert foreign not in data, (rendition.original.filename, foreign)
        assert rendition.media_type in {"image/jpeg", "image/webp"}
        with store_from_settings().open(rendition.key) as stream, Image.open(stream) as picture:
            assert not {"comment", "icc_profile"} & set(picture.info), rendition.original.filename

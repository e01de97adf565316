"""The marker walk and the sizes hold for every input, not only for the ones somebody thought of."""

import contextlib
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.renditions import PRESETS, NotRenderable, bounds
from tests.renditions.pictures import gradient, jpeg_with_scans, jpeg_with_segments, saved

SIDES = st.integers(min_value=1, max_value=bounds.MAX_SIDE)


def damaged(chance: random.Random, data: bytes) -> bytes:
    """The bytes with a few of them changed, cut out or doubled; markers more often than chance would."""
    mutable = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(mutable))
        match chance.randrange(4):
            case 0:
                mutable[at] = chance.randrange(256)
            case 1:
                mutable[at : at + 2] = bytes([0xFF, chance.choice((0xC4, 0xD8, 0xD9, 0xDA, 0xE1, 0xFE, 0x01, 0xD0))])
            case 2:
                del mutable[at : at + chance.randint(1, 40)]
            case _:
                mutable[at:at] = mutable[at : at + chance.randint(1, 40)]
    return bytes(mutable)


def walk_is_calm(count: int, seed: int) -> None:
    chance = random.Random(seed)
    originals = [saved(gradient(64, 48), "JPEG"), saved(gradient(64, 48), "JPEG", progressive=True), jpeg_with_scans(3)]
    for _ in range(count):
        data = damaged(chance, chance.choice(originals))
        try:
            bounds.check_jpeg_markers(data)
        except NotRenderable:
            continue


def test_twenty_thousand_damaged_jpegs_raise_nothing_but_their_refusal():
    walk_is_calm(20_000, seed=1)


@pytest.mark.proof
def test_a_million_damaged_jpegs_raise_nothing_but_their_refusal():
    walk_is_calm(1_000_000, seed=2)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xff\xd8" + b"\xff" * 20_000_000, id="nothing but padding"),
        pytest.param(b"\xff\xd8" + b"\xff\x01" * 5_000_000, id="markers without a length"),
        pytest.param(b"\xff\xd8" + b"\xff\xfe\x00\x00" * 1_000_000, id="segments of no length"),
        pytest.param(b"\xff\xd8\xff\xda\x00\x02" + b"\xff\x00" * 10_000_000, id="stuffed bytes"),
        pytest.param(jpeg_with_segments(100_000), id="100,000 segments"),
    ],
)
def test_the_marker_walk_ends_soon(data):
    began = time.process_time()
    with contextlib.suppress(NotRenderable):
        bounds.check_jpeg_markers(data)
    assert time.process_time() - began < 2


@given(width=SIDES, height=SIDES)
def test_a_rendition_fits_its_box_and_its_original(width, height):
    for preset in PRESETS:
        wide, high = preset.size_for(width, height)
        assert 1 <= wide <= min(width, preset.max_width)
        assert 1 <= high <= min(height, preset.max_height)


@given(width=SIDES, height=SIDES)
def test_halving_stays_within_the_slack_of_the_preset(width, height):
    for preset in PRESETS:
        made, wanted = preset.size_from(width, height), preset.size_for(width, height)
        assert all(side <= most for side, most in zip(made, wanted, strict=True))
        assert all(side >= int(most * (1 - preset.slack)) for side, most in zip(made, wanted, strict=True))

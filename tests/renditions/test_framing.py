"""Which part is shown and how large: every part has the preset's shape, lies inside, and nothing is enlarged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.renditions import CHANNEL_PRESETS, Crop, Fit, Focal, Size, automatic_crop, plan

COVERS = [preset for preset in CHANNEL_PRESETS.values() if preset.fit is Fit.COVER]
shares = st.floats(0, 1)
sides = st.integers(1, 20_000)


@given(preset=st.sampled_from(COVERS), width=sides, height=sides, x=shares, y=shares)
def test_a_part_around_any_point_lies_inside_and_keeps_the_point_in_it(preset, width, height, x, y):
    crop = automatic_crop(preset, Focal(x, y), Size(width, height))
    if crop is None:
        return
    assert 0 <= crop.x <= 1
    assert crop.x + crop.width <= 1
    assert crop.y + crop.height <= 1
    assert crop.x - 1e-5 <= x <= crop.x + crop.width + 1e-5
    assert crop.y - 1e-5 <= y <= crop.y + crop.height + 1e-5


@given(preset=st.sampled_from(list(CHANNEL_PRESETS.values())), width=sides, height=sides, on_canvas=st.booleans())
def test_nothing_is_larger_than_the_original_or_the_preset(preset, width, height, on_canvas):
    original = Size(width, height)
    crop = None if on_canvas else automatic_crop(preset, None, original)
    found = plan(preset, original, crop=crop, on_canvas=on_canvas)
    assert found.size.width <= width
    assert found.size.height <= height
    assert found.outer.width <= (preset.width or width)
    assert found.outer.height <= (preset.height or height)
    assert found.outer.width >= found.size.width
    assert found.outer.height >= found.size.height


@pytest.mark.parametrize("preset", COVERS, ids=lambda each: each.code)
@pytest.mark.parametrize("size", [Size(4032, 3024), Size(3024, 4032), Size(6000, 4000), Size(5000, 5000)], ids=str)
def test_a_large_photo_fills_every_channel_to_the_pixel(preset, size):
    found = plan(preset, size, crop=automatic_crop(preset, Focal(0.3, 0.7), size))
    assert (found.outer.width, found.outer.height) == (preset.width, preset.height)
    assert not found.is_smaller


@pytest.mark.parametrize(
    ("code", "original", "size", "is_smaller"),
    [
        pytest.param("instagram-4x5", Size(800, 1000), Size(800, 1000), True, id="too few pixels"),
        pytest.param("instagram-4x5", Size(1080, 1350), Size(1080, 1350), False, id="just enough"),
        pytest.param("newsletter", Size(3000, 2000), Size(1200, 800), False, id="fits into the width"),
        pytest.param("newsletter", Size(600, 400), Size(600, 400), True, id="never enlarged"),
        pytest.param("press", Size(600, 400), Size(600, 400), False, id="full size is what there is"),
    ],
)
def test_a_small_original_stays_small_and_the_plan_says_so(code, original, size, is_smaller):
    preset = CHANNEL_PRESETS[code]
    found = plan(preset, original, crop=automatic_crop(preset, None, original))
    assert (found.outer, found.is_smaller) == (size, is_smaller)


def test_the_whole_picture_lies_on_a_canvas_of_the_presets_shape():
    found = plan(CHANNEL_PRESETS["instagram-4x5"], Size(3000, 2000), on_canvas=True)
    assert found.canvas == Size(1080, 1350)
    assert found.size == Size(1080, 720)
    small = plan(CHANNEL_PRESETS["instagram-4x5"], Size(540, 360), on_canvas=True)
    assert (small.canvas, small.size) == (Size(540, 675), Size(540, 360))


def test_a_frame_that_a_person_drew_keeps_its_shape():
    found = plan(CHANNEL_PRESETS["instagram-4x5"], Size(4000, 4000), crop=Crop(0.1, 0.1, 0.5, 0.25))
    assert found.size == Size(1080, 540)

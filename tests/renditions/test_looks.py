"""A picture is known again by its looks: smaller, compressed, lighter, cut from the middle; another one is not."""

from itertools import combinations

import pytest
from PIL import Image, ImageEnhance

from assets.alike import MOST_BITS
from assets.demo import PICTURES, drawn
from assets.renditions.looks import SHAPES, distance, of_picture

NAMES = ("wasserschloss-oktober", "stadttor", "windmuehle-raps", "brot", "buergerbuero")


@pytest.fixture(scope="module")
def pictures() -> list[Image.Image]:
    found = [each for each in PICTURES if each.path.rpartition("/")[2].removesuffix(".jpg") in NAMES]
    assert len(found) == len(NAMES)
    return [drawn(each, size=0.3).convert("RGB") for each in found]


def closest(one: Image.Image, other: Image.Image) -> int:
    """As `assets.alike` compares: a whole with every view."""
    mine, theirs = of_picture(one), of_picture(other)
    return min(*(distance(mine[0], each) for each in theirs), *(distance(each, theirs[0]) for each in mine))


def middle(picture: Image.Image, shape: float) -> Image.Image:
    across, down = min(picture.width, picture.height * shape), min(picture.height, picture.width / shape)
    left, top = (picture.width - across) / 2, (picture.height - down) / 2
    return picture.crop((round(left), round(top), round(left + across), round(top + down)))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda picture: picture.resize((picture.width // 2, picture.height // 2)), id="half as large"),
        pytest.param(lambda picture: picture.quantize(32).convert("RGB"), id="in 32 colors"),
        pytest.param(lambda picture: ImageEnhance.Brightness(picture).enhance(1.15), id="lighter"),
        pytest.param(lambda picture: ImageEnhance.Contrast(picture).enhance(1.3), id="more contrast"),
        *(pytest.param(lambda picture, shape=each: middle(picture, shape), id=f"cut to {each:.2f}") for each in SHAPES),
    ],
)
def test_a_picture_is_known_again(pictures, changed):
    assert max(closest(each, changed(each)) for each in pictures) <= MOST_BITS


def test_other_pictures_are_not_taken_for_it(pictures):
    assert min(closest(*pair) for pair in combinations(pictures, 2)) > MOST_BITS


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (64, 64)])
def test_a_picture_that_shows_nothing_looks_like_nothing(size):
    assert of_picture(Image.new("RGB", size, "#808080")) == ()


def test_the_thinnest_picture_has_looks():
    picture = Image.linear_gradient("L").resize((2, 900))
    assert all(-(2**63) <= each < 2**63 for each in of_picture(picture))

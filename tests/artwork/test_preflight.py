"""The preflight as a whole: in the child, marked, on the product; and by a worker, once per bytes and use."""

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from assets.artwork.preflight import MARKED, MOCKUP, Order, Report
from assets.artwork.products import UnusableProducts, products, read_products
from assets.artwork.words import Code
from assets.sandbox import ChildFailed, Sandbox
from tests.artwork import drawn
from tests.artwork.test_checks import _fonts

__all__ = ["_fonts"]


def order(product: str, place: str, technique: str, *, media_type: str = "application/pdf") -> Order:
    known = products()
    found = known.product(product)
    return Order(
        media_type=media_type, product=product, technique=known.technique(found, technique), place=found.place(place),
        width_mm=drawn.SIDE, height_mm=drawn.SIDE, color="#1d4068",
    )  # fmt: skip


def test_a_file_is_checked_marked_and_shown_in_the_child(tmp_path: Path) -> None:
    path = drawn.pdf(tmp_path / "a.pdf", drawn.words(9, font="Helvetica"))
    out = tmp_path / "out"
    out.mkdir()
    with Sandbox() as sandbox:
        answer = sandbox.run("preflight", source=path, out_dir=out, params=order("t-shirt", "front", "screen"))
        (tmp_path / "b.pdf").write_bytes(b"%PDF-")
        with pytest.raises(ChildFailed) as failed:
            sandbox.run("preflight", source=tmp_path / "b.pdf", out_dir=out, params=order("bag", "front", "screen"))
    report = msgspec.json.decode(answer, type=Report)
    assert report.result == "fail"
    assert report.checks[0]["code"] == Code.FONTS
    assert report.checks[0]["places"][0]["number"] == 1
    assert {each["code"] for each in report.checks} == set(Code)
    assert failed.value.code == "header-unreadable"
    with Image.open(out / MOCKUP) as mockup, Image.open(out / MARKED) as marked:
        assert mockup.size == (800, 800)
        assert mockup.getpixel((400, 640)) == (0x1D, 0x40, 0x68)
        assert marked.width > 900


@pytest.mark.parametrize("code", [each.code for each in products().products])
def test_every_product_can_be_drawn(code: str, tmp_path: Path) -> None:
    from assets.artwork.preflight import mock_up

    found = products().product(code)
    motif = Image.new("RGBA", (300, 300), (200, 30, 30, 255))
    made = mock_up(motif, order(code, found.places[0].code, found.techniques[0]))
    assert (200, 30, 30) in {each for _, each in made.getcolors(1_000_000)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b'"code": "polo"', b'"code": "bag"', id="a code twice"),
        pytest.param(b'"techniques": ["transfer"', b'"techniques": ["magic"', id="an unknown technique"),
        pytest.param(b'"wanted": 300, "least": 200', b'"wanted": 100, "least": 200', id="limits the wrong way round"),
        pytest.param(b'"safe_mm": 20', b'"safe_mm": 500', id="a place without room"),
    ],
)
def test_product_data_that_contradicts_itself_is_refused(before: bytes, after: bytes) -> None:
    data = (Path(__file__).parents[2] / "assets" / "artwork" / "products.json").read_bytes()
    read_products(data)
    with pytest.raises(UnusableProducts):
        read_products(data.replace(before, after, 1))

"""What is shown of each format: right colors, right page, right size."""

from io import BytesIO

import pytest
from PIL import Image

from assets.renditions import Caveat, NotRenderable, Refusal
from assets.renditions.opening import decode, pictures_in
from assets.renditions.presets import LARGE
from assets.renditions.render import opened_picture
from tests.hostile_files.documents import page, pdf, svg
from tests.hostile_files.rasters import saved, sixteen_bits


def test_sixteen_bits_look_the_same_in_one_stretch_and_plane_by_plane():
    whole = decode(BytesIO(sixteen_bits(3, 2, 1)), media_type="image/tiff", preset=LARGE).image
    planes = decode(BytesIO(sixteen_bits(3, 2, 2)), media_type="image/tiff", preset=LARGE).image
    numbers = [(n * 977) % 65536 >> 8 for n in range(192)]
    assert whole.getpixel((1, 0)) == tuple(numbers[3:6])
    assert planes.getpixel((1, 0)) == (numbers[1], numbers[65], numbers[129])


def test_a_tiff_with_pages_is_counted_and_opened_at_each():
    pages = [Image.new("RGB", (20 + n, 10), (n, 0, 0)) for n in range(3)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert pictures_in(BytesIO(data)) == 3
    assert decode(BytesIO(data), media_type="image/tiff", preset=LARGE, page=3).width == 22
    with pytest.raises(NotRenderable) as refused:
        decode(BytesIO(data), media_type="image/tiff", preset=LARGE, page=4)
    assert refused.value.code is Refusal.PAGE


def opened(tmp_path, data, media_type, **options):
    path = tmp_path / "file"
    path.write_bytes(data)
    return opened_picture(path, media_type, LARGE, **options)


def test_a_page_of_a_document_lies_on_white_with_its_colors(tmp_path):
    found = opened(tmp_path, pdf(*page()), "application/pdf")
    image = found.decoded.image
    assert (found.pages, found.decoded.width, found.decoded.height) == (1, 200, 100)
    assert image.getpixel((image.width // 5, image.height // 2)) == (0, 0, 255)
    assert image.getpixel((2, 2)) == (255, 255, 255)


def test_a_page_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(NotRenderable) as refused:
        opened(tmp_path, pdf(*page()), "application/pdf", page=2)
    assert refused.value.code is Refusal.PAGE


def test_a_drawing_is_drawn_as_large_as_wanted_and_says_what_it_lacks(tmp_path):
    found = opened(tmp_path, svg('<text x="1" y="50">Grüße</text><image href="http://x/y.png"/>'), "image/svg+xml")
    image = found.decoded.image
    assert image.size == (2048, 1365)
    assert image.getpixel((300, 300)) == (0x22, 0x44, 0x77, 255)
    assert set(found.caveats) == {Caveat.FONT, Caveat.LEFT_OUT}
    assert image.crop((0, 900, 1000, 1200)).getchannel("A").getbbox() is not None  # the words


def test_a_local_file_never_reaches_a_drawing(tmp_path):
    secret = tmp_path / "secret.png"
    Image.new("RGB", (9, 9), (255, 0, 0)).save(secret)
    plain = opened(tmp_path, svg(""), "image/svg+xml").decoded.image
    for address in (str(secret), secret.as_uri(), "secret.png"):
        named = svg(f'<image href="{address}" width="90" height="60"/>')
        assert opened(tmp_path, named, "image/svg+xml").decoded.image.tobytes() == plain.tobytes()

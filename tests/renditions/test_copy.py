"""Details and smaller copies: what a person marked in the upright picture is what leaves, in sRGB."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from assets.renditions import Crop, NotRenderable, RenderedCopy, render_copy

QUARTERS = {(0, 0): (230, 20, 20), (1, 0): (20, 200, 20), (0, 1): (20, 20, 230), (1, 1): (240, 240, 30)}


def marked(mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Four quarters of four colors."""
    image = Image.new(mode, size)
    for (column, row), color in QUARTERS.items():
        fill = (*color, 255) if mode == "RGBA" else color
        image.paste(fill, (column * size[0] // 2, row * size[1] // 2, size[0], size[1]))
    return image


def saved(image: Image.Image, folder: Path, form: str = "PNG", **options: object) -> Path:
    path = folder / f"source.{form.lower()}"
    image.save(path, form, **options)
    return path


def opened(copy: RenderedCopy) -> Image.Image:
    image = Image.open(io.BytesIO(copy.data))
    image.load()
    assert (copy.width, copy.height) == image.size
    return image


def close(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 6 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("corner", QUARTERS, ids=str)
def test_a_detail_is_cut_from_the_upright_picture_however_it_is_stored(orientation, corner, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(marked(), tmp_path, "TIFF", exif=exif)
    with Image.open(path) as stored:
        upright = ImageOps.exif_transpose(stored)
    crop = Crop(corner[0] / 2, corner[1] / 2, 0.5, 0.5)
    found = opened(render_copy(path, media_type="image/tiff", crop=crop))
    wanted = upright.crop(crop.box(*upright.size))
    assert found.size == wanted.size
    assert close(found.getpixel((10, 10)), wanted.getpixel((10, 10)))
    assert close(found.getpixel((wanted.width - 5, wanted.height - 5)), wanted.getpixel((10, 10)))


@pytest.mark.parametrize(
    ("crop", "size", "box"),
    [
        pytest.param((0, 0, 1, 1), (100, 50), (0, 0, 100, 50), id="whole"),
        pytest.param((0.25, 0.5, 0.5, 0.5), (100, 50), (25, 25, 75, 50), id="part"),
        pytest.param((0.999, 0.999, 0.001, 0.001), (100, 50), (99, 49, 100, 50), id="never less than a pixel"),
        pytest.param((0.1, 0.1, 0.9, 0.9), (3, 3), (0, 0, 3, 3), id="rounded to whole pixels"),
    ],
)
def test_shares_become_pixels_inside_the_picture(crop, size, box):
    assert Crop(*crop).box(*size) == box


@pytest.mark.parametrize("crop", [(0.6, 0, 0.5, 1), (0, 0, 0, 1), (0, 0.5, 1, 0.6)])
def test_a_detail_outside_the_picture_is_none(crop):
    with pytest.raises(ValueError, match="outside"):
        Crop(*crop)


@pytest.mark.parametrize(
    ("edge", "crop", "size"),
    [
        pytest.param(60, None, (60, 40), id="smaller"),
        pytest.param(5000, None, (120, 80), id="never larger than it is"),
        pytest.param(30, Crop(0, 0, 0.5, 1), (22, 30), id="the edge is that of the detail"),
        pytest.param(None, Crop(0, 0, 0.5, 1), (60, 80), id="detail as it is"),
    ],
)
def test_the_longest_side_is_bounded(edge, crop, size, tmp_path):
    copy = render_copy(saved(marked(), tmp_path), media_type="image/png", crop=crop, max_edge=edge)
    assert (copy.width, copy.height) == size


def test_transparent_pictures_stay_transparent_and_others_become_jpeg(tmp_path):
    see_through = marked("RGBA")
    see_through.putpixel((0, 0), (0, 0, 0, 0))
    assert render_copy(saved(see_through, tmp_path), media_type="image/png").media_type == "image/png"
    assert render_copy(saved(marked("RGBA"), tmp_path), media_type="image/png").media_type == "image/jpeg"


def test_the_copy_is_in_srgb_without_a_profile_or_any_metadata(tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(marked(), tmp_path, "JPEG", exif=exif, icc_profile=lab, comment=b"Erika")
    found = opened(render_copy(path, media_type="image/jpeg"))
    assert not {"exif", "icc_profile", "comment"} & found.info.keys()


def test_what_has_no_pixels_is_refused(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(NotRenderable):
        render_copy(path, media_type="application/pdf")

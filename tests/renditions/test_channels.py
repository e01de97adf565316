"""Renditions for channels: what was framed is what is seen, the same bytes each time, rights of the original inside."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps

from assets import metadata
from assets.renditions import (
    CHANNEL_PRESETS,
    VIEW,
    Crop,
    Focal,
    Made,
    MakeParams,
    NotRenderable,
    Recipe,
    Size,
    automatic_crop,
    make,
)
from assets.renditions.focal import guess
from assets.renditions.printing import check_profile
from tests.renditions.pictures import difference, gradient, saved
from tests.renditions.press import press_profile

RIGHTS = metadata.RightsFields(credit_line="Foto: Öhrchen")


@pytest.fixture
def out_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def made(source: bytes, out_dir: Path, *, media_type: str = "image/jpeg", **params: object) -> Made:
    path = out_dir.parent / "source"
    path.write_bytes(source)
    return make(path, MakeParams(media_type=media_type, rights=RIGHTS, **params), out_dir, lambda _percent: None)


def picture_of(result: Made, out_dir: Path) -> Image.Image:
    image = Image.open(out_dir / result.files[0].name)
    image.load()
    assert image.size == (result.files[0].width, result.files[0].height)
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_part_is_that_of_the_upright_picture_however_it_is_stored(orientation, out_dir):
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = saved(gradient(1600, 1200), "PNG", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(source)))
    crop = automatic_crop(CHANNEL_PRESETS["instagram-4x5"], Focal(0.9, 0.1), Size(*upright.size))
    found = picture_of(made(source, out_dir, media_type="image/png", preset="instagram-4x5", crop=crop), out_dir)
    assert crop is not None
    assert difference(found, upright.crop(crop.box(*upright.size))) < 2


@pytest.mark.parametrize("code", [code for code, each in CHANNEL_PRESETS.items() if each.picture])
def test_the_same_recipe_gives_the_same_bytes(code, out_dir):
    source, crop = saved(gradient(400, 300), "JPEG"), automatic_crop(CHANNEL_PRESETS[code], None, Size(400, 300))
    found = [
        (out_dir / each.name).read_bytes()
        for _round in range(2)
        for each in made(source, out_dir, preset=code, crop=crop, profile=press_profile()).files
    ]
    assert found[:2] == found[2:]


def test_every_choice_that_decides_a_pixel_is_another_recipe():
    base = {"sha256": "a" * 64, "preset": "facebook", "version": 1}
    others = ({"sha256": "b" * 64}, {"version": 2}, {"crop": Crop(0, 0, 1, 0.5)}, {"canvas": "#ffffff"}, {"page": 2})
    keys = {Recipe(**{**base, **each}).key for each in (*others, {"profile": "c"}, {"at_seconds": 1.5}, {})}
    assert len(keys) == 8
    assert Recipe(**base).key == Recipe(**base).key


def test_the_whole_picture_lies_in_the_middle_of_its_canvas(out_dir):
    source = saved(Image.new("RGB", (1200, 600), "#d02020"), "PNG")
    result = made(source, out_dir, media_type="image/png", preset="instagram-1x1", canvas="#ffffff")
    found = picture_of(result, out_dir).convert("RGB")
    assert found.size == (1080, 1080)
    assert min(found.getpixel((540, 100))) > 250
    assert found.getpixel((540, 540))[0] > 180 > found.getpixel((540, 540))[1]


def test_the_view_shows_the_same_frame_small_with_the_rights_inside(out_dir):
    crop = Crop(0.5, 0, 0.5, 1)
    result = made(saved(gradient(2000, 1500), "JPEG"), out_dir, preset="press", crop=crop)
    view = result.files[1]
    assert view.preset == VIEW
    assert max(view.width, view.height) <= 480
    assert "Foto: Öhrchen".encode() in (out_dir / view.name).read_bytes()
    assert difference(Image.open(out_dir / view.name), picture_of(result, out_dir)) < 3


def test_what_the_original_says_about_rights_goes_along_and_the_camera_stays_behind(out_dir):
    exif = Image.Exif()
    exif[0x010F], exif[0x8298] = "canary maker", "© Kreis"
    source = metadata.write_rights(
        saved(gradient(900, 600), "JPEG", exif=exif), "image/jpeg", RIGHTS, keep_original_metadata=True
    )
    for code in ("facebook", "print-srgb-tiff", "print-pdf"):
        content = (out_dir / made(source, out_dir, preset=code).files[0].name).read_bytes()
        assert "Foto: Öhrchen".encode() in content, code
        assert b"canary" not in content, code


def test_print_files_hold_their_profile_and_resolution(out_dir):
    source = saved(gradient(600, 300), "PNG")
    tiff = picture_of(made(source, out_dir, media_type="image/png", preset="print-srgb-tiff"), out_dir)
    assert tiff.info["icc_profile"]
    assert float(tiff.info["dpi"][0]) == 300
    assert ImageChops.difference(tiff.convert("RGB"), gradient(600, 300)).getbbox() is None
    result = made(source, out_dir, media_type="image/png", preset="print-pdf")
    with pikepdf.open(out_dir / result.files[0].name) as document:
        page = document.pages[0]
        assert [float(each) for each in page.MediaBox] == [0, 0, 144, 72]
        assert page.Resources.XObject.Im0.ColorSpace[0] == "/ICCBased"


def test_cmyk_is_made_by_the_profile_of_the_press(out_dir):
    source = saved(gradient(600, 300), "PNG")
    press = press_profile()
    result = made(source, out_dir, media_type="image/png", preset="print-cmyk-tiff", profile=press)
    found = picture_of(result, out_dir)
    assert found.mode == "CMYK"
    assert found.info["icc_profile"] == press
    back = ImageCms.profileToProfile(
        found, io.BytesIO(press), ImageCms.createProfile("sRGB"), outputMode="RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )  # fmt: skip
    assert difference(back, gradient(600, 300)) < 25
    assert check_profile(press) == "Probe"


def test_without_a_profile_there_is_no_cmyk(out_dir):
    with pytest.raises(NotRenderable, match="no-press-profile"):
        made(saved(gradient(60, 30), "PNG"), out_dir, media_type="image/png", preset="print-cmyk-tiff")
    with pytest.raises(ValueError, match="CMYK"):
        check_profile(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    with pytest.raises(ValueError, match="CMYK"):
        check_profile(b"no profile at all")


def test_a_preset_for_films_is_none_for_pictures(out_dir):
    with pytest.raises(NotRenderable):
        made(saved(gradient(60, 30), "PNG"), out_dir, media_type="image/png", preset="film-poster")


@pytest.mark.parametrize("place", [(0.2, 0.3), (0.8, 0.7), (0.5, 0.5), (0.25, 0.75)], ids=str)
def test_the_first_guess_lies_on_what_stands_out(place):
    picture = Image.linear_gradient("L").resize((380, 285)).convert("RGB")
    x, y = place[0] * 380, place[1] * 285
    draw = ImageDraw.Draw(picture)
    draw.ellipse((x - 25, y - 25, x + 25, y + 25), fill="#c03020")
    draw.rectangle((x - 8, y - 8, x + 8, y + 8), fill="#ffffff")
    found = guess(picture)
    assert abs(found.x - place[0]) < 0.12
    assert abs(found.y - place[1]) < 0.12
    assert guess(picture) == found


def test_a_plain_area_has_its_focal_point_in_the_middle():
    assert guess(Image.new("RGB", (380, 200), "#336699")) == Focal(0.5, 0.5)

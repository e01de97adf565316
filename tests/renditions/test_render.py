"""Every original becomes upright sRGB pictures of known sizes, the same ones each time."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from assets.renditions import NOT_RENDERABLE, Caveat, NotRenderable, Orientation, Refusal, Rendered, render, warm_up
from tests.renditions.pictures import (
    difference,
    gif_with_frames,
    gradient,
    jpeg_with_scans,
    jpeg_with_segments,
    png_header_claiming,
    samples_folder,
    saved,
    tiff_with_directory_loop,
)

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.fixture(autouse=True, scope="module")
def _decoders() -> None:
    warm_up()


@pytest.fixture
def out_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def rendered(data: bytes, out_dir: Path, media_type: str) -> Rendered:
    source = out_dir.parent / "source"
    source.write_bytes(data)
    return render(source, out_dir, media_type=media_type)


def picture(result: Rendered, out_dir: Path, preset: str) -> Image.Image:
    (file,) = (file for file in result.files if file.preset == preset)
    image = Image.open(out_dir / file.name)
    image.load()
    assert image.size == (file.width, file.height)
    assert (out_dir / file.name).stat().st_size == file.size_bytes
    return image


def sizes(result: Rendered) -> dict[str, tuple[int, int]]:
    return {file.preset: (file.width, file.height) for file in result.files}


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        pytest.param((3000, 2000), {"large": (2048, 1365), "preview": (1024, 682), "tile": (380, 253)}, id="landscape"),
        pytest.param((2000, 3000), {"large": (1365, 2048), "preview": (682, 1024), "tile": (380, 571)}, id="portrait"),
        pytest.param(
            (4032, 3024), {"large": (2016, 1512), "preview": (1008, 756), "tile": (380, 285)}, id="phone photo"
        ),
        pytest.param((300, 200), {"large": (300, 200), "preview": (300, 200), "tile": (300, 200)}, id="never larger"),
        pytest.param((5000, 10), {"large": (2048, 4), "preview": (1024, 2), "tile": (380, 1)}, id="very wide"),
        pytest.param((10, 5000), {"large": (4, 2048), "preview": (2, 1024), "tile": (1, 760)}, id="very high"),
    ],
)
def test_renditions_fit_their_boxes(out_dir, original, expected):
    result = rendered(saved(gradient(*original), "JPEG"), out_dir, "image/jpeg")
    assert sizes(result) == expected
    assert (result.width, result.height) == original


@pytest.mark.parametrize(
    ("size", "orientation"),
    [
        pytest.param((300, 200), Orientation.LANDSCAPE, id="wider"),
        pytest.param((200, 300), Orientation.PORTRAIT, id="higher"),
        pytest.param((200, 208), Orientation.SQUARE, id="four percent"),
    ],
)
def test_the_orientation_has_a_word(out_dir, size, orientation):
    assert rendered(saved(gradient(*size), "PNG"), out_dir, "image/png").orientation is orientation


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7, 8])
def test_all_eight_orientations_stand_upright(out_dir, tmp_path, number):
    folder = samples_folder() / "exif-orientation-examples"
    upright_dir = tmp_path / "upright"
    upright_dir.mkdir()
    upright = picture(render(folder / "Portrait_1.jpg", upright_dir, media_type="image/jpeg"), upright_dir, "preview")
    result = render(folder / f"Portrait_{number}.jpg", out_dir, media_type="image/jpeg")
    turned = picture(result, out_dir, "preview")
    assert turned.size == upright.size
    assert difference(turned, upright) < 4
    assert (result.width, result.height) == (1200, 1800)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    ("form", "media_type"),
    [("JPEG", "image/jpeg"), ("TIFF", "image/tiff"), ("PNG", "image/png"), ("WEBP", "image/webp")],
)
def test_every_format_is_turned_exactly_once(out_dir, form, media_type, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = gradient(320, 240)
    result = rendered(saved(stored, form, exif=exif), out_dir, media_type)
    tag_free = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}[orientation]
    expected = stored if tag_free is None else stored.transpose(Image.Transpose(tag_free))
    assert (result.width, result.height) == expected.size
    assert difference(picture(result, out_dir, "large"), expected) < 3


def test_heic_and_avif_that_turn_themselves_are_not_turned_twice(out_dir):
    source = samples_folder() / "libavif" / "abc_color_irot_alpha_irot.avif"
    result = render(source, out_dir, media_type="image/avif")
    assert (result.width, result.height) == (256, 512)


def test_cmyk_with_a_profile_looks_as_the_profile_says(out_dir):
    source = samples_folder() / "test_files" / "abstract-124_72dpi.jpg"
    with Image.open(source) as original:
        reference = ImageCms.profileToProfile(
            original,
            ImageCms.ImageCmsProfile(io.BytesIO(original.info["icc_profile"])),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.PERCEPTUAL,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    assert reference is not None
    result = render(source, out_dir, media_type="image/jpeg")
    assert difference(picture(result, out_dir, "large"), reference) < 1.5


@pytest.mark.parametrize(
    ("inks", "color"),
    [
        pytest.param((0, 0, 0, 0), (255, 255, 255), id="paper"),
        pytest.param((255, 0, 0, 0), (0, 158, 224), id="cyan"),
        pytest.param((0, 0, 0, 255), (29, 29, 27), id="black"),
        pytest.param((0, 255, 255, 0), (226, 0, 0), id="red"),
    ],
)
def test_cmyk_without_a_profile_follows_the_fixed_formula(out_dir, inks, color):
    result = rendered(saved(Image.new("CMYK", (64, 64), inks), "TIFF"), out_dir, "image/tiff")
    seen = picture(result, out_dir, "large").getpixel((32, 32))
    assert all(abs(one - other) <= 4 for one, other in zip(seen, color, strict=True))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_an_embedded_profile_is_followed(out_dir, mode):
    swapped = SRGB.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"????", b"gXYZ", 1)
    red = Image.new("RGB", (64, 64), (255, 0, 0)).convert(mode)
    assert rendered(saved(red, "PNG", icc_profile=swapped), out_dir, "image/png").color == "#00ff00"


def test_lab_is_shown_in_its_colors(out_dir):
    result = rendered(saved(Image.new("LAB", (64, 64), (128, 128, 128)), "TIFF"), out_dir, "image/tiff")
    red, green, blue = picture(result, out_dir, "large").convert("RGB").getpixel((32, 32))
    assert max(red, green, blue) - min(red, green, blue) <= 3
    assert 110 < green < 130


def test_an_srgb_profile_changes_nothing(out_dir):
    plain = rendered(saved(gradient(320, 240), "PNG"), out_dir, "image/png")
    before = (out_dir / plain.files[0].name).read_bytes()
    rendered(saved(gradient(320, 240), "PNG", icc_profile=SRGB), out_dir, "image/png")
    assert (out_dir / plain.files[0].name).read_bytes() == before


def test_a_broken_profile_is_told_and_the_picture_shown(out_dir):
    result = rendered(saved(gradient(64, 48), "PNG", icc_profile=b"no profile"), out_dir, "image/png")
    assert result.warnings == (Caveat.PROFILE,)


def test_sixteen_bit_gray_keeps_its_tones(out_dir):
    levels = Image.new("I;16", (256, 64))
    levels.putdata([(index % 256) * 257 for index in range(256 * 64)])
    result = rendered(saved(levels, "TIFF"), out_dir, "image/tiff")
    row = [picture(result, out_dir, "large").convert("L").getpixel((x, 32)) for x in (0, 64, 128, 192, 255)]
    assert all(abs(seen - level) <= 4 for seen, level in zip(row, (0, 64, 128, 192, 255), strict=True))


def test_transparency_lies_on_white_in_jpeg_and_stays_in_the_tile(out_dir):
    image = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 32, 64))
    result = rendered(saved(image, "PNG"), out_dir, "image/png")
    assert picture(result, out_dir, "large").getpixel((50, 32)) == (255, 255, 255)
    assert picture(result, out_dir, "tile").getpixel((50, 32))[3] == 0


def test_a_palette_picture_is_shown_in_its_colors(out_dir):
    image = Image.new("RGB", (64, 64), (200, 40, 40)).quantize(4)
    assert rendered(saved(image, "GIF"), out_dir, "image/gif").color == "#c82828"


def test_only_the_first_page_is_shown(out_dir):
    pages = [Image.new("RGB", (64, 64), color) for color in ("#00ff00", "#ff0000")]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    assert rendered(data, out_dir, "image/tiff").color == "#00ff00"


def test_the_same_bytes_give_the_same_files(out_dir):
    data = saved(gradient(3000, 2000), "JPEG", exif=Image.Exif())
    first = rendered(data, out_dir, "image/jpeg")
    before = {file.name: (out_dir / file.name).read_bytes() for file in first.files}
    assert rendered(data, out_dir, "image/jpeg") == first
    assert {file.name: (out_dir / file.name).read_bytes() for file in first.files} == before


def test_a_rendition_holds_no_metadata_of_the_original(out_dir):
    exif = Image.Exif()
    exif[0x010F] = "canary maker"
    data = saved(gradient(320, 240), "JPEG", exif=exif, comment=b"canary comment", icc_profile=SRGB)
    for file in rendered(data, out_dir, "image/jpeg").files:
        content = (out_dir / file.name).read_bytes()
        assert b"canary" not in content
        assert b"ICC_PROFILE" not in content


@pytest.mark.parametrize(("form", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_picture_that_ends_early_is_shown_with_a_warning(out_dir, form, media_type):
    noisy = Image.effect_noise((640, 480), 60).convert("RGB")
    data = saved(noisy, form)
    result = rendered(data[: len(data) // 2], out_dir, media_type)
    assert result.warnings == (Caveat.TRUNCATED,)
    assert (result.width, result.height) == (640, 480)


def test_a_picture_of_which_next_to_nothing_is_left_is_refused(out_dir):
    data = saved(Image.effect_noise((640, 480), 60).convert("RGB"), "JPEG")
    with pytest.raises(NotRenderable) as refusal:
        rendered(data[: len(data) // 50], out_dir, "image/jpeg")
    assert refusal.value.code in {Refusal.DAMAGED, Refusal.UNREADABLE}


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        pytest.param(png_header_claiming(40_000, 40_000), "image/png", Refusal.PIXELS, id="png of 1,600 megapixels"),
        pytest.param(png_header_claiming(65_501, 10), "image/png", Refusal.SIDE, id="png with a long side"),
        pytest.param(jpeg_with_scans(200), "image/jpeg", Refusal.SCANS, id="jpeg with 200 scans"),
        pytest.param(jpeg_with_segments(2_500), "image/jpeg", Refusal.SEGMENTS, id="jpeg with 2,500 segments"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n", "image/jpeg", Refusal.UNREADABLE, id="postscript named jpeg"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n", "application/postscript", Refusal.TYPE, id="postscript"),
        pytest.param(b"", "image/png", Refusal.UNREADABLE, id="nothing"),
    ],
)
def test_what_must_not_be_decoded_is_refused_by_name(out_dir, data, media_type, code):
    with pytest.raises(NotRenderable) as refusal:
        rendered(data, out_dir, media_type)
    assert refusal.value.code is code
    assert list(out_dir.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        pytest.param(gif_with_frames(5_000), "image/gif", id="gif with 5,000 frames"),
        pytest.param(tiff_with_directory_loop(), "image/tiff", id="tiff whose directory names itself"),
        pytest.param(jpeg_with_scans(50), "image/jpeg", id="jpeg with 60 scans"),
    ],
)
def test_odd_but_harmless_pictures_are_shown(out_dir, data, media_type):
    assert rendered(data, out_dir, media_type).files


def test_a_sound_file_without_a_picture_to_show_is_told_from_damage():
    assert {Refusal.TYPE, Refusal.PIXELS} <= NOT_RENDERABLE
    assert NOT_RENDERABLE.isdisjoint({Refusal.UNREADABLE, Refusal.DAMAGED, Refusal.SCANS})

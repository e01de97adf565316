"""Real files of many makers and programs: none breaks the reader, and what is known about them is found."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from assets.metadata import MediaType, UnreadableFile, from_json, read, to_json

BROKEN = {"huge_tag_exif.jpg", "max_uint32_exif.jpg", "corrupt-header.jpg"}  # no readable frame header: refused
EXIFTOOL = shutil.which("exiftool")
FIELDS = {
    ("xmp", "dc:title"): "XMP-dc:Title",
    ("xmp", "dc:description"): "XMP-dc:Description",
    ("xmp", "dc:subject"): "XMP-dc:Subject",
    ("xmp", "dc:creator"): "XMP-dc:Creator",
    ("xmp", "dc:rights"): "XMP-dc:Rights",
    ("xmp", "photoshop:Credit"): "XMP-photoshop:Credit",
    ("xmp", "photoshop:Headline"): "XMP-photoshop:Headline",
    ("xmp", "xmpRights:UsageTerms"): "XMP-xmpRights:UsageTerms",
    ("xmp", "xmpRights:WebStatement"): "XMP-xmpRights:WebStatement",
    ("xmp", "xmp:CreatorTool"): "XMP-xmp:CreatorTool",
    ("iim", "2:05"): "IPTC:ObjectName",
    ("iim", "2:25"): "IPTC:Keywords",
    ("iim", "2:80"): "IPTC:By-line",
    ("iim", "2:90"): "IPTC:City",
    ("iim", "2:110"): "IPTC:Credit",
    ("iim", "2:116"): "IPTC:CopyrightNotice",
    ("exif", "0x010E"): "IFD0:ImageDescription",
    ("exif", "0x010F"): "IFD0:Make",
    ("exif", "0x0110"): "IFD0:Model",
    ("exif", "0x0112"): "IFD0:Orientation",
    ("exif", "0x013B"): "IFD0:Artist",
    ("exif", "0x8298"): "IFD0:Copyright",
    ("exif", "0x9011"): "ExifIFD:OffsetTimeOriginal",
    ("exif", "0xA434"): "ExifIFD:LensModel",
}


def files(samples):
    return sorted(path for path in samples.rglob("*") if path.is_file() and path.suffix != ".md")


def test_every_sample_is_read_or_refused_in_time_and_survives_json(samples):
    refused = set()
    for path in files(samples):
        started = time.process_time()
        try:
            facts = read(path)
        except UnreadableFile:
            refused.add(path.name)
            continue
        assert time.process_time() - started < 1, path
        data = to_json(facts)
        assert from_json(data) == facts, path
        assert len(data) < 4_000_000, path
    assert refused == BROKEN | {"bmp.bmp"}


@pytest.mark.parametrize("number", range(1, 9))
def test_each_of_the_eight_orientations_is_known(samples, number):
    facts = read(samples / "exif-orientation-examples" / f"Portrait_{number}.jpg")
    assert facts.technical.orientation == number
    assert facts.technical.oriented_size == (1200, 1800)


def test_a_position_is_read_from_a_camera(samples):
    position = read(samples / "exif-py" / "DSCN0010.jpg").fields["gps"].value
    assert (position["latitude"], position["longitude"]) == pytest.approx((43.4674482, 11.8851266), abs=1e-6)


def test_values_that_disagree_in_three_blocks_are_three_raw_values_and_two_contradictions(samples):
    facts = read(samples / "imagemeta" / "metadata_demo_inc_exif_out_of_sync_Inc_adobe.jpg")
    assert facts.texts("creators") == ("Carl Seibert (Exif)",)
    assert {conflict.concept for conflict in facts.conflicts} == {"creators", "copyright_notice"}
    creators = next(conflict for conflict in facts.conflicts if conflict.concept == "creators")
    assert set(creators.values) == {"exif:0x013B", "xmp:dc:creator", "iim:2:80"}


def test_iim_that_was_edited_behind_the_back_of_xmp_leads(samples):
    facts = read(samples / "imagemeta" / "metadata_demo_iim_and_xmp_only.jpg")
    assert facts.fields["creators"].origin == "iim:2:80"
    assert facts.fields["description"].origin == "iim:2:120"


def test_blocks_hidden_in_compressed_png_text_are_found(samples):
    facts = read(samples / "imagemeta" / "utf8-in-ztxt.png")
    assert facts.text("creator_tool") == "Adobe Photoshop CC 2015 (Windows)"


def test_all_packets_of_a_heic_file_are_kept(samples):
    facts = read(samples / "imagemeta" / "multi-xmp.heic")
    assert {value.block for value in facts.raw} == {0, 1}


def test_an_infinite_loop_in_exif_ends(samples):
    assert "exif-loop" in read(samples / "imagemeta" / "infinite_loop_exif.jpg").warnings


def test_signed_pictures_are_noticed(samples):
    folder = samples / "c2pa-python"
    assert read(folder / "CA.jpg").technical.has_c2pa
    assert not read(folder / "cloud.jpg").technical.has_c2pa


def test_rotation_of_heif_is_what_the_container_prescribes(samples):
    assert read(samples / "libavif" / "abc_color_irot_alpha_irot.avif").technical.orientation == 8


def test_photoshop_blocks_inside_an_eps_comment_are_read(samples):
    facts = read(samples / "Pillow" / "1.eps")
    assert facts.texts("creators") == ("JOHN",)
    assert facts.text("camera_make") == "Canon"


def test_duration_and_size_of_a_video_come_from_its_header(samples):
    technical = read(samples / "mp4parse-rust" / "metadata.mp4").technical
    assert (technical.width, technical.height) == (320, 240)
    assert technical.duration_seconds is not None


def test_an_encrypted_pdf_is_named_as_such(samples):
    assert "password" in read(samples / "pikepdf" / "graph-encrypted.pdf").technical.embeds


def test_raw_files_tell_where_their_preview_lies(samples):
    path = samples / "imagemeta" / "sample.cr2"
    facts = read(path)
    assert facts.media_type == MediaType.CR2
    assert facts.technical.previews
    assert path.read_bytes()[facts.technical.previews[0].offset :][:2] == b"\xff\xd8"


def exiftool_says(*folders):
    arguments = ["exiftool", "-j", "-G1", "-n", "-a", "-r", "-charset", "iptc=UTF8", *map(str, folders)]
    answer = subprocess.run(arguments, capture_output=True, check=False, timeout=120).stdout
    return {entry["SourceFile"]: entry for entry in json.loads(answer.decode("utf-8", "replace"))}


def as_list(value):
    return [
        " ".join(str(item).split()) for item in (value if isinstance(value, list) else [value]) if str(item).strip()
    ]


RICH = ["imagemeta", "exifr", "exif-orientation-examples", "php-image-metadata-parser", "libavif"]


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize(
    "folders",
    [pytest.param(RICH, id="rich folders"), pytest.param(["."], id="all folders", marks=pytest.mark.proof)],
)
def test_values_agree_with_an_independent_reader(samples, folders):
    truth = {
        Path(name).resolve(): entry for name, entry in exiftool_says(*(samples / name for name in folders)).items()
    }
    compared, differing = 0, []
    for path in files(samples):
        if path.resolve() not in truth or path.name in BROKEN or path.name == "bmp.bmp":
            continue
        found: dict[tuple[str, str], list[str]] = {}
        for value in read(path).raw:
            if value.block == 0 and value.decoded:
                found.setdefault((value.container.value, value.property), []).append(value.decoded)
        for key, tag in FIELDS.items():
            expected = as_list(truth[path.resolve()].get(tag, []))
            actual = as_list(found.get(key, []))
            if expected or actual:
                compared += 1
                if expected != actual[: len(expected)]:
                    differing.append((path.name, tag, expected, actual))
    assert compared > 100
    assert differing == []


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
def test_positions_agree_with_an_independent_reader(samples):
    for name, entry in exiftool_says(samples / "exif-py").items():
        if "GPS:GPSLatitude" not in entry:
            continue
        position = read(samples / "exif-py" / name.rpartition("/")[2]).fields["gps"].value
        assert position["latitude"] == pytest.approx(entry["Composite:GPSLatitude"], abs=1e-6)
        assert position["longitude"] == pytest.approx(entry["Composite:GPSLongitude"], abs=1e-6)

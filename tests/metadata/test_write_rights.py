"""Copies carry rights and nothing personal, and their pixels are those of the source (W2 to W6, security rule 33)."""

import io
import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from PIL import Image

from assets.metadata import (
    MANIFEST_NOTE,
    MetadataNotWritten,
    RightsFields,
    embed,
    read,
    read_bytes,
    write_rights,
    write_rights_file,
)
from assets.metadata.digest import iim_digest
from assets.metadata.iim import datasets
from tests.metadata.pictures import picture, pixels, with_segment

TYPES = ["image/jpeg", "image/png", "image/webp"]
EXIFTOOL = shutil.which("exiftool")
RIGHTS = RightsFields(
    creators=("Jörg Müller", "Huber; Sohn"),
    credit_line="Foto: Jörg Müller / Kreis Musterland",
    copyright_notice="© Kreis Musterland",
    usage_terms="Nur mit Namensnennung",
    web_statement="https://example.org/rechte/17",
    license_url="https://creativecommons.org/licenses/by/4.0/",
    licensor_name="Kreis Musterland",
    licensor_url="https://example.org/anfrage",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    data_mining="DMI-PROHIBITED-AIMLTRAINING",
    guid="urn:uuid:5f7f1c1e-0000-4000-8000-000000000001",
    title="Wasserschloß im Herbst",
    description="Das Schloß von Süden",
    alt_text="Ein Schloß spiegelt sich im Graben",
    decision_number="E-2026-17",
)
PERSONAL_XMP = {
    "Iptc4xmpExt:PersonInImage": ["Erika Mustermann"],
    "Iptc4xmpCore:CreatorContactInfo": {"Iptc4xmpCore:CiEmailWork": "joerg@example.org"},
    "Iptc4xmpExt:ModelAge": ["12"],
    "Iptc4xmpExt:AIPromptInformation": "a girl named Erika",
    "photoshop:Instructions": "nicht vor Montag",
    "Iptc4xmpExt:LocationCreated": [{"Iptc4xmpExt:City": "Geheimort"}],
    "aux:SerialNumber": "SN-4711",
    "exif:GPSLatitude": "51,30.0N",
    "exif:GPSLongitude": "7,15.0E",
    "dc:description": "Erika Mustermann am Fenster",
    "dc:subject": ["Erika"],
    "plus:Licensor": [{"plus:LicensorName": "Alt", "plus:LicensorEmail": "alt@example.org"}],
    "xmpRights:UsageTerms": "alte Bedingung",
    "plus:OtherConstraints": "Kein Zuschnitt",
    "lr:hierarchicalSubject": ["Ort|Dorf"],
}
PERSONAL_EXIF = {
    "GPSLatitude": 51.5,
    "GPSLongitude": 7.25,
    "BodySerialNumber": "SN-4711",
    "Orientation": 6,
    "Make": "Testkamera",
    "ImageDescription": "Erika Mustermann am Fenster",
}
SECRETS = [b"Erika", b"joerg@example", b"Geheimort", b"SN-4711", b"nicht vor Montag", b"alt@example", b"51,30"]


def source(media_type):
    """A picture full of personal data."""
    iim = {"By-line": "Alt", "SpecialInstructions": "nicht vor Montag", "Caption-Abstract": "Erika Mustermann"}
    data = embed(
        picture(media_type), media_type, xmp=PERSONAL_XMP, exif=PERSONAL_EXIF,
        iim=iim if media_type == "image/jpeg" else None,
    )  # fmt: skip
    if media_type != "image/jpeg":
        return data
    return with_segment(with_segment(data, 0xFE, b"Kommentar von Erika"), 0xEC, b"Ducky Erika") + b"Erika am Ende"


@pytest.mark.parametrize("media_type", TYPES)
def test_a_public_copy_says_every_right_and_reads_back_the_same(media_type):
    facts = read_bytes(write_rights(source(media_type), media_type, RIGHTS))
    assert facts.texts("creators") == RIGHTS.creators
    for name in ("credit_line", "copyright_notice", "usage_terms", "web_statement", "data_mining", "guid", "title"):
        assert facts.text(name) == getattr(RIGHTS, name)
    assert facts.text("cc_license") == RIGHTS.license_url
    assert facts.text("digital_source_type") == RIGHTS.digital_source_type
    assert facts.entries("licensors") == ({"name": RIGHTS.licensor_name, "url": RIGHTS.licensor_url},)
    assert facts.text("alt_text") == RIGHTS.alt_text
    assert facts.conflicts == ()


@pytest.mark.parametrize("media_type", TYPES)
def test_a_public_copy_holds_no_position_person_device_comment_or_trailing_bytes(media_type):
    data = write_rights(source(media_type), media_type, RIGHTS)
    facts = read_bytes(data)
    assert not {"gps", "persons_shown", "instructions", "ai_prompt", "location_created", "keywords"} & set(facts.fields)
    assert facts.technical.trailing_bytes == 0
    assert [secret for secret in SECRETS if secret in data] == []


@pytest.mark.parametrize("media_type", TYPES)
def test_pixels_of_a_copy_are_those_of_the_source(media_type):
    data = source(media_type)
    assert pixels(write_rights(data, media_type, RIGHTS)) == pixels(data)


@pytest.mark.parametrize("media_type", TYPES)
def test_rights_of_the_source_that_the_record_does_not_know_are_not_stripped(media_type):
    facts = read_bytes(write_rights(source(media_type), media_type, RightsFields(credit_line="Kreis")))
    assert facts.text("usage_terms") == "alte Bedingung"
    assert facts.text("other_constraints") == "Kein Zuschnitt"
    assert facts.entries("licensors") == ({"name": "Alt"},)
    assert facts.text("description") == ""


@pytest.mark.parametrize("media_type", TYPES)
def test_orientation_survives_because_the_pixels_do(media_type):
    assert read_bytes(write_rights(source(media_type), media_type, RIGHTS)).technical.orientation == 6


@pytest.mark.parametrize("media_type", TYPES)
def test_a_copy_that_keeps_its_metadata_still_loses_what_is_personal(media_type):
    data = write_rights(source(media_type), media_type, RIGHTS, keep_original_metadata=True)
    facts = read_bytes(data)
    assert facts.text("camera_make") == "Testkamera"
    assert facts.texts("hierarchical_keywords") == ("Ort|Dorf",)
    assert not {"gps", "persons_shown", "instructions", "creator_contact", "model_ages"} & set(facts.fields)
    assert b"SN-4711" not in data


def test_iim_is_rewritten_in_utf8_with_its_digest():
    data = write_rights(source("image/jpeg"), "image/jpeg", RIGHTS)
    start = data.index(b"8BIM\x04\x04")
    block = data[start + 12 : start + 12 + int.from_bytes(data[start + 8 : start + 12], "big")]
    found = {(item.record, item.number): item.raw for item in datasets(block)}
    assert found[1, 90] == b"\x1b%G"
    assert found[2, 116].decode() == RIGHTS.copyright_notice
    assert (2, 40) not in found
    assert iim_digest(block) in data


def test_no_iim_is_invented_where_there_was_none():
    data = write_rights(picture(), "image/jpeg", RIGHTS)
    assert b"8BIM" not in data


def test_iim_values_are_cut_at_a_character():
    rights = RightsFields(creators=("ä" * 40,))
    data = write_rights(embed(picture(), "image/jpeg", iim={"By-line": "Alt"}), "image/jpeg", rights)
    value = next(value for value in read_bytes(data).raw if value.property == "2:80")
    assert value.decoded == "ä" * 16


def test_translations_stay_as_long_as_the_text_that_they_translate():
    terms = {"x-default": "Nur mit Namen", "de-DE": "Nur mit Namen", "en": "With name only"}
    data = embed(picture(), "image/jpeg", xmp={"xmpRights:UsageTerms": terms})
    same, changed = (
        read_bytes(write_rights(data, "image/jpeg", RightsFields(usage_terms=text))).fields["usage_terms"].languages
        for text in ("Nur mit Namen", "Gar nicht")
    )
    assert same == terms
    assert "en" not in changed


def test_writing_twice_changes_nothing():
    once = write_rights(source("image/jpeg"), "image/jpeg", RIGHTS)
    assert write_rights(once, "image/jpeg", RIGHTS) == once


@pytest.mark.parametrize("kind", ["CMYK", "L", "progressive", "icc"])
def test_other_kinds_of_jpeg_stay_what_they_are(kind):
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = {
        "CMYK": lambda: picture(mode="CMYK"),
        "L": lambda: picture(mode="L"),
        "progressive": lambda: picture(progressive=True, size=(300, 200)),
        "icc": lambda: picture(icc_profile=profile),
    }[kind]()
    copy = write_rights(data, "image/jpeg", RIGHTS)
    assert pixels(copy) == pixels(data)
    with Image.open(io.BytesIO(copy)) as image:
        assert (image.info.get("icc_profile") == profile) is (kind == "icc")


@pytest.mark.parametrize(("mode", "options"), [("RGBA", {"lossless": True}), ("RGB", {"lossless": True}), ("RGBA", {})])
def test_other_kinds_of_webp_stay_what_they_are(mode, options):
    data = picture("image/webp", mode=mode, **options)
    assert pixels(write_rights(data, "image/webp", RIGHTS)) == pixels(data)


def test_animations_keep_their_frames():
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    with Image.open(io.BytesIO(write_rights(file.getvalue(), "image/webp", RIGHTS))) as image:
        assert image.n_frames == 3


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        pytest.param(picture()[:-200], "image/jpeg", "picture-damaged", id="jpeg cut short"),
        pytest.param(picture("image/png")[:-20], "image/png", "picture-damaged", id="png cut short"),
        pytest.param(picture("image/webp")[:-20], "image/webp", "picture-damaged", id="webp cut short"),
        pytest.param(b"GIF89a", "image/gif", "type-not-writable", id="gif"),
    ],
)
def test_what_cannot_be_written_safely_is_not_handed_out(data, media_type, code):
    with pytest.raises(MetadataNotWritten) as refused:
        write_rights(data, media_type, RIGHTS)
    assert refused.value.code == code


def test_a_packet_over_64_kilobytes_is_continued_in_extended_segments():
    terms = "Nur „mit“ Namen & <Quelle> 🏰. " * 2_000
    data = write_rights(picture(), "image/jpeg", replace(RIGHTS, usage_terms=terms))
    facts = read_bytes(data)
    assert data.count(b"http://ns.adobe.com/xmp/extension/") >= 2
    assert facts.text("usage_terms") == terms[:10_000].strip()
    assert facts.text("credit_line") == RIGHTS.credit_line
    assert pixels(data) == pixels(picture())


def test_what_stood_in_an_extended_packet_is_carried_over():
    data = embed(picture(), "image/jpeg", xmp={"plus:OtherConstraints": "x" * 70_000, "photoshop:Credit": "Kreis"})
    facts = read_bytes(write_rights(data, "image/jpeg", RightsFields(copyright_notice="© Kreis")))
    assert facts.text("other_constraints").startswith("xxx")
    assert facts.text("credit_line") == "Kreis"


def test_a_name_that_was_refused_stays_behind_wherever_the_source_has_it():
    iim = {"By-line": "Rita Still", "Credit": "Foto: RITA  STILL", "Source": "Kreis"}
    xmp = {"dc:creator": ["Rita Still"], "dc:rights": "© Rita Still", "photoshop:Source": "Kreis"}
    data = embed(picture(), "image/jpeg", xmp=xmp, iim=iim, exif={"Artist": "Rita Still", "Model": "Rita Still"})
    for keep in (False, True):
        rights = RightsFields(usage_terms="Frei", withheld_names=("Rita Still",))
        copy = write_rights(data, "image/jpeg", rights, keep_original_metadata=keep)
        assert b"still" not in copy.lower()
        assert read_bytes(copy).text("source") == "Kreis"


def test_the_press_gets_the_old_blocks_even_where_there_were_none():
    found = {
        value.property for value in read_bytes(write_rights(picture(), "image/jpeg", RIGHTS, full_legacy=True)).raw
    }
    assert {"2:80", "2:110", "2:116", "2:05", "2:120", "0x013B", "0x8298", "0x010E"} <= found


def test_a_copy_says_that_the_signed_manifest_stayed_with_the_original(samples):
    data = (samples / "c2pa-python" / "CA.jpg").read_bytes()
    copy = write_rights(data, "image/jpeg", RIGHTS)
    assert not read_bytes(copy).technical.has_c2pa
    assert b"stEvt:action" in copy
    assert MANIFEST_NOTE.encode() in copy
    assert b"stEvt" not in write_rights(picture(), "image/jpeg", RIGHTS)


def test_from_file_to_file_is_the_same_copy(tmp_path):
    path, target = tmp_path / "a.jpg", tmp_path / "b.jpg"
    path.write_bytes(source("image/jpeg"))
    written = write_rights_file(path, target, "image/jpeg", RIGHTS)
    assert target.read_bytes() == write_rights(path.read_bytes(), "image/jpeg", RIGHTS)
    assert (written.size_bytes, written.lost_manifest) == (target.stat().st_size, False)


def test_characters_that_xml_cannot_hold_are_left_out():
    data = write_rights(picture(), "image/jpeg", RightsFields(credit_line="Kreis\x00 \ud800Musterland"))
    assert read_bytes(data).text("credit_line") == "Kreis Musterland"


def test_writing_into_every_sample_keeps_its_pixels_or_is_refused(samples):
    written = 0
    for path in sorted(samples.rglob("*")):
        if path.suffix not in {".jpg", ".png"}:
            continue
        data = path.read_bytes()
        try:
            media_type = read(path).media_type
            copy = write_rights(data, media_type, RIGHTS)
            before = pixels(data)
        except Exception:  # noqa: S112  refused here or not decodable by Pillow at all
            continue
        written += 1
        assert pixels(copy) == before, path
        assert read_bytes(copy).text("credit_line") == RIGHTS.credit_line
    assert written > 80


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("media_type", TYPES)
def test_an_independent_reader_sees_the_rights_and_no_position(media_type, tmp_path):
    path = tmp_path / f"copy.{media_type.partition('/')[2]}"
    path.write_bytes(write_rights(source(media_type), media_type, RIGHTS))
    answer = subprocess.run(["exiftool", "-j", "-G1", "-a", str(path)], capture_output=True, check=True, timeout=60)
    found = json.loads(answer.stdout)[0]
    assert found["XMP-dc:Creator"] == list(RIGHTS.creators)
    assert found["XMP-photoshop:Credit"] == RIGHTS.credit_line
    assert found["XMP-xmpRights:UsageTerms"] == RIGHTS.usage_terms
    assert found["XMP-cc:License"] == RIGHTS.license_url
    assert found["XMP-plus:LicensorURL"] == RIGHTS.licensor_url
    assert found["IFD0:Copyright"] == RIGHTS.copyright_notice
    assert not [name for name in found if "GPS" in name or "Serial" in name or "Person" in name]
    assert not [name for name in found if name.endswith(("Warning", "Error"))]


def test_pillow_sees_the_rights_too():
    with Image.open(io.BytesIO(write_rights(source("image/jpeg"), "image/jpeg", RIGHTS))) as image:
        assert image.getexif()[0x8298] == RIGHTS.copyright_notice.encode().decode("latin-1")
        assert not image.getexif().get_ifd(0x8825)

"""Every right is read back from every type as it was written, and nothing personal is (W2 to W5), by exiftool."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from assets.metadata import read_bytes, write_rights
from tests.metadata.writing.files import (
    EXIF_TAGS,
    FILMS,
    IIM_TAGS,
    RIGHTS,
    SECRETS,
    TYPES,
    WITH_EXIF,
    WITH_IIM,
    XMP_TAGS,
    decoded,
    plain,
    stuffed,
    tags_of,
)

FORBIDDEN = re.compile(
    r"GPS|Serial|Person|Owner|Prompt|Region|Instructions|ModelAge|ModelRelease|AdditionalModel|CreatorWork|CiEmail|"
    r"Location|Geo|MakerNote|XP(Title|Comment|Author|Keywords|Subject)|UserComment|LicensorEmail|LicensorTelephone|"
    r"Writer|Contact|Keywords|XMP-dc:Subject|Make$|Model$|Thumbnail",
    re.IGNORECASE,
)
COMPUTED = ("Composite:", "ExifTool:", "ICC-", "File:")


def differing(found: dict[str, object], wanted: dict[str, object]) -> dict[str, object]:
    return {name: found.get(name) for name, value in wanted.items() if found.get(name) != value}


@pytest.mark.parametrize("media_type", TYPES)
@pytest.mark.parametrize("make", [plain, stuffed], ids=["plain", "stuffed"])
def test_every_right_is_read_back_from_the_packet(media_type, make):
    copy = write_rights(make(media_type), media_type, RIGHTS)
    assert differing(tags_of(copy, media_type), XMP_TAGS) == {}


@pytest.mark.parametrize("media_type", TYPES)
def test_our_own_reader_agrees(media_type):
    facts = read_bytes(write_rights(stuffed(media_type), media_type, RIGHTS))
    assert facts.media_type == media_type
    names = ("credit_line", "copyright_notice", "usage_terms", "web_statement", "digital_source_type", "guid", "title")
    assert {name: facts.text(name) for name in names} == {name: getattr(RIGHTS, name) for name in names}
    assert facts.texts("creators") == RIGHTS.creators
    assert facts.conflicts == ()


@pytest.mark.parametrize("media_type", TYPES)
def test_nothing_personal_is_left_for_any_reader(media_type):
    copy = write_rights(stuffed(media_type), media_type, RIGHTS)
    found = tags_of(copy, media_type, "-ee", "-u")
    names = [name for name in found if FORBIDDEN.search(name) and not name.startswith(COMPUTED)]
    assert names == []
    assert [secret for secret in SECRETS if secret in str(found)] == []
    assert [secret for secret in SECRETS if secret.encode() in copy or secret.encode("utf-16-le") in copy] == []


@pytest.mark.parametrize("media_type", TYPES)
def test_the_source_did_hold_what_the_copy_does_not(media_type):
    assert b"Erika" in stuffed(media_type)
    if media_type != "image/svg+xml":
        assert any("GPS" in name for name in tags_of(stuffed(media_type), media_type))


@pytest.mark.parametrize("media_type", WITH_EXIF)
@pytest.mark.parametrize("press", [False, True], ids=["as the source has it", "press"])
def test_the_old_camera_block_says_the_same(media_type, press):
    source = plain(media_type) if press else stuffed(media_type)
    found = tags_of(write_rights(source, media_type, RIGHTS, full_legacy=press), media_type)
    assert differing(found, EXIF_TAGS) == {}


@pytest.mark.parametrize("media_type", WITH_IIM)
@pytest.mark.parametrize("press", [False, True], ids=["as the source has it", "press"])
def test_the_old_press_block_says_the_same_within_its_limits(media_type, press):
    source = plain(media_type) if press else stuffed(media_type)
    found = tags_of(write_rights(source, media_type, RIGHTS, full_legacy=press), media_type)
    assert differing(found, IIM_TAGS) == {}
    assert found["Photoshop:IPTCDigest"] == found["File:CurrentIPTCDigest"]


@pytest.mark.parametrize("media_type", FILMS)
def test_players_that_know_no_packet_see_title_author_and_copyright(media_type):
    found = tags_of(write_rights(stuffed(media_type), media_type, RIGHTS), media_type)
    assert found["UserData:Title"] == RIGHTS.title
    assert found["UserData:Author"] == "; ".join(RIGHTS.creators)
    assert found["UserData:Copyright"] == RIGHTS.copyright_notice


def test_the_information_dictionary_of_a_document_says_what_its_packet_says():
    copy = write_rights(stuffed("application/pdf"), "application/pdf", RIGHTS)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        info = {str(name): str(value) for name, value in pdf.docinfo.items()}
    authors = "; ".join(RIGHTS.creators)
    assert info == {"/Author": authors, "/Title": RIGHTS.title, "/Subject": RIGHTS.description}
    assert tags_of(copy, "application/pdf")["PDF:Title"] == RIGHTS.title


def test_no_stream_of_a_document_hides_a_name_an_attachment_or_a_script():
    copy = write_rights(stuffed("application/pdf"), "application/pdf", RIGHTS)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        texts = [each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        assert [text for text in texts if b"Erika" in text] == []
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root
        assert all("Erika" not in repr(each) for each in pdf.objects)


@pytest.mark.parametrize("media_type", [each for each in TYPES if each != "image/svg+xml"])
def test_decoders_see_the_same_picture_sound_or_page(media_type):
    source = stuffed(media_type)
    assert decoded(write_rights(source, media_type, RIGHTS), media_type) == decoded(source, media_type)


@pytest.mark.parametrize("media_type", TYPES)
def test_a_copy_of_a_copy_is_the_same_copy(media_type):
    once = write_rights(stuffed(media_type), media_type, RIGHTS)
    assert write_rights(once, media_type, RIGHTS) == once


@pytest.mark.parametrize("media_type", TYPES)
def test_rights_that_the_record_does_not_know_are_not_stripped(media_type):
    first = write_rights(plain(media_type), media_type, RIGHTS)
    found = tags_of(write_rights(first, media_type, replace(RIGHTS, usage_terms="", licensor_url="")), media_type)
    assert found["XMP-xmpRights:UsageTerms"] == RIGHTS.usage_terms


def test_a_drawing_keeps_its_shapes_and_loses_what_acts_or_calls_home():
    copy = write_rights(plain("image/svg+xml"), "image/svg+xml", RIGHTS).decode()
    assert '<rect x="1" y="2" width="30" height="20" fill="url(#g)"/>' in copy
    assert "Fest &amp; Markt" in copy
    assert [
        word for word in ("<script", "onload", "onclick", "foreignObject", "sodipodi", "import") if word in copy
    ] == []
    assert "example.org/Erika" not in copy

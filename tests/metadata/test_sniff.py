import io

import pytest
from PIL import Image

from assets.metadata import ACCEPTED, REFUSAL_WORDS, MediaType, Refusal, examine, read_bytes, sniff
from assets.metadata.errors import UnreadableFile
from tests.metadata.pictures import picture

FTYP = b"\x00\x00\x00\x18ftyp"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(b"\xff\xd8\xff\xe0", MediaType.JPEG, id="jpeg"),
        pytest.param(b"\x89PNG\r\n\x1a\n", MediaType.PNG, id="png"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", MediaType.WEBP, id="webp"),
        pytest.param(FTYP + b"heic\x00\x00\x00\x00mif1heic", MediaType.HEIC, id="heic"),
        pytest.param(FTYP + b"mif1\x00\x00\x00\x00mif1avif", MediaType.AVIF, id="avif behind the neutral brand"),
        pytest.param(FTYP + b"isom\x00\x00\x00\x00isomiso2", MediaType.MP4, id="mp4"),
        pytest.param(FTYP + b"qt  \x00\x00\x00\x00qt  ", MediaType.MOV, id="mov"),
        pytest.param(b"\x00\x00\x00\x08wide\x00\x00\x00\x00mdat", MediaType.MOV, id="mov without brand"),
        pytest.param(FTYP + b"crx \x00\x00\x00\x01crx isom", MediaType.CR3, id="canon cr3"),
        pytest.param(b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", MediaType.WEBM, id="webm"),
        pytest.param(b"II*\x00\x10\x00\x00\x00CR\x02\x00", MediaType.CR2, id="canon cr2"),
        pytest.param(b"FUJIFILMCCD-RAW 0201", MediaType.RAF, id="fuji"),
        pytest.param(b"IIRO\x08\x00\x00\x00", MediaType.ORF, id="olympus"),
        pytest.param(b"IIU\x00\x18\x00\x00\x00", MediaType.RW2, id="panasonic"),
        pytest.param(b"MM\x00*\x00\x00\x00\x08\x00\x00", MediaType.TIFF, id="big-endian tiff"),
        pytest.param(b"8BPS\x00\x01", MediaType.PSD, id="psd"),
        pytest.param(b"%PDF-1.7\n", MediaType.PDF, id="pdf"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n", MediaType.EPS, id="eps"),
        pytest.param(b"\xc5\xd0\xd3\xc6 \x00\x00\x00", MediaType.EPS, id="eps with dos header"),
        pytest.param(b'<?xml version="1.0"?>\n<!-- a --><svg xmlns="x"/>', MediaType.SVG, id="svg after prolog"),
        pytest.param("\ufeff<svg:svg xmlns:svg='x'>".encode(), MediaType.SVG, id="svg with prefix and mark"),
        pytest.param('<?xml version="1.0"?><svg/>'.encode("utf-16"), MediaType.SVG, id="svg in utf-16"),
    ],
)
def test_the_type_is_what_the_bytes_are(head, expected):
    assert sniff(head) is expected


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        pytest.param(b"", Refusal.EMPTY, id="nothing"),
        pytest.param(b"PK\x03\x04\x14\x00", Refusal.ARCHIVE, id="zip"),
        pytest.param(b"PK\x03\x04" + b"x" * 90 + b"%PDF-1.4", Refusal.ARCHIVE, id="zip that calls itself a pdf"),
        pytest.param(b"\x1f\x8b\x08", Refusal.ARCHIVE, id="gzip, also of an svg"),
        pytest.param(b"\x00" * 257 + b"ustar\x0000", Refusal.ARCHIVE, id="tar"),
        pytest.param(b"MZ\x90\x00", Refusal.PROGRAM, id="windows program"),
        pytest.param(b"#!/bin/sh\n", Refusal.PROGRAM, id="shell script"),
        pytest.param(b"<!DOCTYPE html><html><svg></svg></html>", Refusal.WEB_PAGE, id="web page with a drawing"),
        pytest.param(b"%!PS-Adobe-3.0\n(/etc/passwd) run", Refusal.POSTSCRIPT, id="postscript program"),
        pytest.param(b"ID3\x04", Refusal.AUDIO, id="mp3"),
        pytest.param(FTYP + b"M4A \x00\x00\x00\x00M4A ", Refusal.AUDIO, id="m4a"),
        pytest.param(b"BM6\x00", Refusal.IMAGE, id="bmp"),
        pytest.param(b"Guten Tag", Refusal.UNKNOWN, id="text"),
        pytest.param(b"RIFF\x00\x00\x00\x00ABCD", Refusal.UNKNOWN, id="other riff"),
    ],
)
def test_everything_else_is_refused_with_a_reason(head, reason):
    assert examine(head).media_type is None
    assert examine(head).refusal is reason


def test_a_refused_file_is_not_read():
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(b"PK\x03\x04" + b"\x00" * 100)
    assert refused.value.code == "archive"


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n\x00\x00"], ids=["jpeg", "png"])
def test_a_picture_without_a_readable_header_is_refused(data):
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data)
    assert refused.value.code == "header-unreadable"


def test_a_picture_with_an_archive_glued_to_its_end_is_that_picture_and_says_so():
    facts = read_bytes(picture() + b"PK\x03\x04" + b"\x00" * 96)
    assert (facts.media_type, facts.technical.trailing_bytes) == ("image/jpeg", 100)


def test_every_type_and_every_refusal_has_words_in_both_languages():
    assert set(ACCEPTED) == set(MediaType)
    assert all(row.name_de and row.name_en and row.suffixes for row in ACCEPTED.values())
    assert set(REFUSAL_WORDS) == set(Refusal)


@pytest.mark.parametrize("format_name", ["TIFF", "GIF", "AVIF"])
def test_size_comes_from_the_header(format_name):
    file = io.BytesIO()
    Image.new("RGB", (37, 21)).save(file, format_name)
    technical = read_bytes(file.getvalue()).technical
    assert (technical.width, technical.height) == (37, 21)

"""What each container keeps and loses: coded data, offsets, tracks of positions, signed manifests."""

import io
import struct
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from assets.metadata import MANIFEST_NOTE, WRITABLE, FileFacts, RightsFields, read_bytes, write_rights
from assets.metadata.containers import png, riff
from assets.metadata.containers.bmff import C2PA_UUID, boxes
from assets.metadata.source import Source
from assets.metadata.text import clean
from assets.metadata.write.boxes import box
from assets.metadata.write.tiff_pages import STRIPS, TILES, form_of, pages_of
from tests.metadata.pictures import with_chunk, with_segment
from tests.metadata.writing.files import FILMS, RIGHTS, SUFFIXES, TYPES, decoded, frames, plain, stuffed, tags_of
from tests.tools import program


def tiff(**options: object) -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((70, 50)).convert("RGB").save(file, "TIFF", **options)
    return file.getvalue()


def coded(data: bytes) -> list[bytes]:
    """Strips and tiles of all pages as they stand."""
    source = Source.of(data)
    pages = pages_of(source, form_of(source))
    spans = [span for page in pages for tag in (STRIPS, TILES) for span in page.data.get(tag, [])]
    return [source.at(span.start, span.size) for span in spans]


def motorola() -> bytes:
    """A gray TIFF in big-endian byte order, written by hand."""
    width, height = 16, 8
    pixels = bytes(range(width * height))
    entries = [(256, 3, 1, width), (257, 3, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
               (277, 3, 1, 1), (278, 3, 1, height), (279, 4, 1, len(pixels))]  # fmt: skip
    table = b"".join(
        struct.pack(">HHI", tag, kind, count)
        + (struct.pack(">HH", value, 0) if kind == 3 else struct.pack(">I", value))
        for tag, kind, count, value in entries
    )
    return (
        b"MM\x00*" + struct.pack(">I", 8 + len(pixels)) + pixels + struct.pack(">H", len(entries)) + table + b"\0" * 4
    )


VARIANTS = {
    "plain": tiff, "lzw": lambda: tiff(compression="tiff_lzw"), "jpeg": lambda: tiff(compression="jpeg"),
    "big": lambda: tiff(big_tiff=True), "big, lzw": lambda: tiff(big_tiff=True, compression="tiff_lzw"),
    "motorola": motorola,
    "pages": lambda: tiff(save_all=True, append_images=[Image.new("1", (9, 9)), Image.new("CMYK", (30, 5))]),
    "strips": lambda: tiff(compression="tiff_lzw", strip_size=600),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_strips_and_tiles_are_those_of_the_source(name):
    data = VARIANTS[name]()
    copy = write_rights(data, "image/tiff", RIGHTS)
    assert coded(copy) == coded(data)
    assert coded(data)
    assert decoded(copy, "image/tiff") == decoded(data, "image/tiff")
    assert tags_of(copy, "image/tiff")["IFD0:Copyright"] == RIGHTS.copyright_notice
    assert read_bytes(copy).text("credit_line") == RIGHTS.credit_line


def test_all_pages_stay():
    with Image.open(io.BytesIO(write_rights(VARIANTS["pages"](), "image/tiff", RIGHTS))) as image:
        assert image.n_frames == 3


def media_data(data: bytes) -> list[bytes]:
    source = Source.of(data)
    return [data[each.data_at : each.end] for each in boxes(source) if each.kind == b"mdat"]


@pytest.mark.parametrize("media_type", FILMS)
def test_media_data_of_a_film_are_those_of_the_source(media_type):
    source = stuffed(media_type)
    assert media_data(write_rights(source, media_type, RIGHTS)) == media_data(source)


def film(folder: Path, *options: str, suffix: str = "mp4") -> bytes:
    path = folder / f"film.{suffix}"
    source = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=2"]
    command = [program("ffmpeg"), "-v", "error", *source, *options, "-c:v", "mpeg4", "-bitexact", str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path.read_bytes()


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["-movflags", "faststart"], id="index in front"),
        pytest.param(["-movflags", "frag_keyframe+empty_moov", "-g", "5"], id="in fragments with absolute offsets"),
        pytest.param(["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-g", "5"], id="in fragments"),
        pytest.param(["-movflags", "dash+global_sidx", "-g", "5"], id="with an index of segments"),
    ],
)
def test_films_play_as_before_however_they_are_laid_out(options, tmp_path):
    source = film(tmp_path, *options)
    copy = write_rights(source, "video/mp4", RIGHTS)
    assert frames(copy, "mp4") == frames(source, "mp4")
    assert frames(copy, "mp4").count("\n") > 20
    assert read_bytes(copy).text("usage_terms") == RIGHTS.usage_terms


def test_tracks_of_positions_go_with_all_their_samples(tmp_path):
    options = ["-f", "lavfi", "-i", "testsrc2=size=32x32:rate=10:duration=2", "-map", "0:v", "-map", "1:v"]
    source = film(tmp_path, *options)
    second = source.rindex(b"vide", 0, source.rindex(b"VideoHandler"))
    private = source[:second] + b"meta" + source[second + 4 :]
    copy = write_rights(private, "video/mp4", RIGHTS)
    (before,), (after,) = media_data(source), media_data(copy)
    assert len([each for each in boxes(Source.of(copy)) if each.kind == b"trak"]) == 1
    assert len(after) == len(before)
    assert after.count(0) > before.count(0) + 2_000
    first = [line for line in frames(source, "mp4").splitlines() if line.startswith("0,")]
    assert [line for line in frames(copy, "mp4").splitlines() if line.startswith("0,")] == first


def with_manifest(media_type: str) -> bytes:
    data = plain(media_type)
    manifest = b"\x00\x00\x00\x20jumb\x00\x00\x00\x18jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa"
    match media_type:
        case "image/jpeg":
            return with_segment(data, 0xEB, b"JP\x00\x01\x00\x00\x00\x01" + manifest)
        case "image/png":
            return with_chunk(data, b"caBX", manifest)
        case "image/webp":
            chunk = b"C2PA" + struct.pack("<I", len(manifest)) + manifest
            return data[:4] + struct.pack("<I", len(data) - 8 + len(chunk)) + data[8:] + chunk
        case _:
            return data + box(b"uuid", C2PA_UUID + b"\x00\x00\x00\x00manifest\x00" + manifest)


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "image/webp", "image/avif", "image/heic", *FILMS])
def test_a_signed_manifest_stays_with_the_original_and_the_copy_says_so(media_type):
    source = with_manifest(media_type)
    copy = write_rights(source, media_type, RIGHTS)
    assert read_bytes(source).technical.has_c2pa
    assert not read_bytes(copy).technical.has_c2pa
    assert b"manifest\x00" not in copy
    found = tags_of(copy, media_type)
    assert (found["XMP-xmpMM:HistoryAction"], found["XMP-xmpMM:HistoryParameters"]) == ("published", MANIFEST_NOTE)
    assert found["XMP-iptcExt:DigitalSourceType"] == RIGHTS.digital_source_type


def test_chunks_of_a_picture_are_those_of_the_source():
    for media_type, chunks in (("image/png", png.chunks), ("image/webp", riff.chunks)):
        source = stuffed(media_type)
        copy = write_rights(source, media_type, RIGHTS)
        before, after = (
            [data[each.data_at : each.data_at + each.size] for each in chunks(Source.of(data)) if each.kind in _CODED]
            for data in (source, copy)
        )
        assert before == after
        assert before


_CODED = frozenset({b"IDAT", b"IHDR", b"VP8 ", b"VP8L", b"ALPH"})


def test_a_document_keeps_its_pages_and_the_scans_of_its_pictures():
    source, copy = (
        pikepdf.open(io.BytesIO(data))
        for data in (stuffed("application/pdf"), write_rights(stuffed("application/pdf"), "application/pdf", RIGHTS))
    )
    (one,), (other,) = (tuple(pdf.pages[0].get_images().values()) for pdf in (source, copy))
    assert one.read_raw_bytes() != other.read_raw_bytes()
    assert decoded(one.read_raw_bytes(), "image/jpeg") == decoded(other.read_raw_bytes(), "image/jpeg")


TEXTS = st.text(
    st.one_of(
        st.sampled_from("äöüßÄÖÜéłžșő„“‚‘’\"'<>&]]>{}\\;=/🏰👩‍👩‍👧漢字"),
        st.characters(codec="utf-8", categories=("L", "N", "P", "S")),
    ),
    min_size=1,
    max_size=80,
)  # fmt: skip


@pytest.mark.parametrize("media_type", TYPES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=TEXTS, notice=TEXTS, terms=TEXTS, names=st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back_as_it_went_in(media_type, line, notice, terms, names):
    rights = RightsFields(creators=tuple(names), credit_line=line, copyright_notice=notice, usage_terms=terms)
    first = read_bytes(write_rights(plain(media_type), media_type, rights))
    again = RightsFields(
        creators=first.texts("creators"), credit_line=first.text("credit_line"),
        copyright_notice=first.text("copyright_notice"), usage_terms=first.text("usage_terms"),
    )  # fmt: skip
    assert again.credit_line.replace(" ", "") == clean_of(line)
    assert again.usage_terms.replace(" ", "") == clean_of(terms)
    second = write_rights(plain(media_type), media_type, again)
    assert read_bytes(second).texts("creators") == again.creators


def clean_of(text: str) -> str:
    return clean(text).replace(" ", "")


@pytest.mark.parametrize("media_type", TYPES)
def test_terms_of_64_kilobytes_come_back_whole(media_type):
    terms = ("Nur „mit“ Namen & <Quelle> 🏰; 'so'. " * 2_000)[: 64 * 1024].strip()
    found = tags_of(write_rights(plain(media_type), media_type, replace(RIGHTS, usage_terms=terms)), media_type)
    assert found["XMP-xmpRights:UsageTerms"] == terms
    assert found["XMP-photoshop:Credit"] == RIGHTS.credit_line


def offers(facts: FileFacts) -> list[tuple[object, object]]:
    return [(each.get("name"), each.get("url")) for each in facts.entries("licensors")]


def test_the_reference_picture_of_the_iptc_survives_reading_writing_and_reading(samples):
    for path in sorted((samples / "php-image-metadata-parser").glob("*IPTC*")):
        data = path.read_bytes()
        before = read_bytes(data)
        copy = write_rights(data, before.media_type, RightsFields(guid="urn:test"))
        after = read_bytes(copy)
        kept = ("copyright_notice", "credit_line", "usage_terms", "web_statement", "digital_source_type", "data_mining")
        assert {name: after.text(name) for name in kept} == {name: before.text(name) for name in kept}, path
        assert after.texts("creators") == before.texts("creators")
        assert offers(after) == offers(before)
        assert not {"persons_shown", "gps", "instructions", "regions", "model_ages", "ai_prompt"} & set(after.fields)
        assert decoded(copy, before.media_type) == decoded(data, before.media_type)


def test_every_writable_type_is_tested():
    assert {str(each) for each in WRITABLE} == set(SUFFIXES)

"""Bounds and refusals of security rules 23, 25 and 30: a damaged or hostile block costs a warning, nothing else."""

import hashlib
import struct
import time
import zlib

import pytest

from assets.metadata import embed, limits, read_bytes, to_json
from assets.metadata.text import clean, clean_url
from assets.metadata.write.exif_block import exif_block
from tests.metadata.pictures import description, packet, picture, with_blocks, with_chunk, with_segment

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTENDED = b"http://ns.adobe.com/xmp/extension/\x00"


def directory(*entries, following=0):
    """A little-endian block with one directory of (tag, type, count, value) entries."""
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00\x08\x00\x00\x00" + body + struct.pack("<I", following)


def gps(latitude, longitude, north=b"N", east=b"E"):
    """A block with a position of (degrees, minutes, seconds) fractions."""
    fractions = struct.pack("<12I", *latitude, *longitude)
    rows = [(1, 2, 2, north), (2, 5, 3, struct.pack("<I", 80)), (3, 2, 2, east), (4, 5, 3, struct.pack("<I", 104))]
    body = b"".join(struct.pack("<HHI", *row[:3]) + row[3].ljust(4, b"\x00") for row in rows)
    head = directory((0x8825, 4, 1, 26))
    return head + struct.pack("<H", 4) + body + b"\x00" * 4 + fractions


@pytest.mark.parametrize(
    ("xmp", "warning"),
    [
        pytest.param(BOMB.encode() + packet(description("<dc:title>&b;</dc:title>")), "xmp-doctype", id="entities"),
        pytest.param(packet("<a>" * 70 + "</a>" * 70), "xmp-too-deep", id="deep"),
        pytest.param(b"kein XML", "xmp-unreadable", id="no xml"),
        pytest.param(BOMB.encode("utf-16"), "xmp-doctype", id="entities in utf-16"),
    ],
)
def test_a_hostile_packet_is_unreadable_and_the_picture_still_arrives(xmp, warning):
    facts = read_bytes(with_blocks(picture(), xmp=xmp))
    assert warning in facts.warnings
    assert facts.technical.width == 48


def test_a_packet_of_very_many_nodes_is_unreadable():
    body = b"XML:com.adobe.xmp\0\0\0\0\0" + packet("<a/>" * 20_001)
    assert "xmp-too-many-nodes" in read_bytes(with_chunk(picture("image/png"), b"iTXt", body)).warnings


def test_a_packet_with_a_small_fault_is_mended_and_said_to_be():
    facts = read_bytes(with_blocks(picture(), xmp=packet(description("<dc:format>A & B</dc:format>"))))
    assert "xmp-damaged" in facts.warnings


def test_a_compressed_bomb_in_png_text_stops_at_its_limit():
    bomb = zlib.compress(b"\x00" * (limits.INFLATE_BYTES + 1))
    facts = read_bytes(with_chunk(picture("image/png"), b"zTXt", b"Comment\x00\x00" + bomb))
    assert "png-ztxt-deflate-too-large" in facts.warnings


def test_extended_xmp_counts_only_when_complete_and_true_to_its_name():
    extra = packet(description("<dc:source>Archiv</dc:source>"))
    guid = hashlib.md5(extra, usedforsecurity=False).hexdigest().upper().encode()
    note = f'xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="{guid.decode()}"'
    data = with_blocks(picture(), xmp=packet(description("", note)))
    part = EXTENDED + guid + struct.pack(">II", len(extra), 0)
    sound, forged = (read_bytes(with_segment(data, 0xE1, part + body)) for body in (extra, extra.replace(b"v", b"w")))
    assert any(value.property == "dc:source" for value in sound.raw)
    assert not any(value.property == "dc:source" for value in forged.raw)
    assert "xmp-extended-mismatch" in forged.warnings


@pytest.mark.parametrize(
    ("block", "warning"),
    [
        pytest.param(directory((0x8769, 4, 1, 8)), "exif-loop", id="points to itself"),
        pytest.param(directory(following=8), "exif-loop", id="is its own successor"),
        pytest.param(directory((0x010E, 2, 0x7FFFFFFF, 26)), "exif-value-outside", id="two thousand million letters"),
        pytest.param(directory((0x8769, 4, 1, 0xFFFFFF00)), "exif-offset-outside", id="points outside"),
        pytest.param(directory(*[(0x8769, 4, 1, 8)] * 5000), "exif-too-many-entries", id="5,000 pointers"),
        pytest.param(b"II*\x00\x08\x00\x00\x00\xff\xff", "exif-directory-cut-short", id="cut short"),
        pytest.param(b"XXXXXXXXXXXX", "exif-no-header", id="no header"),
    ],
)
def test_hostile_exif_ends_in_a_warning(block, warning):
    assert warning in read_bytes(with_blocks(picture(), exif=block)).warnings


@pytest.mark.parametrize(
    ("block", "position"),
    [
        pytest.param(gps((51, 1, 30, 1, 0, 1), (7, 1, 15, 1, 0, 1)), (51.5, 7.25), id="sound"),
        pytest.param(gps((51, 1, 30, 1, 0, 1), (7, 1, 15, 1, 0, 1), b"S", b"W"), (-51.5, -7.25), id="south and west"),
        pytest.param(gps((0, 1, 0, 1, 0, 1), (0, 1, 0, 1, 0, 1)), None, id="null island"),
        pytest.param(gps((91, 1, 0, 1, 0, 1), (7, 1, 0, 1, 0, 1)), None, id="beyond the pole"),
        pytest.param(gps((51, 0, 0, 0, 0, 0), (7, 0, 0, 0, 0, 0)), None, id="fractions over zero"),
        pytest.param(gps((51, 1, 0, 1, 0, 1), (7, 1, 0, 1, 0, 1), b"X"), None, id="unknown hemisphere"),
        pytest.param(gps((0xFFFFFFFF, 1, 0, 1, 0, 1), (7, 1, 0, 1, 0, 1)), None, id="four thousand million degrees"),
    ],
)
def test_a_position_is_on_earth_or_absent(block, position):
    field = read_bytes(with_blocks(picture(), exif=block)).fields.get("gps")
    found = (field.value["latitude"], field.value["longitude"]) if field else None
    assert found == position


def test_text_is_composed_and_free_of_control_bidi_and_lone_surrogates():
    assert clean("a\x00b\u202ec\ud800d\u2066\ufeff Fa\u0308hre\r\nZeile\x1b[31m") == "abcd Fähre\nZeile[31m"


def test_long_runs_of_combining_marks_do_not_cost_the_square_of_their_length():
    started = time.process_time()
    clean("a" + "\u0301\u0316" * 10_000)
    assert time.process_time() - started < 0.1


def test_lists_and_texts_are_capped():
    xmp = {
        "dc:subject": [f"Wort {n} " + "x" * 300 for n in range(900)],
        "dc:title": "T" * 1000,
        "dc:creator": ["A" * 900],
    }
    facts = read_bytes(with_chunk(picture("image/png"), b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + _packet(xmp)))
    assert len(facts.texts("keywords")) == limits.KEYWORDS
    assert max(map(len, facts.texts("keywords"))) <= limits.KEYWORD_CHARS
    assert len(facts.text("title")) == limits.TITLE_CHARS


def _packet(properties):
    from assets.metadata.write.packet import new_packet

    return new_packet(properties)


@pytest.mark.parametrize("url", ["https://example.org/ä?b=1", "HTTP://EXAMPLE.ORG"])
def test_plain_web_addresses_pass(url):
    assert clean_url(url) == url


def test_properties_are_matched_by_namespace_whatever_the_prefix_or_form():
    inner = (
        '<q:Description xmlns:q="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:z="http://ns.adobe.com/photoshop/1.0/" '
        f'z:Headline="als Attribut"/>{description("<dc:title>als Element</dc:title>")}'
    )
    facts = read_bytes(with_blocks(picture(), xmp=packet(inner)))
    assert facts.text("headline") == "als Attribut"
    assert facts.text("title") == "als Element"


def test_language_alternatives_keep_every_language_and_show_the_default():
    facts = read_bytes(embed(picture(), "image/jpeg", xmp={"dc:title": {"x-default": "Schloss", "en": "Castle"}}))
    assert facts.text("title") == "Schloss"
    assert facts.fields["title"].languages == {"x-default": "Schloss", "en": "Castle"}


def test_jpeg_with_foreign_bytes_between_its_segments_is_still_read():
    data = embed(picture(), "image/jpeg", xmp={"dc:title": "Rathaus"})
    assert read_bytes(data[:20] + b"\x00\x00\x00" + data[20:]).text("title") == "Rathaus"


def test_progressive_scans_are_counted():
    assert read_bytes(picture(progressive=True)).technical.jpeg_scans > 3


def test_regions_of_both_standards_have_one_shape():
    xmp = (
        '<rdf:Description rdf:about="" xmlns:m="http://www.metadataworkinggroup.com/schemas/regions/" '
        'xmlns:a="http://ns.adobe.com/xmp/sType/Area#"><m:Regions rdf:parseType="Resource"><m:RegionList><rdf:Bag>'
        '<rdf:li><rdf:Description m:Name="Bürgermeisterin" m:Type="Face">'
        '<m:Area a:x="0.5" a:y="0.4" a:w="0.2" a:h="0.2"/>'
        "</rdf:Description></rdf:li></rdf:Bag></m:RegionList></m:Regions></rdf:Description>"
    )
    (region,) = read_bytes(with_blocks(picture(), xmp=packet(xmp))).entries("image_regions")
    assert (region["name"], region["x"], region["y"], region["width"]) == ("Bürgermeisterin", 0.4, 0.3, 0.2)


def test_the_position_inside_a_location_structure_is_used_when_there_is_no_other():
    place = {"Iptc4xmpExt:City": "Wien", "exif:GPSLatitude": "48,12.0N", "exif:GPSLongitude": "16,22.2E"}
    facts = read_bytes(embed(picture(), "image/jpeg", xmp={"Iptc4xmpExt:LocationCreated": [place]}))
    assert facts.fields["gps"].value == {"latitude": 48.2, "longitude": 16.37}


def test_parameters_of_a_generator_in_a_comment_are_a_sign_of_ai():
    block = exif_block({"UserComment": "ASCII\0\0\0a castle\nSteps: 20, Sampler: Euler a, CFG scale: 7"})
    assert read_bytes(with_blocks(picture(), exif=block)).texts("ai_signals") == ("exif:0x9286: generation parameters",)


def test_what_crosses_the_process_boundary_stays_small():
    texts = "".join(f"<d:AOTitle>{'ä' * 900}</d:AOTitle><d:AOSource>{'ö' * 900}</d:AOSource>" for _ in range(1))
    item = f'<rdf:li rdf:parseType="Resource">{texts}</rdf:li>'
    names = ("ArtworkOrObject", "LocationShown", "Contributor", "RegistryId", "ProductInImage", "PersonInImageWDetails")
    lists = "".join(f"<d:{name}><rdf:Bag>{item * 300}</rdf:Bag></d:{name}>" for name in names)
    xmp = packet(f'<rdf:Description xmlns:d="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">{lists}</rdf:Description>')
    facts = read_bytes(with_chunk(picture("image/png"), b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp))
    assert {"fields-left-out", "raw-values-left-out"} <= set(facts.warnings)
    assert len(to_json(facts)) < 4_000_000

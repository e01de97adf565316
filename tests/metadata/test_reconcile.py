"""Which container is believed, and that contradictions in rights fields are never silent (R2, R3, R5)."""

import pytest

from assets.metadata import Severity, embed, read_bytes
from assets.metadata.reconcile import split_names
from assets.metadata.write.iim_block import iim_block
from assets.metadata.write.packet import new_packet
from tests.metadata.pictures import description, packet, picture, with_blocks, with_segment

LONG_NAME = "Arbeitsgemeinschaft Ländliche Öffentlichkeitsarbeit"


def resource(number, body):
    return b"8BIM" + number.to_bytes(2, "big") + b"\0\0" + len(body).to_bytes(4, "big") + body + b"\0" * (len(body) & 1)


def jpeg_with(*, xmp, iim, digest):
    """A picture whose IIM digest is what the test says, unlike what a sound writer leaves."""
    chain = b"Photoshop 3.0\x00" + resource(0x0404, iim) + (resource(0x0425, digest) if digest else b"")
    return with_segment(with_blocks(picture(), xmp=new_packet(xmp)), 0xED, chain)


def test_exif_leads_for_description_creator_and_copyright():
    facts = read_bytes(
        embed(
            picture(), "image/jpeg", exif={"ImageDescription": "aus EXIF"}, xmp={"dc:description": "aus XMP"},
            iim={"Caption-Abstract": "aus IIM"},
        )
    )  # fmt: skip
    assert facts.text("description") == "aus EXIF"
    assert facts.fields["description"].origin == "exif:0x010E"


@pytest.mark.parametrize("written", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "SAMSUNG", "DCIM", "default", "   ", "---"])
def test_what_cameras_write_by_themselves_is_ignored(written):
    data = embed(picture(), "image/jpeg", exif={"ImageDescription": written}, xmp={"dc:description": "Marktplatz"})
    assert read_bytes(data).text("description") == "Marktplatz"


@pytest.mark.parametrize(
    ("digest", "expected"),
    [
        pytest.param("right", "aus XMP", id="digest matches: XMP knows all"),
        pytest.param("none", "aus XMP", id="no digest: XMP leads"),
        pytest.param("wrong", "aus IIM", id="digest differs: IIM was edited later"),
    ],
)
def test_the_digest_decides_between_iim_and_xmp(digest, expected):
    from assets.metadata.digest import iim_digest

    iim = iim_block({"Headline": "aus IIM"})
    value = {"right": iim_digest(iim), "none": b"", "wrong": b"\x01" * 16}[digest]
    assert (
        read_bytes(jpeg_with(xmp={"photoshop:Headline": "aus XMP"}, iim=iim, digest=value)).text("headline") == expected
    )


def test_an_iim_value_cut_at_its_byte_limit_yields_to_xmp_and_is_no_contradiction():
    iim = iim_block({"By-line": LONG_NAME})
    facts = read_bytes(jpeg_with(xmp={"dc:creator": [LONG_NAME]}, iim=iim, digest=b"\x01" * 16))
    assert facts.texts("creators") == (LONG_NAME,)
    assert facts.conflicts == ()


def test_iim_stands_in_where_xmp_has_no_such_property():
    facts = read_bytes(embed(picture(), "image/jpeg", xmp={"dc:title": "Rathaus"}, iim={"Credit": "Kreisarchiv"}))
    assert facts.fields["credit_line"].origin == "iim:2:110"


def test_a_contradiction_about_naming_is_recorded_with_every_origin():
    data = embed(picture(), "image/jpeg", xmp={"dc:creator": ["Anna Maier"]}, iim={"By-line": "Bernd Huber"})
    (conflict,) = read_bytes(data).conflicts
    assert (conflict.concept, conflict.severity) == ("creators", Severity.NAMING)
    assert conflict.values == {"xmp:dc:creator": "Anna Maier", "iim:2:80": "Bernd Huber"}


@pytest.mark.parametrize(
    ("xmp", "iim", "concept"),
    [
        ({"dc:rights": "Alle Rechte vorbehalten: Kreis"}, {"CopyrightNotice": "Stadt Musterstadt"}, "copyright_notice"),
        ({"photoshop:Instructions": "frei"}, {"SpecialInstructions": "Sperrfrist 1.1.2027"}, "instructions"),
    ],
)
def test_a_contradiction_about_permission_is_recorded_as_such(xmp, iim, concept):
    (conflict,) = read_bytes(embed(picture(), "image/jpeg", xmp=xmp, iim=iim)).conflicts
    assert (conflict.concept, conflict.severity) == (concept, Severity.PERMISSION)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("© 2024 Kreis Musterland", "Copyright Kreis Musterland"),
        ("(c) Kreis  Musterland", "KREIS MUSTERLAND"),
        ("Kreis Musterland, 2019-2024", "Kreis Musterland"),
        ("Fähre", "Fa\u0308hre"),
    ],
)
def test_copyright_marks_years_case_blanks_and_composition_are_no_contradiction(one, other):
    assert (
        read_bytes(embed(picture(), "image/jpeg", xmp={"dc:rights": one}, iim={"CopyrightNotice": other})).conflicts
        == ()
    )


def test_two_packets_that_disagree_about_rights_are_a_contradiction():
    first, second = (
        packet(description("", f'xmlns:r="http://ns.adobe.com/xap/1.0/rights/" r:UsageTerms="{text}"'))
        for text in ("frei", "nicht frei")
    )
    data = with_segment(with_blocks(picture(), xmp=first), 0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + second)
    (conflict,) = read_bytes(data).conflicts
    assert conflict.concept == "usage_terms"
    assert set(conflict.values.values()) == {"frei", "nicht frei"}


def test_web_statement_and_license_that_name_two_licenses_are_a_contradiction():
    xmp = {
        "xmpRights:WebStatement": "https://creativecommons.org/licenses/by/4.0/",
        "cc:license": "http://creativecommons.org/licenses/by-nc/4.0/deed.de",
    }
    (conflict,) = read_bytes(embed(picture(), "image/jpeg", xmp=xmp)).conflicts
    assert conflict.concept == "license"


def test_spellings_of_one_license_are_no_contradiction():
    xmp = {
        "xmpRights:WebStatement": "https://creativecommons.org/licenses/by/4.0/deed.de",
        "cc:license": "http://creativecommons.org/licenses/by/4.0/",
    }
    assert read_bytes(embed(picture(), "image/jpeg", xmp=xmp)).conflicts == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Schmidt, Jan", ["Schmidt, Jan"]),
        ("Anna Maier; Bernd Huber", ["Anna Maier", "Bernd Huber"]),
        ('Anna Maier; "Huber; Sohn"', ["Anna Maier", "Huber; Sohn"]),
        ('"Huber; Sohn"; Anna Maier', ["Huber; Sohn", "Anna Maier"]),
        ('"Foto ""Blitz"" GmbH"', ['Foto "Blitz" GmbH']),
    ],
)
def test_semicolons_part_names_and_commas_do_not(text, names):
    assert split_names(text) == names


def test_the_same_names_in_exif_and_xmp_keep_the_list_of_xmp():
    data = embed(
        picture(),
        "image/jpeg",
        exif={"Artist": "Anna Maier; Bernd Huber"},
        xmp={"dc:creator": ["Anna Maier", "Bernd Huber"]},
    )
    facts = read_bytes(data)
    assert facts.texts("creators") == ("Anna Maier", "Bernd Huber")
    assert facts.conflicts == ()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("https://cv.iptc.org/newscodes/digitalsourcetype/TRAINEDALGORITHMICMEDIA", "trainedAlgorithmicMedia"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/minorHumanEdits", "humanEdits"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage", "digitalCreation"),
        ("digitalCapture", "digitalCapture"),
    ],
)
def test_digital_source_type_has_one_spelling_and_keeps_what_was_written(written, canonical):
    facts = read_bytes(embed(picture(), "image/jpeg", xmp={"Iptc4xmpExt:DigitalSourceType": written}))
    assert facts.text("digital_source_type") == "http://cv.iptc.org/newscodes/digitalsourcetype/" + canonical
    assert any(value.decoded == written for value in facts.raw)


def test_an_unknown_source_type_stays_as_written():
    facts = read_bytes(embed(picture(), "image/jpeg", xmp={"Iptc4xmpExt:DigitalSourceType": "http://example.org/ai"}))
    assert facts.text("digital_source_type") == "http://example.org/ai"


def test_a_generator_that_the_source_type_denies_is_a_contradiction():
    xmp = {
        "Iptc4xmpExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        "xmp:CreatorTool": "Midjourney v7",
    }
    facts = read_bytes(embed(picture(), "image/jpeg", xmp=xmp))
    assert facts.texts("ai_signals") == ("xmp:xmp:CreatorTool: Midjourney",)
    assert [conflict.concept for conflict in facts.conflicts] == ["digital_source_type"]


@pytest.mark.parametrize("written", ["http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED", "DMI-PROHIBITED"])
def test_plus_values_are_codes(written):
    assert (
        read_bytes(embed(picture(), "image/jpeg", xmp={"plus:DataMining": written})).text("data_mining")
        == "DMI-PROHIBITED"
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org/x", "https://", "http://a b/", "data:text/html,x"]
)
def test_a_link_is_http_with_a_host_or_nothing(url):
    facts = read_bytes(embed(picture(), "image/jpeg", xmp={"xmpRights:WebStatement": url}))
    assert "web_statement" not in facts.fields
    assert any(value.decoded == url for value in facts.raw)

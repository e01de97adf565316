"""Windows-1252 umlauts come out right, wherever no charset is declared (R4)."""

import pytest

from assets.metadata import Container, embed, read_bytes
from assets.metadata.iim import decode, read
from assets.metadata.text import decode_legacy, looks_double_encoded
from assets.metadata.write.exif_block import exif_block
from tests.metadata.pictures import picture, with_blocks

CAPTION = "„Schloß Überlingen“ – 5 €, Fräulein Möbius"


def raw_of(facts, container, name):
    return next(value for value in facts.raw if value.container is container and value.property == name)


@pytest.mark.parametrize(("charset", "is_guess"), [("utf-8", False), ("cp1252", True)])
def test_umlauts_quotes_and_euro_of_iim_come_out_right(charset, is_guess):
    data = embed(
        picture(), "image/jpeg", iim={"Caption-Abstract": CAPTION, "By-line": "Jörg Groß"}, iim_charset=charset
    )
    facts = read_bytes(data)
    assert facts.text("description") == CAPTION
    assert facts.texts("creators") == ("Jörg Groß",)
    assert raw_of(facts, Container.IIM, "2:120").charset == charset
    assert raw_of(facts, Container.IIM, "2:120").charset_guess is is_guess


def test_utf8_without_declaration_is_found_by_strict_decoding():
    assert decode("Würzburg".encode(), b"") == ("Würzburg", "utf-8", True)


def test_raw_bytes_stay_so_that_an_old_macintosh_text_can_be_recovered():
    value = read(b"\x1c\x02\x5a\x00\x05Sk\x8cne")[0]
    assert value.raw.decode("mac_roman") == "Skåne"
    assert value.charset_guess


def test_another_declared_charset_is_kept_by_name_and_marked_as_a_guess():
    text, charset, is_guess = decode(b"\xe4", b"\x1b.A")
    assert (text, charset, is_guess) == ("ä", "iso2022:1b2e41", True)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_exif_text_says_ascii_and_holds_umlauts_all_the_same(charset):
    block = exif_block({"Artist": "Käthe Süß", "Copyright": "© Kreis"}, charset)
    facts = read_bytes(with_blocks(picture(), exif=block))
    assert facts.texts("creators") == ("Käthe Süß",)
    assert facts.text("copyright_notice") == "© Kreis"


def test_windows_tags_are_utf_16():
    facts = read_bytes(embed(picture(), "image/jpeg", exif={"XPTitle": "Fähre", "XPKeywords": "Fluß;Fähre"}))
    assert facts.text("title") == "Fähre"
    assert facts.texts("keywords") == ("Fluß", "Fähre")


@pytest.mark.parametrize(
    ("prefix", "body", "order", "expected"),
    [
        pytest.param(b"ASCII\x00\x00\x00", b"Stadtfest\x00\x00", b"II", "Stadtfest", id="ascii"),
        pytest.param(b"UNICODE\x00", "Fähre".encode("utf-16-le"), b"II", "Fähre", id="unicode, order of the block"),
        pytest.param(b"UNICODE\x00", "Fähre".encode("utf-16-be"), b"II", "Fähre", id="unicode, other order"),
        pytest.param(b"JIS\x00\x00\x00\x00\x00", "城".encode("iso2022_jp"), b"II", "城", id="jis"),
        pytest.param(b"\x00" * 8, "Fähre".encode("cp1252"), b"II", "Fähre", id="undefined, windows"),
        pytest.param(b"ASCII\x00\x00\x00", "Fähre".encode(), b"II", "Fähre", id="ascii that is utf-8"),
    ],
)
def test_user_comment_is_read_by_its_prefix(prefix, body, order, expected):
    comment = prefix + body
    size = len(comment).to_bytes(4, "little")
    block = (
        order + b"*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00"
        + b"\x01\x00\x86\x92\x07\x00" + size + b"\x2c\x00\x00\x00\x00\x00\x00\x00" + comment
    )  # fmt: skip
    facts = read_bytes(with_blocks(picture(), exif=block))
    assert raw_of(facts, Container.EXIF, "0x9286").decoded == expected


def test_photographer_and_editor_of_exif_copyright_are_both_kept():
    data = embed(picture(), "image/jpeg", exif={"Copyright": "Anna Maier|Kreis"})
    facts = read_bytes(data.replace(b"Anna Maier|Kreis", b"Anna Maier\x00Kreis"))
    assert facts.text("copyright_notice") == "Anna Maier; Kreis"


def test_double_encoding_is_noticed_and_never_repaired_silently():
    facts = read_bytes(embed(picture(), "image/jpeg", xmp={"dc:creator": ["JÃ¶rg MÃ¼ller"]}))
    assert facts.texts("creators") == ("JÃ¶rg MÃ¼ller",)
    assert "double-encoded-creators" in facts.warnings
    assert not looks_double_encoded("Jörg Müller, Âge, São Paulo")


def test_legacy_bytes_always_decode():
    assert decode_legacy(bytes(range(256)))[1] == "cp1252"

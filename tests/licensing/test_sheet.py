"""The rights sheet says everything about every picture, in letters of all Europe, however long it gets."""

import io
import re
from datetime import date

import pikepdf
import pytest

from licensing.sheet import SheetDuty, SheetEntry, rights_sheet
from tests.metadata.pictures import picture

DAY = date(2026, 11, 23)
LETTERS = "äöüß ÄÖÜ éèêçñøåæðþ łąęśźż čšžřěů őű ăâșț ģķļņ įųūė ığ „“–… €©½ Привет Ελληνικά"


def entry(**changes: object) -> SheetEntry:
    values: dict[str, object] = {
        "title": "Wasserschloß",
        "filename": "IMG_0815 – Köln.jpg",
        "sentence": "Ja, auf der Website, mit Nennung.",
        "credit_line": "Foto: Jörg Müller / Kreis <Musterland> & Söhne (Ausschnitt)",
        "license_name": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "scope": "Website · Öffentlichkeitsarbeit · bis unbefristet",
        "decision_number": "5f7f1c1e-0000-4000-8000-00000000d0c5",
        "duties": (SheetDuty("Namen nennen"), SheetDuty("Vom Netz nehmen", date(2027, 12, 31))),
    } | changes
    return SheetEntry(**values)  # type: ignore[arg-type]  # built by name


def sheet(*entries: SheetEntry, title: str = "Mappe", language: str = "de") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rights_sheet(entries, title=title, issued_on=DAY, language=language)))


def text_of(pdf: pikepdf.Pdf) -> str:
    """The text of all pages in the order in which it is drawn, through the character maps of the fonts."""
    return "\n".join(_page_text(page) for page in pdf.pages)


def _page_text(page: pikepdf.Page) -> str:
    maps = {name: _characters(font) for name, font in page.obj.Resources.Font.items()}
    current: dict[int, str] = {}
    said = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                current = maps[str(operands[0])]
            case "Tj":
                said.append("".join(current.get(code, "") for code in bytes(operands[0])))
            case "T*" | "Td" | "Tm" | "ET":
                said.append(" ")
    return re.sub(r"\s+", " ", "".join(said))


def _characters(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    rows = font.ToUnicode.read_bytes().decode()
    found = {}
    for first, last, to in re.findall(r"<(\w\w)>\s*<(\w\w)>\s*\[((?:\s*<\w+>)+)\s*\]", rows):
        for code, hexed in zip(range(int(first, 16), int(last, 16) + 1), re.findall(r"<(\w+)>", to), strict=False):
            found[code] = bytes.fromhex(hexed).decode("utf-16-be")
    for code, hexed in re.findall(r"^<(\w\w)> <(\w{4,})>$", rows, re.MULTILINE):
        found[int(code, 16)] = bytes.fromhex(hexed).decode("utf-16-be")
    return found


def test_a_sheet_says_all_about_a_picture():
    text = text_of(sheet(entry(), title="Pressemappe Schloßfest"))
    for said in (
        "Pressemappe Schloßfest", "Stand 23.11.2026", "1. Wasserschloß", "IMG_0815 – Köln.jpg", "5f7f1c1e-0000",
        "Ja, auf der Website, mit Nennung.", "Foto: Jörg Müller / Kreis <Musterland> & Söhne (Ausschnitt)", "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/", "• Namen nennen", "• Vom Netz nehmen (bis 31.12.2027)",
        "Website · Öffentlichkeitsarbeit · bis unbefristet",
    ):  # fmt: skip
        assert said in text


def test_letters_of_all_europe_are_there():
    assert LETTERS in text_of(sheet(entry(credit_line=LETTERS)))


def test_fonts_are_inside_and_title_and_language_are_set():
    pdf = sheet(entry(), title="Mappe")
    fonts = pdf.pages[0].obj.Resources.Font
    embedded = [font for font in fonts.values() if "FiraSans" in str(font.BaseFont)]
    assert embedded
    assert all("/FontFile2" in font.FontDescriptor for font in embedded)
    assert str(pdf.Root.Lang) == "de-DE"
    assert str(pdf.docinfo["/Title"]) == "Rechteblatt: Mappe"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_address_of_the_license_can_be_followed_only_to_the_web():
    good, bad = sheet(entry()), sheet(entry(license_url="javascript:alert(1)"))
    assert [str(each.A.URI) for each in good.pages[0].obj.Annots] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert "/Annots" not in bad.pages[0].obj


def test_markup_and_control_characters_are_text_or_nothing():
    text = text_of(sheet(entry(title="<b>Fett</b>\x00\u202e", sentence="<para>nein</wrong & so")))
    assert "<b>Fett</b>" in text
    assert "<para>nein</wrong & so" in text


def test_the_same_input_gives_the_same_bytes():
    entries = [entry(thumbnail=picture("image/webp", size=(400, 300)))]
    first, second = (rights_sheet(entries, title="Mappe", issued_on=DAY) for _ in range(2))
    assert first == second


def test_texts_of_any_length_run_on_over_pages():
    terms = "Nur mit Namen nennen, „und“ zwar hier. " * 1_500
    pdf = sheet(
        entry(
            title="T" * 4_000, filename="f" * 3_000, sentence=terms, credit_line="x" * 9_000,
            license_url="https://example.org/" + "y" * 1_900, scope="Zeile\n" * 400,
        ),
        entry(title="Danach"),
        title="Lang " * 300,
    )  # fmt: skip
    text = text_of(pdf)
    assert len(pdf.pages) > 10
    assert text.count(" hier.") == 1_500
    assert "2. Danach" in text


@pytest.mark.parametrize("thumbnail", [None, b"no picture", b"%!PS-Adobe-3.0", picture("image/png", mode="L")[:60]])
def test_a_sheet_does_without_a_picture_that_cannot_be_opened(thumbnail):
    assert "Wasserschloß" in text_of(sheet(entry(thumbnail=thumbnail)))


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "image/webp"])
def test_the_picture_is_on_the_sheet(media_type):
    pdf = sheet(entry(thumbnail=picture(media_type, size=(400, 300))))
    (image,) = pdf.pages[0].get_images().values()
    assert (int(image.Width), int(image.Height)) == (360, 270)


def test_two_hundred_pictures_are_two_hundred_bookmarks():
    pdf = sheet(*(entry(title=f"Bild {number}") for number in range(1, 201)))
    with pdf.open_outline() as outline:
        assert [each.title for each in outline.root][::199] == ["1. Bild 1", "200. Bild 200"]


def test_an_empty_sheet_says_so_and_english_is_english():
    assert "Dieses Blatt nennt keine Medien." in text_of(sheet())
    assert "Duties • Namen nennen" in text_of(sheet(entry(), language="en"))

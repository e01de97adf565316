"""Credit lines of every license family, in every form."""

from dataclasses import replace

import pytest

from licensing.rights import (
    LICENSES,
    Channel,
    Creator,
    CreditForm,
    Designation,
    Medium,
    Modification,
    Naming,
    credit_line,
)

MUSTER = Naming(
    creators=(Creator(name="J. Muster"),),
    title="Wasserschloss",
    source="Stadt Lindrode",
    provider="Kreis Ahlen",
    source_url="https://example.org/1",
)
BY4 = "https://creativecommons.org/licenses/by/4.0/"


def line(license: str, form: CreditForm, naming: Naming = MUSTER, *modifications: Modification) -> str:
    entry = LICENSES[license]
    return credit_line(naming, entry, channel=Channel.WEBSITE, modifications=modifications, form=form).text


@pytest.mark.parametrize(
    ("license", "form", "text"),
    [
        pytest.param(
            "CC-BY-4.0",
            CreditForm.CAPTION,
            f"Foto: „Wasserschloss“ von J. Muster / Stadt Lindrode, CC BY 4.0 ({BY4}), Quelle: https://example.org/1",
            id="CC caption",
        ),
        pytest.param(
            "CC-BY-4.0",
            CreditForm.HTML,
            'Foto: <a href="https://example.org/1">„Wasserschloss“</a> von J. Muster / Stadt Lindrode, '
            f'<a href="{BY4}">CC BY 4.0</a>',
            id="CC html",
        ),
        pytest.param(
            "CC-BY-4.0",
            CreditForm.PRINT,
            "Foto: „Wasserschloss“ von J. Muster / Stadt Lindrode, "
            "CC BY 4.0 (creativecommons.org/licenses/by/4.0), Quelle: example.org/1",
            id="CC print",
        ),
        pytest.param(
            "CC-BY-SA-3.0-DE",
            CreditForm.PLAIN,
            "Foto: „Wasserschloss“ von J. Muster / Stadt Lindrode, "
            "CC BY-SA 3.0 DE (https://creativecommons.org/licenses/by-sa/3.0/de/), Quelle: https://example.org/1",
            id="CC 3.0 DE plain",
        ),
        pytest.param(
            "CC-BY-NC-2.0",
            CreditForm.PRINT,
            "Foto: „Wasserschloss“ von J. Muster / Stadt Lindrode, "
            "CC BY-NC 2.0 (creativecommons.org/licenses/by-nc/2.0), Quelle: example.org/1",
            id="CC 2.0 print",
        ),
        pytest.param(
            "DL-DE-BY-2.0",
            CreditForm.PLAIN,
            "Foto: „Wasserschloss“ von J. Muster, Kreis Ahlen, Datenlizenz Deutschland Namensnennung 2.0 "
            "(https://www.govdata.de/dl-de/by-2-0), Datensatz: https://example.org/1",
            id="DL-DE plain",
        ),
        pytest.param(
            "DL-DE-BY-2.0",
            CreditForm.HTML,
            'Foto: <a href="https://example.org/1">„Wasserschloss“</a> von J. Muster, Kreis Ahlen, '
            '<a href="https://www.govdata.de/dl-de/by-2-0">Datenlizenz Deutschland Namensnennung 2.0</a>, '
            '<a href="https://example.org/1">Datensatz</a>',
            id="DL-DE html",
        ),
        pytest.param("OWN-WORK", CreditForm.CAPTION, "Foto: J. Muster / Stadt Lindrode", id="own caption"),
        pytest.param("OWN-WORK", CreditForm.HTML, "Foto: J. Muster / Stadt Lindrode", id="own html"),
        pytest.param("CONTRACT", CreditForm.PRINT, "Foto: J. Muster / Stadt Lindrode", id="contract print"),
        pytest.param("ADOBE-STOCK-STANDARD", CreditForm.CAPTION, "© J. Muster – stock.adobe.com", id="Adobe Stock"),
        pytest.param("ISTOCK-STANDARD", CreditForm.PRINT, "iStock.com/J. Muster", id="iStock"),
        pytest.param(
            "GETTY-EDITORIAL", CreditForm.PLAIN, "J. Muster/Stadt Lindrode via Getty Images", id="Getty Images"
        ),
        pytest.param("SHUTTERSTOCK-ENHANCED", CreditForm.HTML, "J. Muster/Shutterstock.com", id="Shutterstock"),
        pytest.param("PEXELS", CreditForm.CAPTION, "Foto: J. Muster / Stadt Lindrode", id="voluntary courtesy"),
        pytest.param(
            "CC0-1.0",
            CreditForm.PRINT,
            "Foto: „Wasserschloss“ von J. Muster / Stadt Lindrode, CC0 1.0 "
            "(creativecommons.org/publicdomain/zero/1.0), Quelle: example.org/1",
            id="zero, as a courtesy",
        ),
    ],
)
def test_each_license_family_is_credited_in_its_own_way(license: str, form: CreditForm, text: str) -> None:
    assert line(license, form) == text


@pytest.mark.parametrize("form", CreditForm)
@pytest.mark.parametrize("code", sorted(LICENSES))
def test_a_complete_record_gives_a_line_for_every_license_in_every_form(code: str, form: CreditForm) -> None:
    complete = replace(MUSTER, credit_line="Foto: J. Muster / KNA")
    found = credit_line(complete, LICENSES[code], channel=Channel.WEBSITE, form=form)
    assert (found.missing, found.form) == ((), form)
    assert found.text


@pytest.mark.parametrize(
    ("license", "naming", "missing"),
    [
        pytest.param("CC-BY-4.0", replace(MUSTER, creators=()), ("creator",), id="4.0 without creator"),
        pytest.param("CC-BY-4.0", replace(MUSTER, title=""), (), id="4.0 without title"),
        pytest.param("CC-BY-3.0", replace(MUSTER, title=""), ("title",), id="3.0 without title"),
        pytest.param("CC-BY-2.0", replace(MUSTER, title=""), ("title",), id="2.0 without title"),
        pytest.param("CC-BY-3.0", replace(MUSTER, title="", is_untitled=True), (), id="3.0, supplied without title"),
        pytest.param(
            "DL-DE-BY-2.0",
            replace(MUSTER, provider="", source_url=""),
            ("provider", "dataset"),
            id="DL-DE without provider and dataset",
        ),
        pytest.param("DL-DE-BY-2.0", replace(MUSTER, creators=()), (), id="DL-DE names the provider"),
        pytest.param("ADOBE-STOCK-EDITORIAL", replace(MUSTER, creators=()), ("creator",), id="stock without name"),
        pytest.param("AGENCY-CONTRACT", MUSTER, ("credit_line",), id="agency without its wording"),
        pytest.param("CC0-1.0", Naming(), (), id="zero owes nothing"),
    ],
)
def test_what_is_missing_is_named_and_not_invented(license: str, naming: Naming, missing: tuple[str, ...]) -> None:
    assert credit_line(naming, LICENSES[license], channel=Channel.WEBSITE).missing == missing


def test_an_agency_is_credited_verbatim() -> None:
    assert line("AGENCY-CONTRACT", CreditForm.PRINT, replace(MUSTER, credit_line="picture alliance/dpa | J. M.")) == (
        "picture alliance/dpa | J. M."
    )


def test_a_wording_that_a_grant_prescribes_wins_over_every_profile() -> None:
    prescribed = replace(MUSTER, prescribed_line="Foto: Archiv Muster")
    assert line("ADOBE-STOCK-STANDARD", CreditForm.CAPTION, prescribed) == "Foto: Archiv Muster"


@pytest.mark.parametrize(
    ("modifications", "suffix"),
    [
        pytest.param((), "", id="unaltered"),
        pytest.param((Modification.RESIZE, Modification.FORMAT_CONVERSION), "", id="technical only"),
        pytest.param((Modification.CROP,), " (Ausschnitt)", id="crop"),
        pytest.param((Modification.COLLAGE, Modification.CROP), " (Ausschnitt, Montage)", id="two, in fixed order"),
        pytest.param((Modification.AI_EDIT,), " (mit KI bearbeitet)", id="AI edit"),
    ],
)
def test_what_was_changed_is_said_at_the_end(modifications, suffix) -> None:
    expected = f"Foto: J. Muster / Stadt Lindrode{suffix}"
    assert line("OWN-WORK", CreditForm.CAPTION, MUSTER, *modifications) == expected


def test_earlier_changes_are_kept() -> None:
    earlier = replace(MUSTER, earlier_changes=("koloriert",))
    expected = "Foto: J. Muster / Stadt Lindrode (koloriert, Ausschnitt)"
    assert line("OWN-WORK", CreditForm.CAPTION, earlier, Modification.CROP) == expected


def test_a_pseudonym_stands_alone() -> None:
    alias = Creator(name="Jan Muster", designation=Designation.PSEUDONYM, pseudonym="Lichtkreis")
    assert (
        line("OWN-WORK", CreditForm.CAPTION, replace(MUSTER, creators=(alias,))) == "Foto: Lichtkreis / Stadt Lindrode"
    )


def test_who_wishes_no_name_appears_nowhere() -> None:
    hidden = Creator(name="Jan Muster", designation=Designation.NO_NAME)
    naming = replace(
        MUSTER,
        creators=(hidden,),
        title="Bei  JAN muster im Garten",
        copyright_notice="© Jan Muster",
        notices=("Haftung: Jan Muster",),
        earlier_changes=("retuschiert von Jan Muster",),
    )
    assert line("CC-BY-4.0", CreditForm.PLAIN, naming) == (
        f"Foto: Stadt Lindrode, CC BY 4.0 ({BY4}), Quelle: https://example.org/1"
    )


def test_html_is_escaped_and_links_only_to_the_web() -> None:
    hostile = replace(
        MUSTER,
        creators=(Creator(name="<script>alert(1)</script>"),),
        title='" onmouseover="x',
        source_url="javascript:alert(1)",
        earlier_changes=("<b>",),
    )
    text = line("CC-BY-4.0", CreditForm.HTML, hostile)
    assert "<script" not in text
    assert "javascript" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;" in text
    assert text.count("<a ") == 1


@pytest.mark.parametrize(
    ("channel", "form"),
    [
        pytest.param(Channel.WEBSITE, CreditForm.HTML, id="website"),
        pytest.param(Channel.INSTAGRAM, CreditForm.CAPTION, id="Instagram"),
        pytest.param(Channel.POSTER, CreditForm.PRINT, id="poster"),
        pytest.param(Channel.PRESS, CreditForm.PLAIN, id="press"),
    ],
)
def test_a_channel_has_its_own_form(channel: Channel, form: CreditForm) -> None:
    assert credit_line(MUSTER, LICENSES["CC-BY-4.0"], channel=channel).form is form


def test_the_line_can_be_english_and_names_the_medium() -> None:
    film = replace(MUSTER, medium=Medium.VIDEO)
    found = credit_line(film, LICENSES["CC-BY-4.0"], channel=Channel.INSTAGRAM, language="en")
    assert found.text.startswith("Video: “Wasserschloss” by J. Muster")
    assert found.text.endswith("Source: https://example.org/1")


def test_without_any_license_the_creator_is_still_asked_for() -> None:
    found = credit_line(Naming(source="Stadt Lindrode"), None, channel=Channel.PRINT)
    assert (found.text, found.missing) == ("Foto: Stadt Lindrode", ("creator",))

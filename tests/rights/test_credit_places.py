"""Credits in tight places: what is dropped, what never is, and when a person has to find a place."""

from dataclasses import replace

import pytest

from licensing.rights import (
    LICENSES,
    Channel,
    Creator,
    CreditForm,
    CreditPlace,
    CreditRule,
    Designation,
    Modification,
    Naming,
    Placement,
    Tri,
    Verdict,
    credit_line,
    placed_credit_line,
)

from .builders import answer, codes, contracted, facts, grant, question

ADDRESS = "https://commons.wikimedia.org/wiki/File:Wasserschloss_im_Herbst_2026.jpg"
LONG = Naming(
    creators=(Creator(name="Johanna Musterfrau-Beispielhausen"),),
    title="Das Wasserschloss im Herbst, vom Nordufer des Sees aus gesehen",
    source="Landkreis Musterau, Stabsstelle Kommunikation",
    source_url=ADDRESS,
)
BY = "Johanna Musterfrau-Beispielhausen"


def placed(license: str, place: CreditPlace, naming: Naming = LONG, *modifications: Modification):
    return placed_credit_line(naming, LICENSES[license], place, modifications)


def test_there_is_room_on_most_channels() -> None:
    for channel in Channel:
        place = CreditPlace(channel=channel, form=CreditForm.CAPTION)
        found = placed("CC-BY-4.0", place)
        assert found.is_shortened is (channel in (Channel.OTHER_SOCIAL,)), channel


def test_what_is_not_due_goes_first_and_that_is_the_name_of_the_source() -> None:
    found = placed("CC-BY-4.0", CreditPlace(channel=Channel.OTHER_SOCIAL))
    license = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
    assert found.text == f"Foto: „{LONG.title}“ von {BY}, {license}, Quelle: {ADDRESS}"
    assert (found.is_placeable, found.is_shortened) == (True, True)


@pytest.mark.parametrize(
    ("license", "is_placeable", "has_title"),
    [
        pytest.param("CC-BY-4.0", False, False, id="4.0 gives up the title"),
        pytest.param("CC-BY-3.0", False, True, id="3.0 keeps it"),
    ],
)
def test_what_is_due_stays_whatever_the_room(license, is_placeable, has_title) -> None:
    story = CreditPlace(channel=Channel.INSTAGRAM, placement=Placement.STORY)
    found = placed(license, story)
    assert found.is_placeable is is_placeable
    assert (LONG.title in found.text) is has_title
    assert BY in found.text
    assert "creativecommons.org/licenses/by" in found.text
    assert ADDRESS.removeprefix("https://") in found.text


def test_addresses_are_printed_short_where_that_helps() -> None:
    story = CreditPlace(channel=Channel.INSTAGRAM, placement=Placement.STORY)
    found = placed("CC-BY-4.0", story, replace(LONG, source_url="https://www.example.org/bilder/schloss/herbst/1"))
    license = "CC BY 4.0 (creativecommons.org/licenses/by/4.0)"
    assert found.text == f"Foto: {BY}, {license}, Quelle: example.org/bilder/schloss/herbst/1"
    assert (found.is_placeable, found.is_shortened) == (True, True)


def test_a_note_of_changes_that_is_due_stays_and_a_courtesy_goes() -> None:
    story = CreditPlace(channel=Channel.INSTAGRAM, placement=Placement.STORY)
    short = replace(LONG, source_url="", title="Schloss")
    due = placed("CC-BY-4.0", story, short, Modification.CROP)
    assert due.text.endswith("(Ausschnitt)")
    crowded = replace(short, source="S" * 110)
    courtesy = placed("OWN-WORK", story, crowded, Modification.CROP)
    assert not courtesy.text.endswith("(Ausschnitt)")
    assert placed("OWN-WORK", CreditPlace(channel=Channel.INSTAGRAM), crowded, Modification.CROP).text.endswith(")")


def test_the_words_of_an_agency_are_never_shortened() -> None:
    line = "picture alliance/dpa | " + "M" * 300
    found = placed("AGENCY-CONTRACT", CreditPlace(channel=Channel.OTHER_SOCIAL), replace(LONG, credit_line=line))
    assert (found.text, found.is_placeable) == (line, False)


def test_the_only_name_there_is_stays() -> None:
    nameless = replace(LONG, creators=(Creator(name="K", designation=Designation.NO_NAME),))
    story = CreditPlace(channel=Channel.INSTAGRAM, placement=Placement.STORY)
    assert LONG.source in placed("CC-BY-4.0", story, nameless).text


def test_a_place_has_the_smaller_of_two_limits() -> None:
    assert CreditPlace(channel=Channel.WEBSITE).limit is None
    assert CreditPlace(channel=Channel.WEBSITE, placement=Placement.STORY).limit == 150
    assert CreditPlace(channel=Channel.OTHER_SOCIAL, placement=Placement.AD).limit == 280
    assert CreditPlace(channel=Channel.INSTAGRAM, placement=Placement.AD).limit == 300
    assert CreditPlace(channel=Channel.INSTAGRAM, placement=Placement.FEED).limit == 2200


def test_the_plain_credit_of_a_channel_is_the_one_of_its_place() -> None:
    license = LICENSES["CC-BY-4.0"]
    assert credit_line(LONG, license, channel=Channel.OTHER_SOCIAL) == placed(
        "CC-BY-4.0", CreditPlace(channel=Channel.OTHER_SOCIAL)
    )


@pytest.mark.parametrize(
    ("placement", "verdict", "found"),
    [
        pytest.param(None, Verdict.ALLOWED_WITH_DUTIES, set(), id="feed"),
        pytest.param(Placement.STORY, Verdict.NEEDS_DECISION, {"ATTR_NOT_PLACEABLE"}, id="story"),
    ],
)
def test_a_credit_without_a_place_needs_a_decision(placement, verdict, found) -> None:
    asked = question(Channel.INSTAGRAM, placement=placement)
    decision = answer(asked, facts("CC-BY-4.0", naming=LONG))
    assert (decision.verdict, codes(decision)) == (verdict, found)


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        pytest.param(CreditRule(required=Tri.YES), Verdict.NEEDS_DECISION, id="insists on a name"),
        pytest.param(
            CreditRule(required=Tri.YES, line="Foto: Stadtarchiv"), Verdict.ALLOWED_WITH_DUTIES, id="own line"
        ),
        pytest.param(CreditRule(), Verdict.ALLOWED_WITH_DUTIES, id="the law's default"),
    ],
)
def test_a_grant_that_insists_on_a_name_that_may_not_be_given_needs_a_decision(rule, verdict) -> None:
    nameless = Naming(creators=(Creator(name="K", designation=Designation.NO_NAME),), source="Stadt")
    decision = answer(question(), contracted(grant(credit=rule), naming=nameless))
    assert decision.verdict is verdict


def test_earlier_changes_are_kept_before_ones_own() -> None:
    adapted = replace(LONG, earlier_changes=("Farben bearbeitet von A. Nders",))
    line = credit_line(adapted, LICENSES["CC-BY-4.0"], channel=Channel.PRINT, modifications=(Modification.CROP,))
    assert line.text.endswith("(Farben bearbeitet von A. Nders, Ausschnitt)")

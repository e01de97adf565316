"""Words for verdicts: tiles, sentences and the count of what a tile leaves out."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from licensing.rights import (
    DUTIES,
    LANGUAGES,
    REASONS,
    Channel,
    Completeness,
    CreditRule,
    Embargo,
    Facts,
    Modification,
    Purpose,
    Question,
    Tri,
    sentence,
)
from licensing.rights.words import TILE_LENGTH

from .builders import INVENTED, answer, contracted, day, facts, grant, question
from .worlds import asked, recorded

WAIVED = CreditRule(required=Tri.NO)
ENDING = ("2026-01-01", "2027-03-31")
CASES = [
    pytest.param(question(Channel.INSTAGRAM), facts("CC0-1.0"), "Ja", "Yes", 0, id="yes"),
    pytest.param(question(), facts("CC-BY-4.0"), "Ja, mit Nennung", "Yes, with credit", 0, id="credit"),
    pytest.param(
        question(),
        contracted(grant(term=ENDING)),
        "Ja, bis 31.03.",
        "Yes, until 31 Mar",
        1,
        id="deadline before credit",
    ),
    pytest.param(
        question(),
        facts("CC0-1.0", ai=Tri.YES, ai_use=INVENTED),
        "Ja, mit KI-Hinweis",
        "Yes, with AI label",
        0,
        id="AI",
    ),
    pytest.param(
        question(), facts("CC0-1.0", persons=Completeness.UNKNOWN), "Wer ist zu sehen?", "Who is shown?", 0, id="who"
    ),
    pytest.param(
        question(),
        facts("CC-BY-4.0", naming=facts().naming.__class__()),
        "Urheber fehlt",
        "Creator missing",
        0,
        id="whose",
    ),
    pytest.param(
        question(Channel.NEWSLETTER, Purpose.PUBLIC_RELATIONS, commercial=Tri.NO, sensitive_context=Tri.NO),
        facts("ADOBE-STOCK-EDITORIAL", grants=(grant(sensitive_use=Tri.YES),)),
        "Zweck klären",
        "Clarify purpose",
        0,
        id="purpose",
    ),
    pytest.param(
        question(),
        contracted(grant(channels=frozenset({Channel.PRINT}))),
        "Nein: nur Print",
        "No: only print",
        0,
        id="only print",
    ),
    pytest.param(
        question(Channel.INSTAGRAM),
        contracted(grant(channels=frozenset({Channel.PRINT, Channel.POSTER}))),
        "Nein: Kanal",
        "No: channel",
        0,
        id="several other channels",
    ),
    pytest.param(
        question(),
        contracted(grant(term=("2020-01-01", "2020-12-31"))),
        "Nein: abgelaufen",
        "No: expired",
        0,
        id="expired",
    ),
    pytest.param(
        question(),
        facts(embargoes=(Embargo(until_local=day("2026-12-10")),)),
        "Nein: Sperrfrist",
        "No: embargo",
        1,
        id="embargo",
    ),
]


@pytest.mark.parametrize(("about", "known", "german", "english", "more"), CASES)
def test_a_tile_says_the_first_thing_to_know(about, known, german, english, more) -> None:
    decision = answer(about, known)
    tiles = [sentence(decision, language=language) for language in LANGUAGES]
    assert [(words.tile, words.more) for words in tiles] == [(german, more), (english, more)]


def test_a_yes_says_where() -> None:
    decision = answer(question(Channel.INSTAGRAM), facts("CC0-1.0"))
    assert sentence(decision, language="de").sentence == "Sie dürfen das Bild auf Instagram posten."
    assert sentence(decision, language="en").sentence == "You may post this on Instagram."


def test_a_yes_with_duties_names_them_all_and_ends_with_the_deadline() -> None:
    decision = answer(question(Channel.INSTAGRAM), contracted(grant(term=ENDING)))
    assert sentence(decision, language="de").sentence == (
        "Sie dürfen das Bild auf Instagram posten, wenn Sie J. Muster nennen und es bis 31.03.2027 entfernen."
    )
    assert sentence(decision, language="en").sentence == (
        "You may post this on Instagram if you credit J. Muster and remove it by 31 March 2027."
    )


def test_an_open_point_is_put_to_someone() -> None:
    decision = answer(question(), facts(persons=Completeness.UNKNOWN))
    expected = "Das muss jemand entscheiden: Nicht geprüft, ob Personen erkennbar sind."
    assert sentence(decision, language="de").sentence == expected


def test_a_no_says_where_not_and_why() -> None:
    decision = answer(question(Channel.NEWSLETTER), contracted(grant(channels=frozenset())))
    assert sentence(decision, language="de").sentence == "Nicht im Newsletter: Kanal Newsletter nicht umfasst."
    assert sentence(decision, language="en").sentence == "Not in the newsletter: Channel Newsletter not covered."


def test_an_organization_is_named_only_to_those_who_may_know_its_name() -> None:
    decision = answer(question(), contracted(grant(licensees=frozenset({"ahlen"}))))
    told = sentence(decision, language="de", names={"ahlen": "Stadt Ahlen"})
    assert told.sentence == "Nicht auf der Website: Recht nur für Stadt Ahlen."
    untold = sentence(decision, language="de")
    assert untold.sentence == "Nicht auf der Website: Recht nur für eine andere Organisation."


def test_wishes_and_changes_are_part_of_the_sentence() -> None:
    asked_ = question(modifications=frozenset({Modification.CROP}))
    text = sentence(answer(asked_, facts("CC-BY-SA-4.0")), language="de").sentence
    assert "die Bearbeitung angeben" in text
    assert "das Ergebnis unter CC BY-SA 4.0 veröffentlichen" in text


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_fits_on_a_tile_in_both_languages(code: str) -> None:
    text = REASONS[code]
    prefixes = {"de": "Nein: ", "en": "No: "} if "F" in text.classes else {"de": "", "en": ""}
    for language in LANGUAGES:
        assert len(prefixes[language] + text.tile[language]) <= TILE_LENGTH


@given(recorded(), asked())
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_the_answer_its_words_are_whole(known: Facts, about: Question) -> None:
    decision = answer(about, known)
    for language in LANGUAGES:
        words = sentence(decision, language=language)
        spoken = [words.tile, words.sentence, *(duty.text(language) for duty in decision.duties)]
        spoken += [found.text(language) for found in (*decision.reasons, *decision.hints, *decision.remedies)]
        assert 0 < len(words.tile) <= TILE_LENGTH
        assert words.more >= 0
        assert not [text for text in spoken if not text or re.search(r"[{}]|None|\b[a-z]+_[a-z]+\b", text)]


@pytest.mark.parametrize("code", sorted(DUTIES))
def test_every_duty_has_a_clause_and_a_sentence(code: str) -> None:
    for language in LANGUAGES:
        assert DUTIES[code].sentence[language]
        assert DUTIES[code].clause[language]

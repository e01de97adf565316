"""Ways out: what is offered, and that an offered question leads where it says."""

from dataclasses import replace
from datetime import datetime

import pytest

from licensing.rights import (
    AgeBand,
    Block,
    BlockCause,
    Channel,
    Completeness,
    ConsentStatus,
    CreditRule,
    Embargo,
    Modification,
    Placement,
    Remedy,
    RenditionFacts,
    Sign,
    SignKind,
    Tri,
    Verdict,
)

from .builders import (
    answer,
    assigned,
    consent,
    contracted,
    day,
    facts,
    grant,
    person,
    question,
    rule,
    scope,
    showing,
)

WAIVED = CreditRule(required=Tri.NO)
LISTED, NONE = Completeness.LISTED_COMPLETE, Completeness.NONE_CONFIRMED
CROP = RenditionFacts(id="crop", persons=NONE, works=NONE, property=NONE)


def remedies(about, known) -> dict[str, Remedy]:
    return {remedy.code: remedy for remedy in answer(about, known).remedies}


def test_a_release_needs_no_way_out() -> None:
    assert answer(question(), facts("CC0-1.0")).remedies == ()


@pytest.mark.parametrize(
    ("asked", "change", "code", "changed"),
    [
        pytest.param(
            {"publish_until": day("2027-06-01")},
            {"term": ("2026-01-01", "2027-03-31")},
            "REMEDY_SHORTEN_PERIOD",
            {"publish_until": day("2027-03-31")},
            id="shorter",
        ),
        pytest.param(
            {}, {"term": ("2026-12-01", None)}, "REMEDY_START_LATER", {"publish_from": day("2026-12-01")}, id="later"
        ),
        pytest.param(
            {}, {"channels": frozenset({Channel.PRINT})}, "REMEDY_OTHER_CHANNEL", {"channel": Channel.PRINT}, id="print"
        ),
        pytest.param(
            {"modifications": frozenset({Modification.CROP})},
            {"modifications": frozenset()},
            "REMEDY_UNMODIFIED",
            {"modifications": frozenset()},
            id="unaltered",
        ),
        pytest.param(
            {"channel": Channel.INSTAGRAM, "placement": Placement.AD},
            {"paid_promotion": Tri.NO},
            "REMEDY_NOT_PAID",
            {"paid_promotion": Tri.NO, "placement": None},
            id="not paid",
        ),
        pytest.param(
            {"commercial": Tri.YES}, {"commercial": Tri.NO}, "REMEDY_NOT_COMMERCIAL", {"commercial": Tri.NO}, id="nc"
        ),
        pytest.param(
            {"channel": Channel.PRINT, "print_run": 900},
            {"print_run_left": 500},
            "REMEDY_SMALLER_PRINT_RUN",
            {"print_run": 500},
            id="smaller run",
        ),
        pytest.param(
            {"channel": Channel.INSTAGRAM},
            {"paid_promotion": Tri.NO},
            "REMEDY_ANSWER",
            {"paid_promotion": Tri.NO},
            id="answer what is open",
        ),
    ],
)
def test_a_changed_question_is_offered_with_the_verdict_it_gets(asked, change, code, changed) -> None:
    known = contracted(grant(credit=WAIVED, **change))
    remedy = remedies(question(**asked), known)[code]
    assert remedy.question is not None
    assert {name: getattr(remedy.question, name) for name in changed} == changed
    assert remedy.verdict is answer(remedy.question, known).verdict
    assert remedy.verdict.is_releasing


def test_after_an_embargo_one_may_start() -> None:
    known = facts(embargoes=(Embargo(until_local=datetime.fromisoformat("2026-12-10T10:00")),))
    remedy = remedies(question(), known)["REMEDY_START_LATER"]
    assert remedy.question == replace(question(), publish_from=day("2026-12-10"))
    assert remedy.verdict is Verdict.ALLOWED_WITH_DUTIES
    assert remedy.text("de") == "Erst ab 10.12.2026 veröffentlichen"


def test_no_other_question_is_offered_while_the_picture_itself_is_unclear() -> None:
    known = contracted(grant(channels=frozenset({Channel.PRINT})), persons=Completeness.UNKNOWN)
    found = answer(question(), known).remedies
    assert [remedy.code for remedy in found] == ["REMEDY_ASK_GRANT", "REMEDY_CONFIRM_PERSONS"]
    assert all(remedy.question is None for remedy in found)


def test_what_is_not_recorded_can_be_recorded() -> None:
    known = facts(None, persons=Completeness.UNKNOWN, works=Completeness.UNKNOWN, property=Completeness.UNKNOWN)
    assert set(remedies(question(), known)) == {
        "REMEDY_RECORD_LICENSE",
        "REMEDY_CONFIRM_PERSONS",
        "REMEDY_CONFIRM_WORKS",
        "REMEDY_CONFIRM_PROPERTY",
        "REMEDY_ASK_PERSON",
    }


def test_a_claim_can_be_verified_and_says_what_it_changes() -> None:
    known = facts(assignment=assigned("CC-BY-4.0", status="claimed"))
    assert remedies(question(), known)["REMEDY_VERIFY_LICENSE"].changes == "license"


def test_a_person_is_never_offered_to_overrule_a_no() -> None:
    known = contracted(grant(term=("2020-01-01", "2020-12-31")))
    assert "REMEDY_ASK_PERSON" not in remedies(question(), known)


@pytest.mark.parametrize(
    ("known", "asked", "code", "changed"),
    [
        pytest.param(
            showing(person(consent(scope=scope((None, "2026-12-31"))))),
            {"publish_until": day("2027-02-01")},
            "REMEDY_SHORTEN_PERIOD",
            {"publish_until": day("2026-12-31")},
            id="as long as a consent lasts",
        ),
        pytest.param(
            showing(person(consent(scope=scope(("2026-12-01", None))))),
            {},
            "REMEDY_START_LATER",
            {"publish_from": day("2026-12-01")},
            id="when a consent begins",
        ),
        pytest.param(
            facts(rules=(rule(),)),
            {"publish_until": day("2027-02-10")},
            "REMEDY_SHORTEN_PERIOD",
            {"publish_until": day("2027-01-31")},
            id="before a black-out",
        ),
        pytest.param(
            facts(rules=(rule(),)),
            {"publish_from": day("2027-02-10")},
            "REMEDY_START_LATER",
            {"publish_from": day("2027-03-15")},
            id="after a black-out",
        ),
        pytest.param(
            showing(person(consent(scope=scope(channels=frozenset({Channel.PRINT}))))),
            {},
            "REMEDY_OTHER_CHANNEL",
            {"channel": Channel.PRINT},
            id="where a consent reaches",
        ),
        pytest.param(
            showing(person(consent())),
            {"sensitive_context": Tri.YES},
            "REMEDY_NOT_SENSITIVE",
            {"sensitive_context": Tri.NO},
            id="in a calmer context",
        ),
        pytest.param(
            showing(person(consent())),
            {"political_context": Tri.UNKNOWN},
            "REMEDY_ANSWER",
            {"political_context": Tri.NO},
            id="say whether it is political",
        ),
        pytest.param(
            showing(person(), renditions=(CROP,)), {}, "REMEDY_OTHER_RENDITION", {"rendition": "crop"}, id="a crop"
        ),
        pytest.param(
            facts(
                blocks=(Block(id="b", cause=BlockCause.PERSON, freed_renditions=frozenset({"crop"})),),
                renditions=(CROP,),
            ),
            {},
            "REMEDY_OTHER_RENDITION",
            {"rendition": "crop"},
            id="a freed crop",
        ),
    ],
)
def test_every_layer_has_its_ways_out(known, asked, code, changed) -> None:
    remedy = remedies(question(**asked), known)[code]
    assert {name: getattr(remedy.question, name) for name in changed} == changed
    assert remedy.verdict is answer(remedy.question, known).verdict
    assert remedy.verdict.is_releasing


@pytest.mark.parametrize(
    ("known", "code"),
    [
        pytest.param(showing(person()), "REMEDY_ASK_CONSENT", id="consent"),
        pytest.param(showing(person(consent(), age_band=AgeBand.UNDER_14)), "REMEDY_ASK_GUARDIANS", id="guardians"),
        pytest.param(showing(person(consent(), age_band=AgeBand.UNKNOWN)), "REMEDY_RECORD_AGE", id="age"),
        pytest.param(showing(person(died_on=day("2024-01-01"))), "REMEDY_ASK_RELATIVES", id="relatives"),
        pytest.param(facts(works=LISTED), "REMEDY_ASK_ARTIST", id="artist"),
        pytest.param(facts(property=LISTED), "REMEDY_ASK_OWNER", id="owner"),
        pytest.param(
            facts(works=LISTED, signs_shown=(Sign(id="s", kind=SignKind.FLAG),)), "REMEDY_ASK_HOLDER", id="holder"
        ),
    ],
)
def test_what_is_missing_can_be_asked_for(known, code) -> None:
    found = remedies(question(), known)
    assert code in found
    assert found["REMEDY_ASK_PERSON"].question is None


def test_a_crop_that_nobody_freed_is_no_way_out() -> None:
    known = facts(blocks=(Block(id="b", cause=BlockCause.PERSON),), renditions=(CROP,))
    assert "REMEDY_OTHER_RENDITION" not in remedies(question(), known)


def test_a_refusal_has_no_way_out_but_another_version() -> None:
    known = showing(person(consent(status=ConsentStatus.REFUSED)), renditions=(CROP,))
    assert set(remedies(question(), known)) == {"REMEDY_OTHER_RENDITION"}

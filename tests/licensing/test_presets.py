"""Answers become records: nothing is granted that nobody said."""

from datetime import date

import pytest

from assets.errors import FieldInvalid
from licensing.presets import CHANNEL_GROUPS, PRESETS, Ask, PresetCode, expand, gap, gaps_of, preset_of, read_answers
from licensing.rights import LICENSES, Channel

TOWN = "6d1c5d1e-0000-4000-8000-000000000001"
TODAY = date(2026, 11, 23)
WHOLE = {
    "own": {"who": "J. Muster", "onDuty": "yes", "credit": "no", "licensees": [TOWN]},
    "commissioned": {"who": "Studio Nord", "reference": "R-17", "channels": ["social", "print"], "licensees": [TOWN]},
    "commons": {"source": "https://commons.example/burg", "license": "CC-BY-4.0", "who": "A. Beispiel"},
    "stock": {"license": "ADOBE-STOCK-STANDARD", "number": "88123", "licensees": [TOWN]},
    "submitted": {
        "who": "E. Bürger", "terms": "2026-1", "evidence": "Mail vom 1. Juni", "channels": ["website"],
        "licensees": [TOWN],
    },
    "partner": {"who": "Heimatverein", "channels": ["*"], "purposes": ["*"], "licensees": [TOWN]},
    "ai": {"provider": "Bildgeber", "terms": "2026-03", "wholly": "wholly", "realPersons": "no", "licensees": [TOWN]},
    "unclear": {},
}  # fmt: skip


def expanded(code, *, may_verify=True, **changes):
    preset = preset_of(code)
    return expand(preset, read_answers(preset, {**WHOLE[code], **changes}), on=TODAY, may_verify=may_verify)


@pytest.mark.parametrize(
    ("code", "license", "has_grant"),
    [
        pytest.param("own", "OWN-WORK", True, id="own"),
        pytest.param("commissioned", "CONTRACT", True, id="commissioned"),
        pytest.param("commons", "CC-BY-4.0", False, id="a public offer needs no grant"),
        pytest.param("stock", "ADOBE-STOCK-STANDARD", True, id="stock"),
        pytest.param("submitted", "CITIZEN-SUBMISSION", True, id="submitted"),
        pytest.param("partner", "CONTRACT", True, id="partner"),
        pytest.param("ai", "AI-OUTPUT-TERMS", True, id="ai"),
    ],
)
def test_a_preset_that_is_answered_makes_a_verified_license_and_the_grant_it_needs(code, license, has_grant):
    records = expanded(code)
    assert (records.license, records.is_verified, records.grant is not None) == (license, True, has_grant)
    assert records.evidence
    assert license in LICENSES


@pytest.mark.parametrize("code", list(PresetCode))
def test_whoever_may_not_verify_only_claims(code):
    records = expanded(code, may_verify=False)
    assert not records.is_verified
    assert records.grant is None or records.is_grant_draft


def test_unclear_records_that_nothing_is_known():
    records = expanded("unclear")
    assert (records.license, records.is_verified, records.grant, dict(records.states)) == ("UNKNOWN", False, None, {})


@pytest.mark.parametrize(
    ("code", "ask"), [(code, ask.value) for code, preset in PRESETS.items() for ask in preset.needs]
)
def test_a_needed_answer_that_is_missing_is_a_gap_with_its_price(code, ask):
    preset = preset_of(code)
    answers = read_answers(preset, {name: value for name, value in WHOLE[code].items() if name != ask})
    (found,) = gaps_of(preset, answers, may_verify=True)
    assert found == gap(f"preset.{ask}")
    assert all((found.text.de, found.text.en, found.cost.de, found.cost.en))


@pytest.mark.parametrize("code", ["own", "commissioned", "stock", "submitted", "partner", "ai"])
def test_without_licensees_nobody_gets_a_right(code):
    assert expanded(code, licensees=[]).grant is None


@pytest.mark.parametrize("code", ["own", "commons", "stock"])
def test_a_license_that_nobody_named_is_unknown(code):
    without = {"own": {"onDuty": ""}, "commons": {"license": ""}, "stock": {"license": ""}}[code]
    records = expanded(code, **without)
    assert (records.license, records.is_verified, records.grant) == ("UNKNOWN", False, None)


def test_channels_of_a_contract_are_those_of_its_words_and_no_others():
    grant = expanded("commissioned").grant
    assert set(grant.channels) == {*CHANNEL_GROUPS["social"], *CHANNEL_GROUPS["print"]}
    assert grant.attributes == {"platform_sublicense": "yes", "third_party_redistribution": "unknown"}


def test_a_permission_that_is_over_makes_no_grant():
    assert expanded("commissioned", until="2026-11-22").grant is None
    assert expanded("commissioned", until="2026-11-23").grant.until_on == TODAY


def test_a_photo_taken_privately_gives_the_employer_nothing_by_itself():
    assert expanded("own", onDuty="no").license == "OWN-WORK-PRIVATE"
    assert dict(expanded("own", onDuty="no").grant.attributes) == {"third_party_redistribution": "unknown"}


def test_what_ai_made_says_so_and_whether_somebody_real_is_shown():
    records = expanded("ai", wholly="partly", realPersons="yes")
    assert records.states == {"ai": "yes", "ai_depicts_real_person": "yes", "ai_has_provider_terms": "yes"}
    assert records.digital_source_type.endswith("/compositeWithTrainedAlgorithmicMedia")


@pytest.mark.parametrize(
    ("code", "answers", "field"),
    [
        pytest.param("own", {"onDuty": "vielleicht"}, "onDuty", id="neither yes nor no"),
        pytest.param("commons", {"source": "javascript:alert(1)"}, "source", id="no web address"),
        pytest.param("commons", {"license": "OWN-WORK"}, "license", id="a license of another preset"),
        pytest.param("stock", {"license": "CC-BY-4.0"}, "license", id="an open license is no stock license"),
        pytest.param("partner", {"channels": ["litfass"]}, "channels", id="unknown channel"),
        pytest.param("partner", {"purposes": "alles"}, "purposes", id="no list"),
        pytest.param("partner", {"until": "31.12.2026"}, "until", id="no date"),
        pytest.param("partner", {"until": "9999-12-31"}, "until", id="beyond the calendar"),
        pytest.param("own", {"licensees": ["Lindrode"]}, "licensees", id="a name is no id"),
        pytest.param("own", {"who": "x" * 201}, "who", id="too long"),
        pytest.param("own", {"wer": "J. Muster"}, "wer", id="no such question"),
        pytest.param("unclear", {"who": ["a"]}, "who", id="wrong even where it is not asked"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_by_its_name(code, answers, field):
    with pytest.raises(FieldInvalid) as refusal:
        read_answers(preset_of(code), answers)
    assert refusal.value.field == f"preset.answers.{field}"


def test_answers_to_questions_of_another_preset_count_for_nothing():
    assert read_answers(preset_of("own"), {"number": "88123", "retrieved": "2026-01-01"}) == read_answers(
        preset_of("own"), {}
    )


def test_the_groups_of_channels_name_every_channel_once():
    named = [channel for group in CHANNEL_GROUPS.values() for channel in group]
    assert sorted(named) == sorted(each.value for each in Channel)


def test_every_question_that_is_needed_is_asked():
    assert all(set(preset.needs) <= set(preset.asks) <= set(Ask) for preset in PRESETS.values())

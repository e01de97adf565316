"""Each gate as a table: one fact changed in a world that releases, and what that leads to."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from licensing.rights import (
    AssetFacts,
    AssetState,
    Channel,
    Completeness,
    ConflictConcern,
    Creator,
    Designation,
    Embargo,
    Facts,
    MetadataConflict,
    Modification,
    Naming,
    Policy,
    PolicyEffect,
    Purpose,
    RecordStatus,
    Tri,
    Verdict,
)

from .builders import INVENTED, NAMED, answer, assigned, codes, contracted, day, duty_codes, facts, grant, question

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN


def test_a_public_domain_picture_without_people_is_a_plain_yes() -> None:
    decision = answer(question(), facts("CC0-1.0"))
    assert (decision.verdict, decision.reasons, decision.duties) == (YES, (), ())


def test_nothing_recorded_needs_a_decision_and_says_everything_that_is_open() -> None:
    decision = answer(question(), Facts())
    open_points = {"LIC_UNKNOWN", "PERS_STATE_UNKNOWN", "WORK_STATE_UNKNOWN", "PROP_STATE_UNKNOWN", "AI_STATE_UNKNOWN"}
    assert (decision.verdict, codes(decision)) == (ASK, open_points)


def test_every_gate_speaks_even_when_the_first_one_forbids() -> None:
    known = facts(asset=AssetFacts(state=AssetState.BLOCKED), persons=Completeness.UNKNOWN, ai=Tri.UNKNOWN)
    decision = answer(question(), known)
    assert codes(decision) == {"ASSET_BLOCKED", "PERS_STATE_UNKNOWN", "AI_STATE_UNKNOWN"}
    assert decision.reasons[0].code == "ASSET_BLOCKED"


@pytest.mark.parametrize(
    ("change", "verdict", "code"),
    [
        pytest.param({"asset": AssetFacts(state=AssetState.QUARANTINED)}, NO, "ASSET_BLOCKED", id="quarantined"),
        pytest.param({"asset": AssetFacts(state=AssetState.DELETED)}, NO, "ASSET_BLOCKED", id="deleted"),
        pytest.param({"asset": AssetFacts(state=AssetState.WITHDRAWN)}, NO, "ASSET_BLOCKED", id="withdrawn"),
        pytest.param({"asset": AssetFacts(state=AssetState.PROCESSING)}, YES, None, id="still processing"),
        pytest.param({"asset": AssetFacts(state=AssetState.VANISHED)}, YES, None, id="vanished changes no right"),
        pytest.param({"assignment": None}, ASK, "LIC_UNKNOWN", id="no license recorded"),
        pytest.param({"assignment": assigned("CC-BY")}, ASK, "LIC_VERSION_MISSING", id="CC without a version"),
        pytest.param({"assignment": assigned("ORPHAN")}, ASK, "LIC_ORPHAN", id="orphan"),
        pytest.param({"assignment": assigned("UNKNOWN")}, ASK, "LIC_UNKNOWN", id="recorded as unclear"),
        pytest.param({"assignment": assigned("QUOTATION")}, ASK, "LIC_STATUTORY_ASSESSMENT", id="quotation"),
        pytest.param({"assignment": assigned("tiktok")}, ASK, "LIC_UNKNOWN", id="code not in the registry"),
        pytest.param(
            {"assignment": assigned("CC0-1.0", status=RecordStatus.CLAIMED)}, ASK, "LIC_CHAIN_UNVERIFIED", id="claimed"
        ),
        pytest.param(
            {"assignment": assigned("CC0-1.0", status=RecordStatus.DISPUTED)}, ASK, "GRANT_DISPUTED", id="disputed"
        ),
        pytest.param(
            {"assignment": assigned("CC0-1.0", licensor_is_creator=Tri.UNKNOWN)},
            ASK,
            "LIC_CHAIN_UNVERIFIED",
            id="nobody knows whether the offerer holds the rights",
        ),
        pytest.param({"persons": Completeness.UNKNOWN}, ASK, "PERS_STATE_UNKNOWN", id="persons not looked at"),
        pytest.param({"persons": Completeness.LISTED_COMPLETE}, ASK, "PERS_CONSENT_MISSING", id="persons listed"),
        pytest.param({"works": Completeness.UNKNOWN}, ASK, "WORK_STATE_UNKNOWN", id="works not looked at"),
        pytest.param({"works": Completeness.LISTED_COMPLETE}, ASK, "WORK_THIRD_PARTY_VISIBLE", id="work listed"),
        pytest.param({"works": Completeness.LISTED_INCOMPLETE}, ASK, "WORK_STATE_UNKNOWN", id="works half listed"),
        pytest.param({"persons": Completeness.LISTED_INCOMPLETE}, ASK, "PERS_STATE_UNKNOWN", id="persons half listed"),
        pytest.param({"property": Completeness.LISTED_INCOMPLETE}, ASK, "PROP_STATE_UNKNOWN", id="places half listed"),
        pytest.param({"property": Completeness.UNKNOWN}, ASK, "PROP_STATE_UNKNOWN", id="property not looked at"),
        pytest.param({"property": Completeness.LISTED_COMPLETE}, ASK, "PROP_RELEASE_MISSING", id="property listed"),
        pytest.param({"audio": Completeness.UNKNOWN}, YES, None, id="sound does not matter where there is none"),
        pytest.param(
            {"asset": AssetFacts(has_sound=Tri.YES), "audio": Completeness.UNKNOWN},
            ASK,
            "AUDIO_RIGHTS_UNKNOWN",
            id="unclear sound",
        ),
        pytest.param({"asset": AssetFacts(has_sound=Tri.YES)}, YES, None, id="cleared sound"),
        pytest.param({"ai": Tri.UNKNOWN}, ASK, "AI_STATE_UNKNOWN", id="AI unclear"),
        pytest.param({"ai": Tri.YES, "ai_use": INVENTED}, IF, "AI_LABEL_REQUIRED", id="AI is labeled"),
        pytest.param(
            {"conflicts": (MetadataConflict(concept="usage_terms"),)}, ASK, "LIC_CONFLICT_EMBEDDED", id="contradiction"
        ),
        pytest.param(
            {"conflicts": (MetadataConflict(concept="creator", concern=ConflictConcern.NAMING),)},
            ASK,
            "ATTR_INCOMPLETE",
            id="contradiction about the name",
        ),
        pytest.param(
            {"conflicts": (MetadataConflict(concept="usage_terms", is_resolved=True),)}, YES, None, id="resolved"
        ),
    ],
)
def test_one_fact_changes_the_answer(change, verdict, code) -> None:
    decision = answer(question(), replace(facts("CC0-1.0"), **change))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


@pytest.mark.parametrize(
    ("until", "publish_from", "verdict", "found"),
    [
        pytest.param("2026-11-25T10:00", "2026-11-24", NO, "EMBARGO_ACTIVE", id="day before"),
        pytest.param("2026-11-25T10:00", "2026-11-25", IF, "DUTY_WAIT_UNTIL", id="on the day, from the hour on"),
        pytest.param("2026-11-25T10:00", "2026-11-26", YES, None, id="day after"),
        pytest.param("2026-11-25T00:00", "2026-11-25", YES, None, id="midnight opens the whole day"),
        pytest.param("2026-11-25T00:00", "2026-11-24", NO, "EMBARGO_ACTIVE", id="eve of midnight"),
        pytest.param("2027-03-28T02:30", "2027-03-28", ASK, "EMBARGO_TIME_AMBIGUOUS", id="hour that spring skips"),
        pytest.param("2026-11-25", "2026-11-24", NO, "EMBARGO_ACTIVE", id="date only, before it"),
        pytest.param("2026-11-25", "2026-11-25", ASK, "EMBARGO_TIME_AMBIGUOUS", id="date only, on it"),
        pytest.param("2026-11-25", "2026-11-26", YES, None, id="date only, after it"),
    ],
)
def test_an_embargo_holds_until_its_instant(until, publish_from, verdict, found) -> None:
    end: date = day(until) if len(until) == 10 else datetime.fromisoformat(until)
    known = facts(embargoes=(Embargo(until_local=end, id="e1"),))
    decision = answer(question(publish_from=day(publish_from)), known)
    assert decision.verdict is verdict
    assert found is None or found in codes(decision) | duty_codes(decision)


def test_a_date_without_an_hour_is_called_ambiguous_as_long_as_it_holds() -> None:
    known = facts(embargoes=(Embargo(until_local=day("2026-12-10")),))
    assert codes(answer(question(), known)) == {"EMBARGO_ACTIVE", "EMBARGO_TIME_AMBIGUOUS"}


def test_a_lifted_embargo_says_nothing() -> None:
    known = facts(embargoes=(Embargo(until_local=day("2030-01-01"), is_lifted=True),))
    assert answer(question(), known).verdict is YES


def test_of_two_embargoes_the_longer_one_counts() -> None:
    ends = (datetime.fromisoformat("2026-11-20T10:00"), datetime.fromisoformat("2026-12-01T10:00"))
    known = facts(embargoes=tuple(Embargo(until_local=end) for end in ends))
    assert answer(question(), known).verdict is NO


@pytest.mark.parametrize(
    ("naming", "verdict", "code"),
    [
        pytest.param(NAMED, IF, None, id="complete"),
        pytest.param(replace(NAMED, creators=()), ASK, "ATTR_CREATOR_MISSING", id="no creator"),
        pytest.param(replace(NAMED, creators=(Creator(name=" "),)), ASK, "ATTR_CREATOR_MISSING", id="blank creator"),
        pytest.param(
            replace(NAMED, creators=(Creator(name="J. Muster", designation=Designation.UNKNOWN),)),
            ASK,
            "ATTR_CREATOR_MISSING",
            id="wish unknown",
        ),
        pytest.param(
            replace(NAMED, creators=(Creator(name="J. Muster", designation=Designation.NO_NAME),)),
            IF,
            "ATTR_ANONYMITY_WISH",
            id="wishes no name",
        ),
        pytest.param(replace(NAMED, title=""), IF, None, id="4.0 asks for no title"),
    ],
)
def test_a_credit_that_is_due_must_be_possible(naming: Naming, verdict: Verdict, code: str | None) -> None:
    decision = answer(question(), facts("CC-BY-4.0", naming=naming))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


def test_a_verbatim_credit_that_names_who_refused_needs_a_decision() -> None:
    anonymous = replace(
        NAMED,
        creators=(Creator(name="J. Muster", designation=Designation.NO_NAME),),
        credit_line="Foto: J. Muster / Stadt",
    )
    decision = answer(question(), contracted(grant(), naming=anonymous))
    assert decision.verdict is ASK
    assert "ATTR_ANONYMITY_WISH" in codes(decision)
    assert all("Muster" not in str(duty.params) for duty in decision.duties)


@pytest.mark.parametrize(
    ("license", "channel", "policy", "verdict"),
    [
        pytest.param("CC-BY-4.0", Channel.INSTAGRAM, Policy(), IF, id="BY is posted with duties"),
        pytest.param("CC-BY-SA-4.0", Channel.INSTAGRAM, Policy(), ASK, id="SA is asked about"),
        pytest.param("CC-BY-ND-4.0", Channel.INSTAGRAM, Policy(), ASK, id="ND is asked about"),
        pytest.param("CC-BY-SA-4.0", Channel.WEBSITE, Policy(), IF, id="SA on the website"),
        pytest.param(
            "CC-BY-4.0", Channel.INSTAGRAM, Policy(cc_by_on_platforms=PolicyEffect.FORBID), NO, id="switched off"
        ),
        pytest.param(
            "CC-BY-SA-4.0",
            Channel.INSTAGRAM,
            Policy(cc_sa_nd_on_platforms=PolicyEffect.ALLOW_WITH_DUTIES),
            IF,
            id="switched on",
        ),
        pytest.param("CC-BY-NC-4.0", Channel.INSTAGRAM, Policy(), ASK, id="NC is asked about"),
        pytest.param("CC0-1.0", Channel.INSTAGRAM, Policy(), YES, id="zero may go anywhere"),
        pytest.param("DL-DE-ZERO-2.0", Channel.PRESS, Policy(), YES, id="open data to the press"),
    ],
)
def test_platforms_and_press_follow_license_and_policy(license, channel, policy, verdict) -> None:
    asked = question(channel, commercial=Tri.NO, paid_promotion=Tri.NO)
    assert answer(asked, facts(license, policy=policy)).verdict is verdict


@pytest.mark.parametrize(
    ("license", "changes", "verdict", "code"),
    [
        pytest.param("CC-BY-NC-4.0", {"commercial": Tri.YES}, NO, "LIC_NC_COMMERCIAL", id="NC, commercial"),
        pytest.param("CC-BY-NC-4.0", {}, ASK, "LIC_NC_UNCLEAR", id="NC, not said"),
        pytest.param("CC-BY-NC-4.0", {"commercial": Tri.NO}, IF, None, id="NC, not commercial"),
        pytest.param(
            "CC-BY-NC-4.0",
            {"commercial": Tri.NO, "purpose": Purpose.TOURISM_MARKETING},
            ASK,
            "LIC_NC_UNCLEAR",
            id="NC, tourism marketing is for a person",
        ),
        pytest.param(
            "CC-BY-ND-4.0", {"modifications": {Modification.COLLAGE}}, NO, "LIC_ND_MODIFICATION", id="ND, collage"
        ),
        pytest.param("CC-BY-ND-4.0", {"modifications": {Modification.CROP}}, NO, "LIC_ND_MODIFICATION", id="ND, crop"),
        pytest.param("CC-BY-ND-4.0", {"modifications": {Modification.RESIZE}}, IF, None, id="ND, resized"),
        pytest.param("CC-BY-SA-4.0", {"modifications": {Modification.CROP}}, IF, None, id="SA, crop"),
        pytest.param(
            "CC-BY-SA-4.0",
            {"modifications": {Modification.CROP}, "output_license": "CC-BY-4.0"},
            NO,
            "LIC_SA_DERIVATIVE",
            id="SA, other output license",
        ),
        pytest.param(
            "CC-BY-NC-4.0",
            {"channel": Channel.MERCHANDISE, "purpose": Purpose.MERCHANDISE_SALE},
            NO,
            "LIC_NC_COMMERCIAL",
            id="NC, sale is commercial",
        ),
        pytest.param(
            "PEXELS",
            {"channel": Channel.MERCHANDISE, "sold": Tri.YES, "sensitive_context": Tri.NO},
            NO,
            "LIC_STANDALONE_RESALE",
            id="no stand-alone sale",
        ),
        pytest.param(
            "PEXELS",
            {"channel": Channel.MERCHANDISE, "sensitive_context": Tri.NO},
            ASK,
            "QUESTION_INCOMPLETE",
            id="sold or given away",
        ),
        pytest.param("PEXELS", {"sensitive_context": Tri.YES}, NO, "LIC_SENSITIVE_USE", id="sensitive context"),
        pytest.param("PEXELS", {}, ASK, "QUESTION_INCOMPLETE", id="sensitive or not"),
    ],
)
def test_a_public_license_is_read_use_by_use(license, changes, verdict, code) -> None:
    modifications = frozenset(changes.pop("modifications", ()))
    decision = answer(question(modifications=modifications, **changes), facts(license))
    assert decision.verdict is verdict
    assert code is None or code in codes(decision)


def test_share_alike_becomes_a_duty_when_the_picture_is_adapted() -> None:
    asked = question(modifications=frozenset({Modification.CROP}))
    decision = answer(asked, facts("CC-BY-SA-4.0"))
    assert {"DUTY_SHARE_ALIKE", "DUTY_NOTE_CHANGES", "DUTY_ATTRIBUTE", "DUTY_LICENCE_LINK"} <= duty_codes(decision)


def test_the_credit_duty_carries_the_line_to_copy() -> None:
    decision = answer(question(Channel.INSTAGRAM), facts("CC-BY-4.0"))
    [line] = [duty.params["line"] for duty in decision.duties if duty.code == "DUTY_ATTRIBUTE"]
    assert "J. Muster" in str(line)


def test_an_edit_with_ai_is_labeled_even_when_the_picture_is_a_photo() -> None:
    asked = question(modifications=frozenset({Modification.AI_EDIT}))
    assert {"DUTY_LABEL_AI", "DUTY_KEEP_AI_METADATA"} <= duty_codes(answer(asked, facts("CC0-1.0")))

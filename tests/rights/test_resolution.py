"""A person's decision: what it releases, and everything that it does not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from licensing.rights import (
    AgeBand,
    Channel,
    Completeness,
    Policy,
    PolicyOf,
    Purpose,
    Reason,
    RecordRef,
    Resolution,
    RuleEffect,
    RuleKind,
    Tri,
    Verdict,
    needs_four_eyes,
    reason_key,
    resolved,
    sentence,
    with_live_uses,
)
from licensing.rights.resolution import is_about

from .builders import (
    NOW,
    answer,
    codes,
    consent,
    contracted,
    day,
    duty_codes,
    facts,
    grant,
    person,
    question,
    rule,
    showing,
)

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
UNSEEN = facts(persons=Completeness.UNKNOWN)
ASKED = question(publish_until=day("2026-12-31"))


def decided(asked=ASKED, known=UNSEEN, **changes) -> Resolution:
    """A release of everything that stands in the way of this question."""
    values = {
        "question": asked,
        "releases": True,
        "covers": frozenset(reason_key(reason) for reason in answer(asked, known).reasons),
        "decided_on": day("2026-11-20"),
        "expires_on": day("2027-06-30"),
        "has_four_eyes": Tri.YES,
    }
    return Resolution(id="r1", **{**values, **changes})


def after(asked, known, *resolutions, at=NOW):
    return resolved(answer(asked, known), resolutions, at=at)


def test_a_decision_releases_the_question_that_was_decided() -> None:
    decision = after(ASKED, UNSEEN, decided())
    assert (decision.verdict, decision.resolution) == (IF, "r1")
    assert {reason.verdict for reason in decision.reasons} == {YES}
    assert duty_codes(decision) == {"DUTY_RECORD_USAGE", "DUTY_TAKE_DOWN_BY"}
    assert sentence(decision, language="de").tile == "Ja, bis 30.06."


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({}, IF, id="the same question"),
        pytest.param({"publish_from": day("2026-12-01")}, IF, id="later inside the period"),
        pytest.param({"publish_until": day("2026-12-01")}, IF, id="shorter"),
        pytest.param({"publish_from": day("2026-11-22")}, ASK, id="a day earlier"),
        pytest.param({"publish_until": day("2027-01-01")}, ASK, id="a day longer"),
        pytest.param({"publish_until": None}, ASK, id="without an end"),
        pytest.param({"channel": Channel.INSTAGRAM}, ASK, id="another channel"),
        pytest.param({"purpose": Purpose.EDUCATION}, ASK, id="another purpose"),
        pytest.param({"organization": "ahlen"}, ASK, id="another organization"),
        pytest.param({"asset": "a2"}, ASK, id="another asset"),
        pytest.param({"commercial": Tri.YES}, ASK, id="commercial"),
        pytest.param({"sensitive_context": Tri.NO}, ASK, id="another answer"),
        pytest.param({"co_publishers": frozenset({"ahlen"})}, ASK, id="with somebody else"),
    ],
)
def test_it_releases_nothing_else(changes, verdict) -> None:
    assert after(replace(ASKED, **changes), UNSEEN, decided()).verdict is verdict


def test_a_decision_without_an_end_covers_every_later_period() -> None:
    open_ended = replace(ASKED, publish_until=None)
    assert after(ASKED, UNSEEN, decided(open_ended)).verdict is IF
    assert after(open_ended, UNSEEN, decided(open_ended)).verdict is IF


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        pytest.param(datetime(2026, 11, 19, 23, 30, tzinfo=UTC), IF, id="Berlin's first day"),
        pytest.param(datetime(2026, 11, 19, 22, 30, tzinfo=UTC), ASK, id="the day before it was decided"),
        pytest.param(datetime(2027, 6, 30, 21, 59, tzinfo=UTC), IF, id="last minute"),
        pytest.param(datetime(2027, 6, 30, 22, 0, tzinfo=UTC), ASK, id="expired"),
        pytest.param(datetime(2026, 12, 1), ASK, id="a time without a zone"),  # noqa: DTZ001  # that is the point
    ],
)
def test_it_counts_until_it_expires(at, verdict) -> None:
    assert after(ASKED, UNSEEN, decided(), at=at).verdict is verdict


def test_a_new_reason_makes_it_out_of_date() -> None:
    known = replace(UNSEEN, ai=Tri.UNKNOWN)
    decision = after(ASKED, known, decided())
    assert (decision.verdict, decision.resolution) == (ASK, None)
    assert "FACTS_CHANGED" in codes(decision)
    assert sentence(decision, language="de").more == 1


def test_a_reason_that_is_gone_does_no_harm() -> None:
    known = replace(UNSEEN, ai=Tri.UNKNOWN)
    assert after(ASKED, UNSEEN, decided(known=known)).verdict is IF


def test_nobody_overrules_a_no() -> None:
    known = contracted(grant(channels=frozenset()))
    assert after(ASKED, known, decided(known=known)).verdict is NO


def test_a_plain_yes_stays_one() -> None:
    assert after(ASKED, facts(), decided()).verdict is YES


def test_of_several_decisions_the_latest_counts_and_of_one_day_the_no() -> None:
    no = decided(releases=False)
    assert after(ASKED, UNSEEN, no).verdict is ASK
    assert after(ASKED, UNSEEN, decided(), replace(no, id="r2")).verdict is ASK
    assert after(ASKED, UNSEEN, replace(decided(), id="r2"), no).verdict is ASK
    assert after(ASKED, UNSEEN, decided(decided_on=day("2026-11-21")), no).verdict is IF


def test_conditions_become_a_duty() -> None:
    decision = after(ASKED, UNSEEN, decided(conditions=" nur im Bericht "))
    [duty] = [duty for duty in decision.duties if duty.code == "DUTY_MEET_CONDITIONS"]
    assert duty.text("de") == "Auflagen der Entscheidung: nur im Bericht"


def test_an_end_of_the_rights_before_the_decision_expires_stays_the_earlier_one() -> None:
    known = contracted(grant(term=("2026-01-01", "2027-03-31")), persons=Completeness.UNKNOWN)
    decision = after(ASKED, known, decided(known=known))
    assert [duty.due for duty in decision.duties if duty.code == "DUTY_TAKE_DOWN_BY"] == [day("2027-03-31")]
    assert decision.chosen_grant == "g1"
    assert decision.next_change_at == datetime(2027, 3, 31, 22, 0, tzinfo=UTC)


def test_the_answer_changes_when_the_decision_expires() -> None:
    assert after(ASKED, UNSEEN, decided()).next_change_at == datetime(2027, 6, 30, 22, 0, tzinfo=UTC)


def test_an_instant_needs_no_deadline() -> None:
    asked = question(Channel.NEWSLETTER)
    assert duty_codes(after(asked, UNSEEN, decided(asked))) == {"DUTY_RECORD_USAGE"}


CHILD = person(consent(guardians=1), age_band=AgeBand.UNDER_14)
FOUR_EYES_RULE = rule((None, None), kind=RuleKind.FOUR_EYES, effect=RuleEffect.ASK)


@pytest.mark.parametrize(
    ("known", "needed"),
    [
        pytest.param(showing(CHILD), True, id="a child without both guardians"),
        pytest.param(
            showing(person(consent(guardians=2), age_band=AgeBand.UNDER_14), ai=Tri.UNKNOWN), True, id="a child"
        ),
        pytest.param(showing(person(consent(), age_band=AgeBand.UNKNOWN)), True, id="of unknown age"),
        pytest.param(showing(person(age_band=AgeBand.UNKNOWN)), True, id="of unknown age, without consent"),
        pytest.param(showing(person()), False, id="an adult"),
        pytest.param(showing(person(), replace(CHILD, is_identifiable=Tri.NO)), False, id="a child nobody recognizes"),
        pytest.param(showing(person(age_band=AgeBand.UNDER_14, died_on=day("2020-01-01"))), False, id="who died"),
        pytest.param(showing(CHILD, policy=Policy(four_eyes_for_minors=False)), False, id="waived"),
        pytest.param(UNSEEN, False, id="nobody listed"),
        pytest.param(facts(rules=(FOUR_EYES_RULE,)), True, id="a rule of the house"),
    ],
)
def test_minors_need_four_eyes(known, needed) -> None:
    assert needs_four_eyes(answer(ASKED, known)) is needed
    two, one = (decided(known=known, has_four_eyes=eyes) for eyes in (Tri.YES, Tri.UNKNOWN))
    assert after(ASKED, known, two).verdict is IF
    assert after(ASKED, known, one).verdict is (ASK if needed else IF)


def test_the_strictest_of_several_publishers_asks_for_four_eyes() -> None:
    waived = Policy(four_eyes_for_minors=False)
    asked = replace(ASKED, co_publishers=frozenset({"ahlen"}))
    known = showing(CHILD, policies=(PolicyOf(organization="lindrode", policy=waived),))
    assert needs_four_eyes(answer(ASKED, known)) is False
    assert needs_four_eyes(answer(asked, known)) is True


def test_the_key_of_a_reason_tells_records_and_parameters_apart() -> None:
    keys = set()
    for known in (UNSEEN, showing(person()), showing(person(number=2)), showing(person(consent(has_evidence=Tri.NO)))):
        keys |= {reason_key(reason) for reason in answer(ASKED, known).reasons}
    assert keys == {
        "PERS_STATE_UNKNOWN|6||",
        "PERS_CONSENT_MISSING|6|person:p1|person=Person 1",
        "PERS_CONSENT_MISSING|6|person:p2|person=Person 2",
        "PERS_CONSENT_MISSING|6|consent:c1|person=Person 1",
    }


def test_the_key_of_a_reason_writes_days_and_lists() -> None:
    keys = {reason_key(reason) for reason in answer(question(), contracted(grant(term=("2027-01-01", None)))).reasons}
    assert keys == {"GRANT_NOT_YET_VALID|4|grant:g1|from=2027-01-01"}
    keys = {reason_key(each) for each in answer(question(), contracted(grant(licensees=frozenset({"b", "a"})))).reasons}
    assert keys == {"GRANT_LICENSEE_MISMATCH|4|grant:g1|licensees=a+b"}


@pytest.mark.parametrize(
    ("known", "uses", "expected"),
    [
        pytest.param(UNSEEN, 3, ["DUTY_TAKE_DOWN_NOW"], id="out and no longer released"),
        pytest.param(UNSEEN, 0, [], id="nothing out"),
        pytest.param(facts(), 3, [], id="still released"),
    ],
)
def test_what_is_out_and_no_longer_released_has_to_go_now(known, uses, expected) -> None:
    decision = with_live_uses(answer(ASKED, known), uses)
    assert [duty.code for duty in decision.duties] == expected
    assert all(duty.text("de") == "Sofort entfernen (laufende Nutzungen: 3)" for duty in decision.duties)


def test_a_co_publisher_with_switches_of_its_own_counts() -> None:
    waived = Policy(four_eyes_for_minors=False)
    known = showing(CHILD, policy=waived, policies=(PolicyOf(organization="ahlen", policy=Policy()),))
    assert needs_four_eyes(answer(ASKED, known)) is False
    assert needs_four_eyes(answer(replace(ASKED, co_publishers=frozenset({"ahlen"})), known)) is True


def test_the_key_of_a_reason_does_not_depend_on_the_order_of_records() -> None:
    records = (RecordRef("grant", "2"), RecordRef("grant", "1"))
    params = {"n": 3, "from": day("2027-01-01"), "fields": ("b", "a")}
    reason = Reason("GRANT_NONE", NO, 4, params, records)
    assert reason_key(reason) == "GRANT_NONE|4|grant:1,grant:2|fields=b+a,from=2027-01-01,n=3"


def test_one_live_use_has_to_go_as_well() -> None:
    [duty] = with_live_uses(answer(ASKED, UNSEEN), 1).duties
    assert (duty.code, duty.params) == ("DUTY_TAKE_DOWN_NOW", {"n": 1})


def test_the_use_is_recorded_under_the_decision() -> None:
    [duty] = [each for each in after(ASKED, UNSEEN, decided()).duties if each.code == "DUTY_RECORD_USAGE"]
    assert duty.params == {"decision": "r1"}


def test_what_is_no_question_was_not_decided() -> None:
    assert is_about(decided(), None) is False
    assert is_about(decided(), replace(ASKED, publish_from=None)) is False


def test_of_decisions_of_one_day_that_release_the_last_id_counts() -> None:
    assert after(ASKED, UNSEEN, decided(), replace(decided(), id="r2")).resolution == "r2"
    assert after(ASKED, UNSEEN, replace(decided(), id="r2"), decided()).resolution == "r2"

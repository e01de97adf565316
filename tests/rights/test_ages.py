"""Gate 6 for minors, for those who grow up, and for the dead, as tables."""

from dataclasses import replace

import pytest

from licensing.rights import (
    AgeBand,
    Basis,
    Channel,
    ConsentStatus,
    Custody,
    Policy,
    Purpose,
    Tri,
    Verdict,
)

from .builders import answer, codes, consent, day, person, question, scope, showing

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
OWN, GUARDIANS, GROWN = "PERS_MINOR_OWN_CONSENT_MISSING", "PERS_MINOR_GUARDIAN_MISSING", "PERS_MINOR_TURNED_18"
REFUSED = "PERS_CONSENT_REFUSED"


def said(asked, known) -> tuple[Verdict, set[str]]:
    decision = answer(asked, known)
    return decision.verdict, codes(decision)


BORN = day("2008-11-23")  # eighteen on the first day that is asked about
BOTH = {"guardians": 2, "by_subject": Tri.YES}


@pytest.mark.parametrize(
    ("shown", "given", "verdict", "code"),
    [
        pytest.param({"age_band": AgeBand.UNKNOWN}, {}, ASK, "PERS_AGE_UNKNOWN", id="age unknown"),
        pytest.param({"age_band": AgeBand.UNDER_14}, {"guardians": 2, "by_subject": Tri.NO}, IF, None, id="a child"),
        pytest.param({"age_band": AgeBand.UNDER_14}, {"guardians": 1}, ASK, GUARDIANS, id="one guardian of two"),
        pytest.param(
            {"age_band": AgeBand.UNDER_14, "custody": Custody.SOLE_DOCUMENTED}, {"guardians": 1}, YES, None, id="sole"
        ),
        pytest.param(
            {"age_band": AgeBand.UNDER_14, "custody": Custody.SOLE_DOCUMENTED},
            {"guardians": 0},
            ASK,
            GUARDIANS,
            id="no",
        ),
        pytest.param({"age_band": AgeBand.FROM_14}, BOTH, YES, None, id="from 14, everybody"),
        pytest.param(
            {"age_band": AgeBand.FROM_14}, {"guardians": 2, "by_subject": Tri.NO}, ASK, OWN, id="from 14, not asked"
        ),
        pytest.param(
            {"age_band": AgeBand.MINOR},
            {"guardians": 2, "by_subject": Tri.UNKNOWN},
            ASK,
            OWN,
            id="minor, unasked",
        ),
        pytest.param({"age_band": AgeBand.FROM_14}, {"guardians": 0}, ASK, GUARDIANS, id="only the minor"),
        pytest.param({"born_on": BORN}, {"guardians": 2, "by_subject": Tri.NO}, ASK, GROWN, id="18 today"),
        pytest.param({"born_on": BORN}, {}, YES, None, id="18 today, own consent"),
        pytest.param({"born_on": BORN}, {"given_on": day("2026-11-22")}, ASK, GROWN, id="own, a day too young"),
        pytest.param({"born_on": BORN}, {"given_on": day("2026-11-23")}, YES, None, id="own, of age"),
        pytest.param({"born_on": BORN}, {"given_on": day("2024-01-01"), **BOTH}, YES, None, id="both, as a minor"),
        pytest.param(
            {"born_on": BORN},
            {"given_on": day("2024-01-01"), "guardians": 2, "by_subject": Tri.NO},
            ASK,
            GROWN,
            id="they",
        ),
        pytest.param({"born_on": day("2008-11-24")}, {"guardians": 2}, YES, None, id="18 tomorrow, both"),
        pytest.param({"born_on": day("2008-11-24")}, {}, ASK, GUARDIANS, id="18 tomorrow, alone"),
        pytest.param(
            {"born_on": day("2012-11-23")}, {"guardians": 2, "by_subject": Tri.NO}, ASK, OWN, id="14 today, not asked"
        ),
        pytest.param(
            {"born_on": day("2012-11-24")}, {"guardians": 2, "by_subject": Tri.NO}, IF, None, id="14 tomorrow"
        ),
        pytest.param(
            {"age_band": AgeBand.ADULT},
            {"guardians": 2, "by_subject": Tri.NO},
            ASK,
            GROWN,
            id="adult, guarded",
        ),
    ],
)
def test_minors_are_consented_for_by_all_who_have_to(shown, given, verdict, code) -> None:
    known = showing(person(consent(**given), **shown))
    assert said(question(), known) == (verdict, {code} if code else set())


@pytest.mark.parametrize(
    ("custody", "channel", "verdict"),
    [
        pytest.param(Custody.JOINT, Channel.INSTAGRAM, NO, id="joint custody, social media"),
        pytest.param(Custody.JOINT, Channel.WEBSITE, ASK, id="joint custody, website"),
        pytest.param(Custody.UNKNOWN, Channel.INSTAGRAM, ASK, id="custody unknown"),
    ],
)
def test_one_of_two_known_guardians_is_not_enough_for_social_media(custody, channel, verdict) -> None:
    child = person(consent(guardians=1), age_band=AgeBand.UNDER_14, custody=custody)
    assert said(question(channel), showing(child)) == (verdict, {GUARDIANS})


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"purpose": Purpose.CAMPAIGN}, id="a campaign"),
        pytest.param({"channel": Channel.FACEBOOK, "paid_promotion": Tri.YES}, id="paid reach"),
        pytest.param({"commercial": Tri.YES}, id="commercial"),
    ],
)
def test_advertising_with_minors_is_always_for_a_person(asked) -> None:
    child = person(consent(**BOTH), age_band=AgeBand.FROM_14)
    assert said(question(**asked), showing(child)) == (ASK, {"PERS_SENSITIVE_CONTEXT"})
    assert said(question(**asked), showing(person(consent())))[0] is YES


@pytest.mark.parametrize(
    ("policy", "shown", "given", "code"),
    [
        pytest.param(Policy(own_consent_from=12), {"age_band": AgeBand.UNDER_14}, {"guardians": 2}, OWN, id="from 12"),
        pytest.param(Policy(own_consent_from=14), {"age_band": AgeBand.UNDER_14}, {"guardians": 2}, None, id="from 14"),
        pytest.param(Policy(own_consent_from=16), {"born_on": day("2011-01-01")}, {"guardians": 2}, None, id="15/16"),
        pytest.param(Policy(own_consent_from=12), {"born_on": day("2011-01-01")}, {"guardians": 2}, OWN, id="15/12"),
        pytest.param(Policy(guardians_needed=1), {"age_band": AgeBand.UNDER_14}, {"guardians": 1}, None, id="one"),
        pytest.param(Policy(guardians_needed=3), {"age_band": AgeBand.UNDER_14}, {"guardians": 2}, GUARDIANS, id="3"),
    ],
)
def test_the_policy_says_from_when_and_how_many(policy, shown, given, code) -> None:
    child = person(consent(by_subject=Tri.NO, **given), **shown)
    assert codes(answer(question(Channel.NEWSLETTER), showing(child, policy=policy))) == ({code} if code else set())


@pytest.mark.parametrize(
    ("until", "verdict", "code"),
    [
        pytest.param("2027-05-09", YES, None, id="ends on the eve"),
        pytest.param("2027-05-10", ASK, GROWN, id="ends on the birthday"),
        pytest.param(None, IF, None, id="without an end"),
    ],
)
def test_a_use_that_reaches_the_eighteenth_birthday_has_to_be_reconfirmed(until, verdict, code) -> None:
    youth = person(consent(guardians=2, by_subject=Tri.NO), born_on=day("2009-05-10"))
    asked = question(publish_until=day(until) if until else None)
    known = showing(youth, policy=Policy(own_consent_from=18))
    decision = answer(asked, known)
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())
    assert [duty.due for duty in decision.duties] == ([day("2027-05-10")] * (1 if until is None else 0))


def test_born_on_a_leap_day_comes_of_age_on_the_first_of_march() -> None:
    youth = person(consent(guardians=2, by_subject=Tri.NO), born_on=day("2008-02-29"))
    policy = Policy(own_consent_from=18)
    on_eve, on_day = (question(Channel.NEWSLETTER, publish_from=day(text)) for text in ("2026-02-28", "2026-03-01"))
    assert said(on_eve, showing(youth, policy=policy)) == (YES, set())
    assert said(on_day, showing(youth, policy=policy)) == (ASK, {GROWN})


CHILD = {"age_band": AgeBand.UNDER_14, "age_band_on": day("2025-11-24")}


@pytest.mark.parametrize(
    ("shown", "own_from", "first", "code"),
    [
        pytest.param(CHILD, 14, "2026-11-23", None, id="within the year"),
        pytest.param(CHILD, 14, "2026-11-24", OWN, id="a year later"),
        pytest.param(CHILD, 14, "2045-01-01", OWN, id="grown up since, and nobody said so"),
        pytest.param(CHILD, 16, "2028-11-23", None, id="heard from 16"),
        pytest.param(CHILD, 16, "2028-11-24", OWN, id="heard from 16, three years later"),
        pytest.param(CHILD, 18, "2030-11-24", OWN, id="heard as adults, and perhaps one"),
        pytest.param(CHILD, 30, "2030-11-24", OWN, id="no policy makes an adult a child"),
        pytest.param(CHILD, 13, "2025-11-24", OWN, id="heard from 13, which a child may be"),
        pytest.param(CHILD | {"age_band_on": None}, 14, "2026-11-23", OWN, id="nobody knows since when"),
    ],
)
def test_a_child_is_believed_to_be_under_14_for_a_year(shown, own_from, first, code) -> None:
    child = person(consent(guardians=2, by_subject=Tri.NO), **shown)
    known = showing(child, policy=Policy(own_consent_from=own_from))
    decision = answer(question(Channel.NEWSLETTER, publish_from=day(first)), known)
    assert codes(decision) == ({code} if code else set())


@pytest.mark.parametrize("until", [None, "2026-11-23", "2026-11-24"])
def test_a_use_is_asked_about_before_the_band_of_a_child_is_too_old(until) -> None:
    known = showing(person(consent(guardians=2, by_subject=Tri.NO), **CHILD))
    decision = answer(question(publish_until=day(until) if until else None), known)
    asked = until == "2026-11-24"
    assert (decision.verdict is ASK, codes(decision)) == (asked, {OWN} if asked else set())
    assert [duty.due for duty in decision.duties] == ([day("2026-11-24")] if until is None else [])


RELATIVES = "PERS_DECEASED_RELATIVES"
BY_RELATIVES = consent("r", basis=Basis.RELATIVES, by_subject=Tri.NO)


@pytest.mark.parametrize(
    ("died", "given", "verdict", "code"),
    [
        pytest.param("2016-11-23", (), ASK, RELATIVES, id="tenth anniversary"),
        pytest.param("2016-11-22", (), YES, None, id="day after the tenth anniversary"),
        pytest.param("2020-01-01", (BY_RELATIVES,), YES, None, id="relatives consented"),
        pytest.param("2020-01-01", (replace(BY_RELATIVES, has_evidence=Tri.NO),), ASK, RELATIVES, id="unproven"),
        pytest.param("2020-01-01", (consent(),), ASK, RELATIVES, id="their own consent, once"),
        pytest.param("2020-01-01", (consent(by_relatives=Tri.YES),), YES, None, id="a consent given by relatives"),
        pytest.param("2020-01-01", (replace(BY_RELATIVES, status=ConsentStatus.REFUSED),), NO, REFUSED, id="refused"),
        pytest.param(
            "2020-01-01",
            (replace(BY_RELATIVES, scope=scope(channels=frozenset())),),
            NO,
            "PERS_CONSENT_SCOPE_CHANNEL",
            id="relatives consented to something else",
        ),
    ],
)
def test_relatives_consent_for_ten_years_after_death(died, given, verdict, code) -> None:
    known = showing(person(*given, died_on=day(died)))
    assert said(question(), known) == (verdict, {code} if code else set())


@pytest.mark.parametrize(
    ("until", "publish_until", "verdict"),
    [
        pytest.param("2027-03-01", "2028-01-01", YES, id="as long as the protection"),
        pytest.param("2027-02-28", "2028-01-01", NO, id="a day shorter"),
        pytest.param("2027-02-28", "2027-02-28", IF, id="no longer than the consent"),
    ],
)
def test_a_consent_of_relatives_reaches_no_further_than_it_must(until, publish_until, verdict) -> None:
    given = replace(BY_RELATIVES, scope=scope((None, until)))
    known = showing(person(given, died_on=day("2017-03-01")))
    assert said(question(publish_until=day(publish_until)), known)[0] is verdict


def test_ten_years_after_a_leap_day_end_with_february() -> None:
    known = showing(person(died_on=day("2016-02-29")))
    assert said(question(publish_from=day("2026-02-28")), known) == (ASK, {RELATIVES})
    assert said(question(publish_from=day("2026-03-01")), known) == (YES, set())

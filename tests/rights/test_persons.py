"""Gate 6 as tables: one thing about a person or a consent changed, and what that leads to."""

from dataclasses import replace

import pytest

from licensing.rights import (
    AgeBand,
    Basis,
    Channel,
    Completeness,
    ConsentStatus,
    Custody,
    Modification,
    Person,
    Policy,
    Prominence,
    Purpose,
    RenditionFacts,
    Tri,
    Verdict,
)

from .builders import answer, codes, consent, day, duty_codes, facts, person, question, scope, showing

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
MISSING, REFUSED, WITHDRAWN = "PERS_CONSENT_MISSING", "PERS_CONSENT_REFUSED", "PERS_CONSENT_WITHDRAWN"
OWN, GUARDIANS, GROWN = "PERS_MINOR_OWN_CONSENT_MISSING", "PERS_MINOR_GUARDIAN_MISSING", "PERS_MINOR_TURNED_18"
CLAIM, UNCLEAR, PURPOSE = "PERS_EXCEPTION_ASSESSMENT", "PERS_CONSENT_SCOPE_UNCLEAR", "PERS_CONSENT_SCOPE_PURPOSE"
START = day("2026-11-23")


def said(asked, known) -> tuple[Verdict, set[str]]:
    decision = answer(asked, known)
    return decision.verdict, codes(decision)


@pytest.mark.parametrize(
    ("shown", "verdict", "code"),
    [
        pytest.param(person(consent()), YES, None, id="consent covers it"),
        pytest.param(person(), ASK, MISSING, id="no consent on file"),
        pytest.param(person(is_identifiable=Tri.NO), YES, None, id="cannot be recognized"),
        pytest.param(person(consent(), is_identifiable=Tri.UNKNOWN), ASK, "PERS_STATE_UNKNOWN", id="perhaps"),
        pytest.param(person(consent(status=ConsentStatus.WITHDRAWN), is_identifiable=Tri.NO), YES, None, id="no"),
        pytest.param(person(prominence=Prominence.INCIDENTAL), ASK, CLAIM, id="accessory is a claim"),
        pytest.param(person(consent(), prominence=Prominence.INCIDENTAL), YES, None, id="accessory with consent"),
        pytest.param(
            person(consent(scope=scope(channels=frozenset())), prominence=Prominence.INCIDENTAL),
            ASK,
            CLAIM,
            id="accessory with a consent to something else",
        ),
        pytest.param(
            person(consent(status=ConsentStatus.REFUSED), prominence=Prominence.INCIDENTAL),
            NO,
            (REFUSED, CLAIM),
            id="accessory who refused",
        ),
        pytest.param(person(consent(), has_special_category=True), ASK, "PERS_SENSITIVE_CONTEXT", id="category"),
        pytest.param(person(consent(status=ConsentStatus.REFUSED)), NO, REFUSED, id="refused"),
        pytest.param(person(consent(status=ConsentStatus.WITHDRAWN)), NO, WITHDRAWN, id="withdrawn"),
        pytest.param(person(consent(status=ConsentStatus.OBJECTION)), ASK, "PERS_OBJECTION", id="objection"),
        pytest.param(person(consent(status=ConsentStatus.DISPUTED)), ASK, "PERS_RELEASE_DISPUTED", id="disputed"),
        pytest.param(person(consent(status=ConsentStatus.SUPERSEDED)), ASK, MISSING, id="superseded by nothing"),
        pytest.param(
            person(consent("old", status=ConsentStatus.WITHDRAWN), consent("new")), NO, WITHDRAWN, id="not superseded"
        ),
        pytest.param(
            person(consent("old", status=ConsentStatus.SUPERSEDED), consent("new")), YES, None, id="a new consent"
        ),
        pytest.param(
            person(consent("o", status=ConsentStatus.OBJECTION), consent()),
            ASK,
            "PERS_OBJECTION",
            id="objected",
        ),
        pytest.param(person(consent(has_evidence=Tri.NO)), ASK, MISSING, id="without evidence"),
        pytest.param(person(consent(has_evidence=Tri.UNKNOWN)), ASK, MISSING, id="evidence unknown"),
        pytest.param(person(consent(by_subject=Tri.UNKNOWN)), ASK, MISSING, id="given by nobody knows whom"),
        pytest.param(person(consent(basis=Basis.RELEASE_CONTRACT, by_subject=Tri.NO)), YES, None, id="model contract"),
        pytest.param(person(consent(basis=Basis.AGENCY_RELEASE, by_subject=Tri.NO)), YES, None, id="agency release"),
        pytest.param(
            person(consent(basis=Basis.AGENCY_RELEASE, has_evidence=Tri.NO)), ASK, MISSING, id="agency's word alone"
        ),
        pytest.param(person(consent(basis=Basis.RELATIVES)), ASK, MISSING, id="relatives of the living"),
        *[
            pytest.param(person(consent(basis=basis)), ASK, CLAIM, id=f"claimed: {basis}")
            for basis in (Basis.PUBLIC_TASK, Basis.OFFICE_HOLDER, Basis.KUG23_CLAIMED)
        ],
        pytest.param(
            person(consent("claim", basis=Basis.KUG23_CLAIMED), consent("given")),
            YES,
            None,
            id="claim and consent",
        ),
        pytest.param(person(consent(status="gone")), ASK, "FACTS_UNREADABLE", id="unreadable status"),
    ],
)
def test_a_person_may_be_shown_or_not(shown: Person, verdict: Verdict, code) -> None:
    expected = {code} if isinstance(code, str) else set(code or ())
    assert said(question(), showing(shown)) == (verdict, expected)


@pytest.mark.parametrize(
    ("asked", "covered", "verdict", "code"),
    [
        pytest.param({}, {"channels": frozenset({Channel.PRINT})}, NO, "PERS_CONSENT_SCOPE_CHANNEL", id="channel"),
        pytest.param({}, {"purposes": frozenset({Purpose.EDUCATION})}, NO, PURPOSE, id="purpose"),
        pytest.param({}, {"organizations": frozenset({"ahlen"})}, NO, "PERS_CONSENT_SCOPE_ORG", id="organization"),
        pytest.param({}, {"organizations": frozenset({"*"})}, YES, None, id="every organization"),
        pytest.param({}, {"term": ("2026-11-23", None)}, YES, None, id="first day of the term"),
        pytest.param({}, {"term": ("2026-11-24", None)}, NO, "PERS_CONSENT_NOT_YET_VALID", id="day before the term"),
        pytest.param({}, {"term": (None, "2026-11-23")}, IF, None, id="last day of the term"),
        pytest.param({}, {"term": (None, "2026-11-22")}, NO, "PERS_CONSENT_EXPIRED", id="day after the term"),
        pytest.param(
            {"publish_until": day("2026-12-31")}, {"term": (None, "2026-12-31")}, IF, None, id="ends with the term"
        ),
        pytest.param(
            {"publish_until": day("2027-01-01")},
            {"term": (None, "2026-12-31")},
            NO,
            "PERS_CONSENT_TERM_EXCEEDED",
            id="ends a day later",
        ),
    ],
)
def test_a_consent_reaches_as_far_as_it_says(asked, covered, verdict, code) -> None:
    known = showing(person(consent(scope=scope(**covered))))
    assert said(question(**asked), known) == (verdict, {code} if code else set())


def test_the_end_of_a_consent_is_the_day_to_take_it_down() -> None:
    decision = answer(question(), showing(person(consent(scope=scope((None, "2027-05-31"))))))
    [duty] = decision.duties
    assert (duty.code, duty.due, duty.params["cause"]) == ("DUTY_TAKE_DOWN_BY", day("2027-05-31"), "consent")


def test_of_several_ends_the_earliest_counts() -> None:
    ends = [consent(f"c{n}", scope=scope((None, f"202{n}-05-31"))) for n in (9, 7, 8)]
    known = showing(*(person(each, number=n) for n, each in enumerate(ends, 1)))
    assert [duty.due for duty in answer(question(), known).duties] == [day("2027-05-31")]


def test_print_is_handed_out_no_longer_than_a_consent_lasts() -> None:
    known = showing(person(consent(scope=scope((None, "2027-05-31")))))
    assert duty_codes(answer(question(Channel.PRINT), known)) == {"DUTY_STOP_DISTRIBUTION_BY"}
    assert duty_codes(answer(question(Channel.NEWSLETTER), known)) == set()


@pytest.mark.parametrize(
    ("channel", "listed", "verdict", "code"),
    [
        pytest.param(Channel.INSTAGRAM, True, ASK, UNCLEAR, id="a platform, in general words"),
        pytest.param(Channel.WEBSITE, True, YES, None, id="the website, in general words"),
        pytest.param(Channel.WEBSITE, False, ASK, UNCLEAR, id="not listed, in general words"),
    ],
)
def test_a_general_wording_is_read_by_a_person_for_platforms(channel, listed, verdict, code) -> None:
    covered = scope(channels=frozenset({channel}) if listed else frozenset())
    known = showing(person(consent(is_general=True, scope=covered)))
    assert said(question(channel), known) == (verdict, {code} if code else set())


@pytest.mark.parametrize(
    ("asked", "covers", "verdict", "code"),
    [
        pytest.param({"commercial": Tri.YES}, Tri.YES, YES, None, id="commercial, covered"),
        pytest.param({"commercial": Tri.YES}, Tri.NO, NO, PURPOSE, id="commercial, excluded"),
        pytest.param({"commercial": Tri.YES}, Tri.UNKNOWN, ASK, UNCLEAR, id="commercial, silent"),
        pytest.param({"commercial": Tri.NO}, Tri.NO, YES, None, id="not commercial"),
        pytest.param({}, Tri.UNKNOWN, YES, None, id="nobody says commercial, silent"),
        pytest.param({}, Tri.NO, ASK, "QUESTION_INCOMPLETE", id="nobody says, excluded"),
        pytest.param({"purpose": Purpose.TOURISM_MARKETING}, Tri.UNKNOWN, ASK, UNCLEAR, id="tourism may be"),
        pytest.param(
            {"channel": Channel.FACEBOOK, "paid_promotion": Tri.YES}, Tri.UNKNOWN, ASK, UNCLEAR, id="paid reach may be"
        ),
    ],
)
def test_commercial_use_has_to_be_consented_to(asked, covers, verdict, code) -> None:
    known = showing(person(consent(covers_commercial=covers)))
    assert said(question(**asked), known) == (verdict, {code} if code else set())


def test_of_several_consents_the_mildest_counts_and_is_never_combined_with_another() -> None:
    web = consent("web", scope=scope(("2020-01-01", "2020-12-31")))
    printed = consent("print", scope=scope(channels=frozenset({Channel.PRINT})))
    assert said(question(), showing(person(web, printed)))[0] is NO
    assert said(question(), showing(person(web, printed, consent("all")))) == (YES, set())


def test_persons_combine_by_and() -> None:
    assert said(question(), showing(person(consent()), person(number=2))) == (ASK, {MISSING})
    both = showing(person(consent()), person(consent("c2"), number=2))
    assert said(question(), both) == (YES, set())


def test_reasons_call_a_person_by_number_and_link_the_record() -> None:
    [reason] = answer(question(), showing(person(consent(status=ConsentStatus.REFUSED), number=3))).reasons
    assert reason.text("de") == "Person 3 hat abgelehnt."
    assert [(record.kind, record.id) for record in reason.records] == [("consent", "c1")]


def test_somebody_listed_counts_whatever_the_list_is_called() -> None:
    for state in Completeness:
        known = facts(persons=state, persons_shown=(person(consent(status=ConsentStatus.REFUSED)),))
        assert said(question(), known)[0] is NO


BORN = day("2008-11-23")  # eighteen on the first day that is asked about
BOTH = {"guardians": 2, "by_subject": Tri.YES}


@pytest.mark.parametrize(
    ("shown", "given", "verdict", "code"),
    [
        pytest.param({"age_band": AgeBand.UNKNOWN}, {}, ASK, "PERS_AGE_UNKNOWN", id="age unknown"),
        pytest.param({"age_band": AgeBand.UNDER_14}, {"guardians": 2, "by_subject": Tri.NO}, YES, None, id="a child"),
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


@pytest.mark.parametrize(
    ("asked", "known", "code"),
    [
        pytest.param({"sensitive_context": Tri.YES}, {}, "PERS_SENSITIVE_CONTEXT", id="sensitive"),
        pytest.param({"political_context": Tri.YES}, {}, "PERS_SENSITIVE_CONTEXT", id="political"),
        pytest.param({"political_context": Tri.UNKNOWN}, {}, "QUESTION_INCOMPLETE", id="political or not"),
        pytest.param({}, {"is_political_assembly": True}, "PERS_ASSEMBLY_POLITICAL", id="assembly"),
    ],
)
def test_delicate_surroundings_are_for_a_person_wherever_a_face_is_shown(asked, known, code) -> None:
    assert said(question(**asked), showing(person(consent()), **known)) == (ASK, {code})
    assert said(question(**asked), facts(**known)) == (YES, set())


def _crop(**changes) -> RenditionFacts:
    nothing = Completeness.NONE_CONFIRMED
    values = {
        "modifications": frozenset({Modification.CROP}),
        "persons": nothing,
        "works": nothing,
        "property": nothing,
    }
    return RenditionFacts(id="crop", **{**values, **changes})


@pytest.mark.parametrize(
    ("rendition", "asked", "verdict", "code"),
    [
        pytest.param(_crop(), None, NO, REFUSED, id="the whole picture"),
        pytest.param(_crop(), "crop", YES, None, id="nobody left in the crop"),
        pytest.param(_crop(), "other", NO, (REFUSED, "QUESTION_INCOMPLETE"), id="a crop that nobody looked at"),
        pytest.param(
            _crop(persons=Completeness.LISTED_COMPLETE, shown_persons=frozenset({"p2"})),
            "crop",
            YES,
            None,
            id="other",
        ),
        pytest.param(
            _crop(persons=Completeness.LISTED_COMPLETE, shown_persons=frozenset({"p1"})),
            "crop",
            NO,
            REFUSED,
            id="that",
        ),
        pytest.param(_crop(persons=Completeness.UNKNOWN), "crop", ASK, "PERS_STATE_UNKNOWN", id="not looked at"),
        pytest.param(
            _crop(persons=Completeness.LISTED_COMPLETE, shown_persons=frozenset({"p9"})),
            "crop",
            ASK,
            "PERS_STATE_UNKNOWN",
            id="somebody unknown",
        ),
    ],
)
def test_a_rendition_shows_whom_a_person_saw_in_it(rendition, asked, verdict, code) -> None:
    two = (person(consent(status=ConsentStatus.REFUSED)), person(consent("c2"), number=2))
    known = showing(*two, renditions=(rendition,))
    expected = {code} if isinstance(code, str) else set(code or ())
    assert said(question(rendition=asked), known) == (verdict, expected)


def test_each_of_several_publishers_has_to_be_consented_to() -> None:
    alone = showing(person(consent()))
    together = showing(person(consent(scope=scope(organizations=frozenset({"lindrode", "ahlen"})))))
    asked = question(co_publishers=frozenset({"ahlen"}))
    assert said(asked, alone) == (NO, {"PERS_CONSENT_SCOPE_ORG"})
    assert said(asked, together) == (YES, set())


def test_a_blurred_version_is_suggested_where_somebody_stands_in_the_way() -> None:
    blocked, free = showing(person()), showing(person(consent()))
    assert "HINT_ANONYMISE" in {hint.code for hint in answer(question(), blocked).hints}
    assert "HINT_ANONYMISE" not in {hint.code for hint in answer(question(), free).hints}
    assert "HINT_STRIP_LOCATION" in {hint.code for hint in answer(question(), free).hints}
    assert "HINT_STRIP_LOCATION" not in {hint.code for hint in answer(question(Channel.INTRANET), free).hints}

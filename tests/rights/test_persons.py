"""Gate 6 as tables: one thing about a person or a consent changed, and what that leads to."""

import pytest

from licensing.rights import (
    Basis,
    Channel,
    Completeness,
    ConsentStatus,
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
            person(consent("old", status=ConsentStatus.SUPERSEDED), consent("no", status=ConsentStatus.REFUSED)),
            NO,
            REFUSED,
            id="a no behind what was superseded",
        ),
        pytest.param(
            person(consent("yes"), consent("no", status=ConsentStatus.WITHDRAWN)), NO, WITHDRAWN, id="a no behind a yes"
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


@pytest.mark.parametrize(
    ("shown", "asked", "code", "record"),
    [
        pytest.param(person(consent("c9", status=ConsentStatus.REFUSED)), {}, REFUSED, ("consent", "c9"), id="a no"),
        pytest.param(
            person(consent("c9", guardians=2, by_subject=Tri.NO), born_on=day("2009-05-10")),
            {"publish_until": day("2027-05-10")},
            GROWN,
            ("consent", "c9"),
            id="grown up meanwhile",
        ),
        pytest.param(
            person(number=9, died_on=day("2025-01-01")), {}, "PERS_DECEASED_RELATIVES", ("person", "p9"), id="died"
        ),
    ],
)
def test_a_reason_names_its_gate_and_the_record_behind_it(shown, asked, code, record) -> None:
    known = showing(shown, policy=Policy(own_consent_from=18))
    reasons = [each for each in answer(question(**asked), known).reasons if each.code == code]
    assert [(each.gate, [(one.kind, one.id) for one in each.records]) for each in reasons] == [(6, [record])]


def test_a_consent_that_excludes_commercial_use_makes_the_asker_say_which_it_is() -> None:
    decision = answer(question(), showing(person(consent(covers_commercial=Tri.NO))))
    assert [(each.gate, dict(each.params)) for each in decision.reasons] == [(6, {"field": "commercial"})]

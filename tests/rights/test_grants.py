"""Grants: each one whole, the mildest counts, silence is not a yes."""

from dataclasses import replace
from random import Random

import pytest

from licensing.rights import (
    EVERYONE,
    Channel,
    Completeness,
    CreditRule,
    GrantKind,
    GrantStatus,
    Modification,
    Policy,
    PolicyEffect,
    Purpose,
    Tri,
    Verdict,
)
from licensing.rights.alternatives import alternatives, chosen, nearest
from licensing.rights.case import read_case
from licensing.rights.catalogue import spoken

from .builders import (
    NOW,
    TOWN,
    answer,
    assigned,
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
    scope,
)
from .worlds import make_asked, make_facts

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
WAIVED = CreditRule(required=Tri.NO)


@pytest.mark.parametrize(
    ("term", "period", "verdict", "found"),
    [
        pytest.param(("2026-01-01", "2026-12-31"), ("2026-12-31", "2026-12-31"), IF, None, id="last day counts"),
        pytest.param(("2026-12-31", None), ("2026-12-31", None), YES, None, id="first day counts"),
        pytest.param(
            ("2026-01-01", "2026-12-31"), ("2027-01-01", None), NO, "GRANT_EXPIRED", id="the day after the term"
        ),
        pytest.param(
            ("2027-01-01", None), ("2026-12-31", None), NO, "GRANT_NOT_YET_VALID", id="the day before the term"
        ),
        pytest.param(
            ("2026-01-01", "2026-12-31"),
            ("2026-12-30", "2027-01-01"),
            NO,
            "GRANT_TERM_EXCEEDED",
            id="planned end after the term",
        ),
        pytest.param(
            ("2026-01-01", "2026-12-31"), ("2026-12-30", None), IF, "DUTY_TAKE_DOWN_BY", id="open end: take down"
        ),
        pytest.param(("2026-01-01", None), ("2099-01-01", None), YES, None, id="perpetual grant"),
    ],
)
def test_a_grant_permits_use_only_during_its_term(term, period, verdict, found) -> None:
    start, until = period
    asked = question(publish_from=day(start), publish_until=day(until) if until else None)
    decision = answer(asked, contracted(grant(term=term, credit=WAIVED)))
    assert decision.verdict is verdict
    assert found is None or found in codes(decision) | duty_codes(decision)


@pytest.mark.parametrize(
    ("channel", "verdict", "found"),
    [
        pytest.param(Channel.WEBSITE, IF, "DUTY_TAKE_DOWN_BY", id="a page is taken down"),
        pytest.param(Channel.PRINT, IF, "DUTY_STOP_DISTRIBUTION_BY", id="a leaflet is no longer handed out"),
        pytest.param(Channel.NEWSLETTER, YES, None, id="a newsletter is one instant"),
        pytest.param(Channel.PRESS, ASK, "LIC_THIRD_PARTY_REDISTRIBUTION", id="the press cannot be recalled"),
    ],
)
def test_the_end_of_a_grant_means_something_else_on_each_channel(channel, verdict, found) -> None:
    decision = answer(question(channel), contracted(grant(term=("2026-01-01", "2027-03-31"), credit=WAIVED)))
    assert decision.verdict is verdict
    assert found is None or found in codes(decision) | duty_codes(decision)


def test_a_newsletter_may_be_planned_past_the_term_because_sending_is_one_instant() -> None:
    asked = question(Channel.NEWSLETTER, publish_until=day("2030-01-01"))
    assert answer(asked, contracted(grant(term=("2026-01-01", "2026-12-31"), credit=WAIVED))).verdict is YES


@pytest.mark.parametrize(
    ("change", "asked", "verdict", "code"),
    [
        pytest.param({"channels": frozenset({Channel.PRINT})}, {}, NO, "GRANT_CHANNEL_NOT_COVERED", id="channel"),
        pytest.param({"purposes": frozenset()}, {}, NO, "GRANT_PURPOSE_NOT_COVERED", id="purpose"),
        pytest.param({"licensees": frozenset({"ahlen"})}, {}, NO, "GRANT_LICENSEE_MISMATCH", id="licensee"),
        pytest.param(
            {"licensees": frozenset({"ahlen"}), "covers_other_bodies": Tri.UNKNOWN},
            {},
            ASK,
            "GRANT_LICENSEE_UNCLEAR",
            id="licensee unclear",
        ),
        pytest.param(
            {"licensees": frozenset({"ahlen"}), "covers_other_bodies": Tri.YES}, {}, YES, None, id="others included"
        ),
        pytest.param({"licensees": frozenset({EVERYONE})}, {}, YES, None, id="everyone"),
        pytest.param(
            {"licensees": frozenset({"ahlen"}), "kind": GrantKind.EXCLUSIVE},
            {},
            NO,
            "GRANT_EXCLUSIVE_OTHER",
            id="exclusive to another",
        ),
        pytest.param({"status": GrantStatus.REVOKED}, {}, NO, "GRANT_REVOKED", id="revoked"),
        pytest.param({"status": GrantStatus.DISPUTED}, {}, ASK, "GRANT_DISPUTED", id="disputed"),
        pytest.param({"status": GrantStatus.DRAFT}, {}, ASK, "GRANT_EVIDENCE_MISSING", id="draft"),
        pytest.param({"has_evidence": Tri.UNKNOWN}, {}, ASK, "GRANT_EVIDENCE_MISSING", id="no evidence"),
        pytest.param({"uses_left": 0}, {}, NO, "GRANT_QUOTA_EXHAUSTED", id="used up"),
        pytest.param({"territories": frozenset({"DE"})}, {}, ASK, "GRANT_TERRITORY_NOT_COVERED", id="territory open"),
        pytest.param(
            {"territories": frozenset({"DE"})}, {"territory": "AT"}, NO, "GRANT_TERRITORY_NOT_COVERED", id="territory"
        ),
        pytest.param({"territories": frozenset({"DE"})}, {"territory": "DE-NW"}, YES, None, id="part of a territory"),
        pytest.param(
            {"modifications": frozenset()},
            {"modifications": frozenset({Modification.CROP})},
            NO,
            "GRANT_MODIFICATION_NOT_COVERED",
            id="crop not listed",
        ),
        pytest.param(
            {"modifications": frozenset()},
            {"modifications": frozenset({Modification.RESIZE})},
            YES,
            None,
            id="resizing needs no permission",
        ),
        pytest.param({"commercial": Tri.NO}, {"commercial": Tri.YES}, NO, "LIC_NC_COMMERCIAL", id="commercial"),
        pytest.param({"commercial": Tri.UNKNOWN}, {}, ASK, "LIC_NC_UNCLEAR", id="commercial open"),
        pytest.param(
            {"paid_promotion": Tri.NO}, {"paid_promotion": Tri.YES}, NO, "GRANT_PAID_NOT_COVERED", id="paid promotion"
        ),
        pytest.param(
            {"paid_promotion": Tri.NO},
            {"channel": Channel.INSTAGRAM},
            ASK,
            "QUESTION_INCOMPLETE",
            id="paid or not, on a platform",
        ),
        pytest.param({"paid_promotion": Tri.NO}, {}, YES, None, id="nobody asks about ads on a website"),
        pytest.param(
            {"platform_sublicense": Tri.NO},
            {"channel": Channel.INSTAGRAM},
            NO,
            "LIC_PLATFORM_SUBLICENCE",
            id="no platform terms",
        ),
        pytest.param(
            {"platform_sublicense": Tri.UNKNOWN},
            {"channel": Channel.INSTAGRAM},
            ASK,
            "LIC_PLATFORM_SUBLICENCE",
            id="platform terms open",
        ),
        pytest.param(
            {"third_party_redistribution": Tri.NO},
            {"channel": Channel.PRESS},
            NO,
            "LIC_THIRD_PARTY_REDISTRIBUTION",
            id="not for the press",
        ),
        pytest.param(
            {"print_run_left": 500}, {"channel": Channel.PRINT}, ASK, "GRANT_PRINT_RUN_UNKNOWN", id="print run open"
        ),
        pytest.param(
            {"print_run_left": 500},
            {"channel": Channel.PRINT, "print_run": 501},
            NO,
            "GRANT_PRINT_RUN_EXCEEDED",
            id="print run too large",
        ),
        pytest.param(
            {"print_run_left": 500}, {"channel": Channel.PRINT, "print_run": 500}, IF, None, id="print run fits"
        ),
        pytest.param({}, {"sensitive_context": Tri.YES}, ASK, "LIC_SENSITIVE_USE", id="sensitive context is asked"),
    ],
)
def test_a_grant_covers_what_it_lists(change, asked, verdict, code) -> None:
    decision = answer(question(**asked), contracted(grant(credit=WAIVED, **change)))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


def test_scope_of_one_grant_and_term_of_another_are_never_combined() -> None:
    website_then = grant("then", term=("2025-01-01", "2025-12-31"))
    print_now = grant("now", channels=frozenset({Channel.PRINT}))
    assert answer(question(), contracted(website_then, print_now)).verdict is NO


def test_the_grant_that_comes_nearest_explains_a_refusal() -> None:
    far = grant("far", channels=frozenset(), purposes=frozenset(), status=GrantStatus.REVOKED)
    near = grant("near", has_evidence=Tri.NO)
    decision = answer(question(), contracted(far, near))
    assert (decision.verdict, decision.nearest_miss_grant, decision.chosen_grant) == (ASK, "near", None)
    assert {outcome.grant for outcome in decision.alternatives} == {"far", "near"}


@pytest.mark.parametrize(
    ("license", "verdict", "code"),
    [
        pytest.param("CONTRACT", NO, "GRANT_NONE", id="contract"),
        pytest.param("ADOBE-STOCK-STANDARD", NO, "GRANT_NONE", id="stock"),
        pytest.param("ALL-RIGHTS-RESERVED", NO, "LIC_ALL_RIGHTS_RESERVED", id="all rights reserved"),
        pytest.param("OWN-WORK", ASK, "GRANT_EVIDENCE_MISSING", id="own work without a record"),
        pytest.param("CITIZEN-SUBMISSION", ASK, "GRANT_EVIDENCE_MISSING", id="submission without accepted terms"),
        pytest.param("AI-OUTPUT-TERMS", ASK, "AI_PROVIDER_TERMS_UNKNOWN", id="AI service without its terms"),
    ],
)
def test_without_a_grant_nobody_may_use_what_is_not_offered_to_the_public(license, verdict, code) -> None:
    decision = answer(question(), facts(license))
    assert (decision.verdict, codes(decision)) == (verdict, {code})


def test_a_grant_opens_what_a_public_license_closes() -> None:
    asked = question(commercial=Tri.YES)
    assert answer(asked, facts("CC-BY-NC-4.0")).verdict is NO
    decision = answer(asked, facts("CC-BY-NC-4.0", grants=(grant(),)))
    assert (decision.verdict, decision.chosen_grant) == (IF, "g1")


@pytest.mark.parametrize(
    ("license", "asked", "verdict", "code"),
    [
        pytest.param("ADOBE-STOCK-STANDARD", {"purpose": Purpose.CAMPAIGN}, YES, None, id="campaign, no credit due"),
        pytest.param(
            "ADOBE-STOCK-STANDARD",
            {"channel": Channel.PRINT, "print_run": 500_001},
            NO,
            "GRANT_PRINT_RUN_EXCEEDED",
            id="run over the text's limit",
        ),
        pytest.param(
            "ADOBE-STOCK-EDITORIAL", {"purpose": Purpose.CAMPAIGN}, NO, "LIC_EDITORIAL_ONLY", id="editorial in campaign"
        ),
        pytest.param(
            "ADOBE-STOCK-EDITORIAL",
            {"channel": Channel.NEWSLETTER, "purpose": Purpose.PUBLIC_RELATIONS},
            ASK,
            "PURPOSE_CLASSIFICATION_NEEDED",
            id="editorial or promotional",
        ),
        pytest.param(
            "ADOBE-STOCK-EDITORIAL", {}, ASK, "ORG_POLICY_RESTRICTION", id="editorial stock on the website is asked"
        ),
        pytest.param(
            "ADOBE-STOCK-EDITORIAL",
            {"channel": Channel.NEWSLETTER, "modifications": frozenset({Modification.COLLAGE})},
            NO,
            "LIC_EDITORIAL_ALTERATION",
            id="editorial, altered",
        ),
        pytest.param(
            "ADOBE-STOCK-STANDARD",
            {"channel": Channel.PRESS},
            NO,
            "LIC_THIRD_PARTY_REDISTRIBUTION",
            id="stock to press",
        ),
    ],
)
def test_a_stock_purchase_is_bound_by_the_text_as_well(license, asked, verdict, code) -> None:
    plain = {"sensitive_context": Tri.NO, "commercial": Tri.NO, "paid_promotion": Tri.NO} | asked
    bought = grant(sensitive_use=Tri.UNKNOWN, commercial=Tri.UNKNOWN)
    decision = answer(question(**plain), facts(license, grants=(bought,)))
    assert decision.verdict is verdict
    assert code is None or code in codes(decision)


def test_stock_merchandise_needs_the_extended_license() -> None:
    asked = question(Channel.MERCHANDISE, Purpose.MERCHANDISE_SALE, sensitive_context=Tri.NO)
    right = grant(channels=frozenset({Channel.MERCHANDISE}))
    standard = answer(asked, facts("ADOBE-STOCK-STANDARD", grants=(right,)))
    extended = answer(asked, facts("ADOBE-STOCK-EXTENDED", grants=(right,)))
    assert (standard.verdict, extended.verdict.is_releasing) == (NO, True)


def test_a_grant_with_a_quota_or_a_report_costs_duties() -> None:
    right = grant(uses_left=2, report_to="VG Bild-Kunst", specimen_to="Fotograf", credit=WAIVED)
    expected = {"DUTY_RECORD_USAGE", "DUTY_REPORT_USAGE", "DUTY_SPECIMEN_COPY"}
    assert duty_codes(answer(question(), contracted(right))) == expected


def test_a_claimed_contract_without_a_grant_is_for_a_person() -> None:
    claimed = assigned("CONTRACT", status="claimed")
    assert answer(question(), facts(assignment=claimed)).verdict is ASK


def test_the_answer_tells_when_it_changes_next() -> None:
    decision = answer(question(), contracted(grant(term=("2026-01-01", "2027-03-31"))))
    assert decision.next_change_at is not None
    assert decision.next_change_at.isoformat() == "2027-03-31T22:00:00+00:00"
    assert decision.valid_at == NOW


def test_an_organization_is_asked_for_when_none_is_given() -> None:
    decision = answer(replace(question(), organization=None), contracted(grant()))
    assert (decision.verdict, codes(decision)) == (ASK, {"QUESTION_INCOMPLETE"})
    assert TOWN in grant().licensees


@pytest.mark.parametrize("seed", range(120))
def test_judging_no_more_than_has_to_be_judged_finds_the_same_right(seed) -> None:
    case = read_case(make_asked(Random(seed)), make_facts(Random(seed + 1)))
    assert nearest(case) == chosen(alternatives(case))


@pytest.mark.parametrize(
    ("effect", "verdict"),
    [
        pytest.param(PolicyEffect.ALLOW_WITH_DUTIES, None, id="allowed"),
        pytest.param(PolicyEffect.ASK, ASK, id="asked"),
        pytest.param(PolicyEffect.FORBID, NO, id="forbidden"),
        pytest.param("no such position", ASK, id="a position that there is not"),
    ],
)
def test_editorial_stock_on_the_website_is_a_switch(effect, verdict) -> None:
    known = facts("ADOBE-STOCK-EDITORIAL", grants=(grant(),), policy=Policy(editorial_stock_on_website=effect))
    found = [each for each in answer(question(), known).reasons if each.code == "ORG_POLICY_RESTRICTION"]
    assert [(each.verdict, each.gate, each.params) for each in found] == (
        [(verdict, 13, {"rule": "editorial_stock_on_website"})] if verdict is not None else []
    )


def test_organizations_that_a_reader_may_know_are_named_in_a_row() -> None:
    names = {"a": "Stadt A", "b": "Stadt B"}
    assert spoken("licensees", ("a", "b"), "de", names) == "Stadt A, Stadt B"
    assert spoken("licensees", ("a", "c", "d"), "de", names) == "Stadt A, eine andere Organisation"
    assert spoken("organization", "c", "en", names) == "another organization"


@pytest.mark.parametrize("gap", [{"publish_from": None}, {"publish_from": None, "publish_until": day("2027-02-10")}])
def test_without_a_first_day_no_rule_is_said_to_be_in_the_way(gap) -> None:
    assert codes(answer(question(**gap), facts(rules=(rule(),)))) == {"QUESTION_INCOMPLETE"}


def test_of_two_ends_on_one_day_the_first_cause_by_name_is_told() -> None:
    known = contracted(
        grant(term=("2026-01-01", "2027-03-31"), credit=WAIVED),
        persons=Completeness.LISTED_COMPLETE,
        persons_shown=(person(consent(scope=scope((None, "2027-03-31")))),),
    )
    [duty] = answer(question(), known).duties
    assert (duty.code, duty.due, duty.params["cause"]) == ("DUTY_TAKE_DOWN_BY", day("2027-03-31"), "consent")

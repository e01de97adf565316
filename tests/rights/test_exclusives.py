"""Exclusive grants of others, and chains of grants."""

from dataclasses import replace

import pytest

from licensing.rights import (
    Channel,
    CreditRule,
    GrantKind,
    GrantStatus,
    Modification,
    Purpose,
    Tri,
    Verdict,
)

from .builders import answer, assigned, codes, contracted, day, facts, grant, question

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
EXCLUSIVE = "GRANT_EXCLUSIVE_OTHER"
WAIVED = CreditRule(required=Tri.NO)


def own(**changes):
    return grant("own", **{"credit": WAIVED, "granted_on": day("2026-06-01"), **changes})


def theirs(**changes):
    values = {"kind": GrantKind.EXCLUSIVE, "licensees": frozenset({"ahlen"}), "granted_on": day("2026-03-01")}
    return grant("theirs", **{**values, **changes})


@pytest.mark.parametrize(
    ("mine", "other", "verdict"),
    [
        pytest.param({}, {}, NO, id="granted later than theirs"),
        pytest.param({"granted_on": day("2026-03-01")}, {}, NO, id="granted on the same day"),
        pytest.param({"granted_on": day("2026-02-28")}, {}, YES, id="granted earlier survives"),
        pytest.param(
            {"granted_on": None, "term": ("2026-02-28", None)},
            {},
            YES,
            id="began earlier, where nobody dated the grant",
        ),
        pytest.param({"granted_on": None, "term": ("2026-03-01", None)}, {}, NO, id="began on that day"),
        pytest.param({}, {"granted_on": None, "term": ("2026-06-02", None)}, YES, id="theirs began later"),
        pytest.param({"licensor": "ahlen"}, {}, YES, id="from the exclusive holder"),
        pytest.param({}, {"kind": GrantKind.SIMPLE}, YES, id="theirs is simple"),
        pytest.param({}, {"licensees": frozenset({"ahlen", "lindrode"})}, YES, id="theirs is ours too"),
        pytest.param({}, {"licensees": frozenset({"*"})}, YES, id="everybody's"),
        pytest.param({}, {"channels": frozenset({Channel.PRINT})}, YES, id="another channel"),
        pytest.param({}, {"purposes": frozenset({Purpose.CAMPAIGN})}, YES, id="another purpose"),
        pytest.param({}, {"territories": frozenset({"AT"})}, YES, id="another territory"),
        pytest.param({}, {"territories": frozenset({"DE"})}, NO, id="a territory around ours"),
        pytest.param({}, {"territories": frozenset({"DE-NW-05"})}, NO, id="a territory inside ours"),
        pytest.param({}, {"term": ("2026-01-01", "2026-11-22")}, YES, id="theirs is over"),
        pytest.param({}, {"term": ("2026-01-01", "2026-11-23")}, NO, id="theirs ends on our first day"),
        pytest.param({}, {"status": GrantStatus.REVOKED}, YES, id="theirs was revoked"),
        pytest.param({}, {"revoked_on": day("2026-05-01")}, YES, id="theirs has a day of revocation"),
        pytest.param({}, {"status": GrantStatus.DISPUTED}, ASK, id="theirs is disputed"),
        pytest.param({}, {"has_evidence": Tri.UNKNOWN}, ASK, id="theirs is a mere claim"),
    ],
)
def test_an_exclusive_grant_shuts_out_later_ones(mine, other, verdict) -> None:
    decision = answer(question(territory="DE-NW"), contracted(own(**mine), theirs(**other)))
    assert decision.verdict is verdict
    assert (EXCLUSIVE in codes(decision)) is (verdict is not YES)


def test_an_exclusive_territory_may_be_ours_while_ours_is_unknown() -> None:
    assert answer(question(), contracted(own(), theirs(territories=frozenset({"AT"})))).verdict is NO


def test_what_goes_on_has_to_end_before_an_exclusive_grant_begins() -> None:
    known = contracted(own(), theirs(term=("2027-01-01", None)))
    [duty] = answer(question(), known).duties
    assert (duty.due, duty.params["cause"]) == (day("2026-12-31"), "exclusive")
    assert answer(question(publish_until=day("2026-12-31")), known).verdict is YES
    assert answer(question(publish_until=day("2027-01-01")), known).verdict is NO


@pytest.mark.parametrize(
    ("retrieved", "verdict"),
    [
        pytest.param("2026-02-28", YES, id="taken before"),
        pytest.param("2026-03-01", ASK, id="taken on the day"),
        pytest.param(None, ASK, id="nobody knows when"),
    ],
)
def test_a_license_for_everybody_survives_if_it_came_first(retrieved, verdict) -> None:
    assignment = assigned("CC0-1.0", retrieved_on=day(retrieved) if retrieved else None)
    known = facts(assignment=assignment, grants=(theirs(),))
    assert answer(question(), known).verdict is verdict


def test_a_refusal_names_the_holder_to_those_who_may_know() -> None:
    reasons = answer(question(), contracted(own(), theirs())).reasons
    [reason] = [each for each in reasons if each.code == EXCLUSIVE]
    assert reason.text("de", {"ahlen": "Stadt Ahlen"}) == "Ausschließlich an Stadt Ahlen vergeben."
    assert reason.text("de") == "Ausschließlich an eine andere Organisation vergeben."


def link(id: str, start: str, until: str | None, **changes):
    return grant(id, **{"term": (start, until), "licensor": "Muster", "credit": WAIVED, **changes})


FIRST, LATER = link("a", "2026-01-01", "2026-12-31"), ("b", "2027-01-01", "2027-12-31")


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        pytest.param(link(*LATER), IF, id="carries on the next day"),
        pytest.param(link("b", "2026-10-01", "2027-12-31"), IF, id="overlaps"),
        pytest.param(link("b", "2027-01-02", "2027-12-31"), NO, id="a day between"),
        pytest.param(link(*LATER, licensor="Meier"), NO, id="another licensor"),
        pytest.param(link(*LATER, channels=frozenset({Channel.PRINT})), NO, id="fewer channels"),
        pytest.param(link(*LATER, purposes=frozenset({Purpose.CAMPAIGN})), NO, id="fewer purposes"),
        pytest.param(link(*LATER, modifications=frozenset({Modification.CROP})), NO, id="fewer modifications"),
        pytest.param(link(*LATER, territories=frozenset({"DE"})), NO, id="a smaller territory"),
        pytest.param(link(*LATER, licensees=frozenset({"ahlen"})), NO, id="other licensees"),
        pytest.param(link(*LATER, licensees=frozenset({"*"})), IF, id="more licensees"),
        pytest.param(link(*LATER, platform_sublicense=Tri.NO), NO, id="without platforms"),
        pytest.param(link(*LATER, sensitive_use=Tri.YES), IF, id="more than before"),
        pytest.param(link(*LATER, has_evidence=Tri.NO), NO, id="without evidence"),
        pytest.param(link(*LATER, status=GrantStatus.DISPUTED), NO, id="disputed"),
        pytest.param(link(*LATER, revoked_on=day("2026-06-01")), NO, id="revoked"),
        pytest.param(link(*LATER, uses_left=3), NO, id="counted in uses"),
        pytest.param(link(*LATER, print_run_left=3), NO, id="counted in copies"),
        pytest.param(link(*LATER, report_to="VG"), NO, id="asks for more in return"),
        pytest.param(link(*LATER, credit=CreditRule()), NO, id="asks for a credit"),
    ],
)
def test_grants_of_one_licensor_carry_each_other_on(later, verdict) -> None:
    decision = answer(question(publish_until=day("2027-06-30")), contracted(FIRST, later))
    assert decision.verdict is verdict
    if verdict is IF:
        [chain] = [each.chain for each in decision.alternatives if each.chain]
        assert (chain, decision.chosen_grant) == (("a", "b"), "a")
        assert [duty.due for duty in decision.duties] == [day("2027-12-31")]


def test_a_chain_may_have_many_links_and_no_end() -> None:
    links = [FIRST, link(*LATER), link("c", "2028-01-01", None)]
    decision = answer(question(publish_until=day("2031-01-01")), contracted(*links))
    assert decision.verdict is YES
    assert ("a", "b", "c") in {each.chain for each in decision.alternatives}


def test_grants_without_a_licensor_are_no_chain() -> None:
    links = [link("a", "2026-01-01", "2026-12-31", licensor=""), link(*LATER, licensor="")]
    assert answer(question(publish_until=day("2027-06-30")), contracted(*links)).verdict is NO


def test_a_chain_is_as_young_as_its_last_link() -> None:
    links = [FIRST, link(*LATER, granted_on=day("2026-11-01"))]
    other = theirs(granted_on=day("2026-06-01"))
    asked = question(publish_until=day("2027-06-30"))
    assert answer(asked, contracted(*links)).verdict is IF
    assert answer(asked, contracted(*links, other)).verdict is NO
    assert answer(question(), contracted(*links, other)).verdict is IF


@pytest.mark.parametrize(
    ("first", "later", "verdict"),
    [
        pytest.param({"territories": frozenset({"DE"})}, {"territories": frozenset({"*"})}, IF, id="everywhere"),
        pytest.param({"territories": frozenset({"DE"})}, {"territories": frozenset({"DE", "AT"})}, IF, id="further"),
        pytest.param({"territories": frozenset({"DE"})}, {"territories": frozenset({"AT"})}, NO, id="elsewhere"),
        pytest.param({"licensees": frozenset({"lindrode"})}, {"licensees": frozenset({"*"})}, IF, id="for everybody"),
    ],
)
def test_a_later_grant_may_reach_further_than_the_first(first, later, verdict) -> None:
    links = contracted(replace(FIRST, **first), link(*LATER, **later))
    assert answer(question(publish_until=day("2027-06-30"), territory="DE"), links).verdict is verdict


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_that_follow_the_longest_carries_on_and_then_the_first_by_id(order) -> None:
    following = [link("c", "2027-01-01", "2027-12-31"), link("d", "2027-01-01", "2027-12-31")]
    short = link("b", "2027-01-01", "2027-02-28")
    links = contracted(FIRST, *[short, *following][::order])
    decision = answer(question(publish_until=day("2027-06-30")), links)
    assert [each.chain for each in decision.alternatives if each.chain[:1] == ("a",)] == [("a", "c")]

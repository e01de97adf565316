"""Gates 12 and 14, switches, and several publishers, as tables."""

import pytest

from licensing.rights import (
    Block,
    BlockCause,
    Channel,
    Completeness,
    Modification,
    Policy,
    PolicyEffect,
    PolicyOf,
    Purpose,
    RenditionFacts,
    RuleEffect,
    RuleKind,
    Tri,
    Verdict,
)

from .builders import answer, codes, contracted, day, duty_codes, facts, grant, question, rule

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
ELECTION, REVIEW, HOUSE = "BLACKOUT_ELECTION", "BLACKOUT_REVIEW", "ORG_POLICY_RESTRICTION"
ALWAYS = (None, None)


@pytest.mark.parametrize(
    ("first", "until", "verdict", "code"),
    [
        pytest.param("2027-02-01", "2027-02-01", NO, ELECTION, id="first day"),
        pytest.param("2027-03-14", "2027-03-14", NO, ELECTION, id="last day"),
        pytest.param("2027-01-10", "2027-01-31", YES, None, id="ends on the eve"),
        pytest.param("2027-01-10", "2027-02-01", NO, ELECTION, id="runs into it"),
        pytest.param("2027-03-15", None, YES, None, id="day after"),
        pytest.param("2027-01-10", None, IF, None, id="without an end, before it"),
        pytest.param("2027-01-10", "2027-04-01", NO, ELECTION, id="around it"),
    ],
)
def test_a_black_out_counts_for_every_use_that_shares_a_day_with_it(first, until, verdict, code) -> None:
    asked = question(publish_from=day(first), publish_until=day(until) if until else None)
    decision = answer(asked, facts(rules=(rule(),)))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


def test_what_goes_on_without_an_end_has_to_end_before_a_black_out() -> None:
    [duty] = answer(question(), facts(rules=(rule(),))).duties
    assert (duty.code, duty.due, duty.params["cause"]) == ("DUTY_TAKE_DOWN_BY", day("2027-01-31"), "rule")
    [duty] = answer(question(Channel.POSTER), facts(rules=(rule(),))).duties
    assert (duty.code, duty.due) == ("DUTY_STOP_DISTRIBUTION_BY", day("2027-01-31"))


@pytest.mark.parametrize("channel", [Channel.NEWSLETTER, Channel.PRESS])
def test_an_instant_before_a_black_out_owes_nothing(channel) -> None:
    assert answer(question(channel), facts(rules=(rule(),))).duties == ()


@pytest.mark.parametrize(
    ("change", "asked", "verdict", "code"),
    [
        pytest.param({}, {}, NO, ELECTION, id="forbids"),
        pytest.param({"effect": RuleEffect.ASK}, {}, ASK, REVIEW, id="asks"),
        pytest.param({"effect": RuleEffect.DUTY}, {}, IF, None, id="a duty"),
        pytest.param({"organization": "ahlen"}, {}, YES, None, id="somebody else's"),
        pytest.param({"channels": frozenset({Channel.PRINT})}, {}, YES, None, id="another channel"),
        pytest.param({"channels": frozenset({Channel.WEBSITE})}, {}, NO, ELECTION, id="this channel"),
        pytest.param({"purposes": frozenset({Purpose.CAMPAIGN})}, {}, YES, None, id="another purpose"),
        pytest.param(
            {"purposes": frozenset({Purpose.CAMPAIGN})}, {"purpose": Purpose.CAMPAIGN}, NO, ELECTION, id="this"
        ),
        pytest.param(
            {"exempt_purposes": frozenset({Purpose.SERVICE_INFORMATION})},
            {"purpose": Purpose.SERVICE_INFORMATION},
            YES,
            None,
            id="exempt",
        ),
        pytest.param({"kind": RuleKind.CHANNEL_POLICY}, {}, NO, HOUSE, id="channel policy"),
        pytest.param({"kind": RuleKind.CHANNEL_POLICY, "effect": RuleEffect.ASK}, {}, ASK, HOUSE, id="channel, asks"),
        pytest.param({"kind": RuleKind.LICENSE_POLICY}, {}, NO, HOUSE, id="every license"),
        pytest.param(
            {"kind": RuleKind.LICENSE_POLICY, "licenses": frozenset({"CC0-1.0"})}, {}, NO, HOUSE, id="this license"
        ),
        pytest.param(
            {"kind": RuleKind.LICENSE_POLICY, "licenses": frozenset({"CC-BY-4.0"})}, {}, YES, None, id="another license"
        ),
        pytest.param(
            {"licenses": frozenset({"CC-BY-4.0"})}, {}, NO, ELECTION, id="licenses matter to their policy only"
        ),
        pytest.param({"kind": RuleKind.FOUR_EYES}, {}, ASK, HOUSE, id="four eyes are never a no"),
        pytest.param(
            {"kind": RuleKind.FOUR_EYES, "effect": RuleEffect.DUTY}, {}, ASK, HOUSE, id="four eyes are no duty"
        ),
        pytest.param({"kind": "curfew"}, {}, ASK, "FACTS_UNREADABLE", id="unknown kind"),
        pytest.param({"effect": "maybe"}, {}, ASK, "FACTS_UNREADABLE", id="unknown effect"),
    ],
)
def test_a_rule_concerns_what_it_names(change, asked, verdict, code) -> None:
    decision = answer(question(**asked), facts(rules=(rule(ALWAYS, **change),)))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


def test_a_rule_may_ask_for_something() -> None:
    known = facts(rules=(rule(ALWAYS, effect=RuleEffect.DUTY, name="Stadtlogo einblenden"),))
    [duty] = answer(question(), known).duties
    assert duty.text("de") == "Hausregel beachten: Stadtlogo einblenden"


def test_a_rule_that_asks_for_something_later_asks_for_nothing_now() -> None:
    assert answer(question(), facts(rules=(rule(effect=RuleEffect.DUTY),))).duties == ()


@pytest.mark.parametrize(
    ("kind", "german"), [(RuleKind.CHANNEL_POLICY, "Kanalregel"), (RuleKind.FOUR_EYES, "Vier-Augen-Prinzip")]
)
def test_a_rule_without_a_name_is_called_by_its_kind(kind, german) -> None:
    [reason] = answer(question(), facts(rules=(rule(ALWAYS, kind=kind, name=""),))).reasons
    assert reason.text("de") == f"Regel der Organisation: {german}."


CROP = RenditionFacts(
    id="crop",
    modifications=frozenset({Modification.CROP}),
    persons=Completeness.NONE_CONFIRMED,
    works=Completeness.NONE_CONFIRMED,
    property=Completeness.NONE_CONFIRMED,
)


@pytest.mark.parametrize(
    ("freed", "rendition", "verdict"),
    [
        pytest.param(frozenset(), None, NO, id="the picture"),
        pytest.param(frozenset(), "crop", NO, id="a rendition"),
        pytest.param(frozenset({"crop"}), "crop", YES, id="a rendition without the cause"),
        pytest.param(frozenset({"crop"}), None, NO, id="the picture beside a freed rendition"),
        pytest.param(frozenset({"other"}), "other", NO, id="freed, but nobody looked at it"),
    ],
)
def test_a_blocked_original_blocks_its_renditions(freed, rendition, verdict) -> None:
    block = Block(id="b1", cause=BlockCause.PERSON, freed_renditions=freed)
    assert answer(question(rendition=rendition), facts(blocks=(block,), renditions=(CROP,))).verdict is verdict


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        pytest.param("", "Das Medium ist gesperrt: wegen eines gezeigten Werks.", id="by its cause"),
        pytest.param("Abmahnung vom 03.02.", "Das Medium ist gesperrt: Abmahnung vom 03.02..", id="in words"),
    ],
)
def test_a_block_says_why(reason, german) -> None:
    block = Block(id="b1", cause=BlockCause.WORK, reason=reason)
    [found] = answer(question(), facts(blocks=(block,))).reasons
    assert (found.gate, found.text("de")) == (14, german)


def test_a_rendition_brings_its_alterations() -> None:
    known = facts("CC-BY-ND-4.0", renditions=(CROP,))
    assert answer(question(), known).verdict is IF
    assert codes(answer(question(rendition="crop"), known)) == {"LIC_ND_MODIFICATION"}


def test_each_organization_is_under_its_own_switches() -> None:
    own = PolicyOf(organization="ahlen", policy=Policy(cc_by_on_platforms=PolicyEffect.FORBID))
    known = facts("CC-BY-4.0", policies=(own,))
    assert answer(question(Channel.INSTAGRAM), known).verdict is IF
    assert answer(question(Channel.INSTAGRAM, organization="ahlen"), known).verdict is NO
    assert answer(question(Channel.INSTAGRAM, co_publishers=frozenset({"ahlen"})), known).verdict is NO


@pytest.mark.parametrize(
    ("licensees", "verdict"),
    [
        pytest.param([{"lindrode", "ahlen"}], IF, id="one grant for both"),
        pytest.param([{"lindrode"}, {"ahlen"}], IF, id="each has a grant"),
        pytest.param([{"lindrode"}], NO, id="the other has none"),
        pytest.param([{"ahlen"}], NO, id="the asker has none"),
    ],
)
def test_each_of_several_publishers_has_to_be_covered(licensees, verdict) -> None:
    grants = [grant(f"g{n}", licensees=frozenset(each)) for n, each in enumerate(licensees)]
    decision = answer(question(co_publishers=frozenset({"ahlen"})), contracted(*grants))
    assert decision.verdict is verdict


def test_the_rules_of_a_co_publisher_count_too() -> None:
    known = facts(rules=(rule(ALWAYS, organization="ahlen"),))
    assert answer(question(), known).verdict is YES
    assert answer(question(co_publishers=frozenset({"ahlen"})), known).verdict is NO
    assert answer(question(co_publishers=frozenset({"lindrode"})), known).verdict is YES


@pytest.mark.parametrize(
    ("license", "asked", "verdict", "code"),
    [
        pytest.param("CC0-1.0", {"political_context": Tri.YES}, YES, None, id="zero, political"),
        pytest.param("PEXELS", {"political_context": Tri.YES}, ASK, "LIC_POLITICAL_USE", id="a condition, political"),
        pytest.param("PEXELS", {"political_context": Tri.UNKNOWN}, ASK, "QUESTION_INCOMPLETE", id="political or not"),
        pytest.param("CC-BY-4.0", {"as_logo": Tri.YES}, NO, "LIC_LOGO_USE", id="logo"),
        pytest.param("CC0-1.0", {"as_logo": Tri.YES}, ASK, "LIC_LOGO_USE", id="zero, logo"),
        pytest.param("CC-BY-4.0", {"as_logo": Tri.UNKNOWN}, ASK, "QUESTION_INCOMPLETE", id="logo or not"),
    ],
)
def test_politics_and_logos_are_read_in_the_license(license, asked, verdict, code) -> None:
    decision = answer(question(sensitive_context=Tri.NO, **asked), facts(license))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


@pytest.mark.parametrize(
    ("license", "asked", "verdict", "code"),
    [
        pytest.param("CONTRACT", {"political_context": Tri.YES}, ASK, "LIC_POLITICAL_USE", id="contract, political"),
        pytest.param("CONTRACT", {"as_logo": Tri.YES}, ASK, "LIC_LOGO_USE", id="contract, logo"),
        pytest.param("SHUTTERSTOCK-STANDARD", {"political_context": Tri.YES}, NO, "LIC_POLITICAL_USE", id="stock"),
        pytest.param("SHUTTERSTOCK-STANDARD", {"as_logo": Tri.YES}, NO, "LIC_LOGO_USE", id="stock, logo"),
    ],
)
def test_a_purchase_is_bound_by_its_text_and_a_contract_is_read_by_a_person(license, asked, verdict, code) -> None:
    known = facts(license, grants=(grant(),))
    decision = answer(question(sensitive_context=Tri.NO, **asked), known)
    assert (decision.verdict, codes(decision)) == (verdict, {code})


ALTERED = frozenset({Modification.COLLAGE})


@pytest.mark.parametrize(
    ("license", "modifications", "output", "verdict", "code"),
    [
        pytest.param("CC-BY-SA-4.0", ALTERED, None, IF, None, id="share alike as a duty"),
        pytest.param("CC-BY-SA-4.0", ALTERED, "CC-BY-SA-4.0", IF, None, id="the same license"),
        pytest.param("CC-BY-SA-3.0", ALTERED, "CC-BY-SA-4.0", IF, None, id="a later version"),
        pytest.param("CC-BY-SA-4.0", ALTERED, "CC-BY-SA-3.0", NO, "LIC_SA_INCOMPATIBLE", id="an earlier version"),
        pytest.param("CC-BY-SA-4.0", ALTERED, "CC-BY-NC-4.0", NO, "LIC_SA_INCOMPATIBLE", id="with non-commercial"),
        pytest.param(
            "CC-BY-SA-4.0",
            frozenset({Modification.CROP}),
            "CC-BY-NC-4.0",
            NO,
            "LIC_SA_DERIVATIVE",
            id="a crop of its own",
        ),
        pytest.param("CC-BY-SA-4.0", ALTERED, "ours", NO, "LIC_SA_DERIVATIVE", id="a license nobody knows"),
        pytest.param("CC-BY-NC-4.0", ALTERED, "CC-BY-SA-4.0", NO, "LIC_SA_INCOMPATIBLE", id="NC into share alike"),
        pytest.param("CC-BY-NC-4.0", ALTERED, "CC-BY-NC-SA-4.0", IF, None, id="NC into NC"),
        pytest.param("CC-BY-4.0", ALTERED, "CC-BY-SA-4.0", IF, None, id="BY into share alike"),
    ],
)
def test_licenses_of_a_collage_have_to_go_together(license, modifications, output, verdict, code) -> None:
    asked = question(modifications=modifications, output_license=output, commercial=Tri.NO)
    decision = answer(asked, facts(license))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())
    assert ("DUTY_SHARE_ALIKE" in duty_codes(decision)) is (verdict is IF and "SA" in license)

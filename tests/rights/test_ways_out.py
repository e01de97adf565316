"""Which question a single reason leads to, and in which order several are offered: `find_remedies` by itself."""

from dataclasses import replace

import pytest

from licensing.rights import Channel, Modification, Placement, Purpose, Question, Reason, RecordRef, Tri, Verdict
from licensing.rights.catalogue import Param, forbidden, needs_decision
from licensing.rights.remedies import Remedy, find_remedies

from .builders import day, question

ASKED = question(
    Channel.INSTAGRAM,
    placement=Placement.AD,
    publish_until=day("2027-06-30"),
    modifications=frozenset({Modification.CROP}),
    print_run=900,
    commercial=Tri.YES,
    paid_promotion=Tri.YES,
    sold=Tri.YES,
    sensitive_context=Tri.YES,
    political_context=Tri.YES,
)
PLAIN = {"modifications": frozenset()}
CALM = {"sensitive_context": Tri.NO, "political_context": Tri.NO}
TAME = {"commercial": Tri.NO, "sold": Tri.NO, "paid_promotion": Tri.NO, "placement": None}


def offered(reason: Reason, asked: Question = ASKED, verdict: Verdict = Verdict.ALLOWED) -> list[Remedy]:
    """What is offered where every other question would get `verdict`, channels apart."""
    found = find_remedies(asked, (reason,), lambda _: verdict)
    return [each for each in found if each.question is not None and each.code != "REMEDY_OTHER_CHANNEL"]


@pytest.mark.parametrize(
    ("code", "gate", "params", "remedy", "changed"),
    [
        pytest.param(code, gate, params, remedy, changed, id=code)
        for code, gate, params, remedy, changed in [
            ("GRANT_TERM_EXCEEDED", 4, {"until": day("2027-01-31")}, "SHORTEN_PERIOD", day("2027-01-31")),
            ("PERS_CONSENT_TERM_EXCEEDED", 6, {"until": day("2027-01-31")}, "SHORTEN_PERIOD", day("2027-01-31")),
            ("BLACKOUT_ELECTION", 12, {"from": day("2027-02-01")}, "SHORTEN_PERIOD", day("2027-01-31")),
            ("BLACKOUT_REVIEW", 12, {"from": day("2027-02-01")}, "SHORTEN_PERIOD", day("2027-01-31")),
            ("GRANT_NOT_YET_VALID", 4, {"from": day("2027-02-01")}, "START_LATER", day("2027-02-01")),
            ("PERS_CONSENT_NOT_YET_VALID", 6, {"from": day("2027-02-01")}, "START_LATER", day("2027-02-01")),
            ("EMBARGO_ACTIVE", 11, {"until": day("2027-02-01")}, "START_LATER", day("2027-02-02")),
            ("LIC_ND_MODIFICATION", 4, {}, "UNMODIFIED", PLAIN),
            ("LIC_EDITORIAL_ALTERATION", 4, {}, "UNMODIFIED", PLAIN),
            ("LIC_SA_DERIVATIVE", 4, {}, "UNMODIFIED", PLAIN),
            ("GRANT_MODIFICATION_NOT_COVERED", 4, {}, "UNMODIFIED", PLAIN),
            ("GRANT_PRINT_RUN_EXCEEDED", 4, {"left": 500}, "SMALLER_PRINT_RUN", {"print_run": 500}),
            ("GRANT_PAID_NOT_COVERED", 4, {}, "NOT_PAID", {"paid_promotion": Tri.NO, "placement": None}),
            ("LIC_NC_COMMERCIAL", 4, {}, "NOT_COMMERCIAL", TAME),
            ("LIC_SENSITIVE_USE", 4, {}, "NOT_SENSITIVE", CALM),
            ("PERS_SENSITIVE_CONTEXT", 6, {}, "NOT_SENSITIVE", CALM),
            ("LIC_POLITICAL_USE", 4, {}, "NOT_SENSITIVE", CALM),
            ("LIC_MERCH_NOT_PERMITTED", 4, {}, "NOT_SOLD", {"sold": Tri.NO}),
            ("LIC_STANDALONE_RESALE", 4, {}, "NOT_SOLD", {"sold": Tri.NO}),
        ]
    ],
)
def test_a_reason_leads_to_the_question_without_it(code, gate, params, remedy, changed) -> None:
    changes = {
        "SHORTEN_PERIOD": {"publish_until": changed},
        "START_LATER": {"publish_from": changed},
    }.get(remedy, changed)
    [found] = offered(forbidden(code, gate, **params))
    assert (found.code, found.question) == (f"REMEDY_{remedy}", replace(ASKED, **changes))
    assert found.verdict is Verdict.ALLOWED


@pytest.mark.parametrize(
    ("remedy", "code", "params", "told"),
    [
        ("REMEDY_SHORTEN_PERIOD", "GRANT_TERM_EXCEEDED", {"until": day("2027-01-31")}, {"until": day("2027-01-31")}),
        ("REMEDY_START_LATER", "GRANT_NOT_YET_VALID", {"from": day("2027-02-01")}, {"from": day("2027-02-01")}),
        ("REMEDY_SMALLER_PRINT_RUN", "GRANT_PRINT_RUN_EXCEEDED", {"left": 1}, {"print_run": 1}),
    ],
)
def test_a_way_out_tells_how_far_it_goes(
    remedy: str, code: str, params: dict[str, Param], told: dict[str, Param]
) -> None:
    [found] = offered(forbidden(code, 4, **params))
    assert (found.code, found.params) == (remedy, told)


@pytest.mark.parametrize(
    ("reason", "asked"),
    [
        pytest.param(forbidden("GRANT_PRINT_RUN_EXCEEDED", 4, left=0), ASKED, id="no copy left"),
        pytest.param(forbidden("GRANT_PRINT_RUN_EXCEEDED", 4), ASKED, id="copies left not said"),
        pytest.param(forbidden("GRANT_TERM_EXCEEDED", 4), ASKED, id="end not said"),
        pytest.param(forbidden("GRANT_NOT_YET_VALID", 4, **{"from": day("2027-07-01")}), ASKED, id="begins too late"),
        pytest.param(
            forbidden("LIC_NC_COMMERCIAL", 4), replace(ASKED, purpose=Purpose.MERCHANDISE_SALE), id="a sale is one"
        ),
        pytest.param(forbidden("GRANT_DISPUTED", 3), ASKED, id="the asset itself is unclear"),
    ],
)
def test_where_no_other_question_helps_none_is_asked(reason, asked) -> None:
    assert offered(reason, asked) == []


def test_only_what_releases_is_offered() -> None:
    assert offered(forbidden("LIC_STANDALONE_RESALE", 4), verdict=Verdict.NEEDS_DECISION) == []


def test_around_a_black_out_there_is_before_and_after() -> None:
    reason = forbidden("BLACKOUT_ELECTION", 12, **{"from": day("2027-02-01"), "until": day("2027-03-14")})
    assert [(each.code, each.params) for each in offered(reason)] == [
        ("REMEDY_SHORTEN_PERIOD", {"until": day("2027-01-31")}),
        ("REMEDY_START_LATER", {"from": day("2027-03-15")}),
    ]
    inside = replace(ASKED, publish_from=day("2027-02-01"))
    assert [each.code for each in offered(reason, inside)] == ["REMEDY_START_LATER"]


def test_a_placement_that_is_no_ad_stays() -> None:
    [found] = offered(forbidden("GRANT_PAID_NOT_COVERED", 4), replace(ASKED, placement=Placement.STORY))
    assert found.question == replace(ASKED, placement=Placement.STORY, paid_promotion=Tri.NO)


@pytest.mark.parametrize(
    "field", ["paid_promotion", "sensitive_context", "sold", "commercial", "political_context", "as_logo"]
)
def test_what_was_left_open_is_answered_with_no(field: str) -> None:
    asked = replace(ASKED, **{field: Tri.UNKNOWN})
    [found] = offered(needs_decision("QUESTION_INCOMPLETE", 4, field=field), asked)
    assert (found.code, found.params) == ("REMEDY_ANSWER", {"answers": (field,)})
    assert found.question == replace(asked, **{field: Tri.NO})


def test_an_unclear_noncommercial_use_is_answered_too() -> None:
    asked = replace(ASKED, commercial=Tri.UNKNOWN)
    [found] = offered(needs_decision("LIC_NC_UNCLEAR", 4), asked)
    assert found.question == replace(asked, commercial=Tri.NO)
    assert offered(needs_decision("LIC_NC_UNCLEAR", 4), replace(ASKED, commercial=Tri.YES)) == []


def test_other_channels_come_mildest_first_three_at_most_and_never_the_one_asked() -> None:
    mild = {Channel.PRINT: Verdict.ALLOWED, Channel.POSTER: Verdict.ALLOWED}

    def ask(changed: Question) -> Verdict:
        return mild.get(changed.channel, Verdict.ALLOWED_WITH_DUTIES)

    found = find_remedies(ASKED, (forbidden("GRANT_CHANNEL_NOT_COVERED", 4),), ask)
    channels = [each for each in found if each.code == "REMEDY_OTHER_CHANNEL"]
    assert [each.params for each in channels] == [
        {"channel": Channel.PRINT},
        {"channel": Channel.POSTER},
        {"channel": Channel.WEBSITE},
    ]
    assert all(each.question == replace(ASKED, channel=each.params["channel"], placement=None) for each in channels)


def test_another_version_is_offered_where_what_is_shown_stands_in_the_way() -> None:
    reason = needs_decision("PERS_CONSENT_MISSING", 6, RecordRef("person", "p1"), person="Person 1")
    asked = replace(ASKED, rendition="crop")
    found = find_remedies(asked, (reason,), lambda _: Verdict.ALLOWED, renditions=("crop", "tight"))
    versions = [each for each in found if each.code == "REMEDY_OTHER_RENDITION"]
    assert [(each.params, each.question) for each in versions] == [
        ({"rendition": "tight"}, replace(asked, rendition="tight"))
    ]
    license_ = needs_decision("LIC_UNKNOWN", 3)
    assert [each.code for each in find_remedies(asked, (license_,), lambda _: Verdict.ALLOWED, renditions=("x",))] == [
        "REMEDY_RECORD_LICENSE",
        "REMEDY_ASK_PERSON",
    ]


def test_a_fact_to_change_is_told_once_and_claims_nothing() -> None:
    reasons = (needs_decision("LIC_UNKNOWN", 3), needs_decision("LIC_UNKNOWN", 3, RecordRef("license", "UNKNOWN")))
    found = find_remedies(ASKED, reasons, lambda _: Verdict.ALLOWED)
    assert [(each.code, each.params, each.verdict) for each in found] == [
        ("REMEDY_RECORD_LICENSE", {}, None),
        ("REMEDY_ASK_PERSON", {}, None),
    ]

"""What a finding carries: the records behind it are records of the asset, and its parameters have words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from licensing.rights import (
    Channel,
    CreditRule,
    Decision,
    Duty,
    Facts,
    Modification,
    Purpose,
    Reason,
    Tri,
    Verdict,
    decide,
    reason_key,
)
from licensing.rights.catalogue import _LABELS

from .builders import NOW, answer, consent, contracted, facts, grant, person, question, rule, showing
from .cases import CASES
from .cases.case import Case
from .worlds import make_asked, make_facts

OPEN_WORDED = {"rule", "reason", "text"}
"""Parameters that hold a code or what a person wrote."""


def _records(known: Facts) -> set[tuple[str, str]]:
    kinds = {
        "grant": known.grants,
        "person": known.persons_shown,
        "consent": [consent for each in known.persons_shown for consent in each.consents],
        "work": known.works_shown,
        "property": known.property_shown,
        "sign": known.signs_shown,
        "audio": known.audio_tracks,
        "rule": known.rules,
        "block": known.blocks,
        "embargo": known.embargoes,
    }
    found = {(kind, each.id) for kind, records in kinds.items() for each in records}
    return found | ({("license", known.assignment.license)} if known.assignment is not None else set())


def _findings(decision: Decision) -> Iterator[Reason | Duty]:
    """Those of the answer, and those of every right of use that was not chosen."""
    yield from decision.reasons
    yield from decision.duties
    for outcome in decision.alternatives:
        for finding in outcome.findings:
            if isinstance(finding, Reason | Duty):
                yield finding


def _assert_is_whole(finding: Reason | Duty, known: Facts) -> None:
    if isinstance(finding, Reason):
        assert {(each.kind, each.id) for each in finding.records} <= _records(known), finding
    for name, value in finding.params.items():
        assert isinstance(value, str | int | date | tuple), finding
        table = _LABELS.get(name, {})
        codes = value if isinstance(value, tuple) else (value,)
        if table and name not in OPEN_WORDED:
            assert set(codes) <= set(table), finding
        if name == "person":
            assert value in {f"Person {each.number}" for each in known.persons_shown} | {"Person 1"}, finding


@pytest.mark.parametrize("case", [pytest.param(each, id=each.id) for each in CASES])
def test_a_reason_rests_on_records_of_the_asset_and_speaks_of_what_has_words(case: Case) -> None:
    for finding in _findings(answer(case.asks, case.facts)):
        _assert_is_whole(finding, case.facts)


@pytest.mark.parametrize("seed", range(100))
def test_whatever_is_recorded_a_reason_rests_on_it(seed: int) -> None:
    known = make_facts(Random(seed))
    for finding in _findings(decide(make_asked(Random(seed + 7)), known, at=NOW)):
        _assert_is_whole(finding, known)


def _named(decision: Decision) -> set[str]:
    return {reason_key(reason) for reason in decision.reasons}


ODD_CONSENT = consent(status="lost")
ODD_RULE = replace(rule(), kind="curfew", start=None, until=None)
UNREADABLE_GRANT = replace(grant("odd"), channels=None)


@pytest.mark.parametrize(
    ("known", "key"),
    [
        pytest.param(contracted(UNREADABLE_GRANT), "FACTS_UNREADABLE|4|grant:odd|record=grant", id="grant"),
        pytest.param(showing(person(ODD_CONSENT)), "FACTS_UNREADABLE|6|consent:c1|record=consent", id="consent"),
        pytest.param(facts(rules=(ODD_RULE,)), "FACTS_UNREADABLE|12|rule:rule|record=rule", id="rule"),
        pytest.param(facts(grants=None), "FACTS_UNREADABLE|4||record=license", id="all grants"),
        pytest.param(facts(asset=replace(facts().asset, state="lost")), "FACTS_UNREADABLE|2||record=state", id="state"),
        pytest.param(facts(persons_shown=None), "FACTS_UNREADABLE|0||record=persons_shown", id="persons"),
        pytest.param(facts(works_shown=None), "FACTS_UNREADABLE|0||record=works_shown", id="works"),
    ],
)
def test_a_record_that_cannot_be_read_is_named(known: Facts, key: str) -> None:
    assert key in _named(answer(question(), known))


def test_a_question_that_is_none_is_named() -> None:
    assert _named(decide(None, None, at=NOW)) == {"FACTS_UNREADABLE|1||record=question"}  # type: ignore[arg-type]  # any


def test_a_grant_without_an_id_is_still_a_grant_that_cannot_be_read() -> None:
    assert "FACTS_UNREADABLE|4|grant:|record=grant" in _named(answer(question(), facts("CONTRACT", grants=(object(),))))


def test_a_moment_without_a_zone_is_a_gap_in_the_question() -> None:
    decision = decide(question(), facts(), at=NOW.replace(tzinfo=None))
    assert _named(decision) == {"QUESTION_INCOMPLETE|1||field=at"}
    assert decision.valid_at == NOW


def test_what_a_grant_does_not_cover_is_told_as_a_code() -> None:
    narrow = grant(
        channels=frozenset({Channel.WEBSITE}), purposes=frozenset({Purpose.EDUCATION}), modifications=frozenset()
    )
    decision = answer(
        question(Channel.PRESS, Purpose.CAMPAIGN, modifications=frozenset({Modification.CROP})), contracted(narrow)
    )
    assert {
        "GRANT_CHANNEL_NOT_COVERED|4|grant:g1|channel=press,covered=website",
        "GRANT_PURPOSE_NOT_COVERED|4|grant:g1|purpose=campaign",
        "GRANT_MODIFICATION_NOT_COVERED|4|grant:g1|modification=crop",
    } <= _named(decision)


def test_days_of_a_term_are_told_as_days() -> None:
    late = contracted(grant(term=("2027-01-01", None)))
    [reason] = [each for each in answer(question(), late).reasons if each.code == "GRANT_NOT_YET_VALID"]
    assert reason.params == {"from": date(2027, 1, 1)}


def test_without_a_license_a_grant_is_read_by_its_own_terms() -> None:
    known = facts(None, grants=(grant(credit=CreditRule(required=Tri.NO)),))
    for asked in (question(), question(commercial=Tri.YES), question(Channel.INSTAGRAM, paid_promotion=Tri.NO)):
        decision = answer(asked, known)
        assert _named(decision) == {"LIC_UNKNOWN|3||"}
        assert [each.verdict for each in decision.alternatives] == [Verdict.ALLOWED]

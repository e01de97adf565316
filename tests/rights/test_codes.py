"""Every code of the catalogue is said by somebody, and nothing is said that the catalogue does not know."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from licensing.rights import (
    DUTIES,
    HINTS,
    REASONS,
    REMEDIES,
    Channel,
    Completeness,
    Creator,
    CreditRule,
    Designation,
    Resolution,
    Tri,
    decide,
    reason_key,
    resolved,
    with_live_uses,
)

from .builders import NAMED, NOW, answer, assigned, contracted, day, facts, grant, question
from .worlds import make_asked, make_facts


def _special():
    """Answers that generated worlds do not come across."""
    unseen = facts(persons=Completeness.UNKNOWN)
    blocked = answer(question(), unseen)
    release = Resolution(
        id="r1",
        question=question(),
        releases=True,
        covers=frozenset(map(reason_key, blocked.reasons)),
        decided_on=day("2026-11-20"),
        expires_on=day("2027-06-30"),
        conditions="nur im Bericht",
    )
    yield resolved(blocked, [release], at=NOW)
    yield resolved(answer(question(), replace(unseen, ai=Tri.UNKNOWN)), [release], at=NOW)
    yield with_live_uses(blocked, 2)
    yield answer(question(), replace(facts(), asset=None))
    yield answer(question(), contracted(grant(specimen_to="Archiv", report_to="VG")))
    yield answer(
        question(Channel.OTHER_SOCIAL, paid_promotion=Tri.NO),
        contracted(grant(channels=frozenset({Channel.OTHER_SOCIAL}), credit=CreditRule(line="Foto: " + "M" * 300))),
    )
    for license in REASONS_OF_LICENSES:
        yield answer(question(), facts(license))
    yield answer(
        question(),
        facts(
            "CC-BY-4.0",
            naming=replace(NAMED, creators=(Creator(name="K", designation=Designation.PSEUDONYM, pseudonym="P"),)),
        ),
    )
    yield answer(question(), facts(assignment=assigned("ORPHAN")))


REASONS_OF_LICENSES = ("ORPHAN", "UNKNOWN", "CC-BY", "QUOTATION", "ALL-RIGHTS-RESERVED", "CONTRACT", "AI-OUTPUT-TERMS")


@cache
def said() -> dict[str, frozenset[str]]:
    decisions = [decide(make_asked(Random(-seed)), make_facts(Random(seed)), at=NOW) for seed in range(4000)]
    decisions += _special()
    found = {
        "reasons": {each.code for decision in decisions for each in decision.reasons},
        "duties": {each.code for decision in decisions for each in decision.duties},
        "hints": {each.code for decision in decisions for each in decision.hints},
        "remedies": {each.code for decision in decisions[::8] for each in decision.remedies},
    }
    return {name: frozenset(codes) for name, codes in found.items()}


@pytest.mark.parametrize(("kind", "catalogue"), [("reasons", REASONS), ("duties", DUTIES), ("hints", HINTS)])
def test_every_code_is_said_somewhere(kind, catalogue) -> None:
    assert sorted(set(catalogue) - said()[kind]) == []


@pytest.mark.parametrize(
    ("kind", "catalogue"), [("reasons", REASONS), ("duties", DUTIES), ("hints", HINTS), ("remedies", REMEDIES)]
)
def test_nothing_is_said_that_has_no_words(kind, catalogue) -> None:
    assert sorted(said()[kind] - set(catalogue)) == []


def test_every_remedy_of_a_reason_has_words() -> None:
    assert {text.remedy for text in REASONS.values() if text.remedy} <= set(REMEDIES)


def test_a_reason_comes_only_in_its_classes() -> None:
    letters = {"forbidden": "F", "needs_decision": "N", "allowed": "I"}
    for seed in range(1500):
        decision = decide(make_asked(Random(-seed)), make_facts(Random(seed)), at=NOW)
        for reason in decision.reasons:
            assert letters[reason.verdict.value] in REASONS[reason.code].classes, reason

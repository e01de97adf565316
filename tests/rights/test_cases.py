"""The worked cases, each a row: situation, question, verdict, what keeps it from being milder, what goes with a yes."""

import pytest

from .builders import answer, duty_codes
from .cases import CASES
from .cases.case import Case
from .cases.paper import PAPER, written


@pytest.mark.parametrize("case", [pytest.param(each, id=each.id) for each in CASES])
def test_a_worked_case_is_answered_as_the_law_and_the_record_say(case: Case) -> None:
    decision = answer(case.asks, case.facts)
    blocking = {reason.code for reason in decision.reasons if not reason.verdict.is_releasing}
    assert (decision.verdict, blocking) == (case.verdict, case.reasons)
    if decision.verdict.is_releasing:
        assert duty_codes(decision) == case.duties


def test_there_are_at_least_150_cases_each_told_once() -> None:
    assert len({each.id for each in CASES}) == len(CASES) >= 150


def test_the_paper_for_lawyers_says_what_the_cases_say() -> None:
    assert PAPER.read_text(encoding="utf-8") == written(), "write it again: python -m tests.rights.cases.paper"

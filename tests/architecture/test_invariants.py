"""The register of the invariants names tests that exist, and every property among them promises its number of cases."""

import re
from pathlib import Path

import pytest

from tests.invariants import INVARIANTS

TESTS = Path(__file__).parents[1]
COUNTED = re.compile(r"@cases\(of=|\brun\(|CASES // ")
"""How a test says that it runs on as many cases as are promised."""


def test_all_fifteen_are_stated() -> None:
    assert list(INVARIANTS) == [f"I{number}" for number in range(1, 16)]


@pytest.mark.parametrize("name", INVARIANTS)
def test_the_tests_of_an_invariant_exist_and_count_their_cases(name: str) -> None:
    invariant = INVARIANTS[name]
    assert invariant.property_tests
    for each in (*invariant.property_tests, *invariant.examples):
        path, _, test = each.partition("::")
        text = (TESTS / path).read_text()
        assert not test or f"def {test}(" in text, each
        if each in invariant.property_tests:
            before, _, after = text.partition(f"def {test}(")
            assert COUNTED.search(before[-120:] + after.split("\ndef ")[0]), f"{each} does not count its cases"

"""Questions, facts and decisions survive storage: as JSON and back, with every field of every layer."""

import json
from random import Random

import msgspec
import pytest

from licensing.rights import Facts, Question, decide
from licensing.snapshots import decided_again, facts_from, snapshot

from .builders import NOW
from .worlds import make_asked, make_facts

SEEDS = range(60)


def through_storage(value):
    return json.loads(json.dumps(snapshot(value)))


@pytest.mark.parametrize("seed", SEEDS)
def test_facts_and_questions_come_back_as_they_went(seed) -> None:
    known, about = make_facts(Random(seed)), make_asked(Random(seed + 1000))
    assert facts_from(through_storage(known)) == known
    assert msgspec.convert(through_storage(about), Question) == about


@pytest.mark.parametrize("seed", SEEDS)
def test_i14_a_stored_decision_is_computed_again(seed) -> None:
    known, about = make_facts(Random(seed)), make_asked(Random(seed + 1000))
    first = decide(about, known, at=NOW)
    again = decided_again(through_storage(about), through_storage(known), at=NOW)
    assert again == first
    assert again.input_hash == first.input_hash
    assert through_storage(again) == through_storage(first)


def test_facts_stored_before_a_field_was_there_read_as_unknown() -> None:
    assert facts_from({"persons": "none_confirmed"}) == Facts(persons=facts_from({"persons": "none_confirmed"}).persons)
    assert facts_from({}) == Facts()

"""Stored decisions have to be recomputable, so answers change only together with `RULESET_VERSION`.

Four hundred fixed worlds are decided; their verdicts, reasons, duties and days are folded into one hash for each rule
set. Whoever changes a rule raises `RULESET_VERSION` in `licensing/rights/decision.py` and records the new hash here:
`python -m tests.rights.test_corpus` prints it.
"""

import hashlib
import json
from collections import Counter
from random import Random

from licensing.rights import RULESET_VERSION, Decision, Facts, Question, decide, input_hash, reason_key

from .builders import NOW, consent, contracted, facts, grant, person, question, showing
from .worlds import make_asked, make_facts, make_searched

WORLDS = 400
ANSWERS = {"2026.11-3": "2a8eeb4e595169424a25ca50509db31b7ceb4ff8358374b8b3f2dddd0b49e857"}


def worlds() -> list[tuple[Question, Facts]]:
    """Half of the questions leave open what a search leaves open, half answer anything."""
    ask = {0: make_searched, 1: make_asked}
    return [(ask[seed % 2](Random(seed + 7)), make_facts(Random(seed))) for seed in range(WORLDS)]


def told(world: tuple[Question, Facts]) -> dict[str, object]:
    return _plain(decide(*world, at=NOW))


def _decisions() -> list[Decision]:
    return [decide(*world, at=NOW) for world in worlds()]


def _plain(decision: Decision) -> dict[str, object]:
    return {
        "verdict": decision.verdict.value,
        "reasons": [(reason.verdict.value, reason_key(reason)) for reason in decision.reasons],
        "duties": [(each.code, str(each.due), sorted(map(str, each.params.items()))) for each in decision.duties],
        "hints": sorted(hint.code for hint in decision.hints),
        "grant": decision.chosen_grant or decision.nearest_miss_grant,
        "alternatives": sorted((str(each.grant), each.verdict.value, each.chain) for each in decision.alternatives),
        "changes": str(decision.next_change_at),
    }


def _fingerprint(decisions: list[Decision]) -> str:
    return hashlib.sha256(json.dumps([_plain(each) for each in decisions]).encode()).hexdigest()


def test_answers_change_only_together_with_the_version_of_the_rules() -> None:
    assert ANSWERS.get(RULESET_VERSION) == _fingerprint(_decisions()), (
        "decisions came out differently: raise RULESET_VERSION and record the new hash (see the module)"
    )


def test_the_corpus_has_every_verdict_and_most_reasons() -> None:
    decisions = _decisions()
    assert min(Counter(each.verdict for each in decisions).values()) >= WORLDS // 40
    assert len({reason.code for each in decisions for reason in each.reasons}) >= 60


HASHES = {"2026.11-3": "fff4f04f7201d8d35230df3da09ca4d0a9a46baa7f8cfd92bc227cfbc3a0cf86"}
"""Of one question and its facts: stored decisions are told apart by it."""


def test_the_hash_of_an_answers_input_is_stable() -> None:
    assert input_hash(*worlds()[0]) == HASHES[RULESET_VERSION]


def test_whatever_differs_in_the_input_differs_in_its_hash() -> None:
    asked = question()
    known = [
        facts(),
        contracted(grant("g1")),
        contracted(grant("g2")),
        contracted(grant("g1"), grant("g2")),
        showing(person(consent("c1"))),
        showing(person(consent("c2"))),
        showing(person(consent("c1"), consent("c2"))),
        showing(person(number=2)),
    ]
    assert len({input_hash(asked, each) for each in known}) == len(known)
    assert input_hash(asked, known[0]) != input_hash(question(asset="a2"), known[0])


if __name__ == "__main__":
    print(RULESET_VERSION, _fingerprint(_decisions()))

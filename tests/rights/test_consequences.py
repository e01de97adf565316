"""What follows from answers is pinned: ways out, rows for search, a person's decision, credit lines, words.

The worked cases and a hundred generated worlds are carried on to each of these, and what comes out is folded into one
hash. Whoever changes one of them on purpose records the new hash: `python -m tests.rights.test_consequences` prints
them. That they are right is the business of the other tests; here nothing changes unnoticed.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import pytest

from licensing.rights import (
    LANGUAGES,
    LICENSES,
    Channel,
    CreditForm,
    Decision,
    Facts,
    Modification,
    Placement,
    Question,
    Resolution,
    Tri,
    decide,
    needs_four_eyes,
    reason_key,
    resolved,
    sentence,
    windows,
    with_live_uses,
)
from licensing.rights.attribution import CreditPlace, placed_credit_line

from .builders import NOW, TOWN, day
from .cases import CASES
from .worlds import make_asked, make_facts, make_naming

WORLDS = 100
PINNED = {
    "ways out": "1301181c27f02aec",
    "rows": "905ec0da69d3e72d",
    "persons' decisions": "7f1777adc2b1eea7",
    "credits": "c55b5df6cb9e6310",
    "words": "b491e65b984d5504",
}
COVERED = frozenset({Modification.CROP, Modification.COLOUR})


@cache
def _worlds() -> tuple[tuple[Question, Facts], ...]:
    generated = [(make_asked(Random(seed + 7)), make_facts(Random(seed))) for seed in range(WORLDS)]
    return (*((each.asks, each.facts) for each in CASES), *generated)


def _decisions() -> Iterator[Decision]:
    return (decide(asked, known, at=NOW) for asked, known in _worlds())


def _ways_out() -> Iterator[object]:
    for decision in _decisions():
        for remedy in decision.remedies:
            yield remedy.code, repr(remedy.params), repr(remedy.question), str(remedy.verdict), remedy.text("de")


def _rows() -> Iterator[object]:
    for decision in _decisions():
        rows = windows(decision.facts, organizations=[TOWN, "ahlen"])
        yield sorted(repr((each, each.start_day, each.until_day)) for each in rows)


def _persons_decisions() -> Iterator[object]:
    for decision in _decisions():
        release = Resolution(
            id="r",
            question=decision.question,
            releases=True,
            covers=frozenset(map(reason_key, decision.reasons)),
            decided_on=day("2026-11-20"),
            expires_on=day("2027-06-30"),
            has_four_eyes=Tri.YES,
        )
        released = with_live_uses(resolved(decision, [release], at=NOW), 1)
        yield needs_four_eyes(decision), str(released.verdict), released.chosen_grant, str(released.next_change_at)
        yield [(each.code, str(each.due), repr(each.params)) for each in released.duties]


def _credits() -> Iterator[object]:
    for seed, license_ in enumerate(LICENSES.values()):
        for channel in Channel:
            naming = make_naming(Random(seed + len(channel)))
            for form in CreditForm:
                place = CreditPlace(channel=channel, placement=Placement.STORY, form=form)
                yield repr(placed_credit_line(naming, license_, place, COVERED))


def _words() -> Iterator[object]:
    for decision in _decisions():
        for language in LANGUAGES:
            said = sentence(decision, language=language, names={TOWN: "Stadt Lindrode"})
            yield said.tile, said.more, said.sentence
            yield [each.text(language) for each in (*decision.reasons, *decision.duties, *decision.hints)]


PARTS: dict[str, Callable[[], Iterator[object]]] = {
    "ways out": _ways_out,
    "rows": _rows,
    "persons' decisions": _persons_decisions,
    "credits": _credits,
    "words": _words,
}


def _fingerprint(part: str) -> str:
    return hashlib.sha256(json.dumps(list(PARTS[part]())).encode()).hexdigest()[:16]


@pytest.mark.parametrize("part", PARTS)
def test_what_follows_from_answers_changes_only_on_purpose(part: str) -> None:
    assert PINNED.get(part) == _fingerprint(part), "see the module: record the new hash if this was meant"


if __name__ == "__main__":
    for each in PARTS:
        print(f'    "{each}": "{_fingerprint(each)}",')

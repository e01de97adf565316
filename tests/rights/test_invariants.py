"""The fifteen invariants of the decision model (rights note 4.9), as properties over generated worlds.

Each is checked on ten thousand cases that could have failed, on two hundred thousand with BILDKREIS_PROOF=1
(`counting`). I10 is in `test_windows`; `tests/invariants.py` names the tests of what the database and the API keep.
"""

import os
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.rights import (
    LICENSES,
    Channel,
    ConsentStatus,
    CreditForm,
    Designation,
    GrantKind,
    Resolution,
    Tri,
    Verdict,
    credit_line,
    decide,
    find_license,
    mildest,
    reason_key,
    resolved,
)
from licensing.rights.attribution import mentions
from licensing.rights.license import CreditDue, Element
from licensing.snapshots import decided_again, snapshot

from .builders import NOW, answer, assigned, consent, grant
from .counting import anything, cases, contracted, named, peopled, released
from .layer_worlds import person as any_person
from .worlds import CASES, World, many, worlds
from .worsenings import NARROWINGS, OPEN_QUESTIONS, RESTRICTIONS, UNKNOWNS, with_person

few = settings(many, max_examples=500)


def verdict(world: World) -> Verdict:
    return answer(world.question, world.facts).verdict


def stays_strict(before: World, after: World) -> bool:
    """An answer on restricted facts is never milder; the mildest answer could not have become any."""
    if before == after:
        return False
    milder, stricter = verdict(before), verdict(after)
    assert stricter.strictness >= milder.strictness
    return milder is not Verdict.ALLOWED


@cases(of=released)
def test_i1_nothing_is_released_while_something_is_unknown(world: World, rng: Random) -> bool:
    """About the facts or about the question, of what was released before."""
    left_open = replace(world.question, **OPEN_QUESTIONS[rng.choice(sorted(OPEN_QUESTIONS))])
    assert not answer(left_open, world.facts).verdict.is_releasing
    unknown = replace(world, facts=UNKNOWNS[rng.choice(sorted(UNKNOWNS))](world.facts))
    assert unknown == world or not verdict(unknown).is_releasing
    return unknown != world


@cases(of=anything)
def test_i2_a_restriction_never_makes_the_answer_milder(world: World, rng: Random) -> bool:
    return stays_strict(world, replace(world, facts=RESTRICTIONS[rng.choice(sorted(RESTRICTIONS))](world.facts)))


@cases(of=anything)
def test_i2_narrowing_a_grant_never_makes_the_answer_milder(world: World, rng: Random) -> bool:
    first, *others = world.facts.grants or (grant(),)
    first = replace(first, kind=GrantKind.SIMPLE)  # to narrow somebody's exclusive right frees all others
    narrower = NARROWINGS[rng.choice(sorted(NARROWINGS))](first)
    wide, narrow = (replace(world.facts, grants=(each, *others)) for each in (first, narrower))
    return stays_strict(replace(world, facts=wide), replace(world, facts=narrow))


@cases(of=anything)
def test_i2_a_longer_use_is_never_answered_more_mildly(world: World, rng: Random) -> bool:
    about = world.question
    end = about.publish_until or about.publish_from
    shorter, longer = (replace(about, publish_until=end + timedelta(days=days)) for days in (0, rng.randint(1, 20)))
    return stays_strict(replace(world, question=shorter), replace(world, question=longer))


@cases(of=anything)
def test_i3_the_same_question_and_facts_give_the_same_answer(world: World, rng: Random) -> bool:
    first = answer(world.question, world.facts)
    again = answer(replace(world.question), replace(world.facts))
    assert first == again
    return True


LISTS = (
    "grants",
    "conflicts",
    "embargoes",
    "persons_shown",
    "works_shown",
    "property_shown",
    "signs_shown",
    "audio_tracks",
    "rules",
    "blocks",
    "renditions",
)


@cases(of=anything)
def test_i4_the_order_of_records_changes_neither_verdict_nor_hash(world: World, rng: Random) -> bool:
    known = world.facts
    shuffled = {name: tuple(rng.sample(getattr(known, name), len(getattr(known, name)))) for name in LISTS}
    shuffled["persons_shown"] = tuple(
        replace(each, consents=tuple(rng.sample(each.consents, len(each.consents))))
        for each in shuffled["persons_shown"]
    )
    other = replace(known, **shuffled)
    if other == known:
        return False
    first, again = answer(world.question, known), answer(world.question, other)
    assert (first.verdict, first.reasons, first.duties) == (again.verdict, again.reasons, again.duties)
    assert first.input_hash == again.input_hash
    return True


@cases(of=contracted)
def test_i5_without_grants_only_a_public_license_releases(world: World, rng: Random) -> bool:
    assert not answer(world.question, replace(world.facts, grants=())).verdict.is_releasing
    return True


@cases(of=contracted)
def test_i6_one_right_of_use_or_one_chain_explains_a_release(world: World, rng: Random) -> bool:
    about = replace(world.question, co_publishers=frozenset())  # each publisher has a right of its own
    decision = answer(about, world.facts)
    best = [each for each in decision.alternatives if each.grant == decision.chosen_grant]
    links = {decision.chosen_grant, *(id for each in best for id in each.chain)}
    alone = tuple(right for right in world.facts.grants if right.id in links)
    assert answer(about, replace(world.facts, grants=alone)).verdict.is_releasing
    return len(alone) < len(world.facts.grants)


@cases(of=contracted)
def test_i7_what_is_used_up_or_too_many_copies_never_releases(world: World, rng: Random) -> bool:
    known = world.facts
    used_up = tuple(replace(right, uses_left=0) for right in known.grants)
    assert not answer(world.question, replace(known, grants=used_up)).verdict.is_releasing
    left = rng.randint(0, 5000)
    few_left = tuple(replace(right, uses_left=None, print_run_left=left) for right in known.grants)
    about = replace(world.question, channel=Channel.PRINT, print_run=left + 1)
    assert not answer(about, replace(known, grants=few_left)).verdict.is_releasing
    return True


@cases(of=anything)
def test_i8_a_recorded_no_forbids_for_every_use_at_any_time(world: World, rng: Random) -> bool:
    begins = world.question.publish_from + timedelta(days=rng.randint(-400, 4000))
    about = replace(world.question, publish_from=begins, publish_until=None)
    if answer(about, world.facts).verdict is Verdict.FORBIDDEN:
        return False
    no = consent("no", status=rng.choice([ConsentStatus.WITHDRAWN, ConsentStatus.REFUSED]))
    shown = any_person(rng, 9)
    refused = replace(shown, is_identifiable=Tri.YES, consents=(*shown.consents, no))
    known = replace(with_person(world.facts, refused), renditions=())
    assert answer(about, known).verdict is Verdict.FORBIDDEN
    return True


@cases(of=anything)
def test_i9_nobody_overrules_a_no_and_only_a_no_forbids(world: World, rng: Random) -> bool:
    decision = answer(world.question, world.facts)
    strictest = max((reason.verdict.strictness for reason in decision.reasons), default=0)
    assert decision.verdict.strictness == max(strictest, 1 if decision.duties else 0)
    release = Resolution(
        id="r",
        question=world.question,
        releases=True,
        covers=frozenset(map(reason_key, decision.reasons)),
        decided_on=date(2026, 1, 1),
        expires_on=date(2027, 1, 1),
        has_four_eyes=Tri.YES,
    )
    after = resolved(decision, [release], at=NOW).verdict
    expected = Verdict.ALLOWED_WITH_DUTIES if decision.verdict is Verdict.NEEDS_DECISION else decision.verdict
    assert after is expected
    return not decision.verdict.is_releasing


@given(worlds(), st.sampled_from(["CONTRACT", "OWN-WORK", "ADOBE-STOCK-STANDARD", "CITIZEN-SUBMISSION"]))
@few
def test_grants_are_alternatives_and_the_mildest_counts(world: World, license: str) -> None:
    simple = tuple(replace(right, kind=GrantKind.SIMPLE, licensor="") for right in world.facts.grants)
    rights = simple or (grant(),)
    known = replace(world.facts, assignment=assigned(license), grants=rights)
    about = replace(world.question, co_publishers=frozenset())
    each = [answer(about, replace(known, grants=(right,))).verdict for right in rights]
    assert answer(about, known).verdict is mildest(each)


@cases(of=named)
def test_i11_a_credit_never_contains_a_name_that_was_refused(world: World, rng: Random) -> bool:
    naming, license = world.facts.naming, rng.choice((None, *LICENSES))
    hidden = (Designation.NO_NAME, Designation.PSEUDONYM)
    refused = [creator.name for creator in naming.creators if creator.designation in hidden and creator.name]
    refused = [name for name in refused if name not in {creator.pseudonym for creator in naming.creators}]
    entry = find_license(license) if license else None
    about = world.question
    for form in CreditForm if refused else ():
        line = credit_line(naming, entry, channel=about.channel, modifications=about.modifications, form=form)
        assert not mentions(line.text, refused)
    return bool(refused)


DUE = tuple(
    code
    for code, each in LICENSES.items()
    if each.attribution.due is CreditDue.ALWAYS
    and not each.attribution.line
    and Element.REQUIRED in {each.attribution.creator, each.attribution.license}
)


@cases(of=named)
def test_i12_a_credit_that_is_due_holds_what_is_due_or_says_what_is_missing(world: World, rng: Random) -> bool:
    naming, entry = world.facts.naming, LICENSES[rng.choice(DUE)]
    line = credit_line(naming, entry, channel=world.question.channel, form=CreditForm.CAPTION)
    if entry.attribution.creator is Element.REQUIRED and "creator" not in line.missing:
        public = [each.name if each.designation is Designation.NAME else each.pseudonym for each in naming.creators]
        shown = [
            each.designation is Designation.NO_NAME or name in line.text
            for each, name in zip(naming.creators, public, strict=True)
        ]
        assert all(shown)
    if entry.attribution.license is Element.REQUIRED:
        assert entry.name in line.text
        assert (entry.canonical_url or "").removeprefix("https://").rstrip("/") in line.text
    return True


ZONES = ("Pacific/Kiritimati", "America/Los_Angeles")


@given(st.integers(0, 2**64))
@settings(many, max_examples=CASES // 100)
def test_i13_the_time_zone_of_the_server_changes_nothing(seed: int) -> None:
    """A hundred questions for each change of zone, which is slow; half of the worlds have embargoes to the hour."""
    asked = list(islice(anything(Random(seed)), 100))
    before = os.environ.get("TZ")
    answers = []
    try:
        for zone in ZONES:
            os.environ["TZ"] = zone
            time.tzset()
            answers.append([answer(world.question, world.facts) for world in asked])
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
    assert answers[0] == answers[1]


@cases(of=anything)
def test_i14_an_answer_is_computed_again_from_what_was_stored(world: World, rng: Random) -> bool:
    first = answer(world.question, world.facts)
    again = decided_again(snapshot(world.question), snapshot(world.facts), at=NOW)
    assert (again.verdict, again.reasons, again.duties) == (first.verdict, first.reasons, first.duties)
    return True


@cases(of=peopled)
def test_i15_what_is_said_about_persons_names_no_record_of_theirs(world: World, rng: Random) -> bool:
    decision = answer(world.question, world.facts)
    ids = [one.id for each in world.facts.persons_shown for one in (each, *each.consents)]
    said = [reason for reason in decision.reasons if reason.gate == 6]
    assert all(str(value) not in ids for reason in said for value in reason.params.values())
    assert all(reason.params.get("person", "Person 1").startswith("Person ") for reason in said)
    return bool(said and ids)


@given(worlds(), st.integers(-4000, 4000))
@few
def test_the_answer_depends_on_the_period_and_not_on_the_time_of_the_check(world: World, days: int) -> None:
    now, then = (decide(world.question, world.facts, at=at) for at in (NOW, NOW + timedelta(days=days)))
    assert (now.verdict, now.reasons, now.duties) == (then.verdict, then.reasons, then.duties)


@given(worlds())
@few
def test_a_plain_yes_has_no_duties_and_a_yes_with_duties_has_some(world: World) -> None:
    decision = answer(world.question, world.facts)
    if decision.verdict.is_releasing:
        assert bool(decision.duties) is (decision.verdict is Verdict.ALLOWED_WITH_DUTIES)


@given(worlds())
@settings(few, max_examples=150)
def test_a_remedy_that_changes_the_question_leads_where_it_says(world: World) -> None:
    for remedy in answer(world.question, world.facts).remedies:
        if remedy.question is not None:
            assert remedy.verdict is answer(remedy.question, world.facts).verdict
            assert remedy.verdict.is_releasing

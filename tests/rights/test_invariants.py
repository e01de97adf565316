"""The fifteen invariants of the decision model (rights note 4.9), as properties over generated worlds.

Each sees ten thousand worlds, two hundred thousand with BILDKREIS_PROOF=1. I7, I8, I14 and I15 have their pure part
here, I10 in `test_windows`; what the database has to keep is tested beside the models.
"""

import os
import time
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.rights import (
    Channel,
    ConsentStatus,
    CreditForm,
    Designation,
    Facts,
    GrantKind,
    Modification,
    Question,
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
from .layer_worlds import person as any_person
from .worlds import World, licenses, many, namings, worlds
from .worsenings import NARROWINGS, OPEN_QUESTIONS, RESTRICTIONS, UNKNOWNS, with_person

few = settings(many, max_examples=500)


def stays_strict(before: World, after: Facts) -> None:
    """An answer on restricted facts is never milder."""
    milder, stricter = answer(before.question, before.facts).verdict, answer(before.question, after).verdict
    assert stricter.strictness >= milder.strictness


@given(worlds(), st.sampled_from(sorted(UNKNOWNS)))
@many
def test_i1_nothing_is_released_while_something_is_unknown(world: World, layer: str) -> None:
    assert not answer(world.question, UNKNOWNS[layer](world.facts)).verdict.is_releasing


@given(worlds(), st.sampled_from(sorted(OPEN_QUESTIONS)))
@few
def test_i1_nothing_is_released_while_the_question_is_open(world: World, field: str) -> None:
    assert not answer(replace(world.question, **OPEN_QUESTIONS[field]), world.facts).verdict.is_releasing


@given(worlds(), st.sampled_from(sorted(RESTRICTIONS)))
@many
def test_i2_a_restriction_never_makes_the_answer_milder(world: World, name: str) -> None:
    stays_strict(world, RESTRICTIONS[name](world.facts))


@given(worlds(), st.sampled_from(sorted(NARROWINGS)))
@many
def test_i2_narrowing_a_grant_never_makes_the_answer_milder(world: World, name: str) -> None:
    first, *others = world.facts.grants or (grant(),)
    first = replace(first, kind=GrantKind.SIMPLE)  # to narrow somebody's exclusive right frees all others
    known = replace(world.facts, grants=(first, *others))
    stays_strict(World(known, world.question), replace(known, grants=(NARROWINGS[name](first), *others)))


@given(worlds())
@many
def test_i2_a_longer_use_is_never_answered_more_mildly(world: World) -> None:
    about = world.question
    longer = replace(about, publish_until=(about.publish_until or about.publish_from) + timedelta(days=5))
    shorter = replace(about, publish_until=about.publish_until or about.publish_from)
    assert not _is_milder(answer(longer, world.facts).verdict, answer(shorter, world.facts).verdict)


def _is_milder(one: Verdict, other: Verdict) -> bool:
    return one.strictness < other.strictness


@given(worlds())
@many
def test_i3_the_same_question_and_facts_give_the_same_answer(world: World) -> None:
    first = answer(world.question, world.facts)
    again = answer(replace(world.question), replace(world.facts))
    assert first == again


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


@given(worlds(), st.integers(0, 2**32))
@many
def test_i4_the_order_of_records_changes_neither_verdict_nor_hash(world: World, seed: int) -> None:
    rng, known = Random(seed), world.facts
    shuffled = {name: tuple(rng.sample(getattr(known, name), len(getattr(known, name)))) for name in LISTS}
    shuffled["persons_shown"] = tuple(
        replace(each, consents=tuple(rng.sample(each.consents, len(each.consents))))
        for each in shuffled["persons_shown"]
    )
    first, again = answer(world.question, known), answer(world.question, replace(known, **shuffled))
    assert (first.verdict, first.reasons, first.duties) == (again.verdict, again.reasons, again.duties)
    assert first.input_hash == again.input_hash


@given(worlds())
@many
def test_i5_without_grants_only_a_public_license_releases(world: World) -> None:
    known = world.facts
    license = find_license(known.assignment.license) if known.assignment else None
    if answer(world.question, replace(known, grants=())).verdict.is_releasing:
        assert license is not None
        assert license.is_public_offer


@given(worlds())
@many
def test_i6_one_right_of_use_or_one_chain_explains_a_release(world: World) -> None:
    about = replace(world.question, co_publishers=frozenset())  # each publisher has a right of its own
    decision = answer(about, world.facts)
    if decision.verdict.is_releasing:
        best = [each for each in decision.alternatives if each.grant == decision.chosen_grant]
        links = {decision.chosen_grant, *(id for each in best for id in each.chain)}
        alone = tuple(right for right in world.facts.grants if right.id in links)
        assert answer(about, replace(world.facts, grants=alone)).verdict.is_releasing


@given(worlds())
@many
def test_i7_what_is_used_up_or_too_many_copies_never_releases(world: World) -> None:
    grants = tuple(replace(right, uses_left=0) for right in world.facts.grants) or (grant(uses_left=0),)
    known = replace(world.facts, assignment=assigned("CONTRACT"), grants=grants)
    assert not answer(world.question, known).verdict.is_releasing
    few_left = tuple(replace(right, uses_left=None, print_run_left=99) for right in grants)
    about = replace(world.question, channel=Channel.PRINT, print_run=100)
    assert not answer(about, replace(known, grants=few_left)).verdict.is_releasing


@given(worlds(), st.sampled_from([ConsentStatus.WITHDRAWN, ConsentStatus.REFUSED]), st.integers(-400, 4000))
@many
def test_i8_a_recorded_no_forbids_for_every_use_at_any_time(world: World, no: ConsentStatus, days: int) -> None:
    shown = any_person(Random(days), 9)
    refused = replace(shown, is_identifiable=Tri.YES, consents=(*shown.consents, consent("no", status=no)))
    known = replace(with_person(world.facts, refused), renditions=())
    begins = world.question.publish_from + timedelta(days=days)
    about = replace(world.question, publish_from=begins, publish_until=None)
    assert answer(about, known).verdict is Verdict.FORBIDDEN


@given(worlds())
@many
def test_i9_nobody_overrules_a_no_and_only_a_no_forbids(world: World) -> None:
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


@given(worlds(), st.sampled_from(["CONTRACT", "OWN-WORK", "ADOBE-STOCK-STANDARD", "CITIZEN-SUBMISSION"]))
@few
def test_grants_are_alternatives_and_the_mildest_counts(world: World, license: str) -> None:
    simple = tuple(replace(right, kind=GrantKind.SIMPLE, licensor="") for right in world.facts.grants)
    rights = simple or (grant(),)
    known = replace(world.facts, assignment=assigned(license), grants=rights)
    about = replace(world.question, co_publishers=frozenset())
    each = [answer(about, replace(known, grants=(right,))).verdict for right in rights]
    assert answer(about, known).verdict is mildest(each)


@given(namings, licenses, st.sampled_from(Channel), st.frozensets(st.sampled_from(Modification)))
@many
def test_i11_a_credit_never_contains_a_name_that_was_refused(naming, license, channel, modifications) -> None:
    hidden = (Designation.NO_NAME, Designation.PSEUDONYM)
    refused = [creator.name for creator in naming.creators if creator.designation in hidden]
    refused = [name for name in refused if name not in {creator.pseudonym for creator in naming.creators}]
    entry = find_license(license) if license else None
    for form in CreditForm:
        line = credit_line(naming, entry, channel=channel, modifications=modifications, form=form)
        assert not mentions(line.text, refused)


@given(namings, licenses, st.sampled_from(Channel))
@many
def test_i12_a_credit_that_is_due_holds_what_is_due_or_says_what_is_missing(naming, license, channel) -> None:
    entry = find_license(license) if license else None
    if entry is None or entry.attribution.due is not CreditDue.ALWAYS or entry.attribution.line:
        return
    line = credit_line(naming, entry, channel=channel, form=CreditForm.CAPTION)
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


@given(worlds())
@settings(many, max_examples=many.max_examples // 10)
def test_i13_the_time_zone_of_the_server_changes_nothing(world: World) -> None:
    before = os.environ.get("TZ")
    answers = []
    try:
        for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
            os.environ["TZ"] = zone
            time.tzset()
            answers.append([answer(about, world.facts) for about in _ten_days(world.question)])
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
    assert answers[0] == answers[1]


def _ten_days(about: Question) -> list[Question]:
    """Ten cases for each change of zone, which is slow: one for each of ten days."""
    days = (about.publish_from + timedelta(days=n) for n in range(10))
    return [replace(about, publish_from=day, publish_until=None) for day in days]


@given(worlds())
@settings(many, max_examples=many.max_examples)
def test_i14_an_answer_is_computed_again_from_what_was_stored(world: World) -> None:
    first = answer(world.question, world.facts)
    again = decided_again(snapshot(world.question), snapshot(world.facts), at=NOW)
    assert (again.verdict, again.reasons, again.duties) == (first.verdict, first.reasons, first.duties)


@given(worlds())
@many
def test_i15_what_is_said_about_persons_names_no_record_of_theirs(world: World) -> None:
    decision = answer(world.question, world.facts)
    ids = [one.id for each in world.facts.persons_shown for one in (each, *each.consents)]
    said = [reason for reason in decision.reasons if reason.gate == 6]
    assert all(str(value) not in ids for reason in said for value in reason.params.values())
    assert all(reason.params.get("person", "Person 1").startswith("Person ") for reason in said)


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

"""The invariants of the decision model, as properties over generated worlds."""

import os
import time
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from licensing.rights import (
    AssetFacts,
    AssetState,
    Channel,
    Completeness,
    CreditForm,
    Designation,
    Facts,
    Grant,
    GrantKind,
    GrantStatus,
    Modification,
    PolicyEffect,
    Question,
    RecordStatus,
    Tri,
    Verdict,
    credit_line,
    find_license,
    mildest,
)
from licensing.rights.attribution import mentions

from .builders import NOW, answer, assigned, codes, contracted, facts, grant, question
from .worlds import asked, licenses, namings, recorded

many = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))


UNKNOWNS = {
    "persons": {"persons": Completeness.UNKNOWN},
    "works": {"works": Completeness.UNKNOWN},
    "property": {"property": Completeness.UNKNOWN},
    "AI": {"ai": Tri.UNKNOWN},
    "license": {"assignment": None},
    "sound": {"asset": AssetFacts(has_sound=Tri.YES), "audio": Completeness.UNKNOWN},
    "whether there is sound": {"asset": AssetFacts(has_sound=Tri.UNKNOWN), "audio": Completeness.UNKNOWN},
}


@given(recorded(), asked(), st.sampled_from(sorted(UNKNOWNS)))
@many
def test_i1_nothing_is_released_while_a_layer_is_unknown(known: Facts, about: Question, layer: str) -> None:
    unknown = replace(known, **UNKNOWNS[layer])
    assert not answer(about, unknown).verdict.is_releasing


@given(recorded(), asked())
@many
def test_i1_a_claim_that_nobody_verified_never_releases(known: Facts, about: Question) -> None:
    claim = replace(known.assignment, status=RecordStatus.CLAIMED) if known.assignment else None
    assert not answer(about, replace(known, assignment=claim)).verdict.is_releasing


RESTRICTIONS = {
    "asset blocked": lambda known: replace(known, asset=replace(known.asset, state=AssetState.BLOCKED)),
    "persons unknown": lambda known: replace(known, persons=Completeness.UNKNOWN),
    "works unknown": lambda known: replace(known, works=Completeness.UNKNOWN),
    "assignment disputed": lambda known: replace(
        known, assignment=known.assignment and replace(known.assignment, status=RecordStatus.DISPUTED)
    ),
    "platforms asked about": lambda known: replace(
        known, policy=replace(known.policy, cc_by_on_platforms=PolicyEffect.FORBID)
    ),
}


def _revoked(right: Grant) -> Grant:
    return replace(right, status=GrantStatus.REVOKED, revoked_on=date(2026, 3, 1))


def _disputed(right: Grant) -> Grant:
    return replace(right, status=GrantStatus.DISPUTED) if right.status is GrantStatus.ACTIVE else right


def _shortened(right: Grant) -> Grant:
    return replace(right, until=right.start + timedelta(days=2) if right.until is None else right.until)


def _narrowed(right: Grant) -> Grant:
    return replace(right, channels=right.channels - {Channel.WEBSITE, Channel.INSTAGRAM}, modifications=frozenset())


NARROWINGS = {
    "revoked": _revoked,
    "disputed": _disputed,
    "shortened": _shortened,
    "fewer channels": _narrowed,
    "evidence lost": lambda right: replace(right, has_evidence=Tri.NO),
    "platform refused": lambda right: replace(right, platform_sublicense=Tri.NO),
    "nothing left to print": lambda right: replace(right, print_run_left=0),
    "used up": lambda right: replace(right, uses_left=0),
}


@given(recorded(), asked(), st.sampled_from(sorted(RESTRICTIONS)))
@many
def test_i2_a_restriction_never_makes_the_answer_milder(known: Facts, about: Question, name: str) -> None:
    restricted = RESTRICTIONS[name](known)
    assert answer(about, restricted).verdict.strictness >= answer(about, known).verdict.strictness


@given(recorded(), asked(), st.sampled_from(sorted(NARROWINGS)))
@many
def test_i2_narrowing_a_grant_never_makes_the_answer_milder(known: Facts, about: Question, name: str) -> None:
    first, *others = known.grants or (grant(),)
    first = replace(first, kind=GrantKind.SIMPLE)  # to narrow somebody's exclusive right frees all others
    known = replace(known, grants=(first, *others))
    narrowed = replace(known, grants=(NARROWINGS[name](first), *others))
    assert answer(about, narrowed).verdict.strictness >= answer(about, known).verdict.strictness


@given(recorded(), asked())
@many
def test_i3_the_same_question_and_facts_give_the_same_answer(known: Facts, about: Question) -> None:
    first, again = answer(about, known), answer(replace(about), replace(known))
    assert (first, first.input_hash) == (again, again.input_hash)


@given(recorded(), asked(), st.randoms())
@many
def test_i4_the_order_of_records_changes_neither_verdict_nor_hash(known: Facts, about: Question, random) -> None:
    shuffled = [random.sample(records, len(records)) for records in (known.grants, known.conflicts, known.embargoes)]
    grants, conflicts, embargoes = map(tuple, shuffled)
    other = replace(known, grants=grants, conflicts=conflicts, embargoes=embargoes)
    first, again = answer(about, known), answer(about, other)
    assert (first.verdict, first.input_hash, codes(first)) == (again.verdict, again.input_hash, codes(again))


@given(recorded(), asked())
@many
def test_i5_without_grants_only_a_public_license_releases(known: Facts, about: Question) -> None:
    license = find_license(known.assignment.license) if known.assignment else None
    if answer(about, replace(known, grants=())).verdict.is_releasing:
        assert license is not None
        assert license.is_public_offer


@given(recorded(), asked())
@many
def test_i6_one_right_of_use_explains_a_release(known: Facts, about: Question) -> None:
    decision = answer(about, known)
    alone = tuple(right for right in known.grants if right.id == decision.chosen_grant)
    if decision.verdict.is_releasing:
        assert answer(about, replace(known, grants=alone)).verdict is decision.verdict


@given(recorded(), asked(), st.sampled_from(["CONTRACT", "OWN-WORK", "ADOBE-STOCK-STANDARD", "CITIZEN-SUBMISSION"]))
@many
def test_grants_are_alternatives_and_the_mildest_counts(known: Facts, about: Question, license: str) -> None:
    rights = tuple(replace(right, kind=GrantKind.SIMPLE) for right in known.grants) or (grant(),)
    known = replace(known, assignment=assigned(license), grants=rights)
    each = [answer(about, replace(known, grants=(right,))).verdict for right in rights]
    assert answer(about, known).verdict is mildest(each)


@given(recorded(), asked())
@many
def test_i9_a_forbidding_reason_always_forbids(known: Facts, about: Question) -> None:
    decision = answer(about, known)
    strictest = max((reason.verdict.strictness for reason in decision.reasons), default=0)
    assert decision.verdict.strictness == max(strictest, 1 if decision.duties else 0)


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


@given(recorded(), asked())
@settings(many, max_examples=100)
def test_i13_the_time_zone_of_the_server_changes_nothing(known: Facts, about: Question) -> None:
    before = os.environ.get("TZ")
    answers = []
    try:
        for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
            os.environ["TZ"] = zone
            time.tzset()
            answers.append(answer(about, known))
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
    assert answers[0] == answers[1]


@given(recorded(), asked())
@many
def test_a_plain_yes_has_no_duties_and_a_yes_with_duties_has_some(known: Facts, about: Question) -> None:
    decision = answer(about, known)
    if decision.verdict.is_releasing:
        assert bool(decision.duties) is (decision.verdict is Verdict.ALLOWED_WITH_DUTIES)


@given(recorded(), asked())
@settings(many, max_examples=150)
def test_a_remedy_that_changes_the_question_leads_where_it_says(known: Facts, about: Question) -> None:
    for remedy in answer(about, known).remedies:
        if remedy.question is not None:
            assert remedy.verdict is answer(remedy.question, known).verdict
            assert remedy.verdict.is_releasing


garbage = st.one_of(
    st.none(), st.integers(), st.text(max_size=3), st.just(object()), st.just(float("nan")), st.just([])
)


@given(st.sampled_from(sorted(Question.__dataclass_fields__)), garbage)
@settings(many, max_examples=300)
@example("channel", "tiktok")
@example("publish_from", NOW.replace(tzinfo=None))
def test_a_question_that_cannot_be_read_is_answered_not_raised(field: str, value: object) -> None:
    broken = replace(question(), **{field: value})
    known = contracted(grant())
    decision = answer(broken, known)
    assert decision.verdict in Verdict
    assert decision.input_hash
    assert decision.remedies is not None


@given(st.sampled_from(sorted(Facts.__dataclass_fields__)), garbage)
@settings(many, max_examples=300)
def test_facts_that_cannot_be_read_never_release_anything_new(field: str, value: object) -> None:
    known = facts("CC-BY-4.0")
    broken = answer(question(), replace(known, **{field: value}))
    assert broken.verdict.strictness >= Verdict.ALLOWED_WITH_DUTIES.strictness
    assert broken.input_hash


@given(st.sampled_from(sorted(Grant.__dataclass_fields__)), garbage)
@settings(many, max_examples=300)
def test_a_grant_that_cannot_be_read_does_not_spoil_another_one(field: str, value: object) -> None:
    broken = replace(grant("broken"), **{field: value})
    assert answer(question(), contracted(broken, grant("sound"))).verdict.is_releasing


def test_not_even_nonsense_in_place_of_question_and_facts_is_raised() -> None:
    decision = answer("why", "because")  # type: ignore[arg-type]  # that is the point
    assert decision.verdict is Verdict.NEEDS_DECISION
    assert all(remedy.question is None for remedy in decision.remedies)


def test_an_unknown_license_revision_needs_a_decision() -> None:
    known = facts(assignment=assigned("CC-BY-4.0", revision=99))
    assert codes(answer(question(), known)) == {"LIC_UNKNOWN"}

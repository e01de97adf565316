"""`decide` answers whatever was asked and stored: what cannot be read never releases, and never raises."""

from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from licensing.rights import (
    Facts,
    Grant,
    Question,
    Verdict,
)

from .builders import NOW, answer, assigned, codes, contracted, facts, grant, question

some = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
garbage = st.one_of(
    st.none(), st.integers(), st.text(max_size=3), st.just(object()), st.just(float("nan")), st.just([])
)


@given(st.sampled_from(sorted(Question.__dataclass_fields__)), garbage)
@some
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
@some
def test_facts_that_cannot_be_read_never_release_anything_new(field: str, value: object) -> None:
    known = facts("CC-BY-4.0")
    broken = answer(question(), replace(known, **{field: value}))
    assert broken.verdict.strictness >= Verdict.ALLOWED_WITH_DUTIES.strictness
    assert broken.input_hash


@given(st.sampled_from(sorted(Grant.__dataclass_fields__)), garbage)
@some
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

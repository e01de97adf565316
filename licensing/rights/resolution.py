"""A person's decision over a machine's "a person must decide" (rights notes 4.2 and 5.1).

It releases exactly the question that was decided, for a period inside the decided one, and only while every reason
that stands in the way is one that the person answered. It never reaches a no: whoever wants to get past one changes the
facts. Where a minor is shown, or the organization asks for it, four eyes have to have seen it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from .case import Case, policy_for, read_case
from .catalogue import Duty, Finding, Param, Reason, duty, informs
from .days import berlin_day, end_of
from .decision import Decision, in_order
from .facts import Question
from .gates.ages import Stage, stage_on
from .gates.persons import shown
from .layers import RuleKind
from .periods import last_day
from .verdict import Tri, Verdict

_ABOUT_MINORS = ("PERS_MINOR_", "PERS_AGE_UNKNOWN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a person decided: `covers` are the `reason_key`s of the reasons that were answered. Days are Berlin days;
    `expires_on` is the last one on which it counts. `conditions` become a duty.
    """

    id: str
    question: Question
    releases: bool
    covers: frozenset[str]
    decided_on: date
    expires_on: date
    has_four_eyes: Tri = Tri.UNKNOWN
    conditions: str = ""


def reason_key(reason: Reason) -> str:
    """A reason as stable text: code, gate, the records behind it and its parameters."""
    records = ",".join(sorted(f"{record.kind}:{record.id}" for record in reason.records))
    params = ",".join(f"{name}={_plain(value)}" for name, value in sorted(reason.params.items()))
    return f"{reason.code}|{reason.gate}|{records}|{params}"


def _plain(value: Param) -> str:
    if isinstance(value, tuple):
        return "+".join(str(each) for each in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def resolved(decision: Decision, resolutions: Iterable[Resolution], *, at: datetime) -> Decision:
    """Apply what persons decided about this very question; the latest decision that is in force at `at` counts.

    Only `needs_decision` can change. A reason that nobody answered yet adds FACTS_CHANGED and leaves the verdict.
    """
    if decision.verdict is not Verdict.NEEDS_DECISION or at.tzinfo is None:
        return decision
    today = berlin_day(at)
    in_force = [each for each in resolutions if _is_in_force(each, today) and is_about(each, decision.question)]
    if not in_force:
        return decision
    latest = max(in_force, key=lambda each: (each.decided_on, not each.releases, each.id))
    if not latest.releases or not _may_release(decision, latest):
        return decision
    blocking = [reason for reason in decision.reasons if not reason.verdict.is_releasing]
    if any(reason_key(reason) not in latest.covers for reason in blocking):
        return replace(decision, reasons=(*decision.reasons, informs("FACTS_CHANGED", 1)))
    return _released(decision, latest)


def _is_in_force(resolution: Resolution, today: date) -> bool:
    return resolution.decided_on <= today <= resolution.expires_on


def is_about(resolution: Resolution, question: Question) -> bool:
    """Whether exactly this was decided: every axis equal, and the period inside the one that was decided."""
    decided = resolution.question
    if not isinstance(question, Question) or not isinstance(question.publish_from, date):
        return False
    if replace(question, publish_from=decided.publish_from, publish_until=decided.publish_until) != decided:
        return False
    if question.publish_from < decided.publish_from:
        return False
    if decided.publish_until is None:
        return True
    return question.publish_until is not None and question.publish_until <= decided.publish_until


def _may_release(decision: Decision, resolution: Resolution) -> bool:
    return resolution.has_four_eyes == Tri.YES or not needs_four_eyes(decision)


def needs_four_eyes(decision: Decision) -> bool:
    """Whether two people have to decide: minors, or somebody of unknown age, among those shown or in the reasons
    (unless the organization's policy waives it), or a rule of the organization.
    """
    if any(reason.params.get("kind") == RuleKind.FOUR_EYES.value for reason in decision.reasons):
        return True
    try:
        case = read_case(decision.question, decision.facts)
        policies = [case.policy, *(policy_for(each, decision.facts) for each in case.co_publishers)]
        if all(policy.four_eyes_for_minors is False for policy in policies):
            return False
        return any(reason.code.startswith(_ABOUT_MINORS) for reason in decision.reasons) or _shows_minors(case)
    except Exception:  # what cannot be read is looked at by two
        return True


def may_show_minors(decision: Decision) -> bool:
    """Whether minors, or somebody of unknown age, are among those shown or in the reasons; no policy waives this."""
    try:
        case = read_case(decision.question, decision.facts)
        return any(reason.code.startswith(_ABOUT_MINORS) for reason in decision.reasons) or _shows_minors(case)
    except Exception:  # what cannot be read may show anybody
        return True


def _shows_minors(case: Case) -> bool:
    day = case.first
    return any(
        day is None or stage_on(person, day, case.policy) is not Stage.ADULT
        for person in shown(case)[1]
        if person.is_identifiable != Tri.NO and person.died_on is None
    )


def _released(decision: Decision, resolution: Resolution) -> Decision:
    case = read_case(decision.question, decision.facts)
    answered = tuple(replace(reason, verdict=Verdict.ALLOWED) for reason in decision.reasons)
    added: list[Finding] = [duty("DUTY_RECORD_USAGE", decision=resolution.id)]
    if resolution.conditions.strip():
        added.append(duty("DUTY_MEET_CONDITIONS", conditions=resolution.conditions.strip()))
    added += last_day(case, resolution.expires_on, "decision")
    _, duties, _ = in_order([*decision.duties, *added])
    return replace(
        decision,
        verdict=Verdict.ALLOWED_WITH_DUTIES,
        reasons=answered,
        duties=duties,
        chosen_grant=decision.nearest_miss_grant,
        nearest_miss_grant=None,
        resolution=resolution.id,
        resolution_ends_at=end_of(resolution.expires_on),
    )


def with_live_uses(decision: Decision, live_uses: int) -> Decision:
    """What a decision means for uses that are out already: where it does not release, they have to go now."""
    if decision.verdict.is_releasing or live_uses < 1:
        return decision
    now: Duty = duty("DUTY_TAKE_DOWN_NOW", n=live_uses)
    return replace(decision, duties=(now, *decision.duties))

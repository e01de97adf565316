"""Asking, and keeping what was answered: decisions are stored with their facts, copies leave on their strength."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assets import audit
from assets.models import Asset, Organization, User
from licensing import rights
from licensing.facts import facts_for
from licensing.facts.grants import OwnUses, with_own_uses
from licensing.facts.resolutions import resolutions_of
from licensing.models import Resolution, RightsDecision
from licensing.snapshots import snapshot


@dataclass(frozen=True, slots=True)
class NotReleased:
    """Something was asked for and the decision does not release it; the decision says why and what would help."""

    decision: rights.Decision


def judge(
    questions: Sequence[rights.Question],
    *,
    asset_ids: Mapping[str, int],
    at: datetime,
    own: Mapping[str, OwnUses] | None = None,
) -> list[rights.Decision]:
    """Decide each question and apply what persons decided about it: the one way to an answer, in bulk.

    `asset_ids` maps the questions' asset uuids to ids that the asker may see; the number of queries does not grow with
    the questions. `own` names by asset what the use in question has taken from its grants already.
    """
    ids = set(asset_ids.values())
    facts, resolutions = facts_for(ids, organizations=_publishers(questions), at=at), resolutions_of(ids)
    found = []
    for question in questions:
        pk = asset_ids[question.asset]
        known = with_own_uses(facts[pk], (own or {}).get(question.asset))
        found.append(judged(question, known, resolutions.get(pk, ()), at=at))
    return found


def _publishers(questions: Iterable[rights.Question]) -> set[str]:
    """Who would publish: only their rules and switches are read, so that no snapshot holds another town's."""
    return {each for question in questions for each in (question.organization, *question.co_publishers) if each}


def judged(
    question: rights.Question, facts: rights.Facts, resolutions: Iterable[rights.Resolution], *, at: datetime
) -> rights.Decision:
    """The same for one question whose facts were read already."""
    return rights.resolved(rights.decide(question, facts, at=at), resolutions, at=at)


def decision_about(asset: Asset, question: rights.Question, *, at: datetime) -> rights.Decision:
    """The answer to one question about one asset."""
    (decision,) = judge([question], asset_ids={question.asset: asset.pk}, at=at)
    return decision


@transaction.atomic
def record_decision(
    asset: Asset, question: rights.Question, facts: rights.Facts, decision: rights.Decision, *, by: User | None
) -> RightsDecision:
    """Keep a decision as it was given, insert-only, with the facts it rests on, so that it can be computed again."""
    organization = Organization.objects.filter(uuid=question.organization).first() if question.organization else None
    stored = RightsDecision.objects.create(
        asset=asset,
        organization=organization,
        asked_by=by,
        question=snapshot(question),
        facts=snapshot(facts),
        answer=snapshot(decision),
        verdict=decision.verdict.value,
        input_hash=decision.input_hash,
        ruleset_version=decision.ruleset_version,
        valid_at=decision.valid_at,
        next_change_at=decision.next_change_at,
        chosen_grant=decision.chosen_grant or "",
        resolution=Resolution.objects.get(uuid=decision.resolution) if decision.resolution else None,
    )
    audit.record(
        "rights.decided",
        actor=str(by.uuid) if by else "system",
        object_kind="decision",
        object_id=str(stored.uuid),
        data={"asset": str(asset.uuid), "verdict": stored.verdict, "input": stored.input_hash},
    )
    return stored

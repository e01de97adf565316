"""Asking, and keeping what was answered: decisions are stored with their facts, copies leave on their strength."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assets import audit
from assets.models import Asset, Organization, User
from licensing import rights
from licensing.facts import facts_for
from licensing.models import RightsDecision
from licensing.snapshots import snapshot


@dataclass(frozen=True, slots=True)
class NotReleased:
    """Something was asked for and the decision does not release it; the decision says why and what would help."""

    decision: rights.Decision


def ask(questions: Sequence[rights.Question], *, asset_ids: Mapping[str, int], at: datetime) -> list[rights.Decision]:
    """Decide each question; `asset_ids` maps the questions' asset uuids to ids that the asker may see."""
    facts = facts_for(set(asset_ids.values()))
    return [rights.decide(each, facts[asset_ids[each.asset]], at=at) for each in questions]


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
    )
    audit.record(
        "rights.decided",
        actor=str(by.uuid) if by else "system",
        object_kind="decision",
        object_id=str(stored.uuid),
        data={"asset": str(asset.uuid), "verdict": stored.verdict, "input": stored.input_hash},
    )
    return stored

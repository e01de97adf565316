"""Judge publications again: whenever a fact changes, a day comes, or the rules do.

What is on or planned is asked its whole stored question for the time that is left, from today; what was an act in one
instant (newsletter, press) or is over is asked for its own time. What comes out:

- released: it stays; an end that is known becomes a dated take-down task; a task whose cause is gone is dropped.
- forbidden, or its planned time is over: what is on is due for removal at once, what is scheduled is stopped.
- a person must decide: what is on stays, with a task to decide or take it down in a week; what is scheduled is stopped.
- what nobody can call back (irrevocable): the verdict is noted; recipients are to be told of a withdrawn consent.

Everything is done in bulk, in the transaction of the change, in a number of queries that does not grow with the rows.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import transaction
from django.db.models import F, Q, QuerySet

from assets import audit
from licensing import rights
from licensing.facts import facts_for
from licensing.facts.grants import own_uses, with_own_uses
from licensing.facts.resolutions import resolutions_of
from licensing.models import Publication, PublicationVerdict, Task
from licensing.services.decisions import judge, record_decision
from licensing.services.decisions import judged as judged_answer
from licensing.services.tasks import CHUNK, Draft, bundle_of, drop_tasks, last_moment, open_tasks
from licensing.snapshots import snapshot

logger = logging.getLogger(__name__)

State = Publication.State
ON = (State.LIVE, State.DUE_FOR_REMOVAL)
JUDGED: Final = (State.PLANNED, State.SCHEDULED, State.LIVE, State.DUE_FOR_REMOVAL, State.IRREVOCABLE)
REVIEW_DAYS: Final = 7
PLANNED_END: Final = "PLANNED_END"
UNREADABLE: Final = "QUESTION_UNREADABLE"
NOTIFY_CAUSES: Final = frozenset({"PERS_CONSENT_WITHDRAWN", "PERS_OBJECTION"})
"""Recipients are told where a person took a consent back (Art. 17 (2), 19 GDPR)."""
_DEADLINES = ("DUTY_TAKE_DOWN_BY", "DUTY_STOP_DISTRIBUTION_BY")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a publication stands: verdict, strongest cause, and when it may change by itself."""

    verdict: rights.Verdict
    cause: str
    params: dict[str, Any]
    record: str
    reasons: list[dict[str, Any]]
    again_at: datetime | None
    ends_on: date | None = None
    grant: str = ""
    decision: rights.Decision | None = None


def judge_assets(asset_ids: Collection[int], *, at: datetime) -> int:
    """Judge all publications of these assets again; the number judged."""
    ids = sorted(set(asset_ids))
    judged = 0
    for start in range(0, len(ids), CHUNK):
        judged += judge_rows(Publication.objects.filter(asset_id__in=ids[start : start + CHUNK]), at=at)
    return judged


@transaction.atomic
def judge_rows(rows: "QuerySet[Publication]", *, at: datetime) -> int:
    """Judge the publications of a queryset again that can still change."""
    found = rows.filter(state__in=JUDGED).select_for_update(of=("self",)).select_related("asset").order_by("pk")
    publications = list(found)
    if not publications:
        return 0
    assets = {each.asset_id for each in publications}
    facts, resolutions = facts_for(assets, at=at), resolutions_of(assets)
    own = own_uses("publication", [each.pk for each in publications])
    judged = [
        (each, standing_of(each, with_own_uses(facts[each.asset_id], own.get(each.pk)), known, at=at))
        for each in publications
        for known in [resolutions.get(each.asset_id, ())]
    ]
    _settle(judged, at)
    return len(judged)


def to_judge(*, at: datetime) -> "QuerySet[Publication]":
    """Publications whose moment has come, and those that were judged by other rules than those of today."""
    version = rights.RULESET_VERSION
    return Publication.objects.filter(
        Q(judge_again_at__lte=at) | Q(judged_ruleset__lt=version) | Q(judged_ruleset__gt=version), state__in=JUDGED
    )


def judge_due(*, at: datetime, most: int = CHUNK) -> int:
    """Judge a batch of what is due; call again while it returns something."""
    pks = list(to_judge(at=at).order_by("pk").values_list("pk", flat=True)[:most])
    return judge_rows(Publication.objects.filter(pk__in=pks), at=at) if pks else 0


def question_left(publication: Publication, *, today: date) -> rights.Question | None:
    """The stored question for the time that is left; none when that time is over."""
    question = msgspec.convert(publication.question, rights.Question)
    if _is_done(publication):
        return question
    if question.publish_until is not None and question.publish_until < today:
        return None
    return replace(question, publish_from=max(question.publish_from, today))


def _is_done(publication: Publication) -> bool:
    """An act in one instant, or one that is over: its own time is what counts."""
    timing = rights.CHANNELS[rights.Channel(publication.channel)].timing
    return publication.state == State.IRREVOCABLE or timing is rights.Timing.INSTANT


def standing_of(
    publication: Publication, facts: rights.Facts, resolutions: Iterable[rights.Resolution] = (), *, at: datetime
) -> Standing:
    """How a publication stands on these facts; a question that cannot be read needs a person."""
    try:
        question = question_left(publication, today=rights.berlin_day(at))
    except (msgspec.ValidationError, ValueError):
        logger.warning("stored question unreadable publication=%s", publication.uuid)
        return Standing(rights.Verdict.NEEDS_DECISION, UNREADABLE, {}, "", [], None)
    if question is None:
        until = snapshot(publication.until_on)
        return Standing(rights.Verdict.FORBIDDEN, PLANNED_END, {"until": until}, "", [], None)
    decision = judged_answer(question, facts, resolutions, at=at)
    first = decision.reasons[0] if decision.reasons and not decision.verdict.is_releasing else None
    return Standing(
        verdict=decision.verdict,
        cause=first.code if first else "",
        params=snapshot(first.params) if first else {},
        record=":".join((first.records[0].kind, first.records[0].id)) if first and first.records else "",
        reasons=[{"code": each.code, "params": snapshot(each.params)} for each in decision.reasons],
        again_at=_again_at(publication, decision, at),
        ends_on=_ends_on(publication, decision),
        grant=decision.chosen_grant or "",
        decision=decision,
    )


def _again_at(publication: Publication, decision: rights.Decision, at: datetime) -> datetime | None:
    """The next change of a fact, the day of publishing, the day after the planned end: whichever comes first."""
    if publication.state == State.IRREVOCABLE:
        return None
    moments = [decision.next_change_at, rights.start_of(publication.from_on)]
    if publication.until_on is not None:
        moments.append(rights.end_of(publication.until_on))
    return min((each for each in moments if each is not None and each > at), default=None)


def _ends_on(publication: Publication, decision: rights.Decision) -> date | None:
    """The last day on which what is on may be on: of the permission or of the plan, the earlier one."""
    if publication.state not in ON or not decision.verdict.is_releasing or _is_done(publication):
        return None
    days = [duty.due for duty in decision.duties if duty.code in _DEADLINES and duty.due is not None]
    return min([*days, *([publication.until_on] if publication.until_on else [])], default=None)


Judged = Sequence[tuple[Publication, Standing]]


def _settle(judged: Judged, at: datetime) -> None:
    """Write verdicts, states and tasks."""
    states = {each.pk: _next_state(each, standing, at) for each, standing in judged}
    _keep_verdicts(judged, at)
    _decide_anew([pair for pair in judged if states[pair[0].pk] == State.LIVE != pair[0].state], at)
    _write(judged, states, at)
    _task(judged, states, at)
    _audit(judged, states)


def _next_state(publication: Publication, standing: Standing, at: datetime) -> str:
    releases = standing.verdict.is_releasing
    state = State(publication.state)
    if state is State.DUE_FOR_REMOVAL and releases:
        return State.LIVE
    if state is State.LIVE and standing.verdict is rights.Verdict.FORBIDDEN:
        return State.DUE_FOR_REMOVAL
    if state is State.SCHEDULED and not releases:
        has_begun = publication.from_on <= rights.berlin_day(at)
        return State.DUE_FOR_REMOVAL if has_begun else State.PLANNED
    return state


def _keep_verdicts(judged: Judged, at: datetime) -> None:
    rows = [
        PublicationVerdict(
            publication=each,
            verdict=standing.verdict.value,
            reasons=standing.reasons,
            cause=standing.cause,
            judged_at=at,
            ruleset_version=rights.RULESET_VERSION,
        )
        for each, standing in judged
        if standing.verdict != each.verdict_now
    ]
    PublicationVerdict.objects.bulk_create(rows, batch_size=CHUNK)


def _decide_anew(revived: Judged, at: datetime) -> None:
    """What was on without a release and is released now rests on a decision of its own, for the rest of its time."""
    for publication, standing in revived:
        decision = standing.decision
        if decision is None or publication.decided_verdict in {"allowed", "allowed_with_duties"}:
            continue
        decision = _in_own_words(publication, decision.question, at)
        stored = record_decision(publication.asset, decision.question, decision.facts, decision, by=None)
        Publication.objects.filter(pk=publication.pk).update(decision=stored, decided_verdict=stored.verdict)


def _in_own_words(publication: Publication, question: rights.Question, at: datetime) -> rights.Decision:
    """The same answer from facts that hold no rules of others: those of a batch hold those of all its publishers."""
    own = {question.asset: own_uses("publication", [publication.pk]).get(publication.pk, {})}
    (decision,) = judge([question], asset_ids={question.asset: publication.asset_id}, at=at, own=own)
    return decision


def _write(judged: Judged, states: dict[int, str], at: datetime) -> None:
    """One update for all rows that end alike. The state is written only where it changes: a trigger looks at it."""
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for each, standing in judged:
        state = states[each.pk] if states[each.pk] != each.state else None
        changed = state is not None or standing.verdict != each.verdict_now
        grant = standing.grant if standing.verdict.is_releasing else each.chosen_grant
        alike[state, standing.verdict.value, standing.again_at, grant, changed].append(each.pk)
    for (state, verdict, again_at, grant, changed), pks in alike.items():
        values: dict[str, Any] = {"state": state} if state else {}
        if changed:
            values["version"] = F("version") + 1
        for start in range(0, len(pks), CHUNK):
            Publication.objects.filter(pk__in=pks[start : start + CHUNK]).update(
                verdict_now=verdict,
                judged_at=at,
                judge_again_at=again_at,
                judged_ruleset=rights.RULESET_VERSION,
                chosen_grant=grant,
                **values,
            )


def _task(judged: Judged, states: dict[int, str], at: datetime) -> None:
    drafts = {each.pk: _draft(each, standing, states[each.pk], at) for each, standing in judged}
    _drop([each.pk for each, standing in judged if standing.verdict.is_releasing and drafts[each.pk] is None], at)
    notices = [_notice(each, standing, at) for each, standing in judged]
    open_tasks([draft for draft in (*drafts.values(), *notices) if draft is not None], at=at)


def _drop(pks: Sequence[int], at: datetime) -> None:
    for start in range(0, len(pks), CHUNK):
        tasks = Task.objects.filter(publication_id__in=pks[start : start + CHUNK], fact__endswith=":end")
        drop_tasks(tasks, reason="released-again", at=at)


def end_fact(publication: Publication) -> str:
    return f"publication:{publication.uuid}:end"


def _draft(publication: Publication, standing: Standing, state: str, at: datetime) -> Draft | None:
    """The one task about the end of a use: remove now, decide, stop what is scheduled, or remove by a day."""
    was_scheduled = publication.state == State.SCHEDULED
    if standing.verdict.is_releasing:
        return _dated(publication, standing) if standing.ends_on is not None else None
    if state == State.IRREVOCABLE or (state == State.PLANNED and not was_scheduled):
        return None
    today = rights.berlin_day(at)
    if state == State.LIVE or (was_scheduled and standing.verdict is rights.Verdict.NEEDS_DECISION):
        due = last_moment(today + timedelta(days=REVIEW_DAYS))
        return _about(publication, standing, Task.Kind.REVIEW, due, due)
    due = last_moment(today)
    return _about(publication, standing, Task.Kind.TAKE_DOWN, due, max(due, at + timedelta(hours=4)))


def _dated(publication: Publication, standing: Standing) -> Draft:
    assert standing.ends_on is not None  # noqa: S101  # narrows the type
    is_plan = standing.ends_on == publication.until_on
    due = last_moment(standing.ends_on)
    cause = PLANNED_END if is_plan else "DUTY_TAKE_DOWN_BY"
    dated = replace(standing, cause=cause, params={"date": standing.ends_on.isoformat()}, record=standing.grant)
    return _about(publication, dated, Task.Kind.TAKE_DOWN, due, due)


def _notice(publication: Publication, standing: Standing, at: datetime) -> Draft | None:
    """Who got a picture whose consent was taken back is told, where that can be done."""
    is_sent = publication.state == State.IRREVOCABLE and publication.channel in {"newsletter", "press"}
    if not is_sent or standing.cause not in NOTIFY_CAUSES:
        return None
    due = last_moment(rights.berlin_day(at) + timedelta(days=REVIEW_DAYS))
    draft = _about(publication, standing, Task.Kind.NOTIFY, due, due)
    return replace(draft, fact=f"publication:{publication.uuid}:notify")


def _about(publication: Publication, standing: Standing, kind: str, due_at: datetime, escalate_at: datetime) -> Draft:
    return Draft(
        organization_id=publication.organization_id,
        kind=kind,
        fact=end_fact(publication),
        cause=standing.cause,
        params=standing.params,
        bundle=bundle_of(kind, standing.cause, standing.record, due_at.date()),
        due_at=due_at,
        escalate_at=escalate_at,
        asset_id=publication.asset_id,
        publication_id=publication.pk,
    )


def _audit(judged: Judged, states: dict[int, str]) -> None:
    """One event for what changed: which publication became what."""
    changed = _changes(judged, states)
    if changed:
        audit.record(
            "publications.judged",
            actor="system",
            object_kind="publication",
            object_id="",
            data={"ruleset": rights.RULESET_VERSION, "changed": changed},
        )
        logger.info("publications judged count=%d changed=%d", len(judged), len(changed))


def _changes(judged: Judged, states: dict[int, str]) -> dict[str, str]:
    rows: Iterable[tuple[Publication, Standing]] = judged
    return {
        str(each.uuid): f"{standing.verdict.value} {states[each.pk]} {standing.cause}".strip()
        for each, standing in rows
        if each.verdict_now and (standing.verdict != each.verdict_now or states[each.pk] != each.state)
    }

"""The ledger of uses: recorded as planned, scheduled or published, each under a decision taken and kept at that moment.

What happened is a fact: a use that is online without a release is recorded, and due for removal from that moment. What
is only meant to happen needs its release first. A newsletter or press release is out once it is sent (irrevocable);
print, posters and merchandise are on while they are handed out, and irrevocable when that ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from assets import audit
from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, Organization, User
from assets.services import reindex
from licensing import rights
from licensing.models import ChannelAccount, Document, Publication, RightsDecision, Task
from licensing.posted import OUT
from licensing.services import judging
from licensing.services.decisions import NotReleased, decision_about, record_decision
from licensing.services.quotas import Settled, release, settle, use_for
from licensing.services.tasks import Draft, TaskClosed, bring_back, close_tasks, last_moment, locked, open_tasks
from licensing.services.uses import note_use
from licensing.snapshots import snapshot

State = Publication.State
EDITABLE: Final = ("url", "post_id", "credit_line", "ai_label", "note")
UNSENT: Final = (State.PLANNED, State.SCHEDULED)


class WrongState(DomainError):
    """What was asked for is not possible any more, or not yet; the ledger says how the use stands."""

    code = "wrong-state"


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRecord:
    """What is known of a use beside its question. `published_at` is for what is out; its day is the first day.

    What is `already_online` is a fact that is entered whatever the answer; all else needs its release to be entered.
    """

    state: str = State.LIVE
    url: str = ""
    post_id: str = ""
    account: ChannelAccount | None = None
    published_at: datetime | None = None
    already_online: bool = False
    credit_line: str = ""
    ai_label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How it is known that a use is off: what an address check found, a note, or a screenshot on file."""

    removed_at: datetime
    note: str = ""
    document: Document | None = None


@transaction.atomic
def record_use(
    asset: Asset, question: rights.Question, record: UseRecord, *, organization: Organization, by: User, at: datetime
) -> Publication | NotReleased:
    """Decide, keep the decision, and enter the use: planned, released, or online already."""
    is_out = record.state == State.LIVE
    if is_out and record.published_at is not None:
        question = replace(question, publish_from=rights.berlin_day(record.published_at))
    _check_days(question, record, at)
    settled = _decide(asset, question, by=by, at=at, is_plan=record.state == State.PLANNED)
    decision = settled.decision
    is_fact = is_out and record.already_online
    if record.state != State.PLANNED and not is_fact and not decision.verdict.is_releasing:
        return NotReleased(decision)
    publication = Publication.objects.create(
        asset=asset,
        organization=organization,
        account=record.account,
        state=_state_of(record.state, question.channel, decision),
        published_at=(record.published_at or _begin(question.publish_from, at)) if is_out else None,
        recorded_by=by,
        recorded_at=at,
        **{name: getattr(record, name) for name in EDITABLE},
        **_asked(question),
        **_decided(settled.stored, decision),
    )
    use_for(settled.held, publication=publication)
    _entered(publication, decision, by=by, at=at)
    return Publication.objects.get(pk=publication.pk)


@transaction.atomic
def publish(
    publication: Publication, *, published_at: datetime | None, by: User, at: datetime, url: str = ""
) -> Publication:
    """What was planned or scheduled is out: decided again for the day on which it went out."""
    current = _locked(publication, UNSENT)
    moment = published_at or at
    if moment > at:
        raise FieldInvalid("published_at", "Veröffentlicht ist, was schon zu sehen ist: bitte kein späterer Zeitpunkt.")
    question = _stored_question(current)
    question = replace(question, publish_from=rights.berlin_day(moment))
    settled = _decide(current.asset, question, by=by, at=at, publication=current)
    decision = settled.decision
    use_for(settled.held, publication=current)
    values = _decided(settled.stored, decision) | _asked(question)
    values |= {"state": _state_of(State.LIVE, question.channel, decision), "published_at": moment}
    _save(current, values | ({"url": url} if url else {}))
    _entered(current, decision, by=by, at=at)
    return Publication.objects.get(pk=current.pk)


@transaction.atomic
def schedule(publication: Publication, *, by: User, at: datetime) -> Publication | NotReleased:
    """A planned use is set to go out by itself: only with a release for its whole time."""
    current = _locked(publication, (State.PLANNED,))
    question = _stored_question(current)
    settled = _decide(current.asset, question, by=by, at=at)
    decision = settled.decision
    if not decision.verdict.is_releasing:
        return NotReleased(decision)
    use_for(settled.held, publication=current)
    _save(current, _decided(settled.stored, decision) | {"state": State.SCHEDULED})
    _entered(current, decision, by=by, at=at)
    return Publication.objects.get(pk=current.pk)


@transaction.atomic
def remove(publication: Publication, *, proof: Proof, by: User, at: datetime) -> Publication:
    """A use is off: with the time, and where it had to come down with how that is known. Its tasks are done."""
    current = _locked(publication, judging.ON)
    proof = _within_its_day(current, proof)
    _check_removal(current, proof, at)
    is_copies = rights.CHANNELS[rights.Channel(current.channel)].has_copies
    state = State.IRREVOCABLE if is_copies else State.REMOVED
    _save(current, {"state": state, "removed_at": proof.removed_at, "judge_again_at": None})
    close_tasks(_end_tasks(current), proof=_proof(proof), at=at, by=by)
    _audit("publication.removed", current, by, removed_at=proof.removed_at.isoformat())
    return current


@transaction.atomic
def cancel(publication: Publication, *, by: User, at: datetime) -> Publication:
    """A planned or scheduled use will not happen; what was reserved for it is free again."""
    current = _locked(publication, UNSENT)
    _save(current, {"state": State.CANCELED, "judge_again_at": None})
    note_use(current, None, at=at)
    release(publication=current, at=at)
    close_tasks(_end_tasks(current), proof={"canceled_at": at.isoformat()}, at=at, by=by)
    _audit("publication.canceled", current, by)
    return current


@transaction.atomic
def change(publication: Publication, *, values: Mapping[str, Any], by: User) -> Publication:
    """Correct what is noted of a use: address, number of the post, credit as published, label, note, account."""
    current = Publication.objects.select_for_update().get(pk=publication.pk)
    unknown = set(values) - {*EDITABLE, "account"}
    if unknown:
        raise FieldInvalid(min(unknown), "Das lässt sich hier nicht ändern.")
    _save(current, values)
    _audit("publication.changed", current, by, fields=sorted(values))
    return current


@transaction.atomic
def complete(task: Task, *, proof: Proof | None, note: str, by: User, at: datetime) -> Task:
    """A task is done; a take-down with its proof, and with it the use that it is about."""
    current = locked(task)
    if current.state != Task.State.OPEN:
        raise TaskClosed
    publication = current.publication
    if current.kind == Task.Kind.TAKE_DOWN and proof is None:
        raise FieldInvalid("removed_at", "Bitte angeben, seit wann der Beitrag entfernt ist.")
    if publication is not None and proof is not None and publication.state in judging.ON:
        remove(publication, proof=proof, by=by, at=at)
    else:
        done = {"note": note} if proof is None else _proof(proof)
        close_tasks(Task.objects.filter(pk=current.pk), proof=done, at=at, by=by)
    return Task.objects.get(pk=current.pk)


@transaction.atomic
def reopen(task: Task, *, by: User, at: datetime) -> Task:
    """Bring back what was done by mistake; a use that was called removed is on again, and judged at once."""
    current = bring_back(task, by=by, at=at)
    publication = current.publication
    if publication is not None and publication.removed_at is not None and current.kind == Task.Kind.TAKE_DOWN:
        _save(publication, {"state": State.DUE_FOR_REMOVAL, "removed_at": None})
        judging.judge_rows(Publication.objects.filter(pk=publication.pk), at=at)
    return Task.objects.get(pk=current.pk)


def _check_days(question: rights.Question, record: UseRecord, at: datetime) -> None:
    today = rights.berlin_day(at)
    if record.state == State.LIVE and (question.publish_from > today or (record.published_at or at) > at):
        raise FieldInvalid("published_at", "Veröffentlicht ist, was schon zu sehen ist: bitte kein späterer Tag.")
    if record.state == State.SCHEDULED and question.publish_from < today:
        raise FieldInvalid("from", "Geplant wird für heute oder später.")
    if question.publish_until is not None and question.publish_until < question.publish_from:
        raise FieldInvalid("until", "Das Ende liegt vor dem Anfang.")


def _check_removal(publication: Publication, proof: Proof, at: datetime) -> None:
    if proof.removed_at > at + timedelta(minutes=5):
        raise FieldInvalid("removed_at", "Dieser Zeitpunkt liegt in der Zukunft.")
    if publication.published_at is not None and proof.removed_at < publication.published_at:
        raise FieldInvalid("removed_at", "Entfernt wurde der Beitrag nach seiner Veröffentlichung.")
    if publication.state == State.DUE_FOR_REMOVAL and not _is_known(publication, proof):
        raise FieldInvalid(
            "note", "Woher wissen wir das? Bitte die Adresse prüfen lassen oder Notiz oder Bildschirmfoto angeben."
        )


def _within_its_day(publication: Publication, proof: Proof) -> Proof:
    """Removed on the day on which it went out, with no hour said: not before it went out."""
    out = publication.published_at
    if out is None or proof.removed_at >= out or rights.berlin_day(proof.removed_at) != rights.berlin_day(out):
        return proof
    return replace(proof, removed_at=out)


def _is_known(publication: Publication, proof: Proof) -> bool:
    if proof.note.strip() or proof.document is not None:
        return True
    checks = _end_tasks(publication).values_list("proof__address__outcome", flat=True)
    return "gone" in set(checks)


def _proof(proof: Proof) -> dict[str, Any]:
    document = str(proof.document.uuid) if proof.document else None
    return {"removed_at": proof.removed_at.isoformat(), "note": proof.note.strip(), "document": document}


def _decide(
    asset: Asset,
    question: rights.Question,
    *,
    by: User,
    at: datetime,
    is_plan: bool = False,
    publication: Publication | None = None,
) -> Settled:
    """Decide and keep the decision; for what is not only a plan, take what its grant counts."""
    if not is_plan:
        return settle(asset, question, by=by, at=at, publication=publication)
    decision = decision_about(asset, question, at=at)
    return Settled(decision, record_decision(asset, question, decision.facts, decision, by=by))


def _state_of(asked: str, channel: rights.Channel, decision: rights.Decision) -> str:
    if asked != State.LIVE:
        return asked
    if rights.CHANNELS[channel].timing is rights.Timing.INSTANT:
        return State.IRREVOCABLE
    return State.LIVE if decision.verdict.is_releasing else State.DUE_FOR_REMOVAL


def _begin(day: date, at: datetime) -> datetime:
    """Now for today; for a day in the past its beginning, since nobody said the hour."""
    return at if day == rights.berlin_day(at) else rights.start_of(day)


def _asked(question: rights.Question) -> dict[str, Any]:
    return {
        "channel": question.channel.value,
        "placement": question.placement.value if question.placement else "",
        "purpose": question.purpose.value,
        "question": snapshot(question),
        "from_on": question.publish_from,
        "until_on": question.publish_until,
        "print_run": question.print_run,
    }


def _decided(stored: RightsDecision, decision: rights.Decision) -> dict[str, Any]:
    return {
        "decision": stored,
        "decided_verdict": stored.verdict,
        "resolution_id": stored.resolution_id,
        "chosen_grant": decision.chosen_grant or "",
    }


def _entered(publication: Publication, decision: rights.Decision, *, by: User, at: datetime) -> None:
    """What follows from a use that was entered or went on: counted uses, duties, its own standing, the trail."""
    note_use(publication, decision, at=at)
    if publication.state in OUT:
        reindex([publication.asset_id])
    _audit("publication.recorded", publication, by, state=publication.state, verdict=publication.decided_verdict)
    judging.judge_rows(Publication.objects.filter(pk=publication.pk), at=at)
    if publication.state == State.IRREVOCABLE and not decision.verdict.is_releasing:
        open_tasks([_review(publication, decision, at)], at=at, by=by)


def _review(publication: Publication, decision: rights.Decision, at: datetime) -> Draft:
    """It is out and cannot be called back: somebody has to see to it that the consequences are drawn."""
    first = decision.reasons[0] if decision.reasons else None
    due = last_moment(rights.berlin_day(at) + timedelta(days=judging.REVIEW_DAYS))
    return Draft(
        organization_id=publication.organization_id,
        kind=Task.Kind.REVIEW,
        fact=f"publication:{publication.uuid}:review",
        cause=first.code if first else "",
        params=snapshot(first.params) if first else {},
        due_at=due,
        escalate_at=due,
        asset_id=publication.asset_id,
        publication_id=publication.pk,
    )


def _end_tasks(publication: Publication) -> Any:
    return Task.objects.filter(publication=publication, fact=judging.end_fact(publication), state=Task.State.OPEN)


def _stored_question(publication: Publication) -> rights.Question:
    from msgspec import convert

    return convert(publication.question, rights.Question)


def _locked(publication: Publication, states: tuple[Publication.State, ...]) -> Publication:
    current = Publication.objects.select_for_update(of=("self",)).select_related("asset").get(pk=publication.pk)
    if current.state not in states:
        raise WrongState(f"Der Beitrag ist inzwischen „{current.get_state_display()}“.")
    return current


def _save(publication: Publication, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(publication, name, value)
    publication.version += 1
    publication.save()


def _audit(action: str, publication: Publication, by: User, **data: Any) -> None:
    audit.record(
        action,
        actor=str(by.uuid),
        object_kind="publication",
        object_id=str(publication.uuid),
        data={"asset": str(publication.asset.uuid), **data},
    )

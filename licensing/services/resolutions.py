"""A person decides what the machine may not: for exactly one question, with reason, evidence and expiry.

The organization that holds the asset decides, through one of its rights managers. What is forbidden stays so; what is
released needs nobody. The question is judged again at that moment: when the answer is another than the one that was
asked about, nothing is decided (FactsChanged). Where minors are shown, or a rule of the organization asks for it, a
second person confirms; until then it is pending and releases nothing.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import transaction
from django.db.models import QuerySet

from assets import audit
from assets.errors import DomainError, FieldInvalid, NotPermitted
from assets.models import Asset, Organization, Original, Role, User
from assets.services import touch_assets
from assets.viewer import viewer_of
from licensing import rights
from licensing.facts.resolutions import other_pictures
from licensing.models import Document, PendingResolution, Resolution, RightsDecision, Task, TaskMessage
from licensing.models.resolution import SHORTEST_REASON
from licensing.services.decisions import decision_about, record_decision
from licensing.services.tasks import Draft, TaskClosed, close_tasks, drop_tasks, locked, open_tasks
from licensing.snapshots import decided_again, snapshot

USUAL_HOURS: Final = 72
LONGEST_MESSAGE: Final = 500
LONGEST: Final = timedelta(days=3 * 366)


class FactsChanged(DomainError):
    """The answer is another by now: nobody has to decide, or somebody has to about something else."""

    code = "facts-changed"

    def __init__(self, decision: rights.Decision) -> None:
        super().__init__("Die Lage hat sich inzwischen geändert. Bitte die neue Antwort ansehen.")
        self.decision = decision


class SamePerson(DomainError):
    """Four eyes are those of two people."""

    code = "same-person"

    def __init__(self) -> None:
        super().__init__("Bestätigen muss jemand anderes als die Person, die entschieden hat.")


class UploaderDecides(SamePerson):
    """Whoever brought a picture of minors in does not release it as well (domain rule, section 5.1)."""

    def __init__(self) -> None:
        DomainError.__init__(
            self,
            "Auf dem Bild sind vielleicht Minderjährige. Freigeben muss es jemand anderes als die Person, die es "
            "hochgeladen hat.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person says: whether it releases, why (at least 20 characters), on what evidence, until when."""

    releases: bool
    justification: str
    expires_on: date
    conditions: str = ""
    evidence: Document | None = None


@dataclass(frozen=True, slots=True)
class Requested:
    """A question that waits for a person, and the task that says so."""

    decision: RightsDecision
    task: Task


@transaction.atomic
def request_resolution(asset: Asset, question: rights.Question, *, by: User, message: str, at: datetime) -> Requested:
    """Keep the machine's answer and ask the organization that holds the asset to decide; asking twice asks once."""
    decision = decision_about(asset, question, at=at)
    if decision.verdict is not rights.Verdict.NEEDS_DECISION:
        raise FactsChanged(decision)
    fact = decide_fact(asset, question)
    open_task = Task.objects.filter(organization=asset.organization, fact=fact, state=Task.State.OPEN)
    known = open_task.select_related("decision").first()
    if known is not None and known.decision is not None:
        _add_message(known, message, by=by, of=known.decision.organization or asset.organization, at=at)
        return Requested(known.decision, known)
    stored = record_decision(asset, question, decision.facts, decision, by=by)
    (task,) = open_tasks([_draft(asset, stored, decision, message, at)], at=at, by=by)
    return Requested(stored, task)


@transaction.atomic
def resolve(base: RightsDecision, ruling: Ruling, *, by: User, at: datetime) -> Resolution | PendingResolution:
    """Decide as a person with the role, on the question as it stands now; pending where four eyes are needed."""
    _check_role(base, by, at)
    _check_ruling(base, ruling, rights.berlin_day(at))
    asset = Asset.objects.select_for_update().get(pk=base.asset_id)
    base, decision = _judged_again(base, asset, releases=ruling.releases, by=by, at=at)
    covers = sorted(_blocking(decision))
    if ruling.releases and rights.may_show_minors(decision) and _brought_in_by(asset, by):
        raise UploaderDecides
    if ruling.releases and rights.needs_four_eyes(decision):
        return _suspend(base, ruling, covers, by=by, at=at)
    return _settle(base, ruling, covers, decided_by=by, second_by=None, at=at)


@transaction.atomic
def confirm(pending: PendingResolution, *, confirms: bool, by: User, at: datetime) -> PendingResolution:
    """The second person agrees or does not; whoever decided first cannot. The question is judged once more."""
    current = PendingResolution.objects.select_for_update(of=("self",)).select_related("base").get(pk=pending.pk)
    _check_role(current.base, by, at)
    if current.decided_by_id == by.pk:
        raise SamePerson
    if current.state != PendingResolution.State.PENDING:
        raise TaskClosed("Darüber ist schon befunden.")
    resolution = _confirmed(current, by=by, at=at) if confirms else None
    current.state = PendingResolution.State.CONFIRMED if confirms else PendingResolution.State.DECLINED
    current.closed_by, current.closed_at, current.resolution = by, at, resolution
    current.save(update_fields=["state", "closed_by", "closed_at", "resolution"])
    if not confirms:
        _audit("rights.resolution_declined", current.base, by, {"pending": str(current.uuid)})
    return current


def drop_questions(asset: Asset, *, by: User, at: datetime) -> None:
    """Another picture stands there now: what was asked, or half decided, about the former one is over."""
    waiting = PendingResolution.objects.filter(base__asset=asset, state=PendingResolution.State.PENDING)
    for pending in waiting.select_for_update(of=("self",)).select_related("base"):
        PendingResolution.objects.filter(pk=pending.pk).update(
            state=PendingResolution.State.DECLINED, closed_by=by, closed_at=at
        )
        _audit("rights.resolution_declined", pending.base, by, {"pending": str(pending.uuid), "because": "replaced"})
    drop_tasks(Task.objects.filter(asset=asset, kind=Task.Kind.DECIDE), reason="picture-replaced", at=at, by=by)


@transaction.atomic
def ask_back(base: RightsDecision, text: str, *, by: User, of: Organization, at: datetime) -> TaskMessage:
    """A word about an open question, from the organization that decides or from the one that asked.

    A question back gives the asking organization a task of its own; its answer closes that.
    """
    task = locked(Task.objects.get(pk=_open_task(base).pk))
    message = _add_message(task, text, by=by, of=of, at=at)
    if message is None:
        raise FieldInvalid("text", "Bitte schreiben Sie, worum es geht.")
    asker = base.organization
    if asker is not None and of.pk == base.asset.organization_id != asker.pk:
        open_tasks([_answer_draft(base, asker, message.text)], at=at, by=by)
    elif asker is not None and of.pk == asker.pk:
        answered = Task.objects.filter(organization=asker, fact=_answer_fact(base), state=Task.State.OPEN)
        close_tasks(answered, proof={"note": "answered"}, at=at, by=by)
    _audit("rights.asked_back", base, by, {"task": str(task.uuid)})
    return message


def decide_fact(asset: Asset, question: rights.Question) -> str:
    """The same question about the same asset is one task."""
    asked = hashlib.sha256(msgspec.json.encode(snapshot(question), order="deterministic")).hexdigest()
    return f"decide:{asset.uuid}:{asked[:32]}"


def deciding_tasks(base: RightsDecision) -> "QuerySet[Task]":
    """The task that asks for a decision on this question."""
    question = msgspec.convert(base.question, rights.Question)
    return Task.objects.filter(organization=base.asset.organization, fact=decide_fact(base.asset, question))


def _open_task(base: RightsDecision) -> Task:
    task = deciding_tasks(base).filter(state=Task.State.OPEN).first()
    if task is None:
        raise TaskClosed("Diese Frage ist nicht mehr offen.")
    return task


def _draft(asset: Asset, stored: RightsDecision, decision: rights.Decision, message: str, at: datetime) -> Draft:
    first = decision.reasons[0] if decision.reasons else None
    due = at + timedelta(hours=asset.organization.decision_hours or USUAL_HOURS)
    return Draft(
        organization_id=asset.organization_id,
        kind=Task.Kind.DECIDE,
        fact=decide_fact(asset, decision.question),
        cause=first.code if first else "",
        params=snapshot(first.params) if first else {},
        message=_text(message),
        due_at=due,
        escalate_at=due,
        asset_id=asset.pk,
        decision_id=stored.pk,
    )


def _answer_fact(base: RightsDecision) -> str:
    return f"answer:{base.uuid}"


def _answer_draft(base: RightsDecision, asker: Organization, text: str) -> Draft:
    return Draft(
        organization_id=asker.pk,
        kind=Task.Kind.MISSING,
        fact=_answer_fact(base),
        cause="QUESTION_BACK",
        message=text,
        asset_id=base.asset_id,
        decision_id=base.pk,
    )


def _add_message(task: Task, text: str, *, by: User, of: Organization, at: datetime) -> TaskMessage | None:
    clean = _text(text)
    if not clean:
        return None
    return TaskMessage.objects.create(task=task, organization=of, author=by, text=clean, created_at=at)


def _text(message: str) -> str:
    clean = message.strip()
    if len(clean) > LONGEST_MESSAGE:
        raise FieldInvalid("message", f"Höchstens {LONGEST_MESSAGE} Zeichen.")
    return clean


def _check_role(base: RightsDecision, by: User, at: datetime) -> None:
    """Rights managers of the deciding organization; whoever only runs the installation decides nothing."""
    held = viewer_of(by, on=rights.berlin_day(at)).roles.get(base.asset.organization_id)
    if held is None or not held.includes(Role.RIGHTS_MANAGER):
        raise NotPermitted(Role.RIGHTS_MANAGER.label)


def _check_ruling(base: RightsDecision, ruling: Ruling, today: date) -> None:
    if len(ruling.justification.strip()) < SHORTEST_REASON:
        raise FieldInvalid("justification", f"Bitte begründen: mindestens {SHORTEST_REASON} Zeichen.")
    if not today <= ruling.expires_on <= today + LONGEST:
        raise FieldInvalid("expires_on", "Eine Entscheidung gilt von heute an, höchstens drei Jahre.")
    evidence = ruling.evidence
    if evidence is not None and evidence.organization_id != base.asset.organization_id:
        raise FieldInvalid("evidence", "Diesen Beleg gibt es hier nicht.")


def _judged_again(
    base: RightsDecision, asset: Asset, *, releases: bool, by: User, at: datetime
) -> tuple[RightsDecision, rights.Decision]:
    """The machine's answer of now; on changed facts it is kept as the new base. A person never reaches past a no."""
    question = msgspec.convert(base.question, rights.Question)
    answer = decision_about(asset, question, at=at)
    if other_pictures().filter(asset=asset, replaced_at__gte=base.valid_at).exists():
        raise FactsChanged(answer)
    decision = rights.decide(question, answer.facts, at=at)
    is_open = decision.verdict is rights.Verdict.NEEDS_DECISION and not (releases and answer.verdict.is_releasing)
    if not is_open or base.verdict != rights.Verdict.NEEDS_DECISION or not _blocking(decision) <= _known(base):
        raise FactsChanged(answer)
    if decision.input_hash == base.input_hash:
        return base, decision
    return record_decision(asset, question, decision.facts, decision, by=by), decision


def _known(base: RightsDecision) -> set[str]:
    """The reasons that stood in the way when it was asked; a new one was seen by nobody."""
    return _blocking(decided_again(base.question, base.facts, at=base.valid_at))


def _blocking(decision: rights.Decision) -> set[str]:
    return {rights.reason_key(each) for each in decision.reasons if not each.verdict.is_releasing}


def _brought_in_by(asset: Asset, user: User) -> bool:
    return Original.objects.filter(asset=asset, uploaded_by=user).exists()


def _suspend(base: RightsDecision, ruling: Ruling, covers: list[str], *, by: User, at: datetime) -> PendingResolution:
    former = PendingResolution.objects.filter(base__asset=base.asset, base__question=base.question, state="pending")
    if former.exists():
        raise TaskClosed("Darüber wartet schon eine Entscheidung auf die zweite Person.")
    pending = PendingResolution.objects.create(
        base=base,
        covers=covers,
        conditions=ruling.conditions.strip(),
        justification=ruling.justification.strip(),
        evidence=ruling.evidence,
        decided_by=by,
        decided_at=at,
        expires_on=ruling.expires_on,
    )
    _audit("rights.resolution_pending", base, by, {"pending": str(pending.uuid)})
    return pending


def _confirmed(pending: PendingResolution, *, by: User, at: datetime) -> Resolution:
    asset = Asset.objects.select_for_update().get(pk=pending.base.asset_id)
    base, decision = _judged_again(pending.base, asset, releases=True, by=by, at=at)
    if not _blocking(decision) <= set(pending.covers):
        raise FactsChanged(decision)
    ruling = Ruling(
        releases=True,
        justification=pending.justification,
        expires_on=pending.expires_on,
        conditions=pending.conditions,
        evidence=pending.evidence,
    )
    return _settle(base, ruling, list(pending.covers), decided_by=pending.decided_by, second_by=by, at=at)


def _settle(
    base: RightsDecision, ruling: Ruling, covers: list[str], *, decided_by: User, second_by: User | None, at: datetime
) -> Resolution:
    asker = base.organization or base.asset.organization
    former = Resolution.objects.filter(asset=base.asset, question=base.question).order_by("-pk").first()
    resolution = Resolution.objects.create(
        base=base,
        base_verdict=base.verdict,
        asset=base.asset,
        organization=asker,
        question=base.question,
        releases=ruling.releases,
        covers=covers,
        conditions=ruling.conditions.strip(),
        justification=ruling.justification.strip(),
        evidence=ruling.evidence,
        needs_four_eyes=second_by is not None,
        decided_by=decided_by,
        second_by=second_by,
        decided_at=at,
        expires_on=ruling.expires_on,
        supersedes=former,
    )
    by = second_by or decided_by
    done = {"resolution": str(resolution.uuid), "releases": ruling.releases}
    close_tasks(deciding_tasks(base).filter(state=Task.State.OPEN), proof=done, at=at, by=by)
    _audit("rights.resolved", base, by, done)
    touch_assets([base.asset_id])
    return resolution


def _audit(action: str, base: RightsDecision, by: User, data: dict[str, Any]) -> None:
    audit.record(
        action,
        actor=str(by.uuid),
        object_kind="decision",
        object_id=str(base.uuid),
        data={"asset": str(base.asset.uuid), **data},
    )

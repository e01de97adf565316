"""The judgement: one question, the recorded facts, one answer with its reasons.

`decide` is total and pure. It reads no clock: `at` only dates the answer and tells when it may change; the verdict
depends on the period asked for. The same question and facts give the same answer under the same `RULESET_VERSION`.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import msgspec

from .alternatives import Outcome, alternatives, nearest
from .case import Case, for_publisher, policy_for, read_case
from .catalogue import REASON_ORDER, Duty, Finding, Hint, Reason, needs_decision
from .changes import next_change
from .facts import Facts, Question
from .gates import LAYER_GATES, read_into
from .layers import Person, RenditionFacts
from .remedies import Remedy, find_remedies
from .verdict import Verdict, strictest

RULESET_VERSION = "2026.11-3"


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer. `reasons` are those of the layers and of the alternative that was chosen or came nearest, strictest
    first. `valid_at` is when it was asked. `resolution` is the person's decision that released it, if one did.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    duties: tuple[Duty, ...]
    hints: tuple[Hint, ...]
    chosen_grant: str | None
    nearest_miss_grant: str | None
    valid_at: datetime
    question: Question
    facts: Facts
    ruleset_version: str = RULESET_VERSION
    resolution: str | None = None
    resolution_ends_at: datetime | None = None

    @property
    def next_change_at(self) -> datetime | None:
        """The earliest instant after the check at which a fact that was used changes by itself, or the person's
        decision that released it is over; computed on each reading.
        """
        foreseen = [_next_change(self.question, self.facts, self.valid_at), self.resolution_ends_at]
        return min((each for each in foreseen if each is not None), default=None)

    @property
    def alternatives(self) -> tuple[Outcome, ...]:
        """The outcome of every right of use, judged on each reading; none where the question cannot be read."""
        case, _ = _read(self.question, self.facts)
        return tuple(_alternatives(case)) if case is not None else ()

    @property
    def input_hash(self) -> str:
        """SHA-256 over question, facts and rule set; the order in which records were listed does not matter."""
        return input_hash(self.question, self.facts)

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Ways out, computed on each reading by asking changed questions; none where the answer already releases."""

        def ask(changed: Question) -> Verdict:
            return decide(changed, self.facts, at=self.valid_at).verdict

        if self.verdict.is_releasing:
            return ()
        return find_remedies(self.question, self.reasons, ask, renditions=_renditions(self.facts))


def decide(question: Question, facts: Facts, *, at: datetime) -> Decision:
    """Judge one question on the recorded facts as of `at` (aware).

    Never raises for what was asked or stored: what cannot be read needs a decision.
    """
    case, findings = _read(question, facts)
    if at.tzinfo is None:
        findings.append(needs_decision("QUESTION_INCOMPLETE", 1, field="at"))
        at = at.replace(tzinfo=UTC)
    best = None
    if case is not None:
        right = _nearest(case)
        best = right.grant
        findings += _judged(case, right)
        for publisher in case.co_publishers:
            other = for_publisher(case, publisher)
            findings += _judged(other, _nearest(other))
    reasons, duties, hints = in_order(findings)
    verdict = _verdict(reasons, duties)
    return Decision(
        verdict=verdict,
        reasons=reasons,
        duties=duties,
        hints=hints,
        chosen_grant=best if verdict.is_releasing else None,
        nearest_miss_grant=None if verdict.is_releasing else best,
        valid_at=at,
        question=question,
        facts=facts,
    )


def _renditions(facts: Facts) -> tuple[str, ...]:
    """Versions of the asset that a person looked at, each of which may be asked about instead."""
    known = getattr(facts, "renditions", ())
    return tuple(each.id for each in known if isinstance(each, RenditionFacts)) if isinstance(known, tuple) else ()


def _read(question: Question, facts: Facts) -> tuple[Case | None, list[Finding]]:
    """Read the case; whatever is not a question or not facts at all is itself a finding."""
    try:
        return read_case(question, facts), []
    except Exception:  # totality: see decide
        return None, [needs_decision("FACTS_UNREADABLE", 1, record="question")]


def _judged(case: Case, right: Outcome) -> list[Finding]:
    """What all gates say for one publisher; each of several publishers has to be covered, and the strictest counts."""
    findings: list[Finding] = []
    for gate in LAYER_GATES:
        read_into(findings, gate, case)
    findings.extend(right.findings)
    return findings


def _next_change(question: Question, facts: Facts, at: datetime) -> datetime | None:
    try:
        return next_change(facts, policy_for(question.organization, facts), at)
    except Exception:  # totality: see decide
        return None


_UNREADABLE = Outcome(None, Verdict.NEEDS_DECISION, (needs_decision("FACTS_UNREADABLE", 4, record="license"),))


def _nearest(case: Case) -> Outcome:
    try:
        return nearest(case)
    except Exception:  # totality: see decide
        return _UNREADABLE


def _alternatives(case: Case) -> list[Outcome]:
    try:
        return alternatives(case)
    except Exception:  # totality: see decide
        return [_UNREADABLE]


def in_order(findings: list[Finding]) -> tuple[tuple[Reason, ...], tuple[Duty, ...], tuple[Hint, ...]]:
    """Reasons strictest first, then by gate and in the order of the catalogue; one deadline of a kind, the earliest."""
    reasons: dict[Reason, None] = {}
    duties: dict[object, Duty] = {}
    hints: dict[Hint, None] = {}
    for finding in findings:
        if isinstance(finding, Duty):
            key = finding.code if finding.code in DEADLINES else (finding.code, *finding.params.values())
            known = duties.setdefault(key, finding)
            if finding is not known and _day(finding) <= _day(known) and _urgency(finding) < _urgency(known):
                duties[key] = finding
        elif isinstance(finding, Hint):
            hints[finding] = None
        else:
            reasons[finding] = None
    ordered = sorted(reasons, key=_rank) if len(reasons) > 1 else reasons
    return tuple(ordered), _by_day(list(duties.values())), tuple(hints)


def _by_day(duties: list[Duty]) -> tuple[Duty, ...]:
    if len(duties) > 1:
        is_telling = len({duty.code for duty in duties}) == len(duties)
        duties.sort(key=_day_and_code if is_telling else _day_code_and_text)
    return tuple(duties)


DEADLINES = frozenset({"DUTY_TAKE_DOWN_BY", "DUTY_STOP_DISTRIBUTION_BY"})
"""The effective end of a use is the earliest end among grant, consents, releases and rules (rights note 4.4)."""


def _day_and_code(duty: Duty) -> tuple[date, str]:
    return _day(duty), duty.code


def _day_code_and_text(duty: Duty) -> tuple[date, str, str]:
    return _day(duty), duty.code, str(duty.params)


def _day(duty: Duty) -> date:
    return duty.due or date.max


def _urgency(duty: Duty) -> tuple[date, str]:
    return _day(duty), str(duty.params.get("cause", ""))


def _rank(reason: Reason) -> tuple[int, int, int, str]:
    place = REASON_ORDER.get(reason.code, len(REASON_ORDER))
    return -reason.verdict.strictness, reason.gate, place, f"{reason.params}{reason.records}"


def _verdict(reasons: tuple[Reason, ...], duties: tuple[Duty, ...]) -> Verdict:
    verdict = strictest(reason.verdict for reason in reasons)
    return Verdict.ALLOWED_WITH_DUTIES if verdict is Verdict.ALLOWED and duties else verdict


def _unreadable(value: object) -> str:
    return f"unreadable:{type(value).__name__}"


_ENCODER = msgspec.json.Encoder(order="deterministic", enc_hook=_unreadable)


def _canonical(facts: Facts) -> object:
    """Facts as plain data, with records sorted by content so that the order of listing leaves no trace."""
    if not isinstance(facts, Facts):
        return facts
    fields: dict[str, object] = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    for name, records in fields.items():
        if isinstance(records, tuple):
            fields[name] = sorted(_ENCODER.encode(_unordered(record)).decode() for record in records)
    return fields


def _unordered(record: object) -> object:
    """A person with consents sorted by content; every other record as it is."""
    if not isinstance(record, Person) or not isinstance(record.consents, tuple):
        return record
    consents = sorted(_ENCODER.encode(consent).decode() for consent in record.consents)
    return {"person": replace(record, consents=()), "consents": consents}


def input_hash(question: Question, facts: Facts) -> str:
    """SHA-256 (hex) of the canonical form of everything the answer depends on."""
    payload = _ENCODER.encode({"question": question, "facts": _canonical(facts), "ruleset": RULESET_VERSION})
    return hashlib.sha256(payload).hexdigest()

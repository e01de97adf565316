"""Ways out of an answer that does not release: another question, or another fact.

A changed question is offered only when asking it releases, and it carries the verdict that asking gave, never a
guess. A fact to change (record the license, ask for consent) follows from the reasons; what it would lead to is not
known and not claimed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from .catalogue import REASONS, REMEDIES, Param, Params, Reason, fill
from .days import berlin_day, day_after, day_before
from .facts import Question
from .verdict import Tri, Verdict
from .vocabulary import Channel, Language, Placement, Purpose

Ask = Callable[[Question], Verdict]
QUESTION_GATES = frozenset({4, 5, 11, 13})
"""Gates whose answer another question can change. The others look at the asset alone, or could not read."""
QUESTION_CODES = frozenset(
    {
        "PERS_CONSENT_SCOPE_CHANNEL",
        "PERS_CONSENT_SCOPE_PURPOSE",
        "PERS_CONSENT_SCOPE_UNCLEAR",
        "PERS_CONSENT_TERM_EXCEEDED",
        "PERS_CONSENT_NOT_YET_VALID",
        "PERS_MINOR_GUARDIAN_MISSING",
        "PERS_MINOR_TURNED_18",
        "PERS_SENSITIVE_CONTEXT",
        "WORK_THIRD_PARTY_VISIBLE",
        "PROP_RELEASE_SCOPE",
        "SIGN_EMBLEM_PERMISSION",
        "SIGN_TRADEMARK",
        "AUDIO_LICENCE_NOT_COVERED",
        "BLACKOUT_ELECTION",
        "BLACKOUT_REVIEW",
        "ORG_POLICY_RESTRICTION",
        "QUESTION_INCOMPLETE",
    }
)
"""Reasons of other gates that another question can avoid."""
CHANNEL_GATES = frozenset({4, 6, 7, 8, 12, 13})
SHOWN_GATES = frozenset({6, 7, 14})
"""Gates that look at what a version shows."""
MOST_CHANNELS = 3


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way out. `question` and `verdict` are given for a changed question, `changes` names what has to change."""

    code: str
    params: Params
    question: Question | None = None
    verdict: Verdict | None = None

    @property
    def changes(self) -> str:
        return REMEDIES[self.code].changes

    def text(self, language: Language) -> str:
        return fill(REMEDIES[self.code].sentence[language], self.params, language)


def find_remedies(
    question: Question, reasons: tuple[Reason, ...], ask: Ask, *, renditions: tuple[str, ...] = ()
) -> tuple[Remedy, ...]:
    """Collect ways out: changed questions first, then changed facts, last a person's decision where one may decide."""
    blocking = [reason for reason in reasons if not reason.verdict.is_releasing]
    found: list[Remedy] = []
    if isinstance(question, Question):
        if all(_depends_on_the_question(reason) for reason in blocking):
            found += _other_questions(question, blocking, ask)
        found += _other_renditions(question, blocking, ask, renditions)
    found += _other_facts(blocking)
    if blocking and all(reason.verdict is Verdict.NEEDS_DECISION for reason in blocking):
        found.append(Remedy("REMEDY_ASK_PERSON", {}))
    return tuple(found)


def _depends_on_the_question(reason: Reason) -> bool:
    return reason.gate in QUESTION_GATES or (reason.code in QUESTION_CODES and reason.gate != 1)


def _other_renditions(
    question: Question, blocking: list[Reason], ask: Ask, renditions: tuple[str, ...]
) -> Iterator[Remedy]:
    """Other versions that a person looked at, where somebody or something shown stands in the way."""
    if not any(reason.gate in SHOWN_GATES for reason in blocking):
        return
    for rendition in renditions:
        changed = replace(question, rendition=rendition)
        verdict = ask(changed)
        if changed != question and verdict.is_releasing:
            yield Remedy("REMEDY_OTHER_RENDITION", {"rendition": rendition}, changed, verdict)


def _other_facts(blocking: list[Reason]) -> Iterator[Remedy]:
    codes = dict.fromkeys(REASONS[reason.code].remedy for reason in blocking)
    for code in codes:
        if code is not None:
            yield Remedy(code, {})


def _other_questions(question: Question, blocking: list[Reason], ask: Ask) -> Iterator[Remedy]:
    changes = [change for reason in blocking for change in _changes(question, reason)]
    changes += _answers(question, blocking)
    asked: set[Question] = {question}
    for code, params, changed in changes:
        if changed in asked:
            continue
        asked.add(changed)
        verdict = ask(changed)
        if verdict.is_releasing:
            yield Remedy(code, params, changed, verdict)
    if any(reason.gate in CHANNEL_GATES for reason in blocking):
        yield from _other_channels(question, ask)


def _other_channels(question: Question, ask: Ask) -> list[Remedy]:
    """The channels that would be released, yes before yes with duties, at most three."""
    found = []
    for channel in Channel:
        if channel == question.channel:
            continue
        changed = replace(question, channel=channel, placement=None)
        verdict = ask(changed)
        if verdict.is_releasing:
            found.append(Remedy("REMEDY_OTHER_CHANNEL", {"channel": channel}, changed, verdict))
    return sorted(found, key=lambda remedy: remedy.verdict.strictness if remedy.verdict else 0)[:MOST_CHANNELS]


Change = tuple[str, dict[str, Param], Question]


def _changes(question: Question, reason: Reason) -> Iterator[Change]:
    """The changed question that speaks to one reason, if there is one."""
    match reason.code:
        case "GRANT_TERM_EXCEEDED" | "PERS_CONSENT_TERM_EXCEEDED":
            yield from _shorter(question, reason.params.get("until"))
        case "BLACKOUT_ELECTION" | "BLACKOUT_REVIEW":
            yield from _around(question, reason)
        case "GRANT_NOT_YET_VALID" | "PERS_CONSENT_NOT_YET_VALID":
            yield from _later(question, reason.params.get("from"))
        case "EMBARGO_ACTIVE":
            yield from _later(question, _day_after_embargo(reason.params.get("until")))
        case (
            "LIC_ND_MODIFICATION" | "LIC_EDITORIAL_ALTERATION" | "LIC_SA_DERIVATIVE" | "GRANT_MODIFICATION_NOT_COVERED"
        ):
            yield "REMEDY_UNMODIFIED", {}, replace(question, modifications=frozenset())
        case "GRANT_PRINT_RUN_EXCEEDED":
            left = reason.params.get("left")
            if isinstance(left, int) and left > 0:
                yield "REMEDY_SMALLER_PRINT_RUN", {"print_run": left}, replace(question, print_run=left)
        case _:
            yield from _tamer(question, reason)


def _tamer(question: Question, reason: Reason) -> Iterator[Change]:
    placement = None if question.placement is Placement.AD else question.placement
    match reason.code:
        case "GRANT_PAID_NOT_COVERED":
            yield "REMEDY_NOT_PAID", {}, replace(question, paid_promotion=Tri.NO, placement=placement)
        case "LIC_NC_COMMERCIAL" if question.purpose is not Purpose.MERCHANDISE_SALE:
            tame = replace(question, commercial=Tri.NO, sold=Tri.NO, paid_promotion=Tri.NO, placement=placement)
            yield "REMEDY_NOT_COMMERCIAL", {}, tame
        case "LIC_SENSITIVE_USE" | "PERS_SENSITIVE_CONTEXT" | "LIC_POLITICAL_USE":
            calm = replace(question, sensitive_context=Tri.NO, political_context=Tri.NO)
            yield "REMEDY_NOT_SENSITIVE", {}, calm
        case "LIC_MERCH_NOT_PERMITTED" | "LIC_STANDALONE_RESALE":
            yield "REMEDY_NOT_SOLD", {}, replace(question, sold=Tri.NO)


def _shorter(question: Question, until: object) -> Iterator[Change]:
    if isinstance(until, date) and not isinstance(until, datetime):
        yield "REMEDY_SHORTEN_PERIOD", {"until": until}, replace(question, publish_until=until)


def _day_after_embargo(until: object) -> date | None:
    """The first day on which an embargo no longer stands in the way; one without an hour holds through its day."""
    if isinstance(until, datetime):
        return berlin_day(until)
    return day_after(until) if isinstance(until, date) else None


def _around(question: Question, reason: Reason) -> Iterator[Change]:
    """Before a black-out, or after it."""
    start, until = reason.params.get("from"), reason.params.get("until")
    if isinstance(start, date) and question.publish_from < start:
        yield from _shorter(question, day_before(start))
    if isinstance(until, date):
        yield from _later(question, day_after(until))


def _later(question: Question, start: object) -> Iterator[Change]:
    if not isinstance(start, date) or (question.publish_until is not None and question.publish_until < start):
        return
    yield "REMEDY_START_LATER", {"from": start}, replace(question, publish_from=start)


_ANSWERS = frozenset({"paid_promotion", "sensitive_context", "sold", "commercial", "political_context", "as_logo"})


def _answers(question: Question, blocking: list[Reason]) -> Iterator[Change]:
    """All open questions answered with no, together: what the answer is when nothing special is going on."""
    open_fields = [str(reason.params.get("field")) for reason in blocking if reason.code == "QUESTION_INCOMPLETE"]
    fields = [field for field in dict.fromkeys(open_fields) if field in _ANSWERS]
    if any(reason.code == "LIC_NC_UNCLEAR" for reason in blocking) and question.commercial is Tri.UNKNOWN:
        fields = [*dict.fromkeys([*fields, "commercial"])]
    if fields:
        answered: dict[str, Tri] = dict.fromkeys(fields, Tri.NO)
        yield "REMEDY_ANSWER", {"answers": tuple(fields)}, replace(question, **answered)  # type: ignore[arg-type]  # all Tri

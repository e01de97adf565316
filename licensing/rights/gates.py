"""The gates that look at one layer each. All of them are asked, every time, so that every reason shows.

A gate takes the case and yields findings; the strictest finding of all gates is the verdict. A gate can only make the
answer stricter. Gates 4, 5 and 13 belong to one grant or public license at a time and live in `alternatives`.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from .case import Case, read_enum
from .catalogue import Finding, Hint, Reason, RecordRef, duty, forbidden, informs, needs_decision
from .days import berlin_day, resolve_local, start_of
from .facts import AssetState, ConflictConcern, Embargo
from .layers import Work
from .license import Assessment
from .provenance import RecordStatus
from .verdict import Completeness, Tri
from .vocabulary import Channel, Modification

Gate = Callable[[Case], Iterator[Finding]]

_ALT_TEXT = Hint("HINT_ALT_TEXT")
_CAPTIONS = Hint("HINT_CAPTIONS")
BLOCKING_STATES = frozenset({AssetState.QUARANTINED, AssetState.BLOCKED, AssetState.WITHDRAWN, AssetState.DELETED})


def question_complete(case: Case) -> Iterator[Finding]:
    """Gate 1: every field that every question needs can be read."""
    for gap in case.gaps:
        yield needs_decision("QUESTION_INCOMPLETE", 1, field=gap)


def asset_state(case: Case) -> Iterator[Finding]:
    """Gate 2: the asset is not quarantined, blocked, withdrawn or deleted. A vanished file changes no right."""
    state = read_enum(AssetState, case.asset.state)
    if state is None:
        yield needs_decision("FACTS_UNREADABLE", 2, record="state")
    elif state in BLOCKING_STATES:
        yield forbidden("ASSET_BLOCKED", 2, reason=case.asset.block_reason or state.value)


def rights_holder_and_license(case: Case) -> Iterator[Finding]:
    """Gate 3: one license is recorded, verified by a person, and offered by someone known to hold the rights."""
    assignment = case.facts.assignment
    if assignment is None or case.license is None:
        yield needs_decision("LIC_UNKNOWN", 3)
        return
    record = RecordRef("license", case.license.code)
    match case.license.assessment:
        case Assessment.VERSION_MISSING:
            yield needs_decision("LIC_VERSION_MISSING", 3, record)
        case Assessment.STATUTORY:
            yield needs_decision("LIC_STATUTORY_ASSESSMENT", 3, record, license=case.license.name)
        case Assessment.UNKNOWN:
            yield needs_decision("LIC_UNKNOWN", 3, record)
        case Assessment.ORPHAN:
            yield needs_decision("LIC_ORPHAN", 3, record)
    if assignment.status == RecordStatus.DISPUTED:
        yield needs_decision("GRANT_DISPUTED", 3, record)
    elif assignment.status != RecordStatus.VERIFIED or (
        case.license.checks_chain and assignment.licensor_is_creator != Tri.YES
    ):
        yield needs_decision("LIC_CHAIN_UNVERIFIED", 3, record)


def persons_shown(case: Case) -> Iterator[Finding]:
    """Gate 6: nobody is recognizable, confirmed by a person. Listed persons wait for consents (a later storey)."""
    if case.facts.persons == Completeness.NONE_CONFIRMED:
        return
    if case.facts.persons in (Completeness.LISTED_COMPLETE, Completeness.LISTED_INCOMPLETE):
        yield needs_decision("PERS_CONSENT_MISSING", 6, person="Person 1")
    else:
        yield needs_decision("PERS_STATE_UNKNOWN", 6)


def works_and_property(case: Case) -> Iterator[Finding]:
    """Gate 7: no third-party work and no place under house right, each confirmed by a person."""
    listed = (Completeness.LISTED_COMPLETE, Completeness.LISTED_INCOMPLETE)
    if case.facts.works in listed:
        for work in case.facts.works_shown or (Work(id=""),):
            yield needs_decision("WORK_THIRD_PARTY_VISIBLE", 7, work=work.title or "…")
    elif case.facts.works != Completeness.NONE_CONFIRMED:
        yield needs_decision("WORK_STATE_UNKNOWN", 7)
    if case.facts.property in listed:
        yield needs_decision("PROP_RELEASE_MISSING", 7)
    elif case.facts.property != Completeness.NONE_CONFIRMED:
        yield needs_decision("PROP_STATE_UNKNOWN", 7)


def sound(case: Case) -> Iterator[Finding]:
    """Gate 8: only where there is sound, or nobody knows; then nothing in it may belong to others."""
    if case.asset.has_sound == Tri.NO:
        return
    if case.facts.audio != Completeness.NONE_CONFIRMED:
        yield needs_decision("AUDIO_RIGHTS_UNKNOWN", 8)
    yield _CAPTIONS


def ai_transparency(case: Case) -> Iterator[Finding]:
    """Gate 9: AI content is labeled, visibly and in its metadata; not knowing is not a no."""
    if case.facts.ai == Tri.YES or Modification.AI_EDIT in case.modifications:
        yield informs("AI_LABEL_REQUIRED", 9)
        yield duty("DUTY_LABEL_AI")
        yield duty("DUTY_KEEP_AI_METADATA")
    if case.facts.ai not in (Tri.YES, Tri.NO):
        yield needs_decision("AI_STATE_UNKNOWN", 9)


def metadata_conflicts(case: Case) -> Iterator[Finding]:
    """Gate 10: no open contradiction between the file's claims and the record."""
    unresolved = [conflict for conflict in case.facts.conflicts if conflict.is_resolved is not True]
    naming = tuple(sorted(c.concept for c in unresolved if c.concern == ConflictConcern.NAMING))
    permission = tuple(sorted(c.concept for c in unresolved if c.concern != ConflictConcern.NAMING))
    if permission:
        yield needs_decision("LIC_CONFLICT_EMBEDDED", 10, fields=permission)
    if naming:
        yield needs_decision("ATTR_INCOMPLETE", 10, elements=naming)


def embargo_reasons(first: date | None, embargo: Embargo) -> Iterator[Finding]:
    """What one embargo says to a use that begins on the Berlin day `first`.

    Before the day of the instant: forbidden. On that day: allowed from the instant on. A date without an hour is open
    until that day is over, because nobody knows whether its beginning or its end is meant; so is a time that does not
    exist.
    """
    if embargo.is_lifted is True or first is None:
        return
    record = RecordRef("embargo", embargo.id)
    until = embargo.until_local
    if not isinstance(until, datetime):
        if first <= until:
            yield needs_decision("EMBARGO_TIME_AMBIGUOUS", 11, record)
        if first < until:
            yield forbidden("EMBARGO_ACTIVE", 11, record, until=until)
        return
    try:
        instant = resolve_local(until, embargo.timezone)
    except ValueError:
        yield needs_decision("EMBARGO_TIME_AMBIGUOUS", 11, record)
        return
    day = berlin_day(instant)
    if first < day:
        yield forbidden("EMBARGO_ACTIVE", 11, record, until=instant)
    elif first == day and start_of(day) < instant:
        yield duty("DUTY_WAIT_UNTIL", due=day, instant=instant)


def embargoes(case: Case) -> Iterator[Finding]:
    """Gate 11: every embargo on its own; the strictest counts."""
    for embargo in case.facts.embargoes:
        yield from embargo_reasons(case.first, embargo)


def publishing_hints(case: Case) -> Iterator[Finding]:
    """Housekeeping that belongs to a channel and changes no verdict."""
    if case.is_platform or case.channel in (Channel.WEBSITE, Channel.INTRANET, Channel.NEWSLETTER):
        yield _ALT_TEXT


LAYER_GATES: tuple[Gate, ...] = (
    question_complete,
    asset_state,
    rights_holder_and_license,
    persons_shown,
    works_and_property,
    sound,
    ai_transparency,
    metadata_conflicts,
    embargoes,
    publishing_hints,
)

FIXED_GATES: tuple[Gate, ...] = (
    asset_state,
    rights_holder_and_license,
    persons_shown,
    works_and_property,
    sound,
    ai_transparency,
    metadata_conflicts,
)
"""Gates whose verdict is the same for every channel, purpose, organization and period of an unaltered use."""


def reading(gate: Gate, case: Case) -> list[Finding]:
    """Ask one gate; a record that it cannot read ends as a reason, never as an exception.

    The broad catch is the point: `decide` promises an answer for whatever was stored, and an unreadable layer is not
    a yes.
    """
    findings: list[Finding] = []
    try:
        findings.extend(gate(case))
    except Exception:  # see docstring: totality of decide
        findings.append(needs_decision("FACTS_UNREADABLE", 0, record=getattr(gate, "__name__", "gate")))
    return findings


def reasons_in(findings: list[Finding]) -> list[Reason]:
    return [finding for finding in findings if isinstance(finding, Reason)]

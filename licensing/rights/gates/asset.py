"""Gates 1, 2, 3 and 10: the question can be read, the asset stands, its license is known, and nothing contradicts."""

from collections.abc import Iterator

from ..case import Case, read_enum
from ..catalogue import Finding, RecordRef, forbidden, needs_decision
from ..facts import AssetState, ConflictConcern
from ..license import Assessment
from ..provenance import RecordStatus
from ..verdict import YES

BLOCKING_STATES = frozenset({AssetState.QUARANTINED, AssetState.BLOCKED, AssetState.WITHDRAWN, AssetState.DELETED})

_ASSESSED = {
    Assessment.VERSION_MISSING: "LIC_VERSION_MISSING",
    Assessment.STATUTORY: "LIC_STATUTORY_ASSESSMENT",
    Assessment.UNKNOWN: "LIC_UNKNOWN",
    Assessment.ORPHAN: "LIC_ORPHAN",
}


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
    if (code := _ASSESSED.get(case.license.assessment)) is not None:
        named = {"license": case.license.name} if code == "LIC_STATUTORY_ASSESSMENT" else {}
        yield needs_decision(code, 3, record, **named)
    if assignment.status == RecordStatus.DISPUTED:
        yield needs_decision("GRANT_DISPUTED", 3, record)
    elif assignment.status != RecordStatus.VERIFIED or (
        case.license.checks_chain and assignment.licensor_is_creator != YES
    ):
        yield needs_decision("LIC_CHAIN_UNVERIFIED", 3, record)


def metadata_conflicts(case: Case) -> Iterator[Finding]:
    """Gate 10: no open contradiction between the file's claims and the record."""
    if not case.facts.conflicts:
        return
    unresolved = [conflict for conflict in case.facts.conflicts if conflict.is_resolved is not True]
    naming = tuple(sorted(c.concept for c in unresolved if c.concern == ConflictConcern.NAMING))
    permission = tuple(sorted(c.concept for c in unresolved if c.concern != ConflictConcern.NAMING))
    if permission:
        yield needs_decision("LIC_CONFLICT_EMBEDDED", 10, fields=permission)
    if naming:
        yield needs_decision("ATTR_INCOMPLETE", 10, elements=naming)

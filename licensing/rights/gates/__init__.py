"""The gates that look at one layer each. All of them are asked, every time, so that every reason shows.

A gate takes the case and yields findings; the strictest finding of all gates is the verdict. A gate can only make the
answer stricter. Gates 4, 5 and 13 belong to one grant or public license at a time and live in `alternatives`.
"""

from collections.abc import Callable, Iterator

from ..case import Case
from ..catalogue import Finding, Hint, needs_decision
from ..verdict import NO
from ..vocabulary import Channel
from .ai import ai_transparency
from .asset import asset_state, metadata_conflicts, question_complete, rights_holder_and_license
from .blocks import earlier_blocks
from .embargoes import embargoes
from .persons import persons_shown, persons_state
from .property import property_shown, property_state
from .rules import organization_rules
from .signs import signs_shown
from .sound import sound, sound_state
from .works import works_shown, works_state

Gate = Callable[[Case], Iterator[Finding]]
_ALT_TEXT = Hint("HINT_ALT_TEXT")
_READ_ALOUD = frozenset({Channel.WEBSITE, Channel.INTRANET, Channel.NEWSLETTER})


def publishing_hints(case: Case) -> Iterator[Finding]:
    """Housekeeping that belongs to a channel and changes no verdict."""
    if case.is_platform or case.channel in _READ_ALOUD:
        yield _ALT_TEXT


LAYER_GATES: tuple[Gate, ...] = (
    question_complete,
    asset_state,
    rights_holder_and_license,
    persons_shown,
    works_shown,
    property_shown,
    signs_shown,
    sound,
    ai_transparency,
    metadata_conflicts,
    embargoes,
    organization_rules,
    earlier_blocks,
    publishing_hints,
)


def _persons(case: Case) -> Iterator[Finding]:
    return persons_state(case, case.facts.persons, is_anyone_listed=bool(case.facts.persons_shown))


def _sound(case: Case) -> Iterator[Finding]:
    return sound_state(case) if case.asset.has_sound != NO else iter(())


FIXED_GATES: tuple[Gate, ...] = (
    asset_state,
    rights_holder_and_license,
    _persons,
    works_state,
    property_state,
    _sound,
    ai_transparency,
    metadata_conflicts,
    earlier_blocks,
)
"""What is the same for every channel, purpose, organization and period of an unaltered use under one policy."""


def read_into(findings: list[Finding], gate: Gate, case: Case) -> None:
    """Ask one gate; a record that it cannot read ends as a reason, never as an exception.

    The broad catch is the point: `decide` promises an answer for whatever was stored, and an unreadable layer is not
    a yes. What the gate said before it stays.
    """
    try:
        findings.extend(gate(case))
    except Exception:  # see docstring: totality of decide
        findings.append(needs_decision("FACTS_UNREADABLE", 0, record=getattr(gate, "__name__", "gate")))


def reading(gate: Gate, case: Case) -> list[Finding]:
    """What one gate says, see `read_into`."""
    findings: list[Finding] = []
    read_into(findings, gate, case)
    return findings

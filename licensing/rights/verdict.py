"""The four verdicts and the small closed sets that every gate answers in.

Verdicts form a total order by strictness: allowed < allowed with duties < needs a decision < forbidden. Gates are
joined with `strictest`; grants are alternatives, combined with `mildest`. Nothing else ever combines verdicts.
"""

from collections.abc import Iterable

from .codes import Code


class Verdict(Code):
    """`strictness` is 0 (allowed) to 3 (forbidden): the integer to store in columns and to compare."""

    ALLOWED = "allowed"
    ALLOWED_WITH_DUTIES = "allowed_with_duties"
    NEEDS_DECISION = "needs_decision"
    FORBIDDEN = "forbidden"

    strictness: int
    is_releasing: bool


VERDICTS_BY_STRICTNESS: tuple[Verdict, ...] = tuple(Verdict)
for _strictness, _verdict in enumerate(VERDICTS_BY_STRICTNESS):
    _verdict.strictness = _strictness
    _verdict.is_releasing = _verdict in (Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES)


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """Join gates: the strictest verdict; nothing to join is allowed."""
    return VERDICTS_BY_STRICTNESS[max((verdict.strictness for verdict in verdicts), default=0)]


def mildest(verdicts: Iterable[Verdict]) -> Verdict:
    """Choose among alternatives: the mildest verdict; no alternative at all is forbidden."""
    return VERDICTS_BY_STRICTNESS[min((verdict.strictness for verdict in verdicts), default=3)]


class Tri(Code):
    """Yes, no, or not known: unknown is a stored value, never a default for no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


YES, NO, UNKNOWN = Tri
"""The same by themselves: gates compare with them all the time, and looking a member up in its class costs three times
as much as the comparison.
"""


class Capability(Code):
    """What a license text says about one kind of use; conditional means that a person reads the condition."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


class Completeness(Code):
    """How far a layer (persons, works, property, sound) has been looked at. An empty list says nothing; this does."""

    NONE_CONFIRMED = "none_confirmed"
    LISTED_COMPLETE = "listed_complete"
    LISTED_INCOMPLETE = "listed_incomplete"
    UNKNOWN = "unknown"

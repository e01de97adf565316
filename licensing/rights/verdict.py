"""The four verdicts and the small closed sets that every gate answers in.

Verdicts form a total order by strictness: allowed < allowed with duties < needs a decision < forbidden. Gates are
joined with `strictest`; grants are alternatives, combined with `mildest`. Nothing else ever combines verdicts.
"""

from collections.abc import Iterable

from .codes import Code


class Verdict(Code):
    ALLOWED = "allowed"
    ALLOWED_WITH_DUTIES = "allowed_with_duties"
    NEEDS_DECISION = "needs_decision"
    FORBIDDEN = "forbidden"

    @property
    def strictness(self) -> int:
        """0 (allowed) to 3 (forbidden): the integer to store in columns and to compare."""
        return _STRICTNESS[self]

    @property
    def is_releasing(self) -> bool:
        return self is Verdict.ALLOWED or self is Verdict.ALLOWED_WITH_DUTIES


VERDICTS_BY_STRICTNESS: tuple[Verdict, ...] = tuple(Verdict)
_STRICTNESS: dict[Verdict, int] = {verdict: rank for rank, verdict in enumerate(VERDICTS_BY_STRICTNESS)}


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """Join gates: the strictest verdict; nothing to join is allowed."""
    return VERDICTS_BY_STRICTNESS[max((_STRICTNESS[verdict] for verdict in verdicts), default=0)]


def mildest(verdicts: Iterable[Verdict]) -> Verdict:
    """Choose among alternatives: the mildest verdict; no alternative at all is forbidden."""
    return VERDICTS_BY_STRICTNESS[min((_STRICTNESS[verdict] for verdict in verdicts), default=3)]


class Tri(Code):
    """Yes, no, or not known: unknown is a stored value, never a default for no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


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

"""Where a fact comes from. What a file says about itself is a claim; only a person or a trusted rule makes it a
record.
"""

from dataclasses import dataclass
from datetime import date

from .codes import Code


class Origin(Code):
    FILE = "file"
    SUPPLIER = "supplier"
    PERSON = "person"
    RULE = "rule"
    UNKNOWN = "unknown"


class RecordStatus(Code):
    """How far a recorded license assignment may be trusted; only `verified` can ever release."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who recorded a fact, when (Berlin day), from what evidence, and in which version of the record."""

    origin: Origin = Origin.UNKNOWN
    recorded_by: str = ""
    recorded_on: date | None = None
    evidence: str = ""
    version: int = 1

    @property
    def is_claim(self) -> bool:
        return self.origin not in (Origin.PERSON, Origin.RULE)


UNRECORDED = Provenance()

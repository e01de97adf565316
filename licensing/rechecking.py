"""Stored decisions computed again (invariant I14): what was answered follows from what was stored, or it shows.

Under the rules that a decision was given by, verdict, reasons, duties and hash have to come out the same. Under other
rules they may differ: that is reported, and is no fault. A person's resolution is applied as it was.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db.models import QuerySet

from licensing import rights
from licensing.facts.resolutions import resolution_value
from licensing.models import RightsDecision
from licensing.snapshots import decided_again, snapshot

logger = logging.getLogger(__name__)

BATCH: Final = 500
COMPARED: Final = ("verdict", "reasons", "duties")


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a stored decision comes out otherwise. `is_fault` under the very rules that it was given by."""

    decision: str
    ruleset_version: str
    what: tuple[str, ...]
    before: str
    after: str
    is_fault: bool

    def __str__(self) -> str:
        kind = "differs" if self.is_fault else f"changed since {self.ruleset_version}"
        return f"{self.decision} {kind}: {', '.join(self.what)} ({self.before} -> {self.after})"


def stored_decisions(*, since: datetime | None, all_rulesets: bool, after: int) -> "QuerySet[RightsDecision]":
    """What is to be computed again, in order, from behind `after`."""
    rows = RightsDecision.objects.filter(pk__gt=after).select_related("resolution").order_by("pk")
    rows = rows if since is None else rows.filter(valid_at__gte=since)
    return rows if all_rulesets else rows.filter(ruleset_version=rights.RULESET_VERSION)


def compared(rows: "QuerySet[RightsDecision]") -> Iterator[tuple[int, Difference | None]]:
    """Each decision by its key, with what differs."""
    for row in rows.iterator(chunk_size=BATCH):
        yield row.pk, difference_of(row)


def difference_of(row: RightsDecision) -> Difference | None:
    """Compute one decision again and compare; what cannot be read any more differs, too."""
    is_same_ruleset = row.ruleset_version == rights.RULESET_VERSION
    try:
        decision = _again(row)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError):
        logger.warning("stored decision unreadable decision=%s", row.uuid)
        return Difference(str(row.uuid), row.ruleset_version, ("unreadable",), row.verdict, "", is_same_ruleset)
    answer = snapshot(decision)
    what = [name for name in COMPARED if answer[name] != row.answer.get(name)]
    if row.verdict != row.answer.get("verdict") or decision.verdict.value != row.verdict:
        what = list(dict.fromkeys(["verdict", *what]))
    if is_same_ruleset and decision.input_hash != row.input_hash:
        what.append("hash")
    if not what:
        return None
    return Difference(
        str(row.uuid), row.ruleset_version, tuple(what), row.verdict, decision.verdict.value, is_same_ruleset
    )


def _again(row: RightsDecision) -> rights.Decision:
    decision = decided_again(row.question, row.facts, at=row.valid_at)
    if row.resolution is None:
        return decision
    value: Any = resolution_value(row.resolution)
    return rights.resolved(decision, [value] if value else [], at=row.valid_at)

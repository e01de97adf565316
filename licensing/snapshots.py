"""Values of the kernel as plain JSON, the same for the same value: what a stored decision keeps, and reads again."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, get_type_hints

import msgspec

from licensing.rights import Decision, Embargo, Facts, Question, decide


def snapshot(value: object) -> Any:
    """Questions, facts and decisions as JSON; sets are sorted, so that equal values give equal text."""
    return msgspec.json.decode(msgspec.json.encode(value, order="deterministic"))


def decided_again(question: Mapping[str, Any], facts: Mapping[str, Any], *, at: datetime) -> Decision:
    """Compute a stored decision again, with the rules of today; the same ruleset gives the same answer."""
    return decide(msgspec.convert(question, Question), facts_from(facts), at=at)


def facts_from(stored: Mapping[str, Any]) -> Facts:
    """Facts as they stood; embargoes apart, since JSON does not tell a day from a moment by its type."""
    hints = get_type_hints(Facts)
    known = {each.name: hints[each.name] for each in fields(Facts) if each.name in stored and each.name != "embargoes"}
    values = {name: msgspec.convert(stored[name], kind) for name, kind in known.items()}
    return Facts(**values, embargoes=tuple(_embargo(each) for each in stored.get("embargoes", ())))


def _embargo(stored: Mapping[str, Any]) -> Embargo:
    text = str(stored["until_local"])
    until = date.fromisoformat(text) if len(text) == len("2026-11-22") else datetime.fromisoformat(text)
    return Embargo(**{**stored, "until_local": until})

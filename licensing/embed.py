"""What is written into a copy that leaves: rights and the decision's number; no position, persons or contacts.

The credit is the credit line of the decision: for the channel that was asked about, with its changes named. A name that
its bearer refused is in no field, and stays behind wherever the source has it (invariant I11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from assets.intake.describe import rights_of
from assets.metadata import WRITABLE
from assets.models import Asset
from licensing import rights
from licensing.models import RightsDecision
from licensing.rights.attribution import change_notes, mentions, public_names
from licensing.snapshots import facts_from

COPY_TYPES = frozenset(str(each) for each in WRITABLE)
"""Types that take rights with their pixels untouched; others leave as the large rendition."""

GENERATED: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_CHANGES: Final = "Änderungen: "
_TEXTS: Final = ("credit_line", "copyright_notice", "usage_terms", "licensor_name", "title")


@dataclass(frozen=True, slots=True)
class Embedded:
    """The rights fields for the child's writer, and whether the press wants the old blocks as well (rule W2)."""

    fields: dict[str, object]
    full_legacy: bool


def embedded(asset: Asset, decision: RightsDecision, *, is_detail: bool = False) -> Embedded:
    """The rights of the asset under the decision that lets the copy out; `is_detail` adds "Ausschnitt" to the changes.

    Question and facts are those that were decided about, not those of today.
    """
    question = msgspec.convert(decision.question, rights.Question)
    facts = facts_from(decision.facts)
    changes = _changes(question, facts) | ({rights.Modification.CROP} if is_detail else set())
    fields = rights_of(asset.original)
    entry = rights.LICENSES.get(facts.assignment.license) if facts.assignment else None
    fields["license_url"] = (entry.canonical_url if entry else None) or ""
    fields["decision_number"] = str(decision.uuid)
    fields["credit_line"] = _credit(facts, question, entry, changes) or fields["credit_line"]
    fields["usage_terms"] = _terms(str(fields["usage_terms"]), facts.naming, changes)
    if not fields["digital_source_type"] and _is_generated(asset, facts):
        fields["digital_source_type"] = GENERATED
    return Embedded(_without_refused(fields, facts.naming), question.channel is rights.Channel.PRESS)


def _is_generated(asset: Asset, facts: rights.Facts) -> bool:
    """Whether a person or the file says so; the chunks that hint at a generator hold prompts and stay behind.

    The strongest sign counts until a person corrects it.
    """
    if facts.ai is not rights.Tri.UNKNOWN:
        return facts.ai is rights.Tri.YES
    return bool(asset.original.file_facts.get("ai_signals"))


def _changes(question: rights.Question, facts: rights.Facts) -> frozenset[rights.Modification]:
    """What was asked to be changed, and what was changed in the version that was asked about."""
    made = [each.modifications for each in facts.renditions if each.id == question.rendition]
    return question.modifications.union(*made)


def _credit(
    facts: rights.Facts,
    question: rights.Question,
    entry: rights.License | None,
    changes: frozenset[rights.Modification],
) -> str:
    """The line of the decision, as text: links of web pages are written out."""
    form = rights.CHANNELS[question.channel].credit_form
    line = rights.credit_line(
        facts.naming,
        entry,
        channel=question.channel,
        modifications=changes,
        form=rights.CreditForm.PLAIN if form is rights.CreditForm.HTML else form,
    )
    return line.text


def _terms(terms: str, naming: rights.Naming, modifications: Iterable[rights.Modification]) -> str:
    notes = ", ".join(change_notes(naming, modifications, "de"))
    return f"{terms}\n{_CHANGES}{notes}" if terms and notes else terms


def _without_refused(fields: dict[str, object], naming: rights.Naming) -> dict[str, object]:
    """Creators as they may be named; texts that mention a refused name are left out."""
    names = public_names(naming)
    if naming.creators:
        fields["creators"] = list(names.public)
    for name in _TEXTS:
        if names.refused and mentions(str(fields[name]), names.refused):
            fields[name] = ""
    fields["withheld_names"] = list(names.refused)
    return fields

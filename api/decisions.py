"""From the kernel's decision to what goes out.

A decision holds facts of the organization that keeps the records. Others learn verdict, reasons and duties, but neither
ids nor labels of records that are not theirs (invariant I15): they are told who keeps them. The hash of the facts stays
here for everybody: it changes with records that the asker may not know of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from api.answers import Words
from api.v1.assets.answers import VerdictWords
from api.v1.checks.answers import (
    DecisionAnswer,
    DutyAnswer,
    HintAnswer,
    ReasonAnswer,
    RecordLabel,
    RemedyAnswer,
)
from api.v1.grants.reads import grants_visible_to
from assets.viewer import Viewer
from licensing.models import RightsGrant
from licensing.rights import (
    LICENSES,
    Decision,
    Duty,
    Hint,
    Question,
    Reason,
    RecordRef,
    Remedy,
    sentence,
)

_NAMES: Final = {
    "channel": "channel",
    "placement": "placement",
    "purpose": "purpose",
    "publish_from": "from",
    "publish_until": "until",
    "territory": "territory",
    "modifications": "modifications",
    "commercial": "commercial",
    "paid_promotion": "paid",
    "print_run": "print_run",
    "sold": "sold",
    "sensitive_context": "sensitive",
    "rendition": "rendition",
    "co_publishers": "co_publishers",
}
"""Fields of the kernel's question, and what the API calls them."""

_KINDS: Final = {
    "license": Words(de="Lizenz", en="License"),
    "embargo": Words(de="Sperrfrist", en="Embargo"),
    "grant": Words(de="Vereinbarung", en="Agreement"),
    "rule": Words(de="Regel der Organisation", en="Organization's rule"),
    "block": Words(de="Sperre", en="Block"),
    "person": Words(de="Abgebildete Person", en="Person shown"),
    "consent": Words(de="Einwilligung", en="Consent"),
    "work": Words(de="Fremdes Werk", en="Work of somebody else"),
    "property": Words(de="Ort mit Hausrecht", en="Place under house right"),
    "sign": Words(de="Wappen, Marke oder Zeichen", en="Emblem or mark"),
    "audio": Words(de="Ton", en="Sound"),
}


@dataclass(frozen=True, slots=True)
class Records:
    """Labels of the grants behind some decisions: of all of them, and of those that the asker may read."""

    keepers: Mapping[str, str] = field(default_factory=dict)
    readable: Mapping[str, str] = field(default_factory=dict)

    def readable_id(self, grant: str | None) -> str | None:
        return grant if grant in self.readable else None


def records_of(decisions: Iterable[Decision], viewer: Viewer) -> Records:
    """Read the grants that decisions name, in two queries."""
    ids = {ref.id for each in decisions for reason in each.reasons for ref in reason.records if ref.kind == "grant"}
    ids |= {grant for each in decisions for grant in (each.chosen_grant, each.nearest_miss_grant) if grant}
    if not ids:
        return Records()
    keepers = RightsGrant.objects.filter(uuid__in=ids).values_list("uuid", "organization__name")
    readable = {str(each.uuid): str(each) for each in grants_visible_to(viewer).filter(uuid__in=ids)}
    return Records({str(uuid): name for uuid, name in keepers}, readable)


def words_of(decision: Decision) -> VerdictWords:
    german, english = sentence(decision, language="de"), sentence(decision, language="en")
    return VerdictWords(
        verdict=decision.verdict.value,
        tile=Words(de=german.tile, en=english.tile),
        more=german.more,
        sentence=Words(de=german.sentence, en=english.sentence),
        reasons=list(dict.fromkeys(reason.code for reason in decision.reasons)),
        duties=[duty.code for duty in decision.duties],
    )


def answers_of(decisions: Sequence[Decision], viewer: Viewer) -> list[DecisionAnswer]:
    records = records_of(decisions, viewer)
    return [decision_answer(each, records) for each in decisions]


def decision_answer(decision: Decision, records: Records, *, decision_id: UUID | None = None) -> DecisionAnswer:
    question = decision.question
    return DecisionAnswer(
        asset=UUID(question.asset),
        channel=question.channel.value,
        placement=question.placement.value if question.placement else None,
        verdict=decision.verdict.value,
        words=words_of(decision),
        reasons=[_reason(each, records) for each in decision.reasons],
        duties=[_duty(each) for each in decision.duties],
        hints=[_hint(each) for each in decision.hints],
        remedies=[_remedy(each, question) for each in decision.remedies],
        nearest_miss_grant=records.readable_id(decision.nearest_miss_grant),
        chosen_grant=records.readable_id(decision.chosen_grant),
        valid_at=decision.valid_at,
        next_change_at=decision.next_change_at,
        ruleset_version=decision.ruleset_version,
        decision_id=decision_id,
    )


def _both(said: Reason | Duty | Hint | Remedy) -> Words:
    return Words(de=said.text("de"), en=said.text("en"))


def _reason(reason: Reason, records: Records) -> ReasonAnswer:
    return ReasonAnswer(
        code=reason.code,
        verdict=reason.verdict.value,
        gate=reason.gate,
        text=_both(reason),
        params=dict(reason.params),
        records=[_record(each, records) for each in reason.records],
    )


def _record(ref: RecordRef, records: Records) -> RecordLabel:
    if ref.kind == "grant":
        if ref.id in records.readable:
            label = records.readable[ref.id]
            return RecordLabel(kind=ref.kind, id=ref.id, label=Words(de=label, en=label))
        keeper = records.keepers.get(ref.id, "")
        return RecordLabel(kind=ref.kind, id=None, label=Words(de=f"Beleg liegt bei {keeper}", en=f"Kept by {keeper}"))
    if ref.id in LICENSES:
        name = LICENSES[ref.id].name
        return RecordLabel(kind=ref.kind, id=ref.id, label=Words(de=name, en=name))
    return RecordLabel(kind=ref.kind, id=None, label=_KINDS.get(ref.kind, Words(de="Eintrag", en="Record")))


def _duty(duty: Duty) -> DutyAnswer:
    return DutyAnswer(code=duty.code, text=_both(duty), params=dict(duty.params), due=duty.due)


def _hint(hint: Hint) -> HintAnswer:
    return HintAnswer(code=hint.code, text=_both(hint))


def _remedy(remedy: Remedy, asked: Question) -> RemedyAnswer:
    changed = None
    if remedy.question is not None:
        changed = {
            name: _plain(getattr(remedy.question, field_name))
            for field_name, name in _NAMES.items()
            if getattr(remedy.question, field_name) != getattr(asked, field_name)
        }
    return RemedyAnswer(
        code=remedy.code,
        text=_both(remedy),
        changes=remedy.changes,
        question=changed,
        verdict=remedy.verdict.value if remedy.verdict else None,
    )


def asked_in_api_names(question: Question) -> dict[str, Any]:
    """A stored question in the names of the API; what was not answered is left out."""
    found = {name: _plain(getattr(question, field_name)) for field_name, name in _NAMES.items()}
    found["organization"] = question.organization
    return {name: value for name, value in found.items() if value not in (None, "unknown", [])}


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value

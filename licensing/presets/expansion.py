"""From answers to records: license, grant, states. Only public offers hold without a grant.

Words that prove something make a record "verified", and only for somebody who may verify: what others bring in is
claimed, their grants stay drafts, and a rights manager gets the task.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from licensing.presets.answers import Answers
from licensing.presets.table import CHANNEL_GROUPS, Ask, Preset, PresetCode

EVERYTHING: Final = ("*",)
_OWN_ON_DUTY: Final = {
    "platform_sublicense": "yes",
    "commercial": "yes",
    "paid_promotion": "yes",
    "third_party_redistribution": "yes",
}
"""Of own pictures the employer holds what the law gives (s. 43 UrhG)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetGrant:
    """A right of use as `licensing.services.GrantRecord` takes it; the document is named by its uuid."""

    licensor: str
    licensees: tuple[str, ...]
    channels: tuple[str, ...]
    purposes: tuple[str, ...]
    from_on: date
    until_on: date | None
    modifications: tuple[str, ...] = EVERYTHING
    reference: str = ""
    evidence: str = ""
    document: str = ""
    credit_required: str = "unknown"
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_proven(self) -> bool:
        return bool(self.reference or self.evidence or self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetRecords:
    """All that a preset makes of one batch. `creator` is who made the pictures, where the file does not say."""

    license: str
    is_verified: bool = False
    evidence: str = ""
    document: str = ""
    source_url: str = ""
    retrieved_on: date | None = None
    licensor_is_creator: str = "unknown"
    grant: PresetGrant | None = None
    is_grant_draft: bool = False
    states: Mapping[str, str] = field(default_factory=dict)
    creator: str = ""
    digital_source_type: str = ""


def expand(preset: Preset, answers: Answers, *, on: date, may_verify: bool) -> PresetRecords:
    """The records that follow from the answers on a day; whoever may not verify only claims."""
    if preset.code is PresetCode.UNCLEAR:
        return PresetRecords(license="UNKNOWN")
    evidence = _evidence(preset, answers, on)
    license = _license(preset, answers)
    is_known = license != "UNKNOWN"
    return PresetRecords(
        license=license,
        is_verified=may_verify and is_known and bool(evidence or answers.document),
        evidence=evidence,
        document=answers.document,
        source_url=answers.source,
        retrieved_on=(answers.retrieved or on) if answers.source else None,
        licensor_is_creator="yes" if preset.code is PresetCode.OWN and answers.who else "unknown",
        grant=_grant(preset, answers, evidence, on) if is_known else None,
        is_grant_draft=not may_verify,
        states=_states(preset, answers),
        creator=answers.who if preset.code in _BY_WHO else "",
        digital_source_type=_source_type(preset, answers),
    )


_BY_WHO: Final = {PresetCode.OWN, PresetCode.COMMISSIONED, PresetCode.COMMONS}
"""Presets whose "who" made the pictures; who hands in or passes on need not have made them."""
_TAKEN: Final = {PresetCode.OWN, PresetCode.COMMISSIONED}


def _license(preset: Preset, answers: Answers) -> str:
    if preset.code is not PresetCode.OWN:
        return preset.license or answers.license or "UNKNOWN"
    return {"yes": "OWN-WORK", "no": "OWN-WORK-PRIVATE"}.get(answers.on_duty, "UNKNOWN")


def _evidence(preset: Preset, answers: Answers, on: date) -> str:
    """What proves it, in words for the record: what the person just said, nothing more."""
    day = (answers.retrieved or on).strftime("%d.%m.%Y")
    own = "Im Dienst" if answers.on_duty == "yes" else "Privat"
    agreed = f"Zusage von {answers.who}" if answers.who else ""
    contract = f"Vertrag oder Rechnung {answers.reference}" if answers.reference else ""
    words = {
        PresetCode.OWN: f"{own} aufgenommen von {answers.who}" if answers.who and answers.on_duty else "",
        PresetCode.COMMISSIONED: contract,
        PresetCode.COMMONS: f"Lizenz genannt unter {answers.source}, abgerufen am {day}" if answers.source else "",
        PresetCode.STOCK: f"Lizenznachweis {answers.number}" if answers.number else "",
        PresetCode.SUBMITTED: answers.evidence,
        PresetCode.PARTNER: contract or agreed,
        PresetCode.AI: f"{answers.provider}, Bedingungen {answers.terms}" if answers.provider and answers.terms else "",
    }
    return words.get(preset.code, "")


def _grant(preset: Preset, answers: Answers, evidence: str, on: date) -> PresetGrant | None:
    """None for a public offer, and where nobody said who may, where, or who allows it."""
    if preset.code is PresetCode.COMMONS:
        return None
    licensor = answers.who or answers.provider or answers.license
    channels = _channels(answers.channels) if Ask.CHANNELS in preset.asks else EVERYTHING
    purposes = answers.purposes if Ask.PURPOSES in preset.asks else EVERYTHING
    if not (licensor and answers.licensees and channels and purposes) or _ends_before(answers, on):
        return None
    return PresetGrant(
        licensor=licensor,
        licensees=answers.licensees,
        channels=channels,
        purposes=purposes,
        from_on=on,
        until_on=answers.until,
        reference=answers.reference or answers.number or answers.terms,
        evidence=evidence,
        document=answers.document,
        credit_required=answers.credit or "unknown",
        attributes=_attributes(preset, answers),
    )


def _ends_before(answers: Answers, on: date) -> bool:
    return answers.until is not None and answers.until < on


def _channels(groups: tuple[str, ...]) -> tuple[str, ...]:
    if "*" in groups:
        return EVERYTHING
    return tuple(dict.fromkeys(code for group in groups for code in CHANNEL_GROUPS.get(group, (group,))))


def _attributes(preset: Preset, answers: Answers) -> Mapping[str, str]:
    """A contract that names social media names its platforms, one for the press allows passing on."""
    if preset.code is PresetCode.OWN and answers.on_duty == "yes":
        return _OWN_ON_DUTY
    named = set(answers.channels)
    found = {"third_party_redistribution": "yes" if "press" in named else answers.pass_on or "unknown"}
    if "social" in named:
        found["platform_sublicense"] = "yes"
    return found


def _states(preset: Preset, answers: Answers) -> Mapping[str, str]:
    """Who says of a photo who took it, and did not choose "made by AI", says that no model made it."""
    if preset.code in _TAKEN and answers.who:
        return {"ai": "no"}
    if preset.code is not PresetCode.AI:
        return {}
    return {
        "ai": "yes",
        "ai_depicts_real_person": answers.real_persons or "unknown",
        "ai_has_provider_terms": "yes" if answers.terms else "unknown",
    }


_TRAINED: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def _source_type(preset: Preset, answers: Answers) -> str:
    """How it came about, in the word of the IPTC list; empty where it was not said."""
    if preset.code is not PresetCode.AI or not answers.wholly:
        return ""
    return _TRAINED + (
        "trainedAlgorithmicMedia" if answers.wholly == "wholly" else "compositeWithTrainedAlgorithmicMedia"
    )

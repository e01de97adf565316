"""Gate 9: AI content is labeled, and nobody real is invented (Art. 50 (4), (5) AI Act, since 2 August 2026).

What might be taken for real is labeled at the latest where it is first seen, and keeps its machine-readable mark. A
real person shown by AI, and a service whose terms nobody filed, are for a person. Not knowing is not a no.
"""

from collections.abc import Iterator

from ..case import Case
from ..catalogue import Finding, duty, informs, needs_decision
from ..verdict import NO, YES
from ..vocabulary import CHANNELS, CreditForm, Modification

_PLACEMENTS = {
    CreditForm.CAPTION: "in_caption",
    CreditForm.HTML: "beside_picture",
    CreditForm.PRINT: "in_print",
    CreditForm.PLAIN: "beside_picture",
}


def ai_transparency(case: Case) -> Iterator[Finding]:
    """Label what AI made or changed; ask what nobody recorded."""
    is_made = case.facts.ai == YES
    is_edited = Modification.AI_EDIT in case.modifications
    if is_edited or (is_made and _is_labeled(case)):
        yield informs("AI_LABEL_REQUIRED", 9)
        yield duty("DUTY_LABEL_AI", text=case.facts.ai_use.label.strip() or "ai_content", placement=_placement(case))
    if is_made or is_edited:
        yield duty("DUTY_KEEP_AI_METADATA")
    if is_made:
        yield from _generated(case)
    elif case.facts.ai != NO:
        yield needs_decision("AI_STATE_UNKNOWN", 9)


def _is_labeled(case: Case) -> bool:
    """What cannot be taken for real needs no label. A policy may leave out invented scenes, never real persons."""
    use = case.facts.ai_use
    if use.looks_real == NO:
        return False
    return case.policy.label_photoreal_ai is not False or use.depicts_real_person != NO


def _generated(case: Case) -> Iterator[Finding]:
    if case.facts.ai_use.depicts_real_person != NO:
        yield needs_decision("AI_REAL_PERSON_DEPICTED", 9)
    if case.facts.ai_use.has_provider_terms != YES:
        yield needs_decision("AI_PROVIDER_TERMS_UNKNOWN", 9)


def _placement(case: Case) -> str:
    """Where the label stands: at the picture; a video also says it where it begins."""
    if case.asset.has_sound != NO:
        return "at_start"
    return _PLACEMENTS[CHANNELS[case.channel].credit_form] if case.channel is not None else "beside_picture"

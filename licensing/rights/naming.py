"""Gate 5: a credit that is due can be given, and no two duties about it contradict each other."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from .attribution import CreditLine, CreditPlace, Names, change_notes, placed_credit_line, public_names
from .case import Case
from .catalogue import Finding, duty, forbidden, informs, needs_decision
from .facts import CreditRule, Naming, PolicyEffect
from .license import LICENSES, ChangeNote, CreditDue, Element, License, LicenseFamily
from .verdict import Tri
from .vocabulary import (
    CHANNELS,
    MODIFICATIONS,
    PURPOSES,
    Channel,
    CreditForm,
    Modification,
    Placement,
    Purpose,
    PurposeKind,
)

_CONTRACT = LICENSES["CONTRACT"]
_OWN_FAMILIES = frozenset({LicenseFamily.STOCK, LicenseFamily.OWN, LicenseFamily.CONTRACT})


class _Use(NamedTuple):
    """What a credit depends on in the use, and the policy's word about unknown creators."""

    channel: Channel | None
    placement: Placement | None
    purpose: Purpose | None
    modifications: frozenset[Modification]
    missing_creator: PolicyEffect


def naming_findings(case: Case, license_: License | None, rule: CreditRule | None) -> tuple[Finding, ...]:
    """What naming demands of one alternative: the public license (no rule) or a grant with its credit rule.

    A grant on an openly licensed or unclear picture is a contract of its own, so the contract's profile applies to it.
    """
    profile_license = license_ if rule is None or (license_ and license_.family in _OWN_FAMILIES) else _CONTRACT
    use = _Use(case.channel, case.placement, case.purpose, case.modifications, case.policy.missing_creator)
    return _findings(case.facts.naming, profile_license or _CONTRACT, rule, use)


@lru_cache(maxsize=8192)
def _findings(naming: Naming, license_: License, rule: CreditRule | None, use: _Use) -> tuple[Finding, ...]:
    return tuple(_naming(naming, license_, rule, use))


def _naming(naming: Naming, license_: License, rule: CreditRule | None, use: _Use) -> Iterator[Finding]:
    names = public_names(naming)
    if names.wishes_anonymity:
        yield informs("ATTR_ANONYMITY_WISH", 5)
        yield duty("DUTY_OMIT_NAME")
    for pseudonym in names.pseudonyms:
        yield duty("DUTY_USE_PSEUDONYM", name=pseudonym)
    if not _is_due(use, license_, rule):
        return
    has_copies = use.channel is not None and CHANNELS[use.channel].has_copies
    form = CreditForm.PRINT if has_copies else CreditForm.CAPTION
    line = placed_credit_line(
        replace(naming, prescribed_line=rule.line) if rule is not None and rule.line else naming,
        license_,
        CreditPlace(channel=use.channel or Channel.WEBSITE, placement=use.placement, form=form),
        use.modifications,
    )
    yield from _missing(naming, use, line)
    if not line.is_placeable:
        yield needs_decision("ATTR_NOT_PLACEABLE", 5)
    if rule is not None and _contradicts(rule, names):
        yield needs_decision("ATTR_ANONYMITY_WISH", 5)
    yield from _credit_duties(naming, use, license_, line)


def _contradicts(rule: CreditRule, names: Names) -> bool:
    """A grant that insists on a name, and nobody who may be named: two duties that cannot both be met."""
    return rule.required == Tri.YES and not rule.line and names.wishes_anonymity and not names.public


def _is_due(use: _Use, license_: License, rule: CreditRule | None) -> bool:
    """Whether a credit is owed. A waiver in the grant lifts the law's default, never a license text's demand."""
    if rule is not None and rule.required == Tri.YES:
        return True
    match license_.attribution.due:
        case CreditDue.ALWAYS:
            return True
        case CreditDue.UNLESS_WAIVED:
            return rule is None or rule.required != Tri.NO
        case CreditDue.EDITORIAL:
            return use.purpose is None or PURPOSES[use.purpose].kind is not PurposeKind.PROMOTIONAL
        case _:
            return False


def _missing(naming: Naming, use: _Use, line: CreditLine) -> Iterator[Finding]:
    rest = tuple(element for element in line.missing if element not in ("creator", "credit_line"))
    if "creator" in line.missing:
        if use.missing_creator == PolicyEffect.FORBID:
            yield forbidden("ORG_POLICY_RESTRICTION", 5, rule="missing_creator")
        yield needs_decision("ATTR_CREATOR_MISSING", 5)
    if "credit_line" in line.missing:
        if naming.credit_line or public_names(naming).refused:
            yield needs_decision("ATTR_ANONYMITY_WISH", 5)
        else:
            yield needs_decision("ATTR_INCOMPLETE", 5, elements=("credit_line",))
    if rest:
        yield needs_decision("ATTR_INCOMPLETE", 5, elements=rest)


def _credited(naming: Naming, line: CreditLine) -> str:
    """Whom the sentence "if you credit …" names: creators, else provider or source, else the line itself."""
    names = ", ".join(public_names(naming).public)
    return names or naming.provider or naming.source or line.text


def _credit_duties(naming: Naming, use: _Use, license_: License, line: CreditLine) -> Iterator[Finding]:
    if line.text:
        yield duty("DUTY_ATTRIBUTE", line=line.text, credited=_credited(naming, line))
    if license_.attribution.license is Element.REQUIRED and license_.canonical_url:
        yield duty("DUTY_LICENCE_LINK", url=license_.canonical_url, license=license_.name)
    if (note := _note_due(naming, use, license_)) is not None:
        yield duty("DUTY_NOTE_CHANGES", note=note)


def _note_due(naming: Naming, use: _Use, license_: License) -> str | None:
    """The change note that the license demands; a courtesy note stands in the line but is nobody's duty."""
    demanded = license_.attribution.changes
    if not (use.modifications or naming.earlier_changes) or demanded in (ChangeNote.COURTESY, ChangeNote.NONE):
        return None
    is_adapted = any(MODIFICATIONS[modification].is_adaptation for modification in use.modifications)
    if demanded is ChangeNote.ADAPTATIONS and not is_adapted:
        return None
    return ", ".join(change_notes(naming, use.modifications, "de")) or None

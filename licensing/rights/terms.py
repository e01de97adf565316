"""Terms of use, one small rule each: what a capability (from a license text or a grant) says to the question asked.

A rule yields nothing when the capability covers the question, a reason to forbid when a recorded no meets a yes, and
a reason to ask when either side is unknown or the text has a condition.
"""

from collections.abc import Iterator

from .case import Case
from .catalogue import Finding, RecordRef, asks_for, duty, forbidden, needs_decision
from .facts import PolicyEffect
from .license import Capabilities, License, LicenseFamily, find_license
from .verdict import NO, UNKNOWN, YES, Capability, Tri
from .vocabulary import MODIFICATIONS, PURPOSES, Channel, Modification, PurposeKind


def commercial_use(case: Case, capability: Capability) -> Iterator[Finding]:
    if capability is Capability.YES or case.commercial is NO:
        return
    if capability is Capability.NO and case.commercial is YES:
        yield forbidden("LIC_NC_COMMERCIAL", 4)
    else:
        yield needs_decision("LIC_NC_UNCLEAR", 4)


def paid_promotion(case: Case, capability: Capability) -> Iterator[Finding]:
    if capability is Capability.YES or case.paid_promotion is NO:
        return
    if case.paid_promotion is UNKNOWN:
        yield asks_for("paid_promotion", 4)
    elif capability is Capability.NO:
        yield forbidden("GRANT_PAID_NOT_COVERED", 4)
    else:
        yield needs_decision("GRANT_PAID_NOT_COVERED", 4)


def by_effect(effect: PolicyEffect, code: str, gate: int) -> Iterator[Finding]:
    """Apply a policy switch; a value that is not one of the switch's positions asks."""
    if effect == PolicyEffect.FORBID:
        yield forbidden(code, gate)
    elif effect != PolicyEffect.ALLOW_WITH_DUTIES:
        yield needs_decision(code, gate)


def platform(case: Case, capability: Capability, license_: License | None) -> Iterator[Finding]:
    """Gate 13: a platform demands a license; CC texts leave that to the policy switch, other texts must say yes."""
    if not case.is_platform or capability is Capability.YES:
        return
    code = "LIC_PLATFORM_SUBLICENCE"
    if capability is Capability.NO:
        yield forbidden(code, 13)
    elif license_ is not None and license_.family is LicenseFamily.CC:
        yield from by_effect(_platform_effect(case, license_), code, 13)
    else:
        yield needs_decision(code, 13)


def _platform_effect(case: Case, license_: License) -> PolicyEffect:
    if license_.capabilities.commercial is not Capability.YES:
        return case.policy.cc_nc_on_platforms
    if license_.share_alike or license_.capabilities.share_adaptation is not Capability.YES:
        return case.policy.cc_sa_nd_on_platforms
    return case.policy.cc_by_on_platforms


def press(case: Case, capability: Capability, *, has_end: bool) -> Iterator[Finding]:
    """Gate 13: what was sent to the press cannot be recalled, so the right to pass on must be there and have no end."""
    if case.channel is not Channel.PRESS:
        return
    if capability is Capability.NO:
        yield forbidden("LIC_THIRD_PARTY_REDISTRIBUTION", 13)
    elif capability is not Capability.YES or has_end:
        yield needs_decision("LIC_THIRD_PARTY_REDISTRIBUTION", 13)


def merchandise(case: Case, terms: Capabilities) -> Iterator[Finding]:
    """On merchandise the license must allow what is done with the goods: selling, or giving away."""
    if case.channel is not Channel.MERCHANDISE and case.sold is not YES:
        return
    sold, free = terms.merchandise_sold, terms.merchandise_free
    code = "LIC_MERCH_NOT_PERMITTED"
    if terms.standalone_distribution is Capability.NO and sold is Capability.NO and free is not Capability.NO:
        code = "LIC_STANDALONE_RESALE"
    if case.sold is UNKNOWN and sold is not free:
        yield asks_for("sold", 4)
        return
    capability = free if case.sold is NO else sold
    if capability is Capability.NO:
        yield forbidden(code, 4)
    elif capability is not Capability.YES:
        yield needs_decision(code, 4)


def print_run(case: Case, limit: int | None, record: RecordRef) -> Iterator[Finding]:
    """A limited number of copies must be known to suffice."""
    if limit is None or not case.has_copies:
        return
    if case.print_run is None:
        yield needs_decision("GRANT_PRINT_RUN_UNKNOWN", 4, record)
    elif case.print_run > limit:
        yield forbidden("GRANT_PRINT_RUN_EXCEEDED", 4, record, left=limit)


def sensitive_use(case: Case, capability: Capability) -> Iterator[Finding]:
    if capability is Capability.YES or case.sensitive_context is NO:
        return
    if case.sensitive_context is UNKNOWN:
        yield asks_for("sensitive_context", 4)
    elif capability is Capability.NO:
        yield forbidden("LIC_SENSITIVE_USE", 4)
    elif capability is Capability.CONDITIONAL:
        yield duty("DUTY_MODEL_DISCLAIMER")
    else:
        yield needs_decision("LIC_SENSITIVE_USE", 4)


def political_use(case: Case, capability: Capability) -> Iterator[Finding]:
    """A political context is said to be one or not; most texts bar it, some on a condition that a person reads."""
    if capability is Capability.YES or case.political_context is NO:
        return
    yield from _barred(case.political_context, capability, "political_context", "LIC_POLITICAL_USE")


def logo_use(case: Case, capability: Capability) -> Iterator[Finding]:
    """Use as a logo or mark, which nearly every text bars."""
    if capability is Capability.YES or case.as_logo is NO:
        return
    yield from _barred(case.as_logo, capability, "as_logo", "LIC_LOGO_USE")


def _barred(is_meant: Tri, capability: Capability, field: str, code: str) -> Iterator[Finding]:
    if is_meant is UNKNOWN:
        yield asks_for(field, 4)
    elif capability is Capability.NO:
        yield forbidden(code, 4)
    else:
        yield needs_decision(code, 4)


def editorial_only(case: Case, terms: Capabilities) -> Iterator[Finding]:
    """Editorial pictures inform; promotion is out, and what may be either is for a person to classify."""
    if not terms.editorial_only or case.purpose is None:
        return
    kind = PURPOSES[case.purpose].kind
    if kind is PurposeKind.PROMOTIONAL or case.paid_promotion is YES:
        yield forbidden("LIC_EDITORIAL_ONLY", 4)
    elif kind is PurposeKind.OPEN:
        yield needs_decision("PURPOSE_CLASSIFICATION_NEEDED", 4)
    if case.channel is Channel.WEBSITE:
        effect = case.policy.editorial_stock_on_website
        if effect == PolicyEffect.FORBID:
            yield forbidden("ORG_POLICY_RESTRICTION", 13, rule="editorial_stock_on_website")
        elif effect != PolicyEffect.ALLOW_WITH_DUTIES:
            yield needs_decision("ORG_POLICY_RESTRICTION", 13, rule="editorial_stock_on_website")


def adaptation(case: Case, license_: License) -> Iterator[Finding]:
    """What a license text says to the modifications asked for; resizing and converting are never adaptations."""
    terms = license_.capabilities
    for modification in sorted(case.modifications):
        if not MODIFICATIONS[modification].is_adaptation:
            continue
        if terms.editorial_only:
            if modification is not Modification.CROP:
                yield forbidden("LIC_EDITORIAL_ALTERATION", 4, modification=modification)
        elif terms.share_adaptation is Capability.NO:
            yield from _no_derivatives(case, modification)
        elif terms.share_adaptation is not Capability.YES:
            yield needs_decision("LIC_ND_MODIFICATION", 4, modification=modification)
        else:
            yield from _output_license(case, license_, modification)


def _no_derivatives(case: Case, modification: Modification) -> Iterator[Finding]:
    """A crop under no-derivatives is arguable, so a policy switch may ask; no switch can allow it."""
    if modification is Modification.CROP and case.policy.crop_under_nd == PolicyEffect.ASK:
        yield needs_decision("LIC_ND_MODIFICATION", 4, modification=modification)
    else:
        yield forbidden("LIC_ND_MODIFICATION", 4, modification=modification)


def _output_license(case: Case, license_: License, modification: Modification) -> Iterator[Finding]:
    """What the result may be published under: share-alike texts name it, and non-commercial ones never let go of it."""
    output = find_license(case.output_license) if case.output_license is not None else None
    is_noncommercial = license_.capabilities.commercial is Capability.NO
    if license_.share_alike:
        if case.output_license is None or case.output_license in license_.share_alike:
            yield duty("DUTY_SHARE_ALIKE", license=license_.name)
        elif modification is Modification.COLLAGE and output is not None:
            yield forbidden("LIC_SA_INCOMPATIBLE", 4, a=license_.name, b=output.name)
        else:
            yield forbidden("LIC_SA_DERIVATIVE", 4, license=license_.name)
    elif is_noncommercial and output is not None and output.capabilities.commercial is not Capability.NO:
        yield forbidden("LIC_SA_INCOMPATIBLE", 4, a=license_.name, b=output.name)

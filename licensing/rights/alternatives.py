"""Gates 4, 5 and 13: the rights of use, as alternatives to each other.

A license offered to the public and every recorded grant is one alternative. Each is judged whole against the whole
question, never combined with another; the mildest outcome counts, and the one that comes nearest explains a refusal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from . import terms
from .case import Case
from .catalogue import Finding, Reason, RecordRef, duty, forbidden, needs_decision
from .chains import Chain, chains
from .exclusives import exclusive_findings, exclusives_against
from .facts import EVERYONE, EVERYWHERE, Grant, GrantKind, GrantStatus
from .findings import verdict_of
from .license import Capabilities, License, LicenseFamily
from .naming import naming_findings
from .periods import last_day
from .provenance import RecordStatus
from .verdict import NO, UNKNOWN, YES, Capability, Tri, Verdict
from .vocabulary import MODIFICATIONS, Channel

_AS_CAPABILITY = {YES: Capability.YES, NO: Capability.NO, UNKNOWN: Capability.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one alternative answers. `grant` is none for the public license and for the absence of any right; `chain` are
    the grants that carry each other on, where one alone would be too short.
    """

    grant: str | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    chain: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(finding for finding in self.findings if isinstance(finding, Reason))


def _outcome(grant: str | None, findings: list[Finding]) -> Outcome:
    return Outcome(grant, verdict_of(findings), tuple(findings))


def alternatives(case: Case) -> list[Outcome]:
    """Judge every right of use there is; with none at all, the single outcome says what that means for this license."""
    grants = case.facts.grants
    outcomes = _offered(case) + [grant_outcome(case, grant) for grant in grants]
    outcomes += [_chain_outcome(case, chain) for chain in _readable_chains(grants)]
    return outcomes or [_outcome(None, list(without_rights(case)))]


def nearest(case: Case) -> Outcome:
    """The outcome that `chosen` finds among all. What others hold is forbidden to the asker, so it is judged only where
    nothing else releases.
    """
    grants = case.facts.grants
    outcomes = _offered(case) + [grant_outcome(case, grant) for grant in grants if not _is_held_by_others(case, grant)]
    held = [chain for chain in _readable_chains(grants) if not _is_held_by_others(case, chain.grant)]
    outcomes += [_chain_outcome(case, chain) for chain in held]
    best = chosen(outcomes) if outcomes else None
    return best if best is not None and best.verdict.is_releasing else chosen(alternatives(case))


def _offered(case: Case) -> list[Outcome]:
    license_ = case.license
    return [public_outcome(case, license_)] if license_ is not None and license_.is_public_offer else []


def _chain_outcome(case: Case, chain: Chain) -> Outcome:
    return replace(grant_outcome(case, chain.grant), chain=chain.ids)


def _is_held_by_others(case: Case, grant: Grant) -> bool:
    """Whether `grant_licensee` forbids; a grant that cannot be read is not said to be anybody's."""
    if case.organization is None or not isinstance(grant, Grant) or not isinstance(grant.licensees, frozenset):
        return False
    return grant.covers_other_bodies == NO and grant.licensees.isdisjoint((case.organization, EVERYONE))


def _readable_chains(grants: tuple[Grant, ...]) -> list[Chain]:
    """Chains, or none where a grant cannot be read: a chain only ever adds a way."""
    try:
        return chains(grants)
    except Exception:  # one broken grant must not spoil the others, see grant_outcome
        return []


def chosen(outcomes: list[Outcome]) -> Outcome:
    """The mildest outcome; among equals the one with the least to do or to complain about, then by grant id."""
    return min(
        outcomes,
        key=lambda outcome: (
            outcome.verdict.strictness,
            len(outcome.findings),
            str(outcome.grant or ""),
            len(outcome.chain),
        ),
    )


def without_rights(case: Case) -> Iterator[Finding]:
    """No alternative: forbidden where all rights are known to be reserved; a mere claim of that is for a person."""
    license_, assignment = case.license, case.facts.assignment
    if license_ is None or assignment is None or license_.without_grant is None:
        return
    record = RecordRef("license", license_.code)
    if license_.without_grant not in ("GRANT_NONE", "LIC_ALL_RIGHTS_RESERVED"):
        yield needs_decision(license_.without_grant, 4, record)
    elif assignment.status in (RecordStatus.VERIFIED, RecordStatus.DISPUTED):
        yield forbidden(license_.without_grant, 4, record)
    else:
        yield needs_decision("GRANT_EVIDENCE_MISSING", 4, record)


def public_outcome(case: Case, license_: License) -> Outcome:
    findings = list(_public_findings(case, license_))
    return _outcome(None, findings)


def _public_findings(case: Case, license_: License) -> Iterator[Finding]:
    """A license offered to everybody: its text is the scope, and it does not end."""
    capabilities = license_.capabilities
    yield from _common_terms(case, capabilities, license_, has_end=False)
    yield from terms.merchandise(case, capabilities)
    yield from terms.adaptation(case, license_)
    yield from naming_findings(case, license_, None)
    for exclusive in exclusives_against(case.facts.grants, None):
        yield from exclusive_findings(case, None, exclusive)


def _common_terms(case: Case, capabilities: Capabilities, license_: License, *, has_end: bool) -> Iterator[Finding]:
    yield from terms.commercial_use(case, capabilities.commercial)
    yield from terms.paid_promotion(case, capabilities.paid_promotion)
    yield from terms.sensitive_use(case, capabilities.sensitive_use)
    yield from terms.platform(case, capabilities.social_platform, license_)
    yield from terms.press(case, capabilities.third_party_redistribution, has_end=has_end)
    yield from terms.political_use(case, capabilities.political_use)
    yield from terms.logo_use(case, capabilities.logo_trademark_use)
    yield from terms.print_run(case, capabilities.print_run_limit, RecordRef("license", license_.code))


def grant_outcome(case: Case, grant: Grant) -> Outcome:
    try:
        return _outcome(grant.id, list(_grant_findings(case, grant)))
    except Exception:  # a grant that cannot be read is a question for a person, not an error page
        record = RecordRef("grant", str(getattr(grant, "id", "")))
        return _outcome(record.id, [needs_decision("FACTS_UNREADABLE", 4, record, record="grant")])


def _grant_findings(case: Case, grant: Grant) -> Iterator[Finding]:
    yield from grant_standing(grant)
    yield from grant_licensee(case.organization, grant)
    yield from _grant_term(case, grant)
    yield from _grant_scope(case, grant)
    yield from _grant_terms_of_use(case, grant)
    yield from naming_findings(case, case.license, grant.credit)
    yield from _grant_duties(case, grant)
    for exclusive in exclusives_against(case.facts.grants, grant):
        yield from exclusive_findings(case, grant, exclusive)


def grant_standing(grant: Grant) -> Iterator[Finding]:
    """Whether the grant stands at all: active, on evidence, neither revoked nor disputed."""
    if grant.status == GrantStatus.REVOKED or grant.revoked_on is not None:
        dated = {"date": grant.revoked_on} if grant.revoked_on else {}
        yield forbidden("GRANT_REVOKED", 4, _record(grant), **dated)
    elif grant.status == GrantStatus.DISPUTED:
        yield needs_decision("GRANT_DISPUTED", 4, _record(grant))
    elif grant.status != GrantStatus.ACTIVE or grant.has_evidence != YES:
        yield needs_decision("GRANT_EVIDENCE_MISSING", 4, _record(grant))
    if grant.uses_left is not None and grant.uses_left <= 0:
        counted = {"n": grant.uses_max} if grant.uses_max is not None else {}
        yield forbidden("GRANT_QUOTA_EXHAUSTED", 4, _record(grant), **counted)


def _record(grant: Grant) -> RecordRef:
    return RecordRef("grant", grant.id)


def grant_licensee(organization: str | None, grant: Grant) -> Iterator[Finding]:
    """Whether the asking organization is among the licensees; without a readable organization gate 1 has spoken."""
    if organization is None or organization in grant.licensees or EVERYONE in grant.licensees:
        return
    if grant.covers_other_bodies == YES:
        return
    record = _record(grant)
    if grant.covers_other_bodies != NO:
        yield needs_decision("GRANT_LICENSEE_UNCLEAR", 4, record, organization=organization)
    elif grant.kind == GrantKind.EXCLUSIVE:
        yield forbidden("GRANT_EXCLUSIVE_OTHER", 4, record, holder=tuple(sorted(grant.licensees)))
    else:
        yield forbidden("GRANT_LICENSEE_MISMATCH", 4, record, licensees=tuple(sorted(grant.licensees)))


def term_reasons(first: date, last: date, grant: Grant) -> Iterator[Finding]:
    """The whole use lies inside the term; both ends of the term count."""
    if first < grant.start:
        yield forbidden("GRANT_NOT_YET_VALID", 4, _record(grant), **{"from": grant.start})
    if grant.until is not None and grant.until < first:
        yield forbidden("GRANT_EXPIRED", 4, _record(grant), until=grant.until)
    elif grant.until is not None and grant.until < last:
        yield forbidden("GRANT_TERM_EXCEEDED", 4, _record(grant), until=grant.until)


def _grant_term(case: Case, grant: Grant) -> Iterator[Finding]:
    if case.first is not None and case.last is not None:
        yield from term_reasons(case.first, case.last, grant)


def _grant_scope(case: Case, grant: Grant) -> Iterator[Finding]:
    """Explicit lists; silence is not a yes. Resizing and converting need no permission."""
    if case.channel is not None and case.channel not in grant.channels:
        covered = tuple(sorted(str(channel) for channel in grant.channels))
        yield forbidden("GRANT_CHANNEL_NOT_COVERED", 4, _record(grant), channel=case.channel, covered=covered)
    if case.purpose is not None and case.purpose not in grant.purposes:
        yield forbidden("GRANT_PURPOSE_NOT_COVERED", 4, _record(grant), purpose=case.purpose)
    for modification in sorted(case.modifications - grant.modifications) if case.modifications else ():
        if MODIFICATIONS[modification].is_adaptation:
            yield forbidden("GRANT_MODIFICATION_NOT_COVERED", 4, _record(grant), modification=modification)
    if EVERYWHERE not in grant.territories:
        yield from _grant_territory(case.territory, grant)


def _grant_territory(territory: str | None, grant: Grant) -> Iterator[Finding]:
    """A territory covers itself and its parts (`DE` covers `DE-NW`)."""
    record = _record(grant)
    if territory is None:
        yield needs_decision("GRANT_TERRITORY_NOT_COVERED", 4, record, territory="…")
    elif not any(territory == granted or territory.startswith(f"{granted}-") for granted in grant.territories):
        yield forbidden("GRANT_TERRITORY_NOT_COVERED", 4, record, territory=territory)


def _narrowed(granted: Tri, licensed: Capability, *, is_stock: bool) -> Capability:
    """What a grant says, under a stock text: a no of either side stands, and the purchase may settle a condition."""
    own = _AS_CAPABILITY[granted]
    if not is_stock or own is Capability.NO:
        return own
    if licensed is Capability.NO or own is Capability.UNKNOWN:
        return licensed
    return Capability.YES


def _grant_terms_of_use(case: Case, grant: Grant) -> Iterator[Finding]:
    """The grant's own terms; a stock purchase is additionally bound by the provider's text."""
    license_ = case.license
    is_stock = license_ is not None and license_.family is LicenseFamily.STOCK
    text = license_.capabilities if license_ is not None else None

    def term(granted: Tri, name: str) -> Capability:
        licensed: Capability = getattr(text, name) if text is not None else Capability.UNKNOWN
        return _narrowed(granted, licensed, is_stock=is_stock)

    if case.commercial is not NO:
        yield from terms.commercial_use(case, term(grant.commercial, "commercial"))
    if case.paid_promotion is not NO:
        yield from terms.paid_promotion(case, term(grant.paid_promotion, "paid_promotion"))
    if case.sensitive_context is not NO:
        yield from _grant_sensitive_use(case, grant, term(grant.sensitive_use, "sensitive_use"), is_stock=is_stock)
    if case.is_platform:
        yield from terms.platform(case, term(grant.platform_sublicense, "social_platform"), None)
    elif case.channel is Channel.PRESS:
        passing_on = term(grant.third_party_redistribution, "third_party_redistribution")
        yield from terms.press(case, passing_on, has_end=grant.until is not None)
    if case.political_context is not NO:
        yield from terms.political_use(case, _on_request(text, "political_use", is_stock=is_stock))
    if case.as_logo is not NO:
        yield from terms.logo_use(case, _on_request(text, "logo_trademark_use", is_stock=is_stock))
    if grant.print_run_left is not None:
        yield from terms.print_run(case, grant.print_run_left, _record(grant))
    if license_ is not None and is_stock:
        yield from terms.print_run(case, license_.capabilities.print_run_limit, RecordRef("license", license_.code))
        yield from terms.merchandise(case, license_.capabilities)
        yield from terms.editorial_only(case, license_.capabilities)
        yield from terms.adaptation(case, license_)


def _on_request(text: Capabilities | None, name: str, *, is_stock: bool) -> Capability:
    """What a provider's text says; a contract has no field for it, so it is read by a person once it matters."""
    return getattr(text, name) if text is not None and is_stock else Capability.CONDITIONAL


def _grant_sensitive_use(case: Case, grant: Grant, capability: Capability, *, is_stock: bool) -> Iterator[Finding]:
    """A contract that is silent about sensitive contexts leaves them to a person, once there is one."""
    if is_stock or grant.sensitive_use != UNKNOWN:
        yield from terms.sensitive_use(case, capability)
    elif case.sensitive_context is YES:
        yield needs_decision("LIC_SENSITIVE_USE", 4, _record(grant))


def _grant_duties(case: Case, grant: Grant) -> Iterator[Finding]:
    """What the chosen grant costs: an end to heed, a use to record, a report or specimen to send."""
    yield from last_day(case, grant.until, "grant")
    if grant.uses_left is not None or (grant.print_run_left is not None and case.has_copies):
        yield duty("DUTY_RECORD_USAGE", grant=grant.id)
    if grant.report_to:
        yield duty("DUTY_REPORT_USAGE", to=grant.report_to)
    if grant.specimen_to:
        yield duty("DUTY_SPECIMEN_COPY", to=grant.specimen_to)

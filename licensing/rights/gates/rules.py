"""Gate 12: rules that an organization gave itself, black-outs before elections first of all.

A rule counts for its own organization, on its channels and for its purposes (none listed means all), except for the
purposes that it exempts, and for every use that shares a day with its term: what is published before a black-out and
runs into it counts. A use that goes on without an end has to end before the term begins.
"""

from collections.abc import Iterator

from ..case import Case, read_enum
from ..catalogue import Finding, Param, RecordRef, duty, forbidden, needs_decision
from ..layers import OrganizationRule, RuleEffect, RuleKind
from ..periods import before, overlaps


def organization_rules(case: Case) -> Iterator[Finding]:
    """Every rule of the organization that is asking."""
    for rule in case.facts.rules:
        if rule.organization == case.organization:
            yield from rule_findings(case, rule)


def rule_findings(case: Case, rule: OrganizationRule) -> Iterator[Finding]:
    """What one rule says to the use, or to its going on."""
    if not _concerns(case, rule):
        return
    record, kind, effect = (
        RecordRef("rule", rule.id),
        read_enum(RuleKind, rule.kind),
        read_enum(RuleEffect, rule.effect),
    )
    if kind is None or effect is None:
        yield needs_decision("FACTS_UNREADABLE", 12, record, record="rule")
    elif overlaps(case, rule.start, rule.until):
        yield _said(rule, kind, effect, record)
    elif effect is not RuleEffect.DUTY:
        yield from before(case, rule.start, "rule")


def _concerns(case: Case, rule: OrganizationRule) -> bool:
    if case.purpose is not None and case.purpose in rule.exempt_purposes:
        return False
    if rule.channels and case.channel is not None and case.channel not in rule.channels:
        return False
    if rule.purposes and case.purpose is not None and case.purpose not in rule.purposes:
        return False
    if rule.kind != RuleKind.LICENSE_POLICY or not rule.licenses:
        return True
    return case.license is None or case.license.code in rule.licenses


def _said(rule: OrganizationRule, kind: RuleKind, effect: RuleEffect, record: RecordRef) -> Finding:
    term: dict[str, Param] = {
        name: day for name, day in (("from", rule.start), ("until", rule.until)) if day is not None
    }
    say = forbidden if effect is RuleEffect.FORBID else needs_decision
    if effect is RuleEffect.DUTY and kind is not RuleKind.FOUR_EYES:
        return duty("DUTY_FOLLOW_RULE", rule=rule.name or kind.value)
    if kind is RuleKind.BLACKOUT:
        code = "BLACKOUT_ELECTION" if effect is RuleEffect.FORBID else "BLACKOUT_REVIEW"
        return say(code, 12, record, name=rule.name or "…", **term)
    if kind is RuleKind.FOUR_EYES:
        return needs_decision("ORG_POLICY_RESTRICTION", 12, record, rule=rule.name or kind.value, kind=kind.value)
    return say("ORG_POLICY_RESTRICTION", 12, record, rule=rule.name or kind.value, **term)

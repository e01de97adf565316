"""Rules and policy switches of organizations, matched against assets: three queries, however many assets.

An organization's rule holds for its own uses alone. Whether a rule's keywords match an asset is settled here; terms,
channels, purposes and licenses are for the kernel, which knows the question.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from assets.models import AssetKeyword
from licensing import rights
from licensing.facts.reading import known_codes, read_code
from licensing.models import OrganizationRule, RightsPolicy
from licensing.rights import layers
from licensing.rights.facts import PolicyOf

RULES_OF_EVERYBODY = None


def add_rules(found: Mapping[int, rights.Facts], organizations: Collection[str] | None) -> dict[int, rights.Facts]:
    """The same facts with the rules of some organizations (uuids), or of all of them."""
    rules = rules_of(found, organizations)
    return {pk: replace(facts, rules=rules[pk]) if pk in rules else facts for pk, facts in found.items()}


def add_policies(found: Mapping[int, rights.Facts], organizations: Collection[str] | None) -> dict[int, rights.Facts]:
    """The same facts with the switches of some organizations (uuids), or of all of them."""
    policies = policies_of(organizations)
    return {pk: replace(facts, policies=policies) for pk, facts in found.items()} if policies else dict(found)


def rules_of(
    asset_ids: Collection[int], organizations: Collection[str] | None = RULES_OF_EVERYBODY
) -> dict[int, tuple[layers.OrganizationRule, ...]]:
    """The rules in force that touch each asset; ended and replaced ones are gone."""
    rows = list(_of(OrganizationRule.objects.in_force(), organizations))
    if not rows:
        return {}
    values = {row.pk: tuple(rule_values(row)) for row in rows}
    by_keyword = _keywords_of(asset_ids, {word for row in rows for word in row.keywords})
    found: dict[int, tuple[layers.OrganizationRule, ...]] = {}
    for asset_id in asset_ids:
        held = by_keyword.get(asset_id, frozenset())
        touching = [row for row in rows if not row.keywords or not held.isdisjoint(row.keywords)]
        if touching:
            found[asset_id] = tuple(value for row in touching for value in values[row.pk])
    return found


def policies_of(organizations: Collection[str] | None = RULES_OF_EVERYBODY) -> tuple[PolicyOf, ...]:
    """Switches of the organizations that depart from the defaults; an unknown switch or value changes nothing."""
    rows = _of(RightsPolicy.objects.select_related("organization").order_by("organization_id"), organizations)
    return tuple(PolicyOf(organization=str(row.organization.uuid), policy=policy_value(row.switches)) for row in rows)


def policy_value(switches: object) -> rights.Policy:
    """The kernel's switches from stored ones; only what the kernel knows, in the type that it has there, counts."""
    default = rights.Policy()
    known: dict[str, object] = {}
    for each in fields(default):
        value = switches.get(each.name) if isinstance(switches, dict) else None
        expected = getattr(default, each.name)
        if isinstance(expected, rights.PolicyEffect):
            if value in set(rights.PolicyEffect):
                known[each.name] = rights.PolicyEffect(str(value))
        elif type(value) is type(expected):
            known[each.name] = value
    return replace(default, **known)  # type: ignore[arg-type]  # each value has the type of its default


def rule_values(row: OrganizationRule) -> Iterator[layers.OrganizationRule]:
    """A rule as the kernel takes it, and the days until a run-off as a rule of their own.

    Nobody knows yet whether there is a run-off: those days are for a person. If it is held they are like the rest.
    """
    yield _value(row)
    if row.run_off_until is None or row.until_on is None or row.run_off == "no":
        return
    effect = row.effect if row.run_off == "yes" else layers.RuleEffect.ASK
    yield replace(
        _value(row),
        start=row.until_on + timedelta(days=1),
        until=row.run_off_until,
        effect=read_code(layers.RuleEffect, effect),
    )


def _value(row: OrganizationRule) -> layers.OrganizationRule:
    return layers.OrganizationRule(
        id=str(row.uuid),
        organization=str(row.organization.uuid),
        kind=read_code(layers.RuleKind, row.kind),
        effect=read_code(layers.RuleEffect, row.effect),
        name=row.name,
        start=row.from_on,
        until=row.until_on,
        channels=known_codes(rights.Channel, row.channels),
        purposes=known_codes(rights.Purpose, row.purposes),
        exempt_purposes=known_codes(rights.Purpose, row.exempt_purposes),
        licenses=frozenset(str(code) for code in row.licenses),
    )


def _of(rows: "QuerySet[Any]", organizations: Collection[str] | None) -> "QuerySet[Any]":
    return rows if organizations is None else rows.filter(organization__uuid__in=organizations)


def _keywords_of(asset_ids: Collection[int], wanted: Collection[str]) -> dict[int, frozenset[str]]:
    """Which of the wanted folded keywords each asset has; no query where no rule names one."""
    found: dict[int, set[str]] = defaultdict(set)
    if wanted:
        links = AssetKeyword.objects.filter(asset_id__in=asset_ids, keyword__folded__in=wanted)
        for asset_id, folded in links.values_list("asset_id", "keyword__folded"):
            found[asset_id].add(folded)
    return {pk: frozenset(words) for pk, words in found.items()}

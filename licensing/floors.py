"""What an organization's own rules add to the answer of its windows, when a question is asked.

`PermittedUse` rows hold no rules: a black-out that a town sets this morning would otherwise mean a hundred thousand
assets made again before search may show anything. A rule only ever makes an answer stricter (gate 12 is joined), so it
is a floor under the verdicts of the assets that it touches. The floor is asked of the kernel's own gate; which assets
a rule touches is kept as a bitmap and follows the index's changes.

A switch (`RightsPolicy`) reaches into the license gates, so its windows are made again by a worker. Until then no
asset that still has its old rows is released to that organization.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.db.models import QuerySet
from pyroaring import BitMap

from assets.models import Asset, AssetKeyword
from licensing.facts.rules import rule_values
from licensing.models import LicenseAssignment, OrganizationRule
from licensing.rights import LICENSES, RULESET_VERSION, Facts, Question, Verdict
from licensing.rights.case import read_case
from licensing.rights.findings import verdict_of
from licensing.rights.gates import reading
from licensing.rights.gates.rules import organization_rules
from licensing.rights.layers import RuleKind

if TYPE_CHECKING:
    from licensing.search import PermissionQuestion

Verdicts = dict[str, BitMap]
KEPT_RULES: Final = 500
RELEASING: Final = (Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES)


@dataclass(frozen=True, slots=True)
class Floor:
    """No asset of `touched` stands milder than `verdict`; none touches all."""

    verdict: Verdict
    touched: BitMap | None


class Floors:
    """The floors under an organization's answers; what each rule touches is read once and kept up to date."""

    def __init__(self) -> None:
        self._touched: dict[int, BitMap] = {}
        self._rules: dict[int, OrganizationRule] = {}
        self._said: dict[tuple[PermissionQuestion, tuple[int, ...]], list[tuple[OrganizationRule, Verdict]]] = {}

    def under(self, verdicts: Verdicts, question: "PermissionQuestion") -> Verdicts:
        """The verdicts with every floor of the asking organization under them; one query where it has no rule."""
        if question.organization_id is None:
            return verdicts
        rules, waiting = _standing(question.organization_id)
        if not rules and not waiting:
            return verdicts
        return _joined(verdicts, [*self._of_rules(question, rules), *map(_of_refresh, waiting)])

    def apply(self, changed: Collection[int]) -> None:
        """Look at these assets again under every rule that is kept."""
        gone = BitMap(changed)
        for pk, touched in self._touched.items():
            touched -= gone  # noqa: PLW2901  # in place
            touched |= _touched(self._rules[pk], changed)  # noqa: PLW2901  # in place

    def clear(self) -> None:
        self._touched.clear()
        self._rules.clear()
        self._said.clear()

    def _of_rules(self, question: "PermissionQuestion", rules: tuple[int, ...]) -> Iterator[Floor]:
        for rule, verdict in self._strict(question, rules):
            yield Floor(verdict, self._touched_by(rule))

    def _strict(self, question: "PermissionQuestion", rules: tuple[int, ...]) -> list[tuple[OrganizationRule, Verdict]]:
        """The rules in force that say something to the question. A rule is never edited, so its word can be kept."""
        if not rules or question.organization_id is None:
            return []
        key = (question, rules)
        if key not in self._said:
            if len(self._said) >= KEPT_RULES:
                self._said.clear()
            in_force = OrganizationRule.objects.in_force().filter(organization_id=question.organization_id)
            said = [(rule, _said(rule, question)) for rule in in_force]
            self._said[key] = [(rule, verdict) for rule, verdict in said if verdict is not Verdict.ALLOWED]
        return self._said[key]

    def _touched_by(self, rule: OrganizationRule) -> BitMap | None:
        if not rule.keywords and not _names_licenses(rule):
            return None
        if rule.pk not in self._touched:
            if len(self._touched) >= KEPT_RULES:
                self.clear()
            self._touched[rule.pk], self._rules[rule.pk] = _touched(rule, None), rule
        return self._touched[rule.pk]


def _said(rule: OrganizationRule, question: "PermissionQuestion") -> Verdict:
    """What the kernel's gate says of this rule alone, wherever keywords and license touch."""
    organization = str(rule.organization.uuid)
    asked = Question(
        asset="floor",
        organization=organization,
        channel=question.channel,
        purpose=question.purpose,
        publish_from=question.start,
        publish_until=question.until,
    )
    values = tuple(replace(value, licenses=frozenset()) for value in rule_values(rule))
    return verdict_of(reading(organization_rules, read_case(asked, Facts(rules=values))))


def _standing(organization_id: int) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """Rules of the organization, and rows that wait to be made again under other switches or rules: one query.

    It comes with every search that asks about permission, so it is written out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1, id, 0 FROM licensing_organizationrule WHERE organization_id = %s AND ended_at IS NULL "
            "UNION ALL SELECT 2, done_up_to, last FROM licensing_windowrefresh "
            "WHERE organization_id = %s AND done_at IS NULL "
            "UNION ALL SELECT 2, done_up_to, last FROM licensing_rulesetrefresh "
            "WHERE ruleset_version = %s AND done_at IS NULL",
            [organization_id, organization_id, RULESET_VERSION],
        )
        rows = cursor.fetchall()
    rules = tuple(sorted(number for kind, number, _ in rows if kind == 1))
    return rules, [(done, last) for kind, done, last in rows if kind != 1]


def _of_refresh(waiting: tuple[int, int]) -> Floor:
    """Assets whose rows were made under switches or rules that no longer hold."""
    done, last = waiting
    return Floor(Verdict.NEEDS_DECISION, BitMap(range(done + 1, last + 1)))


def _names_licenses(rule: OrganizationRule) -> bool:
    return rule.kind == RuleKind.LICENSE_POLICY.value and bool(rule.licenses)


def _touched(rule: OrganizationRule, among: Collection[int] | None) -> BitMap:
    """Assets (of some, or of all) that have one of the rule's keywords and, where it names licenses, one of those.

    An asset without a license that the registry knows counts as touched: the kernel cannot tell that it is not.
    """
    found = BitMap(_all_ids(among))
    if rule.keywords:
        links = AssetKeyword.objects.filter(keyword__folded__in=rule.keywords)
        found = BitMap(_among(links, among).values_list("asset_id", flat=True).iterator(chunk_size=10_000))
    if _names_licenses(rule):
        others = LicenseAssignment.objects.filter(
            superseded_at__isnull=True, license__in=set(LICENSES) - set(rule.licenses)
        )
        found -= BitMap(_among(others, among).values_list("asset_id", flat=True).iterator(chunk_size=10_000))
    return found


def _among(rows: "QuerySet[Any]", asset_ids: Collection[int] | None) -> "QuerySet[Any]":
    return rows.order_by() if asset_ids is None else rows.order_by().filter(asset_id__in=asset_ids)


def _all_ids(among: Collection[int] | None) -> Iterable[int]:
    return range(_newest() + 1) if among is None else among


def _newest() -> int:
    return Asset.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _joined(verdicts: Mapping[str, BitMap], floors: list[Floor]) -> Verdicts:
    """Each asset under the strictest of its window and its floors; the bitmaps that were given stay as they are."""
    found = {name: BitMap(assets) for name, assets in verdicts.items()}
    for floor in floors:
        touched = BitMap(range(_newest() + 1)) if floor.touched is None else floor.touched
        stricter = BitMap.union(
            BitMap(), *(found[each.value] for each in Verdict if each.strictness >= floor.verdict.strictness)
        )
        moved = touched - stricter
        if floor.verdict in RELEASING:
            moved &= found[Verdict.ALLOWED.value]
        for each in Verdict:
            if each.strictness < floor.verdict.strictness:
                found[each.value] -= moved
        found[floor.verdict.value] |= moved
    return found

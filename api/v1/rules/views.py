"""Rules and switches of organizations: read by their members, set by their rights managers."""

from dataclasses import fields
from typing import Any, Final
from uuid import UUID

import django_filters  # type: ignore[import-untyped]  # it ships none
from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.filtering import filter_rows, list_parameters
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, page_of
from api.problems import Problem
from api.requests import read_body
from api.v1.assets.answers import Named
from api.v1.rules.answers import PolicyAnswer, RuleAnswer, RulePage
from api.v1.rules.serializers import PolicyBody, RuleBody, RuleChanges
from api.views import ApiView
from assets.models import Organization, Role
from assets.viewer import Viewer
from licensing.facts.rules import policy_value
from licensing.models import OrganizationRule, RightsPolicy, WindowRefresh
from licensing.rights import Policy
from licensing.services import RuleRecord, create_rule, election_blackout, end_rule, replace_rule, set_policy

_FIELDS: Final = tuple(each.name for each in fields(RuleRecord))


class RuleFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    organization = django_filters.UUIDFilter("organization__uuid", label="Id of the organization.")
    kind = django_filters.ChoiceFilter(
        choices=OrganizationRule.Kind.choices, label="blackout, channel_policy, license_policy or four_eyes."
    )

    class Meta:
        model = OrganizationRule
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer


class Rules(ApiView):
    @operation(
        "List rules",
        Access.READ,
        parameters=list_parameters(RuleFilter),
        answers={200: Says(RulePage, "One page of the rules of the asker's organizations, all versions.")},
    )
    def get(self, request: Request) -> Response:
        rows, paging = filter_rows(RuleFilter, request, rules_visible_to(self.viewer), viewer=self.viewer)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(RulePage(results=[rule_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Set a rule",
        Access.RIGHTS,
        request=RuleBody,
        answers={201: Says(RuleAnswer, "The rule; verdicts and search follow at once.")},
        problems=["not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, RuleBody)
        organization = organization_to_write(values.pop("organization"), Role.RIGHTS_MANAGER, self.viewer)
        record = _record(values)

        def create() -> HttpResponse:
            made = create_rule(record, organization=organization, by=self.user)
            return Response(rule_answer(find_rule(made.uuid, self.viewer)), status=201)

        return once(request, self.user, create)


class RuleView(ApiView):
    @operation(
        "Change a rule",
        Access.RIGHTS,
        request=RuleChanges,
        answers={200: Says(RuleAnswer, "The next version; the former stays as it was.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
    )
    def patch(self, request: Request, rule_id: UUID) -> Response:
        rule = _manageable(rule_id, self.viewer)
        changes = read_body(request, RuleChanges, partial=True)
        record = RuleRecord(**{**{name: getattr(rule, name) for name in _FIELDS}, **changes})
        newer = replace_rule(rule, record, by=self.user)
        return Response(rule_answer(find_rule(newer.uuid, self.viewer)))


class RuleEnd(ApiView):
    @operation(
        "End a rule",
        Access.RIGHTS,
        answers={200: Says(RuleAnswer, "Ended; twice is once.")},
        problems=["not-found", "not-permitted"],
        rate="write",
    )
    def post(self, _request: Request, rule_id: UUID) -> Response:
        end_rule(_manageable(rule_id, self.viewer), by=self.user)
        return Response(rule_answer(find_rule(rule_id, self.viewer)))


class PolicyView(ApiView):
    @operation(
        "Read an organization's policy",
        Access.READ,
        answers={200: Says(PolicyAnswer, "Every switch in its position.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, organization_id: UUID) -> Response:
        return Response(policy_answer(_own(organization_id, self.viewer)))

    @operation(
        "Set an organization's policy",
        Access.RIGHTS,
        request=PolicyBody,
        answers={200: Says(PolicyAnswer, "Verdicts follow at once, search within minutes and never ahead of them.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
    )
    def put(self, request: Request, organization_id: UUID) -> Response:
        organization = _own(organization_id, self.viewer)
        if not self.viewer.holds(Role.RIGHTS_MANAGER, organization.pk):
            raise Problem("not-permitted")
        set_policy(organization, switches=read_body(request, PolicyBody)["switches"], by=self.user)
        return Response(policy_answer(organization))


def rules_visible_to(viewer: Viewer) -> "QuerySet[OrganizationRule]":
    """Rules of the viewer's organizations, with everything that an answer reads."""
    rows = OrganizationRule.objects.select_related("organization", "replaces", "replaced_by")
    return rows if viewer.sees_all else rows.filter(organization_id__in=viewer.organization_ids)


def find_rule(rule_id: UUID, viewer: Viewer) -> OrganizationRule:
    found = rules_visible_to(viewer).filter(uuid=rule_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def rule_answer(row: OrganizationRule) -> RuleAnswer:
    return RuleAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        replaces=row.replaces.uuid if row.replaces else None,
        is_in_force=row.ended_at is None and not hasattr(row, "replaced_by"),
        version=row.version,
        created_at=row.created_at,
        ended_at=row.ended_at,
        **{name: getattr(row, name) for name in _FIELDS},
    )


def policy_answer(organization: Organization) -> PolicyAnswer:
    row = RightsPolicy.objects.filter(organization=organization).first()
    return PolicyAnswer(
        organization=Named(id=organization.uuid, name=organization.name),
        switches=_positions(policy_value(row.switches if row else {})),
        defaults=_positions(Policy()),
        changed_at=row.changed_at if row else None,
        search_follows=not WindowRefresh.objects.filter(organization=organization, done_at__isnull=True).exists(),
    )


def _positions(policy: Policy) -> dict[str, str | int | bool]:
    return {each.name: getattr(policy, each.name) for each in fields(policy)}


def _record(values: dict[str, Any]) -> RuleRecord:
    election = values.pop("election", None)
    if election is None:
        return RuleRecord(**values)
    preset = election_blackout(
        name=values["name"],
        election_on=election["on"],
        weeks=election["weeks"],
        run_off_on=election.get("run_off_on"),
    )
    kept = ("reason", "channels", "purposes", "exempt_purposes", "keywords")
    return RuleRecord(
        **{name: getattr(preset, name) for name in _FIELDS} | {name: values[name] for name in kept if name in values}
    )


def _manageable(rule_id: UUID, viewer: Viewer) -> OrganizationRule:
    rule = find_rule(rule_id, viewer)
    if not viewer.holds(Role.RIGHTS_MANAGER, rule.organization_id):
        raise Problem("not-permitted")
    return rule


def _own(organization_id: UUID, viewer: Viewer) -> Organization:
    """Positions on contested questions are an organization's own business: nobody else learns of them."""
    rows = (
        Organization.objects.all() if viewer.sees_all else Organization.objects.filter(pk__in=viewer.organization_ids)
    )
    found = rows.filter(uuid=organization_id).first()
    if found is None:
        raise Problem("not-found")
    return found

"""Permissions of owners, holders and artists: kept and read inside the organization that was given them."""

from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

import django_filters  # type: ignore[import-untyped]  # it ships none
from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.filtering import filter_rows, list_parameters
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, page_of
from api.problems import Problem, field_problem
from api.questions import CalendarDay
from api.requests import StrictSerializer, read_body
from api.v1.assets.answers import Named
from api.v1.grants.serializers import RevokeBody
from api.views import ApiView
from assets.models import Organization, Role
from assets.viewer import Viewer
from licensing.models import Document, UsePermission
from licensing.rights import Channel, Modification, Purpose
from licensing.services import PermissionRecord, record_permission, revoke_permission

ORGANIZATION_OR_ALL: Final = r"^(\*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"


class PermissionAnswer(Answer, frozen=True):
    """What an owner, holder, artist or publisher allowed or refused, whole and dated. Silence is not granted."""

    id: Annotated[UUID, about("Identifies the permission.")]
    organization: Annotated[Named, about("Who keeps the record.")]
    granted_by: Annotated[str, about("Owner, holder, artist or publisher.")]
    status: Annotated[str, about("given, refused, revoked or disputed.")]
    from_on: Annotated[date, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive; null is perpetual.")]
    revoked_at: Annotated[datetime | None, about("When it was ended.")]
    organizations: Annotated[list[str], about("Ids of the organizations that may, or *.")]
    channels: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    purposes: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    modifications: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    reference: Annotated[str, about("Number of the paper.")]
    evidence: Annotated[UUID | None, about("The document that proves it, where one is filed here.")]


class PermissionPage(Answer, frozen=True):
    """One page of permissions."""

    results: Annotated[list[PermissionAnswer], about("Those that the asker's organizations keep, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


def _codes(values: type[Channel] | type[Purpose] | type[Modification], help_text: str) -> Any:
    child = serializers.ChoiceField(choices=[*(each.value for each in values), "*"])
    return serializers.ListField(child=child, required=False, max_length=50, help_text=f"{help_text} * for all.")


class PermissionBody(StrictSerializer):
    """A permission for works, places, signs or sound; assets name it when their rights are recorded."""

    organization = serializers.UUIDField(help_text="Who keeps the record: where the asker manages rights.")
    granted_by = serializers.CharField(max_length=200, help_text="Owner, holder, artist or publisher.")
    status = serializers.ChoiceField(
        choices=["given", "refused", "disputed"], default="given", help_text="What was answered."
    )
    organizations = serializers.ListField(
        child=serializers.RegexField(ORGANIZATION_OR_ALL, max_length=36),
        required=False,
        max_length=100,
        help_text="Ids of the organizations that may use it. * for all.",
    )
    channels = _codes(Channel, "Where it may be shown.")
    purposes = _codes(Purpose, "What for.")
    modifications = _codes(Modification, "What may be changed.")
    from_on = CalendarDay(help_text="First day.")
    until_on = CalendarDay(required=False, allow_null=True, help_text="Last day, inclusive; perpetual when absent.")
    reference = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="Number of the paper."
    )
    evidence = serializers.UUIDField(required=False, allow_null=True, help_text="A document of the organization.")


class PermissionFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    status = django_filters.ChoiceFilter(
        choices=UsePermission.Status.choices, label="given, refused, revoked, disputed."
    )

    class Meta:
        model = UsePermission
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer


class Permissions(ApiView):
    @operation(
        "List permissions",
        Access.READ,
        parameters=list_parameters(PermissionFilter),
        answers={200: Says(PermissionPage, "One page of the permissions that the asker's organizations keep.")},
    )
    def get(self, request: Request) -> Response:
        seen = permissions_visible_to(self.viewer)
        rows, paging = filter_rows(PermissionFilter, request, seen, viewer=self.viewer)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(PermissionPage(results=[permission_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Record a permission",
        Access.RIGHTS,
        request=PermissionBody,
        answers={201: Says(PermissionAnswer, "The permission; name it when recording what an asset shows.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, PermissionBody)
        keeper = organization_to_write(values.pop("organization"), Role.RIGHTS_MANAGER, self.viewer)
        _check_organizations(values.get("organizations", []))
        record = PermissionRecord(**{**values, "evidence": _document(values.get("evidence"), keeper)})

        def create() -> HttpResponse:
            made = record_permission(record, by=self.user, keeper=keeper)
            return Response(permission_answer(find_permission(made.uuid, self.viewer)), status=201)

        return once(request, self.user, create)


class PermissionRevocation(ApiView):
    @operation(
        "Revoke a permission",
        Access.RIGHTS,
        request=RevokeBody,
        answers={200: Says(PermissionAnswer, "Ended; twice is once. Every picture that rests on it follows at once.")},
        problems=["not-found", "not-permitted"],
        rate="write",
    )
    def post(self, request: Request, permission_id: UUID) -> Response:
        permission = find_permission(permission_id, self.viewer)
        if not self.viewer.holds(Role.RIGHTS_MANAGER, permission.organization_id):
            raise Problem("not-permitted")
        revoke_permission(permission, by=self.user, reason=read_body(request, RevokeBody).get("reason", ""))
        return Response(permission_answer(find_permission(permission_id, self.viewer)))


def permissions_visible_to(viewer: Viewer) -> "QuerySet[UsePermission]":
    """Records of the viewer's organizations, with everything that an answer reads."""
    rows = UsePermission.objects.select_related("organization", "evidence").prefetch_related("scopes")
    return rows if viewer.sees_all else rows.filter(organization_id__in=viewer.organization_ids)


def find_permission(permission_id: UUID, viewer: Viewer) -> UsePermission:
    found = permissions_visible_to(viewer).filter(uuid=permission_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def permission_answer(row: UsePermission) -> PermissionAnswer:
    scopes: dict[str, list[str]] = {}
    for scope in row.scopes.all():
        scopes.setdefault(scope.axis, []).append(scope.value)
    return PermissionAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        granted_by=row.granted_by,
        status=row.status,
        from_on=row.from_on,
        until_on=row.until_on,
        revoked_at=row.revoked_at,
        organizations=sorted(scopes.get("organization", ())),
        channels=sorted(scopes.get("channel", ())),
        purposes=sorted(scopes.get("purpose", ())),
        modifications=sorted(scopes.get("modification", ())),
        reference=row.reference,
        evidence=row.evidence.uuid if row.evidence else None,
    )


def _check_organizations(wanted: list[str]) -> None:
    ids = {each for each in wanted if each != "*"}
    if Organization.objects.filter(uuid__in=ids).count() != len(ids):
        raise field_problem("organizations", "Diese Organisation gibt es nicht.", code="does_not_exist")


def _document(wanted: UUID | None, keeper: Organization) -> Document | None:
    if wanted is None:
        return None
    found = Document.objects.filter(uuid=wanted, organization=keeper, erased_at__isnull=True).first()
    if found is None:
        raise field_problem("evidence", "Diesen Beleg gibt es hier nicht.", code="does_not_exist")
    return found

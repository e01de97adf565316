"""Grants: kept and read inside the organization that holds the contract; recorded and ended by its rights managers.

A grant releases an asset, so it takes the rights manager of the asset's own organization: keeping a contract does not
make other people's pictures usable.
"""

from typing import Any, Final
from uuid import UUID

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
from api.problems import Problem, field_problem
from api.requests import read_body
from api.v1.assets.answers import Named
from api.v1.assets.lookups import find_asset
from api.v1.grants.answers import GrantAnswer, GrantPage
from api.v1.grants.filters import GrantFilter
from api.v1.grants.reads import grants_visible_to
from api.v1.grants.serializers import GrantBody, RevokeBody
from api.views import ApiView
from assets.models import Asset, Collection, Organization, Role
from assets.viewer import Viewer
from licensing.models import RightsGrant
from licensing.services import GrantRecord, record_grant, revoke_grant

_APART: Final = frozenset({"organization", "asset", "collection"})


class Grants(ApiView):
    @operation(
        "List grants",
        Access.READ,
        parameters=list_parameters(GrantFilter),
        answers={200: Says(GrantPage, "One page of the grants that the asker's organizations keep.")},
    )
    def get(self, request: Request) -> Response:
        rows, paging = filter_rows(GrantFilter, request, listed(grants_visible_to(self.viewer)), viewer=self.viewer)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(GrantPage(results=[grant_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Record a grant",
        Access.RIGHTS,
        request=GrantBody,
        answers={201: Says(GrantAnswer, "The grant; verdicts follow at once.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, GrantBody)
        keeper = organization_to_write(values["organization"], Role.RIGHTS_MANAGER, self.viewer)
        asset, collection = _covered(values, self.viewer)
        _check_licensees(values["licensees"])
        record = GrantRecord(**{name: value for name, value in values.items() if name not in _APART})

        def create() -> HttpResponse:
            grant = record_grant(record, by=self.user, keeper=keeper, asset=asset, collection=collection)
            return Response(grant_answer(find_grant(grant.uuid, self.viewer)), status=201)

        return once(request, self.user, create)


class GrantView(ApiView):
    @operation("Read a grant", Access.READ, answers={200: Says(GrantAnswer, "The grant.")}, problems=["not-found"])
    def get(self, _request: Request, grant_id: UUID) -> Response:
        return Response(grant_answer(find_grant(grant_id, self.viewer)))


class GrantRevocation(ApiView):
    @operation(
        "Revoke a grant",
        Access.RIGHTS,
        request=RevokeBody,
        answers={200: Says(GrantAnswer, "Ended; twice is once. The record stays as proof.")},
        problems=["not-found", "not-permitted"],
        rate="write",
    )
    def post(self, request: Request, grant_id: UUID) -> Response:
        grant = find_grant(grant_id, self.viewer)
        if not self.viewer.holds(Role.RIGHTS_MANAGER, grant.organization_id):
            raise Problem("not-permitted")
        revoke_grant(grant, by=self.user, reason=read_body(request, RevokeBody).get("reason", ""))
        return Response(grant_answer(find_grant(grant_id, self.viewer)))


def listed(grants: "QuerySet[RightsGrant]") -> "QuerySet[RightsGrant]":
    """Everything that an answer reads, in a fixed number of queries."""
    return grants.select_related("organization", "asset", "collection").prefetch_related("scopes")


def find_grant(grant_id: UUID, viewer: Viewer) -> RightsGrant:
    found = listed(grants_visible_to(viewer)).filter(uuid=grant_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def _covered(values: dict[str, Any], viewer: Viewer) -> tuple[Asset | None, Collection | None]:
    """What the grant is for: visible, and all of it of organizations whose rights the asker manages."""
    if "asset" in values:
        asset = find_asset(Asset.objects.visible_to(viewer), values["asset"])
        _check_manages(Asset.objects.filter(pk=asset.pk), viewer)
        return asset, None
    collection = Collection.objects.visible_to(viewer).filter(uuid=values["collection"]).first()
    if collection is None:
        raise Problem("not-found")
    if not viewer.holds(Role.RIGHTS_MANAGER, collection.organization_id):
        raise Problem("not-permitted")
    _check_manages(Asset.objects.filter(collections=collection), viewer)
    return None, collection


def _check_manages(assets: "QuerySet[Asset]", viewer: Viewer) -> None:
    if assets.exclude(pk__in=Asset.objects.rights_editable_by(viewer).values("pk")).exists():
        raise Problem("not-permitted")


def _check_licensees(wanted: list[str]) -> None:
    ids = {each for each in wanted if each != "*"}
    if Organization.objects.filter(uuid__in=ids).count() != len(ids):
        raise field_problem("licensees", "Diese Organisation gibt es nicht.", code="does_not_exist")


def grant_answer(row: RightsGrant) -> GrantAnswer:
    """Expects a grant read with `listed()`."""
    scopes: dict[str, list[str]] = {}
    for scope in row.scopes.all():
        scopes.setdefault(scope.axis, []).append(scope.value)
    return GrantAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        asset=row.asset.uuid if row.asset and row.asset.deleted_at is None else None,
        collection=row.collection.uuid if row.collection else None,
        licensor=row.licensor,
        kind=row.kind,
        status=row.status,
        from_on=row.from_on,
        until_on=row.until_on,
        revoked_at=row.revoked_at,
        licensees=sorted(scopes.get("licensee", ())),
        channels=sorted(scopes.get("channel", ())),
        purposes=sorted(scopes.get("purpose", ())),
        territories=sorted(scopes.get("territory", ())),
        modifications=sorted(scopes.get("modification", ())),
        commercial=row.commercial,
        paid_promotion=row.paid_promotion,
        platform_sublicense=row.platform_sublicense,
        third_party_redistribution=row.third_party_redistribution,
        print_run_max=row.print_run_max,
        credit_required=row.credit_required,
        exact_credit=row.exact_credit,
        reference=row.reference,
        evidence=row.evidence,
        version=row.version,
    )

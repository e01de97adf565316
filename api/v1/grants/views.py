"""Grants: kept and read inside the organization that holds the contract; recorded and ended by its rights managers.

A grant releases an asset, so it takes the rights manager of the asset's own organization: keeping a contract does not
make other people's pictures usable.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.utils import timezone
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
from api.v1.grants.answers import GrantAnswer, GrantPage, GrantVersions
from api.v1.grants.filters import GrantFilter
from api.v1.grants.reads import grants_visible_to
from api.v1.grants.serializers import GrantBody, GrantTerms, InForceBody, RevokeBody
from api.views import ApiView
from assets.models import Asset, Collection, Organization, Role
from assets.viewer import Viewer
from licensing.facts.grants import Spent, grant_value, spent_of
from licensing.models import Document, RightsGrant
from licensing.services import GrantRecord, amend_grant, put_in_force, record_grant, revoke_grant, versions_of

_APART: Final = frozenset({"organization", "asset", "collection", "draft"})


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
        return Response(GrantPage(results=grant_answers(page.rows), next=page.next))

    @operation(
        "Record a grant",
        Access.RIGHTS,
        request=GrantBody,
        answers={201: Says(GrantAnswer, "The grant; verdicts follow at once.")},
        problems=["not-found", "not-permitted", "field-invalid", "exclusive-overlap"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, GrantBody)
        keeper = organization_to_write(values["organization"], Role.RIGHTS_MANAGER, self.viewer)
        asset, collection = _covered(values, self.viewer)
        record = grant_record(values, keeper)

        def create() -> HttpResponse:
            grant = record_grant(
                record, by=self.user, keeper=keeper, asset=asset, collection=collection, is_draft=values["draft"]
            )
            return _created(grant, self.viewer)

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


class GrantAmendment(ApiView):
    @operation(
        "Amend a grant",
        Access.RIGHTS,
        request=GrantTerms,
        answers={201: Says(GrantAnswer, "The next version; the one before stays as it was and counts no more.")},
        problems=["not-found", "not-permitted", "field-invalid", "wrong-state", "exclusive-overlap"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, grant_id: UUID) -> HttpResponse:
        grant = managed_grant(grant_id, self.viewer)
        values = read_body(request, GrantTerms)
        record = grant_record(values, grant.organization)

        def create() -> HttpResponse:
            return _created(amend_grant(grant, record, by=self.user, is_draft=values["draft"]), self.viewer)

        return once(request, self.user, create)


class GrantVersionList(ApiView):
    @operation(
        "List versions of a grant",
        Access.READ,
        answers={200: Says(GrantVersions, "Every version of the contract, drafts too.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, grant_id: UUID) -> Response:
        rows = list(listed(versions_of(find_grant(grant_id, self.viewer))))
        return Response(GrantVersions(results=grant_answers(rows)))


class GrantInForce(ApiView):
    @operation(
        "Put a grant in force",
        Access.RIGHTS,
        request=InForceBody,
        answers={200: Says(GrantAnswer, "The draft counts from now on; twice is once.")},
        problems=["not-found", "not-permitted", "field-invalid", "wrong-state", "exclusive-overlap"],
        rate="write",
    )
    def post(self, request: Request, grant_id: UUID) -> Response:
        grant = managed_grant(grant_id, self.viewer)
        read_body(request, InForceBody)
        put_in_force(grant, by=self.user)
        return Response(grant_answer(find_grant(grant_id, self.viewer)))


def managed_grant(grant_id: UUID, viewer: Viewer) -> RightsGrant:
    """A grant whose keeper's rights the asker manages, and those of all assets that it is for."""
    grant = find_grant(grant_id, viewer)
    if not viewer.holds(Role.RIGHTS_MANAGER, grant.organization_id):
        raise Problem("not-permitted")
    of_asset = Asset.objects.filter(pk=grant.asset_id) if grant.asset_id else None
    _check_manages(of_asset or Asset.objects.filter(collections=grant.collection_id, deleted_at=None), viewer)
    return grant


def grant_record(values: Mapping[str, Any], keeper: Organization) -> GrantRecord:
    """Validated values as the service takes them, the document one of the keeper's."""
    known = {name: value for name, value in values.items() if name not in _APART}
    if known.get("document") is not None:
        held = Document.objects.filter(uuid=known["document"], organization=keeper, erased_at__isnull=True).first()
        if held is None:
            raise field_problem("document", "Diesen Beleg gibt es hier nicht.", code="does_not_exist")
        known["document"] = held
    return GrantRecord(**known)


def _created(grant: RightsGrant, viewer: Viewer) -> HttpResponse:
    return Response(grant_answer(find_grant(grant.uuid, viewer)), status=201)


def listed(grants: "QuerySet[RightsGrant]") -> "QuerySet[RightsGrant]":
    """Everything that an answer reads, in a fixed number of queries."""
    followed = RightsGrant.objects.filter(replaces=OuterRef("pk")).exclude(status=RightsGrant.Status.DRAFT)
    related = grants.select_related("organization", "asset", "collection", "document", "replaces")
    return related.annotate(is_followed=Exists(followed)).prefetch_related("scopes")


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


def grant_answer(row: RightsGrant) -> GrantAnswer:
    """Expects a grant read with `listed()`."""
    (answer,) = grant_answers([row])
    return answer


def grant_answers(rows: Sequence[RightsGrant]) -> list[GrantAnswer]:
    """Expects grants read with `listed()`; what is left of them is read for all at once."""
    spent = spent_of(rows, at=timezone.now())
    return [_answer(row, spent) for row in rows]


def _answer(row: RightsGrant, spent: Spent) -> GrantAnswer:
    value = grant_value(row, spent)
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
        sensitive_use=row.sensitive_use,
        covers_other_bodies=row.covers_other_bodies,
        transferable=row.transferable,
        granted_on=row.granted_on,
        quota_uses=row.quota_uses,
        uses_left=value.uses_left,
        print_run_left=value.print_run_left,
        print_run_max=row.print_run_max,
        credit_required=row.credit_required,
        exact_credit=row.exact_credit,
        reference=row.reference,
        evidence=row.evidence,
        evidence_missing=row.evidence_missing,
        document=row.document.uuid if row.document else None,
        report_to=row.report_to,
        specimen_to=row.specimen_to,
        report_days=row.report_days,
        fee_note=row.fee_note,
        version=row.version,
        replaces=row.replaces.uuid if row.replaces else None,
        is_current=row.status != RightsGrant.Status.DRAFT and not getattr(row, "is_followed", False),
    )

"""List assets, read and describe one, record its rights."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.filtering import filter_rows, list_parameters
from api.operations import IF_MATCH, Says, operation
from api.pages import Order, page_of
from api.preconditions import etag, expected_version
from api.problems import Problem
from api.requests import read_body
from api.v1.assets.answers import AssetDetail, AssetPage, AssetRow, Named, RightsAnswer
from api.v1.assets.detail import detail_of
from api.v1.assets.filters import AssetFilter
from api.v1.assets.lookups import asset_changes, find_asset
from api.v1.assets.recording import record_rights
from api.v1.assets.rights_answers import rights_answer
from api.v1.assets.serializers import AssetChanges, RightsBody
from api.views import ApiView
from assets.models import Asset
from assets.services import describe_asset, share_asset

ORDERINGS: Final = ("-changed_at", "changed_at", "-created_at", "created_at")
_COLUMNS: Final = (
    "uuid", "title", "kind", "state", "visibility", "organization__uuid", "organization__name", "original__filename",
    "source_ref", "place__name", "taken_on", "width", "height", "version", "changed_at", "created_at",
)  # fmt: skip
"""The raw path: nothing is made of a row but what goes out (decision 9)."""


class AssetList(ApiView):
    @operation(
        "List assets",
        Access.READ,
        parameters=list_parameters(AssetFilter, ORDERINGS),
        answers={200: Says(AssetPage, "One page of the assets that the asker may see.")},
        description="For programs that keep a copy. People search with GET /api/v1/assets/search.",
    )
    def get(self, request: Request) -> Response:
        assets = Asset.objects.visible_to(self.viewer)
        assets, paging = filter_rows(AssetFilter, request, assets, viewer=self.viewer, ordering=ORDERINGS)
        rows = assets.values_list(*_COLUMNS, named=True)
        page = page_of(rows, Order(paging["ordering"]), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(AssetPage(results=[_row(asset) for asset in page.rows], next=page.next))


class AssetView(ApiView):
    @operation(
        "Read an asset",
        Access.READ,
        answers={200: Says(AssetDetail, "Everything that the asker may know about it. The ETag is its version.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer).for_detail(), asset_id)
        return Response(detail_of(asset, self.viewer), headers={"ETag": etag(asset.version)})

    @operation(
        "Describe an asset",
        Access.WRITE,
        request=AssetChanges,
        parameters=[IF_MATCH],
        answers={200: Says(AssetDetail, "As it stands now.")},
        problems=["not-found", "not-permitted", "changed-meanwhile", "precondition-required", "field-invalid"],
        rate="write",
    )
    def patch(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not Asset.objects.editable_by(self.viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
        version = expected_version(request, asset.version)
        changes, sharing = asset_changes(read_body(request, AssetChanges, partial=True), asset, self.viewer)
        with transaction.atomic():
            describe_asset(asset, changes=changes, by=self.user, expected_version=version)
            if sharing is not None:
                share_asset(asset, visibility=sharing.visibility, organizations=sharing.organizations, by=self.user)
        asset = find_asset(Asset.objects.visible_to(self.viewer).for_detail(), asset_id)
        return Response(detail_of(asset, self.viewer), headers={"ETag": etag(asset.version)})


class AssetRightsView(ApiView):
    @operation(
        "Record an asset's rights",
        Access.RIGHTS,
        request=RightsBody,
        answers={200: Says(RightsAnswer, "What is recorded now.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        description="Former records stay as proof. Search and every verdict follow at once.",
    )
    def put(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not Asset.objects.rights_editable_by(self.viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
        record_rights(asset, read_body(request, RightsBody), by=self.user, viewer=self.viewer)
        return Response(rights_answer(asset, self.viewer))


def _row(row: Any) -> AssetRow:
    """Expects a named row of _COLUMNS."""
    return AssetRow(
        id=row.uuid,
        title=row.title,
        media_type=row.kind,
        state=row.state,
        visibility=row.visibility,
        organization=Named(id=row.organization__uuid, name=row.organization__name),
        filename=row.original__filename or "",
        source_ref=row.source_ref or None,
        place=row.place__name,
        taken_on=row.taken_on,
        width=row.width,
        height=row.height,
        version=row.version,
        changed_at=row.changed_at,
    )

"""Blocks: nothing of an original leaves until somebody lifts the block and says why."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem, field_problem
from api.requests import StrictSerializer, read_body
from api.v1.assets.lookups import find_asset
from api.views import ApiView
from assets.models import Asset
from assets.viewer import Viewer
from licensing.models import RenditionState, RightsBlock
from licensing.services import free_versions, lift_block, set_block


class BlockAnswer(Answer, frozen=True):
    """A block on an asset."""

    id: Annotated[UUID, about("Identifies the block.")]
    asset: Annotated[UUID, about("The asset.")]
    cause: Annotated[str, about("person, work or original.")]
    reason: Annotated[str, about("Stands in every answer; names nobody.")]
    free_versions: Annotated[list[UUID], about("Versions in which the cause is gone.")]
    created_at: Annotated[datetime, about("When it was set.")]
    lifted_at: Annotated[datetime | None, about("When it was lifted.")]
    lifted_because: Annotated[str | None, about("Why; only for members of the organization.")]


class BlockBody(StrictSerializer):
    """Why nothing of the asset leaves."""

    cause = serializers.ChoiceField(choices=["person", "work", "original"], help_text="What it is about.")
    reason = serializers.CharField(max_length=300, help_text="Stands in every answer; no names.")


class LiftBody(StrictSerializer):
    """Why a block ends."""

    because = serializers.CharField(max_length=300, help_text="Kept beside the block.")


class FreeBody(StrictSerializer):
    """Versions that the block does not hold."""

    versions = serializers.ListField(
        child=serializers.UUIDField(), max_length=100, help_text="Versions of the asset that somebody looked at."
    )


class AssetBlocks(ApiView):
    @operation(
        "Block an asset",
        Access.RIGHTS,
        request=BlockBody,
        answers={201: Says(BlockAnswer, "Every verdict is forbidden from now on.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, asset_id: UUID) -> HttpResponse:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not Asset.objects.rights_editable_by(self.viewer).filter(pk=asset.pk).exists():
            raise Problem("not-permitted")
        values = read_body(request, BlockBody)

        def create() -> HttpResponse:
            made = set_block(asset, by=self.user, **values)
            return Response(block_answer(find_block(made.uuid, self.viewer), self.viewer), status=201)

        return once(request, self.user, create)


class BlockLifting(ApiView):
    @operation(
        "Lift a block",
        Access.RIGHTS,
        request=LiftBody,
        answers={200: Says(BlockAnswer, "Lifted; twice is once. The record stays as proof.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
    )
    def post(self, request: Request, block_id: UUID) -> Response:
        block = _liftable(block_id, self.viewer)
        lift_block(block, because=read_body(request, LiftBody)["because"], by=self.user)
        return Response(block_answer(find_block(block_id, self.viewer), self.viewer))


class BlockVersions(ApiView):
    @operation(
        "Free versions from a block",
        Access.RIGHTS,
        request=FreeBody,
        answers={200: Says(BlockAnswer, "The block holds for everything but these versions.")},
        problems=["not-found", "not-permitted", "field-invalid"],
        rate="write",
    )
    def put(self, request: Request, block_id: UUID) -> Response:
        block = _liftable(block_id, self.viewer)
        wanted = set(read_body(request, FreeBody)["versions"])
        found = list(RenditionState.objects.filter(asset=block.asset, uuid__in=wanted))
        if len(found) != len(wanted):
            raise field_problem("versions", "Diese Fassung gibt es hier nicht.", code="does_not_exist")
        free_versions(block, versions=found, by=self.user)
        return Response(block_answer(find_block(block_id, self.viewer), self.viewer))


def find_block(block_id: UUID, viewer: Viewer) -> RightsBlock:
    """A block is known to whoever sees its asset: it is the reason of every answer."""
    seen = RightsBlock.objects.filter(asset__in=Asset.objects.visible_to(viewer))
    found = seen.select_related("asset").prefetch_related("freed_renditions").filter(uuid=block_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def block_answer(row: RightsBlock, viewer: Viewer) -> BlockAnswer:
    is_own = viewer.sees_all or row.asset.organization_id in viewer.organization_ids
    return BlockAnswer(
        id=row.uuid,
        asset=row.asset.uuid,
        cause=row.cause,
        reason=row.reason,
        free_versions=sorted(each.uuid for each in row.freed_renditions.all()),
        created_at=row.created_at,
        lifted_at=row.lifted_at,
        lifted_because=(row.lifted_because or None) if is_own else None,
    )


def _liftable(block_id: UUID, viewer: Viewer) -> RightsBlock:
    block = find_block(block_id, viewer)
    if not Asset.objects.rights_editable_by(viewer).filter(pk=block.asset_id).exists():
        raise Problem("not-permitted")
    return block

"""Quarantined bytes leave to a rights manager alone, who says why; as an attachment that nothing opens by itself.

Security rule 21. The reason is a code, because the audit trail that keeps it holds no words about persons.
"""

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem
from api.requests import StrictSerializer, read_body, read_query
from api.v1.assets.answers import Named, QuarantinedAnswer, QuarantinedPage
from api.v1.assets.lookups import find_asset
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView, no_content
from assets import audit
from assets.intake.quarantine import delete_quarantined
from assets.intake.steps import open_location
from assets.models import Asset, Location, Role, State

NAME_ENDING: Final = ".gesperrt"
"""Behind the name, so that no program feels called upon."""


class QuarantineReason(StrEnum):
    EXAMINE = "examine"
    FALSE_ALARM = "false_alarm"
    EVIDENCE = "evidence"


class QuarantinedBody(StrictSerializer):
    """Why somebody wants bytes that were locked away."""

    because = serializers.ChoiceField(
        choices=[each.value for each in QuarantineReason],
        help_text="examine: to be looked at by experts; false_alarm: believed harmless; evidence: to be kept as proof.",
    )


class QuarantinedList(ApiView):
    @operation(
        "List quarantined assets",
        Access.RIGHTS,
        parameters=[PageQuery],
        answers={200: Says(QuarantinedPage, "One page of what was locked away where the asker manages rights.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        rows = Asset.objects.visible_to(self.viewer).filter(
            state=State.QUARANTINED, organization_id__in=self.viewer.organizations_as(Role.RIGHTS_MANAGER)
        )
        rows = rows.select_related("organization", "original")
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(QuarantinedPage(results=[_row(each) for each in page.rows], next=page.next))


class QuarantinedOriginal(ApiView):
    @operation(
        "Download a quarantined original",
        Access.RIGHTS,
        request=QuarantinedBody,
        answers={
            200: Says(bytes, "The bytes as they came, as an attachment.", media_types=("application/octet-stream",))
        },
        problems=["not-found", "not-permitted", "wrong-state", "store-unavailable"],
        rate="write",
        description="For rights managers of the asset's organization; who took it and why stands in the audit trail.",
    )
    def post(self, request: Request, asset_id: UUID) -> HttpResponseBase:
        asset = self._kept(asset_id)
        because = QuarantineReason(read_body(request, QuarantinedBody)["because"])
        _check_locked(asset)
        location = _location_of(asset)
        stream = open_location(location).open(location.key)
        audit.record(
            "original.quarantined_read",
            actor=str(self.user.uuid),
            object_kind="asset",
            object_id=str(asset.uuid),
            data={"because": because.value, "sha256": asset.original.sha256},
        )
        name = f"{asset.original.filename}{NAME_ENDING}"
        response = FileResponse(stream, as_attachment=True, filename=name, content_type="application/octet-stream")
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = MEDIA_POLICY
        return response

    @operation(
        "Delete a quarantined asset",
        Access.RIGHTS,
        answers={204: Says(None, "Gone, with its bytes where they lay in the library's own store.")},
        problems=["not-found", "not-permitted", "wrong-state"],
        rate="write",
        description="For rights managers of the asset's organization. Sources of others are not written to.",
    )
    def delete(self, _request: Request, asset_id: UUID) -> HttpResponse:
        asset = self._kept(asset_id)
        _check_locked(asset)
        delete_quarantined(asset, by=self.user)
        return no_content()

    def _kept(self, asset_id: UUID) -> Asset:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not self.viewer.holds(Role.RIGHTS_MANAGER, asset.organization_id):
            raise Problem("not-permitted")
        return asset


def _check_locked(asset: Asset) -> None:
    if asset.state != State.QUARANTINED:
        raise Problem("wrong-state")


def _row(asset: Asset) -> QuarantinedAnswer:
    original = asset.original
    return QuarantinedAnswer(
        asset=asset.uuid,
        organization=Named(id=asset.organization.uuid, name=asset.organization.name),
        title=asset.title,
        filename=original.filename,
        size_bytes=original.size_bytes,
        reason=asset.state_reason,
        locked_at=original.gave_up_at,
    )


def _location_of(asset: Asset) -> Location:
    found = Location.objects.live().filter(original__asset=asset, hashed_at__isnull=False)
    location = found.select_related("source").order_by("pk").first()
    if location is None:
        raise Problem("not-found")
    return location

"""Quarantined bytes leave to a rights manager alone, who says why; as an attachment that nothing opens by itself.

Security rule 21. The reason is a code, because the audit trail that keeps it holds no words about persons.
"""

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.http import FileResponse
from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.request import Request

from api.access import Access
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body
from api.v1.assets.lookups import find_asset
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView
from assets import audit
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
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        if not self.viewer.holds(Role.RIGHTS_MANAGER, asset.organization_id):
            raise Problem("not-permitted")
        because = QuarantineReason(read_body(request, QuarantinedBody)["because"])
        if asset.state != State.QUARANTINED:
            raise Problem("wrong-state")
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


def _location_of(asset: Asset) -> Location:
    found = Location.objects.live().filter(original__asset=asset, hashed_at__isnull=False)
    location = found.select_related("source").order_by("pk").first()
    if location is None:
        raise Problem("not-found")
    return location

"""What happened to an asset's rights."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, Words, about
from api.operations import Says, operation
from api.v1.assets.lookups import find_asset
from api.views import ApiView
from assets.models import Asset
from licensing.history import MOST, Event, history_of


class HistoryEvent(Answer, frozen=True):
    """One change of an asset's rights."""

    at: Annotated[datetime, about("When.")]
    action: Annotated[str, about("Stable code.")]
    text: Annotated[Words, about("For people.")]
    object_kind: Annotated[str, about("asset, assignment, grant, permission, consent.")]
    by: Annotated[str | None, about("Who; only for members of the organization that keeps the record.")]
    details: Annotated[dict[str, Any], about("Codes and counts; only for those members.")]


class History(Answer, frozen=True):
    """The newest changes first."""

    results: Annotated[list[HistoryEvent], about(f"At most {MOST}.")]


class AssetHistory(ApiView):
    @operation(
        "Read the history of an asset's rights",
        Access.READ,
        answers={200: Says(History, "From the audit trail, without names for other organizations.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        return Response(History(results=[_answer(each) for each in history_of(asset, self.viewer)]))


def _answer(event: Event) -> HistoryEvent:
    return HistoryEvent(
        at=event.at,
        action=event.action,
        text=Words(de=event.words.de, en=event.words.en),
        object_kind=event.object_kind,
        by=event.by or None,
        details=dict(event.details),
    )

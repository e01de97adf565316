"""Where pictures were posted already, for the marks on tiles: own uses whole, those of others by channel and day."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from assets.models import Asset
from assets.prepared import Keys, prepared
from assets.viewer import Viewer
from licensing.models import Publication

State = Publication.State
OUT: Final = (State.LIVE, State.DUE_FOR_REMOVAL, State.IRREVOCABLE, State.REMOVED)
"""What was seen by others at some time; what is planned, scheduled or canceled is nobody else's business."""
MOST_MARKS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One use of a picture; account and what is not out yet are told only inside its organization."""

    organization: UUID
    organization_name: str
    is_own: bool
    channel: str
    account: str | None
    from_on: date
    state: str


def publications_visible_to(viewer: Viewer) -> "QuerySet[Publication]":
    """Uses of the viewer's organizations, and what others have posted of pictures that the viewer may see."""
    rows = Publication.objects.all()
    if viewer.sees_all:
        return rows
    seen = Asset.objects.visible_to(viewer).values("pk")
    return rows.filter(Q(organization_id__in=viewer.organization_ids) | Q(state__in=OUT, asset_id__in=seen))


def posted_on(asset_ids: Collection[int], viewer: Viewer) -> dict[int, list[Posted]]:
    """The uses of some assets that the viewer may see, newest first; one query, however many assets."""
    found: dict[int, list[Posted]] = defaultdict(list)
    for asset, organization, *named, channel, account, from_on, state in _uses(asset_ids, viewer):
        marks = found[asset]
        if len(marks) < MOST_MARKS:
            is_own = viewer.sees_all or organization in viewer.organization_ids
            marks.append(
                Posted(
                    organization=named[0],
                    organization_name=named[1],
                    is_own=is_own,
                    channel=channel,
                    account=account if is_own else None,
                    from_on=from_on,
                    state=state if is_own else told_state(state),
                )
            )
    return dict(found)


@prepared
def _uses(keys: Keys, viewer: Viewer) -> "QuerySet[Publication, tuple[Any, ...]]":
    own = Q() if viewer.sees_all else Q(organization_id__in=viewer.organization_ids)
    uses = Publication.objects.filter(Q(state__in=OUT) | (own & Q(state=State.SCHEDULED)), asset_id__in=keys)
    return uses.order_by("-from_on", "-uuid").values_list(
        "asset_id", "organization_id", "organization__uuid", "organization__name", "channel", "account__name",
        "from_on", "state",
    )  # fmt: skip


def told_state(state: str) -> str:
    """What other organizations learn of a state: whether it is still on, nothing of why it should not be."""
    return State.LIVE if state == State.DUE_FOR_REMOVAL else state

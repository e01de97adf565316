"""Where pictures were posted already, for the marks on tiles: own uses whole, those of others by channel and day."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from assets.models import Asset
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
    if not asset_ids:
        return {}
    own = Q() if viewer.sees_all else Q(organization_id__in=viewer.organization_ids)
    rows = Publication.objects.filter(Q(state__in=OUT) | (own & Q(state=State.SCHEDULED)), asset_id__in=asset_ids)
    found: dict[int, list[Posted]] = defaultdict(list)
    columns = ("asset_id", "organization_id", "organization__uuid", "organization__name", "channel", "account__name",
               "from_on", "state")  # fmt: skip
    for row in rows.order_by("-from_on", "-uuid").values(*columns):
        marks = found[row["asset_id"]]
        if len(marks) < MOST_MARKS:
            is_own = viewer.sees_all or row["organization_id"] in viewer.organization_ids
            marks.append(
                Posted(
                    organization=row["organization__uuid"],
                    organization_name=row["organization__name"],
                    is_own=is_own,
                    channel=row["channel"],
                    account=row["account__name"] if is_own else None,
                    from_on=row["from_on"],
                    state=row["state"] if is_own else told_state(row["state"]),
                )
            )
    return dict(found)


def told_state(state: str) -> str:
    """What other organizations learn of a state: whether it is still on, nothing of why it should not be."""
    return State.LIVE if state == State.DUE_FOR_REMOVAL else state

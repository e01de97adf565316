"""Marks of what was posted already, for tiles and the page of an asset."""

from collections.abc import Collection
from datetime import date
from typing import Annotated

from api.answers import Answer, Named, about
from assets.viewer import Viewer
from licensing.posted import posted_on


class PostedMark(Answer, frozen=True):
    """One use of a picture; of other organizations only who, where and since when."""

    organization: Annotated[Named, about("Who posted it.")]
    is_own: Annotated[bool, about("Whether it is one of the asker's organizations.")]
    channel: Annotated[str, about("Where.")]
    account: Annotated[str | None, about("On which account; told inside the organization.")]
    from_on: Annotated[date, about("First day.")]
    state: Annotated[str, about("live, removed, irrevocable; inside the organization also scheduled, due_for_removal.")]


def marks_of(asset_ids: Collection[int], viewer: Viewer) -> dict[int, list[PostedMark]]:
    """By asset, newest first; one query."""
    return {
        pk: [
            PostedMark(
                organization=Named(id=each.organization, name=each.organization_name),
                is_own=each.is_own,
                channel=each.channel,
                account=each.account,
                from_on=each.from_on,
                state=each.state,
            )
            for each in uses
        ]
        for pk, uses in posted_on(asset_ids, viewer).items()
    }

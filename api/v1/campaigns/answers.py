from datetime import date
from typing import Annotated
from uuid import UUID

from api.answers import Answer, about
from api.v1.assets.answers import Named


class CampaignAnswer(Answer, frozen=True, rename={"from_on": "from", "until_on": "until"}):
    """Joint work on one subject."""

    id: Annotated[UUID, about("Identifies the campaign.")]
    slug: Annotated[str, about("Short name in addresses, once per organization.")]
    name: Annotated[str, about("For people.")]
    description: Annotated[str, about("What it is about.")]
    organization: Annotated[Named, about("Who runs it.")]
    organizations: Annotated[list[Named], about("Who takes part.")]
    visibility: Annotated[str, about("organization, selected, network or public.")]
    from_on: Annotated[date | None, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive.")]
    assets: Annotated[int, about("Assets in it that the asker may see.")]
    can_edit: Annotated[bool, about("Whether the asker may change it.")]


class CampaignPage(Answer, frozen=True):
    """One page of campaigns."""

    results: Annotated[list[CampaignAnswer], about("The rows, by name.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]

from datetime import datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, about
from api.v1.assets.answers import Named


class FeedAnswer(Answer, frozen=True):
    """A secret address for calendars."""

    id: Annotated[UUID, about("Identifies the feed.")]
    organization: Annotated[Named, about("Whose dates it shows.")]
    created_at: Annotated[datetime, about("When it was made.")]
    url: Annotated[str | None, about("The secret address; told once, when it is made.")]


class FeedList(Answer, frozen=True):
    """The asker's feeds."""

    results: Annotated[list[FeedAnswer], about("Newest first.")]

from datetime import datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, about


class SavedSearchAnswer(Answer, frozen=True):
    """A search that the asker keeps."""

    id: Annotated[UUID, about("Identifies it.")]
    name: Annotated[str, about("For people.")]
    query: Annotated[dict[str, str], about("Parameters of `GET /assets/search` by name.")]
    notify: Annotated[str, about("never, daily or weekly.")]
    created_at: Annotated[datetime, about("Since when.")]
    is_reachable: Annotated[bool, about("Whether the asker's account has an address for mails.")]
    count: Annotated[int | None, about("What it finds now; null where it cannot be asked at the moment.")]
    fresh: Annotated[int | None, about("How many of these the asker has not looked at; null likewise.")]


class SavedSearches(Answer, frozen=True):
    """The asker's kept searches."""

    results: Annotated[list[SavedSearchAnswer], about("By name; a person keeps a hundred at most.")]

from datetime import datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, about
from api.v1.assets.answers import Named, Tile


class CollectionAnswer(Answer, frozen=True):
    """A board of pictures."""

    id: Annotated[UUID, about("Identifies the collection.")]
    name: Annotated[str, about("For people.")]
    description: Annotated[str, about("What it is for.")]
    organization: Annotated[Named, about("Whose it is.")]
    created_at: Annotated[datetime, about("When it was made.")]
    assets: Annotated[int, about("Assets in it that the asker may see.")]
    can_edit: Annotated[bool, about("Whether the asker may change it.")]


class CollectionDetail(CollectionAnswer, frozen=True):
    """A board of pictures, with its pictures."""

    results: Annotated[list[Tile], about("The first 200 assets that the asker may see, in the order added.")]


class CollectionPage(Answer, frozen=True):
    """One page of collections."""

    results: Annotated[list[CollectionAnswer], about("The rows, by name.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class FilledAnswer(Answer, frozen=True):
    """What a search brought into a collection."""

    found: Annotated[int, about("Assets that the search found.")]
    added: Annotated[int, about("How many of them were not in it before.")]

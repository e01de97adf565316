"""Search: one in-process engine of bitmaps over either database. How it works: docs/search.md."""

from typing import TYPE_CHECKING

from assets.search.clusters import Cluster, Clustered
from assets.search.columns import ColumnProvider, RightsColumn, register_column, register_rights
from assets.search.counting import FacetCount
from assets.search.document import Audience, Point, SearchDocument, Value
from assets.search.engine import DidYouMean, Found, Request, SearchIndex
from assets.search.order import CursorInvalid, Sort
from assets.search.positions import Area, Box, Corner
from assets.search.postings import Tier
from assets.search.query import Note, NoteCode, QueryTooLong
from assets.search.suggest import Suggestion, SuggestionKind
from assets.search.visibility import Principal

if TYPE_CHECKING:
    from assets.search.freshness import LiveIndex


def index_for_request() -> "LiveIndex":
    """This process's index; its `search` and `suggest` know every committed change."""
    from assets.search.freshness import live

    return live()


__all__ = [
    "Area",
    "Audience",
    "Box",
    "Cluster",
    "Clustered",
    "ColumnProvider",
    "Corner",
    "CursorInvalid",
    "DidYouMean",
    "FacetCount",
    "Found",
    "Note",
    "NoteCode",
    "Point",
    "Principal",
    "QueryTooLong",
    "Request",
    "RightsColumn",
    "SearchDocument",
    "SearchIndex",
    "Sort",
    "Suggestion",
    "SuggestionKind",
    "Tier",
    "Value",
    "index_for_request",
    "register_column",
    "register_rights",
]

"""The labelled set of German queries as a search for `score_search.py --callable tests.search.quality:build`."""

from collections.abc import Callable
from datetime import date
from typing import Any

from assets.search import Request, Value
from tests.search.builders import document, index_of, values

Search = Callable[[str, int], list[int]]


def build(documents: list[dict[str, Any]]) -> Search:
    """Index the set's documents, numbered in their order, and search them as everybody."""
    ids = {number: one["id"] for number, one in enumerate(documents, 1)}
    index = index_of(*(_document(number, one) for number, one in enumerate(documents, 1)))

    def search(query: str, limit: int) -> list[int]:
        return [ids[asset] for asset in index.search(Request(query, limit=limit)).ids]

    return search


def _document(number: int, one: dict[str, Any]) -> Any:
    return document(
        number,
        one["title"],
        description=one["caption"],
        keywords=values(*one["keywords"]),
        places=tuple(Value(name, name) for name in [one["place"]] if name),
        campaigns=tuple(Value(name, name) for name in [one["campaign"]] if name),
        creators=tuple(name for name in [one["creator"]] if name),
        filenames=(one["filename"],),
        media_type=one["kind"],
        orientation=one["orientation"],
        taken_on=date.fromisoformat(one["date"]),
    )

"""Documents and indexes for tests: values that do not matter are here, those that matter stand in the test."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from assets.search import Principal, Request, SearchDocument, SearchIndex, Value, container
from assets.search.columns import Columns

EVERYBODY = Principal()
OPERATOR = Principal(sees_all=True)


def values(*names: str) -> tuple[Value, ...]:
    return tuple(Value(name.lower(), name) for name in names)


def document(asset_id: int, title: str = "", **facts: Any) -> SearchDocument:
    """A public photo of organization 1 unless said otherwise; `keywords`, `places`, `campaigns` may be plain words."""
    for name in ("keywords", "places", "campaigns"):
        facts[name] = tuple(one if isinstance(one, Value) else values(one)[0] for one in facts.get(name, ()))
    organization = facts.pop("organization_id", 1)
    taken_on = facts.get("taken_on")
    base = SearchDocument(
        asset_id=asset_id,
        uuid=UUID(int=(asset_id * 0x9E3779B97F4A7C15 % 2**64) << 64),
        organization_id=organization,
        organization=Value(f"o{organization}", f"Gemeinde {organization}"),
        visibility="public",
        title=title,
        year=taken_on.year if taken_on else None,
    )
    return replace(base, **facts)


def index_of(*documents: SearchDocument) -> SearchIndex:
    index = SearchIndex(Columns())
    for one in documents:
        index.add(one)
    return index


def reopened(index: SearchIndex) -> SearchIndex:
    """The index written to a file and mapped from it, as another process has it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "index"
        container.write(file, index.sections())
        return SearchIndex(index.columns, container.open_file(file))


def found(index: SearchIndex, text: str = "", **request: Any) -> list[int]:
    """The ids that everybody finds, in order."""
    request.setdefault("principal", EVERYBODY)
    return list(index.search(Request(text=text, **request)).ids)


def day(text: str) -> date:
    return date.fromisoformat(text)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What a full disk does to a writer: an error in the middle of the file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

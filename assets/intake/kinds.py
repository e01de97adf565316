"""Kinds of work: each knows its queue as a query and how one item is done. Other rooms register theirs."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from assets.intake.outcome import StepFailed
    from assets.intake.work import Tools


class WorkKind(Protocol):
    """One kind of item that workers take."""

    name: str
    order: tuple[str, ...]
    """Columns by which items are taken: those of an index, so that taking a few of many stays quick."""

    def takeable(self, *, now: datetime) -> "QuerySet[Model]":
        """Items that may be taken now, each with the lease fields of `assets.models.original.Worked`."""
        ...

    def organizations(self, *, now: datetime) -> "Iterable[int]":
        """Organizations with takeable items: they take turns (security rule 49)."""
        ...

    def of_organization(self, items: "QuerySet[Model]", organization_id: int) -> "QuerySet[Model]": ...

    def stamp(self, pk: int, failure: "StepFailed") -> None:
        """Write a failure to the item's row, so that it is tried again or given up like any other."""
        ...

    def perform(self, pk: int, tools: "Tools") -> None:
        """Do the item, whole; stamps and failures are written to its row."""
        ...


_PATHS: list[str] = []


def register(path: str, *, first: bool = False) -> None:
    """Add a kind of work by its dotted path, once; `first` for what a person waits for. Imported when work begins."""
    if path not in _PATHS:
        _PATHS.insert(0 if first else len(_PATHS), path)


@lru_cache(maxsize=1)
def work_kinds() -> tuple[WorkKind, ...]:
    """Every kind, in the order in which workers look for items."""
    return tuple(import_string(path)() for path in _PATHS)

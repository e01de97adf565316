"""Queries that are written once: for a page of tiles Django takes longer to write SQL than databases to answer it."""

import json
from collections.abc import Callable, Collection, Hashable
from functools import lru_cache
from typing import Any, Final, Literal

from django.db import connection
from django.db.models import Expression, Field, QuerySet

VIEWERS_KEPT: Final = 512
"""How many different `rest` of one query are kept written, each some kilobytes."""

_SLOT: Final = "\0keys"

_LISTS: Final = {
    ("postgresql", "bigint"): "(SELECT value::bigint FROM json_array_elements_text(%s::json))",
    ("postgresql", "text"): "(SELECT value FROM json_array_elements_text(%s::json))",
}

Kind = Literal["bigint", "text"]
Rows = list[tuple[Any, ...]]
Build = Callable[..., "QuerySet[Any, tuple[Any, ...]]"]
Asked = Callable[..., Rows]


class Keys(Expression):
    """Stands for the keys in `…__in=keys`; they travel as one JSON parameter, so that the text never changes."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(output_field=Field())
        self.kind = kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str, ...]]:  # noqa: ARG002  # Django's
        return _LISTS.get((connection.vendor, self.kind), "(SELECT value FROM json_each(%s))"), (_SLOT,)


def prepared(build: Build, *, kind: Kind = "bigint") -> Asked:
    """Make a function of keys that asks what `build` describes with `values_list` of columns.

    What else `build` takes must be hashable: its SQL is written once for each such value and asked again with other
    keys. Days and moments must therefore be among these values and never be read inside `build`. Without keys nothing
    is asked.
    """

    @lru_cache(maxsize=VIEWERS_KEPT)
    def written(*rest: Hashable) -> _Written:
        return _Written(build(Keys(kind), *rest))

    def ask(keys: Collection[int] | Collection[str], *rest: Hashable) -> Rows:
        return written(*rest).rows(keys) if keys else []

    return ask


class _Written:
    """The text of a query, its parameters, and how the database's values become Python's."""

    def __init__(self, rows: "QuerySet[Any, tuple[Any, ...]]") -> None:
        self._compiler = rows.query.get_compiler(rows.db)
        self._text, self._parameters = self._compiler.as_sql()
        columns = [column for column, *_ in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)

    def rows(self, keys: Collection[int] | Collection[str]) -> Rows:
        listed = json.dumps(list(keys))
        with connection.cursor() as cursor:
            cursor.execute(self._text, [listed if each == _SLOT else each for each in self._parameters])
            found = cursor.fetchall()
        return [tuple(row) for row in self._compiler.apply_converters(found, self._converters)]

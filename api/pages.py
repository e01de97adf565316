"""Keyset pages: an opaque cursor over (sort value, uuid); bounded at 200 rows (security rule 9).

Primary keys stay out of cursors: they count every row of the table, also those that the asker may not see (rule 4).
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final, Generic, Protocol, TypeVar
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from rest_framework import serializers

from api.problems import Problem, field_problem
from api.requests import StrictSerializer

MAX_PAGE: Final = 200
DEFAULT_PAGE: Final = 48


class Listed(Protocol):
    """A model instance, or a named row of columns: it has its uuid, and the column that it is sorted by."""

    @property
    def uuid(self) -> UUID: ...


Row = TypeVar("Row", bound=Listed)
_Cursor = tuple[str, Any, UUID]


class PageQuery(StrictSerializer):
    """Parameters of every list."""

    cursor = serializers.CharField(
        required=False, max_length=600, help_text="`next` of the page before; absent for the first page."
    )
    page_size = serializers.IntegerField(
        required=False, min_value=1, max_value=MAX_PAGE, default=DEFAULT_PAGE, help_text="Rows on the page."
    )


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    next: str | None


@dataclass(frozen=True, slots=True)
class Order:
    """A sort column of the model, or one that the rows are annotated with; `-` first for descending.

    Uuids settle ties in the same direction.
    """

    field: str

    @property
    def column(self) -> str:
        return self.field.lstrip("-")

    @property
    def is_descending(self) -> bool:
        return self.field.startswith("-")

    def by(self) -> tuple[str, str]:
        sign = "-" if self.is_descending else ""
        return f"{sign}{self.column}", f"{sign}uuid"

    def after(self, value: Any, uuid: UUID) -> Q:
        beyond = "lt" if self.is_descending else "gt"
        return Q(**{f"{self.column}__{beyond}": value}) | Q(**{self.column: value, f"uuid__{beyond}": uuid})


def page_of(rows: QuerySet[Any, Row], order: Order, *, size: int, cursor: str | None) -> Page[Row]:
    """One page in one query; a row more is read to know whether there is a next one."""
    if cursor:
        value, uuid = _read_cursor(cursor, rows, order)
        rows = rows.filter(order.after(value, uuid))
    found = list(rows.order_by(*order.by())[: size + 1])
    following = None
    if len(found) > size:
        last = found[size - 1]
        following = write_cursor([order.field, getattr(last, order.column), last.uuid])
    return Page(found[:size], following)


def write_cursor(values: Sequence[object]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).rstrip(b"=").decode()


def _read_cursor(cursor: str, rows: QuerySet[Any, Any], order: Order) -> tuple[Any, UUID]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        field, value, uuid = msgspec.json.decode(raw, type=_Cursor)
        annotated = rows.query.annotations.get(order.column)
        column = annotated.output_field if annotated is not None else rows.model._meta.get_field(order.column)
        position = column.to_python(value)
    except (ValueError, TypeError, binascii.Error, msgspec.DecodeError, ValidationError) as error:
        raise _unknown_place() from error
    is_readable = position is not None and "\0" not in str(position) and getattr(position, "tzinfo", UTC) is not None
    if field != order.field or not is_readable:
        raise _unknown_place()
    return position, uuid


def _unknown_place() -> Problem:
    return field_problem("cursor", "Diese Stelle der Liste gibt es nicht mehr.")

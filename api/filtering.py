"""django-filter at the edge: wrong values are problems like any other, and the OpenAPI schema knows each filter."""

from collections.abc import Iterable
from typing import Any

import django_filters  # type: ignore[import-untyped]  # it ships none
from django import forms
from django_filters.utils import translate_validation  # type: ignore[import-untyped]  # see above
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from api.pages import PageQuery
from api.requests import read_values
from assets.viewer import Viewer


def filter_rows(
    filterset: type[django_filters.FilterSet],
    request: Request,
    rows: Any,
    *,
    viewer: Viewer,
    ordering: Iterable[str] = (),
) -> tuple[Any, dict[str, Any]]:
    """The rows that the query string asks for, and its paging values."""
    query = request.query_params.dict()
    names = set(filterset.base_filters)
    filtering = filterset(
        data={name: value for name, value in query.items() if name in names}, queryset=rows, viewer=viewer
    )
    if not filtering.is_valid():
        raise translate_validation(filtering.errors)
    paging = read_values(_page_query(tuple(ordering)), {name: v for name, v in query.items() if name not in names})
    return filtering.qs, paging


def _page_query(ordering: tuple[str, ...]) -> type[PageQuery]:
    if not ordering:
        return PageQuery
    field = serializers.ChoiceField(choices=ordering, default=ordering[0], help_text="Sort column, - for descending.")
    return type("OrderedPageQuery", (PageQuery,), {"ordering": field})


def list_parameters(filterset: type[django_filters.FilterSet] | None = None, ordering: Iterable[str] = ()) -> list[Any]:
    """What a list operation declares: its filters, then paging and order."""
    filters = filterset.base_filters if filterset else {}
    return [*(_parameter(name, each) for name, each in filters.items()), _page_query(tuple(ordering))]


def _parameter(name: str, each: django_filters.Filter) -> OpenApiParameter:
    kinds = {
        django_filters.UUIDFilter: OpenApiTypes.UUID,
        django_filters.IsoDateTimeFilter: OpenApiTypes.DATETIME,
        django_filters.DateFilter: OpenApiTypes.DATE,
    }
    choices = each.extra.get("choices")
    return OpenApiParameter(
        name,
        kinds.get(type(each), OpenApiTypes.STR),
        description=str(each.label),
        enum=[code for code, _ in choices] if choices and issubclass(each.field_class, forms.ChoiceField) else None,
    )

"""What comes in: bodies and query strings, read by serializers that refuse unknown fields (security rule 6)."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from django.utils.datastructures import MultiValueDict
from rest_framework import serializers
from rest_framework.request import Request


class StrictSerializer(serializers.Serializer[Any]):
    """A serializer that names unknown fields instead of ignoring them."""

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise serializers.ValidationError(
                {str(name): [serializers.ErrorDetail("unknown", "unknown")] for name in sorted(unknown, key=str)[:20]}
            )
        return values


class CsvField(serializers.CharField):
    """Several words in one parameter, separated by commas; the value is a list without empty words."""

    def __init__(self, *, choices: frozenset[str] | None = None, most: int = 100, **options: Any) -> None:
        super().__init__(max_length=4000, **options)
        self.choices, self.most = choices, most

    def to_internal_value(self, data: Any) -> Any:
        words = [word.strip() for word in str(super().to_internal_value(data)).split(",")]
        words = list(dict.fromkeys(word for word in words if word))
        if len(words) > self.most:
            raise serializers.ValidationError("", code="max_length")
        if self.choices is not None and not self.choices.issuperset(words):
            raise serializers.ValidationError("", code="invalid_choice")
        return words


class UuidsField(CsvField):
    """Several UUIDs, separated by commas."""

    def to_internal_value(self, data: Any) -> Any:
        one = serializers.UUIDField(format="hex_verbose")
        return [one.run_validation(word) for word in super().to_internal_value(data)]


def read_query(request: Request, serializer: type[StrictSerializer]) -> dict[str, Any]:
    """The query string as the serializer understands it; of a repeated parameter the last one counts."""
    parameters: MultiValueDict[str, str] = request.query_params
    return read_values(serializer, parameters.dict())


def read_body(request: Request, serializer: type[StrictSerializer], *, partial: bool = False) -> dict[str, Any]:
    return read_values(serializer, request.data, partial=partial)


def read_values(serializer: type[StrictSerializer], data: Any, *, partial: bool = False) -> dict[str, Any]:
    """Validated values; raises DRF's ValidationError, which becomes `invalid-request`."""
    with suppress(serializers.ValidationError):
        given = _names(serializer).intersection(data) if isinstance(data, Mapping) else frozenset()
        read: dict[str, Any] = _reader(serializer, partial, given).run_validation(data)
        return read
    reading = serializer(data=data, partial=partial)
    reading.is_valid(raise_exception=True)
    values: dict[str, Any] = reading.validated_data
    return values


@cache
def _names(serializer: type[StrictSerializer]) -> frozenset[str]:
    return frozenset(serializer().fields)


@lru_cache(maxsize=64)  # each some 100 KB; what people ask gives few different fields
def _reader(serializer: type[StrictSerializer], partial: bool, given: frozenset[str]) -> StrictSerializer:
    """One serializer for all requests that give the same fields, without those that would be passed over.

    DRF makes its fields anew for each request, and asks each of dozens whether it was given: both take longer than
    reading. What is right is read here; what is wrong is read once more by a whole serializer, which words the errors.
    """
    reader = serializer(partial=partial)
    for name, field in list(reader.fields.items()):
        if name not in given and not field.required and field.default is serializers.empty:
            del reader.fields[name]
    return reader

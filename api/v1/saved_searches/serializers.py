from typing import Any, Final

from rest_framework import serializers

from api.models import SavedSearch
from api.requests import StrictSerializer, read_values
from api.v1.search.serializers import SearchQuery

_OF_A_PAGE: Final = ("cursor", "page_size", "facets", "explain")


class KeptQuery(SearchQuery):
    """The parameters of a search without those of one page."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {name: field for name, field in super().get_fields().items() if name not in _OF_A_PAGE}


class SavedSearchChanges(StrictSerializer):
    """What may be changed about a kept search; only what is sent changes."""

    name = serializers.CharField(required=False, max_length=100, help_text="For people.")
    query = serializers.DictField(
        required=False,
        child=serializers.CharField(allow_blank=True, max_length=4000),
        help_text="Parameters of `GET /assets/search` by name; without `from`, the first day is today.",
    )
    notify = serializers.ChoiceField(
        choices=SavedSearch.Notify.choices, required=False, help_text="How often to be told of what is new."
    )

    def validate_query(self, query: dict[str, str]) -> dict[str, str]:
        """As it was sent, if it can be read."""
        known = {name: value for name, value in query.items() if value}
        read_values(KeptQuery, known)
        return known


class SavedSearchBody(SavedSearchChanges):
    """A search to keep."""

    name = serializers.CharField(max_length=100, help_text="For people.")
    query = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=4000),
        help_text="Parameters of `GET /assets/search` by name; without `from`, the first day is today.",
    )

from rest_framework import serializers

from api.models import SavedSearch
from api.requests import StrictSerializer
from api.v1.search.serializers import SearchParameters

_QUERY = "Parameters of `GET /assets/search` by name; without `from`, the first day is today."


class SavedSearchChanges(StrictSerializer):
    """What may be changed about a kept search; only what is sent changes."""

    name = serializers.CharField(required=False, max_length=100, help_text="For people.")
    query = SearchParameters(required=False, help_text=_QUERY)
    notify = serializers.ChoiceField(
        choices=SavedSearch.Notify.choices, required=False, help_text="How often to be told of what is new."
    )


class SavedSearchBody(SavedSearchChanges):
    """A search to keep."""

    name = serializers.CharField(max_length=100, help_text="For people.")
    query = SearchParameters(help_text=_QUERY)

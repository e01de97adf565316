from rest_framework import serializers

from api.requests import StrictSerializer
from api.v1.search.serializers import SearchParameters


class CollectionChanges(StrictSerializer):
    """What may be changed about a collection; only what is sent changes."""

    name = serializers.CharField(required=False, max_length=200, help_text="For people.")
    description = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="What it is for."
    )


class CollectionBody(CollectionChanges):
    """A new collection."""

    organization = serializers.UUIDField(help_text="Whose it is: an organization in which the asker contributes.")
    name = serializers.CharField(max_length=200, help_text="For people.")


class CollectionFilling(StrictSerializer):
    """A search whose pictures go into a collection."""

    query = SearchParameters(help_text="Parameters of `GET /assets/search` by name, without those of one page.")

from typing import Any

from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer
from assets.models import Visibility


class CampaignChanges(StrictSerializer):
    """What may be changed about a campaign; only what is sent changes."""

    name = serializers.CharField(required=False, max_length=200, help_text="For people.")
    description = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="What it is about."
    )
    visibility = serializers.ChoiceField(
        choices=[each.value for each in Visibility],
        required=False,
        help_text="organization, selected, network, public.",
    )
    from_on = CalendarDay(required=False, allow_null=True, source="from_on", help_text="First day.")
    until_on = CalendarDay(required=False, allow_null=True, source="until_on", help_text="Last day, inclusive.")
    organizations = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=100, help_text="Who takes part: all of them."
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` and `until` cannot be names of attributes."""
        return {name.removesuffix("_on"): field for name, field in super().get_fields().items()}


class CampaignBody(CampaignChanges):
    """A new campaign."""

    organization = serializers.UUIDField(help_text="Who runs it: an organization in which the asker is an editor.")
    name = serializers.CharField(max_length=200, help_text="For people.")
    slug = serializers.SlugField(required=False, max_length=120, help_text="Made from the name when absent.")

from typing import Any

from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer
from assets.models import Visibility
from licensing.rights import Channel


class QuietBody(StrictSerializer):
    """A period in which the campaign keeps quiet."""

    from_on = CalendarDay(source="from_on", help_text="First day.")
    until_on = CalendarDay(source="until_on", help_text="Last day, inclusive.")
    name = serializers.CharField(max_length=100, help_text="What it is called.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` and `until` cannot be names of attributes."""
        return {each.removesuffix("_on"): field for each, field in super().get_fields().items()}


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

    quiet = QuietBody(required=False, allow_null=True, help_text="The quiet period; null for none.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` and `until` cannot be names of attributes."""
        return {name.removesuffix("_on"): field for name, field in super().get_fields().items()}


class CampaignBody(CampaignChanges):
    """A new campaign."""

    organization = serializers.UUIDField(help_text="Who runs it: an organization in which the asker is an editor.")
    name = serializers.CharField(max_length=200, help_text="For people.")
    slug = serializers.SlugField(required=False, max_length=120, help_text="Made from the name when absent.")


class ParticipationBody(StrictSerializer):
    """What an organization may in a campaign."""

    may_add = serializers.BooleanField(default=True, help_text="Add assets, texts, motifs and artwork.")
    may_post = serializers.BooleanField(default=False, help_text="Publish for the campaign.")


class TextChanges(StrictSerializer):
    """What may be changed about a text."""

    channel = serializers.ChoiceField(
        choices=[each.value for each in Channel], required=False, help_text="Where: code of the vocabulary."
    )
    title = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="For people.")
    text = serializers.CharField(
        required=False, max_length=20_000, help_text="Without the credit line: it is added when the text is read."
    )
    asset = serializers.UUIDField(required=False, allow_null=True, help_text="Its picture.")


class TextBody(TextChanges):
    """A new text."""

    organization = serializers.UUIDField(help_text="Whose text it is: one that may add to the campaign.")
    channel = serializers.ChoiceField(
        choices=[each.value for each in Channel], help_text="Where: code of the vocabulary."
    )
    text = serializers.CharField(
        max_length=20_000, help_text="Without the credit line: it is added when the text is read."
    )


class MotifBody(StrictSerializer):
    """A motif to propose."""

    organization = serializers.UUIDField(help_text="Who proposes it: one that may add to the campaign.")
    asset = serializers.UUIDField(help_text="The picture.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=1000, help_text="Why.")


class MotifDecisionBody(StrictSerializer):
    """What becomes of a motif."""

    state = serializers.ChoiceField(choices=["chosen", "declined"], help_text="chosen or declined.")
    because = serializers.CharField(allow_blank=True, default="", max_length=300, help_text="The reason.")


class CommentBody(StrictSerializer):
    """A remark."""

    text = serializers.CharField(max_length=2000, help_text="It is signed with the asker's name.")


class ResultBody(StrictSerializer):
    """A figure to note."""

    organization = serializers.UUIDField(help_text="Who counted: one that may add to the campaign.")
    channel = serializers.ChoiceField(
        choices=[each.value for each in Channel], required=False, help_text="Where, if it belongs to a channel."
    )
    what = serializers.CharField(max_length=100, help_text="What was counted.")
    value = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0, help_text="How many.")
    counted_on = CalendarDay(help_text="On which day.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=1000, help_text="Beside it.")

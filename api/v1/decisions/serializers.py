from rest_framework import serializers

from api.questions import CalendarDay, QuestionBody
from api.requests import StrictSerializer


class RequestBody(StrictSerializer):
    """What a person shall decide."""

    asset = serializers.UUIDField(help_text="Id of the asset.")
    question = QuestionBody(help_text="Exactly what would be done.")
    message = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="For who decides; no names of people."
    )


class ResolveBody(StrictSerializer):
    """A person's decision, for exactly this question."""

    releases = serializers.BooleanField(help_text="Whether it is released.")
    justification = serializers.CharField(min_length=20, max_length=10_000, help_text="Why, at least 20 characters.")
    expires_on = CalendarDay(help_text="Last day on which it counts.")
    conditions = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="What has to be kept to."
    )
    document = serializers.UUIDField(required=False, allow_null=True, help_text="Evidence on file.")


class ConfirmBody(StrictSerializer):
    """The word of the second person."""

    confirms = serializers.BooleanField(help_text="Whether it is confirmed; else the question is open again.")


class MessageBody(StrictSerializer):
    """A question back, or its answer."""

    text = serializers.CharField(max_length=500, help_text="Shown to both organizations; no names of people.")

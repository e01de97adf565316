from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer


class CompleteBody(StrictSerializer):
    """What proves that a task is done; a take-down needs the day, and how it is known."""

    removed_on = CalendarDay(required=False, help_text="Of a take-down: the day since when it is off.")
    removed_at = serializers.DateTimeField(required=False, help_text="Of a take-down: the moment, if it is known.")
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=2000, help_text="What was done, or how it is known."
    )
    document = serializers.UUIDField(required=False, help_text="A screenshot or letter on file.")


class AssignBody(StrictSerializer):
    user = serializers.UUIDField(allow_null=True, help_text="A member of the task's organization; null for nobody.")


class NothingBody(StrictSerializer):
    """An empty object."""


class SummaryQuery(StrictSerializer):
    organization = serializers.UUIDField(required=False, help_text="Count the tasks of this organization only.")
    mine = serializers.ChoiceField(choices=["yes"], required=False, help_text="yes: those of the asker and of nobody.")

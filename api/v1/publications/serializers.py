from rest_framework import serializers

from api.questions import CalendarDay, QuestionBody
from api.requests import StrictSerializer
from licensing.models import Publication

LONGEST_URL = 2000


def _web(help_text: str) -> serializers.RegexField:
    return serializers.RegexField(
        r"^https?://[^\s]+$", required=False, allow_blank=True, max_length=LONGEST_URL, help_text=help_text
    )


class NotedFields(StrictSerializer):
    """What may be noted of a use at any time."""

    url = _web("Its address on the web.")
    post_id = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="Its number on the channel."
    )
    credit_line = serializers.CharField(
        required=False, allow_blank=True, max_length=1000, help_text="The credit as it was published."
    )
    ai_label = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="The AI label as it was published."
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=500, help_text="For colleagues.")
    account = serializers.UUIDField(
        required=False, allow_null=True, help_text="Account of the organization; found by the address when absent."
    )


class PublicationBody(NotedFields):
    """A use to enter. From an address alone channel and account follow; what is not said is the usual."""

    asset = serializers.UUIDField(help_text="The picture.")
    organization = serializers.UUIDField(
        required=False, help_text="Who publishes, where the question does not say so: one of the asker's organizations."
    )
    question = QuestionBody(required=False, help_text="What it is used for, as far as it is known.")
    campaign = serializers.UUIDField(
        required=False, help_text="For which campaign: one that the organization may post for."
    )
    state = serializers.ChoiceField(
        choices=["planned", "scheduled", "live"],
        required=False,
        help_text="live: it is out. When absent: live from today on back, planned for later.",
    )
    published_on = CalendarDay(required=False, help_text="The day on which it went out.")
    published_at = serializers.DateTimeField(required=False, help_text="The moment at which it went out.")
    already_online = serializers.BooleanField(
        default=False, help_text="It is out whatever the answer: enter it, and have it taken down if it must."
    )


class PublicationChanges(NotedFields):
    """What may be changed; a state is changed together with what belongs to it."""

    state = serializers.ChoiceField(
        choices=[each.value for each in Publication.State if each.value not in {"due_for_removal", "irrevocable"}],
        required=False,
        help_text="live: it is out now. scheduled. removed: it is off. canceled: it will not happen.",
    )
    published_at = serializers.DateTimeField(required=False, help_text="With live: when it went out.")
    removed_at = serializers.DateTimeField(required=False, help_text="With removed: since when it is off.")
    removed_on = CalendarDay(required=False, help_text="With removed: the day since when it is off.")
    proof = serializers.CharField(
        required=False, allow_blank=True, max_length=500, help_text="With removed: how this is known."
    )
    document = serializers.UUIDField(required=False, help_text="With removed: a screenshot on file.")


class AddressQuery(StrictSerializer):
    """An address to recognize."""

    url = serializers.RegexField(r"^https?://[^\s]+$", max_length=LONGEST_URL, help_text="The address of a post.")
    organization = serializers.UUIDField(help_text="Whose accounts are meant: one of the asker's organizations.")

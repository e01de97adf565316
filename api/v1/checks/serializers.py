from rest_framework import serializers

from api.questions import QuestionBody
from api.requests import StrictSerializer
from licensing.rights import Channel

MOST_ASSETS = 200


class CheckBody(StrictSerializer):
    """A question about one or many assets, or about a draft; several channels give a matrix."""

    assets = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        min_length=1,
        max_length=MOST_ASSETS,
        help_text="Ids of the assets.",
    )
    draft = serializers.UUIDField(
        required=False, help_text="Instead of assets: what the answers of this draft would allow for its files."
    )
    question = QuestionBody(help_text="The question; its channel may be left out when channels are given.")
    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=[*(each.value for each in Channel), "*"]),
        required=False,
        min_length=1,
        max_length=20,
        help_text="The same question for these channels; * for all of the vocabulary.",
    )

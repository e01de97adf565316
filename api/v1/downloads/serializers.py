from rest_framework import serializers

from api.questions import QuestionBody
from api.requests import StrictSerializer


class DownloadBody(StrictSerializer):
    """What to take, and what for."""

    asset = serializers.UUIDField(help_text="Id of the asset.")
    question = QuestionBody(help_text="What for: nothing leaves without a question that is decided.")
    rendition = serializers.ChoiceField(
        choices=["full", "large"], default="full", help_text="The original with its rights written in, or 2048 pixels."
    )

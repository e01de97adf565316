from typing import Final

from rest_framework import serializers

from api.questions import QuestionBody
from api.requests import StrictSerializer
from api.v1.versions.views import CropBody
from assets.renditions import CHANNEL_PRESETS, Crop

COPIES: Final = ("full", "large", *(code for code, each in CHANNEL_PRESETS.items() if not each.is_standing))


class DownloadBody(StrictSerializer):
    """What to take, and what for."""

    asset = serializers.UUIDField(help_text="Id of the asset.")
    question = QuestionBody(help_text="What for: nothing leaves without a question that is decided.")
    rendition = serializers.ChoiceField(
        choices=COPIES,
        default="full",
        help_text="The original with its rights written in, 2048 pixels, or the code of a preset for a channel.",
    )
    crop = CropBody(required=False, allow_null=True, help_text="A part of the picture, rendered from the original.")
    on_canvas = serializers.BooleanField(
        default=False, help_text="With a channel's preset: the whole picture on a plain area instead of a part."
    )
    max_edge = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=65_500, help_text="Longest side in pixels."
    )

    def validate_crop(self, value: dict[str, float] | None) -> Crop | None:
        """The part as a value; outside the picture is refused here, where a person can still change it."""
        try:
            return Crop(**value) if value else None
        except ValueError as error:
            raise serializers.ValidationError("Der Ausschnitt liegt nicht im Bild.", code="outside") from error

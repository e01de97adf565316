from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer
from licensing.models import Document


class DocumentBody(StrictSerializer):
    """A document to keep: PDF, JPEG, PNG, text or e-mail of at most 25 MB."""

    organization = serializers.UUIDField(help_text="Who holds it: where the asker manages rights.")
    kind = serializers.ChoiceField(choices=Document.Kind.choices, help_text="What it proves.")
    title = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="Else the file's name.")
    retain_until = CalendarDay(required=False, help_text="To be kept at least until this day.")
    file = serializers.FileField(allow_empty_file=True, max_length=255, help_text="The bytes.")

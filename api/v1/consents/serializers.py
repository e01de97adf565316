from typing import Any

from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer
from licensing.models import Consent, ConsentGiver
from licensing.rights import Channel, Purpose

_TRI = ["yes", "no", "unknown"]
_UUID = r"^(\*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"


def _codes(values: type[Channel] | type[Purpose], help_text: str) -> Any:
    child = serializers.ChoiceField(choices=[*(each.value for each in values), "*"])
    return serializers.ListField(child=child, required=False, max_length=50, help_text=f"{help_text} * for all.")


def _tri(help_text: str) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=_TRI, default="unknown", help_text=help_text)


def _text(most: int, help_text: str) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=most, help_text=help_text)


class SignatureBody(StrictSerializer):
    """Who signed, and when."""

    role = serializers.ChoiceField(choices=ConsentGiver.Role.choices, help_text="self, guardian or relative.")
    signed_on = CalendarDay(help_text="Day of the signature.")


class ConsentBody(StrictSerializer):
    """A consent of a person, or that the person refused; nothing is covered that is not named."""

    person = serializers.UUIDField(help_text="Whose consent it is.")
    state = serializers.ChoiceField(
        choices=["given", "refused"], default="given", help_text="refused: the person was asked and said no."
    )
    asset = serializers.UUIDField(required=False, help_text="For this picture alone.")
    collection = serializers.UUIDField(required=False, help_text="For the pictures of this collection.")
    basis = serializers.ChoiceField(
        choices=Consent.Basis.choices, default="consent", help_text="On what ground the person may be shown."
    )
    channels = _codes(Channel, "Where the person may be shown.")
    purposes = _codes(Purpose, "What for.")
    organizations = serializers.ListField(
        child=serializers.RegexField(_UUID, max_length=36),
        required=False,
        max_length=100,
        help_text="Ids of the organizations that may show the person. * for all.",
    )
    given_on = CalendarDay(help_text="Day on which it was given or refused.")
    from_on = CalendarDay(required=False, help_text="First day; else the day on which it was given.")
    until_on = CalendarDay(required=False, allow_null=True, help_text="Last day, inclusive; else until withdrawn.")
    signatures = SignatureBody(many=True, required=False, help_text="Everybody who signed.")
    information_version = _text(100, "Which text the person was told.")
    is_general = serializers.BooleanField(default=False, help_text="The wording names no channel.")
    covers_commercial = _tri("Whether commercial use is agreed to.")
    may_name = _tri("Whether the name may stand beside the picture.")
    document = serializers.UUIDField(required=False, allow_null=True, help_text="The document that proves it.")
    evidence_note = _text(300, "Where the paper lies, if it is not filed here; no names.")
    received_by = _text(100, "For a refusal: how it came.")


class ConsentEventBody(StrictSerializer):
    """What became of a consent."""

    kind = serializers.ChoiceField(
        choices=["withdrawn", "objection", "disputed", "reconfirmed"], help_text="A withdrawal cannot be taken back."
    )
    happened_at = serializers.DateTimeField(required=False, help_text="When; now, unless said otherwise.")
    received_by = _text(100, "How it came: letter, e-mail, in person; no names.")

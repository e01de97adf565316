from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer
from licensing.models import Person


def _text(most: int, help_text: str) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=most, help_text=help_text)


class ContactBody(StrictSerializer):
    """Name and ways to reach a person: encrypted, and replaced as a whole."""

    name = _text(200, "Name.")
    address = _text(500, "Postal address.")
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254, help_text="E-mail address.")
    phone = _text(50, "Telephone number.")


class PersonChanges(StrictSerializer):
    """What is recorded of a person; only what is sent changes."""

    reference = _text(60, "File number of the organization, no name.")
    born_on = CalendarDay(required=False, allow_null=True, help_text="Birth date.")
    age_band = serializers.ChoiceField(
        choices=Person.AgeBand.choices, required=False, help_text="Where no birth date is known."
    )
    age_band_on = CalendarDay(
        required=False, allow_null=True, help_text="The day on which the age band was true; today where none is sent."
    )
    custody = serializers.ChoiceField(
        choices=Person.Custody.choices, required=False, help_text="Who has custody of a minor."
    )
    died_on = CalendarDay(required=False, allow_null=True, help_text="Day of death.")
    contact = ContactBody(required=False, help_text="Name and address.")


class PersonBody(PersonChanges):
    """A person whose consents an organization keeps."""

    organization = serializers.UUIDField(help_text="Who keeps the record: where the asker manages rights.")


class ErasureBody(StrictSerializer):
    """How far an erasure goes."""

    remove_pictures = serializers.BooleanField(
        default=False, help_text="Also take pictures out of sight on which nobody else is recorded."
    )

from rest_framework import serializers

from api.requests import StrictSerializer
from licensing.models import Person, PersonShown
from licensing.services.persons import MAX_PEOPLE


class RegionBody(StrictSerializer):
    """A rectangle in 0..1 of the upright picture's sides, from the upper left."""

    x = serializers.FloatField(min_value=0, max_value=1, help_text="Left edge.")
    y = serializers.FloatField(min_value=0, max_value=1, help_text="Upper edge.")
    width = serializers.FloatField(min_value=0, max_value=1, help_text="Width.")
    height = serializers.FloatField(min_value=0, max_value=1, help_text="Height.")


class PersonOnAssetBody(StrictSerializer):
    """Somebody on the picture; who keeps a number stays the same entry."""

    number = serializers.IntegerField(min_value=1, max_value=32_767, help_text="Person 1, 2, 3 ...")
    person = serializers.UUIDField(
        required=False, allow_null=True, help_text="Who it is; null when somebody is there and nobody knows who."
    )
    is_identifiable = serializers.ChoiceField(
        choices=["yes", "no", "unknown"], default="unknown", help_text="Whether the person can be recognized."
    )
    prominence = serializers.ChoiceField(
        choices=PersonShown.Prominence.choices, default="unknown", help_text="How the person stands in the picture."
    )
    age_band = serializers.ChoiceField(
        choices=Person.AgeBand.choices, default="unknown", help_text="As seen, where no age is recorded."
    )
    has_special_category = serializers.BooleanField(
        default=False, help_text="Health, religion, politics ... visible (Art. 9 GDPR)."
    )
    region = RegionBody(required=False, allow_null=True, help_text="Where in the picture.")


class PeopleBody(StrictSerializer):
    """Everybody who is recorded on the picture; who is not sent is no longer there."""

    people = PersonOnAssetBody(
        many=True,
        max_length=MAX_PEOPLE,  # type: ignore[call-arg]  # many=True makes it an argument of the list
        help_text="By number.",
    )
    completeness = serializers.ChoiceField(
        choices=["listed_complete", "listed_incomplete"],
        required=False,
        allow_null=True,
        help_text="Whether these are all. That nobody is there is confirmed with the picture's rights.",
    )

from rest_framework import serializers

from api.requests import StrictSerializer
from api.v1.assets.shown_serializers import ShownFields
from assets.models import Visibility


def _texts(most: int, help_text: str) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, max_length=most, help_text=help_text
    )


class FocalBody(StrictSerializer):
    """A point of the upright picture."""

    x = serializers.FloatField(min_value=0, max_value=1, help_text="Share of the width, from the left.")
    y = serializers.FloatField(min_value=0, max_value=1, help_text="Share of the height, from the top.")


class AssetChanges(StrictSerializer):
    """What a person says about an asset; only what is sent changes."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=300, help_text="Title.")
    headline = serializers.CharField(required=False, allow_blank=True, max_length=300, help_text="Headline.")
    description = serializers.CharField(required=False, allow_blank=True, max_length=10_000, help_text="Caption.")
    alt_text = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="Alternative text for people who cannot see it."
    )
    credit_line = serializers.CharField(
        required=False, allow_blank=True, max_length=300, help_text="Credit line as the supplier prescribes it."
    )
    keywords = _texts(500, "All keywords, in order.")
    creators = _texts(50, "All creators, in order, as they designate themselves.")
    place = serializers.CharField(
        required=False, allow_null=True, max_length=120, help_text="UUID or slug of a place; null for none."
    )
    visibility = serializers.ChoiceField(
        choices=Visibility.choices, required=False, help_text="Who sees it: organization, selected, network or public."
    )
    shared_with = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=100,
        help_text="Organizations, with visibility selected.",
    )
    campaigns = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=100, help_text="All campaigns of the asset."
    )
    cover_seconds = serializers.FloatField(
        required=False, allow_null=True, min_value=0, help_text="Moment of a film whose frame stands for it."
    )
    focal_point = FocalBody(
        required=False, allow_null=True, help_text="The point that every crop keeps; null for the program's own guess."
    )


class AssignmentBody(StrictSerializer):
    """The license of an asset, who says so, and what proves it."""

    license = serializers.CharField(max_length=60, help_text="Code in the registry: GET /api/v1/licenses.")
    status = serializers.ChoiceField(
        choices=["claimed", "verified", "disputed"], default="claimed", help_text="Verified needs evidence."
    )
    source_url = serializers.URLField(
        required=False, allow_blank=True, max_length=2000, help_text="Where the license is stated."
    )
    retrieved_on = serializers.DateField(required=False, allow_null=True, help_text="Day on which that was looked at.")
    licensor_is_creator = serializers.ChoiceField(
        choices=["yes", "no", "unknown"], default="unknown", help_text="Whether who licenses also made it."
    )
    evidence = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="What proves it, in words."
    )
    document = serializers.UUIDField(required=False, allow_null=True, help_text="The document that proves it.")
    license_revision = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=9999,
        help_text="Which text was accepted; else the newest.",
    )


_TRI = ["yes", "no", "unknown"]
_LAYER = ["unknown", "none_confirmed", "listed_complete", "listed_incomplete"]


class StatesBody(StrictSerializer):
    """What somebody looked at and saw."""

    persons = serializers.ChoiceField(choices=_LAYER, required=False, help_text="Persons shown.")
    works = serializers.ChoiceField(choices=_LAYER, required=False, help_text="Works of others shown.")
    property = serializers.ChoiceField(choices=_LAYER, required=False, help_text="Property and house rules.")
    audio = serializers.ChoiceField(choices=_LAYER, required=False, help_text="Sound.")
    ai = serializers.ChoiceField(choices=_TRI, required=False, help_text="Made by a model.")
    ai_looks_real = serializers.ChoiceField(choices=_TRI, required=False, help_text="Could it be taken for real?")
    ai_depicts_real_person = serializers.ChoiceField(choices=_TRI, required=False, help_text="Shows a real person.")
    ai_has_provider_terms = serializers.ChoiceField(choices=_TRI, required=False, help_text="Terms are on file.")
    ai_label = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="Wording of the label, where one is prescribed."
    )
    viewpoint = serializers.ChoiceField(
        choices=["public_ground", "private_ground", "interior", "aerial", "unknown"],
        required=False,
        help_text="Where the camera stood; the air is no public ground.",
    )
    is_political_assembly = serializers.BooleanField(required=False, help_text="It shows a political assembly.")
    is_untitled = serializers.BooleanField(required=False, help_text="The source supplies no title.")
    designation = serializers.ChoiceField(
        choices=["name", "pseudonym", "no_name", "unknown"], required=False, help_text="How the creator is to be named."
    )
    exact_credit = serializers.CharField(
        required=False, allow_blank=True, max_length=300, help_text="Credit line that is prescribed, verbatim."
    )


class EmbargoBody(StrictSerializer):
    """Not before a wall-clock time."""

    until_local = serializers.RegexField(
        r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$",
        max_length=19,
        help_text="ISO 8601 without offset; a plain day asks for the hour before anything is released.",
    )
    zone = serializers.CharField(max_length=60, default="Europe/Berlin", help_text="Name of the time zone.")


class RightsBody(ShownFields):
    """What is recorded about an asset's rights; what is absent stays, a null embargo is lifted."""

    assignment = AssignmentBody(
        required=False, allow_null=True, help_text="A new license record; null changes nothing."
    )
    states = StatesBody(required=False, help_text="What was looked at.")
    embargo = EmbargoBody(required=False, allow_null=True, help_text="A new embargo; null lifts those in force.")

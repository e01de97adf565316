from typing import Any

from rest_framework import serializers

from api.questions import QuestionBody
from api.requests import StrictSerializer
from api.v1.assets.serializers import AssignmentBody, EmbargoBody, StatesBody
from api.v1.grants.serializers import GrantTerms


class BatchGrant(GrantTerms):
    """A right of use that each asset gets for itself."""

    organization = serializers.UUIDField(
        required=False, help_text="Who keeps the record; the organization of the assets when absent."
    )


class ChangeBody(StrictSerializer):
    """What changes for all of them; what is absent stays, a null embargo is lifted."""

    assignment = AssignmentBody(required=False, help_text="A new license record.")
    states = StatesBody(required=False, help_text="What was looked at.")
    grant = BatchGrant(required=False, help_text="A right of use.")
    embargo = EmbargoBody(required=False, allow_null=True, help_text="A new embargo; null lifts those in force.")


class BatchBody(StrictSerializer):
    """A change of rights for a selection."""

    assets = serializers.ListField(
        child=serializers.UUIDField(), required=False, min_length=1, max_length=500, help_text="Ids; else a collection."
    )
    collection = serializers.UUIDField(required=False, help_text="All assets of a collection, at most 500.")
    change = ChangeBody(help_text="What changes.")
    dry_run = serializers.BooleanField(default=True, help_text="Only show what would change.")
    confirmed = serializers.BooleanField(
        default=False,
        help_text="Said for this batch: all were looked at. Needed to say that nobody is shown.",
    )
    question = QuestionBody(required=False, help_text="What is asked before and after; the usual channels when absent.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("assets" in attrs) == ("collection" in attrs):
            raise serializers.ValidationError({"assets": [serializers.ErrorDetail("", "required")]})
        return attrs

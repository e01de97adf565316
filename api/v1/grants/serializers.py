from typing import Any

from rest_framework import serializers

from api.questions import MAX_PRINT_RUN, CalendarDay
from api.requests import StrictSerializer
from licensing.rights import Channel, Modification, Purpose

_TRI = ["yes", "no", "unknown"]


def _codes(values: type[Channel] | type[Purpose] | type[Modification], help_text: str, **options: Any) -> Any:
    child = serializers.ChoiceField(choices=[*(each.value for each in values), "*"])
    return serializers.ListField(child=child, max_length=50, help_text=f"{help_text} * for all.", **options)


def _tri(help_text: str) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=_TRI, default="unknown", help_text=help_text)


class GrantTerms(StrictSerializer):
    """The terms of a right of use."""

    licensor = serializers.CharField(max_length=200, help_text="Who grants.")
    licensees = serializers.ListField(
        child=serializers.RegexField(r"^(\*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$", max_length=36),
        min_length=1,
        max_length=100,
        help_text="Ids of the organizations that may use it. * for all.",
    )
    channels = _codes(Channel, "Where it may be shown.", min_length=1)
    purposes = _codes(Purpose, "What for.", min_length=1)
    modifications = _codes(Modification, "What may be changed.", required=False)
    territories = serializers.ListField(
        child=serializers.CharField(max_length=40),
        required=False,
        max_length=50,
        help_text="Where it may be spread; everywhere when absent.",
    )
    kind = serializers.ChoiceField(choices=["simple", "exclusive"], default="simple", help_text="simple or exclusive.")
    from_on = CalendarDay(help_text="First day.")
    until_on = CalendarDay(required=False, allow_null=True, help_text="Last day, inclusive; perpetual when absent.")
    commercial = _tri("Whether commercial use is granted.")
    paid_promotion = _tri("Whether paid promotion is granted.")
    platform_sublicense = _tri("Whether a platform may be given the rights that its terms ask for.")
    third_party_redistribution = _tri("Whether it may be passed on.")
    sensitive_use = _tri("Whether it may be used in a context that is sensitive for people shown.")
    covers_other_bodies = serializers.ChoiceField(
        choices=_TRI, default="no", help_text="Whether bodies that are not listed may use it too."
    )
    transferable = _tri("Whether the right may be passed on.")
    quota_uses = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=1_000_000,
        help_text="Uses granted; absent: any.",
    )
    granted_on = CalendarDay(required=False, allow_null=True, help_text="Day of the contract: the earlier one wins.")
    report_to = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="To whom each use is reported."
    )
    specimen_to = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="To whom a specimen copy is sent."
    )
    report_days = serializers.IntegerField(
        default=30, min_value=0, max_value=3650, help_text="Days after the use for report and specimen."
    )
    fee_note = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="What it costs.")
    document = serializers.UUIDField(
        required=False, allow_null=True, help_text="The contract on file, of the organization that keeps the record."
    )
    evidence_missing = serializers.BooleanField(
        default=False, help_text="Says outright that nothing proves it; needed where no evidence is given."
    )
    draft = serializers.BooleanField(default=False, help_text="Only drafted: counts once it is put in force.")
    print_run_max = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MAX_PRINT_RUN // 1_000, help_text="Copies granted."
    )
    credit_required = _tri("Whether a credit is due.")
    exact_credit = serializers.CharField(
        required=False, allow_blank=True, max_length=300, help_text="Credit line that the contract prescribes."
    )
    reference = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="Contract or invoice number."
    )
    evidence = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="What proves it, in words."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        until = attrs.get("until_on")
        if until is not None and until < attrs["from_on"]:
            raise serializers.ValidationError({"until_on": [serializers.ErrorDetail("", "min_value")]})
        return attrs


class GrantBody(GrantTerms):
    """A right of use, for one asset or one collection."""

    organization = serializers.UUIDField(help_text="Who keeps the record: where the asker manages rights.")
    asset = serializers.UUIDField(required=False, help_text="The asset it is for; else a collection.")
    collection = serializers.UUIDField(required=False, help_text="The collection it is for; else an asset.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("asset" in attrs) == ("collection" in attrs):
            raise serializers.ValidationError({"asset": [serializers.ErrorDetail("", "required")]})
        return super().validate(attrs)


class RevokeBody(StrictSerializer):
    """Why a grant ends."""

    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=1000, help_text="Why; only that there is one is recorded."
    )


class InForceBody(StrictSerializer):
    """Nothing to say: the draft holds all."""

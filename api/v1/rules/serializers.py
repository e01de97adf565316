from typing import Any

from rest_framework import serializers

from api.questions import CalendarDay
from api.requests import StrictSerializer
from licensing.rights import Channel, Purpose


def _codes(values: type[Channel] | type[Purpose], help_text: str) -> Any:
    child = serializers.ChoiceField(choices=[*(each.value for each in values), "*"])
    return serializers.ListField(child=child, required=False, max_length=50, help_text=help_text)


class ElectionBody(StrictSerializer):
    """The calendar preset of a black-out: the rule's days are counted from the election."""

    on = CalendarDay(help_text="Day of the election.")
    weeks = serializers.IntegerField(default=6, min_value=1, max_value=26, help_text="Weeks before it.")
    run_off_on = CalendarDay(required=False, allow_null=True, help_text="Day of a run-off, if one may be needed.")


class _RuleFields(StrictSerializer):
    name = serializers.CharField(max_length=200, help_text="Stands in every reason that rests on the rule.")
    kind = serializers.ChoiceField(
        choices=["blackout", "channel_policy", "license_policy", "four_eyes"], required=False, help_text="Kind of rule."
    )
    effect = serializers.ChoiceField(choices=["forbid", "ask", "duty"], required=False, help_text="What it does.")
    reason = serializers.CharField(required=False, allow_blank=True, max_length=2000, help_text="Why.")
    from_on = CalendarDay(required=False, allow_null=True, help_text="First day.")
    until_on = CalendarDay(required=False, allow_null=True, help_text="Last day, inclusive.")
    run_off_until = CalendarDay(required=False, allow_null=True, help_text="Last day if there is a run-off.")
    run_off = serializers.ChoiceField(choices=["yes", "no", "unknown"], required=False, help_text="Is it held?")
    channels = _codes(Channel, "Empty or * for all.")
    purposes = _codes(Purpose, "Empty or * for all.")
    exempt_purposes = serializers.ListField(
        child=serializers.ChoiceField(choices=[each.value for each in Purpose]),
        required=False,
        max_length=50,
        help_text="Never touched; an election preset exempts service_information.",
    )
    licenses = serializers.ListField(
        child=serializers.CharField(max_length=60), required=False, max_length=100, help_text="Codes of the registry."
    )
    keywords = serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, max_length=50, help_text="Empty for all assets."
    )


class RuleBody(_RuleFields):
    """A new rule, in full or by the election preset."""

    organization = serializers.UUIDField(help_text="Whose uses it holds for: where the asker manages rights.")
    election = ElectionBody(
        required=False, help_text="Instead of kind, effect and days: a black-out before an election."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "election" not in attrs:
            missing = {
                name: [serializers.ErrorDetail("", "required")] for name in ("kind", "effect") if name not in attrs
            }
            if missing:
                raise serializers.ValidationError(missing)
        return attrs


class RuleChanges(_RuleFields):
    """The next version of a rule; what is absent stays."""


class PolicyBody(StrictSerializer):
    """Positions of switches; a switch that is absent is in its default position again."""

    switches = serializers.DictField(
        child=serializers.JSONField(), help_text="Name of the switch to its position; see defaults."
    )

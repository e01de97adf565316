"""The question "may we post this, there, for that, then?" as it comes in, and as the kernel takes it.

In a query string `as` names the organization and lists are separated by commas; in a body it is `organization`, and
lists are arrays. What was not answered stays unknown: the kernel asks for it when the answer hangs on it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers

from api.problems import field_problem
from api.requests import CsvField, StrictSerializer
from assets.models import Organization
from assets.viewer import Viewer
from licensing.rights import Channel, Modification, Placement, Purpose, Question, Tri

_YES_NO: Final = [("yes", "yes"), ("no", "no")]
_RENAMED: Final = {"publish_from": "from", "publish_until": "until"}
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
MAX_PRINT_RUN: Final = 1_000_000_000
MOST_CO_PUBLISHERS: Final = 20


class CalendarDay(serializers.DateField):
    """A day of the calendar that rights are counted in."""

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if not _FIRST_DAY <= day <= _LAST_DAY:
            raise serializers.ValidationError("", code="overflow")
        return day


class _QuestionFields(StrictSerializer):
    channel = serializers.ChoiceField(
        choices=[each.value for each in Channel], required=False, help_text="Where: code of the vocabulary."
    )
    placement = serializers.ChoiceField(
        choices=[each.value for each in Placement], required=False, help_text="Where on the channel."
    )
    purpose = serializers.ChoiceField(
        choices=[each.value for each in Purpose], required=False, help_text="What for; needed beside a channel."
    )
    publish_from = CalendarDay(
        required=False, source="publish_from", help_text="First day, ISO 8601, Europe/Berlin; today when absent."
    )
    publish_until = CalendarDay(
        required=False, source="publish_until", help_text="Last day, inclusive; open-ended when absent."
    )
    commercial = serializers.ChoiceField(choices=_YES_NO, required=False, help_text="Whether the use is commercial.")
    paid = serializers.ChoiceField(choices=_YES_NO, required=False, help_text="Whether its spread is paid for.")
    print_run = serializers.IntegerField(
        required=False, min_value=1, max_value=MAX_PRINT_RUN, help_text="Number of copies."
    )
    sold = serializers.ChoiceField(choices=_YES_NO, required=False, help_text="Whether copies are sold.")
    territory = serializers.CharField(required=False, max_length=40, help_text="Where it is spread, for example DE.")
    sensitive = serializers.ChoiceField(
        choices=_YES_NO, required=False, help_text="Whether the context is sensitive for people shown."
    )

    rendition = serializers.UUIDField(
        required=False, help_text="A version of the picture that somebody looked at (`/assets/{id}/versions`)."
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` and `until` cannot be names of attributes."""
        return {_RENAMED.get(name, name): field for name, field in super().get_fields().items()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        until = attrs.get("publish_until")
        if until is not None and until < attrs.get("publish_from", timezone.localdate()):
            raise serializers.ValidationError({"until": [serializers.ErrorDetail("", "min_value")]})
        return attrs


class QuestionQuery(_QuestionFields):
    """A question in a query string."""

    modifications = CsvField(
        choices=frozenset(each.value for each in Modification),
        required=False,
        help_text="What is changed about the picture: codes of the vocabulary, separated by commas.",
    )
    as_organization = serializers.UUIDField(
        required=False, help_text="Who publishes: one of the asker's organizations; the only one when absent."
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        fields["as"] = fields.pop("as_organization")
        fields["as"].source = "asking_organization"  # `organization` is a facet of search
        return fields


class QuestionBody(_QuestionFields):
    """A question in a JSON body."""

    modifications = serializers.ListField(
        child=serializers.ChoiceField(choices=[each.value for each in Modification]),
        required=False,
        max_length=20,
        help_text="What is changed about the picture: codes of the vocabulary.",
    )
    organization = serializers.UUIDField(
        source="asking_organization",
        required=False,
        allow_null=True,
        help_text="Who publishes: one of the asker's organizations.",
    )
    co_publishers = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=MOST_CO_PUBLISHERS,
        help_text="Organizations that publish together with it; each of them must be covered.",
    )
    publish_until = CalendarDay(
        required=False,
        allow_null=True,
        source="publish_until",
        help_text="Last day, inclusive; open-ended when absent.",
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without its asset: the same for every picture of a page."""

    channel: Channel
    purpose: Purpose
    publish_from: date
    publish_until: date | None
    organization: Organization | None
    placement: Placement | None = None
    modifications: frozenset[Modification] = frozenset()
    territory: str | None = None
    print_run: int | None = None
    commercial: Tri = Tri.UNKNOWN
    paid: Tri = Tri.UNKNOWN
    sold: Tri = Tri.UNKNOWN
    sensitive: Tri = Tri.UNKNOWN
    rendition: UUID | None = None
    co_publishers: frozenset[str] = frozenset()

    def about(self, asset: UUID, *, channel: Channel | None = None) -> Question:
        """The kernel's question about one asset, on this channel or another."""
        return Question(
            asset=str(asset),
            organization=str(self.organization.uuid) if self.organization else None,
            channel=channel or self.channel,
            purpose=self.purpose,
            publish_from=self.publish_from,
            publish_until=self.publish_until,
            placement=self.placement if channel is None else None,
            territory=self.territory,
            modifications=self.modifications,
            commercial=self.commercial,
            paid_promotion=self.paid,
            print_run=self.print_run,
            sold=self.sold,
            sensitive_context=self.sensitive,
            rendition=str(self.rendition) if self.rendition else None,
            co_publishers=self.co_publishers,
        )


def asked_of(
    values: dict[str, Any], viewer: Viewer, *, channel: str | None = None, held: "Held | None" = None
) -> Asked | None:
    """The question among validated values; none when no channel is named. A channel needs a purpose beside it.

    Whoever reads many questions looks up once for whom the asker may ask, and hands it on as `held`.
    """
    where = values.get("channel") or channel
    if where is None:
        return None
    if "purpose" not in values:
        raise field_problem("purpose", "Bitte angeben, wofür das Bild verwendet wird.", code="required")
    return Asked(
        channel=Channel(where),
        purpose=Purpose(values["purpose"]),
        publish_from=values.get("publish_from") or timezone.localdate(),
        publish_until=values.get("publish_until"),
        organization=(held or Held(viewer)).organization(values.get("asking_organization")),
        placement=Placement(values["placement"]) if values.get("placement") else None,
        modifications=frozenset(Modification(each) for each in values.get("modifications", ())),
        territory=values.get("territory"),
        print_run=values.get("print_run"),
        rendition=values.get("rendition"),
        co_publishers=_co_publishers(values.get("co_publishers", ())),
        **{name: Tri(values.get(name, "unknown")) for name in ("commercial", "paid", "sold", "sensitive")},
    )


def _co_publishers(wanted: Collection[UUID]) -> frozenset[str]:
    """Organizations that publish together; every organization is known to everybody, so a made-up one is refused."""
    if wanted and Organization.objects.filter(uuid__in=wanted).count() != len(set(wanted)):
        raise field_problem("co_publishers", "Diese Organisation gibt es nicht.", code="does_not_exist")
    return frozenset(str(each) for each in wanted)


class Held:
    """Organizations that somebody may ask for, each looked up once."""

    def __init__(self, viewer: Viewer) -> None:
        rows = Organization.objects.order_by("pk")
        self._rows = rows if viewer.sees_all else rows.filter(pk__in=viewer.organization_ids)
        self._found: dict[UUID | None, Organization | None] = {}

    def organization(self, wanted: UUID | None) -> Organization | None:
        """Who publishes: the one that is named, else the only one; unknown and foreign ones are refused alike."""
        if wanted not in self._found:
            only = list(self._rows[:2] if wanted is None else self._rows.filter(uuid=wanted))
            self._found[wanted] = only[0] if len(only) == 1 else None
        found = self._found[wanted]
        if found is None and wanted is not None:
            raise field_problem("as", "Für diese Organisation können Sie nicht fragen.", code="does_not_exist")
        return found

from datetime import timedelta
from typing import Any

import django_filters  # type: ignore[import-untyped]  # it ships none
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from assets.viewer import Viewer
from licensing.models import Publication
from licensing.posted import OUT
from licensing.rights import Channel

_CHANNELS = [(each.value, each.value) for each in Channel]
_CHANGED = ~Q(verdict_now=F("decided_verdict")) & ~Q(verdict_now="")


class PublicationFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    """What concerns how a use stands finds own uses only: of others it is not told."""

    organization = django_filters.UUIDFilter("organization__uuid", label="Id of the organization.")
    asset = django_filters.UUIDFilter("asset__uuid", label="Id of the asset.")
    account = django_filters.UUIDFilter("account__uuid", method="own_account", label="Id of an own account.")
    channel = django_filters.ChoiceFilter(choices=_CHANNELS, label="Code of the vocabulary.")
    state = django_filters.CharFilter(
        method="in_state", max_length=200, label="planned, scheduled, live, due_for_removal, ...; several with commas."
    )
    changed = django_filters.ChoiceFilter(
        method="is_changed", choices=[("yes", "yes"), ("no", "no")], label="yes: the verdict is another one than then."
    )
    ends_within = django_filters.NumberFilter(
        method="ends_soon", min_value=0, max_value=3660, label="Has to be off, or ends, within so many days."
    )
    show = django_filters.ChoiceFilter(
        method="needs_attention",
        choices=[("changed_or_ending", "changed_or_ending")],
        label="changed_or_ending: the verdict is another one than then, or it ends within 30 days.",
    )

    class Meta:
        model = Publication
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def own_account(self, rows: "QuerySet[Publication]", _name: str, value: Any) -> "QuerySet[Publication]":
        return self._own(rows).filter(account__uuid=value)

    def in_state(self, rows: "QuerySet[Publication]", _name: str, value: str) -> "QuerySet[Publication]":
        """Of others, a use that has to come down is told as one that is on, and found as such."""
        wanted = {word.strip() for word in value.split(",") if word.strip()}
        told = {each for each in wanted if each in OUT and each != "due_for_removal"}
        told |= {"due_for_removal"} if "live" in wanted else set()
        own = self._is_own()
        return rows.filter((own & Q(state__in=wanted)) | (~own & Q(state__in=told)))

    def is_changed(self, rows: "QuerySet[Publication]", _name: str, value: str) -> "QuerySet[Publication]":
        own = self._own(rows)
        return own.filter(_CHANGED) if value == "yes" else own.exclude(_CHANGED)

    def ends_soon(self, rows: "QuerySet[Publication]", _name: str, value: Any) -> "QuerySet[Publication]":
        return self._own(rows).filter(pk__in=self._ending(int(value)))

    def needs_attention(self, rows: "QuerySet[Publication]", _name: str, _value: str) -> "QuerySet[Publication]":
        return self._own(rows).filter(_CHANGED | Q(pk__in=self._ending(30)))

    def _ending(self, days: int) -> Any:
        until = timezone.localdate() + timedelta(days=days)
        due = Q(tasks__state="open", tasks__due_at__date__lte=until)
        return Publication.objects.filter(due | Q(until_on__lte=until, state__in=["scheduled", "live"])).values("pk")

    def _own(self, rows: "QuerySet[Publication]") -> "QuerySet[Publication]":
        return rows.filter(self._is_own())

    def _is_own(self) -> Q:
        return Q(pk__isnull=False) if self.viewer.sees_all else Q(organization_id__in=self.viewer.organization_ids)

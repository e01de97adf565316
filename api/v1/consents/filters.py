from typing import Any
from uuid import UUID

import django_filters  # type: ignore[import-untyped]  # it ships none
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from assets.viewer import Viewer
from licensing.models import Consent, ConsentEvent


class ConsentFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    organization = django_filters.UUIDFilter("organization__uuid", label="Id of the controller.")
    person = django_filters.UUIDFilter("person__uuid", label="Id of the person.")
    asset = django_filters.UUIDFilter(method="of_asset", label="Id of a picture that the consent covers.")
    state = django_filters.ChoiceFilter(
        method="in_state", choices=ConsentEvent.Kind.choices, label="The last event: given, withdrawn ..."
    )
    ends_before = django_filters.DateFilter("until_on", lookup_expr="lt", label="With a last day before this one.")

    class Meta:
        model = Consent
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def of_asset(self, rows: "QuerySet[Consent]", _name: str, asset: UUID) -> "QuerySet[Consent]":
        """By name, by collection, or as one of all pictures of the person that the controller holds."""
        every = Q(asset=None, collection=None, person__shown_on__asset__organization=F("organization"))
        covered = Q(asset__uuid=asset) | Q(collection__assets__uuid=asset) | every
        return rows.filter(covered, person__shown_on__asset__uuid=asset).distinct()

    def in_state(self, rows: "QuerySet[Consent]", _name: str, state: str) -> "QuerySet[Consent]":
        last = ConsentEvent.objects.filter(consent=OuterRef("pk")).order_by("-pk").values("kind")[:1]
        return rows.annotate(last_kind=Subquery(last)).filter(last_kind=state)

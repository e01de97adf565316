"""Filters of the plain asset list. A value that the asker may not see finds nothing, like one that does not exist."""
# ruff: noqa: ARG002  # django-filter's signatures

from typing import Any

import django_filters  # type: ignore[import-untyped]  # it ships none
from django.db.models import Exists, OuterRef, QuerySet

from assets.models import Asset, AssetKeyword, Campaign, Kind, State, Visibility
from assets.viewer import Viewer


class AssetFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    organization = django_filters.UUIDFilter("organization__uuid", label="Whose it is: id of the organization.")
    campaign = django_filters.UUIDFilter(method="in_campaign", label="Id of a campaign that the asker may see.")
    media_type = django_filters.ChoiceFilter("kind", choices=Kind.choices, label="photo, artwork, video or document.")
    visibility = django_filters.ChoiceFilter(
        choices=Visibility.choices, label="organization, selected, network or public."
    )
    place = django_filters.CharFilter("place__slug", max_length=120, label="Slug of the place.")
    keyword = django_filters.CharFilter(method="with_keyword", max_length=200, label="One keyword, in any case.")
    filename = django_filters.CharFilter(
        "original__filename", lookup_expr="iexact", max_length=255, label="Exact name of the original, in any case."
    )
    source_ref = django_filters.CharFilter(max_length=200, label="The asset's number where it came from.")
    changed_since = django_filters.IsoDateTimeFilter(
        "changed_at", lookup_expr="gte", label="Changed at or after this time, ISO 8601."
    )
    state = django_filters.ChoiceFilter(choices=State.choices, label="processing, ready, quarantined, ...")

    class Meta:
        model = Asset
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def in_campaign(self, assets: QuerySet[Asset], name: str, value: Any) -> QuerySet[Asset]:
        return assets.filter(campaigns__in=Campaign.objects.visible_to(self.viewer).filter(uuid=value))

    def with_keyword(self, assets: QuerySet[Asset], name: str, value: str) -> QuerySet[Asset]:
        links = AssetKeyword.objects.filter(asset=OuterRef("pk"), keyword__folded=value.strip().casefold())
        return assets.filter(Exists(links))

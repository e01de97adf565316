from typing import Any

import django_filters  # type: ignore[import-untyped]  # it ships none

from assets.viewer import Viewer
from licensing.models import RightsGrant


class GrantFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    asset = django_filters.UUIDFilter("asset__uuid", label="Id of the asset.")
    collection = django_filters.UUIDFilter("collection__uuid", label="Id of the collection.")
    status = django_filters.ChoiceFilter(choices=RightsGrant.Status.choices, label="draft, active, revoked, disputed.")

    class Meta:
        model = RightsGrant
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

from typing import Any

import django_filters  # type: ignore[import-untyped]  # it ships none

from assets.viewer import Viewer
from licensing.models import Person


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    organization = django_filters.UUIDFilter("organization__uuid", label="Id of the organization that keeps it.")
    reference = django_filters.CharFilter("reference", lookup_expr="icontains", label="Part of the file number.")
    asset = django_filters.UUIDFilter("shown_on__asset__uuid", label="Id of a picture that shows the person.")

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

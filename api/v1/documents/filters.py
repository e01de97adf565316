from typing import Any

import django_filters  # type: ignore[import-untyped]  # it ships none

from assets.viewer import Viewer
from licensing.models import Document


class DocumentFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    organization = django_filters.UUIDFilter("organization__uuid", label="Id of the organization that holds it.")
    kind = django_filters.ChoiceFilter(choices=Document.Kind.choices, label="What it proves.")

    class Meta:
        model = Document
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

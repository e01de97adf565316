from typing import Any

import django_filters  # type: ignore[import-untyped]  # it ships none
from django.db.models import Q, QuerySet

from assets.viewer import Viewer
from licensing.models import Task
from licensing.reminders import GROUPS


class TaskFilter(django_filters.FilterSet):  # type: ignore[misc]  # see the import
    organization = django_filters.UUIDFilter("organization__uuid", label="Id of the organization.")
    asset = django_filters.UUIDFilter("asset__uuid", label="Id of the asset.")
    publication = django_filters.UUIDFilter("publication__uuid", label="Id of the publication.")
    state = django_filters.ChoiceFilter(choices=Task.State.choices, label="open, done or dropped.")
    kind = django_filters.ChoiceFilter(choices=Task.Kind.choices, label="take_down, expiry, decide, ...")
    group = django_filters.ChoiceFilter(
        choices=[(each, each) for each in GROUPS], label="today, soon, decide, missing or later."
    )
    mine = django_filters.ChoiceFilter(
        method="only_mine", choices=[("yes", "yes")], label="yes: those of the asker, and of nobody yet."
    )
    bundle = django_filters.CharFilter(max_length=160, label="Each task of one row.")

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def only_mine(self, tasks: "QuerySet[Task]", _name: str, _value: str) -> "QuerySet[Task]":
        return tasks.filter(Q(assigned_to=self.viewer.user_id) | Q(assigned_to__isnull=True))

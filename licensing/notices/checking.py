"""Look whether the address of a take-down still shows something; what is found is kept with the task."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from licensing.models import Task
from licensing.notices.reaching import Outcome, Reach, Unreachable, outcome_of
from licensing.rights import CHANNELS, Channel


def reach_from_settings() -> Reach:
    """The adapter of the port; tests, and closed networks, set another one."""
    found: Reach = import_string(settings.REACH)
    return found


def look_at(task: Task, *, at: datetime) -> dict[str, Any] | None:
    """What the address of a task says now; none for a task without one. Takes up to five seconds: no transaction."""
    publication = task.publication
    if publication is None or not publication.url:
        return None
    found: dict[str, Any] = {"url": publication.url, "checked_at": at.isoformat()}
    try:
        reached = reach_from_settings()(publication.url)
    except Unreachable as error:
        return {**found, "outcome": Outcome.UNREACHABLE.value, "code": error.code}
    is_platform = CHANNELS[Channel(publication.channel)].is_platform
    return {**found, "outcome": outcome_of(reached, is_platform=is_platform).value, "status": reached.status}

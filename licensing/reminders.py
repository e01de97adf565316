"""Tasks as people read them: whose they are, what happens if nobody acts, many of one cause as one row."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import Case, Count, DateTimeField, F, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from assets.viewer import Viewer
from licensing.models import Task
from licensing.services.tasks import REOPEN_DAYS, last_moment

GROUPS: Final = ("today", "soon", "decide", "missing", "later")
SOON_DAYS: Final = 30
NEVER: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""Where tasks without a deadline stand: after all others."""
_REMOVAL = (Task.Kind.TAKE_DOWN, Task.Kind.NOTIFY)


def tasks_visible_to(viewer: Viewer) -> "QuerySet[Task]":
    """The tasks of the viewer's organizations, and of nobody else's."""
    tasks = Task.objects.all()
    return tasks if viewer.sees_all else tasks.filter(organization_id__in=viewer.organization_ids)


def grouped(tasks: "QuerySet[Task]", *, today: date) -> "QuerySet[Task]":
    """With `group`, and `sort_at`: the deadline, or the end of time."""
    soon = last_moment(today + timedelta(days=SOON_DAYS))
    return tasks.annotate(
        sort_at=Coalesce(F("due_at"), Value(NEVER, output_field=DateTimeField())),
        group=Case(
            When(kind__in=[Task.Kind.DECIDE, Task.Kind.REVIEW], then=Value("decide")),
            When(kind=Task.Kind.MISSING, then=Value("missing")),
            When(kind__in=_REMOVAL, due_at__lte=last_moment(today), then=Value("today")),
            When(Q(due_at__isnull=True) | Q(due_at__lte=soon), then=Value("soon")),
            default=Value("later"),
        ),
    )


def kept(tasks: "QuerySet[Task]", *, at: datetime) -> "QuerySet[Task]":
    """Open ones, and those that were closed so lately that they can be brought back."""
    return tasks.filter(Q(state=Task.State.OPEN) | Q(closed_at__gte=at - timedelta(days=REOPEN_DAYS)))


def rows_of(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """The first task of each bundle, standing for all of them; tasks without a bundle stand for themselves."""
    plain = tasks.order_by()
    firsts = plain.exclude(bundle="").values("organization_id", "bundle", "state").annotate(first=Min("pk"))
    return tasks.filter(Q(bundle="") | Q(pk__in=firsts.values("first")))


def sizes_of(tasks: "QuerySet[Task]", shown: list[Task]) -> dict[int, tuple[int, int]]:
    """For each shown task how many tasks and how many pictures its bundle holds."""
    bundles = {task.bundle for task in shown if task.bundle}
    counted = (
        tasks.order_by()
        .filter(bundle__in=bundles)
        .values("organization_id", "bundle", "state")
        .annotate(tasks=Count("pk"), pictures=Count("asset_id", distinct=True))
    )
    sizes = {(row["organization_id"], row["bundle"], row["state"]): (row["tasks"], row["pictures"]) for row in counted}
    return {task.pk: sizes.get((task.organization_id, task.bundle, task.state), (1, 1)) for task in shown}

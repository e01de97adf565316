"""What is left to do and what failed, read from the stamps on the rows."""

from dataclasses import asdict, dataclass

from django.db.models import QuerySet

from assets.models import Asset, Location, Original, State
from assets.querysets import STEPS

LISTED = 50


@dataclass(frozen=True, slots=True)
class StepWork:
    """Rows that wait for a step, and rows that gave up in it."""

    pending: int
    failed: int


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that could not be taken in: the step, its name, the reason in words."""

    step: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    steps: dict[str, StepWork]
    assets: int
    ready: int
    vanished: int
    failures: list[Failure]

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def library_status() -> LibraryStatus:
    """Counts over the whole library and the first 50 failures: for operators, who see every organization."""
    locations = Location.objects.needing_hash()
    steps = {"hash": StepWork(locations.filter(gave_up_at__isnull=True).count(), _gave_up(locations))}
    for step in STEPS:
        waiting = Original.objects.needing(step)
        steps[step] = StepWork(waiting.filter(gave_up_at__isnull=True).count(), _gave_up(waiting))
    alive = Asset.objects.alive()
    return LibraryStatus(
        steps=steps,
        assets=alive.count(),
        ready=alive.filter(state=State.READY).count(),
        vanished=alive.filter(state=State.VANISHED).count(),
        failures=_failures(),
    )


def _gave_up(rows: QuerySet[Location] | QuerySet[Original]) -> int:
    return rows.filter(gave_up_at__isnull=False).count()


def _failures() -> list[Failure]:
    locations = Location.objects.needing_hash().filter(gave_up_at__isnull=False)
    originals = Original.objects.filter(gave_up_at__isnull=False)
    rows = [
        *locations.order_by("-gave_up_at").values_list("failed_step", "key", "failure")[:LISTED],
        *originals.order_by("-gave_up_at").values_list("failed_step", "filename", "failure")[:LISTED],
    ]
    return [Failure(*row) for row in rows][:LISTED]

"""Rounds that come round: judging what is due, opening what ends, telling people. One worker does each in turn.

Each round is a row (`Sweep`) taken under a lease like any work: killed in the middle it is done again, and everything
in it can be done twice.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from licensing.models import Sweep
from licensing.notices.sending import claim_notices, send_notices
from licensing.services import duties
from licensing.services.judging import judge_due
from licensing.services.quotas import free_lapsed

logger = logging.getLogger(__name__)

LATER_MINUTES: Final = 5


def judge_all_due(_sweep: Sweep, *, at: datetime) -> int:
    """Judge what has come due, batch by batch."""
    done = 0
    while batch := judge_due(at=at):
        done += batch
    return done


def open_duties(sweep: Sweep, *, at: datetime) -> int:
    """Open and drop tasks that follow from the calendar; read on in the stored decisions."""
    opened = duties.open_endings(at=at)
    duties.drop_complete(at=at)
    duties.escalate(at=at)
    while (position := duties.missing_details(at=at, after=sweep.position)) > sweep.position:
        sweep.position = position
        Sweep.objects.filter(pk=sweep.pk).update(position=position)
    return opened


def tell(_sweep: Sweep, *, at: datetime) -> int:
    """Claim what is to be told, then tell it."""
    claim_notices(at=at)
    return send_notices(at=at)


def free_reserved(_sweep: Sweep, *, at: datetime) -> int:
    """Give back uses and copies whose reservation lapsed, so that search shows them as free again."""
    return free_lapsed(at=at)


class Round:
    """A function of its row and the moment; the number is for the log."""

    def __init__(self, run: Callable[..., int], minutes: int) -> None:
        self.run = run
        self.minutes = minutes


ROUNDS: Final[Mapping[str, Round]] = {
    "judge": Round(judge_all_due, 1),
    "duties": Round(open_duties, 15),
    "tell": Round(tell, 5),
    "lapse": Round(free_reserved, 15),
}


@dataclass(frozen=True, slots=True)
class Done:
    name: str
    count: int


def run_round(name: str, *, at: datetime) -> Done:
    """Do one round now, and set when it comes round again."""
    sweep, _ = Sweep.objects.get_or_create(name=name, defaults={"due_at": at})
    count = ROUNDS[name].run(sweep, at=at)
    Sweep.objects.filter(pk=sweep.pk).update(
        due_at=at + timedelta(minutes=ROUNDS[name].minutes), lease="", leased_until=None, attempts=0, failure=""
    )
    logger.info("round done name=%s count=%d", name, count)
    return Done(name, count)


class Rounds:
    """The rounds as a kind of work."""

    name = "round"
    order = ("due_at", "pk")

    def takeable(self, *, now: datetime) -> "QuerySet[Sweep]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return Sweep.objects.filter(unheld, due_at__lte=now)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        """Rounds belong to nobody in particular: one turn for all of them. Rows that are missing are made."""
        known = dict(Sweep.objects.values_list("name", "due_at"))
        absent = [Sweep(name=name, due_at=now) for name in ROUNDS if name not in known]
        if absent:
            Sweep.objects.bulk_create(absent, ignore_conflicts=True)
        return [0] if self.takeable(now=now).exists() else []

    def of_organization(self, items: "QuerySet[Sweep]", organization_id: int) -> "QuerySet[Sweep]":  # noqa: ARG002  # there is only one turn
        return items

    def stamp(self, pk: int, failure: StepFailed) -> None:
        """Try again in a few minutes, for ever: a round that fails is a fault of ours, and says so in the log."""
        Sweep.objects.filter(pk=pk).update(
            due_at=timezone.now() + timedelta(minutes=LATER_MINUTES),
            attempts=F("attempts") + 1,
            failure=failure.reason[:300],
            lease="",
            leased_until=None,
        )

    def perform(self, pk: int, tools: Tools) -> None:  # noqa: ARG002  # no bytes are touched
        run_round(Sweep.objects.values_list("name", flat=True).get(pk=pk), at=timezone.now())

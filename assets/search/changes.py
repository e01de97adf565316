"""Reading the change log, so that no change is missed and none needs more than one indexed read.

Numbers are given when a change is written, and seen when its transaction commits. On SQLite one writer at a time makes
both the same order. On PostgreSQL a smaller number may appear after a larger one: every number that was skipped is kept
as a gap and asked for again, until it appears or until every transaction that could still bring it has ended.

The last row that was read is read again each time. If it is gone or another, the database is not the one that the index
was made from (restored, emptied), and everything is read anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from assets.models import SearchChange

RECENT = 1_000
"""How far behind the newest number gaps are looked for when reading begins."""
MOST_AT_ONCE = 50_000


class LogReplaced(Exception):
    """The log no longer continues what was read before: build the index again."""


class Row(NamedTuple):
    number: int
    asset: int
    at: datetime


@dataclass(slots=True)
class ChangeLog:
    """How far one process has read. `gaps` maps a skipped number to the transaction number it waits for."""

    last: int = 0
    at: datetime | None = None
    gaps: dict[int, int] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "ChangeLog":
        """Begin at the newest change; recent gaps below it may still be filled."""
        rows = [Row(*row) for row in SearchChange.objects.order_by("-id").values_list("id", "asset_id", "at")[:RECENT]]
        log = cls()
        if rows:
            log._remember(list(reversed(rows)), first=rows[-1].number)
        return log

    def read(self) -> list[Row]:
        """New changes in order, at most `MOST_AT_ONCE`; raises LogReplaced. They count as read after `advance`."""
        finished = self._oldest_running() if self.gaps else 0
        wanted = Q(id__gte=self.last) | Q(id__in=list(self.gaps)) if self.gaps else Q(id__gte=self.last)
        query = SearchChange.objects.filter(wanted).order_by("id").values_list("id", "asset_id", "at")
        rows = [Row(*row) for row in query[:MOST_AT_ONCE]]
        if self.last and not any(row.number == self.last and row.at == self.at for row in rows):
            raise LogReplaced
        found = {row.number for row in rows}
        for gap, waits_for in list(self.gaps.items()):
            if gap not in found and waits_for <= finished:
                del self.gaps[gap]
        return [row for row in rows if row.number > self.last or row.number in self.gaps]

    def advance(self, rows: list[Row]) -> None:
        """Count rows as read, after the index holds them."""
        for row in rows:
            self.gaps.pop(row.number, None)
        newer = [row for row in rows if row.number > self.last]
        if newer:
            self._remember(newer, first=self.last + 1)

    def _remember(self, rows: list[Row], *, first: int) -> None:
        self.last, self.at = rows[-1].number, rows[-1].at
        if connection.vendor != "postgresql" or len(rows) == self.last - first + 1:
            return
        newest = self._newest_transaction()
        there = {row.number for row in rows}
        self.gaps |= {number: newest for number in _between(first, self.last) if number not in there}

    def _oldest_running(self) -> int:
        """Every transaction with a smaller number has ended."""
        return self._number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")

    def _newest_transaction(self) -> int:
        """No transaction has this number yet; those that could fill a gap have smaller ones."""
        return self._number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")

    @staticmethod
    def _number(sql: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return int(cursor.fetchone()[0])


def _between(first: int, last: int) -> Iterable[int]:
    """Numbers from `first` on, at most the recent ones: older gaps are rolled-back transactions."""
    return range(max(first, last - RECENT), last + 1)

"""Reading the change log, so that no change is missed and none needs more than one indexed read.

Numbers are given when a change is written, and seen when its transaction commits. On SQLite one writer at a time makes
both the same order. On PostgreSQL a smaller number may appear after a larger one: every number that was skipped is kept
as a gap and asked for again, until it appears or until every transaction that could still bring it has ended.

The last row that was read is read again each time. If it is gone or another, the database is not the one that the index
was made from (restored, emptied), and everything is read anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from assets.models import SearchChange

RECENT = 1_000
"""How far behind the newest number gaps are looked for; older ones are transactions that were rolled back."""
MOST_AT_ONCE = 50_000
WORDS_CHANGED = 0
"""Stands for no asset: the words that are taken for each other changed (`assets.thesaurus`)."""


class LogReplaced(Exception):
    """The log no longer continues what was read before: build the index again."""


class Row(NamedTuple):
    number: int
    asset: int
    at: datetime


@dataclass(slots=True)
class ChangeLog:
    """How far one process has read. `gaps` maps a skipped number to the transaction number that it waits for."""

    last: int = 0
    at: datetime | None = None
    gaps: dict[int, int] = field(default_factory=dict)
    newest: tuple[object, ...] | None = field(default=None, compare=False)
    """The newest row when all were read, as the database gave it; never stored."""

    def new_among(self, rows: Sequence[Row], *, ended_below: int) -> list[Row]:
        """Rows not read before; raises LogReplaced. Gaps whose possible writers have all ended are given up.

        `ended_below` was asked before the rows were read: every transaction with a smaller number had ended.
        """
        if self.last and not any(row.number == self.last and row.at == self.at for row in rows):
            raise LogReplaced
        fresh = [row for row in rows if row.number > self.last or row.number in self.gaps]
        there = {row.number for row in rows}
        self.gaps = {gap: waits_for for gap, waits_for in self.gaps.items() if gap in there or waits_for > ended_below}
        return fresh

    def advance(self, rows: Sequence[Row], *, begun_below: int | None) -> None:
        """Count rows as read, once the index holds them.

        `begun_below` is asked afterwards: a transaction that could still fill a gap has a smaller number. None where
        numbers are committed in order.
        """
        newer = [row for row in rows if row.number > self.last]
        first = self.last + 1 if self.last else min((row.number for row in newer), default=0)
        for row in rows:
            self.gaps.pop(row.number, None)
        if not newer:
            return
        self.last, self.at = newer[-1].number, newer[-1].at
        if begun_below is not None:
            there = {row.number for row in newer}
            skipped = set(range(max(first, self.last - RECENT), self.last)) - there
            self.gaps |= dict.fromkeys(sorted(skipped), begun_below)


def begin() -> ChangeLog:
    """A log that begins at the newest change; gaps among the recent numbers below it may still be filled."""
    rows = [Row(*row) for row in SearchChange.objects.order_by("-id").values_list("id", "asset_id", "at")[:RECENT]]
    log = ChangeLog()
    log.advance(rows[::-1], begun_below=_begun_below())
    return log


def read(log: ChangeLog) -> list[Row]:
    """New changes in order, at most `MOST_AT_ONCE`; raises LogReplaced.

    Where the newest row is still the one that was read last, and no number is missing, one look at it is enough.
    """
    newest = _newest()
    if newest is not None and newest == log.newest and not log.gaps:
        return []
    rows = _read(log)
    log.newest = None if rows else newest
    return rows


def _newest() -> tuple[object, ...] | None:
    """The newest row; written out, since every search asks for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, asset_id, at FROM assets_searchchange ORDER BY id DESC LIMIT 1")
        row: tuple[object, ...] | None = cursor.fetchone()
    return row


def _read(log: ChangeLog) -> list[Row]:
    wanted = Q(id__gte=log.last)
    ended_below = 0
    if log.gaps:
        wanted |= Q(id__in=list(log.gaps))
        ended_below = _transaction("pg_snapshot_xmin") if _is_concurrent() else 2**63
    rows = SearchChange.objects.filter(wanted).order_by("id").values_list("id", "asset_id", "at")[:MOST_AT_ONCE]
    return log.new_among([Row(*row) for row in rows], ended_below=ended_below)


def mark_read(log: ChangeLog, rows: Sequence[Row]) -> None:
    """Count rows as read, once the index holds them."""
    log.advance(rows, begun_below=_begun_below())


def _begun_below() -> int | None:
    return _transaction("pg_snapshot_xmax") if _is_concurrent() else None


def _is_concurrent() -> bool:
    return connection.vendor == "postgresql"


def _transaction(function: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])

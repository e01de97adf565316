"""The change log: nothing committed late is lost, nothing is applied for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from assets.search.changes import ChangeLog, LogReplaced, Row

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def row(number: int) -> Row:
    return Row(number, asset=number * 10, at=EPOCH + timedelta(seconds=number))


def log_at(*numbers: int, begun_below: int | None = 100) -> ChangeLog:
    log = ChangeLog()
    log.advance([row(number) for number in numbers], begun_below=begun_below)
    return log


def test_only_later_rows_are_new():
    assert log_at(1, 2).new_among([row(2), row(3)], ended_below=0) == [row(3)]


def test_a_number_that_commits_after_a_larger_one_is_still_read():
    log = log_at(1, 3)
    assert log.new_among([row(2), row(3)], ended_below=0) == [row(2)]


def test_a_skipped_number_is_read_once():
    log = log_at(1, 3)
    log.advance(log.new_among([row(2), row(3)], ended_below=0), begun_below=200)
    assert log.new_among([row(2), row(3)], ended_below=0) == []


@pytest.mark.parametrize(
    ("ended_below", "gaps"),
    [pytest.param(99, {2}, id="a writer may still commit"), pytest.param(100, set(), id="every writer has ended")],
)
def test_a_gap_is_kept_until_its_writers_ended(ended_below, gaps):
    log = log_at(1, 3)
    log.new_among([row(3)], ended_below=ended_below)
    assert set(log.gaps) == gaps


def test_where_numbers_commit_in_order_there_are_no_gaps():
    assert log_at(1, 5, begun_below=None).gaps == {}


@pytest.mark.parametrize(
    "rows",
    [pytest.param([row(3)], id="the last row is gone"), pytest.param([Row(2, 20, EPOCH)], id="it is another row")],
)
def test_a_log_that_does_not_continue_is_noticed(rows):
    with pytest.raises(LogReplaced):
        log_at(1, 2).new_among(rows, ended_below=0)

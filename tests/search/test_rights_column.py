"""Verdicts as bitmaps say what the kernel's reference reading of the same rows says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from assets.search import Principal, Request, SearchIndex
from assets.search.columns import Columns
from licensing.rights import (
    VERDICTS_BY_STRICTNESS,
    Channel,
    PermittedUse,
    Purpose,
    Verdict,
    channel_mask,
    purpose_mask,
    window_verdict,
)
from licensing.search import MERGE_ABOVE, PermissionQuestion, RightsWindows, Row, WindowTable, _answer
from tests.search.builders import document

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 20).map(lambda at: FIRST + timedelta(days=at))
ASSETS = range(1, 6)
ORGANIZATIONS = (1, 2)
WHOLE_YEAR = (FIRST.toordinal(), date(2026, 12, 31).toordinal())


@st.composite
def uses(draw: st.DrawFn) -> tuple[int, PermittedUse]:
    owner = draw(st.sampled_from([None, *ORGANIZATIONS]))
    use = PermittedUse(
        channels=channel_mask(draw(st.frozensets(st.sampled_from(list(Channel)[:3])))),
        purposes=purpose_mask(draw(st.frozensets(st.sampled_from(list(Purpose)[:2])))),
        organization=None if owner is None else str(owner),
        start=draw(st.one_of(st.none(), DAYS)),
        until=draw(st.one_of(st.none(), DAYS)),
        verdict=draw(st.sampled_from(list(Verdict))),
    )
    return draw(st.sampled_from(ASSETS)), use


@st.composite
def questions(draw: st.DrawFn) -> PermissionQuestion:
    start = draw(DAYS)
    return PermissionQuestion(
        channel=draw(st.sampled_from([Channel.WEBSITE, Channel.INTRANET, Channel.NEWSLETTER])),
        purpose=draw(st.sampled_from(list(Purpose)[:2])),
        organization_id=draw(st.sampled_from(ORGANIZATIONS)),
        start=start,
        until=draw(st.one_of(st.none(), st.integers(0, 9).map(lambda days: start + timedelta(days=days)))),
    )


def row(asset: int, use: PermittedUse) -> Row:
    owner = int(use.organization or 0)
    return Row(asset, use.channels, use.purposes, owner, use.start_day, use.until_day, use.verdict.strictness)


@given(st.lists(uses(), max_size=25), questions())
def test_bitmaps_agree_with_the_reference_for_every_asset(library, asked):
    answer = _answer(WindowTable(row(*one) for one in library), asked)
    for asset in ASSETS:
        own = [use for owner, use in library if owner == asset]
        expected = window_verdict(
            own, asked.channel, asked.purpose, str(asked.organization_id), asked.start, asked.until
        )
        told = [verdict for verdict, assets in answer.items() if asset in assets]
        assert told in ([expected.value], [] if expected is Verdict.NEEDS_DECISION else [expected.value])


@given(st.lists(uses(), max_size=15), st.lists(uses(), max_size=15), questions())
def test_replaced_rows_answer_like_a_table_made_anew(before, after, asked):
    table = WindowTable(row(*one) for one in before)
    for asset in ASSETS:
        table.replace(asset, [row(*one) for one in after if one[0] == asset])
    assert _answer(table, asked) == _answer(WindowTable(row(*one) for one in after), asked)


def test_many_changes_are_merged_and_nothing_is_lost():
    table = WindowTable(_permitted(asset) for asset in range(1, MERGE_ABOVE + 10))
    for asset in range(1, MERGE_ABOVE + 5):
        table.replace(asset, [_permitted(asset)])
    allowed = _answer(table, _question())[Verdict.ALLOWED.value]
    assert len(allowed) == MERGE_ABOVE + 9


@given(st.lists(uses(), max_size=12), st.lists(uses(), max_size=6), questions())
def test_rows_that_were_stored_answer_like_those_they_were_made_from(before, after, asked):
    table = WindowTable(row(*one) for one in before)
    changed = {asset for asset, _ in after}
    for asset in changed:
        table.replace(asset, [row(*one) for one in after if one[0] == asset])
    assert _answer(WindowTable(columns=table.numbers()), asked) == _answer(table, asked)


@pytest.mark.django_db
def test_a_column_that_begins_with_stored_numbers_keeps_its_changes_to_itself():
    first = RightsWindows()
    first.load([_permitted(1), _permitted(2)])
    second = first.beginning_with(first.numbers())
    second.load([_permitted(2, Verdict.FORBIDDEN)])
    assert first.verdicts(_question())["allowed"] == BitMap([1, 2])
    assert second.verdicts(_question())["allowed"] == BitMap()


@pytest.mark.django_db
def test_search_filters_and_counts_by_verdict_among_visible_assets():
    rights = RightsWindows()
    rights.load([_permitted(1), _permitted(2, Verdict.FORBIDDEN), _permitted(4)])
    index = SearchIndex(Columns(rights=rights))
    for asset in (1, 2, 3):
        index.add(document(asset, "Burg"))
    index.add(document(4, "Burg", visibility="organization"))
    answer = index.search(Request("Burg", Principal(), question=_question(), verdicts=("allowed",)))
    assert answer.ids == (1,)
    assert answer.verdicts == {"allowed": 1, "allowed_with_duties": 0, "needs_decision": 1, "forbidden": 1}


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="period"):
        RightsWindows().verdicts(PermissionQuestion(Channel.WEBSITE, Purpose.CAMPAIGN, 1, FIRST, date(2025, 1, 1)))


def _permitted(asset: int, verdict: Verdict = Verdict.ALLOWED) -> Row:
    return Row(
        asset, channel_mask(Channel), purpose_mask(Purpose), 0, *WHOLE_YEAR, VERDICTS_BY_STRICTNESS.index(verdict)
    )


def _question() -> PermissionQuestion:
    return PermissionQuestion(Channel.WEBSITE, Purpose.PUBLIC_RELATIONS, 1, date(2026, 6, 1))

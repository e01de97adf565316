"""Order and cursors."""

import pytest

from assets.search import CursorInvalid, Request, Sort
from tests.search.builders import day, document, found, index_of


@pytest.fixture
def index():
    return index_of(
        document(1, "Burg", taken_on=day("2024-05-01")),
        document(2, "Burg"),
        document(3, "Burg", taken_on=day("2023-01-01")),
        document(4, "Burg", taken_on=day("2024-05-01")),
    )


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        (Sort.RELEVANCE, [4, 3, 2, 1]),
        (Sort.NEWEST, [4, 3, 2, 1]),
        (Sort.OLDEST, [1, 2, 3, 4]),
        pytest.param(Sort.TAKEN_NEWEST, [4, 1, 3, 2], id="unknown days stand last"),
        pytest.param(Sort.TAKEN_OLDEST, [3, 4, 1, 2], id="also when the oldest come first"),
    ],
)
def test_order(index, sort, ids):
    assert found(index, "Burg", sort=sort) == ids


def test_what_is_too_small_for_a_channel_comes_last_in_its_tier_and_in_no_other_order():
    small = {"is_small": True}
    index = index_of(
        document(1, "Burg"),
        document(2, "Burg", **small),
        document(3, "Wald", description="Burg"),
        document(4, "Burg", **small),
    )
    assert found(index, "Burg") == [1, 4, 2, 3]
    assert found(index, "Burg", sort=Sort.NEWEST) == [4, 3, 2, 1]
    assert found(index) == [3, 1, 4, 2]


def test_a_page_goes_on_behind_an_asset_that_is_gone(index):
    first = index.search(Request("Burg", limit=2))
    index.remove(first.ids[-1])
    assert found(index, "Burg", limit=2, cursor=first.next) == [2, 1]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "!!!!", "AQAAAAAAAAAAAAAAAAAA", "ä"])
def test_what_is_no_cursor_is_refused(index, cursor):
    with pytest.raises(CursorInvalid):
        index.search(Request("Burg", cursor=cursor))


def test_a_cursor_belongs_to_its_order(index):
    cursor = index.search(Request("Burg", limit=1)).next
    with pytest.raises(CursorInvalid):
        index.search(Request("Burg", sort=Sort.OLDEST, cursor=cursor))

"""The query language and its bounds."""

import pytest

from assets.search import QueryTooLong, Request, Value
from tests.search.builders import day, document, found, index_of


@pytest.fixture
def index():
    return index_of(
        document(1, "Landarzt gesucht", creators=("M. Terlinden",), places=("Kastellaun",)),
        document(2, "Gesucht: Landarzt", campaigns=(Value("k1", "Bergzeit"),), taken_on=day("2024-01-10")),
        document(3, "Hut", keywords=("Handwerk",), filenames=("Wappen_LK_Kusel_neu_V3.eps",)),
        document(4, "Schmied", keywords=("Handwerk",), media_type="video", filenames=("IMG_7788.JPG",)),
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("landarzt gesucht", [2, 1], id="all words in any order"),
        pytest.param('"Landarzt gesucht"', [1], id="phrase"),
        pytest.param("Handwerk -Hut", [4], id="exclusion"),
        pytest.param("-Handwerk", [2, 1], id="only an exclusion"),
        pytest.param('Landarzt -"Landarzt gesucht"', [2], id="excluded phrase"),
        pytest.param("urheber:Terlinden", [1], id="creator"),
        pytest.param("ort:Kastellaun", [1], id="place"),
        pytest.param("kampagne:Bergzeit Landarzt", [2], id="campaign and word"),
        pytest.param("jahr:2024", [2], id="year"),
        pytest.param("typ:video", [4], id="media type"),
        pytest.param("Januar 2024", [2], id="month and year"),
        pytest.param("10.01.2024", [2], id="day"),
        pytest.param("datei:IMG_77", [4], id="beginning of a file name"),
        pytest.param("Wappen_LK_Kusel_neu_V3", [3], id="file name without extension"),
        pytest.param("wappen lk kusel neu v3.eps", [3], id="file name without underscores"),
        pytest.param("kusel_neu", [3], id="middle of a file name"),
        pytest.param("7788", [4], id="number in a file name"),
        pytest.param("der die das", [], id="only stop words"),
        pytest.param("nirgends:Hut", [], id="unknown field is a word"),
        pytest.param('"', [4, 3, 2, 1], id="lone quote"),
        pytest.param("   ", [4, 3, 2, 1], id="blanks"),
    ],
)
def test_a_query_finds(index, query, ids):
    assert found(index, query) == ids


@pytest.mark.parametrize("query", ["a" * 501, " ".join(["wort"] * 33)])
def test_an_oversized_query_is_refused(index, query):
    with pytest.raises(QueryTooLong):
        index.search(Request(text=query))


def test_relevance_puts_title_and_keywords_before_other_text_before_parts():
    index = index_of(
        document(1, "Mühle"),
        document(2, "Wassermühle"),
        document(3, "Dorf", description="hinten die Mühle"),
        document(4, "Bach", keywords=("Mühle",)),
    )
    assert found(index, "Mühle") == [4, 1, 3, 2]

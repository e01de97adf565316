"""The query language and its bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.search import QueryTooLong, Request, Value
from assets.search.query import parse
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


@pytest.fixture
def towns():
    return index_of(
        document(1, "Wald im Herbst", places=("Kusel",), taken_on=day("2019-10-01")),
        document(2, "Moor im Herbst", places=("Olpe",), taken_on=day("2021-10-31")),
        document(3, "Moor im Winter", places=("Bad Berleburg",), taken_on=day("2022-01-15")),
        document(4, "Freibad", places=("Berleburg",), taken_on=day("2022-07-01"), creators=("M. Terlinden",)),
        document(5, "Sommerfest 2022", places=("Siegen",), orientation="portrait", description="Hut, Wald"),
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("Freibad ODER Wald", [4, 1, 5], id="either"),
        pytest.param("freibad oder wald", [4, 1, 5], id="either, in a sentence"),
        pytest.param("Freibad|Sommerfest", [5, 4], id="bar"),
        pytest.param("Wald ODER Freibad Herbst", [1], id="or binds closer than the blank"),
        pytest.param("Freibad ODER (Wald Herbst)", [4, 1], id="parentheses"),
        pytest.param("Winter ODER Herbst -Wald", [3, 2], id="or and exclusion"),
        pytest.param("Herbst -(Wald ODER Freibad)", [2], id="excluded parenthesis"),
        pytest.param("Herbst NICHT Wald", [2], id="exclusion in words"),
        pytest.param("ODER", [5, 4, 3, 2, 1], id="lone or is passed over"),
        pytest.param("ort:Kusel,Olpe", [2, 1], id="several values"),
        pytest.param("ort:(Kusel ODER Olpe)", [2, 1], id="field of a parenthesis"),
        pytest.param("ort:Kusel ort:Olpe", [2, 1], id="field twice"),
        pytest.param("ort:Berleburg", [4, 3], id="word of a place name"),
        pytest.param('ort:"Bad Berleburg"', [3], id="exact place"),
        pytest.param("ort: Kusel", [1], id="blank behind the colon"),
        pytest.param("jahr:2019-2021", [2, 1], id="years"),
        pytest.param("jahr:2019..2021", [2, 1], id="years with dots"),
        pytest.param("jahr:2021-", [4, 3, 2], id="open end"),
        pytest.param("jahr:>=2022", [4, 3], id="comparison"),
        pytest.param("jahr:2019,2022", [4, 3, 1], id="years apart"),
        pytest.param("datum:10.2021", [2], id="month"),
        pytest.param("datum:1.10.2021..31.12.2021", [2], id="days"),
        pytest.param('datum:"Winter 2021/22"', [3], id="winter of two years"),
        pytest.param("vor:2021 Herbst", [1], id="before"),
        pytest.param("seit:2022", [4, 3], id="since"),
        pytest.param("Sommer 2022", [4, 5], id="season of a year by day or by word"),
        pytest.param("2019-2021 Wald", [1], id="years without a field"),
        pytest.param("1. Juli 2022", [4], id="day in words"),
        pytest.param("titel:Wald", [1], id="title"),
        pytest.param("format:hoch", [5], id="format"),
        pytest.param("urheber:Terlinden ort:Berleburg", [4], id="several fields"),
        pytest.param("\u201eWald im Herbst\u201c", [1], id="typographic quotes"),
        pytest.param("Herbst \u2013Wald", [2], id="dash of a phone"),
        pytest.param("jahr:morgen Wald", [], id="unreadable value is words"),
    ],
)
def test_a_question_with_operators_finds(towns, query, ids):
    assert found(towns, query) == ids


@pytest.mark.parametrize(
    ("query", "code", "text"),
    [
        ("nirgends:Hut", "unknown-field", "nirgends"),
        ("jahr:morgen", "unreadable-value", "jahr:morgen"),
        ("Hut oder (Wald", "parenthesis", "("),
        ("Hut | Wald)", "parenthesis", ")"),
        ('"Wald im', "open-quote", "Wald im"),
    ],
)
def test_what_cannot_be_read_is_said(towns, query, code, text):
    notes = towns.search(Request(query)).notes
    assert [(note.code, note.text) for note in notes] == [(code, text)]


@pytest.mark.parametrize(
    "query", ["Schüler:innen", "Kirche (alt)", "https://example.org/Hut", "ort:Kusel", "Hut -Wald"]
)
def test_what_is_no_operator_is_not_complained_about(towns, query):
    assert towns.search(Request(query)).notes == ()


@given(st.text(alphabet='ab:()"|-,. 12\u201eODERortjahr<>', max_size=60))
@settings(deadline=None, max_examples=150)
def test_no_question_is_an_error(text):
    parse(text)

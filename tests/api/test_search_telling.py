"""What a search says beside its results: why, what could not be read, and ways out of nothing."""

from urllib.parse import urlencode

import pytest

from assets.models import Role
from tests.api.builders import Caller, caller, make_asset, make_organization, make_place, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_organization("lindrode")


@pytest.fixture
def browser(home) -> Caller:
    return caller(make_user("rita", (home, Role.VIEWER)))


def search(browser: Caller, **query: object) -> dict:
    response = browser.get(f"/api/v1/assets/search?{urlencode(query)}")
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.parametrize(
    ("query", "tier", "evidence"),
    [
        pytest.param("Wassermühle", "title", ("title", "Wassermühle", "word"), id="title"),
        pytest.param("Mühlrad", "title", ("keyword", "Mühlrad", "word"), id="keyword"),
        pytest.param("Getriebe", "text", ("caption", "Getriebe", "word"), id="caption"),
        pytest.param("Wasser", "part", ("title", "Wassermühle", "part"), id="part of a compound"),
        pytest.param("Getreibe", "repaired", ("caption", "Getriebe", "repaired"), id="typo"),
        pytest.param("mill", "synonym", ("title", "Wassermühle", "synonym"), id="another word"),
    ],
)
def test_an_explained_hit_says_the_tier_the_word_and_where_it_stands(home, browser, query, tier, evidence):
    make_asset(home, title="Wassermühle", keywords=["Mühlrad"], description="Der Müller prüft das Getriebe")
    (told,) = search(browser, q=query, explain="1")["explanations"]
    (term,) = told["terms"]
    assert (told["tier"], term["asked"], term["tier"]) == (tier, query, tier)
    assert evidence in [(each["where"], each["word"], each["how"]) for each in term["evidence"]]


def test_freshness_is_the_place_among_the_hits_of_the_tier(home, browser):
    for title in ("Mühle", "Mühle", "Wassermühle"):
        make_asset(home, title=title)
    told = search(browser, q="Mühle", explain="1")["explanations"]
    assert [(each["tier"], each["freshness"]) for each in told] == [
        ("title", {"rank": 1, "of": 2}),
        ("title", {"rank": 2, "of": 2}),
        ("part", {"rank": 1, "of": 1}),
    ]


def test_a_photo_too_small_for_a_post_comes_after_older_ones_and_says_why_and_a_drawing_is_never_too_small(
    home, browser
):
    make_asset(home, title="Mühle groß", width=1080, height=720)
    make_asset(home, title="Mühle klein", width=1079, height=720)
    make_asset(home, title="Mühle gezeichnet", width=40, height=40, kind="artwork")
    answer = search(browser, q="Mühle", explain="1")
    told = {each["id"]: each["too_small"] for each in answer["explanations"]}
    assert [(each["title"], told[each["id"]]) for each in answer["results"]] == [
        ("Mühle gezeichnet", False),
        ("Mühle groß", False),
        ("Mühle klein", True),
    ]


def test_nothing_is_explained_unasked(home, browser):
    make_asset(home, title="Mühle")
    assert search(browser, q="Mühle")["explanations"] == []


def test_nothing_found_says_which_filter_or_word_to_drop_and_what_that_finds(home, browser):
    kusel = make_place("kusel")
    make_asset(home, title="Mühle am Bach", place=kusel)
    make_asset(home, title="Schmiede", place=kusel)
    told = search(browser, q="Mühle Schmiede", place="kusel")
    assert told["count"] == 0
    assert [(each["drop"], each["label"], each["count"], each["query"]) for each in told["without"]] == [
        ("word", "ohne „Mühle“", 1, "Schmiede"),
        ("word", "ohne „Schmiede“", 1, "Mühle"),
    ]


def test_what_was_taken_as_words_is_said(home, browser):
    told = search(browser, q="nirgends:Mühle")
    assert [each["code"] for each in told["notes"]] == ["unknown-field"]
    assert told["notes"][0]["message"].startswith("„nirgends:“ ist keine Angabe")

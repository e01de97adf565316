"""Words that search takes for each other where they are managed, and what a search says of itself."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_everybody_finds_a_group_by_letters_and_only_administrators_change_it(open_page):
    page = open_page("/verwaltung/suchwoerter")
    page.get_by_label("Wort suchen").fill("eheschl")
    expect(page.get_by_text("1 von 1")).to_be_visible()
    expect(page.get_by_text("Hochzeit, Heirat, Eheschließung")).to_be_visible()
    expect(page.get_by_role("button", name="Ändern")).to_have_count(0)


def test_nothing_found_offers_the_question_without_each_word_and_what_it_finds(open_page):
    page = open_page("/?q=wasserschloss+zwetschgendatschi")
    page.get_by_role("button", name="Nur „wasserschloss“ suchen").click()
    expect(page.locator("[data-asset]").first).to_be_visible()


def test_what_search_could_not_read_is_said(open_page):
    page = open_page("/?q=nirgends:wasserschloss")
    expect(page.get_by_text("„nirgends:“ ist keine Angabe")).to_be_visible()

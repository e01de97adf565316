"""Keeping a search, and what becomes new in it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_search_is_kept_with_its_question_and_leads_back_into_it(open_page):
    page = open_page("/?q=wasserschloss&wofuer=website&zweck=public_relations&von=heute&typ=photo&sortiert=neu")
    page.get_by_role("button", name="Merken").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_have_value("wasserschloss · Website")
    dialog.get_by_label("Name").fill("Schlösser für die Website")
    dialog.get_by_label("Bei neuen Bildern").select_option("weekly")
    dialog.get_by_role("button", name="Merken").click()
    expect(dialog).to_be_hidden()
    page.goto(page.url.split("/?")[0] + "/gemerkt")
    row = page.get_by_role("listitem").filter(has_text="Schlösser für die Website")
    expect(row.get_by_role("combobox")).to_have_value("weekly")
    row.get_by_role("combobox").select_option("never")
    row.get_by_role("link", name="Schlösser für die Website").click()
    page.wait_for_url("**/?q=wasserschloss**")
    for part in ("wofuer=website", "zweck=public_relations", "von=heute", "typ=photo", "sortiert=neu"):
        assert part in page.url
    page.go_back()
    page.get_by_role("button", name="„Schlösser für die Website“ löschen").click()
    expect(page.get_by_text("Noch keine Suche gemerkt")).to_be_visible()


def test_nothing_found_can_be_waited_for(open_page):
    page = open_page("/?q=zwetschgendatschi")
    page.get_by_role("button", name="Merken und benachrichtigen").click()
    expect(page.get_by_role("dialog").get_by_label("Name")).to_have_value("zwetschgendatschi")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

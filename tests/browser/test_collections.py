"""Collections: filled from a search, looked through like the library, emptied, renamed, deleted."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_whole_result_goes_into_a_collection_that_can_be_searched(open_page):
    page = open_page("/?q=wasserschloss&sortiert=neu")
    page.locator("[data-asset] .bk-tick input").first.check(force=True)
    page.get_by_role("button", name="In Sammlung").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").select_option("")
    dialog.get_by_label("Name der neuen Sammlung").fill("Rund ums Schloss")
    dialog.get_by_label(re.compile(r"Alle \d+ Treffer")).check()
    dialog.get_by_role("button", name="Hineinlegen").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name=re.compile("Konto")).click()
    page.get_by_role("link", name="Sammlungen").click()
    page.get_by_role("link", name="Rund ums Schloss").click()
    expect(page.get_by_role("button", name="Sammlung „Rund ums Schloss“ entfernen")).to_be_visible()
    tiles = page.locator("[data-asset]")
    expect(tiles).not_to_have_count(0)
    before = tiles.count()
    assert before > 1
    tiles.first.locator(".bk-tick input").check(force=True)
    page.get_by_role("button", name="Aus Sammlung nehmen").click()
    expect(tiles).to_have_count(before - 1)
    page.goto(page.url.split("/?")[0] + "/sammlungen")
    page.get_by_role("button", name="„Rund ums Schloss“ umbenennen").click()
    page.get_by_label("Neuer Name").fill("Schlossbilder")
    page.get_by_role("dialog").get_by_role("button", name="Umbenennen").click()
    expect(page.get_by_role("link", name="Schlossbilder")).to_be_visible()
    page.get_by_role("button", name="„Schlossbilder“ löschen").click()
    page.get_by_role("dialog").get_by_role("button", name="Löschen", exact=True).click()
    expect(page.get_by_role("link", name="Schlossbilder")).to_have_count(0)

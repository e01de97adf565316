"""The job that comes most often: sign in, find, ask, take. With the mouse, and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OFFICE, PHONE, WIDE

pytestmark = pytest.mark.browser

ASKED = "/?wofuer=instagram&zweck=public_relations"


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_find_check_and_take_need_four_interactions_after_signing_in(open_page):
    page = open_page("/anmelden", signed_in=False)
    page.get_by_role("button", name=f"Als {OFFICE} ausprobieren").click()
    page.get_by_role("button", name="Instagram", exact=True).click()  # 1
    page.get_by_label("Bilder suchen").fill("wasserschloss oktober")  # 2
    expect(page.get_by_role("heading", level=1)).to_contain_text("zu „wasserschloss oktober“")
    page.get_by_role("link", name=re.compile("Wasserschloss Lindrode im Oktober")).click()  # 3
    card = page.locator(".bk-answer")
    expect(card).to_contain_text("Ja, wenn …")
    expect(card).to_contain_text("31.03.")
    page.locator(".bk-creditbox").get_by_role("button", name="Kopieren").click()
    assert "J. Muster" in clipboard(page)
    with page.expect_download(timeout=60_000) as taken:
        page.get_by_role("button", name="Für Instagram laden").click()  # 4
    assert taken.value.suggested_filename.endswith(".jpg")


def test_the_credit_of_a_visible_picture_is_one_interaction(open_page):
    page = open_page(f"{ASKED}&q=wasserschloss+oktober")
    tile = page.locator("[data-asset]").first
    tile.hover()
    tile.get_by_role("button", name="Nachweis").click()
    expect(page.get_by_text("Kopiert:")).to_be_visible()
    assert "J. Muster" in clipboard(page)


def test_the_whole_way_works_by_keyboard_alone(open_page):
    page = open_page(ASKED)
    page.locator("[data-asset]").first.wait_for()
    page.locator("body").press("/")
    page.keyboard.type("wasserschloss oktober", delay=10)
    page.keyboard.press("Enter")
    expect(page.locator("[data-asset]")).to_have_count(1)
    page.locator("[data-tile-link]").first.focus()
    page.keyboard.press("c")
    expect(page.get_by_text("Kopiert:")).to_be_visible()
    page.keyboard.press("x")
    expect(page.get_by_role("region", name="Auswahl")).to_contain_text("1 ausgewählt")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".bk-answer__w")).to_contain_text("Ja, wenn …")
    page.keyboard.press("1")
    expect(page).to_have_url(re.compile("wofuer=website"))
    with page.expect_download(timeout=60_000):
        page.keyboard.press("d")
    page.keyboard.press("Escape")
    expect(page.locator("[data-tile-link]").first).to_be_focused()


def test_arrows_move_from_picture_to_picture_in_one_tab_stop(open_page):
    page = open_page(ASKED)
    links = page.locator("[data-tile-link]")
    links.first.focus()
    page.keyboard.press("ArrowRight")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    assert page.locator('[data-tile-link][tabindex="0"]').count() == 1


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("ja", "Ja"), ("wenn", "Ja, wenn …"), ("entscheidung", "Entscheidung nötig"), ("nein", "Nein")],
)
def test_every_answer_of_the_strip_leads_to_pictures_with_that_answer(open_page, answer, shown):
    page = open_page(f"{ASKED}&antwort={answer}")
    page.locator("[data-tile-link]").first.click()
    expect(page.locator(".bk-answer__w")).to_contain_text(shown)


def test_a_no_has_no_download_and_hands_over_permitted_pictures(open_page):
    page = open_page(f"{ASKED}&antwort=nein")
    page.locator("[data-tile-link]").first.click()
    expect(page.get_by_role("heading", name="Diese dürfen Sie nehmen")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("laden"))).to_have_count(0)


def test_another_channel_is_answered_without_another_check(open_page):
    page = open_page(f"{ASKED}&antwort=ja")
    page.locator("[data-tile-link]").first.click()
    page.locator(".bk-answer__w").wait_for()
    page.wait_for_load_state("networkidle")
    checks: list[str] = []
    page.on("request", lambda asked: checks.append(asked.url) if asked.url.endswith("/checks") else None)
    page.locator('[data-channel="press"]').click()
    expect(page.locator(".bk-answer")).to_contain_text("Presse")
    assert checks == []


def test_reloading_and_going_back_lose_nothing(open_page):
    page = open_page(f"{ASKED}&q=wasserschloss&antwort=ja,wenn")
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_contain_text("wasserschloss")
    before = headline.inner_text()
    page.locator("[data-tile-link]").first.click()
    page.locator(".bk-answer__w").wait_for()
    page.reload()
    page.locator(".bk-answer__w").wait_for()
    page.go_back()
    expect(headline).to_have_text(before)
    expect(page.get_by_role("button", name=re.compile("Ja, wenn"))).to_have_attribute("aria-pressed", "true")


def test_many_pictures_are_checked_at_once(open_page):
    page = open_page(ASKED)
    for number in range(3):
        page.locator("[data-asset] .bk-tick input").nth(number).check(force=True)
    page.get_by_role("button", name="Prüfen für …").click()
    dialog = page.get_by_role("dialog", name="Darf ich das posten?")
    expect(dialog.get_by_label("Wo?")).to_be_focused()
    expect(dialog.get_by_role("region", name="Antwort").locator(".bk-v").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Prüfen für …")).to_be_focused()


def test_what_was_edited_stands_there_with_its_origin(open_page):
    page = open_page("/?q=wasserschloss+schnee")
    page.locator("[data-tile-link]").first.click()
    page.get_by_role("button", name="Bearbeiten").click()
    page.get_by_label("Titel").fill("Das Schloss im ersten Schnee")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Das Schloss im ersten Schnee")


def test_a_session_that_ended_asks_to_sign_in_and_comes_back(open_page):
    page = open_page(f"{ASKED}&q=wasserschloss", size=WIDE)
    page.locator("[data-asset]").first.wait_for()
    page.context.clear_cookies()
    page.reload()
    page.wait_for_url("**/anmelden?weiter=**")
    page.get_by_role("button", name=f"Als {OFFICE} ausprobieren").click()
    expect(page).to_have_url(re.compile(r"wofuer=instagram.*"))


def test_an_address_of_another_house_is_not_followed_after_signing_in(open_page, address):
    page = open_page("/anmelden?weiter=//example.org/", signed_in=False)
    page.get_by_role("button", name=f"Als {OFFICE} ausprobieren").click()
    page.locator("[data-asset]").first.wait_for()
    assert page.url.startswith(address)


def test_the_language_changes_everywhere_and_is_remembered(open_page):
    page = open_page(f"{ASKED}&antwort=ja")
    page.get_by_role("button", name=re.compile("Konto")).click()
    page.get_by_label("English").check()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("picture")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_phone_filters_in_a_dialog(open_page):
    page = open_page("/", size=PHONE)
    page.get_by_role("button", name=re.compile("^Filter")).click()
    dialog = page.get_by_role("dialog", name="Filter")
    dialog.get_by_role("checkbox", name=re.compile("Lindrode")).check()
    dialog.get_by_role("button", name=re.compile("Bilder zeigen")).click()
    expect(page).to_have_url(re.compile("ort=lindrode"))

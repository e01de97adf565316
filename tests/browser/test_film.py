"""A film: its captions are written, brought as a file and taken off; its cover is chosen from its frames."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bringing import FILM
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_bring_in import TAKING_MS, look

pytestmark = pytest.mark.browser

GIVEN = b"WEBVTT\n\n00:01.000 --> 00:02.500\nWelcome\n\n00:03.000 --> 00:05.000\nThe band plays.\n"


def fold(page: Page, title: str) -> None:
    page.locator("summary").filter(has_text=re.compile(f"^{title}")).click()


@pytest.mark.parametrize(("size", "code"), [(WIDE, "de"), (PHONE, "nl")], ids=["wide", "phone"])
def test_captions_are_written_beside_the_film_and_kept(open_page, size, code):
    page = open_page(f"/medium/{FILM}", size=size)
    fold(page, "Untertitel")
    page.get_by_label("Sprache").select_option(code)
    page.get_by_role("button", name="Untertitel schreiben").click()
    first = page.get_by_role("listitem", name="Einblendung 1")
    first.get_by_label("Text").fill("Der Umzug beginnt.")
    page.get_by_role("button", name="Einblendung anfügen").click()
    second = page.get_by_role("listitem", name="Einblendung 2")
    expect(second.get_by_label("Text")).to_be_focused()
    page.keyboard.type("Die Kapelle spielt.")
    second.get_by_label("bis").fill("0:02")
    page.get_by_role("button", name="Untertitel speichern").click()
    expect(page.get_by_role("form").get_by_role("alert")).to_have_text("Einblendung 2 endet, bevor sie beginnt.")
    second.get_by_label("bis").fill("0:06,5")
    look(page, "untertitel")
    page.get_by_role("button", name="Untertitel speichern").click()
    expect(page.get_by_text("Untertitel gespeichert.")).to_be_visible()
    page.reload()
    expect(page.locator("video track")).not_to_have_count(0, timeout=TAKING_MS)
    fold(page, "Untertitel")
    page.get_by_role("button", name=re.compile("Bearbeiten " + {"de": "Deutsch", "nl": "Niederländisch"}[code])).click()
    expect(page.get_by_role("listitem", name="Einblendung 2").get_by_label("bis")).to_have_value("00:00:06.500")


def test_a_captions_file_is_read_corrected_and_taken_off_again(open_page):
    page = open_page(f"/medium/{FILM}")
    fold(page, "Untertitel")
    page.get_by_label("Sprache").select_option("en")
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Datei laden (WebVTT)").click()
    choosing.value.set_files({"name": "fest.vtt", "mimeType": "text/vtt", "buffer": GIVEN})
    expect(page.get_by_role("listitem", name="Einblendung 2").get_by_label("Text")).to_have_value("The band plays.")
    page.get_by_role("button", name="Weglassen Einblendung 1").click()
    page.get_by_role("button", name="Untertitel speichern").click()
    remove = page.get_by_role("button", name="Löschen Englisch")
    remove.click()
    page.get_by_role("dialog").get_by_role("button", name="Untertitel löschen").click()
    expect(remove).to_have_count(0)


@pytest.mark.parametrize(("size", "at"), [(WIDE, 2), (PHONE, 4)], ids=["wide", "phone"])
def test_the_cover_is_chosen_from_the_frames_by_keys(open_page, size, at):
    page = open_page(f"/medium/{FILM}", size=size)
    fold(page, "Titelbild")
    frames = page.get_by_role("group", name="Titelbild").get_by_role("radio")
    expect(frames).to_have_count(6, timeout=TAKING_MS)
    frames.first.check()
    for _ in range(at):
        page.keyboard.press("ArrowRight")
    expect(frames.nth(at)).to_be_checked()
    look(page, "titelbild")
    page.get_by_role("button", name="Als Titelbild nehmen").click()
    expect(page.get_by_text(f"von Ihnen gewählt, bei 0:0{2 * at}")).to_be_visible(timeout=TAKING_MS)
    expect(page.get_by_role("button", name="Automatisch wählen")).to_be_enabled()


def test_whoever_saves_second_keeps_what_they_wrote_and_sees_the_other_version(open_page):
    first, second = (open_page(f"/medium/{FILM}") for _ in range(2))
    for page in (first, second):
        fold(page, "Untertitel")
        page.get_by_label("Sprache").select_option("uk")
        page.get_by_role("button", name="Untertitel schreiben").click()
    first.get_by_role("listitem", name="Einblendung 1").get_by_label("Text").fill("Von der ersten")
    first.get_by_role("button", name="Untertitel speichern").click()
    expect(first.get_by_text("Untertitel gespeichert.")).to_be_visible()
    mine = second.get_by_role("listitem", name="Einblendung 1").get_by_label("Text")
    mine.fill("Von der zweiten")
    second.get_by_role("button", name="Untertitel speichern").click()
    notice = second.get_by_role("form").get_by_role("alert")
    expect(notice).to_contain_text("Ihre Angaben stehen noch da")
    expect(mine).to_have_value("Von der zweiten")
    notice.get_by_text("Was jetzt gespeichert ist").click()
    expect(notice).to_contain_text("Von der ersten")
    notice.get_by_role("button", name="Meine Fassung speichern").click()
    expect(second.get_by_text("Untertitel gespeichert.")).to_be_visible()


def test_a_file_with_an_unreadable_time_is_refused_with_its_number(open_page):
    page = open_page(f"/medium/{FILM}")
    fold(page, "Untertitel")
    page.get_by_label("Sprache").select_option("tr")
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Datei laden (WebVTT)").click()
    broken = GIVEN.replace(b"00:05.000", b"spaet")
    choosing.value.set_files({"name": "fest.vtt", "mimeType": "text/vtt", "buffer": broken})
    expect(page.get_by_text("Einblendung 2 der Datei hat keine lesbare Zeit")).to_be_visible()

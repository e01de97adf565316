"""Bringing in, as people do it: forty files with their rights, a torn transfer, a campaign with its preflight.

With BILDKREIS_SCREENSHOTS=FOLDER the pages are kept as pictures, at both widths.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bringing import FILES, IN_TABLE, LEFT_BEHIND, LOCKED, LOCKED_BYTES, TABLE, TORN, WHOLE
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_pages import sideways, violations

pytestmark = pytest.mark.browser

MOST_INTERACTIONS = 12
PREFLIGHT_MS = 40_000
TAKING_MS = 40_000


def open_draft(page: Page, title: str, files: int = FILES) -> str:
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{files} Dateien")
    return page.url.split("?")[0]


def keep(page: Page, name: str) -> None:
    """The whole page as a picture, dialogs as far as they show."""
    if os.environ.get("BILDKREIS_SCREENSHOTS"):
        page.wait_for_load_state("networkidle")
        size = page.viewport_size or {"width": 0}
        page.screenshot(path=Path(os.environ["BILDKREIS_SCREENSHOTS"]) / f"{name}-{size['width']}.png", full_page=True)


def look(page: Page, name: str) -> None:
    """Both themes without a violation, and nothing to scroll sideways for."""
    keep(page, name)
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert violations(page) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_three_steps_are_reachable_as_soon_as_there_are_files(open_page, size):
    page = open_page("/hochladen", size=size)
    look(page, "hochladen")
    address = open_draft(page, TORN)
    expect(page.get_by_text(f"{FILES - LEFT_BEHIND} von {FILES} waren schon da.")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Plan.dwg")
    expect(page.locator('[data-state="duplicate"]')).to_contain_text("Gibt es schon: „")
    expect(page.get_by_text("24 mit Fotograf:in")).to_be_visible()
    look(page, "hochladen-1")
    page.goto(f"{address}?schritt=2")
    page.get_by_text("Beauftragt", exact=True).click()
    expect(page.get_by_label("Fotograf:in")).to_have_value("J. Muster")
    expect(page.get_by_text("24-mal aus den Dateien")).to_be_visible()
    look(page, "hochladen-2")
    page.goto(f"{address}?schritt=3")
    expect(page.get_by_role("button", name=re.compile("Alternativtext, IMG_.*Text fehlt")).first).to_be_visible()
    look(page, "hochladen-3")


def test_what_is_missing_follows_the_origin_that_was_chosen(open_page):
    page = open_page("/hochladen")
    page.goto(f"{open_draft(page, TABLE, files=IN_TABLE)}?schritt=2")
    missing = page.get_by_role("complementary").locator("section").filter(has_text="Was noch fehlt")
    unclear = missing.get_by_text("Woher die Bilder kommen, ist noch unklar.")
    expect(unclear).to_be_visible()
    page.get_by_text("Creative Commons", exact=False).first.click()
    expect(unclear).to_have_count(0, timeout=200)  # no answer of the server is that fast
    license = page.get_by_label(re.compile("^Lizenz"))
    license.select_option(index=1)
    expect(missing.get_by_text("Adresse der Quelle fehlt.")).to_be_visible()
    page.get_by_text("Stockbild").click()
    expect(missing.get_by_text("Nummer der Lizenz fehlt.")).to_be_visible()
    expect(unclear).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_forty_files_with_rights_take_twelve_interactions(open_page):
    """Choosing the files was the first."""
    page = open_page("/hochladen")
    open_draft(page, WHOLE)
    done = 1

    def interact(act) -> None:
        nonlocal done
        act()
        done += 1

    interact(page.get_by_role("button", name="Weiter: Woher kommen sie?").click)
    interact(page.get_by_text("Eigenes Foto").click)
    interact(lambda: page.get_by_label("Im Dienst gemacht?").select_option("yes"))
    interact(page.get_by_label("Stadt Lindrode", exact=True).check)
    interact(page.get_by_role("group", name="Sind Menschen zu erkennen?").get_by_text("Nein, auf keinem").click)
    sheet = page.get_by_role("dialog", name="Auf keinem ist jemand zu erkennen")
    interact(sheet.get_by_label("Keine fremden Werke").check)
    interact(sheet.get_by_label("Kein Ort mit Hausrecht").check)
    interact(sheet.get_by_label(f"Ich habe alle {FILES} angesehen.").check)
    assert violations(page) == []
    interact(sheet.get_by_role("button", name="Bestätigen").click)
    effect = page.get_by_role("listitem").filter(has_text="Website")
    expect(effect.first).to_contain_text(f"{FILES} von {FILES}", timeout=TAKING_MS)
    interact(page.get_by_role("button", name="Weiter: Was ist darauf?").click)
    interact(page.get_by_role("button", name=f"{FILES} Dateien übernehmen").click)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{FILES} Dateien übernommen", timeout=TAKING_MS)
    assert done <= MOST_INTERACTIONS
    assert violations(page) == []


def test_the_table_is_filled_by_keys_alone(open_page):
    page = open_page("/hochladen")
    page.goto(f"{open_draft(page, TABLE, IN_TABLE)}?schritt=3")
    cell = page.locator('[data-cell="0-0"]')
    cell.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-cell="0-2"]')).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Das Schloss im Herbst")
    page.keyboard.press("Enter")
    expect(page.locator('[data-cell="1-2"]')).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+d")
    expect(page.get_by_text("Zellen eingetragen.")).to_be_visible(timeout=TAKING_MS)
    expect(page.locator('[data-cell="5-2"]')).to_have_text("Das Schloss im Herbst")
    page.reload()
    expect(page.locator('[data-cell="5-2"]')).to_have_text("Das Schloss im Herbst")
    assert page.locator('[data-cell][tabindex="0"]').count() == 1


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_preflight_says_what_is_wrong_in_a_print_shops_words(open_page, size):
    page = open_page("/kampagnen/50-jahre-kreis?reiter=motive", size=size)
    page.get_by_role("link", name="T-Shirt").click()
    report = page.get_by_role("region", name=re.compile("Druckprüfung: T-Shirt"))
    expect(report).to_contain_text("nicht druckfertig", timeout=PREFLIGHT_MS)
    results = [each.get_attribute("data-result") for each in report.locator("[data-result]").all()]
    assert results == sorted(results, key=["fail", "warning", "pass"].index)
    expect(report.locator('[data-result="fail"]').first).to_contain_text("gemessen:")
    expect(report.locator("li").last).to_contain_text("3.000 Stück, verschenkt")
    expect(page.get_by_text("Ruhezeit vor der Wahl:")).to_be_attached()
    look(page, "kampagne")


@pytest.mark.parametrize("tab", ["texte", "veroeffentlichungen", "beteiligte"])
def test_every_tab_of_a_campaign_has_its_address(open_page, tab):
    page = open_page(f"/kampagnen/50-jahre-kreis?reiter={tab}", size=PHONE)
    current = page.get_by_role("navigation", name="Bereiche der Kampagne").locator("[aria-current]")
    expect(current).to_have_attribute("href", re.compile(tab))
    assert violations(page) == []
    assert sideways(page) <= 0


def test_no_tab_of_a_campaign_is_cut_on_a_phone(open_page):
    page = open_page("/kampagnen/50-jahre-kreis", size=PHONE)
    tabs = page.get_by_role("navigation", name="Bereiche der Kampagne").get_by_role("link")
    expect(tabs).to_have_count(5)
    for tab in tabs.all():
        shown = tab.bounding_box()
        assert shown is not None
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= PHONE[0]


def test_a_focal_point_is_moved_by_keys_and_kept(open_page):
    page = open_page("/?q=wasserschloss+winter")
    page.locator("[data-tile-link]").first.click()
    page.get_by_role("button", name="Schwerpunkt", exact=True).click()
    point = page.get_by_role("button", name=re.compile("Schwerpunkt bei"))
    point.focus()
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text("Schwerpunkt gespeichert.")).to_be_visible()
    moved = page.get_by_role("button", name=re.compile("Schwerpunkt bei")).get_attribute("aria-label")
    assert violations(page) == []
    page.reload()
    page.get_by_role("button", name="Schwerpunkt", exact=True).click()
    expect(page.get_by_role("button", name=str(moved))).to_be_visible()


def test_a_source_shows_its_schedule_and_is_paused(open_page):
    page = open_page("/verwaltung/quellen/neu")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quelle")
    assert violations(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_locked_files_are_listed_with_their_reason_and_deleted_after_a_question(open_page, size):
    page = open_page("/verwaltung/gesperrt", size=size)
    row = page.get_by_role("row").filter(has_text=f"weg-{size[0]}.jpg")
    expect(row).to_contain_text("Ein Virenscanner hat in der Datei etwas gefunden: Probe.")
    look(page, "gesperrte")
    row.get_by_role("button", name="Löschen").click()
    look(page, "gesperrte-loeschen")
    page.get_by_role("dialog").get_by_role("button", name="Endgültig löschen").click()
    expect(row).to_have_count(0)
    page.get_by_role("link", name="Ansehen und laden gefunden.jpg").click()
    expect(page.get_by_role("button", name="Gesperrte Datei laden")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_locked_file_is_taken_with_a_reason_only(open_page, size):
    page = open_page(f"/medium/{LOCKED}", size=size)
    take = page.get_by_role("button", name="Gesperrte Datei laden")
    expect(take).to_be_disabled()
    page.get_by_label("Wozu brauchen Sie die Datei?").select_option("examine")
    look(page, "gesperrt")
    with page.expect_download() as taken:
        take.click()
    assert taken.value.suggested_filename == "gefunden.jpg.gesperrt"
    assert Path(taken.value.path()).read_bytes() == LOCKED_BYTES

"""What a person shown may ask for: access as a file, erasure with a word before and after."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_person_gets_what_is_held_and_is_erased_with_what_stays_said(open_page):
    page = open_page("/verwaltung/einwilligungen")
    page.get_by_text("Person anlegen").first.click()
    page.get_by_label("Aktenzeichen (kein Name)").fill("LÖ-1")
    page.get_by_label("Altersgruppe").select_option("under_14")
    page.get_by_role("button", name="Person anlegen").click()
    page.get_by_role("heading", name="Person LÖ-1").wait_for()
    expect(page.get_by_text(re.compile("unter 14, Stand "))).to_be_visible()
    page.get_by_text("Rechte dieser Person").click()
    page.get_by_role("button", name="Ist weiter unter 14").click()
    expect(page.get_by_role("status").filter(has_text="Vermerkt")).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Auskunft herunterladen").click()
    assert fetched.value.suggested_filename.endswith(".zip")
    page.get_by_role("button", name="Löschen (Art. 17)").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Das kann niemand rückgängig machen.")).to_be_visible()
    dialog.get_by_role("button", name="Endgültig löschen").click()
    expect(dialog.get_by_text("0 Bilder gesperrt")).to_be_visible()
    dialog.locator("footer, .bk-dialog__foot").get_by_role("button", name="Schließen").click()
    expect(page.get_by_text("gelöscht, Nachweis bleibt")).to_be_visible()

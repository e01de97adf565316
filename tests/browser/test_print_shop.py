"""Artwork on its way to a print shop: the office makes a link, the print shop opens it without an account."""

import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_bring_in import PREFLIGHT_MS, TAKING_MS, look

pytestmark = pytest.mark.browser


def link_to(page: Page, product: str, message: str) -> str:
    """The address that the office gets once for a motif on a product."""
    page.get_by_role("link", name=product).click()
    report = page.get_by_role("region", name=re.compile(f"Druckprüfung: {product}"))
    ask = report.get_by_role("button", name="Link für die Druckerei")
    ask.click(timeout=PREFLIGHT_MS)
    dialog = page.get_by_role("dialog", name="Motive an die Druckerei geben")
    expect(dialog.get_by_role("checkbox", name=re.compile(product))).to_be_checked()
    dialog.get_by_label("Nachricht oder Frage").fill(message)
    look(page, "druckerei-link")
    dialog.get_by_role("button", name="Link erzeugen").click()
    address = dialog.get_by_text(re.compile("/f/"))
    expect(address).to_be_visible()
    look(page, "druckerei-link-da")
    found = str(address.inner_text())
    page.keyboard.press("Escape")
    expect(ask).to_be_focused()
    return found


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_print_shop_opens_its_link_reads_the_checks_and_fetches_the_package(open_page, size):
    office = open_page("/kampagnen/50-jahre-kreis?reiter=motive", size=size)
    address = link_to(office, "Tasse", "Bitte bis Freitag.")
    shop = open_page(address, size=size, signed_in=False)
    expect(shop.get_by_role("heading", level=1)).to_contain_text("50 Jahre Kreis")
    expect(shop.get_by_text("Bitte bis Freitag.")).to_be_visible()
    motif = shop.get_by_role("region", name=re.compile("Tasse"))
    expect(motif).to_contain_text("3.000 Stück, verschenkt")
    expect(motif.locator("[data-result]").first).to_contain_text("gemessen:")
    expect(shop.get_by_role("navigation")).to_have_count(0)
    look(shop, "druckerei")
    pack = shop.get_by_role("button", name="Druckpaket laden")
    expect(pack).to_be_disabled()
    shop.get_by_role("checkbox", name=re.compile("Ich drucke nur")).check()
    with shop.expect_download(timeout=TAKING_MS) as taken:
        pack.click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        names = archive.namelist()
    assert [each for each in names if each.startswith("Druckprüfung")] != []
    assert {"Bildnachweise.txt", "Rechte.pdf"} <= set(names)


def test_the_question_to_the_print_shop_is_written_out_with_findings_and_link(open_page):
    page = open_page("/kampagnen/50-jahre-kreis?reiter=motive")
    page.get_by_role("link", name="Tasse").click()
    report = page.get_by_role("region", name=re.compile("Druckprüfung: Tasse"))
    report.get_by_role("button", name="Link für die Druckerei").click(timeout=PREFLIGHT_MS)
    page.get_by_role("button", name="Link erzeugen").click()
    dialog = page.get_by_role("dialog")
    address = str(dialog.get_by_text(re.compile("/f/")).inner_text())
    dialog.get_by_role("button", name="Druckerei fragen").click()
    question = page.get_by_role("dialog", name="Druckerei fragen").get_by_label("Ihre Frage")
    expect(question).to_have_value(
        re.compile(r"Tasse.*3\.000 Stück.*\n1\. .*gemessen: .*" + re.escape(address), re.DOTALL)
    )
    question.fill("Passt das so?")
    look(page, "druckerei-frage")
    mail = page.get_by_role("link", name="Als E-Mail öffnen")
    expect(mail).to_have_attribute("href", re.compile(r"^mailto:\?subject=.*body=Passt%20das%20so%3F$"))

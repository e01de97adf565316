"""A register from a table: every row's fate first, then recorded by a button that says so, nothing doubled."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_bring_in import TAKING_MS, look

pytestmark = pytest.mark.browser
TABLE = (
    "Dateiname;Rechtegeber;Berechtigt;Kanäle;Zwecke;Gültig ab;Gültig bis;Beleg;Farbe\n"
    "wasserschloss-winter.jpg;Studio Muster;eigene;Website;alle;01.01.2026;31.12.2028;Ordner 7;blau\n"
    "gibt-es-nicht.jpg;Studio Muster;eigene;Website;alle;01.01.2026;31.12.2028;Ordner 7;rot\n"
    "wasserschloss-winter.jpg;Studio Muster;eigene;Mond;alle;01.01.2026;31.12.2028;Ordner 7;\n"
)


def read_table(page: Page, name: str, text: str = TABLE) -> None:
    page.get_by_label("Tabelle (CSV").set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Zeilen prüfen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_rows_are_checked_then_recorded_and_never_doubled(open_page, size):
    page = open_page("/verwaltung/tabellen", size=size)
    expect(page.get_by_role("link", name="Vorlage laden")).to_have_attribute("href", re.compile("grants.csv$"))
    name = f"rechte-{size[0]}.csv"
    read_table(page, name)
    record = page.get_by_role("button", name=re.compile("Nutzungsrecht(e)? anlegen|Es gibt nichts Neues"))
    expect(page.get_by_text("2 Zeilen gehen nicht")).to_be_visible(timeout=TAKING_MS)
    expect(page.get_by_text("Mit diesen Spalten wurde nichts gemacht: Farbe.")).to_be_visible()
    look(page, f"tabelle-geprueft-{size[0]}")
    page.get_by_label("Nur Zeilen, die nicht gehen").check()
    expect(page.get_by_role("row")).to_have_count(3)
    page.reload()
    expect(page.get_by_text("2 Zeilen gehen nicht")).to_be_visible()
    if size == WIDE:
        expect(record).to_have_text("1 Nutzungsrecht anlegen")
        record.click()
        expect(page.get_by_text("1 Zeile ist eingetragen")).to_be_visible(timeout=TAKING_MS)
        page.get_by_role("link", name=re.compile("Ansehen")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Studio Muster")
        page.goto(page.url.split("/verwaltung")[0] + "/verwaltung/tabellen")
        read_table(page, name)
        expect(page.get_by_text("1 Zeile gab es schon")).to_be_visible(timeout=TAKING_MS)
        expect(page.get_by_text("Es gibt nichts Neues einzutragen.")).to_be_visible()

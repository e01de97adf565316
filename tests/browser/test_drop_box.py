"""Pictures from outside: the office makes a link, a photographer without an account hands in, the office has them."""

import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_bring_in import TAKING_MS, look

pytestmark = pytest.mark.browser
TERMS = "Sie dürfen die Bilder zeigen, immer mit meinem Namen."
FILES = 3
DROP = """async (files) => {
  const data = new DataTransfer();
  for (const [name, base64] of files) {
    const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
    data.items.add(new File([bytes], name, { type: "image/jpeg" }));
  }
  for (const kind of ["dragenter", "dragover", "drop"])
    window.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def photo(shade: int) -> bytes:
    """A picture that no other test hands in."""
    out = io.BytesIO()
    Image.effect_noise((900, 600), 40 + shade).save(out, "JPEG", quality=90)
    return out.getvalue()


def box(page: Page, title: str) -> str:
    """The address that the office gets once."""
    page.get_by_text("Ablage anlegen").click()
    page.get_by_label("Worum geht es?").fill(title)
    expect(page.get_by_label("Offen bis")).not_to_have_value("")
    page.get_by_label("Bedingungen, denen man zustimmt").fill(TERMS)
    page.get_by_role("button", name="Link erzeugen").click()
    address = page.get_by_text(re.compile("/e/"))
    expect(address).to_be_visible()
    look(page, "ablagen")
    return str(address.inner_text())


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_photographer_hands_files_in_without_an_account_and_the_office_has_them(open_page, size):
    title = f"Sommerfest {size[0]}"
    office = open_page("/verwaltung/ablagen", size=size)
    outside = open_page(box(office, title), size=size, signed_in=False)
    expect(outside.get_by_role("heading", level=1)).to_have_text(title)
    expect(outside.get_by_role("navigation")).to_have_count(0)
    expect(outside.get_by_role("region", name="Bedingungen")).to_have_text(TERMS)
    go = outside.get_by_role("button", name="Zustimmen und Dateien wählen")
    outside.get_by_label("Ihr Name").fill("Jana Muster")
    expect(go).to_be_disabled()
    look(outside, "ablage-bedingungen")
    outside.get_by_role("checkbox", name="Ich habe die Bedingungen gelesen").check()
    go.click()
    hand_in(outside, [(f"fest-{each}.jpg", photo(size[0] + each)) for each in range(FILES - 1)])
    expect(outside.get_by_role("status").filter(has_text="Danke.")).to_contain_text("2 Dateien", timeout=TAKING_MS)
    hand_in(outside, [("nachtrag.jpg", photo(size[0] + FILES))])
    expect(outside.get_by_role("status").filter(has_text="Danke.")).to_contain_text("3 Dateien", timeout=TAKING_MS)
    expect(outside.locator("[data-file]")).to_have_count(FILES)
    look(outside, "ablage-fertig")
    outside.reload()
    expect(outside.locator('[data-file="nachtrag.jpg"]')).to_contain_text("angekommen")
    office.goto("/hochladen")
    draft = office.get_by_role("listitem").filter(has_text=title)
    expect(draft).to_contain_text("3 Dateien")
    draft.get_by_role("link").click()
    expect(office.locator('[data-file="nachtrag.jpg"]')).to_be_visible()


def hand_in(page: Page, files: list[tuple[str, bytes]]) -> None:
    """Dropped on the window, as from a folder."""
    page.evaluate(DROP, [(name, base64.b64encode(data).decode()) for name, data in files])


def test_a_closed_box_takes_nothing_and_says_so(open_page):
    office = open_page("/verwaltung/ablagen")
    address = box(office, "Gleich zu")
    office.get_by_role("button", name="Schließen Gleich zu").click()
    expect(office.get_by_role("row").filter(has_text="Gleich zu")).to_contain_text("geschlossen")
    outside = open_page(address, signed_in=False)
    expect(outside.get_by_role("heading", level=1)).to_contain_text("Diese Ablage ist seit dem")

"""The map of a result: its clusters by mouse and by key, the part of it as a filter, the same on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_bring_in import look

pytestmark = pytest.mark.browser
CLUSTER = re.compile(r"Bild(er)? hier")
HERE = "In diesem Ausschnitt suchen"


def count(page):
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"^\d+ Bilder"))
    return int(heading.inner_text().split()[0])


def pictures(clusters):
    return sum(int(re.match(r"\d+", name)[0]) for name in clusters.evaluate_all("all => all.map(e => e.ariaLabel)"))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_result_is_looked_at_on_the_map_and_narrowed_to_a_part_of_it(open_page, size):
    page = open_page("/", size=size)
    everything = count(page)
    page.get_by_role("button", name="Karte", exact=True).locator("visible=true").click()
    clusters = page.get_by_role("button", name=CLUSTER)
    expect(clusters).not_to_have_count(0)
    located = pictures(clusters)
    assert 0 < located <= everything
    look(page, "karte")
    page.get_by_role("button", name="Weiter weg", exact=True).click()
    page.get_by_role("button", name=HERE).click()
    expect(page).to_have_url(re.compile(r"karte=[\d.,-]+"))
    part = page.get_by_role("button", name="Kartenausschnitt entfernen")
    expect(part).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(rf"^{located} Bilder"))
    part.click()
    expect(page).not_to_have_url(re.compile("karte=[0-9]"))


def test_a_cluster_is_chosen_by_key_until_its_pictures_stand_alone(open_page):
    page = open_page("/?sicht=karte")
    spot = page.get_by_role("button", name=re.compile("hier, nur"))
    expect(spot).not_to_have_count(0)
    wanted = int(re.match(r"\d+", spot.first.get_attribute("aria-label"))[0])
    spot.first.press("Enter")
    expect(page).to_have_url(re.compile(r"karte=[\d.,-]+"))
    expect(page.locator("[data-asset]")).to_have_count(wanted)
    page.reload()
    expect(page.get_by_role("button", name=CLUSTER)).to_have_count(1)


def test_where_nothing_lies_the_way_out_is_the_whole_map(open_page):
    page = open_page("/?sicht=karte&karte=-1,-1,-0.5,-0.5")
    page.get_by_role("button", name=re.compile("Überall, nicht nur im Kartenausschnitt")).click()
    expect(page.get_by_role("button", name=CLUSTER)).not_to_have_count(0)

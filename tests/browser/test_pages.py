"""What holds on every page and in every state: no axe violation, nothing sideways at 390, budgets, nothing moves."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AXE, DIST, PHONE, WIDE, missing, sign_in

pytestmark = pytest.mark.browser

QUESTION = "wofuer=instagram&zweck=public_relations"
MAX_SHIFT = 0.02
MAX_PAGE_BYTES = 400_000
MAX_REQUESTS = 40


def tiles(page: Page) -> None:
    page.locator("[data-asset] img").first.wait_for()


def answer(page: Page) -> None:
    page.locator("[data-tile-link]").first.click()
    page.locator(".bk-answer__w").wait_for()
    page.get_by_role("heading", level=1).wait_for()


def dialog_of(hash_: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        answer(page)
        page.evaluate("hash => { location.hash = hash }", hash_)
        page.get_by_role("dialog").wait_for()

    return show


def dialog(page: Page) -> None:
    page.get_by_role("dialog").wait_for()


def account(page: Page) -> None:
    tiles(page)
    page.get_by_role("button", name=re.compile("Konto")).click()


def campaign(page: Page) -> None:
    page.locator(".bk-card a").first.click()
    page.get_by_role("heading", level=1).wait_for()


def headline(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).not_to_have_text("")


def settled(page: Page) -> None:
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")


def person(page: Page) -> None:
    page.get_by_role("link", name="Person BB-2025-01").click()
    page.get_by_role("heading", name="Person BB-2025-01").wait_for()
    page.get_by_text("Einwilligung eintragen").first.wait_for()


STATES = [
    pytest.param("/", tiles, id="search without a question"),
    pytest.param(f"/?{QUESTION}", tiles, id="search with a question"),
    pytest.param(f"/?{QUESTION}&sicht=liste", tiles, id="list"),
    pytest.param(f"/?{QUESTION}&q=wasserschlos+qqqq", headline, id="no hits"),
    pytest.param("/", account, id="account"),
    pytest.param(f"/?{QUESTION}&antwort=ja", answer, id="yes"),
    pytest.param(f"/?{QUESTION}&antwort=wenn", answer, id="yes, if"),
    pytest.param(f"/?{QUESTION}&antwort=entscheidung", answer, id="decision needed"),
    pytest.param(f"/?{QUESTION}&antwort=nein", answer, id="no"),
    pytest.param(f"/?{QUESTION}&antwort=wenn", dialog_of("#pruefen"), id="check"),
    pytest.param(f"/?{QUESTION}&q=wasserschloss", dialog_of("#bearbeiten"), id="edit"),
    pytest.param(f"/?{QUESTION}&q=wasserschloss", dialog_of("#rechte"), id="record rights"),
    pytest.param(f"/?{QUESTION}&q=wasserschloss#merken", dialog, id="keep a search"),
    pytest.param("/gemerkt", settled, id="kept searches"),
    pytest.param("/sammlungen", settled, id="collections"),
    pytest.param("/kampagnen", headline, id="campaigns"),
    pytest.param("/kampagnen", campaign, id="campaign"),
    pytest.param(f"/?{QUESTION}&q=wasserschloss", dialog_of("#personen"), id="people"),
    pytest.param(f"/?{QUESTION}&antwort=ja", dialog_of("#eintragen"), id="record a use"),
    pytest.param("/aufgaben", settled, id="tasks"),
    pytest.param("/aufgaben#kalender", settled, id="calendar"),
    pytest.param("/veroeffentlichungen?zeigen=alle", settled, id="publications"),
    pytest.param("/veroeffentlichungen#eintragen", settled, id="record a use by its address"),
    pytest.param("/verwaltung", settled, id="administration"),
    pytest.param("/verwaltung/vertraege", settled, id="grants"),
    pytest.param("/verwaltung/vertraege/neu", settled, id="new grant"),
    pytest.param("/verwaltung/einwilligungen", settled, id="consents"),
    pytest.param("/verwaltung/einwilligungen", person, id="a person's consents"),
    pytest.param("/verwaltung/regeln", settled, id="rules"),
    pytest.param("/verwaltung/lizenzen", settled, id="licenses"),
    pytest.param("/verwaltung/suchwoerter", settled, id="search words"),
    pytest.param("/verwaltung/belege", settled, id="evidence"),
    pytest.param("/verwaltung/freigaben/neu", settled, id="shares"),
    pytest.param("/verwaltung/verlauf", settled, id="history"),
    pytest.param("/verwaltung/einbindung", settled, id="integration"),
    pytest.param("/gibt-es-nicht", headline, id="no such page"),
    pytest.param("/#tasten", tiles, id="keys"),
]


def violations(page: Page) -> list[str]:
    if not AXE.is_file():
        missing("axe-core (npm ci in frontend)")
    expect(page.locator("main")).to_be_visible()  # a page that is still being fetched has nothing to look at
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize(("path", "reach"), STATES)
def test_no_state_has_an_axe_violation_or_scrolls_sideways(open_page, path, reach, size, theme):
    page = open_page(path, size=size, theme=theme)
    reach(page)
    page.wait_for_timeout(150)
    assert violations(page) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_signing_in_has_no_axe_violation(open_page, size):
    page = open_page("/anmelden", size=size, signed_in=False)
    page.get_by_role("heading", level=1).wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0


def test_an_unknown_picture_is_named_as_such(chromium, address):
    context = chromium.new_context(base_url=address, locale="de-DE")
    page = context.new_page()
    sign_in(page)
    page.goto("/medium/00000000-0000-4000-8000-000000000000")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dieses Bild gibt es hier nicht.")
    assert violations(page) == []
    context.close()


def test_a_search_that_fails_keeps_what_was_typed_and_asks_once(chromium, address):
    context = chromium.new_context(base_url=address, locale="de-DE")
    page = context.new_page()
    sign_in(page)
    page.locator("[data-asset]").first.wait_for()
    asked: list[str] = []
    page.route("**/assets/search?**", lambda route: (asked.append(route.request.url), route.fulfill(status=503))[1])
    page.get_by_label("Bilder suchen").fill("schloss")
    expect(page.get_by_role("alert")).to_contain_text("Ihre Eingaben bleiben stehen")
    expect(page.get_by_label("Bilder suchen")).to_have_value("schloss")
    page.wait_for_timeout(300)
    assert len(asked) == 1
    context.close()


def test_the_four_answers_are_told_apart_without_color(open_page):
    page = open_page(f"/?{QUESTION}")
    strip = page.locator(".bk-answers button")
    expect(strip).to_have_count(4)
    shapes = [strip.nth(number).locator("svg").inner_html() for number in range(4)]
    assert len(set(shapes)) == 4
    assert [strip.nth(number).inner_text().split(maxsplit=1)[1] for number in range(4)] == [
        "Ja", "Ja, wenn …", "Entscheidung nötig", "Nein",
    ]  # fmt: skip


def test_a_screen_reader_hears_title_answer_and_condition_of_a_tile(open_page):
    page = open_page(f"/?{QUESTION}&q=wasserschloss+oktober")
    heard = page.locator("[data-tile-link]").first.text_content() or ""
    assert heard.startswith("Wasserschloss Lindrode im Oktober. Ja, wenn …")
    assert "Instagram" in heard


def test_the_result_page_stays_within_its_budget_and_does_not_jump(open_page):
    page = open_page("/")
    page.evaluate("localStorage.clear()")
    sizes: list[int] = []
    page.on("requestfinished", lambda asked: sizes.append(asked.sizes()["responseBodySize"]))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(each => "
        "{ if (!each.hadRecentInput) window.moved += each.value })).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"/?{QUESTION}&q=schloss")
    tiles(page)
    page.wait_for_load_state("networkidle")
    assert len(sizes) <= MAX_REQUESTS
    assert sum(sizes) <= MAX_PAGE_BYTES
    assert page.evaluate("window.moved") < MAX_SHIFT


def test_the_shell_stays_within_its_budget():
    if not DIST.is_file():
        missing("the built interface (make frontend)")
    shell = shell_files()
    packed = {
        ending: sum(len(gzip.compress(each.read_bytes())) for each in shell if each.suffix == f".{ending}")
        for ending in ("js", "css")
    }
    assert packed["js"] <= 90 * 1024
    assert packed["css"] <= 30 * 1024


def shell_files() -> set[Path]:
    """What index.html names, and what those scripts cannot start without; pages that come later do not count."""
    found = {DIST.parent / "assets" / name for name in re.findall(r"assets/([\w.-]+)\"", DIST.read_text())}
    waiting = [each for each in found if each.suffix == ".js"]
    while waiting:
        imported = re.findall(r"(?:from|import)\s*\"\./([\w.-]+\.js)\"", waiting.pop().read_text())
        new = {DIST.parent / "assets" / name for name in imported} - found
        found |= new
        waiting += new
    return found


def test_the_shell_has_no_inline_script_or_style():
    if not DIST.is_file():
        missing("the built interface (make frontend)")
    shell = DIST.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", shell)
    assert "<style" not in shell
    assert " style=" not in shell

"""The jobs of rights: decisions asked for and taken, posts taken down, many edited at once, the press served."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, sign_in
from tests.browser.test_pages import sideways, violations

pytestmark = pytest.mark.browser

ASKED = "wofuer=instagram&zweck=public_relations"
OWN_QUESTION = "wofuer=instagram&zweck=tourism_marketing"
"""Nothing but one test asks this: what is decided there changes no answer elsewhere."""
DESK = "Beratung im Bürgerbüro"
MOOR = "Nebel über dem Moor"
POST = "https://www.instagram.com/stadt.lindrode/p/beratung"

As = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, address: str):
    """Pages of one office of the demo."""
    contexts = []

    def open_one(office: str, path: str) -> Page:
        context = chromium.new_context(base_url=address, locale="de-DE", reduced_motion="reduce", accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        sign_in(page, office)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()


def open_picture(page: Page, title: str) -> None:
    page.get_by_role("link", name=re.compile(f"^{title}")).first.click()
    page.locator(".bk-answer__w").wait_for()


def test_a_decision_is_asked_for_taken_and_holds_for_this_question_only(open_as: As):
    asker = open_as("Online-Redaktion Stadt Lindrode", f"/?q=moor+nebel&{OWN_QUESTION}")
    open_picture(asker, MOOR)
    expect(asker.locator(".bk-answer")).to_contain_text("Entscheidung nötig")
    asker.get_by_role("button", name="Entscheidung anfragen").first.click()
    asker.get_by_label("Was sollte die Person wissen?").fill("Für den Beitrag zum Moortag.")
    asker.get_by_role("button", name="Anfrage senden").click()
    expect(asker.get_by_text("Die Antwort kommt in Ihre Aufgaben.")).to_be_visible()

    decider = open_as("Redaktion Tourismusverband", "/aufgaben")
    task = decider.locator("[data-task]", has_text="Moortag")
    task.get_by_role("button", name="Ansehen und entscheiden").click()
    expect(decider.get_by_text("Für den Beitrag zum Moortag.")).to_be_visible()
    form = decider.get_by_role("form", name="Ihre Entscheidung")
    expect(form).to_contain_text("Gilt nur für diese Frage")
    form.get_by_label("Freigeben").check()
    form.get_by_label("Begründung").fill("Zu kurz")
    expect(form.get_by_role("button", name="Für diese Frage freigeben")).to_be_disabled()
    form.get_by_label("Begründung").fill("Die Fotografin hat CC BY 4.0 schriftlich bestätigt.")
    assert violations(decider) == []
    form.get_by_role("button", name="Für diese Frage freigeben").click()
    expect(decider.get_by_text("Freigegeben von")).to_be_visible()

    asker.reload()
    expect(asker.locator(".bk-answer")).not_to_contain_text("Entscheidung nötig")
    asker.locator('[data-channel="facebook"]').click()
    expect(asker.locator(".bk-answer")).to_contain_text("Entscheidung nötig")


def test_a_withdrawn_consent_brings_the_post_down(open_page):
    page = open_page(f"/?q=beratung&{ASKED}")
    open_picture(page, DESK)
    page.get_by_role("button", name="Als veröffentlicht eintragen").click()
    dialog = page.get_by_role("dialog", name="Als veröffentlicht eintragen")
    dialog.get_by_label("Adresse des Beitrags").fill(POST)
    expect(dialog).to_contain_text("Erkannt: Instagram, @stadt.lindrode")
    assert violations(page) == []
    dialog.get_by_role("button", name="Als veröffentlicht eintragen").click()
    expect(page.get_by_text("Ändert sich die Antwort, bekommen Sie eine Aufgabe.")).to_be_visible()

    page.goto("/verwaltung/einwilligungen")
    page.get_by_role("link", name="Person BB-2025-01").click()
    page.get_by_role("button", name="Widerruf eintragen").click()
    dialog = page.get_by_role("dialog", name="Widerruf eintragen")
    expect(dialog).to_contain_text(re.compile("(muss|müssen) runter"))
    expect(dialog).to_contain_text("1 Organisation wird benachrichtigt")
    assert violations(page) == []
    dialog.get_by_role("button", name=re.compile("zurückrufen")).click()
    expect(page.get_by_text("Einwilligung: widerrufen")).to_be_visible()

    page.goto("/aufgaben")
    expect(page.get_by_role("heading", name="Heute entfernen")).to_be_visible()
    whole = page.locator("[data-task]", has_text=DESK).first
    if whole.get_by_role("button", name=re.compile("einzeln")).count():
        whole.get_by_role("button", name=re.compile("einzeln")).click()
    post = page.locator("[data-task]", has=page.locator(f'a[href="{POST}"]'))
    assert violations(page) == []
    post.get_by_role("button", name="Entfernt, Nachweis eintragen").click()
    dialog = page.get_by_role("dialog", name="Entfernt, Nachweis eintragen")
    dialog.get_by_label("Woran sehen Sie es?").fill("Im Redaktionssystem gelöscht.")
    dialog.get_by_role("button", name="Als entfernt eintragen").click()
    expect(post).to_have_count(0)
    page.goto("/veroeffentlichungen?zeigen=beendet")
    expect(page.get_by_role("row", name=re.compile(DESK)).first).to_contain_text("entfernt")


def test_rights_of_a_selection_are_tried_before_they_are_changed(open_page):
    page = open_page(f"/?q=wochenmarkt&{ASKED}")
    page.locator("[data-asset] .bk-tick input").first.check(force=True)
    page.get_by_role("button", name="Rechte bearbeiten").click()
    dialog = page.get_by_role("dialog", name=re.compile("Rechte von"))
    dialog.get_by_label("Niemand ist zu erkennen").check()
    dialog.get_by_label(re.compile("Ich habe es angesehen")).check()
    dialog.get_by_role("button", name="Vorschau").click()
    row = dialog.get_by_role("row", name=re.compile("Wochenmarkt"))
    expect(row).to_contain_text("Wer ist zu sehen?")
    expect(row).to_contain_text("Ja")
    assert violations(page) == []
    dialog.get_by_role("button", name="Bei einem Bild ändern").click()
    expect(page.locator("[data-asset]").first).to_contain_text("Ja")


def test_the_press_takes_what_was_shared_after_one_tick(open_page, chromium: Browser, address: str):
    page = open_page("/?q=wasserschloss+schnee")
    page.locator("[data-asset] .bk-tick input").first.check(force=True)
    page.get_by_role("link", name="Freigeben").click()
    page.get_by_label("Worum geht es?").fill("Erster Schnee am Schloss")
    page.get_by_label("Gilt bis").fill(page.evaluate("new Date(Date.now() + 2e9).toISOString().slice(0, 10)"))
    page.get_by_role("button", name="Link erzeugen").click()
    link = page.locator(".bk-creditbox span").first.inner_text()
    assert violations(page) == []

    context = chromium.new_context(
        base_url=address, locale="de-DE", accept_downloads=True, viewport={"width": PHONE[0], "height": PHONE[1]}
    )
    outsider = context.new_page()
    outsider.goto(link)
    expect(outsider.get_by_role("heading", level=1)).to_have_text("Erster Schnee am Schloss")
    expect(outsider.get_by_role("navigation")).to_have_count(0)
    take = outsider.get_by_role("button", name=re.compile("1 Bild laden"))
    expect(take).to_be_disabled()
    assert violations(outsider) == []
    assert sideways(outsider) <= 0
    outsider.get_by_label(re.compile("Ich habe die Bedingungen gelesen")).check()
    with outsider.expect_download(timeout=60_000) as taken:
        take.click()
    assert taken.value.suggested_filename.endswith(".zip")
    context.close()


def test_an_unknown_share_says_so_without_asking_to_sign_in(chromium: Browser, address: str):
    context = chromium.new_context(base_url=address, locale="de-DE")
    page = context.new_page()
    page.goto("/f/gibt-es-nicht")
    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Freigabe gibt es nicht oder nicht mehr.")
    assert violations(page) == []
    context.close()


def test_a_crop_is_asked_about_named_and_moved_by_keys(open_page):
    page = open_page(f"/?q=wasserschloss+oktober&{ASKED}")
    open_picture(page, "Wasserschloss Lindrode im Oktober")
    page.get_by_role("button", name="Zuschnitt", exact=True).click()
    frame = page.get_by_role("button", name="Zuschnitt 4:5")
    before = frame.bounding_box()
    frame.focus()
    page.keyboard.press("Shift+ArrowRight")
    after = frame.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] > before["x"]
    expect(page).to_have_url(re.compile("bearbeitung=crop"))
    expect(page.locator(".bk-creditbox").first).to_contain_text("(Ausschnitt)")
    assert violations(page) == []


def test_what_an_answer_hangs_on_comes_forward_with_the_reason(open_page):
    page = open_page(f"/?q=wasserschloss+oktober&{ASKED}")
    open_picture(page, "Wasserschloss Lindrode im Oktober")
    page.keyboard.press("p")
    dialog = page.get_by_role("dialog", name="Darf ich das posten?")
    dialog.get_by_label("Wo?").select_option("print")
    dialog.get_by_text("Mehr angeben").click()
    expect(dialog.get_by_label("Auflage")).to_be_visible()
    expect(dialog.get_by_label("Gebiet")).to_be_visible()
    assert violations(page) == []


def test_many_answers_are_looked_at_alone(open_page):
    page = open_page(f"/?{ASKED}")
    for number in range(3):
        page.locator("[data-asset] .bk-tick input").nth(number).check(force=True)
    page.get_by_role("button", name="Prüfen für …").click()
    page.get_by_role("button", name="Antworten ansehen").click()
    expect(page.locator("[data-asset]")).to_have_count(3)
    expect(page.get_by_role("heading", level=1)).to_have_text("3 Bilder")
    page.get_by_role("button", name="Nur die Auswahl entfernen").click()
    expect(page.locator("[data-asset]").nth(3)).to_be_visible()

"""Kept searches: what is new in them, who hears of it, and that nobody else knows of them."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from api.models import SavedSearch
from api.v1.saved_searches.keeping import MOST, keep_search
from api.v1.saved_searches.telling import SOON, TellSavedSearches
from assets.models import Membership, Organization, User
from assets.search import freshness
from assets.viewer import viewer_of
from licensing.services import confirm_states
from tests.api.builders import Caller, clear_rights, make_asset, make_organization

pytestmark = pytest.mark.django_db
URL = "/api/v1/saved-searches"
CASTLES = {"name": "Schlösser", "query": {"q": "schloss"}}
USABLE = {"q": "schloss", "usable_for": "website", "purpose": "public_relations"}


@pytest.fixture
def reachable(rita: User) -> User:
    rita.email = "rita@lindrode.invalid"
    rita.save()
    return rita


def keep(browser: Caller, **values: object) -> dict[str, object]:
    response = browser.post(URL, {**CASTLES, **values})
    assert response.status_code == 201, response.content
    kept: dict[str, object] = response.json()
    return kept


def listed(browser: Caller) -> list[tuple[object, object]]:
    return [(each["count"], each["fresh"]) for each in browser.get(URL).json()["results"]]


def come_due(**values: object) -> int:
    """The worker finds every search that is told of, and does what is due; the number of mails since."""
    SavedSearch.objects.exclude(notify="never").update(due_at=timezone.now() - timedelta(seconds=1), **values)
    kind, before = TellSavedSearches(), len(mail.outbox)
    for saved in kind.takeable(now=timezone.now()):
        kind.perform(saved.pk, None)  # type: ignore[arg-type]  # no bytes in hand
    return len(mail.outbox) - before


def test_what_was_there_is_not_new_and_what_comes_is_until_it_was_looked_at(home, browser):
    make_asset(home, title="Schloss")
    kept = keep(browser)
    assert (kept["count"], kept["fresh"], kept["notify"]) == (1, 0, "never")
    make_asset(home, title="Schlosspark")
    assert listed(browser) == [(2, 1)]
    assert browser.post(f"{URL}/{kept['id']}/seen", None).json()["fresh"] == 0
    assert listed(browser) == [(2, 0)]


def test_a_search_keeps_its_question_and_asks_it_with_today(home, browser, rita):
    kept = keep(browser, query=USABLE)
    assert (kept["query"], kept["count"]) == (USABLE, 0)
    clear_rights(make_asset(home, title="Schloss"), by=rita)
    make_asset(home, title="Schloss, ungeklärt")
    assert listed(browser) == [(1, 1)]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({"name": ""}, {"name"}, id="no name"),
        pytest.param({"query": {"farbe": "rot"}}, {"query.farbe"}, id="no parameter of the search"),
        pytest.param({"query": {"cursor": "x"}}, {"query.cursor"}, id="a place in a page"),
        pytest.param({"query": {"q": "a " * 40}}, {"q"}, id="too many words"),
        pytest.param({"query": {"channel": "website"}}, {"purpose"}, id="half a question"),
        pytest.param({"query": {"sort": "zufall"}}, {"query.sort"}, id="no order"),
        pytest.param({"query": "schloss"}, {"query"}, id="no parameters"),
        pytest.param({"notify": "hourly"}, {"notify"}, id="no such rhythm"),
    ],
)
def test_a_search_that_cannot_be_asked_is_not_kept(browser, changes, fields):
    response = browser.post(URL, {**CASTLES, **changes})
    assert response.status_code == 400
    assert {each["field"] for each in response.json()["errors"]} == fields
    assert not SavedSearch.objects.exists()


def test_a_person_keeps_a_hundred(browser, rita):
    now, viewer = timezone.now(), viewer_of(rita)
    for number in range(MOST):
        keep_search({"name": f"Suche {number}", "query": {}}, by=rita, viewer=viewer, at=now)
    assert browser.post(URL, CASTLES).status_code == 400


def test_another_question_begins_anew(home, browser):
    kept = keep(browser)
    make_asset(home, title="Schloss")
    make_asset(home, title="Rathaus")
    changed = browser.send("patch", f"{URL}/{kept['id']}", {"query": {"q": "rathaus"}, "name": "Rathäuser"}).json()
    assert (changed["name"], changed["count"], changed["fresh"]) == ("Rathäuser", 1, 0)


def test_one_mail_names_what_is_new_with_its_verdict_and_never_again(home, browser, reachable):
    keep(browser, notify="daily", query={**USABLE, "verdict": "allowed,allowed_with_duties,needs_decision,forbidden"})
    assert come_due() == 0
    clear_rights(make_asset(home, title="Schloss im Herbst"), by=reachable)
    make_asset(home, title="Schloss, ungeklärt")
    assert (come_due(), come_due()) == (1, 0)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["rita@lindrode.invalid"], "Bildkreis: 2 neue Bilder zu „Schlösser“")
    assert "- Schloss im Herbst (Ja" in message.body
    assert f"/gemerkt/{SavedSearch.objects.get().uuid}" in message.body
    assert listed(browser) == [(2, 2)]


def test_what_was_looked_at_is_not_mailed(home, browser, reachable):
    kept = keep(browser, notify="weekly")
    make_asset(home, title="Schloss")
    browser.post(f"{URL}/{kept['id']}/seen", None)
    assert come_due() == 0
    due = SavedSearch.objects.get().due_at
    assert due is not None
    assert timedelta(days=6) < due - timezone.now() <= timedelta(days=7)


def test_only_what_is_released_is_promised(home, browser, reachable):
    keep(browser, notify="daily", query=USABLE)
    castle = make_asset(home, title="Schloss")
    clear_rights(castle, by=reachable)
    confirm_states(castle, states={"persons": "unknown"}, by=reachable)
    assert come_due() == 0


@pytest.mark.parametrize("why", ["left", "disabled", "no address"])
def test_who_may_not_see_it_any_more_hears_nothing(home, browser, reachable, why):
    keep(browser, notify="daily")
    make_asset(home, title="Schloss")
    if why == "left":
        Membership.objects.all().delete()
    elif why == "disabled":
        User.objects.update(is_active=False)
    else:
        User.objects.update(email="")
    assert come_due() == 0


def test_a_search_for_an_organization_that_was_left_stays_in_the_list(browser, rita):
    left = make_organization("ahlenbrueck")
    member = Membership.objects.create(user=rita, organization=left, role="viewer", from_on=timezone.localdate())
    keep(browser, query={**USABLE, "as": str(left.uuid)})
    member.delete()
    assert listed(browser) == [(None, None)]


def test_a_mail_server_that_is_away_is_asked_again_soon(home, browser, reachable, monkeypatch):
    keep(browser, notify="daily")
    make_asset(home, title="Schloss")

    def refuse(*_args):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert come_due() == 0
    saved = SavedSearch.objects.get()
    assert saved.due_at is not None
    assert saved.due_at <= timezone.now() + SOON
    monkeypatch.undo()
    assert come_due() == 1


def test_while_the_index_is_built_nothing_is_guessed(home, browser, reachable, monkeypatch):
    keep(browser, notify="daily")
    make_asset(home, title="Schloss")
    monkeypatch.setattr(freshness.live(), "every", lambda _requests: None)
    assert listed(browser) == [(None, None)]
    assert come_due() == 0
    assert browser.post(URL, CASTLES).status_code == 503


def test_a_name_with_a_line_break_makes_no_head_of_a_mail(home: Organization, browser, reachable):
    kept = keep(browser, notify="daily", name="Schloss")
    SavedSearch.objects.filter(uuid=kept["id"]).update(name="Schloss\nBcc: fremde@example.org")
    make_asset(home, title="Schloss")
    assert come_due() == 1
    assert "\n" not in mail.outbox[0].subject

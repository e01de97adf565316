"""The ledger and tasks over HTTP: entered from an address, told to others without what is theirs, done with a proof."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from api.v1.publications.export import cell
from assets.models import Role
from licensing.models import ChannelAccount, Publication, Task
from licensing.notices.reaching import Reached, Unreachable
from licensing.services.tasks import Draft, last_moment, open_tasks
from tests.api.builders import caller, clear_rights, make_asset, make_organization, make_user
from tests.licensing.uses import use

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def home():
    return make_organization("lindrode")


@pytest.fixture
def boss(home):
    return make_user("chefin", (home, Role.ADMINISTRATOR))


@pytest.fixture
def browser(boss):
    return caller(boss)


@pytest.fixture
def picture(home, boss):
    asset = make_asset(home, visibility="network")
    clear_rights(asset, by=boss)
    return asset


@pytest.fixture
def neighbor():
    return caller(make_user("nachbar", (make_organization("ahlen"), Role.EDITOR)))


def gone(_url):
    return Reached(404, "https://example.org/fest")


def online(_url):
    return Reached(200, "https://example.org/fest")


def silent(_url):
    raise Unreachable("no-answer")


def test_an_address_is_enough(browser, home, picture):
    account = ChannelAccount.objects.create(
        organization=home, channel="instagram", name="@stadt", url="https://www.instagram.com/stadt"
    )

    made = browser.post(f"{API}/publications", {"asset": str(picture.uuid), "url": "https://instagram.com/stadt/p/1"})

    answer = made.json()
    assert made.status_code == 201
    assert (answer["channel"], answer["account"]["id"], answer["state"]) == ("instagram", str(account.uuid), "live")
    assert (answer["purpose"], answer["verdict_now"], answer["is_changed"]) == ("public_relations", "allowed", False)


def test_what_is_not_released_is_entered_only_if_it_is_online_already(browser, home):
    asset = make_asset(home)
    body = {"asset": str(asset.uuid), "url": "https://example.org/fest"}

    refused = browser.post(f"{API}/publications", body)
    entered = browser.post(f"{API}/publications", {**body, "already_online": True})

    assert (refused.status_code, refused.json()["code"]) == (403, "not-released")
    assert (entered.status_code, entered.json()["state"]) == (201, "due_for_removal")
    assert entered.json()["task"] is not None


def test_others_learn_who_where_and_when_and_nothing_else(browser, neighbor, picture, home, boss):
    use(picture, home, boss, url="https://example.org/geheim", note="Frau Muster fragen")

    (row,) = neighbor.get(f"{API}/publications").json()["results"]

    told = {name for name, value in row.items() if value not in (None, "", False)}
    assert told == {"id", "asset", "organization", "channel", "from_on", "purpose", "state"}
    assert "Muster" not in neighbor.get(f"{API}/publications/{row['id']}").content.decode()


def test_others_do_not_learn_that_a_post_has_to_come_down(neighbor, home, boss):
    asset = make_asset(home, visibility="network")
    made = use(asset, home, boss)

    (row,) = neighbor.get(f"{API}/publications?state=live").json()["results"]

    assert (made.state, row["state"]) == ("due_for_removal", "live")
    assert neighbor.get(f"{API}/publications?state=due_for_removal").json()["results"] == []
    assert neighbor.get(f"{API}/publications?show=changed_or_ending").json()["results"] == []


def test_the_default_view_shows_what_changed_or_ends_soon(browser, picture, home, boss):
    use(picture, home, boss)
    soon = use(picture, home, boss, publish_until=timezone.localdate() + timedelta(days=9))
    changed = use(picture, home, boss)
    Publication.objects.filter(pk=changed.pk).update(verdict_now="forbidden")

    rows = browser.get(f"{API}/publications?show=changed_or_ending").json()["results"]

    assert {row["id"] for row in rows} == {str(soon.uuid), str(changed.uuid)}


def test_a_planned_use_is_published_and_taken_off(browser, picture):
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    body = {"asset": str(picture.uuid), "question": {"channel": "website", "purpose": "event_report", "from": day}}
    made = browser.post(f"{API}/publications", body).json()
    address = f"{API}/publications/{made['id']}"

    states = [made["state"]]
    for change in ({"state": "scheduled"}, {"state": "live"}, {"state": "removed"}, {"state": "live"}):
        answer = browser.send("patch", address, change)
        states.append(answer.json().get("state") or answer.json()["code"])

    assert states == ["planned", "scheduled", "live", "removed", "wrong-state"]


def test_the_ledger_is_exported_without_formulas(browser, picture, home, boss):
    use(picture, home, boss, url="https://example.org/fest")
    Publication.objects.update(credit_line="=HYPERLINK(1)")

    answer = browser.get(f"{API}/publications/export.csv")
    text = answer.content.decode("utf-8-sig")

    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["channel"], row["credit_line"]) == ("website", "'=HYPERLINK(1)")


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_calculated(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize(
    ("reach", "note", "expected"),
    [
        pytest.param("gone", "", (200, None), id="the address proves it"),
        pytest.param("online", "", (409, "still-online"), id="the address still answers"),
        pytest.param("silent", "", (400, "field-invalid"), id="nobody knows"),
        pytest.param("online", "Bild aus der Seite genommen", (200, None), id="a person says how it is known"),
    ],
)
def test_a_take_down_is_done_when_it_is_proven(reach, note, expected, home, boss, settings):
    settings.REACH = f"tests.api.test_publishing.{reach}"
    use(make_asset(home), home, boss, url="https://example.org/fest")
    task = Task.objects.get(kind="take_down")
    body = {"removed_on": timezone.localdate().isoformat(), "note": note}

    answer = caller(boss).post(f"{API}/tasks/{task.uuid}/complete", body)

    assert (answer.status_code, answer.json().get("code")) == expected
    assert Publication.objects.get().state == ("removed" if expected[0] == 200 else "due_for_removal")


def test_a_done_task_comes_back(browser, home, boss, settings):
    settings.REACH = "tests.api.test_publishing.gone"
    use(make_asset(home), home, boss, url="https://example.org/fest")
    task = Task.objects.get(kind="take_down")
    browser.post(f"{API}/tasks/{task.uuid}/complete", {"removed_on": timezone.localdate().isoformat()})

    answer = browser.post(f"{API}/tasks/{task.uuid}/reopen", {})

    assert (answer.json()["state"], Publication.objects.get().state) == ("open", "due_for_removal")


def _tasks(home, *days, **values):
    for number, left in enumerate(days):
        due = last_moment(timezone.localdate() + timedelta(days=left))
        fact = f"table:{number}:{left}:{values.get('kind', '')}"
        draft = {"organization_id": home.pk, "kind": "take_down", "fact": fact, "due_at": due, **values}
        open_tasks([Draft(**draft)], at=timezone.now())


def test_tasks_stand_in_the_group_of_what_happens_if_nobody_acts(browser, home):
    _tasks(home, 0, 10, 90)
    _tasks(home, 3, kind="review")
    _tasks(home, 0, kind="missing", due_at=None)

    summary = browser.get(f"{API}/tasks/summary").json()
    listed = [task["group"] for task in browser.get(f"{API}/tasks?state=open").json()["results"]]

    assert summary["groups"] == {"today": 1, "soon": 1, "decide": 1, "missing": 1, "later": 1}
    assert summary["open"] == 4
    assert listed == ["today", "decide", "soon", "missing"]
    assert len(browser.get(f"{API}/tasks?group=later").json()["results"]) == 1


def test_many_of_one_cause_are_one_row(browser, home):
    _tasks(home, 1, 2, 3, bundle="einer")

    (row,) = browser.get(f"{API}/tasks").json()["results"]
    singles = browser.get(f"{API}/tasks?bundle=einer").json()["results"]

    assert (row["count"], row["title"]["de"], len(singles)) == (3, "3 Beiträge entfernen", 3)


def test_pages_of_tasks_go_on_past_those_without_a_deadline(browser, home):
    _tasks(home, 1, 2)
    _tasks(home, 0, 1, kind="missing", due_at=None)

    seen, cursor = [], ""
    for _ in range(5):
        page = browser.get(f"{API}/tasks?page_size=1{cursor}").json()
        seen += [task["id"] for task in page["results"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"

    assert len(seen) == len(set(seen)) == 4


def test_nobody_sees_the_tasks_of_others(neighbor, home):
    _tasks(home, 1)

    assert neighbor.get(f"{API}/tasks").json()["results"] == []
    assert neighbor.get(f"{API}/tasks/summary").json()["open"] == 0


def test_a_tile_says_where_it_was_posted(browser, neighbor, picture, home, boss):
    use(picture, home, boss, url="https://example.org/fest")

    own, other = (asked.get(f"{API}/assets/{picture.uuid}").json()["posted"] for asked in (browser, neighbor))

    assert [(mark["channel"], mark["is_own"], mark["organization"]["name"]) for mark in own] == [
        ("website", True, "Lindrode")
    ]
    assert [(mark["is_own"], mark["account"], mark["state"]) for mark in other] == [(False, None, "live")]


def test_a_calendar_is_read_with_its_address_alone(browser, home):
    _tasks(home, 1)
    made = browser.post(f"{API}/calendar-feeds", {"organization": str(home.uuid)}).json()
    path = made["url"].partition("/api/v1")[2]

    answer = caller().get(f"{API}{path}")
    listed = browser.get(f"{API}/calendar-feeds").json()["results"]

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"SUMMARY:Beitrag entfernen" in answer.content
    assert [feed["url"] for feed in listed] == [None]
    assert browser.send("delete", f"{API}/calendar-feeds/{made['id']}").status_code == 204
    assert caller().get(f"{API}{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("path", ["/publications", "/tasks", "/publications?show=changed_or_ending"])
@pytest.mark.nozeal
def test_lists_cost_the_same_for_one_row_or_twenty(count, path, browser, home, boss, django_assert_max_num_queries):
    for _ in range(count):
        use(make_asset(home), home, boss, url="https://example.org/fest")

    with django_assert_max_num_queries(14):
        rows = browser.get(f"{API}{path}").json()["results"]

    assert rows

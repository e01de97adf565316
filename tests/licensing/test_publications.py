"""The ledger of uses: what is entered rests on a decision, what happened is recorded, what must come down is a task."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from licensing.models import ChannelAccount, Publication, RightsDecision, Task
from licensing.rights import Channel
from licensing.services.addresses import recognize
from licensing.services.decisions import NotReleased
from licensing.services.publications import (
    Proof,
    UseRecord,
    WrongState,
    cancel,
    complete,
    publish,
    record_use,
    remove,
    reopen,
    schedule,
)
from licensing.services.tasks import TaskClosed
from tests.licensing import records, uses

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
State = Publication.State


@pytest.fixture
def free(asset, manager):
    """A picture that everybody may use."""
    return records.released(asset, manager)


def test_a_use_is_entered_with_the_decision_that_it_rests_on(free, town, manager):
    made = uses.use(free, town, manager, url="https://example.org/fest")

    assert (made.state, made.decided_verdict, made.verdict_now) == (State.LIVE, "allowed", "allowed")
    assert made.decision.asset == free
    assert [row.verdict for row in made.verdicts.all()] == ["allowed"]


def test_what_was_posted_without_a_release_is_recorded_and_has_to_come_down_today(asset, town, manager):
    made = uses.use(asset, town, manager, url="https://example.org/fest")

    task = Task.objects.get(publication=made)
    assert (made.state, task.kind, task.state) == (State.DUE_FOR_REMOVAL, "take_down", "open")
    assert task.due_at.astimezone(timezone.get_current_timezone()).date() == timezone.localdate()
    assert task.cause in {each["code"] for each in made.verdicts.get().reasons}


def test_nothing_is_scheduled_without_a_release(asset, town, manager):
    question = uses.asked(asset, town, publish_from=timezone.localdate() + timedelta(days=3))

    made = record_use(asset, question, UseRecord(state="scheduled"), organization=town, by=manager, at=timezone.now())

    assert isinstance(made, NotReleased)
    assert not Publication.objects.exists()
    assert RightsDecision.objects.count() == 1


def test_a_planned_use_needs_no_release_until_it_is_scheduled(asset, town, manager):
    planned = uses.use(asset, town, manager, "planned", publish_from=timezone.localdate() + timedelta(days=3))
    refused = schedule(planned, by=manager, at=timezone.now())
    records.released(asset, manager)
    scheduled = schedule(planned, by=manager, at=timezone.now())

    assert isinstance(refused, NotReleased)
    assert scheduled.state == State.SCHEDULED


def test_a_newsletter_cannot_be_called_back(free, town, manager):
    assert uses.use(free, town, manager, channel=Channel.NEWSLETTER).state == State.IRREVOCABLE


def test_posters_are_on_until_they_are_handed_out_and_irrevocable_then(free, town, manager):
    posters = uses.use(free, town, manager, channel=Channel.POSTER, print_run=50)

    ended = remove(posters, proof=Proof(removed_at=timezone.now()), by=manager, at=timezone.now())

    assert (posters.state, ended.state) == (State.LIVE, State.IRREVOCABLE)


def test_publishing_decides_again(free, town, manager):
    day = timezone.localdate() + timedelta(days=3)
    planned = uses.use(free, town, manager, "scheduled", publish_from=day)

    out = publish(planned, published_at=None, by=manager, at=timezone.now(), url="https://example.org/x")

    assert (out.state, out.from_on) == (State.LIVE, timezone.localdate())
    assert out.decision_id != planned.decision_id


def test_a_removal_that_had_to_be_is_proven(asset, town, manager):
    made = uses.use(asset, town, manager)
    task = Task.objects.get(publication=made)
    now = timezone.now()

    with pytest.raises(FieldInvalid):
        complete(task, proof=Proof(removed_at=now), note="", by=manager, at=now)
    complete(task, proof=Proof(removed_at=now, note="Selbst gelöscht"), note="", by=manager, at=now)

    made.refresh_from_db()
    task.refresh_from_db()
    assert (made.state, task.state) == (State.REMOVED, "done")
    assert task.proof["note"] == "Selbst gelöscht"


def test_what_was_done_by_mistake_is_brought_back_for_thirty_days(asset, town, manager):
    made = uses.use(asset, town, manager)
    task = Task.objects.get(publication=made)
    now = timezone.now()
    complete(task, proof=Proof(removed_at=now, note="Selbst gelöscht"), note="", by=manager, at=now)

    back = reopen(task, by=manager, at=now)
    made.refresh_from_db()
    Task.objects.filter(pk=task.pk).update(state="done", closed_at=now - timedelta(days=31), proof={"note": "x"})

    assert (back.state, made.state, made.removed_at) == ("open", State.DUE_FOR_REMOVAL, None)
    with pytest.raises(TaskClosed):
        reopen(task, by=manager, at=now)


def test_a_canceled_use_stays_in_the_ledger(free, town, manager):
    planned = uses.use(free, town, manager, "planned", publish_from=timezone.localdate() + timedelta(days=3))

    canceled = cancel(planned, by=manager, at=timezone.now())

    assert canceled.state == State.CANCELED
    with pytest.raises(WrongState):
        publish(canceled, published_at=None, by=manager, at=timezone.now())


def test_a_use_that_rests_on_a_grant_with_a_report_owes_it(asset, town, manager):
    records.license_verified(asset, manager, code="CONTRACT")
    records.confirm_states(asset, states=records.NOBODY_IN_IT, by=manager)
    asset.creators = ["J. Muster"]
    asset.save()
    owes = {"report_to": "VG Bild", "specimen_to": "Verlag", "report_days": 10}
    grant = records.grant(town, manager, on=asset, credit_required="no", commercial="yes", **owes)

    made = uses.use(asset, town, manager)

    owed = Task.objects.filter(publication=made, kind__in=["report", "specimen"])
    assert made.chosen_grant == str(grant.uuid)
    assert {(task.kind, task.params["to"]) for task in owed} == {("report", "VG Bild"), ("specimen", "Verlag")}


@pytest.mark.parametrize(
    ("url", "channel", "name"),
    [
        pytest.param("https://www.instagram.com/stadt/p/1", "instagram", "@stadt", id="own account"),
        pytest.param("https://instagram.com/stadtwerke/p/1", "instagram", None, id="begins alike, another account"),
        pytest.param("https://m.facebook.com/x", "facebook", None, id="subdomain of a platform"),
        pytest.param("https://notfacebook.com/x", "website", None, id="ends alike, another host"),
        pytest.param("https://stadt.example/fest", "website", None, id="anything else is a website"),
        pytest.param("https://intra.stadt.example/x", "intranet", "Intranet", id="account decides over the host"),
    ],
)
def test_channel_and_account_follow_from_the_address(url, channel, name, town):
    for kind, account, address in (
        ("instagram", "@stadt", "https://www.instagram.com/stadt/"),
        ("intranet", "Intranet", "https://intra.stadt.example"),
    ):
        ChannelAccount.objects.create(organization=town, channel=kind, name=account, url=address)

    found = recognize(url, town)

    assert (found.channel, found.account.name if found.account else None) == (channel, name)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "https://[", "fest.html"])
def test_what_is_no_web_address_is_nothing(url, town):
    assert recognize(url, town) is None


def _moved(publication, **values):
    return Publication.objects.filter(pk=publication.pk).update(**values)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"decision": None}, id="no decision"),
        pytest.param({"channel": "instagram"}, id="other channel"),
        pytest.param({"from_on": date(2020, 1, 1)}, id="begins before"),
        pytest.param({"until_on": None}, id="runs past"),
    ],
)
def test_the_database_refuses_a_live_use_that_its_decision_does_not_cover(change, free, town, manager):
    made = uses.use(free, town, manager, publish_until=timezone.localdate() + timedelta(days=9))

    with pytest.raises(IntegrityError), transaction.atomic():
        _moved(made, **change)


def test_the_database_refuses_the_decision_about_another_picture_or_for_another_town(free, town, manager):
    from tests import builders

    made = uses.use(free, town, manager)
    other = records.released(builders.asset(town), manager)

    for change in ({"asset": other}, {"organization": builders.organization()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            _moved(made, **change)


def test_the_database_refuses_to_call_a_refused_use_live(asset, town, manager):
    made = uses.use(asset, town, manager)

    for change in ({"state": "live"}, {"state": "live", "decided_verdict": "allowed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            _moved(made, **change)

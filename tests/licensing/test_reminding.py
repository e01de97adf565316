"""Told in time: what ends, who comes of age, what is overdue, what is missing; each notice once, also after a kill."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from assets.models import Role
from licensing.models import RightsDecision, Sweep, Task, TaskNotice
from licensing.notices import sending
from licensing.notices.sending import claim_notices, occasion_of, recipients_of, send_notices
from licensing.rights import Channel
from licensing.services import duties
from licensing.services.grants import revoke_grant
from licensing.services.publications import record_use
from licensing.services.resolutions import Ruling, request_resolution, resolve
from licensing.services.states import confirm_states
from licensing.services.tasks import Draft, last_moment, open_tasks
from licensing.watching import ROUNDS, Rounds, run_round
from tests import builders
from tests.licensing import records, uses
from tests.licensing.test_judging import contract, granted  # noqa: F401  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


def due_in(days, town, **values):
    draft = Draft(
        **{
            "organization_id": town.pk,
            "kind": "take_down",
            "fact": f"test:{builders.unique()}",
            "cause": "GRANT_EXPIRED",
            "params": {"until": "2026-12-31"},
            "due_at": last_moment(timezone.localdate() + timedelta(days=days)),
            **values,
        }
    )
    return open_tasks([draft], at=timezone.now())[0]


@pytest.fixture
def addressed(manager):
    manager.email = "rechte@lindrode.example"
    manager.save()
    return manager


@pytest.mark.parametrize(
    ("days", "occasion"),
    [
        pytest.param(31, None, id="not yet"),
        pytest.param(30, "30", id="thirty days before"),
        pytest.param(8, "30", id="found later, told as the thirty"),
        pytest.param(7, "7", id="a week before"),
        pytest.param(1, "1", id="the day before"),
        pytest.param(0, "today", id="on the day"),
        pytest.param(-3, "today", id="past"),
    ],
)
def test_people_are_told_30_7_and_1_days_before_and_on_the_day(days, occasion, town):
    task = due_in(days, town)

    told = occasion_of(task, today=timezone.localdate())

    assert (told.partition(":")[0] if told else None) == occasion


def test_a_moved_deadline_is_told_again(town):
    task = due_in(6, town)
    before = occasion_of(task, today=timezone.localdate())
    task.due_at += timedelta(days=1)

    assert occasion_of(task, today=timezone.localdate()) != before


def test_what_has_no_deadline_is_told_when_it_opens(town):
    assert occasion_of(due_in(0, town, kind="missing", due_at=None), today=timezone.localdate()) == "new"


def test_each_notice_goes_out_once(town, addressed):
    due_in(0, town, bundle="one")
    due_in(0, town, bundle="one")
    now = timezone.now()

    counts = []
    for _ in range(2):
        claim_notices(at=now)
        counts.append(send_notices(at=now))

    (message,) = mail.outbox
    assert counts == [1, 0]
    assert message.subject == "Bildkreis: Heute zu erledigen (2)"
    assert "- 2 Beiträge entfernen: Abgelaufen am 31.12.2026." in message.body
    assert message.body.rstrip().endswith("/aufgaben")
    assert set(TaskNotice.objects.values_list("recipients", flat=True)) == {1}


def test_who_is_killed_between_sending_and_marking_sends_the_same_mail_again(town, addressed, monkeypatch):
    due_in(0, town)
    now = timezone.now()
    claim_notices(at=now)
    monkeypatch.setattr(sending.TaskNotice.objects, "filter", _killed_at_the_second(sending.TaskNotice.objects.filter))

    with pytest.raises(KeyboardInterrupt):
        sending._send(TaskNotice.objects.get().batch, now)
    monkeypatch.undo()
    due_in(0, town)
    claim_notices(at=now + timedelta(minutes=5))
    send_notices(at=now + timedelta(minutes=5))

    first, second, third = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert first in {second, third}
    assert len({first, second, third}) == 2


def _killed_at_the_second(usual):
    calls = []

    def filtered(*args, **kwargs):
        calls.append(kwargs)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return usual(*args, **kwargs)

    return filtered


def test_a_mail_server_that_is_away_is_asked_again(town, addressed, settings, monkeypatch):
    due_in(0, town)
    now = timezone.now()
    claim_notices(at=now)

    def refuse(_self, *_args, **_kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert send_notices(at=now) == 0
    monkeypatch.undo()

    assert TaskNotice.objects.get().attempts == 1
    assert send_notices(at=now) == 1


def test_what_was_done_meanwhile_is_not_told(town, addressed):
    task = due_in(0, town)
    claim_notices(at=timezone.now())
    Task.objects.filter(pk=task.pk).update(state="dropped", closed_at=timezone.now())

    send_notices(at=timezone.now())

    assert not mail.outbox


def test_mails_go_to_those_who_act_or_to_the_organization(town):
    town.contact_email = "presse@lindrode.example"
    town.save()
    now = timezone.now()
    alone = recipients_of(town, escalated=False, on=now)
    for role, address in ((Role.EDITOR, "e@x.de"), (Role.RIGHTS_MANAGER, "r@x.de"), (Role.ADMINISTRATOR, "a@x.de")):
        user = builders.member(town, role)
        user.email = address
        user.save()

    assert alone == ["presse@lindrode.example"]
    assert recipients_of(town, escalated=False, on=now) == ["e@x.de", "r@x.de"]
    assert recipients_of(town, escalated=True, on=now) == ["a@x.de"]


def test_what_is_overdue_is_flagged_and_told_to_the_administrators(town, addressed):
    boss = builders.member(town, Role.ADMINISTRATOR)
    boss.email = "leitung@lindrode.example"
    boss.save()
    task = due_in(-1, town, escalate_at=timezone.now() - timedelta(hours=1))

    assert duties.escalate(at=timezone.now()) == 1
    claim_notices(at=timezone.now())
    send_notices(at=timezone.now())

    task.refresh_from_db()
    assert task.escalated_at is not None
    assert {(message.to[0], message.subject) for message in mail.outbox} == {
        ("rechte@lindrode.example", "Bildkreis: Heute zu erledigen (1)"),
        ("leitung@lindrode.example", "Bildkreis: Überfällig (1)"),
    }


def test_a_contract_that_ends_is_one_row_for_all_its_pictures(contract, town, manager):  # noqa: F811
    grant = granted(contract, town, manager, until_on=timezone.localdate() + timedelta(days=20))
    uses.use(contract, town, manager)
    uses.use(contract, town, manager, channel=Channel.INSTAGRAM)

    opened = [duties.open_endings(at=timezone.now()) for _ in range(2)]

    task = Task.objects.get(kind="expiry")
    assert opened == [1, 0]
    assert (task.grant, task.params["pictures"], task.organization) == (grant, 1, town)


def test_a_contract_that_nothing_rests_on_ends_quietly(contract, town, manager):  # noqa: F811
    granted(contract, town, manager, until_on=timezone.localdate() + timedelta(days=20))

    assert duties.open_endings(at=timezone.now()) == 0


def test_an_expiry_task_goes_with_the_contract(contract, town, manager):  # noqa: F811
    grant = granted(contract, town, manager, until_on=timezone.localdate() + timedelta(days=20))
    uses.use(contract, town, manager)
    duties.open_endings(at=timezone.now())
    revoke_grant(grant, by=manager)

    duties.open_endings(at=timezone.now())

    assert Task.objects.get(kind="expiry").proof == {"reason": "no-longer-due"}


def test_a_consent_that_ends_is_told_to_who_keeps_it(asset, town, manager):
    person = uses.adult(town, manager)
    given = uses.consent(person, manager, until_on=timezone.localdate() + timedelta(days=10))
    uses.use(uses.portrait(asset, person, manager), town, manager)

    duties.open_endings(at=timezone.now())

    task = Task.objects.get(kind="expiry")
    assert (task.consent, task.params["record"]) == (given, "consent")


def test_details_that_somebody_needed_are_asked_for_once(asset, town, manager):
    question = uses.asked(asset, town)
    records.license_verified(asset, manager)
    confirm_states(asset, states={k: v for k, v in records.NOBODY_IN_IT.items() if k != "persons"}, by=manager)
    for _ in range(2):
        record_use(asset, question, uses.UseRecord(state="scheduled"), organization=town, by=manager, at=timezone.now())

    last = duties.missing_details(at=timezone.now(), after=0)

    task = Task.objects.get(kind="missing")
    assert (task.asset, task.params) == (asset, {"codes": ["PERS_STATE_UNKNOWN"]})
    assert last == RightsDecision.objects.latest("pk").pk
    assert duties.missing_details(at=timezone.now(), after=last) == last


def test_the_task_goes_when_the_details_are_there(asset, town, manager):
    test_details_that_somebody_needed_are_asked_for_once(asset, town, manager)

    confirm_states(asset, states={"persons": "none_confirmed"}, by=manager)
    duties.drop_complete(at=timezone.now())

    assert Task.objects.get(kind="missing").proof == {"reason": "details-there"}


def test_details_that_a_person_decided_without_are_not_asked_for(asset, town, manager):
    question = uses.asked(asset, town)
    confirm_states(asset, states=records.NOBODY_IN_IT, by=manager)
    made = request_resolution(asset, question, by=manager, message="", at=timezone.now())
    until = timezone.localdate() + timedelta(days=30)
    why = "Der Verein hat uns das Bild für diesen Beitrag gegeben."
    resolve(made.decision, Ruling(releases=True, justification=why, expires_on=until), by=manager, at=timezone.now())

    duties.missing_details(at=timezone.now(), after=0)

    assert not Task.objects.filter(kind="missing").exists()


def test_a_check_that_nobody_stores_asks_for_nothing(asset, town):
    duties.missing_details(at=timezone.now(), after=0)

    assert not Task.objects.exists()


def test_who_comes_of_age_is_asked_again(asset, town, manager):
    from licensing.services.consents import Signature
    from licensing.services.persons import PersonRecord, record_person

    birthday = timezone.localdate() + timedelta(days=12)
    born = date(birthday.year - 18, birthday.month, min(birthday.day, 28))
    person = record_person(PersonRecord(born_on=born, custody="sole_documented"), by=manager, keeper=town)
    day = date(2026, 1, 1)
    signed = [Signature(role=role, signed_on=day) for role in ("guardian", "self")]
    given = uses.consent(person, manager, signatures=signed)
    uses.use(uses.portrait(asset, person, manager), town, manager)

    duties.open_endings(at=timezone.now())

    task = Task.objects.get(kind="reconfirm")
    assert (task.consent, task.cause) == (given, "COMES_OF_AGE")


def test_rounds_are_work_like_any_other_and_come_round(town):
    work = Rounds()
    now = timezone.now()

    first = list(work.organizations(now=now))
    for name in ROUNDS:
        run_round(name, at=now)

    assert first == [0]
    assert set(Sweep.objects.values_list("name", flat=True)) == set(ROUNDS)
    assert not list(work.organizations(now=now))
    assert list(work.organizations(now=now + timedelta(hours=1))) == [0]


def test_the_commands_do_what_the_worker_does(contract, town, addressed, capsys):  # noqa: F811
    grant = granted(contract, town, addressed)
    uses.use(contract, town, addressed)
    type(grant).objects.filter(pk=grant.pk).update(status="revoked", revoked_at=timezone.now())

    call_command("watch", "--all")
    call_command("remind")

    assert Task.objects.filter(kind="take_down", state="open").count() == 1
    assert len(mail.outbox) == 1
    assert "1 E-Mails verschickt." in capsys.readouterr().out

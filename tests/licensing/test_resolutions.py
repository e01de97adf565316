"""A person decides what the machine may not: for one question, with reason and expiry, never past a no (I9)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from assets.errors import FieldInvalid, NotPermitted
from assets.models import Role, User
from licensing.models import PendingResolution, Resolution, RightsDecision, Task
from licensing.rights import Channel, Verdict
from licensing.services import NotReleased, assign_license, decision_about, judge, request_download
from licensing.services.resolutions import (
    FactsChanged,
    Ruling,
    SamePerson,
    UploaderDecides,
    ask_back,
    confirm,
    request_resolution,
    resolve,
)
from licensing.services.rules import set_policy
from licensing.services.states import confirm_states
from tests import builders
from tests.licensing import uses
from tests.licensing.records import NOBODY_IN_IT, license_verified, question, released

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
WHY = "Wir haben beim Verein nachgefragt, er ist einverstanden."


@pytest.fixture
def open_asset(asset, manager):
    """All is looked at but whose work it is: nobody verified the license."""
    confirm_states(asset, states=NOBODY_IN_IT, by=manager)
    assign_license(asset, license="CC-BY-4.0", status="claimed", by=manager)
    return asset


def ruling(**values: object) -> Ruling:
    until = timezone.localdate() + timedelta(days=90)
    return Ruling(**{"releases": True, "justification": WHY, "expires_on": until, **values})


def now_asked(asset, town, channel=Channel.WEBSITE):
    return uses.asked(asset, town, channel=channel)


def test_asking_opens_one_task_for_who_holds_the_asset_and_asking_again_adds_a_word(open_asset, town, manager):
    town.decision_hours = 24
    town.save()
    neighbor = builders.organization()
    asker = builders.member(neighbor, Role.EDITOR)
    at = timezone.now()
    asked = now_asked(open_asset, neighbor)
    first = request_resolution(open_asset, asked, by=asker, message="Für das Fest", at=at)
    again = request_resolution(open_asset, asked, by=asker, message="Es eilt", at=at)
    assert again == first
    task = Task.objects.get(kind="decide")
    assert (task.organization, task.message, task.due_at) == (town, "Für das Fest", at + timedelta(hours=24))
    assert [each.text for each in task.messages.all()] == ["Es eilt"]


def test_what_is_released_or_forbidden_is_not_asked(asset, town, manager):
    released(asset, manager)
    with pytest.raises(FactsChanged):
        request_resolution(asset, now_asked(asset, town), by=manager, message="", at=timezone.now())
    license_verified(asset, manager, code="ALL-RIGHTS-RESERVED")
    with pytest.raises(FactsChanged):
        request_resolution(asset, now_asked(asset, town), by=manager, message="", at=timezone.now())
    assert RightsDecision.objects.count() == 0


def test_a_release_holds_for_exactly_its_question_at_every_door(open_asset, town, manager):
    asked, at = now_asked(open_asset, town), timezone.now()
    assert decision_about(open_asset, asked, at=at).verdict is Verdict.NEEDS_DECISION
    made = request_resolution(open_asset, asked, by=manager, message="", at=at)
    resolve(made.decision, ruling(conditions="Nur mit Nachweis"), by=manager, at=at)
    decision = decision_about(open_asset, asked, at=at)
    assert decision.verdict is Verdict.ALLOWED_WITH_DUTIES
    assert not isinstance(request_download(open_asset, asked, rendition="full", by=manager, at=at), NotReleased)
    assert RightsDecision.objects.latest("pk").resolution == Resolution.objects.get()
    use = uses.use(open_asset, town, manager)
    assert (use.state, use.verdict_now) == ("live", "allowed_with_duties")
    other = now_asked(open_asset, town, Channel.NEWSLETTER)
    assert not decision_about(open_asset, other, at=at).verdict.is_releasing
    assert Task.objects.get(kind="decide").state == "done"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"justification": "Passt schon.        "}, "justification", id="too short"),
        pytest.param({"expires_on": date(2020, 1, 1)}, "expires_on", id="over before it began"),
        pytest.param({"expires_on": date(2199, 1, 1)}, "expires_on", id="for ever"),
    ],
)
def test_a_decision_without_reason_or_end_is_refused(open_asset, town, manager, values, field):
    made = request_resolution(open_asset, now_asked(open_asset, town), by=manager, message="", at=timezone.now())
    with pytest.raises(FieldInvalid) as refused:
        resolve(made.decision, ruling(**values), by=manager, at=timezone.now())
    assert refused.value.field == field


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, None])
def test_only_rights_managers_of_the_asset_s_organization_decide(open_asset, town, manager, role):
    made = request_resolution(open_asset, now_asked(open_asset, town), by=manager, message="", at=timezone.now())
    other = builders.member(town, role) if role else builders.member(builders.organization(), Role.ADMINISTRATOR)
    operator = User.objects.create_superuser(username="betreiber", password=None)
    for by in (other, operator):
        with pytest.raises(NotPermitted):
            resolve(made.decision, ruling(), by=by, at=timezone.now())


def test_nobody_decides_past_a_no_or_about_something_new(open_asset, town, manager):
    made = request_resolution(open_asset, now_asked(open_asset, town), by=manager, message="", at=timezone.now())
    confirm_states(open_asset, states={"works": "unknown"}, by=manager)
    with pytest.raises(FactsChanged):
        resolve(made.decision, ruling(), by=manager, at=timezone.now())
    license_verified(open_asset, manager, code="ALL-RIGHTS-RESERVED")
    with pytest.raises(FactsChanged) as refused:
        resolve(made.decision, ruling(), by=manager, at=timezone.now())
    assert refused.value.decision.verdict is Verdict.FORBIDDEN
    assert Resolution.objects.count() == 0


def test_a_no_that_comes_later_stands_over_a_release_and_a_refusal_ends_one(open_asset, town, manager):
    asked, at = now_asked(open_asset, town), timezone.now()
    made = request_resolution(open_asset, asked, by=manager, message="", at=at)
    resolve(made.decision, ruling(), by=manager, at=at)
    resolve(made.decision, ruling(releases=False), by=manager, at=at)
    assert decision_about(open_asset, asked, at=at).verdict is Verdict.NEEDS_DECISION
    resolve(made.decision, ruling(), by=manager, at=at)
    assert decision_about(open_asset, asked, at=at).verdict.is_releasing
    license_verified(open_asset, manager, code="ALL-RIGHTS-RESERVED")
    assert decision_about(open_asset, asked, at=at).verdict is Verdict.FORBIDDEN


@pytest.fixture
def child(asset, manager):
    """Somebody of unknown age stands in the picture."""
    from licensing.services import ShownRecord, show_people

    license_verified(asset, manager)
    shown = ShownRecord(number=1, is_identifiable="yes", prominence="main")
    show_people(asset, people=[shown], by=manager, completeness="listed_complete")
    confirm_states(asset, states={k: v for k, v in NOBODY_IN_IT.items() if k != "persons"}, by=manager)
    return asset


def test_where_minors_may_be_shown_two_people_decide_and_until_then_nothing_is_released(child, town, manager):
    asked, at = now_asked(child, town), timezone.now()
    made = request_resolution(child, asked, by=manager, message="", at=at)
    pending = resolve(made.decision, ruling(), by=manager, at=at)
    assert isinstance(pending, PendingResolution)
    assert not decision_about(child, asked, at=at).verdict.is_releasing
    with pytest.raises(SamePerson):
        confirm(pending, confirms=True, by=manager, at=at)
    second = builders.member(town, Role.RIGHTS_MANAGER)
    confirm(pending, confirms=True, by=second, at=at)
    assert decision_about(child, asked, at=at).verdict.is_releasing
    kept = Resolution.objects.get()
    assert (kept.decided_by, kept.second_by, kept.needs_four_eyes) == (manager, second, True)


@pytest.mark.parametrize("waives_four_eyes", [False, True])
def test_whoever_uploaded_a_picture_of_minors_does_not_release_it(child, town, manager, waives_four_eyes):
    set_policy(town, switches={"four_eyes_for_minors": not waives_four_eyes}, by=manager)
    child.original.uploaded_by = manager
    child.original.save()
    at, second = timezone.now(), builders.member(town, Role.RIGHTS_MANAGER)
    made = request_resolution(child, now_asked(child, town), by=manager, message="", at=at)
    with pytest.raises(UploaderDecides):
        resolve(made.decision, ruling(), by=manager, at=at)
    resolve(made.decision, ruling(releases=False), by=manager, at=at)
    made = request_resolution(child, now_asked(child, town), by=manager, message="", at=at)
    resolve(made.decision, ruling(), by=second, at=at)


def test_whoever_uploaded_a_picture_without_people_may_release_it(open_asset, town, manager):
    open_asset.original.uploaded_by = manager
    open_asset.original.save()
    made = request_resolution(open_asset, now_asked(open_asset, town), by=manager, message="", at=timezone.now())
    resolve(made.decision, ruling(), by=manager, at=timezone.now())
    assert decision_about(open_asset, now_asked(open_asset, town), at=timezone.now()).verdict.is_releasing


def test_what_the_second_person_does_not_confirm_is_open_again(child, town, manager):
    made = request_resolution(child, now_asked(child, town), by=manager, message="", at=timezone.now())
    pending = resolve(made.decision, ruling(), by=manager, at=timezone.now())
    second = builders.member(town, Role.RIGHTS_MANAGER)
    assert confirm(pending, confirms=False, by=second, at=timezone.now()).state == "declined"
    assert Resolution.objects.count() == 0
    assert Task.objects.get(kind="decide").state == "open"


def test_a_question_back_is_a_task_of_the_asker_until_it_is_answered(open_asset, town, manager):
    neighbor = builders.organization()
    asker = builders.member(neighbor, Role.EDITOR)
    at = timezone.now()
    made = request_resolution(open_asset, now_asked(open_asset, neighbor), by=asker, message="", at=at)
    ask_back(made.decision, "Wofür genau?", by=manager, of=town, at=at)
    assert Task.objects.get(organization=neighbor).message == "Wofür genau?"
    ask_back(made.decision, "Für das Programmheft.", by=asker, of=neighbor, at=at)
    assert Task.objects.get(organization=neighbor).state == "done"


def test_judging_costs_the_same_for_one_question_or_for_fifty(open_asset, town, manager):
    at = timezone.now()
    made = request_resolution(open_asset, now_asked(open_asset, town), by=manager, message="", at=at)
    resolve(made.decision, ruling(), by=manager, at=at)
    from django.test.utils import CaptureQueriesContext

    costs = []
    for count in (1, 50):
        questions = [
            replace(now_asked(open_asset, town), publish_until=at.date() + timedelta(days=n)) for n in range(count)
        ]
        with CaptureQueriesContext(connection) as queries:
            judge(questions, asset_ids={str(open_asset.uuid): open_asset.pk}, at=at)
        costs.append(len(queries))
    assert costs[0] == costs[1]


class TestRecheck:
    def test_stored_decisions_follow_from_what_was_stored_with_and_without_a_person(
        self, open_asset, town, manager, capsys
    ):
        at = timezone.now()
        asked = now_asked(open_asset, town)
        made = request_resolution(open_asset, asked, by=manager, message="", at=at)
        resolve(made.decision, ruling(), by=manager, at=at)
        request_download(open_asset, asked, rendition="full", by=manager, at=at)
        assign_license(open_asset, license="CC0-1.0", status="claimed", by=manager)
        call_command("recheck", all_rulesets=True)
        assert "0 differ, 0 changed" in capsys.readouterr().out

    @pytest.mark.parametrize("ruleset", [None, "2025.1"])
    def test_an_answer_that_does_not_follow_shows_and_one_of_other_rules_is_told(
        self, asset, town, manager, capsys, ruleset
    ):
        request_download(asset, question(asset, town), rendition="full", by=manager, at=timezone.now())
        forged = RightsDecision.objects.get()
        forged.pk, forged.uuid, forged.verdict = None, uuid4(), "allowed"
        forged.answer = {**forged.answer, "verdict": "allowed"}
        forged.ruleset_version = ruleset or forged.ruleset_version
        forged.save(force_insert=True)
        if ruleset is None:
            with pytest.raises(CommandError):
                call_command("recheck")
        else:
            call_command("recheck", all_rulesets=True)
            assert "changed since 2025.1: verdict (allowed -> needs_decision)" in capsys.readouterr().out

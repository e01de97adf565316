"""Every change of a fact judges what is on again: blocked at once, a task for each use, each town sees only its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assets.models import Asset, AuditEvent, Role
from assets.services import delete_asset
from licensing.models import Publication, PublicationVerdict, Task
from licensing.rights import Channel, Purpose
from licensing.services import RuleRecord, create_rule, judging
from licensing.services.consents import withdraw_consent
from licensing.services.grants import revoke_grant
from licensing.services.states import confirm_states
from licensing.services.tasks import last_moment
from tests import builders
from tests.licensing import records, uses

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
State = Publication.State


@pytest.fixture
def contract(asset, manager):
    """A picture of a licensor that may be used only under grants."""
    records.license_verified(asset, manager, code="CONTRACT")
    confirm_states(asset, states=records.NOBODY_IN_IT, by=manager)
    Asset.objects.filter(pk=asset.pk).update(creators=["J. Muster"])
    asset.refresh_from_db()
    return asset


def granted(asset, town, manager, **values):
    begin = timezone.localdate() - timedelta(days=30)
    scope = {"licensees": ["*"], "channels": ["*"], "from_on": begin, "commercial": "yes", **values}
    return records.grant(town, manager, on=asset, credit_required="no", third_party_redistribution="yes", **scope)


def again(publication):
    publication.refresh_from_db()
    return publication


def open_task(publication):
    return Task.objects.get(publication=publication, state="open")


def test_a_withdrawal_blocks_at_once_and_opens_a_task_for_today(asset, town, manager):
    person = uses.adult(town, manager)
    given = uses.consent(person, manager)
    post = uses.use(uses.portrait(asset, person, manager), town, manager, url="https://example.org/fest")

    withdraw_consent(given, happened_at=timezone.now(), by=manager)

    task = open_task(post)
    assert (again(post).state, post.verdict_now) == (State.DUE_FOR_REMOVAL, "forbidden")
    assert (task.kind, task.cause) == ("take_down", "PERS_CONSENT_WITHDRAWN")
    assert task.due_at == last_moment(timezone.localdate())
    assert [row.verdict for row in post.verdicts.all()] == ["allowed", "forbidden"]


def test_a_scheduled_use_is_stopped_by_a_withdrawal(asset, town, manager):
    person = uses.adult(town, manager)
    given = uses.consent(person, manager)
    day = timezone.localdate() + timedelta(days=3)
    post = uses.use(uses.portrait(asset, person, manager), town, manager, "scheduled", publish_from=day)

    withdraw_consent(given, happened_at=timezone.now(), by=manager)

    assert again(post).state == State.PLANNED
    assert open_task(post).kind == "take_down"


def test_a_task_is_dropped_with_a_reason_when_a_later_change_releases_again(contract, town, manager):
    first = granted(contract, town, manager)
    post = uses.use(contract, town, manager)
    revoke_grant(first, by=manager)
    task = open_task(post)

    granted(contract, town, manager)

    task.refresh_from_db()
    assert (again(post).state, task.state, task.proof) == (State.LIVE, "dropped", {"reason": "released-again"})
    assert [row.verdict for row in post.verdicts.all()] == ["allowed", "forbidden", "allowed"]


def test_a_known_end_is_a_dated_task_from_the_beginning(contract, town, manager):
    end = timezone.localdate() + timedelta(days=40)
    granted(contract, town, manager, until_on=end)

    post = uses.use(contract, town, manager)

    task = open_task(post)
    assert (post.state, task.kind, task.cause) == (State.LIVE, "take_down", "DUTY_TAKE_DOWN_BY")
    assert (task.due_at, task.escalate_at) == (last_moment(end), last_moment(end))


def test_the_day_after_the_end_the_worker_finds_what_is_still_on(contract, town, manager):
    end = timezone.localdate() + timedelta(days=40)
    granted(contract, town, manager, until_on=end)
    post = uses.use(contract, town, manager)
    midnight = last_moment(end) + timedelta(seconds=1)

    before = judging.judge_due(at=midnight - timedelta(minutes=1))
    after = judging.judge_due(at=midnight)

    assert (before, after) == (0, 1)
    assert again(post).state == State.DUE_FOR_REMOVAL
    assert open_task(post).cause == "GRANT_EXPIRED"


def test_the_planned_end_counts_as_well(contract, town, manager):
    granted(contract, town, manager)
    end = timezone.localdate() + timedelta(days=4)
    post = uses.use(contract, town, manager, publish_until=end)

    judging.judge_due(at=last_moment(end) + timedelta(seconds=1))

    assert (again(post).state, open_task(post).cause) == (State.DUE_FOR_REMOVAL, judging.PLANNED_END)


def test_a_deadline_does_not_move_because_it_is_found_again(contract, town, manager):
    grant = granted(contract, town, manager)
    post = uses.use(contract, town, manager)
    revoke_grant(grant, by=manager)
    due = open_task(post).due_at

    judging.judge_assets([contract.pk], at=timezone.now() + timedelta(days=3))

    assert open_task(post).due_at == due


def test_what_needs_a_decision_stays_on_with_a_task_to_decide(contract, town, manager):
    granted(contract, town, manager)
    post = uses.use(contract, town, manager)

    confirm_states(contract, states={"persons": "unknown"}, by=manager)

    assert (again(post).state, post.verdict_now) == (State.LIVE, "needs_decision")
    assert (open_task(post).kind, open_task(post).cause) == ("review", "PERS_STATE_UNKNOWN")


def test_recipients_of_a_press_picture_are_told_of_a_withdrawal(asset, town, manager):
    person = uses.adult(town, manager)
    given = uses.consent(person, manager)
    sent = uses.use(uses.portrait(asset, person, manager), town, manager, channel=Channel.PRESS)

    withdraw_consent(given, happened_at=timezone.now(), by=manager)

    assert (again(sent).state, sent.verdict_now) == (State.IRREVOCABLE, "forbidden")
    assert open_task(sent).kind == "notify"


def test_time_alone_does_not_change_what_was_sent_in_one_instant(contract, town, manager):
    granted(contract, town, manager, until_on=timezone.localdate() + timedelta(days=5))
    sent = uses.use(contract, town, manager, channel=Channel.NEWSLETTER)

    judging.judge_assets([contract.pk], at=timezone.now() + timedelta(days=50))

    assert again(sent).verdict_now == sent.decided_verdict


def test_a_deleted_picture_comes_down_everywhere(contract, town, manager):
    granted(contract, town, manager)
    post = uses.use(contract, town, manager)

    delete_asset(contract, by=manager)

    assert (again(post).state, open_task(post).cause) == (State.DUE_FOR_REMOVAL, "ASSET_BLOCKED")


def test_new_rules_judge_everything_again(contract, town, manager):
    granted(contract, town, manager)
    post = uses.use(contract, town, manager)
    Publication.objects.update(judged_ruleset="2020.01-1")

    assert judging.judge_due(at=timezone.now()) == 1
    assert judging.judge_due(at=timezone.now()) == 0
    assert again(post).judged_ruleset != "2020.01-1"


def test_what_was_on_without_a_release_rests_on_a_decision_of_its_own_once_it_is_released(contract, town, manager):
    post = uses.use(contract, town, manager, publish_from=timezone.localdate() - timedelta(days=90))
    refused = post.decision

    granted(contract, town, manager)

    assert (again(post).state, post.decided_verdict) == (State.LIVE, "allowed")
    assert post.decision != refused


def test_a_decision_taken_anew_holds_no_rule_of_another_organization(contract, town, manager):
    other = builders.organization()
    create_rule(RuleRecord(kind="four_eyes", effect="ask", name="Geheim"), organization=other, by=manager)
    post = uses.use(contract, town, manager, publish_from=timezone.localdate() - timedelta(days=90))

    granted(contract, town, manager)

    assert again(post).decided_verdict == "allowed"
    assert (post.decision.facts["rules"], "Geheim" in str(post.decision.facts)) == ([], False)


def test_each_organization_gets_its_own_tasks(contract, town, manager):
    grant = granted(contract, town, manager)
    other = builders.organization()
    colleague = builders.member(other, Role.EDITOR)
    mine, theirs = uses.use(contract, town, manager), uses.use(contract, other, colleague)

    revoke_grant(grant, by=manager)

    assert {(task.organization, task.publication) for task in Task.objects.all()} == {(town, mine), (other, theirs)}
    assert len(set(Task.objects.values_list("bundle", flat=True))) == 1


def test_judging_costs_the_same_for_one_use_and_for_twenty(contract, town, manager, django_assert_max_num_queries):
    grant = granted(contract, town, manager)
    for _ in range(20):
        uses.use(contract, town, manager)
    type(grant).objects.filter(pk=grant.pk).update(status="revoked", revoked_at=timezone.now())

    with django_assert_max_num_queries(45):
        judging.judge_assets([contract.pk], at=timezone.now())

    assert Task.objects.filter(kind="take_down").count() == 20


def test_changes_are_in_the_audit_trail(contract, town, manager):
    grant = granted(contract, town, manager)
    post = uses.use(contract, town, manager)

    revoke_grant(grant, by=manager)

    event = AuditEvent.objects.filter(action="publications.judged").latest("pk")
    assert event.data["changed"] == {str(post.uuid): "forbidden due_for_removal GRANT_REVOKED"}


def test_a_question_that_cannot_be_read_needs_a_person(contract, town, manager):
    granted(contract, town, manager)
    post = uses.use(contract, town, manager)
    Publication.objects.filter(pk=post.pk).update(question={**post.question, "channel": "fax"}, channel="website")

    judging.judge_assets([contract.pk], at=timezone.now())

    assert (again(post).verdict_now, open_task(post).cause) == ("needs_decision", judging.UNREADABLE)


def test_a_thousand_uses_of_one_consent_are_stopped_in_one_transaction(town, manager):
    person = uses.adult(town, manager)
    given = uses.consent(person, manager)
    other = builders.organization()
    pictures = [uses.portrait(builders.asset(town), person, manager) for _ in range(20)]
    models = {town: manager, other: builders.member(other, Role.EDITOR)}
    for picture in pictures:
        for of, by in models.items():
            first = uses.use(picture, of, by, purpose=Purpose.PUBLIC_RELATIONS)
            copies = [Publication(**_columns(first)) for _ in range(24)]
            Publication.objects.bulk_create(copies)
    assert Publication.objects.filter(state="live").count() == 1000

    withdraw_consent(given, happened_at=timezone.now(), by=manager)

    assert not Publication.objects.filter(state="live").exists()
    for of in models:
        assert Task.objects.filter(organization=of, publication__organization=of, kind="take_down").count() == 500
    assert PublicationVerdict.objects.filter(verdict="forbidden").count() == 1000


def _columns(publication):
    left_out = {"id", "uuid"}
    return {
        field.attname: getattr(publication, field.attname)
        for field in Publication._meta.concrete_fields
        if field.name not in left_out
    }

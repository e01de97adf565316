"""An organization's own rules and switches: as facts, as versions, and under the answers of search."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import AuditEvent
from assets.services import set_keywords, touch_assets
from licensing.models import OrganizationRule, Task, WindowRefresh
from licensing.refreshing import go_on, next_batch
from licensing.rights import Channel, PolicyEffect, Purpose, Verdict, decide
from licensing.rights.layers import RuleEffect
from licensing.search import PermissionQuestion, RightsWindows
from licensing.services import RuleRecord, create_rule, election_blackout, end_rule, replace_rule, set_policy
from tests import builders
from tests.licensing import records, uses
from tests.licensing.records import NOW, facts_of, question

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
ELECTION = date(2026, 6, 14)


@pytest.fixture
def blackout(town, manager) -> OrganizationRule:
    record = election_blackout(name="Kommunalwahl", election_on=ELECTION, run_off_on=date(2026, 6, 28))
    return create_rule(record, organization=town, by=manager)


def asked(town, on: date, purpose: Purpose = Purpose.PUBLIC_RELATIONS) -> PermissionQuestion:
    return PermissionQuestion(Channel.WEBSITE, purpose, town.pk, on, on)


def found(question_: PermissionQuestion) -> dict[str, set[int]]:
    column = RightsWindows()
    column.rebuild()
    return {verdict: set(assets) for verdict, assets in column.verdicts(question_).items()}


def test_the_preset_covers_the_weeks_before_the_election_and_its_day(blackout) -> None:
    assert (blackout.from_on, blackout.until_on) == (ELECTION - timedelta(weeks=6), ELECTION)
    assert blackout.exempt_purposes == ["service_information"]


@pytest.mark.parametrize(
    ("held", "effect"),
    [
        pytest.param("unknown", RuleEffect.ASK, id="nobody knows yet: a person decides"),
        pytest.param("yes", RuleEffect.FORBID, id="it is held: black-out goes on"),
        pytest.param("no", None, id="it is not held: nothing more"),
    ],
)
def test_the_days_until_a_run_off_follow_what_is_known_of_it(held, effect, asset, town, manager, blackout) -> None:
    OrganizationRule.objects.filter(pk=blackout.pk).update(run_off=held)
    rules = facts_of(asset).rules
    assert [(each.start, each.effect) for each in rules[1:]] == (
        [] if effect is None else [(ELECTION + timedelta(days=1), effect)]
    )


def test_a_rule_holds_for_the_uses_of_its_own_organization_alone(asset, town, manager, blackout) -> None:
    records.released(asset, manager)
    neighbor = builders.organization()
    on = {"publish_from": ELECTION, "publish_until": ELECTION}
    verdicts = [_decided(asset, each, on) for each in (town, neighbor)]
    assert verdicts == [Verdict.FORBIDDEN, Verdict.ALLOWED]


def _decided(asset, organization, changes) -> Verdict:
    from dataclasses import replace

    return decide(replace(question(asset, organization), **changes), facts_of(asset), at=NOW).verdict


def test_a_change_is_a_new_version_and_the_former_counts_no_more(asset, manager, blackout) -> None:
    newer = replace_rule(blackout, election_blackout(name="Kommunalwahl", election_on=ELECTION, weeks=2), by=manager)
    assert (newer.version, newer.replaces) == (2, blackout)
    assert [rule.start for rule in facts_of(asset).rules] == [ELECTION - timedelta(weeks=2)]
    with pytest.raises(FieldInvalid):
        replace_rule(blackout, election_blackout(name="Noch einmal", election_on=ELECTION), by=manager)


def test_an_ended_rule_stays_and_counts_no_more(asset, manager, blackout) -> None:
    end_rule(blackout, by=manager)
    end_rule(blackout, by=manager)
    assert facts_of(asset).rules == ()
    assert AuditEvent.objects.filter(action="rule.ended").count() == 1


def test_a_rule_with_keywords_touches_assets_that_have_one_however_it_is_written(town, manager) -> None:
    with_word, without = builders.asset(town), builders.asset(town)
    set_keywords(with_word, ["BÜRGERMEISTERIN"])
    record = RuleRecord(kind="channel_policy", effect="ask", name="Köpfe", keywords=["Bürgermeisterin"])
    create_rule(record, organization=town, by=manager)
    assert [len(facts_of(each).rules) for each in (with_word, without)] == [1, 0]


def test_search_puts_a_black_out_under_its_answer_at_once(asset, town, manager, blackout) -> None:
    records.released(asset, manager)
    assert asset.pk in found(asked(town, ELECTION))["forbidden"]
    assert asset.pk in found(asked(town, ELECTION, Purpose.SERVICE_INFORMATION))["allowed"]
    assert asset.pk in found(asked(town, ELECTION + timedelta(days=60)))["allowed"]


def test_search_finds_before_the_run_off_what_a_person_decides(asset, town, manager, blackout) -> None:
    records.released(asset, manager)
    assert asset.pk in found(asked(town, ELECTION + timedelta(days=3)))["needs_decision"]


def test_a_rule_for_a_keyword_follows_what_assets_are_called(town, manager) -> None:
    one, other = (records.released(builders.asset(town), manager) for _ in range(2))
    record = RuleRecord(kind="channel_policy", effect="forbid", name="Wahl", keywords=["wahl"])
    create_rule(record, organization=town, by=manager)
    column = RightsWindows()
    column.rebuild()
    day = asked(town, ELECTION)
    assert set(column.verdicts(day)["forbidden"]) == set()
    set_keywords(other, ["Wahl"])
    touch_assets([other.pk])
    column.apply([other.pk])
    assert set(column.verdicts(day)["forbidden"]) == {other.pk}
    assert set(column.verdicts(day)["allowed"]) == {one.pk}


def test_a_rule_for_licenses_touches_those_and_the_unknown(town, manager) -> None:
    cc0, by4 = (records.released(builders.asset(town), manager, code) for code in ("CC0-1.0", "CC-BY-4.0"))
    record = RuleRecord(kind="license_policy", effect="ask", name="Nur CC0", licenses=["CC-BY-4.0"])
    create_rule(record, organization=town, by=manager)
    verdicts = found(asked(town, ELECTION))
    assert cc0.pk in verdicts["allowed"]
    assert by4.pk in verdicts["needs_decision"]


@pytest.mark.parametrize(
    ("switches", "field"),
    [
        pytest.param({"crop_under_nd": "allow_with_duties"}, "crop_under_nd", id="no derivatives means none"),
        pytest.param({"own_consent_from": 18}, "own_consent_from", id="own consent only at 18"),
        pytest.param({"guardians_needed": 0}, "guardians_needed", id="no guardian at all"),
        pytest.param({"cc_by_on_platforms": "yes"}, "cc_by_on_platforms", id="no position of the switch"),
        pytest.param({"everything": True}, "everything", id="no such switch"),
        pytest.param({"four_eyes_for_minors": "false"}, "four_eyes_for_minors", id="text is not a yes or no"),
    ],
)
def test_no_switch_opens_what_the_law_closes(switches, field, town, manager) -> None:
    with pytest.raises(FieldInvalid) as refused:
        set_policy(town, switches=switches, by=manager)
    assert refused.value.field == field


def test_a_switch_holds_for_its_organization(asset, town, manager) -> None:
    set_policy(town, switches={"cc_by_on_platforms": "forbid"}, by=manager)
    [own] = facts_of(asset).policies
    assert (own.organization, own.policy.cc_by_on_platforms) == (str(town.uuid), PolicyEffect.FORBID)


def test_until_windows_are_made_again_nothing_is_released_that_was_not_looked_at(town, manager) -> None:
    first, second = (records.released(builders.asset(town), manager) for _ in range(2))
    set_policy(town, switches={"cc_by_on_platforms": "ask"}, by=manager)
    refresh = WindowRefresh.objects.get()
    WindowRefresh.objects.filter(pk=refresh.pk).update(done_up_to=first.pk)
    verdicts = found(asked(town, ELECTION))
    assert first.pk in verdicts["allowed"]
    assert second.pk in verdicts["needs_decision"]
    go_on(refresh.pk)
    assert second.pk in found(asked(town, ELECTION))["allowed"]


def test_a_refresh_goes_on_where_it_was_stopped_and_ends_once(town, manager) -> None:
    builders.asset(town)
    set_policy(town, switches={"missing_creator": "forbid"}, by=manager)
    refresh = WindowRefresh.objects.get()
    assert [next_batch(refresh.pk) for _ in range(3)] == [True, False, False]
    refresh.refresh_from_db()
    assert refresh.done_at is not None


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(RuleRecord(kind="blackout", effect="forbid", name="Wahl"), id="a black-out without days"),
        pytest.param(RuleRecord(kind="four_eyes", effect="ask", name=" "), id="no name"),
        pytest.param(
            RuleRecord(kind="channel_policy", effect="ask", name="x", channels=["litfasssäule"]), id="unknown channel"
        ),
        pytest.param(
            RuleRecord(kind="channel_policy", effect="ask", name="x", licenses=["CC0-1.0"]), id="licenses elsewhere"
        ),
    ],
)
def test_a_rule_that_cannot_be_is_refused(record, town, manager) -> None:
    with pytest.raises(FieldInvalid):
        create_rule(record, organization=town, by=manager)


def test_what_a_black_out_took_down_is_judged_again_when_the_rule_ends(asset, town, manager) -> None:
    """Also what is due for removal is on: the task goes with its cause."""
    records.released(asset, manager)
    post = uses.use(asset, town, manager)
    day = timezone.localdate()
    record = RuleRecord(kind="blackout", effect="forbid", name="Wahl", from_on=day, until_on=day + timedelta(days=9))
    rule = create_rule(record, organization=town, by=manager)
    post.refresh_from_db()
    assert post.state == "due_for_removal"

    end_rule(rule, by=manager)

    post.refresh_from_db()
    assert (post.state, Task.objects.get(publication=post).state) == ("live", "dropped")

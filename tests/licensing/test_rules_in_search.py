"""Search with rules and switches never finds what `decide` would not release (invariant I10), over random ones."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.services import set_keywords
from licensing.facts import facts_for
from licensing.models import WindowRefresh
from licensing.refreshing import next_batch
from licensing.rights import Channel, Purpose, Question, Verdict, decide
from licensing.search import PermissionQuestion, RightsWindows
from licensing.services import RuleRecord, create_rule, set_policy
from tests import builders
from tests.licensing import records
from tests.licensing.records import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
FIRST = date(2026, 6, 1)
DAYS = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))
CHANNELS = (Channel.WEBSITE, Channel.INSTAGRAM, Channel.NEWSLETTER, Channel.POSTER)
PURPOSES = (Purpose.PUBLIC_RELATIONS, Purpose.SERVICE_INFORMATION, Purpose.CAMPAIGN)
WORDS = ("wahl", "fest")
CODES = ("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0")


@st.composite
def rules(draw: st.DrawFn) -> RuleRecord:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    kind = draw(st.sampled_from(["blackout", "channel_policy", "license_policy", "four_eyes"]))
    return RuleRecord(
        kind=kind,
        effect=draw(st.sampled_from(["forbid", "ask", "duty"])),
        name="Regel",
        from_on=start,
        until_on=end,
        run_off_until=draw(st.sampled_from([None, end + timedelta(days=5)])),
        run_off=draw(st.sampled_from(["yes", "no", "unknown"])),
        channels=draw(st.lists(st.sampled_from(CHANNELS), max_size=2)),
        purposes=draw(st.lists(st.sampled_from(PURPOSES), max_size=2)),
        exempt_purposes=draw(st.lists(st.sampled_from(PURPOSES), max_size=1)),
        licenses=draw(st.lists(st.sampled_from(CODES), max_size=2)) if kind == "license_policy" else (),
        keywords=draw(st.lists(st.sampled_from(WORDS), max_size=1)),
    )


SWITCHES = st.sampled_from([
    {}, {"cc_by_on_platforms": "forbid"}, {"cc_sa_nd_on_platforms": "allow_with_duties"},
    {"cc_by_on_platforms": "ask", "missing_creator": "forbid"},
])  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    set_rules=st.lists(rules(), max_size=3),
    switches=SWITCHES,
    batches=st.integers(0, 2),
    asked=st.lists(st.tuples(st.sampled_from(CHANNELS), st.sampled_from(PURPOSES), DAYS, DAYS), min_size=6, max_size=6),
)
def test_search_finds_exactly_what_the_kernel_says_or_less(set_rules, switches, batches, asked, db) -> None:
    town = builders.organization()
    manager = builders.member(town, "rights_manager")
    assets = [records.released(builders.asset(town, creators=["N."]), manager, code) for code in CODES]
    set_keywords(assets[0], ["Wahl"])
    set_keywords(assets[1], ["Fest", "Wahl"])
    for record in set_rules:
        create_rule(record, organization=town, by=manager)
    if switches:
        set_policy(town, switches=switches, by=manager)
        for _ in range(batches):
            next_batch(WindowRefresh.objects.get(organization=town).pk)
    is_fresh = not WindowRefresh.objects.filter(organization=town, done_at__isnull=True).exists()
    _compare(town, assets, asked, is_fresh=is_fresh)


def _compare(town, assets, asked, *, is_fresh: bool) -> None:
    column = RightsWindows()
    column.rebuild()
    facts = facts_for([each.pk for each in assets])
    for channel, purpose, one, other in asked:
        start, until = min(one, other), max(one, other)
        found = column.verdicts(PermissionQuestion(channel, purpose, town.pk, start, until))
        for asset in assets:
            question = Question(
                asset=str(asset.uuid),
                organization=str(town.uuid),
                channel=channel,
                purpose=purpose,
                publish_from=start,
                publish_until=until,
            )
            said = decide(question, facts[asset.pk], at=NOW).verdict
            shown = next((Verdict(name) for name, held in found.items() if asset.pk in held), Verdict.NEEDS_DECISION)
            assert shown.strictness >= said.strictness or not shown.is_releasing
            if is_fresh:
                assert shown is said

"""What search calls usable, `decide` would release: over random libraries, dates and organizations (I10)."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from assets.models import Asset
from licensing.models import PermittedUse
from licensing.rights import Channel, Purpose, Question
from licensing.search import PermissionQuestion, RightsWindows
from licensing.services import assign_license, confirm_states, judge, revoke_grant, set_embargo
from licensing.services.quotas import QuotaExhausted, reserve_use
from tests import builders
from tests.licensing.records import NOBODY_IN_IT, collection, grant, released

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
LICENSES = ("CC0-1.0", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CONTRACT", "ALL-RIGHTS-RESERVED", "OWN-WORK")
TODAY = date(2026, 6, 1)


def day(pick: random.Random) -> date:
    return TODAY + timedelta(days=pick.randrange(-400, 800))


def library(pick: random.Random, towns, by) -> list[Asset]:
    made = [builders.asset(pick.choice(towns), title="Burg", creators=["Nora Beispiel"]) for _ in range(8)]
    released(made[0], by)
    for asset in made[1:]:
        if pick.random() < 0.85:
            confirm_states(asset, states=NOBODY_IN_IT, by=by)
        if pick.random() < 0.85:
            assign_license(
                asset, license=pick.choice(LICENSES), status=pick.choice(["verified", "verified", "claimed"]), by=by,
                evidence="Beleg", source_url="https://example.org/", licensor_is_creator="yes",
            )  # fmt: skip
        if pick.random() < 0.15:
            set_embargo(asset, until_local=f"{day(pick)}T09:00", by=by)
        for _ in range(pick.choice([0, 1, 1, 2])):
            _grant(pick, asset, towns, by)
    _grant(pick, collection(towns[0], by, *pick.sample(made[1:], 4)), towns, by)
    return made


def _grant(pick: random.Random, on, towns, by) -> None:
    start = day(pick)
    made = grant(
        pick.choice(towns), by, on=on,
        channels=[each.value for each in pick.sample(list(Channel), pick.randrange(1, 8))],
        purposes=["*"] if pick.random() < 0.5 else ["public_relations", "campaign"],
        licensees=["*"] if pick.random() < 0.3 else [str(pick.choice(towns).uuid)],
        from_on=start, until_on=None if pick.random() < 0.4 else start + timedelta(days=pick.randrange(1, 700)),
        commercial=pick.choice(["yes", "unknown", "no"]), platform_sublicense=pick.choice(["yes", "no"]),
        credit_required=pick.choice(["yes", "no"]), quota_uses=pick.choice([None, None, 1, 2]),
        print_run_max=pick.choice([None, 100]), territories=pick.choice([["*"], ["DE"]]),
    )  # fmt: skip
    if pick.random() < 0.1:
        revoke_grant(made, by=by)
    elif made.quota_uses and pick.random() < 0.7:
        for _ in range(pick.choice([1, made.quota_uses])):
            try:
                reserve_use(made, at=timezone.now(), expires_at=None)
            except QuotaExhausted:
                break


@pytest.mark.parametrize("seed", range(6))
def test_what_search_finds_usable_is_released_by_the_kernel(seed, town, manager):
    pick = random.Random(seed)
    towns = [town, builders.organization(), builders.organization()]
    made = library(pick, towns, manager)
    windows = RightsWindows()
    windows.rebuild()
    ids = {str(asset.uuid): asset.pk for asset in made}
    found = 0
    for _ in range(60):
        start = day(pick)
        until = None if pick.random() < 0.4 else start + timedelta(days=pick.randrange(0, 300))
        asker, channel, purpose = pick.choice(towns), pick.choice(list(Channel)), pick.choice(list(Purpose))
        rows = windows.verdicts(PermissionQuestion(channel, purpose, asker.pk, start, until))
        usable = set(rows["allowed"]) | set(rows["allowed_with_duties"])
        questions = [
            Question(
                asset=uuid, organization=str(asker.uuid), channel=channel, purpose=purpose, publish_from=start,
                publish_until=until,
            )
            for uuid in ids
        ]  # fmt: skip
        decided = judge(questions, asset_ids=ids, at=timezone.now())
        free = {ids[each.question.asset] for each in decided if each.verdict.is_releasing}
        assert usable <= free
        found += len(usable)
    assert PermittedUse.objects.exists()
    assert found, "a library in which nothing is ever usable tells nothing"

"""What search calls usable, `decide` would release: over random libraries, dates and organizations (I10)."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from assets.models import Asset
from licensing.rights import Channel, Purpose, Question
from licensing.search import PermissionQuestion, RightsWindows
from licensing.services import assign_license, confirm_states, judge, revoke_grant, set_embargo
from licensing.services.quotas import QuotaExhausted, reserve_use
from tests import builders
from tests.licensing.counting import run
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


def test_i10_what_search_finds_usable_is_released_by_the_kernel() -> None:
    """A case is a picture that search calls usable for a question."""
    run(_usable, each=1000)


def _usable(pick: random.Random, each: int) -> int:
    town = builders.organization()
    towns = [town, builders.organization(), builders.organization()]
    made = library(pick, towns, builders.member(town))
    windows = RightsWindows()
    windows.rebuild()
    uuids = {asset.pk: str(asset.uuid) for asset in made}
    found: list[Question] = []
    for _ in range(each * 10):
        found += _found_usable(pick, windows, pick.choice(towns), uuids)
        if len(found) >= each:
            break
    decided = judge(found, asset_ids={uuid: pk for pk, uuid in uuids.items()}, at=timezone.now())
    assert all(each.verdict.is_releasing for each in decided)
    return len(decided)


def _found_usable(pick: random.Random, windows: RightsWindows, asker, uuids: dict[int, str]) -> list[Question]:
    start = day(pick)
    until = None if pick.random() < 0.4 else start + timedelta(days=pick.randrange(0, 300))
    channel, purpose = pick.choice(list(Channel)), pick.choice(list(Purpose))
    rows = windows.verdicts(PermissionQuestion(channel, purpose, asker.pk, start, until))
    return [
        Question(
            asset=uuids[pk], organization=str(asker.uuid), channel=channel, purpose=purpose, publish_from=start,
            publish_until=until,
        )
        for pk in (*rows["allowed"], *rows["allowed_with_duties"]) if pk in uuids
    ]  # fmt: skip

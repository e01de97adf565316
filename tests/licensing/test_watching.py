"""Invariant I8 in the database: after any change of a fact, and after any day, no use is on that is not released
without a task for it in its organization; and what is released has none that says otherwise.
"""

import random
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.models import Asset, Role
from assets.services import delete_asset
from licensing.facts import facts_for
from licensing.models import Publication, Task
from licensing.rights import Channel
from licensing.services import judging
from licensing.services.consents import withdraw_consent
from licensing.services.grants import revoke_grant
from licensing.services.states import confirm_states
from tests import builders
from tests.licensing import records, uses

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
State = Publication.State
CHANNELS = (Channel.WEBSITE, Channel.INSTAGRAM, Channel.POSTER, Channel.NEWSLETTER)
CHANGES = ("withdraw", "revoke", "unclear", "clear", "grant", "delete", "days")


class World:
    """Two towns, some pictures of one person under contracts of different length, and uses of them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.town, self.other = builders.organization(), builders.organization()
        self.manager = builders.member(self.town, Role.RIGHTS_MANAGER)
        self.colleague = builders.member(self.other, Role.EDITOR)
        person = uses.adult(self.town, self.manager)
        self.consents = [uses.consent(person, self.manager)]
        self.assets = [self._picture(person) for _ in range(self.chance.randrange(1, 3))]
        self.now = timezone.now()
        for asset in self.assets:
            for _ in range(self.chance.randrange(1, 4)):
                self._use(asset)

    def _picture(self, person: object) -> Asset:
        asset = uses.portrait(builders.asset(self.town), person, self.manager)
        if self.chance.random() < 0.5:
            records.license_verified(asset, self.manager, code="CONTRACT")
            self._grant(asset)
        return asset

    def _grant(self, asset: Asset) -> None:
        today = timezone.localdate()
        until = self.chance.choice([None, today + timedelta(days=self.chance.randrange(1, 40))])
        self.grants = [*getattr(self, "grants", []), records.grant(
            self.town, self.manager, on=asset, licensees=["*"], channels=["*"], from_on=date(2026, 1, 1),
            until_on=until, credit_required="no", commercial="yes",
        )]  # fmt: skip

    def _use(self, asset: Asset) -> None:
        of, by = self.chance.choice([(self.town, self.manager), (self.other, self.colleague)])
        until = self.chance.choice([None, timezone.localdate() + timedelta(days=self.chance.randrange(60))])
        channel = self.chance.choice(CHANNELS)
        uses.use(
            asset, of, by, channel=channel, publish_until=until, print_run=50 if channel is Channel.POSTER else None
        )

    def change(self, what: str) -> None:
        asset = self.chance.choice(self.assets)
        if what == "withdraw":
            withdraw_consent(self.chance.choice(self.consents), happened_at=timezone.now(), by=self.manager)
        elif what == "revoke" and getattr(self, "grants", None):
            revoke_grant(self.chance.choice(self.grants), by=self.manager)
        elif what in {"unclear", "clear"}:
            confirm_states(
                asset, states={"works": "unknown" if what == "unclear" else "none_confirmed"}, by=self.manager
            )
        elif what == "grant":
            self._grant(asset)
        elif what == "delete" and asset.deleted_at is None and self.chance.random() < 0.3:
            delete_asset(asset, by=self.manager)
        elif what == "days":
            self.now += timedelta(days=self.chance.randrange(1, 30))
            with mock.patch("django.utils.timezone.now", return_value=self.now):
                while judging.judge_due(at=self.now):
                    pass


def broken(now) -> list[str]:
    """Uses that stand otherwise than the kernel says today."""
    found = []
    facts = facts_for(list(Asset.objects.values_list("pk", flat=True)))
    for use in Publication.objects.filter(state__in=[*judging.ON, State.SCHEDULED]):
        standing = judging.standing_of(use, facts[use.asset_id], at=now)
        tasks = Task.objects.filter(publication=use, state="open", fact=judging.end_fact(use))
        own = [task for task in tasks if task.organization_id == use.organization_id]
        if len(own) != len(tasks):
            found.append(f"{use.pk}: a task of another organization")
        if standing.verdict.is_releasing and use.state == State.DUE_FOR_REMOVAL:
            found.append(f"{use.pk}: released, and called due for removal")
        if not standing.verdict.is_releasing and not own:
            found.append(f"{use.pk}: {standing.cause} without a task")
        if standing.verdict == "forbidden" and use.state != State.DUE_FOR_REMOVAL:
            found.append(f"{use.pk}: forbidden and {use.state}")
    return found


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32 - 1), changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4))
def test_no_use_is_on_without_a_release_and_without_a_task(seed, changes):
    with transaction.atomic():
        world = World(seed)
        wrong = broken(world.now)
        for change in changes:
            world.change(change)
            wrong += [f"after {change}: {each}" for each in broken(max(world.now, timezone.now()))]
        transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)

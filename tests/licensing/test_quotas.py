"""Counted uses: what the database itself does not sell twice, whoever races for it (invariant I7)."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from licensing.facts import facts_for
from licensing.models import CopiesEntry, PermittedUse, RightsDecision, UsageReservation
from licensing.rights import Channel
from licensing.services import NotReleased, amend_grant, record_of, request_download
from licensing.services.quotas import QuotaExhausted, consume, free_lapsed, release, reserve_copies
from tests.assets.library_process import LibraryProcess
from tests.licensing import race
from tests.licensing.records import NOW, contracted, question

pytestmark = pytest.mark.nozeal


def taken() -> list[tuple[int, str]]:
    return list(UsageReservation.objects.exclude(state="released").order_by("slot_no").values_list("slot_no", "state"))


@pytest.mark.django_db
class TestUses:
    def test_each_download_takes_one_and_the_next_after_the_last_is_told_so(self, asset, town, manager):
        contracted(asset, town, manager, quota_uses=2)
        answers = [
            request_download(asset, question(asset, town), rendition="full", by=manager, at=NOW) for _ in range(3)
        ]
        assert [isinstance(each, NotReleased) for each in answers] == [False, False, True]
        assert "GRANT_QUOTA_EXHAUSTED" in {reason.code for reason in answers[2].decision.reasons}
        assert RightsDecision.objects.latest("pk").verdict == "forbidden"
        assert taken() == [(1, "reserved"), (2, "reserved")]

    def test_a_reservation_that_lapsed_is_free_again_and_a_copy_that_was_fetched_is_not(self, asset, town, manager):
        contracted(asset, town, manager, quota_uses=2)
        first = request_download(asset, question(asset, town), rendition="full", by=manager, at=NOW)
        request_download(asset, question(asset, town), rendition="full", by=manager, at=NOW)
        consume(download=first)
        assert free_lapsed(at=NOW + timedelta(days=2)) == 1
        assert taken() == [(1, "used")]
        release(download=first, at=NOW)
        assert taken() == [(1, "used")], "what left the house stays used"

    def test_the_last_use_shuts_what_search_shows_and_giving_it_back_opens_it(self, asset, town, manager):
        contracted(asset, town, manager, quota_uses=1)
        now = timezone.now()
        released = set(PermittedUse.objects.filter(asset=asset).values_list("verdict", flat=True))
        download = request_download(asset, question(asset, town), rendition="full", by=manager, at=now)
        assert min(PermittedUse.objects.filter(asset=asset).values_list("verdict", flat=True), default=2) >= 2
        release(download=download, at=now)
        assert set(PermittedUse.objects.filter(asset=asset).values_list("verdict", flat=True)) == released
        assert min(released) < 2

    def test_uses_under_a_former_version_count_under_the_next(self, asset, town, manager):
        contracted(asset, town, manager, quota_uses=2)
        request_download(asset, question(asset, town), rendition="full", by=manager, at=NOW)
        former = asset.grants.get()
        amend_grant(former, replace(record_of(former), quota_uses=3), by=manager)
        (known,) = facts_for([asset.pk])[asset.pk].grants
        assert (known.uses_max, known.uses_left) == (3, 3), "the reservation is of June and lapsed long ago"
        UsageReservation.objects.update(expires_at=None)
        (known,) = facts_for([asset.pk])[asset.pk].grants
        assert known.uses_left == 2


@pytest.mark.django_db
class TestCopies:
    def test_copies_are_taken_until_the_print_run_is_used_up(self, asset, town, manager):
        contracted(asset, town, manager, print_run_max=500)
        held = asset.grants.get()
        reserve_copies(held, 300, at=NOW, expires_at=None)
        with pytest.raises(QuotaExhausted):
            reserve_copies(held, 201, at=NOW, expires_at=None)
        reserve_copies(held, 200, at=NOW, expires_at=None)
        (known,) = facts_for([asset.pk])[asset.pk].grants
        assert known.print_run_left == 0

    def test_the_database_refuses_copies_that_nobody_asked_a_service_for(self, asset, town, manager):
        contracted(asset, town, manager, print_run_max=500)
        held = asset.grants.get()
        entry = CopiesEntry.objects.create(grant=held, copies=400, created_at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            CopiesEntry.objects.create(grant=held, copies=101, created_at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            CopiesEntry.objects.filter(pk=entry.pk).update(copies=501)

    def test_a_larger_print_run_than_is_left_is_refused_with_the_number_left(self, asset, town, manager):
        contracted(asset, town, manager, print_run_max=500)
        asked = replace(question(asset, town, Channel.PRINT), print_run=501)
        answer = request_download(asset, asked, rendition="full", by=manager, at=NOW)
        assert isinstance(answer, NotReleased)
        assert "GRANT_PRINT_RUN_EXCEEDED" in {reason.code for reason in answer.decision.reasons}


@pytest.mark.django_db
def test_the_database_refuses_a_slot_outside_or_beside_the_quota(asset, town, manager):
    contracted(asset, town, manager, quota_uses=1)
    held = asset.grants.get()
    for values in ({"slot_no": 2, "quota": 1}, {"slot_no": 2, "quota": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            UsageReservation.objects.create(grant=held, state="reserved", created_at=NOW, **values)


def ended(process):
    """Whether a process ended well; its pipe is read to the end."""
    said = process.communicate(timeout=600)[1].decode()
    assert process.returncode == 0, said
    return True


@pytest.mark.django_db(transaction=True)
def test_of_200_requests_at_once_exactly_three_get_the_last_three_uses(tmp_path):
    """Real connections, 40 at a time: to PostgreSQL from here, to a SQLite file from four processes."""
    if connection.vendor == "postgresql":
        race.prepare()
        outcomes = race.run(threads=40, requests=race.RACERS // 40)
        found = race.found()
    else:
        library = LibraryProcess(tmp_path / "library")
        library.prepare_empty()
        script = ["-m", "tests.licensing.race"]
        assert ended(library.start(*script, "prepare"))
        racers = [library.start(*script, "run", str(tmp_path / f"{number}.json")) for number in range(4)]
        assert all(ended(each) for each in racers)
        outcomes = [one for number in range(4) for one in json.loads((tmp_path / f"{number}.json").read_text())]
        assert ended(library.start(*script, "found", str(tmp_path / "found.json")))
        found = json.loads((tmp_path / "found.json").read_text())

    assert (outcomes.count(True), outcomes.count(False)) == (race.LEFT, race.RACERS - race.LEFT)
    assert found == {"slots": [1, 2, 3, 4, 5], "refused": race.RACERS - race.LEFT, "downloads": race.LEFT}

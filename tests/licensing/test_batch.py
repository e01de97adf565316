"""The same change for a selection: what a dry run shows is what will be, and it leaves nothing behind."""

import pytest
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import AuditEvent
from licensing.models import AssetRights, LicenseAssignment, PermittedUse
from licensing.rights import Verdict
from licensing.services.batch import BatchChange, change_rights
from tests import builders
from tests.licensing import uses
from tests.licensing.records import NOBODY_IN_IT

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
CLEAR = {
    "assignment": {
        "license": "CC0-1.0",
        "status": "verified",
        "evidence": "Seite gesehen",
        "source_url": "https://example.org/",
        "licensor_is_creator": "yes",
    },
    "states": NOBODY_IN_IT,
}


@pytest.fixture
def assets(town):
    return [builders.asset(town) for _ in range(3)]


def change(assets, town, by, *, dry_run=False, **values):
    return change_rights(
        assets, BatchChange(**values), questions=lambda asset: [uses.asked(asset, town)], by=by, at=timezone.now(),
        dry_run=dry_run,
    )  # fmt: skip


def verdicts(result):
    return [(row.before[0].verdict, row.after[0].verdict) for row in result.rows]


def test_a_dry_run_shows_what_would_be_and_leaves_no_trace(assets, town, manager):
    rows, events = PermittedUse.objects.count(), AuditEvent.objects.count()
    shown = change(assets, town, manager, dry_run=True, **CLEAR)
    assert verdicts(shown) == [(Verdict.NEEDS_DECISION, Verdict.ALLOWED)] * 3
    assert (dict(shown.usable), LicenseAssignment.objects.count()) == ({"website": 3}, 0)
    assert (PermittedUse.objects.count(), AuditEvent.objects.count()) == (rows, events)


def test_what_is_done_is_what_was_shown_and_search_follows(assets, town, manager):
    shown = change(assets, town, manager, dry_run=True, **CLEAR)
    done = change(assets, town, manager, **CLEAR, is_confirmed=True)
    assert verdicts(done) == verdicts(shown)
    assert PermittedUse.objects.filter(verdict=0).values("asset").distinct().count() == 3
    assert AuditEvent.objects.filter(action="license.assigned").count() == 3


def test_nobody_in_any_of_them_needs_somebody_who_says_so_for_the_batch(assets, town, manager):
    with pytest.raises(FieldInvalid):
        change(assets, town, manager, **CLEAR)
    assert AssetRights.objects.count() == 0
    change(assets, town, manager, **CLEAR, is_confirmed=True)
    said = AuditEvent.objects.get(action="rights.batch_confirmed")
    assert (said.actor, said.data["sentence"]) == (str(manager.uuid), "Ich habe alle 3 angesehen.")
    assert len(said.data["assets"]) == 3
    assert {row.note for row in AssetRights.objects.all()} == {"Ich habe alle 3 angesehen."}


def test_an_asset_that_the_change_does_not_fit_is_left_out_whole_and_says_why(assets, town, manager):
    from licensing.services import ShownRecord, show_people

    person = ShownRecord(number=1, is_identifiable="yes", prominence="main")
    show_people(assets[1], people=[person], by=manager, completeness="listed_complete")
    done = change(assets, town, manager, **CLEAR, is_confirmed=True)
    assert [row.refusal and row.refusal.code for row in done.rows] == [None, "field-invalid", None]
    assert not LicenseAssignment.objects.filter(asset=assets[1]).exists()

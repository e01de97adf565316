"""Writing rights: windows follow in the same transaction, decisions stay, nothing leaves unjudged."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from assets.audit import broken_links
from assets.models import Asset, AuditEvent, Organization, User
from assets.services import delete_asset, touch_assets
from licensing import rights
from licensing.derived import derive_rights, windows_of
from licensing.models import Download, PermittedUse, RightsDecision, RightsGrant
from licensing.services import (
    NotReleased,
    assign_license,
    confirm_states,
    judge,
    lift_embargoes,
    request_download,
    resolve_conflicts,
    revoke_grant,
    set_embargo,
)
from licensing.snapshots import decided_again, snapshot
from tests.licensing.records import NOBODY_IN_IT, NOW, collection, grant, license_verified, question, released

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]

Change = Callable[[Asset, Organization, User], object]


def stored(asset: Asset) -> set[tuple[object, ...]]:
    return {_values(row) for row in PermittedUse.objects.filter(asset=asset)}


def said_by_the_kernel(asset: Asset) -> set[tuple[object, ...]]:
    return {_values(row) for row in windows_of([asset.pk])}


def _values(row: PermittedUse) -> tuple[object, ...]:
    return (row.channels, row.purposes, row.organization_id, row.from_on, row.until_on, row.verdict)


def claim_another_license(asset: Asset, _town: Organization, by: User) -> None:
    assign_license(asset, license="CC-BY-NC-4.0", status="claimed", by=by)


def find_persons(asset: Asset, _town: Organization, by: User) -> None:
    confirm_states(asset, states={"persons": "listed_incomplete"}, by=by)


def hold_back(asset: Asset, _town: Organization, by: User) -> None:
    set_embargo(asset, until_local="2030-01-01T00:00", by=by)


def grant_a_collection(asset: Asset, town: Organization, by: User) -> None:
    grant(town, by, on=collection(town, by, asset), channels=["print"])


def delete(asset: Asset, _town: Organization, by: User) -> None:
    delete_asset(asset, by=by)


def revoke(asset: Asset, _town: Organization, by: User) -> None:
    revoke_grant(asset.grants.get(), by=by)


def contradict(asset: Asset, _town: Organization, _by: User) -> None:
    asset.original.file_facts = {"cc_license": {"value": "https://creativecommons.org/licenses/by-nc/4.0/"}}
    asset.original.save()
    touch_assets([asset.pk])


CHANGES = [
    pytest.param(claim_another_license, id="license"),
    pytest.param(find_persons, id="persons"),
    pytest.param(hold_back, id="embargo set"),
    pytest.param(grant_a_collection, id="collection granted"),
    pytest.param(revoke, id="grant revoked"),
    pytest.param(contradict, id="the file contradicts"),
    pytest.param(delete, id="deleted"),
]


@pytest.fixture
def cleared(asset, town, manager) -> Asset:
    """Released under CC BY, with a grant beside it."""
    released(asset, manager, "CC-BY-4.0")
    grant(town, manager, on=asset, channels=["website", "merchandise"])
    return asset


@pytest.mark.parametrize("change", CHANGES)
def test_windows_follow_a_change_inside_its_transaction_and_go_back_with_it(cleared, town, manager, change: Change):
    before = stored(cleared)
    assert before == said_by_the_kernel(cleared)
    with transaction.atomic():
        change(cleared, town, manager)
        assert stored(cleared) == said_by_the_kernel(cleared)
        transaction.set_rollback(True)
    assert stored(cleared) == before


@pytest.mark.parametrize("change", [case for case in CHANGES if not str(case.id).endswith(("granted", "revoked"))])
def test_each_of_these_changes_moves_some_window(cleared, town, manager, change: Change):
    before = stored(cleared)
    change(cleared, town, manager)
    assert stored(cleared) != before


def test_a_grant_moves_the_windows_and_its_end_moves_them_again(asset, town, manager):
    confirm_states(asset, states=NOBODY_IN_IT, by=manager)
    without = stored(asset)
    grant(town, manager, on=collection(town, manager, asset))
    granted = stored(asset)
    assert granted == said_by_the_kernel(asset) != without
    revoke_grant(RightsGrant.objects.get(), by=manager)
    assert stored(asset) == said_by_the_kernel(asset) != granted


def test_lifting_and_resolving_give_the_windows_back(cleared, town, manager):
    before = stored(cleared)
    set_embargo(cleared, until_local="2030-01-01", by=manager)
    contradict(cleared, town, manager)
    assert stored(cleared) != before
    lift_embargoes(cleared, by=manager)
    resolve_conflicts(cleared, concepts=["license"], by=manager)
    assert stored(cleared) == before == said_by_the_kernel(cleared)


def test_deriving_twice_changes_nothing(cleared):
    before = stored(cleared)
    derive_rights([cleared.pk])
    derive_rights([cleared.pk])
    assert stored(cleared) == before
    assert PermittedUse.objects.filter(asset=cleared).count() == len(before)


def test_a_file_that_names_a_license_makes_one_claim_that_releases_nothing(asset, town, manager):
    contradict(asset, town, manager)
    derive_rights([asset.pk])
    claim = asset.license_assignments.get()
    assert (claim.license, claim.status, claim.claimed_by) == ("CC-BY-NC-4.0", "claimed", "file")
    assert {row.verdict for row in PermittedUse.objects.filter(asset=asset)} <= {
        rights.Verdict.NEEDS_DECISION.strictness,
        rights.Verdict.FORBIDDEN.strictness,
    }


def test_a_files_release_date_is_an_embargo_that_stays_lifted_when_the_file_is_read_again(asset, manager):
    asset.original.file_facts = {"iim_release_at": {"value": "2030-01-01", "origin": "iim:2:30"}}
    asset.original.save()
    derive_rights([asset.pk])
    assert asset.embargoes.get().precision == "day"
    lift_embargoes(asset, by=manager)
    derive_rights([asset.pk])
    assert asset.embargoes.get().lifted_at is not None


def nothing(_asset: Asset, _town: Organization, _by: User) -> None:
    """Nobody recorded anything."""


def no_license(asset: Asset, _town: Organization, by: User) -> None:
    confirm_states(asset, states=NOBODY_IN_IT, by=by)


def persons_not_looked_at(asset: Asset, _town: Organization, by: User) -> None:
    license_verified(asset, by)


def under_embargo(asset: Asset, town: Organization, by: User) -> None:
    released(asset, by)
    hold_back(asset, town, by)


@pytest.mark.parametrize("record", [nothing, no_license, persons_not_looked_at, under_embargo])
def test_a_download_without_a_releasing_verdict_is_refused_and_the_refusal_recorded(
    asset, town, manager, record: Change
):
    record(asset, town, manager)
    answer = request_download(asset, question(asset, town), rendition="full", by=manager, at=NOW)
    assert isinstance(answer, NotReleased)
    assert Download.objects.count() == 0
    kept = RightsDecision.objects.get()
    assert (kept.verdict, kept.input_hash) == (answer.decision.verdict.value, answer.decision.input_hash)
    assert not answer.decision.verdict.is_releasing


def test_a_released_download_names_its_decision_and_ends_within_a_day(asset, town, manager):
    released(asset, manager)
    download = request_download(asset, question(asset, town), rendition="large", by=manager, at=NOW)
    assert download.decision == RightsDecision.objects.get()
    assert (download.state, download.expires_at) == ("preparing", NOW + timedelta(hours=24))
    assert list(AuditEvent.objects.order_by("-id").values_list("action", flat=True)[:2]) == [
        "download.requested",
        "rights.decided",
    ]


@pytest.mark.parametrize("embargo", [None, "2026-05-01", "2026-05-01T10:00"])
def test_a_stored_decision_can_be_computed_again_from_what_was_stored(asset, town, manager, embargo):
    released(asset, manager, "CC-BY-4.0")
    grant(town, manager, on=asset, until_on=NOW.date())
    if embargo:
        set_embargo(asset, until_local=embargo, by=manager)
    request_download(asset, question(asset, town), rendition="large", by=manager, at=NOW)
    assign_license(asset, license="ALL-RIGHTS-RESERVED", status="claimed", by=manager)
    kept = RightsDecision.objects.get()
    again = decided_again(kept.question, kept.facts, at=kept.valid_at)
    assert snapshot(again) == kept.answer


def test_asking_costs_the_same_for_one_channel_or_for_all(asset, town, manager, django_assert_max_num_queries):
    released(asset, manager)
    questions = [question(asset, town, channel) for channel in rights.Channel]
    with django_assert_max_num_queries(20):
        decisions = judge(questions, asset_ids={str(asset.uuid): asset.pk}, at=NOW)
    assert len(decisions) == len(rights.Channel)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE licensing_rightsdecision SET verdict = 'allowed'", id="change a decision"),
        pytest.param("DELETE FROM licensing_rightsdecision", id="delete a decision"),
        pytest.param("UPDATE assets_auditevent SET actor = 'nobody'", id="change an event"),
        pytest.param("DELETE FROM assets_auditevent", id="delete an event"),
    ],
)
def test_the_database_itself_refuses_to_change_what_was_decided_or_audited(asset, town, manager, statement):
    request_download(asset, question(asset, town), rendition="full", by=manager, at=NOW)
    before = (RightsDecision.objects.get().verdict, AuditEvent.objects.count())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (RightsDecision.objects.get().verdict, AuditEvent.objects.count()) == before


def test_a_decision_cannot_be_changed_or_deleted_through_its_model(asset, town, manager):
    request_download(asset, question(asset, town), rendition="full", by=manager, at=NOW)
    kept = RightsDecision.objects.get()
    for act in (kept.save, kept.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    assert RightsDecision.objects.count() == 1


def test_the_audit_trail_is_whole_after_a_long_story_and_holds_no_names(cleared, town, manager):
    for change in CHANGES:
        change.values[0](cleared, town, manager)
    request_download(cleared, question(cleared, town), rendition="full", by=manager, at=NOW)
    assert broken_links() == []
    told = str(list(AuditEvent.objects.values("actor", "action", "object_kind", "object_id", "data")))
    assert len(AuditEvent.objects.values("action").distinct()) >= 7
    assert [name for name in ("Beispiel", "Burg", manager.username, "Heimatverein") if name in told] == []

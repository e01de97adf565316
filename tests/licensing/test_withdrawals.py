"""Withdrawals: at once in the transaction that records them; the proof stays; the effect is known beforehand."""

import time
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import AuditEvent
from licensing import rights
from licensing.models import Bundle, Consent, ConsentEvent, Download, PermittedUse, Task
from licensing.services import (
    ConsentEnded,
    note_dispute,
    note_objection,
    reconfirm_consent,
    refuse_consent,
    withdraw_consent,
    withdrawal_effect,
)
from licensing.services.changes import touched_together
from tests import builders
from tests.licensing import uses
from tests.licensing.people import (
    at,
    consent,
    document,
    free_but_for_people,
    person,
    publication,
    publications,
    show,
    verdict,
)
from tests.licensing.records import facts_of, question
from tests.licensing.takers import took

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
NOW = at("2026-06-01")

EVERYTHING = {"channels": ["*"], "purposes": ["*"], "organizations": ["*"], "covers_commercial": "yes"}


def test_a_withdrawal_is_effective_in_the_transaction_that_records_it(asset, town, manager, eva):
    made = consent(eva, manager)
    assert PermittedUse.objects.filter(asset=asset, verdict__lt=2).exists()
    with transaction.atomic():
        withdraw_consent(made, happened_at=at("2026-03-05"), by=manager, received_by="Brief")
        assert verdict(asset, town) is rights.Verdict.FORBIDDEN
        assert not PermittedUse.objects.filter(asset=asset, verdict__lt=2).exists()


def test_the_proof_stays_and_the_use_is_blocked(asset, town, manager, eva):
    made = consent(eva, manager, document=document(town, manager), evidence_note="")
    withdraw_consent(made, happened_at=at("2026-03-05"), by=manager)
    kept = Consent.objects.get(pk=made.pk)
    assert (kept.evidence.erased_at, kept.scopes.count(), kept.events.count()) == (None, 3, 2)
    reasons = rights.decide(question(asset, town), facts_of(asset), at=NOW).reasons
    assert "PERS_CONSENT_WITHDRAWN" in {each.code for each in reasons}


def test_withdrawing_twice_is_once(manager, eva):
    made = consent(eva, manager)
    first = withdraw_consent(made, happened_at=at("2026-03-05"), by=manager)
    assert withdraw_consent(made, happened_at=at("2026-03-06"), by=manager) == first
    assert ConsentEvent.objects.filter(consent=made, kind="withdrawn").count() == 1


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(at("2026-01-31"), id="before it was given"),
        pytest.param(at("2999-01-01"), id="in the future"),
    ],
)
def test_a_withdrawal_happened_after_the_consent_and_not_in_the_future(manager, eva, moment):
    made = consent(eva, manager)
    with pytest.raises(FieldInvalid):
        withdraw_consent(made, happened_at=moment, by=manager)


@pytest.mark.parametrize("then", [note_objection, note_dispute, reconfirm_consent])
def test_after_a_withdrawal_nothing_happens_to_a_consent_any_more(manager, eva, then):
    made = consent(eva, manager)
    withdraw_consent(made, happened_at=at("2026-03-05"), by=manager)
    with pytest.raises(ConsentEnded):
        then(made, happened_at=at("2026-03-06"), by=manager)


def test_a_new_consent_supersedes_the_withdrawn_one_by_an_event(asset, town, manager, eva):
    old = consent(eva, manager)
    withdraw_consent(old, happened_at=at("2026-03-05"), by=manager)
    consent(eva, manager, given_on=date(2026, 4, 1))
    kinds = list(old.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["given", "withdrawn", "superseded"]
    assert verdict(asset, town).is_releasing


def test_a_refusal_closes_the_pictures_until_the_person_says_yes(asset, town, manager, eva):
    refuse_consent(eva, happened_at=at("2026-03-05"), by=manager, received_by="Gespräch")
    assert verdict(asset, town) is rights.Verdict.FORBIDDEN
    consent(eva, manager, given_on=date(2026, 4, 1))
    assert verdict(asset, town).is_releasing


@pytest.mark.parametrize("then", [note_objection, note_dispute])
def test_an_objection_or_a_dispute_is_for_a_person(asset, town, manager, eva, then):
    then(consent(eva, manager), happened_at=at("2026-03-05"), by=manager)
    assert verdict(asset, town) is rights.Verdict.NEEDS_DECISION


def test_every_event_is_in_the_audit_trail_without_names(manager, eva):
    made = consent(eva, manager)
    withdraw_consent(made, happened_at=at("2026-03-05"), by=manager, received_by="Brief von Eva Muster")
    trail = AuditEvent.objects.filter(object_id=str(made.uuid))
    assert [each.action for each in trail] == ["consent.given", "consent.withdrawn"]
    assert not any("Muster" in f"{each.data}" for each in AuditEvent.objects.all())


def test_the_effect_is_known_before_the_withdrawal_and_counts_only_what_it_hits(town, manager, eva, asset):
    neighbor, far = builders.organization(), builders.organization()
    made = consent(eva, manager)
    for organization, state in (
        (town, "live"), (town, "scheduled"), (neighbor, "live"), (far, "removed"), (far, "canceled"),
    ):  # fmt: skip
        publication(asset, organization, state=state)
    publication(asset, town, state="irrevocable", channel="print")
    publication(builders.asset(town), far)
    found = withdrawal_effect(made)
    assert (found.pictures, found.live, found.scheduled, found.irrevocable) == (1, 2, 1, 1)
    assert found.publications == 3
    assert found.organizations == tuple(sorted([str(town.uuid), str(neighbor.uuid)]))
    assert withdraw_consent(made, happened_at=at("2026-03-05"), by=manager) == found


def test_a_version_in_which_the_person_is_not_shown_does_not_have_to_come_down(asset, town, manager, eva):
    from licensing.models import RenditionState

    blurred = RenditionState.objects.create(
        asset=asset, modifications=["face_blur"], persons="none_confirmed", confirmed_by=manager, confirmed_at=NOW
    )
    publication(asset, town, rendition=blurred)
    publication(asset, town)
    assert withdrawal_effect(consent(eva, manager)).live == 1


def test_the_effect_counts_the_copies_that_left_through_any_door(asset, town, manager, eva):
    """Downloads of people, copies in a bundle, and what strangers took through a link: their takers have to be told."""
    made = consent(eva, manager, **EVERYTHING)
    took(asset, manager)
    assert withdrawal_effect(made).copies == 3
    assert withdraw_consent(made, happened_at=timezone.now(), by=manager).copies == 3


def test_a_copy_that_was_never_made_has_no_taker(asset, town, manager, eva):
    made = consent(eva, manager, **EVERYTHING)
    took(asset, manager)
    Download.objects.update(state="failed")
    Bundle.objects.update(state="preparing")
    assert withdrawal_effect(made).copies == 0


def test_the_effect_costs_the_same_for_one_publication_or_twenty(
    asset, town, manager, eva, django_assert_max_num_queries
):
    made = consent(eva, manager)
    publications([asset] * 20, town)
    with django_assert_max_num_queries(4):
        assert withdrawal_effect(made).live == 20


@pytest.mark.parametrize("count", [1, 10])
def test_a_withdrawal_costs_the_same_for_one_picture_or_ten(town, manager, count, django_assert_max_num_queries):
    """With everything that follows from it for a use of each."""
    eva = person(town, manager)
    made = consent(eva, manager, **EVERYTHING)
    pictures = [builders.asset(town) for _ in range(count)]
    with touched_together():
        for each in pictures:
            free_but_for_people(each, manager)
            show(each, manager, eva)
    for each in pictures:
        uses.use(each, town, manager)
    with django_assert_max_num_queries(95):
        withdraw_consent(made, happened_at=at("2026-03-05"), by=manager)
    tasks = Task.objects.filter(organization=town, kind="take_down")
    assert set(tasks.values_list("asset", flat=True)) == {each.pk for each in pictures}


def test_withdrawing_a_consent_for_a_thousand_live_publications_is_quick(town, manager):
    """Blocked at once, rows for search made again: well under the five seconds that take-down tasks share."""
    eva = person(town, manager)
    assets = [builders.asset(town) for _ in range(1000)]
    from licensing.models import AssetRights, LicenseAssignment, PersonShown

    now = timezone.now()
    AssetRights.objects.bulk_create(
        AssetRights(
            asset=each, persons="listed_complete", works="none_confirmed", property="none_confirmed",
            audio="none_confirmed", ai="no", confirmed_by=manager, confirmed_at=now,
        )
        for each in assets
    )  # fmt: skip
    LicenseAssignment.objects.bulk_create(
        LicenseAssignment(
            asset=each, license="CC0-1.0", status="verified", claimed_by="x", evidence="Seite", verified_by=manager,
            verified_at=now, created_at=now, source_url="https://example.org/", licensor_is_creator="yes",
        )
        for each in assets
    )  # fmt: skip
    PersonShown.objects.bulk_create(
        PersonShown(asset=each, person=eva, number=1, is_identifiable="yes", prominence="main", recorded_at=now)
        for each in assets
    )
    made = consent(eva, manager)
    publications(assets, town)
    began, busy = time.perf_counter(), time.process_time()
    effect = withdraw_consent(made, happened_at=at("2026-03-05"), by=manager)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    print(f"withdrawal of 1,000 pictures and 1,000 publications: {seconds:.2f} s, {busy:.2f} s of them ours")
    assert (effect.live, effect.pictures) == (1000, 1000)
    assert not PermittedUse.objects.filter(verdict__lt=2).exists()
    assert busy < 5, "of this process: a machine that does other things besides is slower by the clock"

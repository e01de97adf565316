"""What services recorded is what the kernel is asked with: nothing left out, nothing added."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, MetadataConflict, State
from licensing import rights
from licensing.facts import facts_for
from licensing.models import LicenseAssignment
from licensing.services import (
    EvidenceMissing,
    amend_grant,
    assign_license,
    confirm_states,
    lift_embargoes,
    record_of,
    resolve_conflicts,
    revoke_grant,
    set_embargo,
)
from tests import builders
from tests.licensing.records import collection, facts_of, grant, license_verified

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


def test_an_asset_about_which_nothing_is_recorded_has_facts_that_release_nothing(asset):
    facts = facts_of(asset)
    assert (facts.assignment, facts.grants, facts.embargoes, facts.conflicts) == (None, (), (), ())
    assert {facts.persons, facts.works, facts.property, facts.audio} == {rights.Completeness.UNKNOWN}


@pytest.mark.parametrize(
    ("status", "origin"),
    [
        pytest.param("verified", rights.Origin.PERSON, id="a person looked"),
        pytest.param("claimed", rights.Origin.FILE, id="only a claim"),
        pytest.param("disputed", rights.Origin.FILE, id="in dispute"),
    ],
)
def test_the_license_in_force_is_the_last_one_recorded(asset, manager, status, origin):
    license_verified(asset, manager, "CC-BY-4.0")
    assign_license(asset, license="CC0-1.0", status=status, by=manager, evidence="Rechnung 7")
    assignment = facts_of(asset).assignment
    assert (assignment.license, assignment.status.value) == ("CC0-1.0", status)
    assert (assignment.provenance.origin, assignment.provenance.evidence) == (origin, "Rechnung 7")
    assert LicenseAssignment.objects.filter(asset=asset).count() == 2, "the former record stays as proof"


def test_a_verified_license_without_evidence_is_refused_and_changes_nothing(asset, manager):
    license_verified(asset, manager)
    with pytest.raises(EvidenceMissing):
        assign_license(asset, license="CC-BY-4.0", status="verified", by=manager, evidence="  ")
    assert facts_of(asset).assignment.license == "CC0-1.0"


def test_a_license_that_the_registry_does_not_know_is_refused(asset, manager):
    with pytest.raises(FieldInvalid):
        assign_license(asset, license="CC-BY-9.9", status="claimed", by=manager)


LAYERS = ("persons", "works", "property", "audio")


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("state", ["none_confirmed", "listed_incomplete", "unknown"])
def test_each_layer_is_what_a_person_confirmed_and_the_others_stay_unknown(asset, manager, layer, state):
    confirm_states(asset, states={layer: state}, by=manager)
    facts = facts_of(asset)
    assert {name: getattr(facts, name).value for name in LAYERS} == {**dict.fromkeys(LAYERS, "unknown"), layer: state}


def test_only_known_layers_can_be_confirmed(asset, manager):
    with pytest.raises(FieldInvalid):
        confirm_states(asset, states={"version": "9"}, by=manager)


def test_a_file_that_says_it_is_artificial_is_so_whatever_was_confirmed(asset, manager):
    confirm_states(asset, states={"ai": "no"}, by=manager)
    assert facts_of(asset).ai is rights.Tri.NO
    Asset.objects.filter(pk=asset.pk).update(digital_source_type="http://cv.iptc.org/x/trainedAlgorithmicMedia")
    assert facts_of(asset).ai is rights.Tri.YES


def test_a_grant_counts_for_its_asset_and_a_collections_grant_for_each_asset_in_it(town, manager, asset):
    inside, outside = builders.asset(town), builders.asset(town)
    own = grant(town, manager, on=asset)
    joint = grant(town, manager, on=collection(town, manager, asset, inside))
    found = facts_for([asset.pk, inside.pk, outside.pk])
    assert {each.id for each in found[asset.pk].grants} == {str(own.uuid), str(joint.uuid)}
    assert {each.id for each in found[inside.pk].grants} == {str(joint.uuid)}
    assert found[outside.pk].grants == ()


def test_a_grant_is_loaded_whole(town, manager, asset):
    grant(
        town, manager, on=asset, channels=["website", "instagram"], purposes=["*"], territories=["DE", "AT"],
        modifications=["crop"], until_on=date(2026, 12, 31), commercial="no", paid_promotion="yes",
        print_run_max=500, credit_required="yes", exact_credit="Foto: Verein", evidence="", evidence_missing=True,
    )  # fmt: skip
    (loaded,) = facts_of(asset).grants
    assert loaded.channels == {rights.Channel.WEBSITE, rights.Channel.INSTAGRAM}
    assert loaded.purposes == frozenset(rights.Purpose)
    assert (loaded.territories, loaded.modifications) == ({"DE", "AT"}, {rights.Modification.CROP})
    assert (loaded.start, loaded.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (loaded.commercial, loaded.paid_promotion) == (rights.Tri.NO, rights.Tri.YES)
    assert (loaded.print_run_left, loaded.has_evidence) == (500, rights.Tri.NO)
    assert loaded.credit == rights.CreditRule(required=rights.Tri.YES, line="Foto: Verein")
    assert loaded.licensees == {str(town.uuid)}


@pytest.mark.parametrize("empty", ["licensees", "channels", "purposes"])
def test_a_grant_that_leaves_an_axis_empty_is_refused(town, manager, asset, empty):
    with pytest.raises(FieldInvalid):
        grant(town, manager, on=asset, **{empty: []})


def test_drafts_and_replaced_versions_do_not_count(town, manager, asset):
    former = grant(town, manager, on=asset)
    grant(town, manager, on=asset, is_draft=True)
    current = amend_grant(former, replace(record_of(former), reference="Nachtrag 1"), by=manager)
    assert [each.id for each in facts_of(asset).grants] == [str(current.uuid)]


def test_a_revoked_grant_is_loaded_as_revoked_on_its_day(town, manager, asset):
    ended = grant(town, manager, on=asset)
    revoke_grant(ended, by=manager)
    revoke_grant(ended, by=manager)
    (loaded,) = facts_of(asset).grants
    assert loaded.status is rights.GrantStatus.REVOKED
    assert loaded.revoked_on == rights.berlin_day(timezone.now())


@pytest.mark.parametrize(
    ("until", "precision", "instant"),
    [
        pytest.param("2026-11-22T09:00", "minute", "2026-11-22T08:00:00+00:00", id="winter"),
        pytest.param("2026-07-01T09:00", "minute", "2026-07-01T07:00:00+00:00", id="summer"),
        pytest.param("2026-10-25T02:30", "minute", "2026-10-25T01:30:00+00:00", id="doubled in autumn: the later"),
        pytest.param("2026-03-29T01:59", "minute", "2026-03-29T00:59:00+00:00", id="the minute before spring skips"),
        pytest.param("2026-03-29T03:00", "minute", "2026-03-29T01:00:00+00:00", id="the minute after spring skipped"),
        pytest.param("2026-11-22", "day", None, id="a day without a time stays ambiguous"),
    ],
)
def test_an_embargo_is_kept_as_written_with_the_instant_it_means(asset, manager, until, precision, instant):
    embargo = set_embargo(asset, until_local=until, by=manager)
    assert (embargo.until_local, embargo.precision) == (until, precision)
    assert (embargo.until_at and embargo.until_at.isoformat()) == instant
    (loaded,) = facts_of(asset).embargoes
    expected = date.fromisoformat(until) if precision == "day" else datetime.fromisoformat(until)
    assert (loaded.until_local, loaded.is_lifted) == (expected, False)


@pytest.mark.parametrize(
    ("until", "zone"),
    [
        pytest.param("2026-03-29T02:30", "Europe/Berlin", id="a time that spring skips"),
        pytest.param("2026-02-30", "Europe/Berlin", id="no such day"),
        pytest.param("2026-02-30T10:00", "Europe/Berlin", id="no such day with a time"),
        pytest.param("2026-06-01T10:00+02:00", "Europe/Berlin", id="a time with an offset"),
        pytest.param("2026-06-01T10:00", "Mars/Olympus", id="an unknown zone"),
        pytest.param("morgen", "Europe/Berlin", id="no time at all"),
        pytest.param("", "Europe/Berlin", id="nothing"),
    ],
)
def test_an_embargo_until_a_moment_that_is_none_is_refused(asset, manager, until, zone):
    with pytest.raises(FieldInvalid):
        set_embargo(asset, until_local=until, zone=zone, by=manager)
    assert facts_of(asset).embargoes == ()


def test_a_lifted_embargo_stays_as_proof_and_no_longer_holds(asset, manager):
    set_embargo(asset, until_local="2026-11-22T09:00", by=manager)
    assert (lift_embargoes(asset, by=manager), lift_embargoes(asset, by=manager)) == (1, 0)
    assert [each.is_lifted for each in facts_of(asset).embargoes] == [True]


def says_in_the_file(asset: Asset, url: str) -> None:
    asset.original.file_facts = {"cc_license": {"value": url, "origin": "xmp:cc:license"}}
    asset.original.save()


def open_conflicts(asset: Asset) -> list[str]:
    return [each.concept for each in facts_of(asset).conflicts if not each.is_resolved]


@pytest.mark.parametrize(
    ("in_the_file", "recorded", "conflicts"),
    [
        pytest.param("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", [], id="file and record agree"),
        pytest.param("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-4.0", ["license"], id="they disagree"),
        pytest.param("https://example.org/terms", "CC-BY-4.0", [], id="the file names no known license"),
    ],
)
def test_a_record_that_contradicts_the_file_is_an_open_conflict_until_resolved(
    asset, manager, in_the_file, recorded, conflicts
):
    says_in_the_file(asset, in_the_file)
    license_verified(asset, manager, recorded)
    assert open_conflicts(asset) == conflicts
    resolve_conflicts(asset, concepts=["license"], by=manager)
    assert open_conflicts(asset) == []


def test_conflicts_within_the_file_are_loaded_with_their_concern_and_can_be_resolved(asset, manager):
    MetadataConflict.objects.create(
        original=asset.original, concept="creators", values={"iim": ["A"], "xmp": ["B"]}, severity="naming"
    )
    (loaded,) = facts_of(asset).conflicts
    assert (loaded.concept, loaded.concern) == ("creators", rights.ConflictConcern.NAMING)
    resolve_conflicts(asset, concepts=["creators"], by=manager)
    assert open_conflicts(asset) == []


@pytest.mark.parametrize("state", State.values)
def test_the_state_of_the_asset_is_a_fact_and_deleted_outranks_it(asset, state):
    Asset.objects.filter(pk=asset.pk).update(state=state, state_reason="Grund")
    assert (facts_of(asset).asset.state.value, facts_of(asset).asset.block_reason) == (state, "Grund")
    Asset.objects.filter(pk=asset.pk).update(deleted_at=timezone.now())
    assert facts_of(asset).asset.state is rights.AssetState.DELETED


@pytest.mark.parametrize("count", [1, 20])
def test_facts_cost_the_same_queries_for_one_asset_or_twenty(town, manager, count, django_assert_max_num_queries):
    made = [builders.asset(town) for _ in range(count)]
    for each in made:
        license_verified(each, manager)
        grant(town, manager, on=each)
    grant(town, manager, on=collection(town, manager, *made))
    with django_assert_max_num_queries(18):
        found = facts_for([each.pk for each in made])
    assert {len(facts.grants) for facts in found.values()} == {2}

"""Grants whole: entered in words that people understand, in versions, and alone where they are exclusive."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import CollectionItem
from licensing import rights
from licensing.models import GrantScope, RightsGrant
from licensing.services import ExclusiveOverlap, GrantFixed, amend_grant, put_in_force, record_of, revoke_grant
from licensing.services.grants import versions_of
from tests import builders
from tests.licensing.records import collection, facts_of, grant

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"channels": ["fax"]}, "channels", id="channel"),
        pytest.param({"purposes": ["spass"]}, "purposes", id="purpose"),
        pytest.param({"modifications": ["drehen"]}, "modifications", id="modification"),
        pytest.param({"licensees": ["jemand"]}, "licensees", id="licensee"),
        pytest.param({"commercial": "vielleicht"}, "commercial", id="three-valued"),
        pytest.param({"kind": "halb"}, "kind", id="kind"),
        pytest.param({"until_on": date(2025, 1, 1)}, "until_on", id="end before begin"),
        pytest.param({"quota_uses": 0}, "quota_uses", id="no use"),
        pytest.param({"evidence": ""}, "evidence", id="no proof and nobody said so"),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_nothing_is_kept(town, manager, asset, values, field):
    with pytest.raises(FieldInvalid) as refused:
        grant(town, manager, on=asset, **values)
    assert refused.value.field == field
    assert RightsGrant.objects.count() == 0


def test_every_term_arrives_at_the_kernel(town, manager, asset):
    grant(
        town, manager, on=asset, quota_uses=7, sensitive_use="no", covers_other_bodies="yes", report_to="VG",
        specimen_to="Verlag", granted_on=date(2025, 12, 1),
    )  # fmt: skip
    (known,) = facts_of(asset).grants
    assert (known.uses_max, known.uses_left, known.granted_on) == (7, 7, date(2025, 12, 1))
    assert (known.sensitive_use, known.covers_other_bodies) == (rights.Tri.NO, rights.Tri.YES)
    assert (known.licensor, known.report_to, known.specimen_to) == ("Heimatverein", "VG", "Verlag")


def test_a_proof_that_is_said_to_be_missing_leaves_each_use_to_a_person(town, manager, asset):
    grant(town, manager, on=asset, evidence="", evidence_missing=True)
    assert facts_of(asset).grants[0].has_evidence is rights.Tri.NO


class TestVersions:
    def test_a_draft_of_the_next_version_leaves_the_one_in_force_until_it_is_put_in_force(self, town, manager, asset):
        former = grant(town, manager, on=asset)
        draft = amend_grant(former, replace(record_of(former), until_on=date(2027, 1, 1)), by=manager, is_draft=True)
        assert [each.id for each in facts_of(asset).grants] == [str(former.uuid)]
        put_in_force(draft, by=manager)
        assert [each.id for each in facts_of(asset).grants] == [str(draft.uuid)]

    def test_an_amendment_keeps_the_former_version_as_it_stood(self, town, manager, asset):
        former = grant(town, manager, on=asset, until_on=date(2030, 1, 1))
        newer = amend_grant(former, replace(record_of(former), until_on=date(2027, 1, 1)), by=manager)
        assert [(each.version, each.until_on) for each in versions_of(newer)] == [
            (1, date(2030, 1, 1)),
            (2, date(2027, 1, 1)),
        ]

    @pytest.mark.parametrize("over", ["followed", "revoked", "draft"])
    def test_only_the_newest_version_in_force_is_amended(self, town, manager, asset, over):
        former = grant(town, manager, on=asset, is_draft=over == "draft")
        if over == "followed":
            amend_grant(former, record_of(former), by=manager)
        if over == "revoked":
            revoke_grant(former, by=manager)
        with pytest.raises(GrantFixed):
            amend_grant(former, record_of(former), by=manager)


class TestTheDatabaseItself:
    @pytest.mark.parametrize(
        "values",
        [
            pytest.param({"until_on": date(2026, 2, 1)}, id="shortened"),
            pytest.param({"commercial": "yes"}, id="widened"),
            pytest.param({"quota_uses": 5}, id="counted"),
            pytest.param({"status": "draft"}, id="back to a draft"),
        ],
    )
    def test_refuses_to_change_the_terms_of_a_grant_in_force(self, town, manager, asset, values):
        made = grant(town, manager, on=asset)
        with pytest.raises(IntegrityError), transaction.atomic():
            RightsGrant.objects.filter(pk=made.pk).update(**values)

    def test_refuses_to_change_the_scope_of_a_grant_in_force(self, town, manager, asset):
        made = grant(town, manager, on=asset)
        acts = [
            lambda: GrantScope.objects.create(grant=made, axis="channel", value="print"),
            lambda: GrantScope.objects.filter(grant=made, axis="channel").update(value="*"),
            lambda: GrantScope.objects.filter(grant=made, axis="channel").delete(),
        ]
        for act in acts:
            with pytest.raises(IntegrityError), transaction.atomic():
                act()

    def test_refuses_a_grant_in_force_that_names_no_channel_or_never_was_a_draft(self, town, manager, asset):
        made = grant(town, manager, on=asset, is_draft=True)
        GrantScope.objects.filter(grant=made, axis="channel").delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            RightsGrant.objects.filter(pk=made.pk).update(status="active")
        with pytest.raises(IntegrityError), transaction.atomic():
            RightsGrant.objects.create(
                organization=town, asset=asset, licensor="X", status="active", from_on=date(2026, 1, 1),
                evidence="Vertrag", created_at=timezone.now(),
            )  # fmt: skip


EXCLUSIVE = {"kind": "exclusive", "channels": ["website", "print"], "territories": ["DE"]}


class TestExclusive:
    @pytest.mark.parametrize(
        ("other", "clashes"),
        [
            pytest.param({}, True, id="the same"),
            pytest.param({"channels": ["*"]}, True, id="all channels"),
            pytest.param({"channels": ["instagram"]}, False, id="another channel"),
            pytest.param({"territories": ["DE-NW"]}, True, id="a part of the territory"),
            pytest.param({"territories": ["*"]}, True, id="everywhere"),
            pytest.param({"territories": ["DEX", "AT"]}, False, id="another territory"),
            pytest.param({"from_on": date(2027, 1, 1), "until_on": None}, False, id="the day after"),
            pytest.param({"from_on": date(2026, 12, 31), "until_on": None}, True, id="on the last day"),
            pytest.param({"kind": "simple"}, False, id="a simple right"),
        ],
    )
    def test_rights_of_different_licensees_do_not_overlap(self, town, manager, asset, other, clashes):
        grant(town, manager, on=asset, **EXCLUSIVE, until_on=date(2026, 12, 31))
        neighbor = builders.organization()
        values = {**EXCLUSIVE, "licensees": [str(neighbor.uuid)], "until_on": date(2026, 12, 31), **other}
        if clashes:
            with pytest.raises(ExclusiveOverlap):
                grant(town, manager, on=asset, **values)
        else:
            grant(town, manager, on=asset, **values)
        assert RightsGrant.objects.count() == (1 if clashes else 2)

    def test_the_same_licensees_may_have_it_twice_and_an_ended_one_stands_in_nobodys_way(self, town, manager, asset):
        first, second = (grant(town, manager, on=asset, **EXCLUSIVE) for _ in range(2))
        revoke_grant(first, by=manager)
        revoke_grant(second, by=manager)
        grant(town, manager, on=asset, **EXCLUSIVE, licensees=[str(builders.organization().uuid)])

    def test_a_collections_grant_reaches_its_assets_and_an_asset_is_not_put_where_it_would_clash(
        self, town, manager, asset
    ):
        neighbor = {"licensees": [str(builders.organization().uuid)]}
        grant(town, manager, on=asset, **EXCLUSIVE)
        with pytest.raises(ExclusiveOverlap):
            grant(town, manager, on=collection(town, manager, asset), **EXCLUSIVE, **neighbor)
        elsewhere = collection(town, manager)
        grant(town, manager, on=elsewhere, **EXCLUSIVE, **neighbor)
        with pytest.raises(IntegrityError), transaction.atomic():
            CollectionItem.objects.create(collection=elsewhere, asset=asset, added_at=timezone.now())

    def test_the_next_version_of_an_exclusive_grant_does_not_clash_with_the_one_that_it_follows(
        self, town, manager, asset
    ):
        first = grant(town, manager, on=asset, **EXCLUSIVE)
        others = [str(town.uuid), str(builders.organization().uuid)]
        amend_grant(first, replace(record_of(first), licensees=others), by=manager)
        assert len(facts_of(asset).grants) == 1

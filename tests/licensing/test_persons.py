"""Persons as facts: what is recorded reaches the kernel, covered pictures only, in a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assets.errors import FieldInvalid
from licensing.facts.persons import persons_of
from licensing.models import AssetRights, PersonShown
from licensing.rights import Channel, Purpose, Tri
from licensing.rights.layers import AgeBand, Basis, ConsentStatus, Custody, Prominence
from licensing.services import confirm_states
from licensing.services.consents import Covered, note_dispute, note_objection, reconfirm_consent, withdraw_consent
from licensing.services.persons import Region, ShownRecord, change_person, show_people, show_person_on
from tests import builders
from tests.licensing.people import GUARDIAN, RELATIVE, SELF, at, consent, document, person, show, shown
from tests.licensing.records import NOBODY_IN_IT, collection

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


def the_only(asset):
    (found,) = persons_of([asset.pk])[asset.pk]
    return found


def test_a_person_is_told_with_everything_that_a_verdict_needs(asset, town, manager):
    mia = person(town, manager, born_on=date(2013, 5, 4), custody="sole_documented")
    show(asset, manager, mia, prominence="group", has_special_category=True)
    found = the_only(asset)
    assert (found.number, found.is_identifiable, found.prominence) == (1, Tri.YES, Prominence.GROUP)
    assert (found.born_on, found.custody, found.has_special_category) == (
        date(2013, 5, 4),
        Custody.SOLE_DOCUMENTED,
        True,
    )


def test_a_consent_is_told_whole_and_nothing_is_added(asset, town, manager):
    mia = person(town, manager, born_on=date(2013, 5, 4))
    show(asset, manager, mia)
    made = consent(
        mia, manager, channels=["website", "instagram"], purposes=["event_report"], until_on=date(2027, 1, 31),
        signatures=[GUARDIAN, GUARDIAN, SELF], is_general=True, covers_commercial="no",
    )  # fmt: skip
    (found,) = the_only(asset).consents
    assert (found.id, found.basis, found.status) == (str(made.uuid), Basis.CONSENT, ConsentStatus.GIVEN)
    assert found.scope.channels == {Channel.WEBSITE, Channel.INSTAGRAM}
    assert found.scope.purposes == {Purpose.EVENT_REPORT}
    assert found.scope.organizations == {str(town.uuid)}
    assert (found.scope.start, found.scope.until) == (date(2026, 2, 1), date(2027, 1, 31))
    assert (found.guardians, found.by_subject, found.by_relatives) == (2, Tri.YES, Tri.NO)
    assert (found.is_general, found.covers_commercial, found.has_evidence) == (True, Tri.NO, Tri.YES)


def test_somebody_nobody_knows_has_unknown_age_and_no_consents(asset, manager):
    show(asset, manager, None)
    found = the_only(asset)
    assert (found.age_band, found.born_on, found.consents) == (AgeBand.UNKNOWN, None, ())


def test_the_age_that_was_seen_counts_only_where_none_is_recorded(asset, town, manager):
    show(asset, manager, None, person(town, manager, age_band="adult"), age_band="under_14")
    first, second = persons_of([asset.pk])[asset.pk]
    assert (first.age_band, second.age_band) == (AgeBand.UNDER_14, AgeBand.ADULT)


EARLIER = date(2026, 3, 1)


def test_a_child_is_not_made_younger_by_saying_again_who_is_there(asset, town, manager):
    mia = person(town, manager, age_band="unknown")
    show(asset, manager, mia, None, age_band="under_14")
    PersonShown.objects.update(age_band_on=EARLIER)
    show(asset, manager, None, mia, age_band="under_14", prominence="group")
    unknown, known = persons_of([asset.pk])[asset.pk]
    assert (unknown.number, known.number) == (1, 2)
    assert (unknown.age_band_on, known.age_band_on) == (timezone.localdate(), EARLIER)


@pytest.mark.parametrize(
    ("changes", "band_on"),
    [
        pytest.param({"reference": "AZ 9"}, EARLIER, id="something else"),
        pytest.param({"age_band": "under_14"}, EARLIER, id="the same again"),
        pytest.param({"age_band": "minor"}, None, id="another band, as of today"),
        pytest.param({"age_band_on": date(2026, 5, 1)}, date(2026, 5, 1), id="looked at again"),
        pytest.param(
            {"age_band": "minor", "age_band_on": date(2026, 5, 1)}, date(2026, 5, 1), id="another, with its day"
        ),
    ],
)
def test_the_band_of_a_person_keeps_its_day_until_it_is_said_anew(town, manager, changes, band_on):
    mia = person(town, manager, age_band="under_14", age_band_on=EARLIER)
    assert change_person(mia, changes=changes, by=manager).age_band_on == (band_on or timezone.localdate())


def test_nobody_is_seen_tomorrow(town, manager):
    with pytest.raises(FieldInvalid):
        person(town, manager, age_band="under_14", age_band_on=timezone.localdate() + timedelta(days=1))


def test_only_the_day_of_a_childs_band_leaves_the_register(asset, town, manager):
    show(asset, manager, *(person(town, manager, age_band=band) for band in ("under_14", "from_14", "adult")))
    told = [each.age_band_on for each in persons_of([asset.pk])[asset.pk]]
    assert told == [timezone.localdate(), None, None]


@pytest.mark.parametrize(
    ("born_on", "given_on", "told"),
    [
        pytest.param(date(1980, 5, 4), date(2026, 2, 1), None, id="an adult who consented as an adult"),
        pytest.param(date(2005, 5, 4), date(2020, 2, 1), date(2005, 5, 4), id="an adult whose guardians consented"),
        pytest.param(date(2013, 5, 4), date(2026, 2, 1), date(2013, 5, 4), id="a child"),
    ],
)
def test_a_birth_date_leaves_the_register_only_where_a_verdict_hangs_on_it(
    asset, town, manager, born_on, given_on, told
):
    eva = person(town, manager, born_on=born_on, age_band="unknown")
    show(asset, manager, eva)
    consent(eva, manager, given_on=given_on)
    found = the_only(asset)
    assert found.born_on == told
    assert told is not None or found.age_band is AgeBand.ADULT


def test_consents_cover_their_picture_their_collection_or_all_pictures_of_the_controller(town, manager):
    eva = person(town, manager)
    own, grouped, other = (builders.asset(town) for _ in range(3))
    foreign = builders.asset(builders.organization())
    for asset in (own, grouped, other, foreign):
        show(asset, manager, eva)
    for_one = consent(eva, manager, covered=Covered(asset=own))
    for_group = consent(eva, manager, covered=Covered(collection=collection(town, manager, grouped)))
    for_all = consent(eva, manager)
    found = persons_of([own.pk, grouped.pk, other.pk, foreign.pk])
    covered = {pk: {each.id for each in people[0].consents} for pk, people in found.items()}
    assert covered == {
        own.pk: {str(for_one.uuid), str(for_all.uuid)},
        grouped.pk: {str(for_group.uuid), str(for_all.uuid)},
        other.pk: {str(for_all.uuid)},
        foreign.pk: set(),
    }


@pytest.mark.parametrize(
    ("happens", "status"),
    [
        pytest.param(withdraw_consent, ConsentStatus.WITHDRAWN, id="withdrawn"),
        pytest.param(note_objection, ConsentStatus.OBJECTION, id="objection"),
        pytest.param(note_dispute, ConsentStatus.DISPUTED, id="disputed"),
        pytest.param(reconfirm_consent, ConsentStatus.GIVEN, id="reconfirmed"),
    ],
)
def test_the_last_event_says_how_a_consent_stands(asset, town, manager, happens, status):
    eva = person(town, manager)
    show(asset, manager, eva)
    happens(consent(eva, manager), happened_at=at("2026-03-05"), by=manager)
    (found,) = the_only(asset).consents
    assert (found.status, found.changed_on) == (status, date(2026, 3, 5))


def test_who_confirmed_at_18_consents_as_an_adult(asset, town, manager):
    mia = person(town, manager, born_on=date(2008, 3, 1), age_band="unknown")
    show(asset, manager, mia)
    made = consent(mia, manager, given_on=date(2024, 3, 1), signatures=[GUARDIAN, GUARDIAN])
    assert the_only(asset).consents[0].by_subject is Tri.NO
    reconfirm_consent(made, happened_at=at("2026-03-02"), by=manager)
    found = the_only(asset)
    assert (found.born_on, found.age_band) == (None, AgeBand.ADULT)
    assert (found.consents[0].by_subject, found.consents[0].given_on) == (Tri.YES, date(2026, 3, 2))


def test_nobody_confirms_before_the_birthday(asset, town, manager):
    mia = person(town, manager, born_on=date(2008, 3, 1))
    made = consent(mia, manager, given_on=date(2024, 3, 1), signatures=[GUARDIAN, GUARDIAN])
    with pytest.raises(FieldInvalid):
        reconfirm_consent(made, happened_at=at("2026-02-28"), by=manager)


@pytest.mark.parametrize(
    ("given_on", "status"),
    [
        pytest.param(date(2026, 3, 5), ConsentStatus.SUPERSEDED, id="signed on the day of the withdrawal"),
        pytest.param(date(2026, 4, 1), ConsentStatus.SUPERSEDED, id="signed later"),
        pytest.param(date(2026, 3, 4), ConsentStatus.WITHDRAWN, id="an older paper that is filed later"),
    ],
)
def test_a_withdrawal_ends_with_a_new_signature_and_not_with_an_old_paper(asset, town, manager, given_on, status):
    eva = person(town, manager)
    show(asset, manager, eva)
    old = consent(eva, manager)
    withdraw_consent(old, happened_at=at("2026-03-05"), by=manager)
    consent(eva, manager, given_on=given_on)
    statuses = {each.id: each.status for each in the_only(asset).consents}
    assert statuses[str(old.uuid)] is status


def test_a_new_consent_for_one_picture_opens_that_picture_alone(town, manager):
    eva = person(town, manager)
    first, second = builders.asset(town), builders.asset(town)
    for asset in (first, second):
        show(asset, manager, eva)
    old = consent(eva, manager)
    withdraw_consent(old, happened_at=at("2026-03-05"), by=manager)
    consent(eva, manager, given_on=date(2026, 4, 1), covered=Covered(asset=first))
    assert {each.status for each in the_only(first).consents} == {ConsentStatus.SUPERSEDED, ConsentStatus.GIVEN}
    assert {each.status for each in the_only(second).consents} == {ConsentStatus.WITHDRAWN}


@pytest.mark.parametrize("basis", ["public_task", "office_holder_official_capacity", "kug23_claimed", "agency_release"])
def test_a_ground_that_nobody_signed_opens_nothing_that_was_withdrawn(asset, town, manager, basis):
    eva = person(town, manager)
    show(asset, manager, eva)
    withdraw_consent(consent(eva, manager), happened_at=at("2026-03-05"), by=manager)
    consent(eva, manager, given_on=date(2026, 4, 1), basis=basis, signatures=[])
    assert ConsentStatus.WITHDRAWN in {each.status for each in the_only(asset).consents}


def test_evidence_is_a_document_that_is_there_or_a_note_of_where_the_paper_lies(asset, town, manager):
    eva = person(town, manager)
    show(asset, manager, eva)
    filed = document(town, manager)
    consent(eva, manager, document=filed, evidence_note="")
    assert the_only(asset).consents[0].has_evidence is Tri.YES
    type(filed).objects.filter(pk=filed.pk).update(key="", erased_at=at("2026-03-05"))
    assert the_only(asset).consents[0].has_evidence is Tri.NO


def test_relatives_sign_for_somebody_who_died(asset, town, manager):
    opa = person(town, manager, died_on=date(2024, 1, 1))
    show(asset, manager, opa)
    consent(opa, manager, basis="relatives", signatures=[RELATIVE])
    (found,) = the_only(asset).consents
    assert (found.basis, found.by_relatives) == (Basis.RELATIVES, Tri.YES)


@pytest.mark.parametrize("count", [1, 20])
def test_persons_cost_the_same_for_one_picture_or_twenty(count, town, manager, django_assert_max_num_queries):
    assets = [builders.asset(town) for _ in range(count)]
    for asset in assets:
        eva, mia = person(town, manager), person(town, manager, born_on=date(2013, 5, 4))
        show(asset, manager, eva, mia)
        consent(eva, manager, document=document(town, manager))
        consent(
            mia, manager, signatures=[GUARDIAN, GUARDIAN], covered=Covered(collection=collection(town, manager, asset))
        )
    with django_assert_max_num_queries(6):
        persons_of([asset.pk for asset in assets])


# --- recording who is shown -----------------------------------------------------------------------------------------
def test_who_keeps_a_number_keeps_the_row_that_others_rest_on(asset, town, manager):
    eva, mia = person(town, manager), person(town, manager)
    show(asset, manager, eva, mia, None)
    before = {row.number: row.pk for row in PersonShown.objects.filter(asset=asset)}
    show(asset, manager, mia, eva)
    after = {row.number: (row.pk, row.person_id) for row in PersonShown.objects.filter(asset=asset)}
    assert after == {1: (before[1], mia.pk), 2: (before[2], eva.pk)}


def test_the_first_person_ends_the_confirmation_that_nobody_is_there(asset, town, manager):
    confirm_states(asset, states=NOBODY_IN_IT, by=manager)
    show_people(asset, people=shown(person(town, manager)), by=manager)
    assert AssetRights.objects.get(asset=asset).persons == "listed_incomplete"


def test_nobody_is_no_complete_list(asset, manager):
    with pytest.raises(FieldInvalid):
        show_people(asset, people=[], by=manager, completeness="listed_complete")


def test_somebody_is_put_on_many_pictures_at_once_under_the_next_number(town, manager):
    assets = [builders.asset(town) for _ in range(3)]
    show(assets[0], manager, None)
    eva = person(town, manager)
    record = ShownRecord(number=1, person=eva, is_identifiable="yes", prominence="group")
    assert show_person_on(assets, shown=record, by=manager) == 3
    assert show_person_on(assets, shown=record, by=manager) == 0, "twice is once"
    assert [PersonShown.objects.get(asset=each, person=eva).number for each in assets] == [2, 1, 1]
    versions = {type(each).objects.get(pk=each.pk).version for each in assets[1:]}
    assert versions == {2}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"prominence": "star"}, "prominence", id="unknown prominence"),
        pytest.param({"age_band": "old"}, "age_band", id="unknown age"),
        pytest.param({"is_identifiable": "maybe"}, "is_identifiable", id="unknown answer"),
        pytest.param({"region": Region(x=0.5, y=0, width=0.6, height=0.1)}, "region", id="region outside"),
        pytest.param({"region": Region(x=0.5, y=0, width=0, height=0.1)}, "region", id="region without area"),
    ],
)
def test_what_cannot_be_is_refused(asset, manager, values, field):
    with pytest.raises(FieldInvalid) as refused:
        show_people(asset, people=shown(None, **values), by=manager)
    assert refused.value.field == field
    assert not PersonShown.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"born_on": date(2999, 1, 1)}, "born_on", id="born in the future"),
        pytest.param({"died_on": date(1970, 1, 1), "born_on": date(1980, 1, 1)}, "died_on", id="dead before born"),
        pytest.param({"custody": "mine"}, "custody", id="unknown custody"),
        pytest.param({"name": "Eva"}, "name", id="a field that there is not"),
    ],
)
def test_a_person_is_corrected_only_to_what_can_be(town, manager, changes, field):
    with pytest.raises(FieldInvalid) as refused:
        change_person(person(town, manager), changes=changes, by=manager)
    assert refused.value.field == field


def test_a_corrected_birth_date_raises_the_version_of_every_picture(asset, town, manager):
    eva = person(town, manager)
    show(asset, manager, eva)
    version = type(asset).objects.get(pk=asset.pk).version
    change_person(eva, changes={"born_on": date(2015, 1, 1)}, by=manager)
    assert type(asset).objects.get(pk=asset.pk).version == version + 1
    assert the_only(asset).born_on == date(2015, 1, 1)

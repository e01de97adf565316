"""Works, places, signs and sound as they are recorded, and as the kernel gets them."""

from datetime import date

import pytest

from assets.errors import FieldInvalid
from assets.models import AuditEvent
from licensing.facts import facts_for
from licensing.models import AssetRights, UsePermission, WorkShown
from licensing.rights import Completeness, Tri, Verdict, decide
from licensing.rights.layers import PermissionStatus, Prominence, SignKind, SiteRule, Viewpoint, WorkPlace
from licensing.services import (
    PermissionRecord,
    PropertyRecord,
    SignRecord,
    TrackRecord,
    WorkRecord,
    confirm_states,
    record_permission,
    replace_property,
    replace_signs,
    replace_tracks,
    replace_works,
    revoke_permission,
)
from tests import builders
from tests.licensing import records
from tests.licensing.records import NOW, facts_of, question

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


def permission(town, manager, **values: object) -> UsePermission:
    record = PermissionRecord(
        **{
            "granted_by": "Die Künstlerin",
            "organizations": [str(town.uuid)],
            "channels": ["website"],
            "purposes": ["*"],
            "from_on": date(2026, 1, 1),
            "reference": "G-7",
            **values,
        }
    )
    return record_permission(record, by=manager, keeper=town)


def test_everything_recorded_reaches_the_kernel(asset, town, manager) -> None:
    allowed = permission(town, manager)
    work = WorkRecord(title="Brunnen", is_protected="yes", place="interior", prominence="main", permission=allowed)
    replace_works(asset, [work], by=manager)
    replace_property(asset, [PropertyRecord(name="Schlosspark", site_rule="permission_needed")], by=manager)
    replace_signs(asset, [SignRecord(kind="coat_of_arms", holder_organization=town, prominence="main")], by=manager)
    replace_tracks(asset, [TrackRecord(kind="music", title="Marsch")], by=manager)
    confirm_states(asset, states={"viewpoint": "aerial", "ai": "yes", "ai_looks_real": "yes"}, by=manager)
    facts = facts_of(asset)
    assert [(each.title, each.place, each.prominence) for each in facts.works_shown] == [
        ("Brunnen", WorkPlace.INTERIOR, Prominence.MAIN)
    ]
    shown = facts.works_shown[0].permission
    assert shown is not None
    assert (shown.status, shown.has_evidence, shown.scope.organizations) == (
        PermissionStatus.GIVEN, Tri.YES, frozenset({str(town.uuid)})
    )  # fmt: skip
    assert facts.property_shown[0].site_rule is SiteRule.PERMISSION_NEEDED
    assert (facts.signs_shown[0].kind, facts.signs_shown[0].holder) == (SignKind.COAT_OF_ARMS, str(town.uuid))
    assert facts.audio_tracks[0].title == "Marsch"
    assert (facts.viewpoint, facts.ai, facts.ai_use.looks_real) == (Viewpoint.AERIAL, Tri.YES, Tri.YES)


def test_a_code_that_nobody_knows_goes_on_unread_and_releases_nothing(asset, town, manager) -> None:
    records.released(asset, manager)
    replace_works(asset, [WorkRecord(title="Wandbild", is_protected="no", place="public_permanent")], by=manager)
    confirm_states(asset, states={"works": "listed_complete", "viewpoint": "public_ground"}, by=manager)
    WorkShown.objects.filter(asset=asset).update(is_protected="vielleicht")
    facts = facts_of(asset)
    assert facts.works_shown[0].is_protected == "vielleicht"
    assert not decide(question(asset, town), facts, at=NOW).verdict.is_releasing


@pytest.mark.parametrize("count", [1, 20])
def test_shown_things_cost_the_same_for_one_asset_or_twenty(
    town, manager, count, django_assert_max_num_queries
) -> None:
    assets = [builders.asset(town) for _ in range(count)]
    allowed = permission(town, manager)
    for each in assets:
        replace_works(each, [WorkRecord(title="Brunnen", permission=allowed)] * 2, by=manager)
        replace_signs(each, [SignRecord(kind="logo", holder="Verein", permission=allowed)], by=manager)
    with django_assert_max_num_queries(26):
        facts_for([each.pk for each in assets])


@pytest.mark.parametrize("layer", ["persons", "works", "property", "audio"])
def test_a_layer_without_records_cannot_be_complete(layer, asset, manager) -> None:
    with pytest.raises(FieldInvalid):
        confirm_states(asset, states={layer: "listed_complete"}, by=manager)


def test_nothing_is_never_confirmed_beside_a_list(asset, manager) -> None:
    replace_works(asset, [WorkRecord(title="Brunnen")], by=manager)
    with pytest.raises(FieldInvalid):
        confirm_states(asset, states={"works": "none_confirmed"}, by=manager)


def test_a_list_that_contradicts_the_confirmed_state_makes_it_careful(asset, manager) -> None:
    confirm_states(asset, states={"works": "none_confirmed"}, by=manager)
    replace_works(asset, [WorkRecord(title="Brunnen")], by=manager)
    assert AssetRights.objects.get(asset=asset).works == "listed_incomplete"
    confirm_states(asset, states={"works": "listed_complete"}, by=manager)
    replace_works(asset, [], by=manager)
    assert facts_of(asset).works is Completeness.UNKNOWN


def test_a_revoked_permission_stops_every_picture_that_rests_on_it(asset, town, manager) -> None:
    records.released(asset, manager)
    allowed = permission(town, manager)
    work = WorkRecord(title="Brunnen", is_protected="yes", place="interior", prominence="main", permission=allowed)
    replace_works(asset, [work], by=manager)
    confirm_states(asset, states={"works": "listed_complete"}, by=manager)
    before = decide(question(asset, town), facts_of(asset), at=NOW).verdict
    revoke_permission(allowed, by=manager, reason="Schreiben vom 3. Mai")
    revoke_permission(allowed, by=manager)
    after = decide(question(asset, town), facts_of(asset), at=NOW).verdict
    assert before.is_releasing
    assert after is Verdict.FORBIDDEN
    event = AuditEvent.objects.get(action="permission.revoked")
    assert event.data == {"reason_given": True, "assets": 1}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"channels": []}, id="given without channels"),
        pytest.param({"channels": ["litfasssäule"]}, id="unknown channel"),
        pytest.param({"until_on": date(2025, 1, 1)}, id="ends before it begins"),
    ],
)
def test_a_permission_that_says_too_little_is_refused(values, town, manager) -> None:
    with pytest.raises(FieldInvalid):
        permission(town, manager, **values)


def test_a_refusal_needs_no_scope(town, manager) -> None:
    refused = permission(town, manager, status="refused", channels=[], purposes=[], organizations=[])
    assert refused.status == "refused"


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        pytest.param({"has_sound": {"value": True, "origin": "file"}}, Tri.YES, id="a track of sound"),
        pytest.param({"has_sound": {"value": False, "origin": "file"}}, Tri.NO, id="no track of sound"),
        pytest.param({}, Tri.UNKNOWN, id="the reader does not say"),
    ],
)
def test_a_video_has_sound_where_its_file_says_so(said, sound, town) -> None:
    video = builders.asset(town, kind="video")
    video.original.file_facts = said
    video.original.save()
    assert facts_of(video).asset.has_sound is sound

"""Quarantined bytes: only to the role that decides about them, in a form that nothing opens, never unnoticed."""

import pytest
from django.utils import timezone

from assets.intake.quarantine import quarantine
from assets.models import AuditEvent, IndexSource, Location, Role
from assets.storage import ObjectNotFound, store_from_settings
from assets.uploads.taking import library_of
from tests.api.builders import caller, make_asset, make_organization, make_user

pytestmark = pytest.mark.django_db
BYTES = b"<script>alert(1)</script>"


@pytest.fixture
def town():
    return make_organization("kreis-hohenau")


@pytest.fixture
def locked(town):
    asset = make_asset(town)
    now = timezone.now()
    store_from_settings().put(f"originals/{asset.uuid}", BYTES)
    Location.objects.create(
        source=library_of(town), key=f"originals/{asset.uuid}", size_bytes=len(BYTES), original=asset.original,
        found_at=now, hashed_at=now, seen_at=now,
    )  # fmt: skip
    quarantine(asset.original, "Ein Virenscanner hat in der Datei etwas gefunden: Probe.")
    return asset


def member(town, role):
    return caller(make_user(f"als-{role.value}", (town, role)))


def take(by, asset, because="examine"):
    return by.post(f"/api/v1/assets/{asset.uuid}/quarantined-original", {"because": because})


def read(asset):
    return list(
        AuditEvent.objects.filter(action="original.quarantined_read", object_id=str(asset.uuid)).values_list(
            "data__because", flat=True
        )
    )


def test_a_rights_manager_gets_them_as_an_attachment_that_no_program_opens(town, locked):
    response = take(member(town, Role.RIGHTS_MANAGER), locked)
    assert b"".join(response.streaming_content) == BYTES
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="{locked.original.filename}.gesperrt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert read(locked) == ["examine"]


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR])
def test_who_only_brings_in_or_describes_gets_none(role, town, locked):
    response = take(member(town, role), locked)
    assert (response.status_code, response.json()["code"]) == (403, "not-permitted")
    assert read(locked) == []


def test_another_organization_learns_nothing_of_them(locked):
    elsewhere = make_organization("anderswo")
    assert take(member(elsewhere, Role.RIGHTS_MANAGER), locked).status_code == 404


def test_nobody_gets_them_without_saying_why(town, locked):
    response = take(member(town, Role.RIGHTS_MANAGER), locked, because="Neugier")
    assert response.status_code == 400
    assert read(locked) == []


def test_what_is_not_locked_away_is_not_taken_by_this_door(town):
    response = take(member(town, Role.RIGHTS_MANAGER), make_asset(town))
    assert (response.status_code, response.json()["code"]) == (409, "wrong-state")


def test_rights_managers_see_what_is_locked_away_and_why_and_nobody_else_does(town, locked):
    (row,) = member(town, Role.RIGHTS_MANAGER).get("/api/v1/quarantined-originals").json()["results"]
    assert (row["asset"], row["filename"]) == (str(locked.uuid), locked.original.filename)
    assert row["reason"] == "Ein Virenscanner hat in der Datei etwas gefunden: Probe."
    assert row["locked_at"] is not None
    elsewhere = make_organization("anderswo")
    for by in (member(town, Role.EDITOR), member(elsewhere, Role.ADMINISTRATOR)):
        assert by.get("/api/v1/quarantined-originals").json()["results"] == []


@pytest.mark.django_db(transaction=True)
def test_deleting_takes_the_bytes_out_of_the_store_and_stands_in_the_trail(town, locked):
    address = f"/api/v1/assets/{locked.uuid}/quarantined-original"
    by = member(town, Role.RIGHTS_MANAGER)
    assert by.send("delete", address).status_code == 204
    with pytest.raises(ObjectNotFound):
        store_from_settings().open(f"originals/{locked.uuid}")
    assert by.get("/api/v1/quarantined-originals").json()["results"] == []
    assert take(by, locked).status_code == 404
    assert AuditEvent.objects.filter(action="asset.deleted", object_id=str(locked.uuid)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_lies_in_a_source_of_others_stays_there(town, locked):
    IndexSource.objects.update(kind=IndexSource.Kind.EXTERNAL)
    assert (
        member(town, Role.RIGHTS_MANAGER)
        .send("delete", f"/api/v1/assets/{locked.uuid}/quarantined-original")
        .status_code
        == 204
    )
    with store_from_settings().open(f"originals/{locked.uuid}") as stream:
        assert stream.read() == BYTES


def test_only_what_is_locked_is_deleted_and_only_by_who_manages_rights(town, locked):
    whole = make_asset(town)
    refused = member(town, Role.RIGHTS_MANAGER).send("delete", f"/api/v1/assets/{whole.uuid}/quarantined-original")
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")
    editor = member(town, Role.EDITOR)
    refused = editor.send("delete", f"/api/v1/assets/{locked.uuid}/quarantined-original")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-permitted")

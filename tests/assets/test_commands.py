"""Commands that people run by hand: what they make, and how they refuse."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assets import audit
from assets.append_only import protect, release
from assets.models import AuditEvent, Membership, Organization, Place, User
from assets.places import locate
from tests.builders import asset, organization

pytestmark = pytest.mark.django_db

SQUARE = {"type": "Polygon", "coordinates": [[[7.0, 52.0], [7.2, 52.0], [7.2, 52.2], [7.0, 52.2], [7.0, 52.0]]]}


def add(monkeypatch, *arguments, password="ein langes Kennwort 42"):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("add_member", *arguments, "--password-stdin", stdout=io.StringIO())


def test_add_member_makes_person_organization_and_membership(monkeypatch):
    add(monkeypatch, "erste", "--organization", "stadt-a", "--name", "Stadt A", "--role", "administrator")
    membership = Membership.objects.get()
    assert (membership.user.username, membership.organization.name, membership.role) == (
        "erste",
        "Stadt A",
        "administrator",
    )
    assert User.objects.get().check_password("ein langes Kennwort 42")


def test_add_member_refuses_an_unknown_organization_and_keeps_nothing(monkeypatch):
    with pytest.raises(CommandError, match="gibt es nicht"):
        add(monkeypatch, "erste", "--organization", "stadt-b")
    assert (User.objects.count(), Organization.objects.count()) == (0, 0)


def test_add_member_refuses_a_short_password(monkeypatch):
    organization("stadt-a")
    with pytest.raises(CommandError):
        add(monkeypatch, "erste", "--organization", "stadt-a", password="kurz")


def geojson(tmp_path, *features):
    path = tmp_path / "gebiete.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return str(path)


def feature(name, geometry=SQUARE):
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def test_load_places_lets_a_position_find_its_municipality(tmp_path):
    call_command("load_places", geojson(tmp_path, feature("Mühlhagen")), stdout=io.StringIO())
    located = locate(52.1, 7.1)
    assert (located.place.name, located.place.slug, located.origin) == (
        "Mühlhagen",
        "muehlhagen",
        "rule:place-from-gps",
    )


def test_a_position_outside_every_boundary_gets_the_nearest_town():
    assert locate(51.9607, 7.6261).place.name == "Münster"


def test_a_position_far_from_any_town_gets_none():
    assert locate(54.5, 4.0).place is None


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"type": "Feature", "properties": {}, "geometry": SQUARE}, id="no name"),
        pytest.param(feature("Punkt", {"type": "Point", "coordinates": [7, 52]}), id="a point"),
        pytest.param(feature("Leer", None), id="no geometry"),
    ],
)
def test_load_places_refuses_a_file_whole_when_one_area_is_unusable(tmp_path, broken):
    with pytest.raises(CommandError):
        call_command("load_places", geojson(tmp_path, feature("Gut"), broken), stdout=io.StringIO())
    assert Place.objects.count() == 0


def test_verify_audit_finds_a_missing_row():
    for number in range(3):
        audit.record("test", actor="me", object_kind="thing", object_id=str(number))
    assert audit.broken_links() == []
    middle = AuditEvent.objects.order_by("id")[1]
    editor = connection.schema_editor(atomic=False)
    editor.deferred_sql = []
    release(editor, "assets_auditevent")
    AuditEvent.objects.filter(pk=middle.pk).delete()
    protect(editor, "assets_auditevent")
    assert [link.event_id for link in audit.broken_links()] == [middle.pk + 1]


def test_status_counts_what_is_ready_and_what_failed():
    asset(organization())
    asset(organization(), state="failed")
    out = io.StringIO()
    call_command("status", "--json", stdout=out)
    status = json.loads(out.getvalue())
    assert (status["assets"], status["ready"]) == (2, 1)

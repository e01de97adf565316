"""Rights as they come in, handed to the services that keep them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from api.problems import field_problem
from assets.models import Asset, Organization, User
from assets.viewer import Viewer
from licensing.models import Document, UsePermission
from licensing.services import (
    PropertyRecord,
    SignRecord,
    TrackRecord,
    WorkRecord,
    assign_license,
    confirm_states,
    lift_embargoes,
    replace_property,
    replace_signs,
    replace_tracks,
    replace_works,
    set_embargo,
)

_LISTS: Final[Mapping[str, tuple[type[Any], Callable[..., None]]]] = {
    "works": (WorkRecord, replace_works),
    "property": (PropertyRecord, replace_property),
    "signs": (SignRecord, replace_signs),
    "audio_tracks": (TrackRecord, replace_tracks),
}


@transaction.atomic
def record_rights(asset: Asset, values: dict[str, Any], *, by: User, viewer: Viewer) -> None:
    """All of it or nothing; lists before the states that speak of them."""
    if assignment := values.get("assignment"):
        assign_license(asset, by=by, **with_document(assignment, viewer))
    _record_shown(asset, values, by=by, viewer=viewer)
    if states := values.get("states"):
        confirm_states(asset, states=states, by=by)
    if "embargo" in values:
        lift_embargoes(asset, by=by)
    if embargo := values.get("embargo"):
        set_embargo(asset, until_local=embargo["until_local"], zone=embargo["zone"], by=by)


def _record_shown(asset: Asset, values: dict[str, Any], *, by: User, viewer: Viewer) -> None:
    given = {name: values[name] for name in _LISTS if name in values}
    permissions = _permissions([row for rows in given.values() for row in rows], viewer)
    holders = _holders(values.get("signs", []))
    for name, rows in given.items():
        record, replace = _LISTS[name]
        known = [{**row, "permission": permissions.get(row.get("permission"))} for row in rows]
        for row in known if name == "signs" else ():
            row["holder_organization"] = holders.get(row.get("holder_organization"))
        replace(asset, [record(**row) for row in known], by=by)


def _permissions(rows: Sequence[Mapping[str, Any]], viewer: Viewer) -> dict[UUID | None, UsePermission]:
    """The permissions named: all of them records of the asker's own organizations."""
    wanted = {row["permission"] for row in rows if row.get("permission")}
    seen = UsePermission.objects.filter(uuid__in=wanted)
    if not viewer.sees_all:
        seen = seen.filter(organization_id__in=viewer.organization_ids)
    found: dict[UUID | None, UsePermission] = {each.uuid: each for each in seen}
    if len(found) != len(wanted):
        raise field_problem("permission", "Diese Genehmigung gibt es hier nicht.", code="does_not_exist")
    return found


def _holders(signs: Sequence[Mapping[str, Any]]) -> dict[UUID | None, Organization]:
    wanted = {row["holder_organization"] for row in signs if row.get("holder_organization")}
    found: dict[UUID | None, Organization] = {each.uuid: each for each in Organization.objects.filter(uuid__in=wanted)}
    if len(found) != len(wanted):
        raise field_problem("holder_organization", "Diese Organisation gibt es nicht.", code="does_not_exist")
    return found


def with_document(assignment: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    """The assignment with the document that proves it, one that the asker's organizations hold."""
    wanted = assignment.get("document")
    if wanted is None:
        return {name: value for name, value in assignment.items() if name != "document"}
    held = Document.objects.filter(uuid=wanted, erased_at__isnull=True)
    if not viewer.sees_all:
        held = held.filter(organization_id__in=viewer.organization_ids)
    found = held.first()
    if found is None:
        raise field_problem("assignment.document", "Diesen Beleg gibt es hier nicht.", code="does_not_exist")
    return {**assignment, "document": found}

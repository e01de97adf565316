"""What happened to an asset's rights, from the audit trail: what changed, when, and for its own people by whom.

Events of the asset itself are known to whoever sees it, without who did it. Events of contracts, permissions and
consents are known to the organization that keeps the record, and to nobody else (invariant I15).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Q

from assets.models import Asset, AuditEvent, User
from assets.viewer import Viewer
from licensing.models import Consent, LicenseAssignment, RightsGrant, UsePermission
from licensing.rights import Words

MOST: Final = 200
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
ACTIONS: Final[Mapping[str, Words]] = {
    "license.assigned": Words(de="Lizenz eingetragen", en="License recorded"),
    "rights.confirmed": Words(de="Angesehen und bestätigt", en="Looked at and confirmed"),
    "rights.works": Words(de="Fremde Werke eingetragen", en="Works of others recorded"),
    "rights.property": Words(de="Orte mit Hausrecht eingetragen", en="Places under house right recorded"),
    "rights.signs": Words(de="Wappen und Marken eingetragen", en="Emblems and marks recorded"),
    "rights.audio": Words(de="Ton eingetragen", en="Sound recorded"),
    "people.recorded": Words(de="Personen eingetragen", en="People recorded"),
    "person.shown": Words(de="Person eingetragen", en="Person recorded"),
    "embargo.set": Words(de="Sperrfrist gesetzt", en="Embargo set"),
    "embargo.lifted": Words(de="Sperrfrist aufgehoben", en="Embargo lifted"),
    "conflicts.resolved": Words(de="Widerspruch geklärt", en="Contradiction settled"),
    "version.confirmed": Words(de="Fassung angesehen", en="Version looked at"),
    "block.set": Words(de="Gesperrt", en="Blocked"),
    "block.lifted": Words(de="Sperre aufgehoben", en="Block lifted"),
    "block.versions": Words(de="Fassungen von der Sperre ausgenommen", en="Versions freed from the block"),
    "permission.recorded": Words(de="Genehmigung eingetragen", en="Permission recorded"),
    "permission.revoked": Words(de="Genehmigung beendet", en="Permission ended"),
    "grant.recorded": Words(de="Nutzungsrecht eingetragen", en="Grant recorded"),
    "grant.amended": Words(de="Nutzungsrecht geändert", en="Grant changed"),
    "grant.put_in_force": Words(de="Nutzungsrecht in Kraft gesetzt", en="Grant put in force"),
    "grant.disputed": Words(de="Nutzungsrecht bestritten", en="Grant disputed"),
    "grant.settled": Words(de="Streit um Nutzungsrecht beigelegt", en="Dispute about grant settled"),
    "grant.revoked": Words(de="Nutzungsrecht beendet", en="Grant ended"),
    "consent.given": Words(de="Einwilligung eingetragen", en="Consent recorded"),
    "consent.refused": Words(de="Einwilligung verweigert", en="Consent refused"),
    "consent.withdrawn": Words(de="Einwilligung widerrufen", en="Consent withdrawn"),
    "consent.objection": Words(de="Widerspruch eingegangen", en="Objection received"),
    "consent.disputed": Words(de="Modellvertrag bestritten", en="Model contract disputed"),
    "consent.reconfirmed": Words(de="Volljährig bestätigt", en="Reconfirmed at full age"),
}
"""What is told. Who asked and who took a copy is in the trail as well, and is nobody's business here."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `by` and `details` are empty for whoever is not of the organization that keeps the record."""

    at: datetime
    action: str
    words: Words
    object_kind: str
    by: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


def history_of(asset: Asset, viewer: Viewer) -> list[Event]:
    """The newest changes first, at most MOST, in a fixed number of queries."""
    is_own = viewer.sees_all or asset.organization_id in viewer.organization_ids
    kept = _kept_records(asset, viewer)
    wanted = {str(asset.uuid), *(str(uuid) for uuid in kept)}
    if is_own or viewer.is_member:
        wanted |= {str(uuid) for uuid in _assignments(asset)}
    rows = list(AuditEvent.objects.filter(object_id__in=wanted, action__in=ACTIONS).order_by("-pk")[:MOST])
    names = _names({row.actor for row in rows})
    return [_event(row, names, knows=is_own or row.object_id in kept) for row in rows]


def _event(row: AuditEvent, names: Mapping[str, str], *, knows: bool) -> Event:
    return Event(
        at=row.at,
        action=row.action,
        words=ACTIONS[row.action],
        object_kind=row.object_kind,
        by=names.get(row.actor, row.actor) if knows else "",
        details=_details(row) if knows else {},
    )


def _details(row: AuditEvent) -> dict[str, object]:
    """Codes and counts. Of a consent nothing: what proves it is for those who manage rights (I15)."""
    if row.object_kind == "consent":
        return {}
    return {name: value for name, value in row.data.items() if not _is_id(value)}


def _is_id(value: object) -> bool:
    """Ids of records stay in the trail: who may read a record finds it at its own address."""
    return any(_ID.search(str(each)) for each in (value if isinstance(value, list) else [value]))


def _assignments(asset: Asset) -> list[object]:
    return list(LicenseAssignment.objects.filter(asset=asset).values_list("uuid", flat=True))


def _kept_records(asset: Asset, viewer: Viewer) -> set[str]:
    """Contracts, permissions and consents behind the asset that the viewer's organizations keep."""
    of_asset = Q(asset=asset) | Q(collection__assets=asset)
    shown = Q(workshowns__asset=asset) | Q(propertyshowns__asset=asset)
    shown |= Q(signshowns__asset=asset) | Q(audiotracks__asset=asset)
    grants = RightsGrant.objects.filter(of_asset)
    permissions = UsePermission.objects.filter(shown)
    consents = Consent.objects.filter(person__shown_on__asset=asset)
    found: set[str] = set()
    for rows in (grants, permissions, consents):
        held = rows if viewer.sees_all else rows.filter(organization_id__in=viewer.organization_ids)
        found |= {str(uuid) for uuid in held.values_list("uuid", flat=True)}
    return found


def _names(actors: set[str]) -> dict[str, str]:
    """Names of users by uuid; commands name themselves."""
    ids = {actor for actor in actors if len(actor) == len("00000000-0000-0000-0000-000000000000")}
    return {str(user.uuid): str(user) for user in User.objects.filter(uuid__in=ids)}

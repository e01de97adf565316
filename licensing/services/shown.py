"""Works, places, signs and sound of an asset, and what their owners allowed.

A layer's list is replaced as a whole, by the person who looked. The layer's state of completeness follows only where
the old one would be false: a list that is no longer empty is not "none", an empty one is not "complete".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from django.db import transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, Organization, User
from licensing import rights
from licensing.models import (
    AssetRights,
    AudioTrack,
    Document,
    PropertyShown,
    SignShown,
    UsePermission,
    UsePermissionScope,
    WorkShown,
)
from licensing.models.assignment import Completeness
from licensing.services.changes import record_change

MOST_SHOWN: Final = 100
_EVERYTHING: Final = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionRecord:
    """What an owner, holder, artist or publisher allowed or refused; codes of the vocabulary, `*` for a whole axis."""

    granted_by: str
    from_on: date
    until_on: date | None = None
    organizations: Collection[str] = ()
    channels: Collection[str] = ()
    purposes: Collection[str] = ()
    modifications: Collection[str] = ()
    status: str = "given"
    reference: str = ""
    evidence: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRecord:
    title: str = ""
    artist: str = ""
    artist_died_on: date | None = None
    is_protected: str = "unknown"
    place: str = "unknown"
    prominence: str = "unknown"
    permission: UsePermission | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRecord:
    name: str
    site_rule: str = "unknown"
    permission: UsePermission | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRecord:
    """`holder_organization` where the holder is one of ours, else `holder` by name."""

    kind: str
    holder: str = ""
    holder_organization: Organization | None = None
    prominence: str = "unknown"
    permission: UsePermission | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    kind: str
    title: str = ""
    source: str = ""
    permission: UsePermission | None = None


AnyRecord = WorkRecord | PropertyRecord | SignRecord | TrackRecord
R = TypeVar("R", WorkRecord, PropertyRecord, SignRecord, TrackRecord)


@transaction.atomic
def record_permission(record: PermissionRecord, *, by: User, keeper: Organization) -> UsePermission:
    """Keep what an owner said. A permission that was given names who, where and for what; a refusal need not."""
    if record.status not in {"given", "refused", "disputed"}:
        raise FieldInvalid("status", "Möglich sind: erteilt, verweigert, strittig.")
    if record.status == "given" and not (record.organizations and record.channels and record.purposes):
        raise FieldInvalid("channels", "Eine Genehmigung nennt, wer was wofür darf: Organisationen, Kanäle und Zwecke.")
    if record.until_on is not None and record.until_on < record.from_on:
        raise FieldInvalid("until_on", "Das Ende liegt vor dem Beginn.")
    permission = UsePermission.objects.create(
        organization=keeper,
        granted_by=record.granted_by,
        status=record.status,
        from_on=record.from_on,
        until_on=record.until_on,
        reference=record.reference,
        evidence=record.evidence,
        created_by=by,
        created_at=timezone.now(),
    )
    UsePermissionScope.objects.bulk_create(_scopes(permission, record))
    record_change([], "permission.recorded", by, "permission", str(permission.uuid), {"status": record.status})
    return permission


@transaction.atomic
def revoke_permission(permission: UsePermission, *, by: User, reason: str = "") -> None:
    """End a permission now, for everything that rests on it; twice is once, and the row stays as proof."""
    open_rows = UsePermission.objects.filter(pk=permission.pk).exclude(status=UsePermission.Status.REVOKED)
    if open_rows.update(status=UsePermission.Status.REVOKED, revoked_at=timezone.now()):
        assets = assets_resting_on(permission)
        data = {"reason_given": bool(reason), "assets": len(assets)}
        record_change(assets, "permission.revoked", by, "permission", str(permission.uuid), data)


def assets_resting_on(permission: UsePermission) -> list[int]:
    found: set[int] = set()
    for model in (WorkShown, PropertyShown, SignShown, AudioTrack):
        found |= set(model._default_manager.filter(permission=permission).values_list("asset_id", flat=True))
    return sorted(found)


def replace_works(asset: Asset, works: Sequence[WorkRecord], *, by: User) -> None:
    """All works of others that are to be seen."""
    _replace(asset, WorkShown, works, by=by, layer="works")


def replace_property(asset: Asset, places: Sequence[PropertyRecord], *, by: User) -> None:
    """All places and things under somebody's house right."""
    _replace(asset, PropertyShown, places, by=by, layer="property")


def replace_signs(asset: Asset, signs: Sequence[SignRecord], *, by: User) -> None:
    """All emblems and marks; they have no state of their own."""
    _replace(asset, SignShown, signs, by=by, layer="")


def replace_tracks(asset: Asset, tracks: Sequence[TrackRecord], *, by: User) -> None:
    """All tracks of sound."""
    _replace(asset, AudioTrack, tracks, by=by, layer="audio")


@transaction.atomic
def _replace(asset: Asset, model: Any, records: Sequence[R], *, by: User, layer: str) -> None:
    if len(records) > MOST_SHOWN:
        raise FieldInvalid(layer or "signs", f"Höchstens {MOST_SHOWN} Einträge.")
    now = timezone.now()
    rows = [model(asset=asset, recorded_by=by, recorded_at=now, **_columns(record)) for record in records]
    for row in rows:
        row.clean_fields()
    model.objects.filter(asset=asset).delete()
    model.objects.bulk_create(rows)
    if layer:
        _keep_true(asset, layer, has_rows=bool(rows))
    name = layer or "signs"
    data = {"count": len(rows), "records": [str(row.uuid) for row in rows], "permissions": _permissions(records)}
    record_change([asset.pk], f"rights.{name}", by, "asset", str(asset.uuid), data)


def _keep_true(asset: Asset, layer: str, *, has_rows: bool) -> None:
    """A state that the new list contradicts becomes the careful one; nobody's confirmation outlives its list."""
    states, _ = AssetRights.objects.get_or_create(asset=asset)
    said = getattr(states, layer)
    if has_rows and said in {Completeness.NONE_CONFIRMED, Completeness.UNKNOWN}:
        setattr(states, layer, Completeness.LISTED_INCOMPLETE)
    elif not has_rows and said in {Completeness.LISTED_COMPLETE, Completeness.LISTED_INCOMPLETE}:
        setattr(states, layer, Completeness.UNKNOWN)
    else:
        return
    states.version += 1
    states.save(update_fields=[layer, "version"])


def _columns(record: AnyRecord) -> Mapping[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _permissions(records: Sequence[AnyRecord]) -> list[str]:
    return sorted({str(each.permission.uuid) for each in records if each.permission is not None})


def _scopes(permission: UsePermission, record: PermissionRecord) -> list[UsePermissionScope]:
    axis = UsePermissionScope.Axis
    wanted: dict[str, Collection[str]] = {
        axis.ORGANIZATION: record.organizations,
        axis.CHANNEL: _known(record.channels, rights.Channel, "channels"),
        axis.PURPOSE: _known(record.purposes, rights.Purpose, "purposes"),
        axis.MODIFICATION: _known(record.modifications, rights.Modification, "modifications"),
    }
    return [
        UsePermissionScope(permission=permission, axis=name, value=value)
        for name, codes in wanted.items()
        for value in sorted(set(codes))
    ]


def _known(codes: Collection[str], vocabulary: Any, field: str) -> Collection[str]:
    unknown = set(codes) - {each.value for each in vocabulary} - {_EVERYTHING}
    if unknown:
        raise FieldInvalid(field, f"Das steht nicht im Vokabular: {', '.join(sorted(unknown))}")
    return codes

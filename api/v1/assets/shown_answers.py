"""What an asset shows besides people, and who allowed it: records of others are told by who keeps them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Named, about
from assets.models import Asset
from assets.viewer import Viewer
from licensing.models import AudioTrack, PropertyShown, RightsBlock, SignShown, UsePermission, WorkShown
from licensing.models.shown import Shown


class PermissionLabel(Answer, frozen=True):
    """A permission that something shown rests on."""

    id: Annotated[UUID | None, about("Identifies the record; null when the asker may not read it.")]
    label: Annotated[str, about("Number of the paper, or who keeps the record.")]
    status: Annotated[str, about("given, refused, revoked or disputed.")]
    until_on: Annotated[date | None, about("Last day; null is perpetual.")]


class WorkAnswer(Answer, frozen=True):
    """A work of somebody else."""

    id: Annotated[UUID, about("Identifies the entry.")]
    title: Annotated[str, about("Title.")]
    artist: Annotated[str, about("Who made it.")]
    artist_died_on: Annotated[date | None, about("Day of death; protection ends 70 years later.")]
    is_protected: Annotated[str, about("yes, no or unknown.")]
    place: Annotated[str, about("public_permanent, public_temporary, interior, private or unknown.")]
    prominence: Annotated[str, about("main, group, incidental or unknown.")]
    permission: Annotated[PermissionLabel | None, about("What was allowed.")]


class PropertyAnswer(Answer, frozen=True):
    """A place or thing under somebody's house right."""

    id: Annotated[UUID, about("Identifies the entry.")]
    name: Annotated[str, about("For people.")]
    site_rule: Annotated[str, about("none, permission_needed, forbidden or unknown.")]
    permission: Annotated[PermissionLabel | None, about("What was allowed.")]


class SignAnswer(Answer, frozen=True):
    """An emblem or mark."""

    id: Annotated[UUID, about("Identifies the entry.")]
    kind: Annotated[str, about("coat_of_arms, flag, logo or trademark.")]
    holder: Annotated[str, about("Whose it is, by name.")]
    holder_organization: Annotated[Named | None, about("Whose it is, where that is an organization of the network.")]
    prominence: Annotated[str, about("main, group, incidental or unknown.")]
    permission: Annotated[PermissionLabel | None, about("What was allowed.")]


class TrackAnswer(Answer, frozen=True):
    """A track of sound."""

    id: Annotated[UUID, about("Identifies the entry.")]
    kind: Annotated[str, about("music, speech or ambient.")]
    title: Annotated[str, about("Title.")]
    source: Annotated[str, about("Where it is from.")]
    permission: Annotated[PermissionLabel | None, about("What was allowed.")]


class BlockLabel(Answer, frozen=True):
    """A block in force."""

    id: Annotated[UUID, about("Identifies the block.")]
    cause: Annotated[str, about("person, work or original.")]
    reason: Annotated[str, about("Why nothing leaves.")]


class ShownAnswer(Answer, frozen=True):
    """Everything that is listed; the states beside it say whether the lists are complete."""

    works: Annotated[list[WorkAnswer], about("Works of others.")]
    property: Annotated[list[PropertyAnswer], about("Places under house right.")]
    signs: Annotated[list[SignAnswer], about("Emblems and marks.")]
    audio_tracks: Annotated[list[TrackAnswer], about("Sound.")]
    blocks: Annotated[list[BlockLabel], about("Blocks in force.")]


def shown_answer(asset: Asset, viewer: Viewer) -> ShownAnswer:
    """Five queries."""
    blocks = RightsBlock.objects.filter(asset=asset, lifted_at__isnull=True).order_by("pk")
    return ShownAnswer(
        works=[_work(each, viewer) for each in _listed(WorkShown, asset)],
        property=[_property(each, viewer) for each in _listed(PropertyShown, asset)],
        signs=[_sign(each, viewer) for each in _listed(SignShown, asset, "holder_organization")],
        audio_tracks=[_track(each, viewer) for each in _listed(AudioTrack, asset)],
        blocks=[BlockLabel(id=each.uuid, cause=each.cause, reason=each.reason) for each in blocks],
    )


def _listed(model: type[Shown], asset: Asset, *related: str) -> Any:
    rows = model._default_manager.filter(asset=asset).select_related("permission__organization", *related)
    return rows.order_by("pk")


def _permission(row: UsePermission | None, viewer: Viewer) -> PermissionLabel | None:
    if row is None:
        return None
    is_readable = viewer.sees_all or row.organization_id in viewer.organization_ids
    return PermissionLabel(
        id=row.uuid if is_readable else None,
        label=str(row) if is_readable else f"Beleg liegt bei {row.organization.name}",
        status=row.status,
        until_on=row.until_on,
    )


def _work(row: WorkShown, viewer: Viewer) -> WorkAnswer:
    return WorkAnswer(
        id=row.uuid,
        title=row.title,
        artist=row.artist,
        artist_died_on=row.artist_died_on,
        is_protected=row.is_protected,
        place=row.place,
        prominence=row.prominence,
        permission=_permission(row.permission, viewer),
    )


def _property(row: PropertyShown, viewer: Viewer) -> PropertyAnswer:
    return PropertyAnswer(
        id=row.uuid, name=row.name, site_rule=row.site_rule, permission=_permission(row.permission, viewer)
    )


def _sign(row: SignShown, viewer: Viewer) -> SignAnswer:
    holder = row.holder_organization
    return SignAnswer(
        id=row.uuid,
        kind=row.kind,
        holder=holder.name if holder else row.holder,
        holder_organization=Named(id=holder.uuid, name=holder.name) if holder else None,
        prominence=row.prominence,
        permission=_permission(row.permission, viewer),
    )


def _track(row: AudioTrack, viewer: Viewer) -> TrackAnswer:
    return TrackAnswer(
        id=row.uuid,
        kind=row.kind,
        title=row.title,
        source=row.source,
        permission=_permission(row.permission, viewer),
    )

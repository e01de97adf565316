"""Things shown and heard, versions that people looked at, and blocks: as the kernel takes them, one query a table."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import QuerySet

from licensing import rights
from licensing.facts.reading import known_codes, read_code
from licensing.models import (
    AudioTrack,
    PropertyShown,
    RenditionState,
    RightsBlock,
    SignShown,
    UsePermission,
    UsePermissionScope,
    WorkShown,
)
from licensing.models.shown import Shown
from licensing.rights import layers

T = TypeVar("T", bound=Shown)


@dataclass(frozen=True, slots=True)
class ShownRecords:
    """The records of one asset, in the order in which they were made."""

    works: tuple[layers.Work, ...] = ()
    property: tuple[layers.Property, ...] = ()
    signs: tuple[layers.Sign, ...] = ()
    audio: tuple[layers.AudioTrack, ...] = ()
    renditions: tuple[layers.RenditionFacts, ...] = ()
    blocks: tuple[layers.Block, ...] = ()


NOTHING = ShownRecords()


def add_shown(found: Mapping[int, rights.Facts]) -> dict[int, rights.Facts]:
    """The same facts with everything shown, versions and blocks; ten queries at most, however many assets."""
    shown = shown_of(found)
    return {pk: _with(facts, shown[pk]) if pk in shown else facts for pk, facts in found.items()}


def shown_of(asset_ids: Collection[int]) -> dict[int, ShownRecords]:
    """What is recorded for these assets; assets without any record are left out."""
    ids = list(asset_ids)
    works = {pk: tuple(map(_work, rows)) for pk, rows in _rows(WorkShown.objects.all(), ids).items()}
    places = {pk: tuple(map(_property, rows)) for pk, rows in _rows(PropertyShown.objects.all(), ids).items()}
    signs = {pk: tuple(map(_sign, rows)) for pk, rows in _rows(_with_holder(), ids).items()}
    tracks = {pk: tuple(map(_track, rows)) for pk, rows in _rows(AudioTrack.objects.all(), ids).items()}
    renditions, blocks = renditions_of(ids), blocks_of(ids)
    return {
        pk: ShownRecords(
            works=works.get(pk, ()),
            property=places.get(pk, ()),
            signs=signs.get(pk, ()),
            audio=tracks.get(pk, ()),
            renditions=renditions.get(pk, ()),
            blocks=blocks.get(pk, ()),
        )
        for pk in {*works, *places, *signs, *tracks, *renditions, *blocks}
    }


def renditions_of(asset_ids: Collection[int]) -> dict[int, tuple[layers.RenditionFacts, ...]]:
    """Versions of the pictures that a person looked at, each with what was seen in it."""
    found: dict[int, tuple[layers.RenditionFacts, ...]] = defaultdict(tuple)
    rows = RenditionState.objects.filter(asset_id__in=asset_ids).prefetch_related("persons_shown").order_by("pk")
    for row in rows:
        found[row.asset_id] += (_rendition(row),)
    return dict(found)


def blocks_of(asset_ids: Collection[int]) -> dict[int, tuple[layers.Block, ...]]:
    """Blocks in force; lifted ones stay as proof and block nothing."""
    found: dict[int, tuple[layers.Block, ...]] = defaultdict(tuple)
    rows = RightsBlock.objects.filter(asset_id__in=asset_ids, lifted_at__isnull=True).order_by("pk")
    for row in rows.prefetch_related("freed_renditions"):
        found[row.asset_id] += (
            layers.Block(
                id=str(row.uuid),
                cause=read_code(layers.BlockCause, row.cause),
                reason=row.reason,
                freed_renditions=frozenset(str(each.uuid) for each in row.freed_renditions.all()),
            ),
        )
    return dict(found)


def permission_value(row: UsePermission | None) -> layers.Permission | None:
    """Expects the scopes to be prefetched. Evidence is a document filed here, or the number of a paper."""
    if row is None:
        return None
    scope: dict[str, set[str]] = defaultdict(set)
    for each in row.scopes.all():
        scope[each.axis].add(each.value)
    axis = UsePermissionScope.Axis
    return layers.Permission(
        id=str(row.uuid),
        scope=layers.Scope(
            channels=rights.channels_of(scope[axis.CHANNEL]),
            purposes=rights.purposes_of(scope[axis.PURPOSE]),
            organizations=frozenset(scope[axis.ORGANIZATION]),
            start=row.from_on,
            until=row.until_on,
        ),
        status=read_code(layers.PermissionStatus, row.status),
        has_evidence=rights.Tri.YES if row.evidence_id or row.reference else rights.Tri.NO,
        modifications=rights.modifications_of(scope[axis.MODIFICATION]),
    )


def _with(facts: rights.Facts, shown: ShownRecords) -> rights.Facts:
    return replace(
        facts,
        works_shown=shown.works,
        property_shown=shown.property,
        signs_shown=shown.signs,
        audio_tracks=shown.audio,
        renditions=shown.renditions,
        blocks=shown.blocks,
    )


def _rows(rows: "QuerySet[T]", ids: list[int]) -> dict[int, list[T]]:
    """Rows by asset with permissions and their scopes: two queries, one more where a permission is named."""
    found: dict[int, list[T]] = defaultdict(list)
    listed = rows.filter(asset_id__in=ids).select_related("permission").prefetch_related("permission__scopes")
    for row in listed.order_by("pk"):
        found[row.asset_id].append(row)
    return found


def _with_holder() -> "QuerySet[SignShown]":
    return SignShown.objects.select_related("holder_organization")


def _work(row: WorkShown) -> layers.Work:
    return layers.Work(
        id=str(row.uuid),
        title=row.title,
        artist=row.artist,
        artist_died_on=row.artist_died_on,
        is_protected=read_code(rights.Tri, row.is_protected),
        place=read_code(layers.WorkPlace, row.place),
        prominence=read_code(layers.Prominence, row.prominence),
        permission=permission_value(row.permission),
    )


def _property(row: PropertyShown) -> layers.Property:
    return layers.Property(
        id=str(row.uuid),
        name=row.name,
        site_rule=read_code(layers.SiteRule, row.site_rule),
        release=permission_value(row.permission),
    )


def _sign(row: SignShown) -> layers.Sign:
    holder = row.holder_organization
    return layers.Sign(
        id=str(row.uuid),
        kind=read_code(layers.SignKind, row.kind),
        holder=row.holder if holder is None else str(holder.uuid),
        prominence=read_code(layers.Prominence, row.prominence),
        permission=permission_value(row.permission),
    )


def _track(row: AudioTrack) -> layers.AudioTrack:
    return layers.AudioTrack(
        id=str(row.uuid),
        kind=read_code(layers.AudioKind, row.kind),
        title=row.title,
        permission=permission_value(row.permission),
    )


def _rendition(row: RenditionState) -> layers.RenditionFacts:
    made = set(row.modifications) if isinstance(row.modifications, list) else set()
    return layers.RenditionFacts(
        id=str(row.uuid),
        modifications=known_codes(rights.Modification, made | ({"crop"} if row.crop else set())),
        persons=read_code(rights.Completeness, row.persons),
        shown_persons=frozenset(str(each.pk) for each in row.persons_shown.all()),
        works=read_code(rights.Completeness, row.works),
        property=read_code(rights.Completeness, row.property),
    )

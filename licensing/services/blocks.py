"""Blocks: nothing of this original leaves, until somebody lifts the block and says why."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, User
from licensing.models import RenditionState, RightsBlock
from licensing.services.changes import record_change


@transaction.atomic
def set_block(asset: Asset, *, cause: str, reason: str, by: User) -> RightsBlock:
    """Block every version of an asset, for what a person, a work or the original itself is the cause of.

    `reason` stands in every answer, so it names nobody.
    """
    if cause not in RightsBlock.Cause.values:
        raise FieldInvalid("cause", "Möglich sind: person, work, original.")
    if not reason.strip():
        raise FieldInvalid("reason", "Eine Sperre sagt, warum. Bitte ohne Namen: der Grund steht in jeder Antwort.")
    block = RightsBlock.objects.create(
        asset=asset, cause=cause, reason=reason.strip()[:300], set_by=by, created_at=timezone.now()
    )
    data = {"block": str(block.uuid), "cause": cause}
    record_change([asset.pk], "block.set", by, "asset", str(asset.uuid), data)
    return block


@transaction.atomic
def lift_block(block: RightsBlock, *, because: str, by: User) -> None:
    """End a block, with the reason; twice is once. The row stays as proof."""
    if not because.strip():
        raise FieldInvalid("because", "Bitte sagen, warum die Sperre endet.")
    open_rows = RightsBlock.objects.filter(pk=block.pk, lifted_at__isnull=True)
    if open_rows.update(lifted_at=timezone.now(), lifted_by=by, lifted_because=because.strip()[:300]):
        data = {"block": str(block.uuid)}
        record_change([block.asset_id], "block.lifted", by, "asset", str(block.asset.uuid), data)


@transaction.atomic
def free_versions(block: RightsBlock, *, versions: Collection[RenditionState], by: User) -> None:
    """Say that the cause is gone in these versions of the blocked asset, each of which somebody looked at."""
    if any(each.asset_id != block.asset_id for each in versions):
        raise FieldInvalid("versions", "Diese Fassung gehört zu einem anderen Bild.")
    block.freed_renditions.set(versions)
    data = {"block": str(block.uuid), "versions": sorted(str(each.uuid) for each in versions)}
    record_change([block.asset_id], "block.versions", by, "asset", str(block.asset.uuid), data)

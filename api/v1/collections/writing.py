"""Collections made, changed, filled.

A grant may cover a collection, so whoever puts an asset into one could widen what may be done with it. Where a grant
stands, it takes the rights manager: of the collection's organization, and of the asset's.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from api.problems import Problem
from assets import audit
from assets.models import Asset, Collection, CollectionItem, Organization, Role, User
from assets.services import touch_assets
from assets.viewer import Viewer
from licensing.models import RightsGrant


@transaction.atomic
def create_collection(values: Mapping[str, Any], *, organization: Organization, by: User) -> Collection:
    collection = Collection.objects.create(
        organization=organization,
        owner=by,
        name=values["name"],
        description=values.get("description", ""),
        created_at=timezone.now(),
    )
    _audit("collection.created", collection, by)
    return collection


@transaction.atomic
def change_collection(collection: Collection, values: Mapping[str, Any], *, by: User) -> Collection:
    for name, value in values.items():
        setattr(collection, name, value)
    collection.save()
    _audit("collection.changed", collection, by)
    return collection


@transaction.atomic
def delete_collection(collection: Collection, *, by: User) -> None:
    """A collection that a grant stands on is kept as its proof: `in-use`."""
    if has_grants(collection):
        raise Problem("in-use")
    _audit("collection.deleted", collection, by)
    collection.delete()


@transaction.atomic
def put_asset(collection: Collection, asset: Asset, *, by: User) -> None:
    """Twice is once."""
    _, is_new = CollectionItem.objects.get_or_create(
        collection=collection, asset=asset, defaults={"added_at": timezone.now()}
    )
    if is_new and has_grants(collection):
        touch_assets([asset.pk])
    _audit("collection.filled", collection, by, asset=str(asset.uuid))


@transaction.atomic
def put_assets(collection: Collection, assets: Sequence[Asset], *, by: User) -> int:
    """Many at once, twice is once; how many were new."""
    known = set(CollectionItem.objects.filter(collection=collection).values_list("asset_id", flat=True))
    fresh = [each.pk for each in assets if each.pk not in known]
    now = timezone.now()
    CollectionItem.objects.bulk_create(
        [CollectionItem(collection=collection, asset_id=pk, added_at=now) for pk in fresh], ignore_conflicts=True
    )
    if fresh and has_grants(collection):
        touch_assets(fresh)
    _audit("collection.filled", collection, by, assets=str(len(fresh)))
    return len(fresh)


@transaction.atomic
def take_asset(collection: Collection, asset: Asset, *, by: User) -> None:
    removed, _ = CollectionItem.objects.filter(collection=collection, asset=asset).delete()
    if removed and has_grants(collection):
        touch_assets([asset.pk])
    _audit("collection.emptied", collection, by, asset=str(asset.uuid))


def has_grants(collection: Collection) -> bool:
    return RightsGrant.objects.filter(collection=collection).exists()


def check_may_fill(collection: Collection, assets: Iterable[Asset], viewer: Viewer) -> None:
    """Refuse where a grant would reach further by it, or no longer as far."""
    concerned = {collection.organization_id, *(asset.organization_id for asset in assets)}
    is_manager = all(viewer.holds(Role.RIGHTS_MANAGER, each) for each in concerned)
    if not is_manager and has_grants(collection):
        raise Problem("not-permitted")


def _audit(action: str, collection: Collection, by: User, **data: str) -> None:
    audit.record(action, actor=str(by.uuid), object_kind="collection", object_id=str(collection.uuid), data=data)

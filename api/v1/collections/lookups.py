"""Collections by their id, as far as the asker may know or change them."""

from uuid import UUID

from api.problems import Problem
from assets.models import Collection
from assets.viewer import Viewer


def find_collection(collection_id: UUID, viewer: Viewer) -> Collection:
    rows = Collection.objects.visible_to(viewer).select_related("organization")
    found = rows.filter(uuid=collection_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def editable_collection(collection_id: UUID, viewer: Viewer) -> Collection:
    collection = find_collection(collection_id, viewer)
    if not Collection.objects.editable_by(viewer).filter(pk=collection.pk).exists():
        raise Problem("not-permitted")
    return collection

"""Collections: seen and filled inside their organization; an asset in one stays as visible as it is by itself."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import field_problem
from api.requests import read_body, read_query
from api.v1.assets.answers import Named
from api.v1.assets.lookups import find_asset
from api.v1.assets.tiles import tiles_of
from api.v1.collections import writing
from api.v1.collections.answers import CollectionAnswer, CollectionDetail, CollectionPage, FilledAnswer
from api.v1.collections.lookups import editable_collection, find_collection
from api.v1.collections.serializers import CollectionBody, CollectionChanges, CollectionFilling
from api.v1.search.asking import matching
from api.views import ApiView, no_content
from assets.models import Asset, Collection, CollectionItem, Role
from assets.viewer import Viewer

SHOWN: Final = 200
MOST_AT_ONCE: Final = 2000


class Collections(ApiView):
    @operation(
        "List collections",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(CollectionPage, "One page of the collections of the asker's organizations.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        rows = Collection.objects.visible_to(self.viewer).select_related("organization")
        page = page_of(rows, Order("name"), size=paging["page_size"], cursor=paging.get("cursor"))
        shown = [CollectionAnswer(**each) for each in _columns(page.rows, self.viewer)]
        return Response(CollectionPage(results=shown, next=page.next))

    @operation(
        "Create a collection",
        Access.WRITE,
        request=CollectionBody,
        answers={201: Says(CollectionDetail, "The collection.")},
        problems=["not-permitted"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, CollectionBody)
        organization = organization_to_write(values["organization"], Role.CONTRIBUTOR, self.viewer)

        def create() -> HttpResponse:
            collection = writing.create_collection(values, organization=organization, by=self.user)
            return Response(detail_of(collection, self.viewer), status=201)

        return once(request, self.user, create)


class CollectionView(ApiView):
    @operation(
        "Read a collection",
        Access.READ,
        answers={200: Says(CollectionDetail, "The collection with its assets.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, collection_id: UUID) -> Response:
        return Response(detail_of(find_collection(collection_id, self.viewer), self.viewer))

    @operation(
        "Change a collection",
        Access.WRITE,
        request=CollectionChanges,
        answers={200: Says(CollectionDetail, "As it stands now.")},
        problems=["not-found", "not-permitted"],
        rate="write",
    )
    def patch(self, request: Request, collection_id: UUID) -> Response:
        collection = editable_collection(collection_id, self.viewer)
        values = read_body(request, CollectionChanges, partial=True)
        return Response(detail_of(writing.change_collection(collection, values, by=self.user), self.viewer))

    @operation(
        "Delete a collection",
        Access.WRITE,
        answers={204: Says(None, "Gone; its assets stay.")},
        problems=["not-found", "not-permitted", "in-use", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, collection_id: UUID) -> HttpResponse:
        writing.delete_collection(editable_collection(collection_id, self.viewer), by=self.user)
        return no_content()


class CollectionAssets(ApiView):
    @operation(
        "Put what a search finds into a collection",
        Access.WRITE,
        request=CollectionFilling,
        answers={200: Says(FilledAnswer, "How many were found, and how many of them are new in it.")},
        problems=["not-found", "not-permitted", "search-unavailable"],
        rate="write",
        description="As the search finds it now: what is found later does not follow by itself.",
    )
    def post(self, request: Request, collection_id: UUID) -> Response:
        collection = editable_collection(collection_id, self.viewer)
        found = matching(read_body(request, CollectionFilling)["query"], self.viewer)
        if len(found) > MOST_AT_ONCE:
            raise field_problem(
                "query", f"Das sind mehr als {MOST_AT_ONCE} Bilder. Bitte enger suchen.", code="max_length"
            )
        assets = list(Asset.objects.visible_to(self.viewer).filter(pk__in=list(found)))
        writing.check_may_fill(collection, assets, self.viewer)
        added = writing.put_assets(collection, assets, by=self.user)
        return Response(FilledAnswer(found=len(assets), added=added))


class CollectionAsset(ApiView):
    @operation(
        "Put an asset into a collection",
        Access.WRITE,
        answers={204: Says(None, "It is in it.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
    )
    def put(self, _request: Request, collection_id: UUID, asset_id: UUID) -> HttpResponse:
        collection, asset = self._both(collection_id, asset_id)
        writing.put_asset(collection, asset, by=self.user)
        return no_content()

    @operation(
        "Take an asset out of a collection",
        Access.WRITE,
        answers={204: Says(None, "It is not in it.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, collection_id: UUID, asset_id: UUID) -> HttpResponse:
        collection, asset = self._both(collection_id, asset_id)
        writing.take_asset(collection, asset, by=self.user)
        return no_content()

    def _both(self, collection_id: UUID, asset_id: UUID) -> tuple[Collection, Asset]:
        collection = editable_collection(collection_id, self.viewer)
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        writing.check_may_fill(collection, [asset], self.viewer)
        return collection, asset


def detail_of(collection: Collection, viewer: Viewer) -> CollectionDetail:
    (columns,) = _columns([collection], viewer)
    items = CollectionItem.objects.filter(collection=collection, asset__in=Asset.objects.visible_to(viewer))
    ids = list(items.order_by("added_at", "id").values_list("asset_id", flat=True)[:SHOWN])
    return CollectionDetail(**columns, results=tiles_of(ids, viewer))


def _columns(collections: Sequence[Collection], viewer: Viewer) -> list[dict[str, Any]]:
    items = CollectionItem.objects.filter(
        collection_id__in=[each.pk for each in collections], asset__in=Asset.objects.visible_to(viewer)
    )
    counts = Counter(items.values_list("collection_id", flat=True))
    return [
        {
            "id": each.uuid,
            "name": each.name,
            "description": each.description,
            "organization": Named(id=each.organization.uuid, name=each.organization.name),
            "created_at": each.created_at,
            "assets": counts[each.pk],
            "can_edit": viewer.holds(Role.CONTRIBUTOR, each.organization_id),
        }
        for each in collections
    ]

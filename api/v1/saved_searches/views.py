"""Kept searches: each is its owner's alone, nobody else learns that it exists."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from pyroaring import BitMap
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.idempotency import once
from api.models import SavedSearch
from api.operations import Says, operation
from api.problems import Problem
from api.requests import read_body
from api.v1.saved_searches.answers import SavedSearchAnswer, SavedSearches
from api.v1.saved_searches.keeping import change_search, keep_search, mark_seen, matching_each, read, searches_of
from api.v1.saved_searches.serializers import SavedSearchBody, SavedSearchChanges
from api.views import ApiView, no_content
from assets.models import User
from assets.viewer import Viewer


class SavedSearchList(ApiView):
    @operation(
        "List kept searches",
        Access.SESSION,
        answers={200: Says(SavedSearches, "The asker's own, with what is new in each.")},
        rate="search",
    )
    def get(self, _request: Request) -> Response:
        rows = list(searches_of(self.user))
        found = matching_each(rows, self.viewer)
        return Response(SavedSearches(results=[answer(*each) for each in zip(rows, found, strict=True)]))

    @operation(
        "Keep a search",
        Access.SESSION,
        request=SavedSearchBody,
        answers={201: Says(SavedSearchAnswer, "The search; what it finds now counts as seen.")},
        problems=["search-unavailable"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, SavedSearchBody)

        def create() -> HttpResponse:
            saved = keep_search(values, by=self.user, viewer=self.viewer, at=timezone.now())
            return Response(told(saved, self.viewer), status=201)

        return once(request, self.user, create)


class SavedSearchView(ApiView):
    @operation(
        "Read a kept search",
        Access.SESSION,
        answers={200: Says(SavedSearchAnswer, "The search with what is new in it.")},
        problems=["not-found"],
        rate="search",
    )
    def get(self, _request: Request, search_id: UUID) -> Response:
        return Response(told(find_saved(search_id, self.user), self.viewer))

    @operation(
        "Change a kept search",
        Access.SESSION,
        request=SavedSearchChanges,
        answers={200: Says(SavedSearchAnswer, "As it stands now.")},
        problems=["not-found", "search-unavailable"],
        rate="write",
    )
    def patch(self, request: Request, search_id: UUID) -> Response:
        saved = find_saved(search_id, self.user)
        values = read_body(request, SavedSearchChanges, partial=True)
        return Response(told(change_search(saved, values, viewer=self.viewer, at=timezone.now()), self.viewer))

    @operation(
        "Forget a kept search",
        Access.SESSION,
        answers={204: Says(None, "Gone; the pictures stay.")},
        problems=["not-found", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, search_id: UUID) -> HttpResponse:
        find_saved(search_id, self.user).delete()
        return no_content()


class SavedSearchSeen(ApiView):
    @operation(
        "Say that a kept search was looked at",
        Access.SESSION,
        answers={200: Says(SavedSearchAnswer, "Nothing in it is new any more.")},
        problems=["not-found", "search-unavailable", "csrf-failed"],
        rate="write",
    )
    def post(self, _request: Request, search_id: UUID) -> Response:
        return Response(told(mark_seen(find_saved(search_id, self.user), self.viewer), self.viewer))


def find_saved(search_id: UUID, user: User) -> SavedSearch:
    saved = searches_of(user).filter(uuid=search_id).first()
    if saved is None:
        raise Problem("not-found")
    return saved


def told(saved: SavedSearch, viewer: Viewer) -> SavedSearchAnswer:
    return answer(saved, *matching_each([saved], viewer))


def answer(saved: SavedSearch, found: BitMap | None) -> SavedSearchAnswer:
    """A search that cannot be asked any more (an organization was left, the index is built) stays in the list."""
    return SavedSearchAnswer(
        id=saved.uuid,
        name=saved.name,
        query=saved.query,
        notify=saved.notify,
        created_at=saved.created_at,
        is_reachable=bool(saved.owner.email),
        count=None if found is None else len(found),
        fresh=None if found is None else len(found - read(saved.seen)),
    )

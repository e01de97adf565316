"""Search, suggestions, and what is close to a picture and permitted."""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import Says, operation
from api.problems import field_problem
from api.questions import QuestionQuery, asked_of
from api.requests import read_query
from api.revalidation import revalidated
from api.v1.assets.lookups import find_asset
from api.v1.search.answers import SearchAnswer, SuggestionAnswer, Suggestions
from api.v1.search.asking import principal_of, search
from api.v1.search.maps import MapAnswer, clusters
from api.v1.search.serializers import ClusterQuery, SearchQuery, SuggestQuery
from api.v1.search.similar import AlikeAssets, SimilarAssets, alike_to, similar_to
from api.views import ApiView
from assets.models import Asset
from assets.search import QueryTooLong
from assets.search.freshness import live


class Search(ApiView):
    @operation(
        "Search assets",
        Access.READ,
        parameters=[SearchQuery],
        answers={
            200: Says(SearchAnswer, "One page of the result, with a verdict per tile when a question is asked."),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        problems=["search-unavailable"],
        rate="search",
        description="Counts, order and facets rest on visible assets alone. Each write is found by the next search.",
    )
    def get(self, request: Request) -> HttpResponse:
        return revalidated(request, search(read_query(request, SearchQuery), self.viewer))


class SearchClusters(ApiView):
    @operation(
        "Search assets on a map",
        Access.READ,
        parameters=[ClusterQuery],
        answers={
            200: Says(MapAnswer, "Everything that the same search finds, grouped by where it lies."),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        rate="search",
        description="Takes the parameters of a search without those of a page. Counts are exact and rest on visible "
        "assets alone. Exact positions are for editors; for all others a picture lies in the middle of its place.",
    )
    def get(self, request: Request) -> HttpResponse:
        return revalidated(request, clusters(read_query(request, ClusterQuery), self.viewer))


class Suggest(ApiView):
    @operation(
        "Suggest words",
        Access.READ,
        parameters=[SuggestQuery],
        answers={200: Says(Suggestions, "Completions from visible assets.")},
        rate="suggest",
    )
    def get(self, request: Request) -> Response:
        text = read_query(request, SuggestQuery)["q"]
        try:
            found = live().suggest(text, principal_of(self.viewer))
        except QueryTooLong as error:
            raise field_problem("q", "Höchstens 500 Zeichen und 32 Wörter.", code="max_length") from error
        shown = [SuggestionAnswer(kind=s.kind.value, value=s.value, label=s.label, count=s.count) for s in found]
        return Response(Suggestions(suggestions=shown))


class Similar(ApiView):
    @operation(
        "Find similar assets",
        Access.READ,
        parameters=[QuestionQuery],
        answers={
            200: Says(SimilarAssets, "Up to three that are close by keywords or place, with a question released.")
        },
        problems=["not-found"],
        rate="search",
    )
    def get(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer).select_related("place"), asset_id)
        asked = asked_of(read_query(request, QuestionQuery), self.viewer)
        return Response(similar_to(asset, asked, self.viewer))


class Alike(ApiView):
    @operation(
        "Find the same picture in other files",
        Access.READ,
        parameters=[QuestionQuery],
        answers={200: Says(AlikeAssets, "What looks the same, each with a verdict of its own.")},
        problems=["not-found"],
        rate="search",
    )
    def get(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        asked = asked_of(read_query(request, QuestionQuery), self.viewer)
        return Response(alike_to(asset, asked, self.viewer))

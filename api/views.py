"""What every view of the API is: closed unless declared, JSON in and out, one viewer read per request."""
# ruff: noqa: ARG002  # DRF's signatures

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import operation_of
from api.parsers import JSONParser
from api.throttling import RateThrottle
from assets.models import User
from assets.viewer import Viewer, viewer_of


class AlwaysJson(BaseContentNegotiation):
    """Answer in JSON whatever `Accept` says: there is nothing else, and an `<img>` asks for pictures."""

    def select_parser(self, request: Request, parsers: Any) -> BaseParser | None:
        content_type = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == content_type), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        renderer: BaseRenderer = renderers[0]
        return renderer, renderer.media_type


class ApiView(APIView):
    """Base of all views; handlers carry `@operation`."""

    parser_classes = (JSONParser,)
    throttle_classes = (RateThrottle,)
    content_negotiation_class = AlwaysJson
    http_method_names = ["get", "head", "post", "put", "patch", "delete", "options"]  # noqa: RUF012  # Django's declaration

    @cached_property
    def viewer(self) -> Viewer:
        return viewer_of(self.request.user)

    @property
    def user(self) -> User:
        """The signed-in user; permissions let nobody else reach a handler that asks."""
        assert isinstance(self.request.user, User)  # noqa: S101  # narrows the type
        return self.request.user

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are, and nothing else."""
        declared = [method for method in self.allowed_methods if operation_of(self, method)]
        return Response(status=204, headers={"Allow": ", ".join([*declared, "OPTIONS"])})


def no_content() -> HttpResponse:
    return HttpResponse(status=204)

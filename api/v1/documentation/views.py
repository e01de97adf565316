"""The API's description: as OpenAPI for programs, as a page for people, both served from here."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from api.middleware import content_security_policy


class SchemaView(SpectacularAPIView):
    permission_classes = ()
    authentication_classes = ()


class Documentation(SpectacularSwaggerSplitView):
    """Swagger UI from our own static files; this page alone may carry a style block."""

    permission_classes = ()
    authentication_classes = ()
    url_name = "schema"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.url_self = reverse("documentation")
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # drf-spectacular has no types here
        response["Content-Security-Policy"] = content_security_policy(style="'self' 'unsafe-inline'")
        return response

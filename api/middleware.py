"""What holds for every answer: a request id, strict headers (security rule 15), problems for failures in the API."""

import logging
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.problems import PROBLEM_TYPE, problem_response
from api.request_ids import new_request_id, request_id

logger = logging.getLogger(__name__)

API_PREFIX: Final = "/api/"
_DENIED: Final = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment")
_CODES: Final = {400: "malformed-request", 403: "not-permitted", 404: "not-found", 405: "method-not-allowed"}

Next = Callable[[HttpRequest], HttpResponseBase]


class RequestIdMiddleware:
    """Name the request before anything else runs."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = request_id.set(new_request_id())
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class SecurityHeadersMiddleware:
    """Strict by default; a view that set a header of its own (media, the API's documentation) keeps it.

    Django's own error pages become problems on the way.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = _as_problem(request, self.get_response(request))
        response.headers.setdefault("Content-Security-Policy", content_security_policy())
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in _DENIED))
        if request.path_info.startswith(API_PREFIX):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def content_security_policy(*, style: str = "'self'") -> str:
    """The policy of rule 15; `style` is widened for the API's documentation page alone."""
    store, tiles = _origin(settings.S3_PUBLIC_ENDPOINT or settings.S3_ENDPOINT), _origin(settings.MAP_TILES)
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' data: blob:{store}{tiles}; "
        f"media-src 'self'{store}; connect-src 'self'{store}; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    )


def _origin(url: str) -> str:
    """The origin of signed store URLs or of map tiles, with a blank before it; nothing where there is none."""
    parts = urlsplit(url)
    return f" {parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What failed outside of a view (host, headers, session, an unknown address) speaks RFC 9457 all the same."""
    is_ours = not request.path_info.startswith(API_PREFIX) or response.get("Content-Type") == PROBLEM_TYPE
    if is_ours or response.status_code < 400:
        return response
    code = _CODES.get(response.status_code, "malformed-request" if response.status_code < 500 else "internal-error")
    problem: HttpResponse = problem_response(code)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            problem[name] = response.headers[name]
    return problem

"""Who sends the request: a browser with its session, or a program with its token (security rules 13 and 14).

A token comes in the `Authorization` header only, and a request that carries one is judged by it alone: its cookies
count for nothing. A session may change something only with the CSRF token and an `Origin` that is ours.
"""
# ruff: noqa: ARG002  # DRF's and Django's signatures

from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from api.problems import Problem
from assets.models import ApiToken, User
from assets.prepared import Keys, prepared

_SCHEME: Final = "bearer"
_USED_EVERY = timedelta(minutes=5)
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer bk_…`; unknown, revoked, expired and a disabled owner are the same 401."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if not header:
            return None
        scheme, _, secret = header.partition(" ")
        token = _token_of(secret.strip()) if scheme.lower() == _SCHEME else None
        if token is None:
            raise Problem("not-signed-in")
        _note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="bildkreis"'


def _token_of(secret: str) -> ApiToken | None:
    """The usable token behind a secret. Every secret is hashed and looked up, so that all wrong ones cost the same."""
    found = _tokens([ApiToken.hash_of(secret)])
    if not found:
        return None
    token = ApiToken.from_db(None, _TOKEN, found[0][: len(_TOKEN)])
    token.user = User.from_db(None, _USER, found[0][len(_TOKEN) :])
    return token if token.is_usable(now=timezone.now()) else None


def _written_tokens(keys: Keys) -> QuerySet[ApiToken, tuple[Any, ...]]:
    return ApiToken.objects.filter(secret_hash__in=keys).values_list(*_TOKEN, *(f"user__{name}" for name in _USER))


_TOKEN: Final = [column.attname for column in ApiToken._meta.concrete_fields]
_USER: Final = [column.attname for column in User._meta.concrete_fields]
_tokens: Final = prepared(_written_tokens, kind="text")


def _note_use(token: ApiToken) -> None:
    """Remember the last use, to five minutes: a write per request would make reading wait for writers."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at > _USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)


class SessionAuthentication(BaseAuthentication):
    """The browser's session, as Django's middleware read it from the cookie."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        user: User | AnonymousUser = request._request.user
        if not isinstance(user, User) or not user.is_active:
            return None
        check_origin(request)
        return user, None


def check_origin(request: Request) -> None:
    """Refuse a changing request without CSRF token, or without an `Origin` that is this host's or a trusted one's."""
    if request.method in SAFE_METHODS or getattr(request._request, "_dont_enforce_csrf_checks", False):
        return
    if "HTTP_ORIGIN" not in request.META or _csrf_reason(request._request) is not None:
        raise Problem("csrf-failed")


class _CsrfCheck(CsrfViewMiddleware):
    """Django's own check, remembering its reason instead of answering with a page."""

    reason: str | None = None

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        self.reason = reason
        return HttpResponseForbidden()


def _csrf_reason(request: HttpRequest) -> str | None:
    """What is wrong with token, Origin or Referer; None when all is well. DRF exempts its views from it."""
    check = _CsrfCheck(lambda _request: HttpResponseForbidden())
    check.process_request(request)
    check.process_view(request, lambda _request: HttpResponseForbidden(), (), {})
    return check.reason

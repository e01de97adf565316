"""Sign in, see who one is, sign out.

A wrong password and an unknown name get the same answer after the same work: Django's backend hashes a password for
unknown names too. A disabled account is refused like a wrong password.
"""

from typing import Final

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.authentication import check_origin
from api.operations import Says, operation
from api.problems import Problem
from api.requests import read_body
from api.throttling import count_sign_in
from api.v1.session.answers import DemoAccount, SessionAnswer, SessionOrganization, SessionUser
from api.v1.session.serializers import SignIn
from api.views import ApiView, no_content
from assets import audit
from assets.models import ApiToken, Organization, Role, User
from assets.viewer import Viewer, viewer_of

LANGUAGES: Final = ["de", "en"]
_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


class SessionView(ApiView):
    @operation(
        "Tell who is signed in",
        Access.ANYBODY,
        answers={200: Says(SessionAnswer, "Who is signed in, if anybody.")},
        problems=["not-signed-in"],
        description="Also sets the cookie `csrftoken`, which changing requests repeat in the header X-CSRFToken.",
    )
    def get(self, request: Request) -> Response:
        get_token(request._request)
        return Response(session_answer(request.user))

    @operation(
        "Sign in",
        Access.ANYBODY,
        request=SignIn,
        answers={200: Says(SessionAnswer, "Signed in; a new session has begun.")},
        problems=["sign-in-failed", "not-signed-in", "session-required", "too-many-requests"],
        description="Ten attempts in 15 minutes per account and per address. The session gets a new id.",
    )
    def post(self, request: Request) -> Response:
        if isinstance(request.auth, ApiToken):
            raise Problem("session-required")
        check_origin(request)
        wanted = read_body(request, SignIn)
        name = str(wanted.get("username") or wanted.get("demo_account") or "")
        count_sign_in(request, name)
        user = _demo_user(name) if "demo_account" in wanted else _user_with_password(request, wanted)
        if user is None:
            audit.record("session.refused", actor="anonymous", object_kind="session", object_id="-")
            raise Problem("sign-in-failed")
        with transaction.atomic():
            request._request.session.cycle_key()  # login() keeps the id of somebody who signs in twice
            login(request._request, user, backend=_BACKEND)
            audit.record("session.begun", actor=str(user.uuid), object_kind="session", object_id="-")
        return Response(session_answer(user))

    @operation(
        "Sign out",
        Access.SESSION,
        answers={204: Says(None, "Signed out; the session is gone.")},
        problems=["csrf-failed"],
    )
    def delete(self, request: Request) -> HttpResponse:
        audit.record("session.ended", actor=str(self.user.uuid), object_kind="session", object_id="-")
        logout(request._request)
        return no_content()


def _user_with_password(request: Request, wanted: dict[str, str]) -> User | None:
    user = authenticate(
        request._request, username=wanted.get("username") or "-", password=wanted.get("password") or "-"
    )
    return user if isinstance(user, User) else None


def _demo_user(username: str) -> User | None:
    """One of the demo's people, without a password: only where the operator runs the demo."""
    if username not in {account.username for account in demo_accounts()}:
        return None
    return User.objects.filter(username=username, is_active=True).first()


def demo_accounts() -> list[DemoAccount]:
    if not settings.DEMO:
        return []
    from licensing.demo.accounts import accounts

    return [
        DemoAccount(username=each.username, name=each.name, organization=each.organization, role_label=each.role_label)
        for each in accounts()
    ]


def session_answer(user: object) -> SessionAnswer:
    known = user if isinstance(user, User) and user.is_active else None
    return SessionAnswer(
        authenticated=known is not None,
        user=SessionUser(id=known.uuid, name=str(known), initials=known.initials) if known else None,
        organizations=_organizations(viewer_of(known)) if known else [],
        demo_accounts=demo_accounts(),
        languages=LANGUAGES,
    )


def _organizations(viewer: Viewer) -> list[SessionOrganization]:
    """The viewer's organizations by name; the operator of the installation acts for every one."""
    held = Organization.objects.order_by("name")
    if not viewer.sees_all:
        held = held.filter(pk__in=viewer.organization_ids)
    return [
        SessionOrganization(
            id=each.uuid, slug=each.slug, name=each.name, kind=each.kind,
            roles=[role.value for role in Role if viewer.holds(role, each.pk)],
        )
        for each in held
    ]  # fmt: skip

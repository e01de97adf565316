"""Deny by default: an operation runs only when its declaration (`api.operations`) lets this kind of asker in.

Which object may be seen or changed is not decided here but by `visible_to` and `editable_by`.
"""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from api.access import Access, operation_of
from api.problems import Problem
from assets.models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView


class SignedIn(BasePermission):
    """A signed-in user, and for programs a token with the operation's scope; an undeclared operation lets nobody in."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if request.method == "OPTIONS":
            return request.user.is_authenticated or _refuse("not-signed-in")
        operation = operation_of(view, request.method or "")
        if request.method not in view.allowed_methods:
            return True  # the view answers 405, to everybody
        if operation is None:
            return False
        if operation.access is Access.ANYBODY:
            return True
        if not request.user.is_authenticated:
            _refuse("not-signed-in")
        if isinstance(request.auth, ApiToken):
            return _token_may(request.auth, operation.access)
        return True


def _token_may(token: ApiToken, access: Access) -> bool:
    if access is Access.SESSION:
        _refuse("session-required")
    return token.may(access.value) or _refuse("scope-missing")


def _refuse(code: str) -> bool:
    raise Problem(code)

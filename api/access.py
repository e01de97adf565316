"""What an operation needs of its asker, and how a view's handler says so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rest_framework.views import APIView


class Access(StrEnum):
    """What an asker needs: nothing, a session, or (sessions always suffice) a token with this scope."""

    ANYBODY = "anybody"
    SESSION = "session"
    READ = "read"
    CHECK = "check"
    DOWNLOAD = "download"
    WRITE = "write"
    RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class Operation:
    """`rate` names a throttle (api.throttling), empty for none."""

    access: Access
    rate: str


def operation_of(view: "APIView", method: str) -> Operation | None:
    """What the view declared for a method; HEAD is a GET without its body."""
    handler = getattr(view, "get" if method == "HEAD" else method.lower(), None)
    found = getattr(handler, "operation", None)
    return found if isinstance(found, Operation) else None

"""Refused access stands in the audit trail (security rule 38): who, which operation, why; never what was asked for."""

import logging
from typing import TYPE_CHECKING, Any, Final

from django.db import DatabaseError

from assets import audit

if TYPE_CHECKING:
    from rest_framework.request import Request

logger = logging.getLogger(__name__)

RECORDED: Final = frozenset({"not-permitted", "scope-missing", "session-required", "csrf-failed"})


def record_denial(code: str, request: "Request | None", view: Any) -> None:
    """Write the event for a signed-in asker; a refusal stands even where it cannot be recorded."""
    user: Any = getattr(request, "_user", None)
    if code not in RECORDED or request is None or not getattr(user, "is_authenticated", False):
        return
    operation = f"{request.method} {type(view).__name__}"[:60]
    try:
        audit.record(
            "access.denied", actor=str(user.uuid), object_kind="operation", object_id=operation, data={"code": code}
        )
    except DatabaseError:
        logger.warning("denial not recorded operation=%s code=%s", operation, code)

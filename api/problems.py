"""RFC 9457 for everything that fails: our own errors, DRF's, Django's, and a database that does not answer.

A problem tells nothing of stack, SQL, path, constraint or version (security rule 37); unknown and invisible are the
same. The request id ties it to the log.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Final

import msgspec
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from msgspec import UNSET, UnsetType
from rest_framework import exceptions

from api.answers import about
from api.denials import record_denial
from api.problem_catalog import FIELD_MESSAGES, KINDS
from api.request_ids import request_id
from assets.errors import ChangedMeanwhile, DomainError, FieldInvalid
from assets.storage import ObjectNotFound, StoreError, StoreFull

logger = logging.getLogger(__name__)

PROBLEM_TYPE: Final = "application/problem+json"
RETRY_SECONDS: Final = 5


class FieldError(msgspec.Struct, frozen=True):
    """What is wrong with one field."""

    field: Annotated[str, about("Name of the field or parameter, inner ones joined with dots; empty for the whole.")]
    message: Annotated[str, about("What is wrong, in German.")]
    code: Annotated[str, about("Stable code: required, unknown, invalid, max_length, ...")]


class ProblemBody(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """RFC 9457 problem details."""

    type: Annotated[str, about("A URN that ends in the code.")]
    title: Annotated[str, about("The kind of problem, in German.")]
    status: Annotated[int, about("The HTTP status, repeated.")]
    detail: Annotated[str, about("What happened this time and what to do, in German.")]
    code: Annotated[str, about("Stable code in kebab-case.")]
    request_id: Annotated[str, about("To be quoted to the operator: it ties the problem to the log.")]
    errors: Annotated[Sequence[FieldError] | UnsetType, about("One entry per wrong field.")] = UNSET
    decision: Annotated[Any | UnsetType, about("With not-released: the Decision that refused.")] = UNSET


class Problem(Exception):
    """A failure that a view names by its code in the catalog; `decision` explains a refusal to release."""

    def __init__(
        self, code: str, detail: str = "", *, errors: Sequence[FieldError] = (), decision: object = UNSET
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.errors, self.decision = code, detail, errors, decision
        self.headers: dict[str, str] = {}


def problem_response(
    code: str,
    detail: str = "",
    *,
    errors: Sequence[FieldError] = (),
    decision: object = UNSET,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    kind = KINDS[code]
    body = ProblemBody(
        type=f"urn:bildkreis:problem:{code}",
        title=kind.title,
        status=kind.status,
        detail=detail or kind.title,
        code=code,
        request_id=request_id.get(),
        errors=errors or UNSET,
        decision=decision,
    )
    response = HttpResponse(msgspec.json.encode(body), content_type=PROBLEM_TYPE, status=kind.status)
    if kind.status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    if kind.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="bildkreis"'
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def field_problem(field: str, message: str, *, code: str = "invalid") -> Problem:
    return Problem("invalid-request", message, errors=[FieldError(field, message, code)])


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """Answer any exception of a view; what nobody foresaw is logged with its trace and says nothing to the client."""
    from rest_framework.views import set_rollback  # that module loads this one

    set_rollback()
    if isinstance(exc, Problem):
        record_denial(exc.code, context.get("request"), context.get("view"))
        return problem_response(exc.code, exc.detail, errors=exc.errors, decision=exc.decision, headers=exc.headers)
    if isinstance(exc, exceptions.APIException):
        return _of_framework(exc)
    if isinstance(exc, DomainError):
        return _of_domain(exc)
    code = _code_of(exc)
    if code == "internal-error":
        logger.error("request failed view=%s", type(context.get("view")).__name__, exc_info=exc)
    elif code.endswith("-unavailable"):
        logger.warning("%s cause=%s", code, type(exc).__name__)
    return problem_response(code)


def _code_of(exc: Exception) -> str:
    if isinstance(exc, OperationalError | InterfaceError) or (
        isinstance(exc, DatabaseError) and type(exc) is DatabaseError
    ):
        return "database-unavailable"
    if isinstance(exc, Http404 | ObjectNotFound):
        return "not-found"
    if isinstance(exc, StoreError):
        return "storage-full" if isinstance(exc, StoreFull) else "store-unavailable"
    if isinstance(exc, PermissionDenied):
        return "not-permitted"
    if isinstance(exc, RequestDataTooBig):
        return "body-too-large"
    return "malformed-request" if isinstance(exc, SuspiciousOperation | BadRequest) else "internal-error"


def _of_framework(exc: exceptions.APIException) -> HttpResponse:
    if isinstance(exc, exceptions.ValidationError):
        errors = list(field_errors(exc.detail))
        return problem_response("invalid-request", errors[0].message if errors else "", errors=errors)
    headers = {}
    if isinstance(exc, exceptions.Throttled):
        headers["Retry-After"] = str(max(1, int(getattr(exc, "wait", None) or 1)))
    return problem_response(_FRAMEWORK_CODES.get(exc.status_code, "malformed-request"), headers=headers)


def _of_domain(exc: DomainError) -> HttpResponse:
    """Domain errors name no status, the catalog does; one that it does not know is a refusal of what was sent."""
    code = exc.code if exc.code in KINDS else "invalid-request"
    errors = [FieldError(exc.field, exc.detail, "invalid")] if isinstance(exc, FieldInvalid) else []
    headers = {"ETag": f'"{exc.current_version}"'} if isinstance(exc, ChangedMeanwhile) else None
    return problem_response(code, exc.detail, errors=errors, headers=headers)


_FRAMEWORK_CODES: Final = {
    400: "malformed-json",
    401: "not-signed-in",
    403: "not-permitted",
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "unsupported-media-type",
    429: "too-many-requests",
}


def field_errors(detail: Any, path: str = "") -> Iterator[FieldError]:
    """DRF's nested details as a flat list; `path` joins names and list positions with dots."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            here = path if name == "non_field_errors" else f"{path}.{name}".lstrip(".")
            yield from field_errors(inner, here)
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        for position, inner in enumerate(detail):
            is_nested = isinstance(inner, Mapping) or (isinstance(inner, Sequence) and not isinstance(inner, str))
            yield from field_errors(inner, f"{path}.{position}".lstrip(".") if is_nested else path)
    else:
        code = str(getattr(detail, "code", "invalid"))
        yield FieldError(path, FIELD_MESSAGES.get(code, str(detail)), code)

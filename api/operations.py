"""One declaration per operation: who may call it, what it answers, which problems it knows, how often it may run.

`@operation` is read twice: by `permissions.SignedIn` on every request, and by drf-spectacular for the OpenAPI schema.
What is documented and what is enforced can therefore not drift apart, and an operation without it is closed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Required, TypedDict, TypeVar, Unpack

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from api.access import Access, Operation
from api.problem_catalog import KINDS
from api.problems import PROBLEM_TYPE, ProblemBody

_ALWAYS: Final = ("malformed-request", "internal-error", "database-unavailable")
_SIGNED_IN: Final = ("not-signed-in", "too-many-requests")
_BAD_TOKEN: Final = ("not-signed-in",)
"""Even what is open to anybody refuses a token that is none."""
_WITH_BODY: Final = ("malformed-json", "invalid-request", "body-too-large", "unsupported-media-type")

Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Says:
    """A successful answer: its body (None for none, bytes with `media_types`) and a sentence about it."""

    body: Any
    about: str
    media_types: Sequence[str] = ("application/json",)


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Chosen by the client, up to 200 characters: the same key and body give the first answer again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of what was read and is now changed."
)


class Options(TypedDict, total=False):
    """What `@operation` may be told beside the summary and who may call.

    `problems` are codes of the catalog beyond the usual ones; `rate` names a throttle; `idempotent` adds a header.
    """

    answers: Required[Mapping[int, Says]]
    request: Any
    parameters: Sequence[Any]
    problems: Sequence[str]
    rate: str
    description: str
    idempotent: bool


def operation(summary: str, access: Access, **options: Unpack[Options]) -> Callable[[Handler], Handler]:
    """Declare a handler; without this it answers nobody."""
    headers = [IDEMPOTENCY_KEY] if options.get("idempotent") else []

    def declare(handler: Handler) -> Handler:
        documented = extend_schema(
            operation_id=_operation_id(summary),
            summary=summary,
            description=options.get("description") or f"{summary}.",
            request=options.get("request"),
            parameters=[*options.get("parameters", ()), *headers],
            responses={**_successes(options["answers"]), **_failures(_problem_codes(access, options))},
        )(handler)
        vars(documented)["operation"] = Operation(access, options.get("rate", ""))
        return documented

    return declare


def _problem_codes(access: Access, options: Options) -> list[str]:
    """The codes named, and those that follow from who may call and from what is read."""
    codes = [*_ALWAYS, *options.get("problems", ())]
    codes += _SIGNED_IN if access is not Access.ANYBODY else _BAD_TOKEN
    codes += ["session-required"] if access is Access.SESSION else []
    codes += ["scope-missing"] if access not in {Access.SESSION, Access.ANYBODY} else []
    codes += [*_WITH_BODY, "csrf-failed"] if options.get("request") is not None else []
    codes += ["invalid-request"] if options.get("parameters") else []
    codes += ["idempotency-key-reused"] if options.get("idempotent") else []
    return codes


def _operation_id(summary: str) -> str:
    """ "Read an asset" is `read_an_asset`: summaries are short and each is used once."""
    return re.sub(r"[^a-z]+", "_", summary.lower()).strip("_")


def _successes(answers: Mapping[int, Says]) -> dict[Any, Any]:
    responses: dict[Any, Any] = {}
    for status, says in answers.items():
        for media_type in says.media_types:
            key = (status, media_type) if says.body is not None else status
            responses[key] = OpenApiResponse(says.body, description=says.about)
    return responses


def _failures(codes: Sequence[str]) -> dict[Any, Any]:
    """One response per status, its description naming every code that may stand in it."""
    by_status: dict[int, list[str]] = {}
    for code in dict.fromkeys(codes):
        by_status.setdefault(KINDS[code].status, []).append(f"`{code}`: {KINDS[code].about}")
    return {
        (status, PROBLEM_TYPE): OpenApiResponse(ProblemBody, description="\n".join(lines))
        for status, lines in sorted(by_status.items())
    }

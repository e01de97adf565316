"""ETags and If-Match: nobody overwrites what somebody else has saved in the meantime."""

from rest_framework.request import Request

from api.problems import Problem


def etag(version: int) -> str:
    return f'"{version}"'


def expected_version(request: Request, current: int) -> int:
    """The version that If-Match names; 428 without it, 412 when it is not what stands."""
    given = request.META.get("HTTP_IF_MATCH", "").strip()
    if not given:
        raise Problem("precondition-required")
    if given.removeprefix("W/") != etag(current):
        problem = Problem("changed-meanwhile")
        problem.headers["ETag"] = etag(current)
        raise problem
    return current

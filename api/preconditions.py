"""ETags and If-Match: nobody overwrites what somebody else has saved in the meantime."""

from rest_framework.request import Request

from api.problems import Problem


def etag(version: int) -> str:
    return f'"{version}"'


def standing_version(request: Request, current: int | None) -> int | None:
    """As `expected_version`, where nothing may stand yet: then no If-Match is needed, and one that is named is 412."""
    if current is None and not request.META.get("HTTP_IF_MATCH", "").strip():
        return None
    return expected_version(request, current or 0)


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

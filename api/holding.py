"""In which of their organizations somebody may write."""

from uuid import UUID

from api.problems import Problem
from assets.models import Organization, Role
from assets.viewer import Viewer


def organization_to_write(wanted: UUID, role: Role, viewer: Viewer) -> Organization:
    """The organization, if the viewer holds the role there; an unknown one is refused like a foreign one."""
    rows = Organization.objects.filter(uuid=wanted)
    if not viewer.sees_all:
        rows = rows.filter(pk__in=viewer.organizations_as(role))
    found = rows.first()
    if found is None:
        raise Problem("not-permitted")
    return found

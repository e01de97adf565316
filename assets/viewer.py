"""Who is asking: the organizations and roles of a user on a day, read once and handed on as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from assets.prepared import Keys, prepared

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from assets.models.organization import Membership, Role, User


@dataclass(frozen=True, slots=True)
class Viewer:
    """A user as the visibility rules see them; `roles` maps organization id to the highest role held today."""

    user_id: int | None = None
    roles: Mapping[int, "Role"] = field(default_factory=dict, hash=False)
    sees_all: bool = False

    @property
    def organization_ids(self) -> frozenset[int]:
        return frozenset(self.roles)

    @property
    def is_member(self) -> bool:
        """Whether the user belongs to the network at all: what is visible to "all organizations" is visible to them."""
        return bool(self.roles) or self.sees_all

    def holds(self, role: "Role", organization_id: int) -> bool:
        held = self.roles.get(organization_id)
        return self.sees_all or (held is not None and held.includes(role))

    def organizations_as(self, role: "Role") -> frozenset[int]:
        return frozenset(pk for pk, held in self.roles.items() if held.includes(role))


ANONYMOUS = Viewer()


def viewer_of(user: "User | AnonymousUser", *, on: date | None = None) -> Viewer:
    """The viewer that `user` is on a day (today by default); disabled and unknown users see what the public sees."""
    from assets.models.organization import Role

    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    roles: dict[int, Role] = {}
    for organization_id, code in _held([user.pk], on or timezone.localdate()):
        role = Role(code)
        held = roles.get(organization_id)
        if held is None or role.includes(held):
            roles[organization_id] = role
    return Viewer(user_id=user.pk, roles=roles, sees_all=user.is_superuser)


@prepared
def _held(keys: Keys, on: date) -> "QuerySet[Membership, tuple[Any, ...]]":
    from assets.models.organization import Membership

    return Membership.objects.active(on=on).filter(user_id__in=keys).values_list("organization_id", "role")

"""What a row of the permission table means: from the row alone, what each cell must answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assets.models import Role
from tests.api.permission_cast import Asker, Ownership, World

Call = tuple[str, Any, Mapping[str, str]]
ALL = tuple(Ownership)
KEPT_INSIDE = (Ownership.OWN, Ownership.FOREIGN, Ownership.DELETED)
ONCE = (Ownership.OWN,)
_KEPT_FROM = {"edited": Role.EDITOR, "administered": Role.ADMINISTRATOR}
"""Kinds of things that members with less than this role do not even know of."""
_MEMBERS_SEE = {Ownership.OWN, Ownership.SHARED, Ownership.NETWORK, Ownership.PUBLIC}
_OTHERS_SEE = _MEMBERS_SEE - {Ownership.OWN}


@dataclass(frozen=True, slots=True)
class Row:
    """`scope` is a token's scope, "session" or "anybody"; `needs` the least role in the thing's organization.

    `kind` says how the thing is seen: asset (by visibility), inside (by its organization), personal (by its user),
    place (an organization in which something is made), collected (an asset put into one's own collection), kept (by the
    rights managers of its organization alone, nobody else learns that it exists), joined (by who takes part in
    a campaign), added (seen like an asset, filled by who takes part), none.
    """

    scope: str
    kind: str
    call: Callable[[World, Asker, Ownership], Call]
    needs: Role | None = None
    ok: int = 200

    @property
    def ownerships(self) -> tuple[Ownership, ...]:
        return {"asset": ALL, "added": ALL, "joined": ALL, "collected": ALL, "none": ONCE}.get(self.kind, KEPT_INSIDE)


def expected(row: Row, asker: Asker, ownership: Ownership) -> int:
    if row.scope != "anybody":
        if asker.is_nobody:
            return 401
        if asker is Asker.TOKEN_WITHOUT_SCOPE or (asker.is_token and row.scope == "session"):
            return 403
    return _of_things(row, asker, ownership)


def _of_things(row: Row, asker: Asker, ownership: Ownership) -> int:
    if row.kind == "place":
        return row.ok if _is_enough(row, asker) and not asker.is_other and ownership is Ownership.OWN else 403
    if row.kind == "collected" and not _is_enough(row, asker):
        return 403
    if not _is_known(row, asker, ownership):
        return 404
    if row.kind == "added":
        adds = _is_enough(row, asker) and (not asker.is_other or ownership is Ownership.SHARED)
        return row.ok if adds else 403
    is_refused = row.needs is not None and row.kind != "collected" and (asker.is_other or not _is_enough(row, asker))
    return 403 if is_refused else row.ok


def _is_enough(row: Row, asker: Asker) -> bool:
    return row.needs is None or asker.role.includes(row.needs)


def _is_known(row: Row, asker: Asker, ownership: Ownership) -> bool:
    if row.kind == "none":
        return True
    if row.kind in _KEPT_FROM:
        return ownership is Ownership.OWN and not asker.is_other and asker.role.includes(_KEPT_FROM[row.kind])
    if row.kind == "kept":
        return ownership is Ownership.OWN and not asker.is_other and asker.role.includes(Role.RIGHTS_MANAGER)
    if row.kind == "joined":
        return ownership is Ownership.SHARED or (ownership in _MEMBERS_SEE and not asker.is_other)
    if row.kind in {"asset", "added", "collected"}:
        return is_seen(asker, ownership)
    return ownership is Ownership.OWN and (row.kind == "personal" or not asker.is_other)


def is_seen(asker: Asker, ownership: Ownership) -> bool:
    return ownership in (_OTHERS_SEE if asker.is_other else _MEMBERS_SEE)

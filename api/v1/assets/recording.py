"""Rights as they come in, handed to the services that keep them."""

from typing import Any

from django.db import transaction

from assets.models import Asset, User
from licensing.services import assign_license, confirm_states, lift_embargoes, set_embargo


@transaction.atomic
def record_rights(asset: Asset, values: dict[str, Any], *, by: User) -> None:
    """All of it or nothing."""
    if assignment := values.get("assignment"):
        assign_license(asset, by=by, **assignment)
    if states := values.get("states"):
        confirm_states(asset, states=states, by=by)
    if "embargo" in values:
        lift_embargoes(asset, by=by)
    if embargo := values.get("embargo"):
        set_embargo(asset, until_local=embargo["until_local"], zone=embargo["zone"], by=by)

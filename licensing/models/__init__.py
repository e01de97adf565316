"""What may be done with what is held: assignments, grants, states, embargoes, and the decisions taken on them."""

from licensing.models.assignment import AssetRights, Embargo, LicenseAssignment
from licensing.models.decision import Download, RightsDecision
from licensing.models.grant import GrantScope, RightsGrant
from licensing.models.window import PermittedUse

__all__ = [
    "AssetRights",
    "Download",
    "Embargo",
    "GrantScope",
    "LicenseAssignment",
    "PermittedUse",
    "RightsDecision",
    "RightsGrant",
]

"""Writes about rights, and asking: each is one transaction, audited, and re-derives what search filters by."""

from licensing.services.decisions import NotReleased, RenditionChoice, ask, record_decision, request_download
from licensing.services.grants import GrantRecord, record_grant, revoke_grant
from licensing.services.licenses import AssignmentDetails, EvidenceMissing, assign_license
from licensing.services.states import LAYERS, confirm_states, lift_embargoes, resolve_conflicts, set_embargo

__all__ = [
    "LAYERS",
    "AssignmentDetails",
    "EvidenceMissing",
    "GrantRecord",
    "NotReleased",
    "RenditionChoice",
    "ask",
    "assign_license",
    "confirm_states",
    "lift_embargoes",
    "record_decision",
    "record_grant",
    "request_download",
    "resolve_conflicts",
    "revoke_grant",
    "set_embargo",
]

"""Writes about rights, and asking: each is one transaction, audited, and re-derives what search filters by."""

from licensing.services.blocks import free_versions, lift_block, set_block
from licensing.services.decisions import NotReleased, RenditionChoice, ask, record_decision, request_download
from licensing.services.grants import GrantRecord, record_grant, revoke_grant
from licensing.services.licenses import AssignmentDetails, EvidenceMissing, assign_license
from licensing.services.renditions import VersionRecord, confirm_version
from licensing.services.rules import (
    RuleRecord,
    create_rule,
    election_blackout,
    end_rule,
    replace_rule,
    set_policy,
)
from licensing.services.shown import (
    PermissionRecord,
    PropertyRecord,
    SignRecord,
    TrackRecord,
    WorkRecord,
    record_permission,
    replace_property,
    replace_signs,
    replace_tracks,
    replace_works,
    revoke_permission,
)
from licensing.services.states import LAYERS, confirm_states, lift_embargoes, resolve_conflicts, set_embargo

__all__ = [
    "LAYERS",
    "AssignmentDetails",
    "EvidenceMissing",
    "GrantRecord",
    "NotReleased",
    "PermissionRecord",
    "PropertyRecord",
    "RenditionChoice",
    "RuleRecord",
    "SignRecord",
    "TrackRecord",
    "VersionRecord",
    "WorkRecord",
    "ask",
    "assign_license",
    "confirm_states",
    "confirm_version",
    "create_rule",
    "election_blackout",
    "end_rule",
    "free_versions",
    "lift_block",
    "lift_embargoes",
    "record_decision",
    "record_grant",
    "record_permission",
    "replace_property",
    "replace_rule",
    "replace_signs",
    "replace_tracks",
    "replace_works",
    "request_download",
    "resolve_conflicts",
    "revoke_grant",
    "revoke_permission",
    "set_block",
    "set_embargo",
    "set_policy",
]

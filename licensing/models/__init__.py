"""What may be done with what is held: rights, persons, things, rules; decisions on them, and uses made of them."""

from licensing.models.assignment import AssetRights, Embargo, LicenseAssignment
from licensing.models.campaign import CampaignPublication
from licensing.models.consent import Consent, ConsentEvent, ConsentGiver, ConsentScope
from licensing.models.decision import Download, RightsDecision
from licensing.models.evidence import Document
from licensing.models.grant import GrantScope, RightsGrant
from licensing.models.person import Person, PersonContact, PersonShown, Suppression
from licensing.models.publication import ChannelAccount, Publication, PublicationVerdict
from licensing.models.quota import CopiesEntry, UsageReservation
from licensing.models.register import RegisteredRecord, RegisterImport, RegisterKind, RegisterRow
from licensing.models.rendition import RenditionState, RightsBlock
from licensing.models.resolution import PendingResolution, Resolution
from licensing.models.rule import OrganizationRule, RightsPolicy
from licensing.models.share import Bundle, BundleItem, Share, ShareAcceptance, ShareItem
from licensing.models.shown import AudioTrack, PropertyShown, SignShown, UsePermission, UsePermissionScope, WorkShown
from licensing.models.task import CalendarFeed, Sweep, Task, TaskMessage, TaskNotice
from licensing.models.webhook import Webhook, WebhookDelivery, WebhookWatch
from licensing.models.window import PermittedUse, RulesetRefresh, WindowRefresh

__all__ = [
    "AssetRights",
    "AudioTrack",
    "Bundle",
    "BundleItem",
    "CalendarFeed",
    "CampaignPublication",
    "ChannelAccount",
    "Consent",
    "ConsentEvent",
    "ConsentGiver",
    "ConsentScope",
    "CopiesEntry",
    "Document",
    "Download",
    "Embargo",
    "GrantScope",
    "LicenseAssignment",
    "OrganizationRule",
    "PendingResolution",
    "PermittedUse",
    "Person",
    "PersonContact",
    "PersonShown",
    "PropertyShown",
    "Publication",
    "PublicationVerdict",
    "RegisterImport",
    "RegisterKind",
    "RegisterRow",
    "RegisteredRecord",
    "RenditionState",
    "Resolution",
    "RightsBlock",
    "RightsDecision",
    "RightsGrant",
    "RightsPolicy",
    "RulesetRefresh",
    "Share",
    "ShareAcceptance",
    "ShareItem",
    "SignShown",
    "Suppression",
    "Sweep",
    "Task",
    "TaskMessage",
    "TaskNotice",
    "UsageReservation",
    "UsePermission",
    "UsePermissionScope",
    "Webhook",
    "WebhookDelivery",
    "WebhookWatch",
    "WindowRefresh",
    "WorkShown",
]

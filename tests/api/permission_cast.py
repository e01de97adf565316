"""Who asks, whose things they are, and everything that the permission table is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from api.models import SavedSearch
from assets.models import (
    ApiToken,
    ArtworkUse,
    Asset,
    Campaign,
    CampaignText,
    Collection,
    DropBox,
    IndexSource,
    Motif,
    Organization,
    RenditionJob,
    Role,
    UploadDraft,
    UploadFile,
    User,
)
from licensing.models import (
    Bundle,
    CalendarFeed,
    ChannelAccount,
    Consent,
    Document,
    Download,
    OrganizationRule,
    Person,
    Publication,
    RegisterImport,
    RightsBlock,
    RightsDecision,
    RightsGrant,
    Share,
    Task,
    UsePermission,
    Webhook,
)
from tests.api.builders import (
    NOWHERE,
    Caller,
)


class Asker(StrEnum):
    """Who asks. `OTHER_` belongs to B, everybody else with a role to A."""

    ANONYMOUS = "anonymous"
    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    RIGHTS_MANAGER = "rights_manager"
    ADMINISTRATOR = "administrator"
    OTHER_VIEWER = "other viewer"
    OTHER_EDITOR = "other editor"
    OTHER_RIGHTS_MANAGER = "other rights_manager"
    OTHER_ADMINISTRATOR = "other administrator"
    DISABLED = "disabled user"
    EXPIRED_TOKEN = "expired token"
    TOKEN_WITHOUT_SCOPE = "token without scope"
    FULL_TOKEN = "full token"

    @property
    def is_nobody(self) -> bool:
        return self in {Asker.ANONYMOUS, Asker.DISABLED, Asker.EXPIRED_TOKEN}

    @property
    def is_token(self) -> bool:
        return self in {Asker.TOKEN_WITHOUT_SCOPE, Asker.FULL_TOKEN}

    @property
    def is_other(self) -> bool:
        return self.value.startswith("other ")

    @property
    def role(self) -> Role:
        return Role.ADMINISTRATOR if self.is_token else Role(self.value.removeprefix("other "))


class Ownership(StrEnum):
    OWN = "own"
    SHARED = "shared"
    NETWORK = "network"
    PUBLIC = "public"
    FOREIGN = "foreign"
    DELETED = "deleted"


@dataclass(slots=True)
class World:
    organizations: dict[Ownership, Organization]
    other: Organization
    users: dict[Asker, User]
    callers: dict[Asker, Caller]
    assets: dict[Ownership, Asset]
    campaigns: dict[Ownership, Campaign]
    collections: dict[Ownership, Collection]
    others_collection: Collection
    grants: dict[Ownership, RightsGrant]
    blocks: dict[Ownership, RightsBlock]
    permissions: dict[Ownership, UsePermission]
    rules: dict[Ownership, OrganizationRule]
    imports: dict[Ownership, RegisterImport]
    persons: dict[Ownership, Person]
    consents: dict[Ownership, Consent]
    documents: dict[Ownership, Document]
    shares: dict[Ownership, Share]
    webhooks: dict[Ownership, Webhook]
    shared_copy: UUID = NOWHERE
    undecided: dict[Ownership, Asset] = field(default_factory=dict)
    decisions: dict[Ownership, RightsDecision] = field(default_factory=dict)
    downloads: dict[tuple[Asker, Ownership], Download] = field(default_factory=dict)
    bundles: dict[tuple[Asker, Ownership], Bundle] = field(default_factory=dict)
    uploads: dict[tuple[Asker, Ownership], UploadDraft] = field(default_factory=dict)
    upload_files: dict[tuple[Asker, Ownership], UploadFile] = field(default_factory=dict)
    tokens: dict[tuple[Asker, Ownership], ApiToken] = field(default_factory=dict)
    saved_searches: dict[tuple[Asker, Ownership], SavedSearch] = field(default_factory=dict)
    publications: dict[Ownership, Publication] = field(default_factory=dict)
    tasks: dict[Ownership, Task] = field(default_factory=dict)
    accounts: dict[Ownership, ChannelAccount] = field(default_factory=dict)
    feeds: dict[tuple[Asker, Ownership], CalendarFeed] = field(default_factory=dict)
    calendar_secret: str = ""
    texts: dict[Ownership, CampaignText] = field(default_factory=dict)
    motifs: dict[Ownership, Motif] = field(default_factory=dict)
    artworks: dict[Ownership, ArtworkUse] = field(default_factory=dict)
    made: dict[Ownership, RenditionJob] = field(default_factory=dict)
    sources: dict[Ownership, IndexSource] = field(default_factory=dict)
    drop_boxes: dict[Ownership, DropBox] = field(default_factory=dict)
    dropped_file: UUID = NOWHERE

    def uuid_of(self, things: Mapping[Any, Any], key: Any) -> UUID:
        thing = things.get(key)
        return NOWHERE if thing is None else thing.uuid

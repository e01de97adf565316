"""What the library holds. Tables are the truth; the search index and every rendition can be made again from them."""

from assets.models.artwork import ArtworkUse, Preflight
from assets.models.asset import Asset, AssetKeyword, Kind, Orientation, State, Visibility
from assets.models.audit import AuditEvent
from assets.models.board import CampaignResult, CampaignText, Motif, MotifComment, MotifVote, Participation
from assets.models.catalogue import CatalogueRecord
from assets.models.change import SearchChange
from assets.models.collection import Campaign, Collection, CollectionItem
from assets.models.idempotency import IdempotentAnswer
from assets.models.looks import PerceptualHash
from assets.models.making import Caption, RenditionJob
from assets.models.organization import ApiToken, Membership, Organization, Role, User
from assets.models.original import Location, MetadataConflict, Original, RawMetadatum, Rendition
from assets.models.place import Keyword, Place, PlaceBoundary
from assets.models.source import IndexSource, SourceRun
from assets.models.synonym import SynonymVersion
from assets.models.upload import DropBox, DropBoxAcceptance, FormerOriginal, UploadDraft, UploadFile

__all__ = [
    "ApiToken",
    "ArtworkUse",
    "Asset",
    "AssetKeyword",
    "AuditEvent",
    "Campaign",
    "CampaignResult",
    "CampaignText",
    "Caption",
    "CatalogueRecord",
    "Collection",
    "CollectionItem",
    "DropBox",
    "DropBoxAcceptance",
    "FormerOriginal",
    "IdempotentAnswer",
    "IndexSource",
    "Keyword",
    "Kind",
    "Location",
    "Membership",
    "MetadataConflict",
    "Motif",
    "MotifComment",
    "MotifVote",
    "Organization",
    "Orientation",
    "Original",
    "Participation",
    "PerceptualHash",
    "Place",
    "PlaceBoundary",
    "Preflight",
    "RawMetadatum",
    "Rendition",
    "RenditionJob",
    "Role",
    "SearchChange",
    "SourceRun",
    "State",
    "SynonymVersion",
    "UploadDraft",
    "UploadFile",
    "User",
    "Visibility",
]

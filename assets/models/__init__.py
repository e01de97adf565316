"""What the library holds. Tables are the truth; the search index and every rendition can be made again from them."""

from assets.models.asset import Asset, AssetKeyword, Kind, Orientation, State, Visibility
from assets.models.audit import AuditEvent
from assets.models.change import SearchChange
from assets.models.collection import Campaign, Collection, CollectionItem
from assets.models.idempotency import IdempotentAnswer
from assets.models.organization import ApiToken, Membership, Organization, Role, User
from assets.models.original import Location, MetadataConflict, Original, RawMetadatum, Rendition
from assets.models.place import Keyword, Place, PlaceBoundary
from assets.models.source import IndexSource

__all__ = [
    "ApiToken",
    "Asset",
    "AssetKeyword",
    "AuditEvent",
    "Campaign",
    "Collection",
    "CollectionItem",
    "IdempotentAnswer",
    "IndexSource",
    "Keyword",
    "Kind",
    "Location",
    "Membership",
    "MetadataConflict",
    "Organization",
    "Orientation",
    "Original",
    "Place",
    "PlaceBoundary",
    "RawMetadatum",
    "Rendition",
    "Role",
    "SearchChange",
    "State",
    "User",
    "Visibility",
]

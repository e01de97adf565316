"""Rights situations of the demo pictures, as codes: the drawing embeds what the file claims, `licensing.demo` records
what people know."""

from __future__ import annotations

from enum import StrEnum


class Scenario(StrEnum):
    # usable, nothing to do
    OWN_FREE = "own-free"
    CONTRACT_FREE = "contract-free"
    CC0 = "cc0"
    DL_ZERO = "dl-zero"
    FREE_STOCK = "free-stock"
    ARTWORK = "artwork"
    # usable with duties
    OWN_CREDIT = "own-credit"
    CONTRACT_CREDIT = "contract-credit"
    CONTRACT_TERM = "contract-term"
    CC_BY_4 = "cc-by-4"
    CC_BY_3_DE = "cc-by-3-de"
    CC_BY_2 = "cc-by-2"
    DL_BY = "dl-by"
    CITIZEN = "citizen"
    STOCK = "stock"
    # a person must decide
    UNKNOWN = "unknown"
    CLAIMED = "claimed"
    CONFLICT = "conflict"
    PERSONS_UNKNOWN = "persons-unknown"
    PERSONS_LISTED = "persons-listed"
    EVIDENCE_MISSING = "evidence-missing"
    DISPUTED = "disputed"
    CC_BY_SA_4 = "cc-by-sa-4"
    CC_BY_ND_4 = "cc-by-nd-4"
    CC_BY_NC_4 = "cc-by-nc-4"
    CREATOR_MISSING = "creator-missing"
    AI = "ai"
    AI_UNKNOWN = "ai-unknown"
    PUBLIC_DOMAIN_MARK = "public-domain-mark"
    EMBARGO_DAY = "embargo-day"
    OFFICIAL = "official"
    ORPHAN = "orphan"
    VERSION_MISSING = "version-missing"
    # not permitted
    RESERVED = "reserved"
    PRINT_ONLY = "print-only"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    OTHER_TOWN = "other-town"
    REVOKED = "revoked"
    EDITORIAL = "editorial"
    EMBARGO = "embargo"

"""What the kernel is told: one question, and the recorded facts about one asset.

Every field has a strict default: not recorded means unknown, and unknown never releases. Scopes are explicit sets;
silence means "not granted". "All" is written out: `ALL_CHANNELS`, `ALL_PURPOSES`, and `EVERYONE` (`"*"`) for
licensees and territories. Values that are not of the declared type do not crash `decide`; they end as reasons.
"""

from dataclasses import dataclass
from datetime import date, datetime

from .codes import Code
from .days import resolve_local
from .layers import (
    NOT_RECORDED,
    AiUse,
    AudioTrack,
    Block,
    OrganizationRule,
    Person,
    Property,
    RenditionFacts,
    Sign,
    Viewpoint,
    Work,
)
from .provenance import UNRECORDED, Provenance, RecordStatus
from .verdict import Completeness, Tri
from .vocabulary import Channel, Modification, Placement, Purpose

EVERYONE = "*"
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """May this organization use the asset on this channel for this purpose in this period?

    Dates are Berlin days, both inclusive; no `publish_until` means open-ended. Attributes left unknown are asked for
    as soon as the answer hangs on them. `rendition` names a crop or other version of the asset that was made and looked
    at; its modifications count as asked for. `co_publishers` are organizations that publish together with the asker.
    """

    asset: str
    organization: str | None
    channel: Channel
    purpose: Purpose
    publish_from: date
    publish_until: date | None = None
    placement: Placement | None = None
    territory: str | None = None
    modifications: frozenset[Modification] = frozenset()
    commercial: Tri = Tri.UNKNOWN
    paid_promotion: Tri = Tri.UNKNOWN
    print_run: int | None = None
    sold: Tri = Tri.UNKNOWN
    sensitive_context: Tri = Tri.UNKNOWN
    output_license: str | None = None
    rendition: str | None = None
    co_publishers: frozenset[str] = frozenset()
    political_context: Tri = Tri.NO
    as_logo: Tri = Tri.NO


class AssetState(Code):
    READY = "ready"
    PROCESSING = "processing"
    VANISHED = "vanished"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFacts:
    """The asset itself. `block_reason` is shown to people when the state blocks every use."""

    state: AssetState = AssetState.READY
    block_reason: str = ""
    has_sound: Tri = Tri.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseAssignment:
    """Which license text the asset is under. `license` is a registry code; `revision` pins the text that was
    accepted.
    """

    license: str
    status: RecordStatus = RecordStatus.CLAIMED
    revision: int | None = None
    licensor_is_creator: Tri = Tri.UNKNOWN
    source_url: str = ""
    retrieved_on: date | None = None
    provenance: Provenance = UNRECORDED
    id: str = ""


class GrantKind(Code):
    SIMPLE = "simple"
    EXCLUSIVE = "exclusive"


class GrantStatus(Code):
    DRAFT = "draft"
    ACTIVE = "active"
    REVOKED = "revoked"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRule:
    """What a grant says about naming: due unless waived (s. 13 UrhG); an exact `line` is used verbatim."""

    required: Tri = Tri.UNKNOWN
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One right of use, used whole: its scope is never combined with another grant's term.

    `until` is the last day that counts, none is perpetual. `covers_other_bodies` says whether bodies that are not
    listed may use it too. `print_run_left` and `uses_left` are what remains now; none is unlimited.
    """

    id: str
    licensees: frozenset[str]
    channels: frozenset[Channel]
    purposes: frozenset[Purpose]
    start: date
    until: date | None = None
    territories: frozenset[str] = frozenset({EVERYWHERE})
    modifications: frozenset[Modification] = frozenset()
    status: GrantStatus = GrantStatus.ACTIVE
    kind: GrantKind = GrantKind.SIMPLE
    has_evidence: Tri = Tri.UNKNOWN
    revoked_on: date | None = None
    commercial: Tri = Tri.UNKNOWN
    paid_promotion: Tri = Tri.UNKNOWN
    platform_sublicense: Tri = Tri.UNKNOWN
    third_party_redistribution: Tri = Tri.UNKNOWN
    sensitive_use: Tri = Tri.UNKNOWN
    covers_other_bodies: Tri = Tri.NO
    print_run_left: int | None = None
    uses_left: int | None = None
    uses_max: int | None = None
    granted_on: date | None = None
    licensor: str = ""
    credit: CreditRule = CreditRule()
    report_to: str = ""
    specimen_to: str = ""


class Designation(Code):
    """How a creator wishes to be named."""

    NAME = "name"
    PSEUDONYM = "pseudonym"
    NO_NAME = "no_name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    name: str
    designation: Designation = Designation.NAME
    pseudonym: str = ""


class Medium(Code):
    PHOTO = "photo"
    GRAPHIC = "graphic"
    VIDEO = "video"
    IMAGE = "image"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What is known for the credit. `is_untitled` records that the source supplies no title; otherwise a blank is a
    gap.

    `credit_line` is the supplier's wording, used verbatim for own and contract work; `prescribed_line` is a grant's
    and wins everywhere. `notices` are disclaimers to keep; `earlier_changes` are change notes that came with the
    picture.
    """

    creators: tuple[Creator, ...] = ()
    title: str = ""
    is_untitled: bool = False
    source: str = ""
    source_url: str = ""
    provider: str = ""
    credit_line: str = ""
    prescribed_line: str = ""
    copyright_notice: str = ""
    notices: tuple[str, ...] = ()
    earlier_changes: tuple[str, ...] = ()
    medium: Medium = Medium.PHOTO


class ConflictConcern(Code):
    PERMISSION = "permission"
    NAMING = "naming"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataConflict:
    """Containers or record contradict each other about a rights field; open until a person resolves it."""

    concept: str
    concern: ConflictConcern = ConflictConcern.PERMISSION
    is_resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """Not before this wall-clock time in `timezone`. A plain date stays ambiguous until someone records the hour."""

    until_local: datetime | date
    timezone: str = "Europe/Berlin"
    is_lifted: bool = False
    id: str = ""


def embargo(until_local: datetime | date, *, timezone: str = "Europe/Berlin", id: str = "") -> Embargo:
    """Make an embargo from input; raises `NonexistentLocalTime` for a time that the clocks skip."""
    if isinstance(until_local, datetime):
        resolve_local(until_local, timezone)
    return Embargo(until_local=until_local, timezone=timezone, id=id)


class PolicyEffect(Code):
    ALLOW_WITH_DUTIES = "allow_with_duties"
    ASK = "ask"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """An organization's switches for contested questions; the defaults are the cautious reading."""

    cc_by_on_platforms: PolicyEffect = PolicyEffect.ALLOW_WITH_DUTIES
    cc_sa_nd_on_platforms: PolicyEffect = PolicyEffect.ASK
    cc_nc_on_platforms: PolicyEffect = PolicyEffect.ASK
    crop_under_nd: PolicyEffect = PolicyEffect.FORBID
    editorial_stock_on_website: PolicyEffect = PolicyEffect.ASK
    missing_creator: PolicyEffect = PolicyEffect.ASK
    own_consent_from: int = 14
    guardians_needed: int = 2
    four_eyes_for_minors: bool = True
    label_photoreal_ai: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOf:
    """The switches of one organization, where they differ from `Facts.policy`."""

    organization: str
    policy: Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything recorded about one asset that the gates read. The empty `Facts()` releases nothing.

    Each layer has a state of completeness beside its records: an empty list means none only with `none_confirmed`.
    `rules` and `policies` are those of the organizations that the facts were read for.
    """

    asset: AssetFacts = AssetFacts()
    assignment: LicenseAssignment | None = None
    grants: tuple[Grant, ...] = ()
    naming: Naming = Naming()
    persons: Completeness = Completeness.UNKNOWN
    works: Completeness = Completeness.UNKNOWN
    property: Completeness = Completeness.UNKNOWN
    audio: Completeness = Completeness.UNKNOWN
    ai: Tri = Tri.UNKNOWN
    ai_use: AiUse = NOT_RECORDED
    persons_shown: tuple[Person, ...] = ()
    is_political_assembly: bool = False
    viewpoint: Viewpoint = Viewpoint.UNKNOWN
    works_shown: tuple[Work, ...] = ()
    property_shown: tuple[Property, ...] = ()
    signs_shown: tuple[Sign, ...] = ()
    audio_tracks: tuple[AudioTrack, ...] = ()
    rules: tuple[OrganizationRule, ...] = ()
    blocks: tuple[Block, ...] = ()
    renditions: tuple[RenditionFacts, ...] = ()
    conflicts: tuple[MetadataConflict, ...] = ()
    embargoes: tuple[Embargo, ...] = ()
    policy: Policy = Policy()
    policies: tuple[PolicyOf, ...] = ()
